"""Reads days, months and years of a calendar: 8 February 2018, 8 شباط/فبراير, early May, 2017."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from eventdb.extract import calendar as cal
from eventdb.extract.calendar import Interval
from eventdb.extract.datewords import DateWords, Reading
from eventdb.extract.monthyears import Context, Month, MonthYears, Year, direction_of

_NUMERIC_SIGNS = frozenset({"/", "-", "."})
_OPENING = frozenset(
    {"month", "ordinal", "position", "last", "this", "next", "day_noun", "month_noun", "year_noun"}
)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the month as written, and the token after it."""

    value: int
    end: int


class CalendarDates:
    """Readings of absolute dates at a token."""

    def __init__(self, words: DateWords, context: Context) -> None:
        self._words = words
        self._context = context
        self._months = MonthYears(words, context)

    def read(self, at: int, weekday: int | None = None) -> Reading | None:
        """The longest absolute date that begins at a token.

        Args:
            at: token.
            weekday: the weekday told with it, which settles a year that is not.
        """
        if not self._words.opens(at, _OPENING):
            return None
        found = [
            reading
            for reading in (
                self._numeric(at),
                self._day_first(at, weekday),
                self._month_first(at, weekday),
                self._month(at),
                self.year(at),
            )
            if reading is not None
        ]
        return max(found, key=lambda reading: reading.end, default=None)

    # -- figures ---------------------------------------------------------------------------

    def _numeric(self, at: int) -> Reading | None:
        words = self._words
        word = words.word(at)
        if not word[:1].isdigit() or words.word(at - 1) in _NUMERIC_SIGNS:
            return None
        if word.count(".") == 2 and word.replace(".", "").isdecimal():
            pieces, sign, end = word.split("."), ".", at + 1
        else:
            tokens = words.words[at : at + 5]
            if len(tokens) < 5 or tokens[1] not in _NUMERIC_SIGNS or tokens[3] != tokens[1]:
                return None
            pieces, sign, end = list(tokens[::2]), tokens[1], at + 5
        lengths = [len(piece) for piece in pieces]
        if not all(piece.isdecimal() for piece in pieces):
            return None
        if words.word(end) == sign and words.word(end + 1).isdecimal():
            return None
        if sorted(lengths)[2] != 4 and (max(lengths) > 2 or lengths[2] != 2 or sign == "."):
            return None
        if lengths[1] > 2:
            return None
        interval = cal.numeric_day("/".join(pieces), self._context.language, self._context.anchor)
        if interval is None:
            return None
        end = words.skip(words.after(end), "hijri_era", "common_era")
        form = "absolute" if interval.is_day else "hijri"
        return Reading(at, end, interval, form, is_stated=True)

    # -- days ------------------------------------------------------------------------------

    def days(self, at: int) -> Reading | None:
        """Two days of one month as a range: (from) 3 to 5 May, (between) 3 and 5 May."""
        reading = self._day_first(at, None, is_range=True)
        if reading is None or reading.interval is None or reading.interval.is_day:
            return None
        return reading

    def _day_first(self, at: int, weekday: int | None, is_range: bool = False) -> Reading | None:
        words = self._words
        days: list[int] = []
        day = self._day(words.skip(at, "day_noun"))
        end = end_of_first = at if day is None else day.end
        while day is not None:
            days.append(day.value)
            end = day.end
            day, ranged = self._next_day(end)
            is_range = is_range or ranged
        if not days:
            return None
        month = self._months.month_name(self._months.skip_of(end))
        if month is None:
            return self._day_of_month(at, days, end)
        year = self._months.year_after(month)
        interval = self._months.resolve_day(days[0], month, year, weekday)
        is_one = len(days) == 1
        if not is_one:
            last = self._months.resolve_day(days[-1], month, year, None)
            if not is_range and not _follow(days):
                # "7 and 18 February" are two days: this is the first, the next is read by itself.
                return self._reading(at, end_of_first, interval, month, year)
            if interval is None or last is None or _is_after(interval, last):
                return None
            interval = Interval(interval.first, last.last)
        reading = self._reading(at, year.end, interval, month, year)
        return replace(reading, is_duration=not is_one and days[-1] - days[0] > 1)

    def _day(self, at: int) -> _Day | None:
        words = self._words
        value = words.figure(at, 1, 31)
        if value is not None:
            if words.word(at - 1) in ("/", ":") or words.word(at + 1) == ":":
                return None
            end = words.after(at + 1)
            return _Day(value, words.skip(end, "suffix") if end == at + 1 else end)
        match = words.take(at, "ordinal")
        if match is None:
            return None
        return _Day(int(match.feature("value")), words.following(match))

    def _next_day(self, at: int) -> tuple[_Day | None, bool]:
        """The next day of a list or range before the month's name."""
        words = self._words
        joint = words.joint(at, "and")
        if joint is not None:
            return self._day(joint[0]), False
        joint = words.joint(at, "to")
        if joint is not None and not joint[1]:
            return self._day(joint[0]), True
        if words.is_range_sign(at):
            return self._day(words.after(at + 1)), True
        if words.word(at) in (",", "،"):
            return self._day(words.after(at + 1)), False
        return None, False

    def _month_first(self, at: int, weekday: int | None) -> Reading | None:
        words = self._words
        month = self._months.month_name(words.skip(at, "month_noun"))
        if month is None or not month.match.feature("day_after"):
            return self._month_first_with_year(at)
        begin = words.after(month.end)
        if words.is_at(begin, "of"):
            begin = words.skip(begin, "of")
        day = self._day(begin)
        if day is None:
            return None
        year = self._months.year_after(Month(month.value, month.calendar, day.end, month.match))
        interval = self._months.resolve_day(day.value, month, year, weekday)
        second, is_range = self._next_day(day.end)
        if (
            second is None
            or not (is_range or second.value == day.value + 1)
            or self._months.month_name(self._months.skip_of(second.end)) is not None
        ):
            return self._reading(at, year.end, interval, month, year)
        year = self._months.year_after(Month(month.value, month.calendar, second.end, month.match))
        interval = self._months.resolve_day(day.value, month, year, None)
        last = self._months.resolve_day(second.value, month, year, None)
        if interval is None or last is None or _is_after(interval, last):
            return None
        interval = Interval(interval.first, last.last)
        reading = self._reading(at, year.end, interval, month, year)
        return replace(reading, is_duration=second.value - day.value > 1)

    def _month_first_with_year(self, at: int) -> Reading | None:
        """Month, day and year where a day after the month is not the language's own order."""
        words = self._words
        month = self._months.month_name(at)
        if month is None:
            return None
        day = words.figure(month.end, 1, 31)
        sign = words.after(month.end + 1)
        if day is None or words.word(sign) not in (",", "،"):
            return None
        year = self._months.year_after(Month(month.value, month.calendar, sign, month.match))
        if year.year is None:
            return None
        return self._reading(
            at, year.end, self._months.resolve_day(day, month, year, None), month, year
        )

    def _day_of_month(self, at: int, days: list[int], end: int) -> Reading | None:
        """A day of this or the last month: "the 18th of this month", الثامن من الشهر الجاري."""
        begin = self._words.skip(end, "of")
        found = self._months.month_by_unit(begin)
        if found is None:
            return None
        end, interval = found
        if interval is None or interval.first is None:
            return Reading(at, end, None, "absolute")
        first = cal.one_day(interval.first.year, interval.first.month, days[0])
        last = cal.one_day(interval.first.year, interval.first.month, days[-1])
        if first is None or last is None or _is_after(first, last):
            return None
        return Reading(at, end, Interval(first.first, last.last), "absolute")

    # -- months and years ------------------------------------------------------------------

    def _month(self, at: int) -> Reading | None:
        words = self._words
        position = words.take(at, "position")
        begin = at if position is None else words.following(position)
        if position is not None and words.is_dash(begin):
            begin = words.after(begin + 1)
        before = words.take(begin, "last", "this", "next", closed=True)
        begin = begin if before is None else words.following(before)
        noun = words.take(begin, "month_noun")
        begin = begin if noun is None else words.following(noun)
        month = self._months.month_name(begin)
        if month is None:
            return None
        year = self._months.year_after(month)
        if before is not None and year.year is None:
            year = replace(year, direction=direction_of(before))
        is_bare = position is None and before is None and noun is None and year.end == month.end
        if is_bare and month.match.feature("weak") and not self._months.is_cued(begin):
            return None
        part = None if position is None else str(position.feature("part"))
        interval = self._months.resolve_month(month, year, part)
        second = self._second_month(month, year) if part is None else None
        if second is not None:
            year = second[1]
            first = self._months.resolve_month(month, year, None)
            last = self._months.resolve_month(second[0], year, None)
            if first is None or last is None or _is_after(first, last):
                return None
            interval = Interval(first.first, last.last)
        reading = self._reading(at, year.end, interval, month, year)
        form = "hijri" if month.calendar == cal.HIJRI else "month"
        return replace(reading, form=form, is_stated=False)

    def _second_month(self, month: Month, year: Year) -> tuple[Month, Year] | None:
        """The end of a range of months: May-June 2016."""
        words = self._words
        if year.end != month.end or not words.is_range_sign(month.end):
            return None
        second = self._months.month_name(words.after(month.end + 1))
        if second is None or second.calendar != month.calendar:
            return None
        return second, self._months.year_after(second)

    def year(self, at: int, is_free: bool = False) -> Reading | None:
        """A year alone: "in 2017", عام 2017, late 2016, 2014-2017.

        Args:
            at: token.
            is_free: it needs no word before it that makes the number a year.
        """
        words = self._words
        position = words.take(at, "position")
        begin = at if position is None else words.following(position)
        if position is not None:
            begin = words.after(begin + 1) if words.is_dash(begin) else begin
        noun = words.take(begin, "year_noun")
        number = begin if noun is None else words.following(noun)
        year = self._months.four_digits(number)
        if year is None or year.year is None or words.word(number - 1) in _NUMERIC_SIGNS - {"-"}:
            return None
        is_named = position is not None or noun is not None or is_free
        if not is_named and not self._is_year(number, year.year):
            return None
        part = None if position is None else str(position.feature("part"))
        interval = cal.hijri_year(year.year) if year.is_hijri else cal.whole_year(year.year, part)
        end = year.end
        if words.is_range_sign(end):
            second = self._months.four_digits(words.after(end + 1))
            if second is not None and second.year is not None and second.year > year.year:
                last = cal.whole_year(second.year)
                if interval is not None and last is not None:
                    interval, end = Interval(interval.first, last.last), second.end
        return Reading(at, end, interval, "year")

    def _is_year(self, at: int, value: int) -> bool:
        """Whether a bare number of four digits is a year by what stands beside it."""
        words = self._words
        anchor = self._context.anchor
        if anchor is not None and value > anchor.year + 10 and not cal.is_hijri_year(value):
            return False
        after = words.word(at + 1)
        is_glued = (
            at + 1 < len(words.words) and words.document.starts[at + 1] == words.document.ends[at]
        )
        if is_glued and after[:1].isalpha():
            return False
        if words.word(at - 1) == "(" and (after == ")" or words.is_dash(at + 1)):
            return True
        if not self._months.is_cued(at):
            return False
        return value % 100 != 0 or words.is_open(at + 1)

    @staticmethod
    def _reading(at: int, end: int, interval: Interval | None, month: Month, year: Year) -> Reading:
        is_hijri = month.calendar == cal.HIJRI
        form = "hijri" if is_hijri else "absolute"
        return Reading(at, end, interval, form, is_stated=year.year is not None)


def _follow(days: list[int]) -> bool:
    return all(second - first == 1 for first, second in itertools.pairwise(days))


def _is_after(first: Interval, last: Interval) -> bool:
    return first.first is not None and last.last is not None and first.first > last.last
