"""Reads numbers of units of time: three days, يومين, الأيام القليلة, 24 hours, a week."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.extract.datewords import DateWords

# What a plural without a number is taken for (a few days).
_VAGUE = 7
_MOST = 400


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A number of units ("three days", يومين): the unit, how many, the token after it."""

    unit: str
    count: int
    end: int
    is_plural: bool
    is_counted: bool


class UnitSpans:
    """Readings of numbers of units at a token."""

    def __init__(self, words: DateWords) -> None:
        self._words = words

    def read(self, at: int) -> UnitSpan | None:
        """The number and unit that begin at a token, in either order; a plural alone is a few."""
        words = self._words
        number = self._number(at)
        begin = at if number is None else number[1]
        unit = words.take(begin, "unit")
        if unit is None:
            return None
        name, end = str(unit.feature("unit")), words.following(unit)
        count = int(unit.feature("count", 0)) or None
        is_plural = bool(unit.feature("number"))
        if number is None and is_plural:
            number = self._number(end)
            end = end if number is None else number[1]
        if number is not None:
            count = number[0]
            is_counted = number[2]
        else:
            is_counted = count is not None or not is_plural
        is_many = is_plural or (count is not None and number is not None and count > 1)
        if count is None:
            count = _VAGUE if is_plural else 1
        return UnitSpan(name, count, end, is_many or bool(unit.feature("count")), is_counted)

    def _number(self, at: int) -> tuple[int, int, bool] | None:
        """A number of units: how many, the token after it, whether it is exact."""
        words = self._words
        begin = at
        value = words.figure(begin, 1, _MOST)
        if value is None and not words.words[begin : begin + 1]:
            return None
        if (
            value is None
            and words.figure(begin + 1, 1, _MOST) is not None
            and words.is_article(begin)
        ):
            begin += 1
            value = words.figure(begin, 1, _MOST)
        if value is not None:
            return value, words.after(begin + 1), True
        match = words.take(at, "cardinal", "vague")
        if match is None:
            return None
        return int(match.feature("value")), words.following(match), match.sense.name == "cardinal"
