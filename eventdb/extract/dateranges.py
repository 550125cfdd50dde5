"""Reads ranges of dates: from 3 to 5 May, between Monday and Wednesday, since 2011, before 8 May."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from eventdb.extract import calendar as cal
from eventdb.extract.calendar import Interval
from eventdb.extract.datephrases import DatePhrases
from eventdb.extract.datewords import DateWords, Reading
from eventdb.extract.monthyears import Context


class DateRanges:
    """Readings of dates and ranges of dates at a token."""

    def __init__(self, words: DateWords, context: Context) -> None:
        self._words = words
        self._context = context
        self._phrases = DatePhrases(words, context)

    def read(self, at: int) -> Reading | None:
        """The longest date or range of dates that begins at a token."""
        found = [self._between(at), self._since(at), self._before(at), self._dash(at)]
        readings = [reading for reading in found if reading is not None]
        plain = self._phrases.read(at)
        if plain is not None:
            readings.append(plain)
        return max(readings, key=lambda reading: reading.end, default=None)

    # -- ranges ------------------------------------------------------------------------------

    def _between(self, at: int) -> Reading | None:
        """From X to Y, between X and Y."""
        words = self._words
        for opening, joint_name in (("between", "and"), ("from", "to")):
            match = words.take(at, opening)
            if match is None:
                continue
            begin = words.following(match)
            days = self._phrases.calendar.days(begin)
            if days is not None:
                return replace(days, first=at, is_duration=True)
            first = self._end_of_range(begin)
            joint = None if first is None else words.joint(first.end, joint_name)
            second = None if joint is None else self._end_of_range(joint[0])
            if first is not None and second is not None:
                made = self._range(at, first, second)
                if made is not None:
                    return made
        return None

    def _end_of_range(self, at: int) -> Reading | None:
        words = self._words
        at = words.skip(at, "of") if words.is_at(at, "of") and not self._begins(at) else at
        return self._phrases.read(at) or self._phrases.calendar.year(at, is_free=True)

    def _begins(self, at: int) -> bool:
        return self._phrases.read(at) is not None

    def _dash(self, at: int) -> Reading | None:
        """X - Y, X to Y, X through Y, of whole dates or weekdays."""
        words = self._words
        first = self._phrases.read(at)
        if first is None:
            return None
        joint = words.joint(first.end, "to")
        if joint is not None and not joint[1]:
            second = self._phrases.read(joint[0])
        elif words.is_dash(first.end) and first.form in ("absolute", "weekday", "month"):
            second = self._phrases.read(words.after(first.end + 1))
            if second is not None and second.form != first.form:
                second = None
        else:
            second = None
        return None if second is None else self._range(at, first, second)

    def _range(self, at: int, first: Reading, second: Reading) -> Reading | None:
        one, two = first.interval, second.interval
        if one is None or two is None or one.first is None or two.last is None:
            if first.form != second.form:
                return None
            return Reading(at, second.end, None, second.form, is_duration=True)
        if one.first > two.last:
            one = self._earlier(first, one, two.last)
            if one is None:
                return None
        if one.first is None or one.first > two.last:
            return None
        interval = Interval(one.first, two.last)
        return Reading(at, second.end, interval, second.form, is_duration=True)

    @staticmethod
    def _earlier(first: Reading, one: Interval, last: dt.date) -> Interval | None:
        """The beginning of a range whose end lies before it, a week or a year back."""
        if one.first is None or first.is_stated:
            return None
        if first.weekday is not None and first.form == "weekday":
            return Interval(cal.weekday_near(last, first.weekday, -1), last)
        try:
            return Interval(one.first.replace(year=one.first.year - 1), last)
        except ValueError:
            return None

    def _since(self, at: int) -> Reading | None:
        words = self._words
        match = words.take(at, "since")
        if match is None:
            return None
        reading = self._end_of_range(words.following(match))
        if reading is None:
            return None
        interval = reading.interval
        if interval is not None and interval.first is not None:
            anchor = self._context.anchor
            if anchor is not None and interval.first > anchor:
                return None
            interval = Interval(interval.first, anchor)
        return Reading(at, reading.end, interval, reading.form, is_duration=True)

    def _before(self, at: int) -> Reading | None:
        words = self._words
        match = words.take(at, "before")
        if match is None or words.is_at(words.following(match), "part", "position"):
            return None
        reading = self._phrases.read(words.skip(words.following(match), "of"))
        if reading is None or reading.form not in ("absolute", "weekday", "month", "hijri"):
            return None
        interval = reading.interval
        if interval is not None and interval.first is not None:
            interval = Interval(None, cal.move(interval.first, -1))
        return replace(reading, first=at, interval=interval)
