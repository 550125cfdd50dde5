"""Puts the pieces of one date together: weekday, day and month, part of the day, yesterday.

Thursday night, 8 February 2018; مساء أمس الجمعة; ليل الأربعاء الخميس; overnight.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from eventdb.extract import calendar as cal
from eventdb.extract.calendar import Interval
from eventdb.extract.calendardates import CalendarDates
from eventdb.extract.datewords import DateWords, Reading
from eventdb.extract.monthyears import Context, direction_of
from eventdb.extract.relativedates import RelativeDates
from eventdb.lexicon import Match

_DAY = dt.timedelta(days=1)
# The piece that settles the day where several are told, strongest first.
_ORDER = ("calendar", "hijri", "weekday", "offset", "relative")


@dataclass(slots=True)
class _Pieces:
    """The pieces of one date read so far."""

    found: dict[str, Reading]
    parts: list[Match]
    end: int
    direction: int | None = None


class DatePhrases:
    """Readings of whole dates at a token, ranges left out."""

    def __init__(self, words: DateWords, context: Context) -> None:
        self._words = words
        self._context = context
        self.calendar = CalendarDates(words, context)
        self._relative = RelativeDates(words, context)

    # -- one date ----------------------------------------------------------------------------

    def read(self, at: int) -> Reading | None:
        """The date that begins at a token, its pieces put together."""
        pieces = _Pieces({}, [], at)
        if self._piece(at, pieces):
            while self._go_on(pieces):
                pass
        return self._assemble(at, pieces)

    def _go_on(self, pieces: _Pieces) -> bool:
        """Read one more piece of the date, if there is one."""
        words = self._words
        for begin, closer in self._joints(pieces.end):
            if self._piece(begin, pieces):
                if closer and words.word(pieces.end) == closer:
                    pieces.end = words.after(pieces.end + 1)
                return True
        return False

    def _joints(self, at: int) -> list[tuple[int, str]]:
        """Tokens at which a date may go on: here, after a comma, an opening bracket, "of", "on"."""
        words = self._words
        found: list[tuple[int, str]] = [(at, "")]
        opener = words.opener(at)
        if opener is not None:
            found.append(opener)
            article = words.take(opener[0], "of")
            if article is not None and article.feature("light"):
                found.append((words.following(article), opener[1]))
            return found
        for name in ("of", "equals"):
            following = words.skip(at, name)
            if following != at:
                found.extend([(following, ""), (words.skip(following, "of", "day_noun"), "")])
        return found

    def _piece(self, at: int, pieces: _Pieces) -> bool:
        """Read one more piece of another kind; whether there was one."""
        found = pieces.found
        if (found or pieces.parts) and self._words.has_clitic(at, "and"):
            # "And" begins another date, but for the second day of a night.
            return "weekday" in found and self._next_weekday(at, pieces)
        return (
            self._calendar_piece(at, pieces)
            or self._part(at, pieces)
            or self._weekday_piece(at, pieces)
            or self._relative_piece(at, pieces)
        )

    def _weekday_piece(self, at: int, pieces: _Pieces) -> bool:
        found = pieces.found
        if "weekday" in found:
            return self._next_weekday(at, pieces)
        beside = found.get("relative")
        if beside is not None and (beside.is_duration or beside.form != "relative"):
            return False
        reading = self._weekday(at, pieces)
        if reading is None:
            return False
        found["weekday"], pieces.end = reading, reading.end
        return True

    def _relative_piece(self, at: int, pieces: _Pieces) -> bool:
        found = pieces.found
        if "offset" in found or "relative" in found:
            return False
        relative, offset = self._relative.read(at), self._offset(at)
        if relative is not None and (offset is None or relative.end > offset.end):
            kind, reading = "relative", relative
        elif offset is not None:
            kind, reading = "offset", offset
        else:
            return False
        if not self._fits(kind, reading, found):
            return False
        found[kind], pieces.end = reading, reading.end
        return True

    @staticmethod
    def _fits(kind: str, reading: Reading, found: dict[str, Reading]) -> bool:
        """Whether a piece may stand beside those read: a span of time does so only with a weekday."""
        if kind == "offset" or not found:
            return True
        return set(found) == {"weekday"} and not reading.is_duration and reading.form == "relative"

    def _calendar_piece(self, at: int, pieces: _Pieces) -> bool:
        if "calendar" in pieces.found:
            return False
        weekday = pieces.found.get("weekday")
        reading = self.calendar.read(at, None if weekday is None else weekday.weekday)
        if reading is None:
            return False
        if (pieces.found or pieces.parts) and not _is_short(reading):
            return False
        kind = "hijri" if reading.form == "hijri" and "hijri" not in pieces.found else "calendar"
        pieces.found[kind], pieces.end = reading, reading.end
        return True

    def _part(self, at: int, pieces: _Pieces) -> bool:
        words = self._words
        position = words.take(at, "position")
        begin = at if position is None else words.following(position)
        match = words.take(begin, "part")
        if match is None:
            return False
        whole = words.take(at, "offset", "anaphor")
        if whole is not None and whole.last >= match.last:
            return False  # "last night" says its day itself
        pieces.parts.append(match)
        pieces.end = words.following(match)
        return True

    def _weekday(self, at: int, pieces: _Pieces) -> Reading | None:
        words = self._words
        begin = at
        position = words.take(begin, "position")
        begin = begin if position is None else words.following(position)
        begin = words.skip(begin, "day_noun")
        before = words.take(begin, "last", "this", "next")
        begin = begin if before is None else words.following(before)
        begin = words.skip(begin, "day_noun")
        match = words.take(begin, "weekday")
        if match is None:
            return None
        end = words.following(match)
        named = before
        if named is None:
            named = words.take(end, "last", "this", "next", closed=True)
            if named is not None and words.is_at(words.following(named), "unit"):
                named = None
            end = end if named is None else words.following(named)
        pieces.direction = None if named is None else direction_of(named)
        weekday = int(match.feature("value"))
        interval = self._resolve_weekday(weekday, pieces.direction)
        return Reading(at, end, interval, "weekday", weekday=weekday)

    def _resolve_weekday(self, weekday: int, direction: int | None) -> Interval | None:
        anchor = self._context.anchor
        if anchor is None:
            return None
        day = cal.weekday_near(anchor, weekday, {None: 0, 0: 0, -1: -1, 1: 2}[direction])
        return Interval(day, day)

    def _next_weekday(self, at: int, pieces: _Pieces) -> bool:
        """The second day of a night: ليل الأربعاء الخميس, the night of Wednesday to Thursday."""
        words = self._words
        first = pieces.found["weekday"]
        if not pieces.parts or first.weekday is None:
            return False
        joint = words.joint(at, "and") or words.joint(at, "to")
        begin = at if joint is None else joint[0]
        begin = words.after(begin + 1) if words.is_range_sign(begin) else begin
        match = words.take(begin, "weekday")
        if match is None or match.feature("value") != first.weekday % 7 + 1:
            return False
        last = self._resolve_weekday(int(match.feature("value")), pieces.direction)
        interval = None
        if last is not None and last.last is not None:
            interval = Interval(last.last - _DAY, last.last)
        end = words.following(match)
        pieces.found["weekday"] = replace(first, end=end, interval=interval)
        pieces.end = end
        return True

    def _offset(self, at: int) -> Reading | None:
        words = self._words
        match = words.take(at, "offset") or words.take(words.skip(at, "day_noun"), "offset")
        if match is None:
            return None
        end = words.following(match)
        if words.is_at(end, "ordinal", "row") or words.is_at(end, "anaphor"):
            return None
        now = self._context.now
        first, last = int(match.feature("first")), int(match.feature("last"))
        interval = None if now is None else now.moved(first, last)
        return Reading(at, end, interval, "relative")

    # -- putting together ----------------------------------------------------------------------

    def _assemble(self, at: int, pieces: _Pieces) -> Reading | None:
        found = dict(pieces.found)
        if not found:
            return self._alone(at, pieces)
        if "weekday" in found:
            self._settle_weekday(found, pieces)
        kind = next(kind for kind in _ORDER if kind in found)
        reading = found[kind]
        interval = reading.interval
        if interval is not None and interval.is_day and kind != "relative":
            interval = interval.moved(0, max([0, *(_last_of(part) for part in pieces.parts)]))
        weekday = found["weekday"].weekday if "weekday" in found else None
        return replace(reading, first=at, end=pieces.end, interval=interval, weekday=weekday)

    def _settle_weekday(self, found: dict[str, Reading], pieces: _Pieces) -> None:
        """A weekday with yesterday or today is the one by that day; in last week, the one in it."""
        weekday = found["weekday"]
        beside = found.get("offset") or found.get("relative")
        if beside is None or weekday.weekday is None or beside.interval is None:
            return
        first, last = beside.interval.first, beside.interval.last
        if first is None or last is None or (weekday.interval and not weekday.interval.is_day):
            return
        if "offset" in found:
            day = cal.weekday_near(last + _DAY, weekday.weekday)
            if abs((day - last).days) > 1:
                found.pop("offset")
                return
        else:
            day = cal.weekday_near(last, weekday.weekday)
            if day < first:
                return
        interval = Interval(day, day)
        if "offset" in found and first != last:
            # "Last night, Tuesday": the night that ends or begins on it.
            interval = Interval(min(first, day), max(last, day))
        found["weekday"] = replace(weekday, interval=interval)

    def _alone(self, at: int, pieces: _Pieces) -> Reading | None:
        """A part of the day that needs no day: overnight."""
        for part in pieces.parts:
            alone = part.feature("alone")
            if alone is not None:
                now = self._context.now
                interval = None if now is None else now.moved(int(alone[0]), int(alone[1]))
                return Reading(at, self._words.following(part), interval, "relative")
        return None


def _is_short(reading: Reading) -> bool:
    """Whether a reading is of a day, not of a month or year: only that is told piece by piece."""
    interval = reading.interval
    if interval is None or interval.first is None or interval.last is None:
        return reading.form in ("absolute", "hijri")
    return interval.last - interval.first <= 2 * _DAY


def _last_of(part: Match) -> int:
    return int(part.feature("last", 0))
