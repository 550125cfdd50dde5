"""Reads times told from the day of publication or from the day last named.

Last week, two days ago, the past 24 hours, الأيام الثلاثة الماضية, a day earlier, for the third day
in a row, last autumn.
"""

from __future__ import annotations

from eventdb.extract import calendar as cal
from eventdb.extract.calendar import Interval
from eventdb.extract.datewords import DateWords, Reading
from eventdb.extract.monthyears import Context, MonthYears, direction_of
from eventdb.extract.unitspans import UnitSpan, UnitSpans
from eventdb.lexicon import Match

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_HOURS_OF_DAY = 24
# What is told in weeks, months or years is off by up to half of one.
_SLACK = {"week": 3, "fortnight": 4, "weekend": 3}
_ROW = frozenset({"day", "night"})
_OPENING = frozenset(
    {
        "anaphor", "pronoun", "cardinal", "vague", "unit", "about", "before", "since", "position",
        "last", "this", "next", "ordinal", "season", "feast",
    }
)  # fmt: skip


class RelativeDates:
    """Readings at a token of times that need a day to count from."""

    def __init__(self, words: DateWords, context: Context) -> None:
        self._words = words
        self._context = context
        self._months = MonthYears(words, context)
        self._spans = UnitSpans(words)

    def read(self, at: int) -> Reading | None:
        """The longest relative time that begins at a token."""
        if not self._words.opens(at, _OPENING):
            return None
        found = [
            reading
            for reading in (
                self._anaphor(at),
                self._ago(at),
                self._span_before(at),
                self._period(at),
                self._row(at),
                self._season(at),
                self._feast(at),
            )
            if reading is not None
        ]
        return max(found, key=lambda reading: reading.end, default=None)

    # -- from the day last named ------------------------------------------------------------

    def _anaphor(self, at: int) -> Reading | None:
        words = self._words
        match = words.take(at, "anaphor")
        if match is not None:
            return self._from_previous(
                at, words.following(match), int(match.feature("first")), int(match.feature("last"))
            )
        pronoun = words.take(at, "pronoun")
        span = self._spans.read(at if pronoun is None else words.following(pronoun))
        if span is None or not span.is_counted:
            return None
        if pronoun is not None:
            return self._beside(at, span.end, span, int(pronoun.feature("sign")))
        side = words.take(span.end, "earlier", "later", "pronoun")
        if side is None:
            return None
        sign = {"earlier": -1, "later": 1}.get(side.sense.name) or int(side.feature("sign"))
        return self._beside(at, words.following(side), span, sign)

    def _beside(self, at: int, end: int, span: UnitSpan, sign: int) -> Reading | None:
        """So many units before or after the day last named."""
        if span.unit in _DAYS:
            days, slack = sign * span.count * _DAYS[span.unit], _SLACK.get(span.unit, 0)
            return self._from_previous(at, end, days - slack, days + slack)
        previous = self._context.previous or self._context.now
        if span.unit not in _MONTHS:
            return self._from_previous(at, end, min(sign, 0), max(sign, 0))
        if previous is None or previous.first is None:
            return Reading(at, end, None, "anaphoric")
        year, month = cal.add_months(
            previous.first.year, previous.first.month, sign * span.count * _MONTHS[span.unit]
        )
        interval = cal.whole_month(year, month) if span.unit == "month" else cal.whole_year(year)
        return Reading(at, end, interval, "anaphoric")

    def _from_previous(self, at: int, end: int, first: int, last: int) -> Reading:
        previous = self._context.previous or self._context.now
        interval = None if previous is None else previous.moved(first, last)
        return Reading(at, end, interval, "anaphoric")

    # -- ago ---------------------------------------------------------------------------------

    def _ago(self, at: int) -> Reading | None:
        """Two days ago, more than a week ago."""
        words = self._words
        span = self._spans.read(words.skip(at, "about"))
        if span is None:
            return None
        ago = words.take(span.end, "ago")
        if ago is None:
            return None
        end, interval = words.following(ago), self._that_long_ago(span)
        today = words.take(end, "offset")
        anchor = self._context.anchor
        if today is not None and not today.feature("last") and anchor is not None:
            if span.unit == "year":  # nine years ago today
                interval = cal.one_day(anchor.year - span.count, anchor.month, anchor.day)
            end = words.following(today)
        return Reading(at, end, interval, "relative")

    def _span_before(self, at: int) -> Reading | None:
        """قبل يومين (two days ago), منذ يومين (since two days: until now)."""
        words = self._words
        match = words.take(at, "before", "since")
        if match is None or not (match.feature("ago") or match.feature("span")):
            return None
        span = self._spans.read(words.skip(words.following(match), "about"))
        if span is None or words.is_at(span.end, "weekday"):
            return None
        if match.sense.name == "since":
            interval = self._back(span)
            return Reading(at, span.end, interval, "relative", is_duration=True)
        if words.is_at(span.end, "of"):
            # "Two days before" something: counted from a day that is not known.
            return Reading(at, span.end, None, "relative")
        return Reading(at, span.end, self._that_long_ago(span), "relative")

    def _that_long_ago(self, span: UnitSpan) -> Interval | None:
        now = self._context.now
        anchor = self._context.anchor
        if now is None or anchor is None:
            return None
        if span.unit in ("minute", "hour"):
            return self._back(span)
        if span.is_plural and not span.is_counted:
            return self._back(span)
        if span.unit in _DAYS:
            slack = _SLACK.get(span.unit, 0)
            days = -span.count * _DAYS[span.unit]
            return now.moved(days - slack, days + slack)
        year, month = cal.add_months(anchor.year, anchor.month, -span.count * _MONTHS[span.unit])
        if span.unit == "month":
            return cal.whole_month(year, month)
        return cal.whole_year(year)

    def _back(self, span: UnitSpan) -> Interval | None:
        """From so long ago until now."""
        anchor = self._context.anchor
        if anchor is None:
            return None
        if span.unit == "minute":
            return Interval(anchor, anchor)
        if span.unit == "hour":
            days = max(1, -(-span.count // _HOURS_OF_DAY)) if span.is_counted else 1
            return Interval(cal.move(anchor, -days), anchor)
        if span.unit in _DAYS:
            return Interval(cal.move(anchor, -span.count * _DAYS[span.unit]), anchor)
        year, month = cal.add_months(anchor.year, anchor.month, -span.count * _MONTHS[span.unit])
        first = cal.whole_month(year, month)
        if first is None or first.first is None:
            return None
        return Interval(cal.move(first.first, anchor.day - 1), anchor)

    # -- last, this, next --------------------------------------------------------------------

    def _period(self, at: int) -> Reading | None:
        """Last week, early this month, the past three days, الساعات الـ24 الماضية."""
        words = self._words
        # Its words are also the end of a week: نهاية الأسبوع.
        is_weekend = (unit := self._spans.read(at)) is not None and unit.unit == "weekend"
        position = None if is_weekend else words.take(at, "position")
        begin = at if position is None else words.following(position)
        begin = words.skip(begin, "of") if position is not None else begin
        before = words.take(begin, "last", "this", "next")
        span = self._spans.read(begin if before is None else words.following(before))
        if span is None:
            return None
        named, end = before, span.end
        if named is None:
            named = words.take(end, "last", "this", "next")
            end = end if named is None else words.following(named)
        part = None if position is None else str(position.feature("part"))
        if named is None:
            # "The beginning of the year" is that of this one.
            is_whole = part is not None and not span.is_plural and span.unit != "day"
            is_whole = is_whole or (is_weekend and not span.is_plural)
            return self._unit(at, end, span, 0, part) if is_whole else None
        if span.is_plural or named.feature("reach"):
            return self._reach(at, end, span, named)
        return self._unit(at, end, span, direction_of(named), part)

    def _reach(self, at: int, end: int, span: UnitSpan, named: Match) -> Reading | None:
        """The past three days: until now. The coming days are nothing that has happened."""
        if named.sense.name == "this":
            return None
        if named.sense.name == "next":
            return Reading(at, end, None, "relative", is_duration=True)
        return Reading(at, end, self._back(span), "relative", is_duration=True)

    def _unit(
        self, at: int, end: int, span: UnitSpan, direction: int, part: str | None
    ) -> Reading | None:
        anchor = self._context.anchor
        if span.unit in ("minute", "hour", "day", "night", "decade"):
            return None
        if anchor is None:
            return Reading(at, end, None, "relative")
        interval: Interval | None
        if span.unit in ("week", "fortnight"):
            interval = cal.week_of(anchor, direction)
        elif span.unit == "weekend":
            interval = cal.weekend_of(anchor, max(direction, 0))
        elif span.unit == "month":
            year, month = cal.add_months(anchor.year, anchor.month, direction)
            interval = cal.whole_month(year, month, part)
        else:
            interval = cal.whole_year(anchor.year + direction, part)
        return Reading(at, end, interval, "relative")

    # -- counted days, seasons, feasts ---------------------------------------------------------

    def _row(self, at: int) -> Reading | None:
        """For the third day in a row, لليوم الثالث على التوالي: until now."""
        words = self._words
        ordinal = words.take(at, "ordinal")
        if ordinal is not None:
            begin = words.following(ordinal)
            before = words.take(begin, "row_before")
            unit = words.take(begin if before is None else words.following(before), "unit")
            end = at if unit is None else words.following(unit)
        else:
            before, unit = None, words.take(at, "unit")
            ordinal = None if unit is None else words.take(words.following(unit), "ordinal")
            end = at if ordinal is None else words.following(ordinal)
        if unit is None or ordinal is None or unit.feature("unit") not in _ROW:
            return None
        after = words.take(end, "row")
        if before is None and after is None:
            return None
        end = end if after is None else words.following(after)
        count = int(ordinal.feature("value"))
        now = self._context.now
        interval = None if now is None else now.moved(1 - count, 0)
        return Reading(at, end, interval, "relative", is_duration=True)

    def _season(self, at: int) -> Reading | None:
        """Last autumn, الخريف الماضي, summer 2016; a season alone is no date."""
        words = self._words
        before = words.take(at, "last", "this", "next", "position")
        begin = at if before is None else words.following(before)
        match = words.take(begin, "season")
        if match is None:
            return None
        end, month = words.following(match), int(match.feature("value"))
        after = words.take(end, "last", "this", "next")
        named = after or (None if before is None or before.sense.name == "position" else before)
        if named is None:
            year = self._months.four_digits(words.skip(words.skip(end, "of"), "year_noun"))
            if year is None or year.year is None:
                return None
            return Reading(at, year.end, cal.months_of(year.year, month, 3), "month")
        end = end if after is None else words.following(after)
        anchor = self._context.anchor
        if anchor is None:
            return Reading(at, end, None, "month")
        interval = cal.nearest(
            anchor, direction_of(named), lambda number: cal.months_of(number, month, 3)
        )
        return Reading(at, end, interval, "month")

    def _feast(self, at: int) -> Reading | None:
        """A feast of every year."""
        words = self._words
        match = words.take(at, "feast")
        if match is None:
            return None
        month, day = int(match.feature("month")), int(match.feature("day"))
        year = self._months.four_digits(words.skip(words.following(match), "of"))
        if year is not None and year.year is not None:
            return Reading(
                at, year.end, cal.one_day(year.year, month, day), "absolute", is_stated=True
            )
        anchor = self._context.anchor
        interval = (
            None
            if anchor is None
            else cal.nearest(anchor, None, lambda number: cal.one_day(number, month, day))
        )
        return Reading(at, words.following(match), interval, "absolute")
