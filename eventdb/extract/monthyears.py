"""Names of months and what says their year; resolves both against the day of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eventdb.extract import calendar as cal
from eventdb.extract.calendar import Interval
from eventdb.extract.datewords import DateWords
from eventdb.lexicon import Match


@dataclass(slots=True)
class Context:
    """What a date is resolved against.

    Attributes:
        anchor: publication date.
        previous: the last day that the text named, for "that day".
        language: BCP 47 code of the report, for the order of figures.
    """

    anchor: dt.date | None
    language: str
    previous: Interval | None = None

    @property
    def now(self) -> Interval | None:
        """The day of publication."""
        return None if self.anchor is None else Interval(self.anchor, self.anchor)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name, or two names of one month: its number, and the token after it."""

    value: int
    calendar: str
    end: int
    match: Match


@dataclass(frozen=True, slots=True)
class Year:
    """What follows a day or month about its year; ``direction`` as in ``calendar.nearest``."""

    end: int
    year: int | None = None
    direction: int | None = None
    is_hijri: bool = False


class MonthYears:
    """Readings of the pieces of a date that name its month and year."""

    def __init__(self, words: DateWords, context: Context) -> None:
        self._words = words
        self._context = context

    def month_name(self, at: int) -> Month | None:
        """A month's name at a token, with its name of another family after it."""
        words = self._words
        match = words.take(at, "month")
        if match is None:
            return None
        value, name = int(match.feature("value")), str(match.feature("calendar", cal.GREGORIAN))
        end = words.following(match)
        if words.word(end) == "." and words.figure(words.after(end + 1), 1, 2100) is not None:
            end = words.after(end + 1)  # an abbreviation: Feb. 4
        second = self._other_name(end, value)
        return Month(value, name, end if second is None else second, match)

    def _other_name(self, at: int, value: int) -> int | None:
        """The token after the same month's name of another family: شباط/فبراير, شباط (فبراير)."""
        words = self._words
        joint = words.take(at, "and")
        opener = (words.following(joint), "") if joint is not None else words.opener(at)
        if opener is None:
            return None
        match = words.take(opener[0], "month")
        if match is None or match.feature("value") != value:
            return None
        end = words.following(match)
        return words.after(end + 1) if opener[1] and words.word(end) == opener[1] else end

    def is_cued(self, at: int) -> bool:
        """Whether a preposition of time stands before a weak month's name, or is attached."""
        words = self._words
        if words.has_clitic(at, "in"):
            return True
        before = at - 1
        while before > 0 and words.word(before) == "":
            before -= 1
        return before >= 0 and words.is_at(before, "in", "month_noun")

    def skip_of(self, at: int) -> int:
        """The token after the words that join a day to its month."""
        words = self._words
        for _ in range(2):
            at = words.skip(at, "of", "month_noun")
        return at

    def month_by_unit(self, at: int) -> tuple[int, Interval | None] | None:
        """The month in "this month", الشهر الماضي: the token after it, and the month's days."""
        words = self._words
        before = words.take(at, "last", "this", "next", "year_before")
        begin = at if before is None else words.following(before)
        unit = words.take(begin, "unit")
        if unit is None or unit.feature("unit") != "month" or unit.feature("number"):
            return None
        end = words.following(unit)
        after = words.take(end, "last", "this", "next", "year_before") if before is None else None
        end = end if after is None else words.following(after)
        named = before or after
        if named is None:
            return None
        if named.sense.name == "year_before":
            day = None if self._context.previous is None else self._context.previous.first
            months = 0
        else:
            day = self._context.anchor
            months = direction_of(named)
        if day is None:
            return end, None
        return end, cal.whole_month(*cal.add_months(day.year, day.month, months))

    def year_after(self, month: Month) -> Year:
        """The year that follows a month or day, if one does."""
        words = self._words
        at = month.end
        named = words.take(at, "last", "this", "next")
        if named is not None and not words.is_at(words.following(named), "unit"):
            return Year(words.following(named), direction=direction_of(named))
        begin = words.after(at + 1) if words.word(at) in (",", "،") else at
        if begin == at:
            begin = words.skip(at, "of")
        noun = words.take(begin, "year_noun")
        number = begin if noun is None else words.following(noun)
        relative = self._relative_year(begin)
        if relative is not None:
            return relative
        year = self.four_digits(number)
        if year is not None:
            return year
        return self._two_digits(begin, month) or Year(at)

    def four_digits(self, at: int) -> Year | None:
        """A year of four digits at a token, with its era."""
        words = self._words
        value = words.figure(at, 1000, 9999)
        if value is None:
            return None
        end = words.after(at + 1)
        era = words.take(end, "hijri_era", "common_era")
        if era is not None:
            end = words.following(era)
        if cal.is_hijri_year(value) and (era is None or era.sense.name == "hijri_era"):
            return Year(end, year=value, is_hijri=True)
        return Year(end, year=value) if cal.is_year(value) else None

    def _two_digits(self, at: int, month: Month) -> Year | None:
        """A year of two digits: only where nothing follows that it could count."""
        words = self._words
        value = words.figure(at, 0, 99)
        if value is None or len(words.word(at)) != 2 or at != month.end:
            return None
        if words.word(at - 1) in (",", "،") or not words.is_open(at + 1):
            return None
        if not words.word(month.match.first - 1).isdecimal():
            return None
        return Year(words.after(at + 1), year=cal.full_year(value, 2))

    def _relative_year(self, at: int) -> Year | None:
        """The year named by its place: of last year, من العام الماضي, of that year."""
        words = self._words
        before = words.take(at, "last", "this", "next", "year_before")
        begin = at if before is None else words.following(before)
        unit = words.take(begin, "unit")
        if unit is None or unit.feature("unit") != "year" or unit.feature("number"):
            return None
        end = words.following(unit)
        after = words.take(end, "last", "this", "next", "year_before") if before is None else None
        named = before or after
        if named is None:
            return None
        end = end if after is None else words.following(after)
        if named.sense.name == "year_before":
            previous = self._context.previous
            day = None if previous is None else previous.first
            return Year(end, year=None if day is None else day.year)
        anchor = self._context.anchor
        return Year(end, year=None if anchor is None else anchor.year + direction_of(named))

    # -- resolving -------------------------------------------------------------------------

    def resolve_day(
        self, day: int, month: Month, year: Year, weekday: int | None
    ) -> Interval | None:
        """The day; None where there is no such day or its year cannot be known."""
        if month.calendar == cal.HIJRI:
            if year.year is not None:
                return cal.hijri_day(self._hijri(year), month.value, day)
            anchor = self._context.anchor
            if anchor is None:
                return None
            return cal.nearest_hijri(anchor, lambda number: cal.hijri_day(number, month.value, day))
        if year.year is not None:
            return cal.one_day(year.year, month.value, day)
        anchor = self._context.anchor
        if anchor is None:
            return None
        near = cal.nearest(
            anchor, year.direction, lambda number: cal.one_day(number, month.value, day)
        )
        return _on_weekday(near, month.value, day, weekday, year.direction)

    def resolve_month(self, month: Month, year: Year, part: str | None) -> Interval | None:
        """The month or a third of it; None where its year cannot be known."""
        anchor = self._context.anchor
        if month.calendar == cal.HIJRI:
            if year.year is not None:
                return cal.hijri_month(self._hijri(year), month.value, part)
            if anchor is None:
                return None
            return cal.nearest_hijri(
                anchor, lambda number: cal.hijri_month(number, month.value, part)
            )
        if year.year is not None:
            return cal.whole_month(year.year, month.value, part)
        if anchor is None:
            return None
        return cal.nearest(
            anchor, year.direction, lambda number: cal.whole_month(number, month.value, part)
        )

    @staticmethod
    def _hijri(year: Year) -> int:
        """The Islamic year; a Gregorian one beside an Islamic month is turned into it."""
        if year.year is None or year.is_hijri:
            return year.year or 0
        return int((year.year - 622) * 33 / 32) + 1


def direction_of(match: Match) -> int:
    """-1 for last, 0 for this, 1 for next."""
    return {"last": -1, "this": 0, "next": 1}[match.sense.name]


def _on_weekday(
    near: Interval | None, month: int, day: int, weekday: int | None, direction: int | None
) -> Interval | None:
    """The day of a year nearby that falls on the weekday told with it, else the nearest."""
    if near is None or near.first is None or weekday is None or direction is not None:
        return near
    for years in (0, -1, 1):
        made = cal.one_day(near.first.year + years, month, day)
        if made is not None and made.first is not None and made.first.isoweekday() == weekday:
            return made
    return near
