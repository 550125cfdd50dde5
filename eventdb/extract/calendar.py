"""Arithmetic of days, weeks, months and years as intervals; no words of any language.

Every function gives the interval of days that a wording leaves possible, never an invented day.
Precision follows ACLED (Codebook, "Time precision"): 1 the day, 2 the week, 3 the month.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hijridate import Hijri

from eventdb.codebook import TimePrecision

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

GREGORIAN, HIJRI = "gregorian", "hijri"
EARLY, MID, LATE = "early", "mid", "late"
# A date without a year is the last such day, unless one is at hand in the days to come.
_AHEAD = dt.timedelta(days=31)
# Years that are taken for one when they stand alone; hijri years of the same time.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_HIJRI, _LAST_HIJRI = 1343, 1500
_PIVOT = 30
_DAY = dt.timedelta(days=1)
# Longest intervals that still fix a day (a night), a week (with its uncertain bounds), a month.
_DAYS_OF_DAY, _DAYS_OF_WEEK, _DAYS_OF_MONTH = 2, 15, 35


@dataclass(frozen=True, slots=True)
class Interval:
    """Days ``first`` to ``last``, both included; None is open."""

    first: dt.date | None
    last: dt.date | None

    @property
    def precision(self) -> TimePrecision | None:
        """ACLED's precision by length; None beyond a month or open."""
        if self.first is None or self.last is None:
            return None
        days = (self.last - self.first).days + 1
        if days <= _DAYS_OF_DAY:
            return TimePrecision.DAY
        if days <= _DAYS_OF_WEEK:
            return TimePrecision.WEEK
        return TimePrecision.MONTH if days <= _DAYS_OF_MONTH else None

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.first is not None and self.first == self.last

    def moved(self, first: int, last: int) -> Interval:
        """The interval with its ends moved by days."""
        return Interval(
            None if self.first is None else move(self.first, first),
            None if self.last is None else move(self.last, last),
        )


def move(day: dt.date, days: int) -> dt.date:
    """The day so many days later, held within the calendar."""
    reach = day.toordinal() + days
    return dt.date.fromordinal(min(max(reach, 1), dt.date.max.toordinal()))


def one_day(year: int, month: int, day: int) -> Interval | None:
    """A day of the calendar, or None where there is no such day (31 February)."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Interval(date, date)


def whole_month(year: int, month: int, part: str | None = None) -> Interval | None:
    """A month, or its first, middle or last third."""
    if not (dt.MINYEAR <= year < dt.MAXYEAR and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = {EARLY: (1, 10), MID: (10, 20), LATE: (20, last)}.get(
        part or "", (1, last)
    )
    return Interval(dt.date(year, month, first_day), dt.date(year, month, last_day))


def whole_year(year: int, part: str | None = None) -> Interval | None:
    """A year, or its first, middle or last four months."""
    if not dt.MINYEAR <= year < dt.MAXYEAR:
        return None
    first, last = {EARLY: (1, 4), MID: (5, 8), LATE: (9, 12)}.get(part or "", (1, 12))
    return months_of(year, first, last - first + 1)


def months_of(year: int, month: int, count: int) -> Interval | None:
    """So many months from one on (a season: three)."""
    first = whole_month(year, month)
    last = whole_month(*add_months(year, month, count - 1))
    if first is None or last is None:
        return None
    return Interval(first.first, last.last)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months later."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def week_of(day: dt.date, weeks: int = 0) -> Interval:
    """The week so many weeks after that of ``day``, from its Saturday to the second Sunday.

    Where a week begins differs (Saturday, Sunday, Monday): the interval covers each, so that on a
    Saturday or Sunday the week that is ending counts as the last one, too.
    """
    monday = move(day, -day.weekday() + 7 * weeks)
    last = move(monday, 6)
    if weeks == -1 and day.isoweekday() >= 6:
        last = move(day, -1)
    return Interval(move(monday, -2), last)


def weekend_of(day: dt.date, weeks: int = 0) -> Interval:
    """Friday to Sunday on or before ``day``, or so many weeks later; it covers both customs."""
    sunday = weekday_near(day, 7, 0 if day.weekday() < 4 else 1)
    sunday = move(sunday, 7 * weeks)
    return Interval(move(sunday, -2), sunday)


def weekday_near(day: dt.date, weekday: int, direction: int = 0) -> dt.date:
    """A weekday near a day.

    Args:
        day: the day to count from.
        weekday: 1 Monday to 7 Sunday.
        direction: 0 the last such day, ``day`` included; -1 the last one before ``day``; 1 the
            next one, ``day`` included; 2 the next one after it.
    """
    back = (day.isoweekday() - weekday) % 7
    if direction == 0:
        return move(day, -back)
    if direction == -1:
        return move(day, -(back or 7))
    ahead = (weekday - day.isoweekday()) % 7
    return move(day, (ahead or 7) if direction == 2 else ahead)


def nearest(
    anchor: dt.date, direction: int | None, make: Callable[[int], Interval | None]
) -> Interval | None:
    """The day or period of a year that a wording without a year means.

    Args:
        anchor: publication date.
        direction: None where the wording says nothing, else -1 last, 0 this, 1 next.
        make: the interval in a given year; None where the year does not have it.
    """
    years = range(anchor.year - 8, anchor.year + 9)
    found = [made for made in map(make, years) if made is not None]
    if direction == 0:
        same = [made for made in found if made.first is not None and made.first.year == anchor.year]
        return same[0] if same else None
    if direction == 1:
        return next(
            (made for made in found if made.first is not None and made.first > anchor), None
        )
    if direction == -1:
        return _last(made for made in found if made.last is not None and made.last < anchor)
    return _last(made for made in found if made.first is not None and made.first <= anchor + _AHEAD)


def _last(found: Iterable[Interval]) -> Interval | None:
    last = None
    for interval in found:
        last = interval
    return last


def full_year(number: int, digits: int) -> int:
    """A year of four digits, or of two: 90 is 1990, 18 is 2018."""
    if digits > 2:
        return number
    return 2000 + number if number < _PIVOT else 1900 + number


def is_year(number: int) -> bool:
    """Whether a number of four digits may be a year of reported events."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


def is_hijri_year(number: int) -> bool:
    """Whether a number may be a year of the Islamic calendar in that time."""
    return _FIRST_HIJRI <= number <= _LAST_HIJRI


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, day: int) -> Interval | None:
    """A day of the Islamic calendar: its day after Umm al-Qura, one day more on both sides.

    The month begins by sighting in many countries, so that the day may be off by one.
    """
    try:
        date = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    made = dt.date(date.year, date.month, date.day)
    return Interval(made - _DAY, made + _DAY)


@lru_cache(maxsize=4096)
def hijri_month(year: int, month: int, part: str | None = None) -> Interval | None:
    """A month of the Islamic calendar, or a third of it, with the same day of doubt."""
    first_day, last_day = {EARLY: (1, 10), MID: (10, 20), LATE: (20, 29)}.get(part or "", (1, 29))
    first, last = hijri_day(year, month, first_day), hijri_day(year, month, last_day)
    if first is None or last is None:
        return None
    return Interval(first.first, last.last)


def hijri_year(year: int) -> Interval | None:
    """A year of the Islamic calendar."""
    first, last = hijri_month(year, 1), hijri_month(year, 12)
    if first is None or last is None:
        return None
    return Interval(first.first, last.last)


def nearest_hijri(anchor: dt.date, make: Callable[[int], Interval | None]) -> Interval | None:
    """The last day or period of the Islamic year that begins by ``anchor``."""
    about = int((anchor.year - 622) * 33 / 32)
    found = [made for made in map(make, range(about - 2, about + 4)) if made is not None]
    return _last(made for made in found if made.first is not None and made.first <= anchor + _AHEAD)


@lru_cache(maxsize=8192)
def numeric_day(text: str, language: str, anchor: dt.date | None) -> Interval | None:
    """A date in figures with day, month and year in any order (8/2/2018, 2018-02-08, 8.2.18).

    Dateparser knows which order a locale writes. Where the locale's reading lies after the anchor
    and the other order's does not, the other is meant.

    Args:
        text: ASCII digits and separators.
        language: BCP 47 code of the report; its region settles the order where it has one.
        anchor: publication date, if known.
    """
    figures = [int(piece) for piece in text.replace("-", "/").replace(".", "/").split("/")]
    if is_hijri_year(figures[0]):
        return hijri_day(*figures)
    if is_hijri_year(figures[2]):
        return hijri_day(figures[2], figures[1], figures[0])
    if figures[0] > 31:
        return one_day(full_year(figures[0], len(str(figures[0]))), figures[1], figures[2])
    parsed = _parser(language).get_date_data(text).date_obj
    if parsed is None:
        return None
    day = parsed.date()
    if anchor is not None and day > anchor + _DAY and day.day <= 12:
        other = dt.date(day.year, day.day, day.month)
        if other <= anchor + _DAY:
            day = other
    return Interval(day, day)


@cache
def _parser(language: str) -> DateDataParser:
    """Dateparser fixed to one locale and to complete dates; imported late, for it takes 0.3 s."""
    from dateparser.date import DateDataParser

    code, _, region = language.partition("-")
    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    if len(region) == 2:
        try:
            return DateDataParser(locales=[f"{code}-{region.upper()}"], settings=settings)
        except ValueError:
            pass  # a locale that dateparser does not have: its language alone
    return DateDataParser(languages=[code], settings=settings)
