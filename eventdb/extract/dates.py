"""Finds the dates of a document as intervals of days, and a report's own date of publication.

Spans come from the lexicon (``languages/<code>/dates.toml``) and a grammar over it:
``calendardates`` for days, months and years, ``relativedates`` for what is told from another day,
``datephrases`` for
their combination, ``dateranges`` for ranges. Dateparser reads the dates in figures (``calendar``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from eventdb.codebook import TimePrecision
from eventdb.documents import Document
from eventdb.extract.calendar import Interval
from eventdb.extract.dateranges import DateRanges
from eventdb.extract.datewords import DateWords, Reading
from eventdb.extract.monthyears import Context
from eventdb.records import DateMention

# Where a report tells its own date: its first lines (headline, dateline), else its upper part.
_HEAD_LINES = 3
_HEAD_CHARS = 200
_LONG = 7


def find_dates(document: Document, anchor: dt.date | None) -> list[DateMention]:
    """The dates that a document tells, in order, none overlapping another.

    Args:
        document: a report prepared for reading.
        anchor: date of publication; without it only dates that state their year are resolved, and
            those told from such a date.
    """
    return [_mention(document, words, reading) for words, reading in _read(document, anchor)]


def infer_publication(document: Document) -> DateMention | None:
    """The date in a report that is that of its publication, or the nearest to it.

    A complete date in the first lines (a dateline), or on a line of its own, is taken for the
    publication date. Else it is the latest complete date of the text: a report is published on or
    after the latest day that it tells.
    """
    complete = [
        (words, reading)
        for words, reading in _read(document, None)
        if reading.is_stated and reading.interval is not None and reading.form != "month"
    ]
    if not complete:
        return None
    ranked = sorted(complete, key=lambda pair: _rank(document, pair[0], pair[1]), reverse=True)
    return _mention(document, *ranked[0])


def _rank(document: Document, words: DateWords, reading: Reading) -> tuple[int, int, int]:
    start, end = words.start_of(reading.first), document.ends[reading.end - 1]
    text = document.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end != -1 else len(text)]
    is_stamp = len(line.split()) <= len(text[start:end].split()) + 4
    is_head = text.count("\n", 0, start) < _HEAD_LINES and start < _HEAD_CHARS
    last = reading.interval.last if reading.interval is not None else None
    return (2 * is_stamp + is_head, last.toordinal() if last is not None else 0, -start)


def _read(document: Document, anchor: dt.date | None) -> list[tuple[DateWords, Reading]]:
    words = DateWords(document)
    context = Context(anchor, document.report.language or document.lexicon.code)
    phrases = DateRanges(words, context)
    found: list[tuple[DateWords, Reading]] = []
    reached = 0
    for at in words.starts:
        if at < reached:
            continue
        blocked = words.take(at, "none", "eponym")
        if blocked is not None and blocked.sense.name == "none":
            reached = blocked.last + 1
            continue
        reading = phrases.read(at)
        if reading is None:
            continue
        end = _trimmed(document, reading)
        reached = end
        if _is_name(words, reading):
            continue
        reading = replace(reading, end=end)
        interval = reading.interval
        if interval is None or not _is_possible(interval):
            continue
        if not reading.is_duration and interval.first is not None and _is_short(interval):
            context.previous = interval
        found.append((words, reading))
    return found


def _is_possible(interval: Interval) -> bool:
    """Whether an interval has an end and runs forwards; "from 2054 to 2015" is no time."""
    if interval.first is None or interval.last is None:
        return interval.first is not None or interval.last is not None
    return interval.first <= interval.last


def _is_short(interval: Interval) -> bool:
    first, last = interval.first, interval.last
    return first is not None and last is not None and (last - first).days < _LONG


def _trimmed(document: Document, reading: Reading) -> int:
    """The end of a reading without white space."""
    end = reading.end
    while end > reading.first + 1 and document.words[end - 1] in ("", "\n"):
        end -= 1
    return end


def _is_name(words: DateWords, reading: Reading) -> bool:
    """Whether a day and month name a thing: شارع 14 تموز, the 17 February Brigade."""
    if reading.is_stated or reading.form != "absolute":
        return False
    before = reading.first - 1
    while before > 0 and words.word(before) in ("", '"', "«", "“", "'"):
        before -= 1
    after = words.take(words.after(reading.end), "eponym")
    if after is not None and not after.feature("first"):
        return True
    named = words.take(before, "eponym") if before >= 0 else None
    return named is not None and bool(named.feature("first"))


def _mention(document: Document, words: DateWords, reading: Reading) -> DateMention:
    interval = reading.interval
    assert interval is not None
    return DateMention(
        start=words.start_of(reading.first),
        end=document.ends[reading.end - 1],
        first=interval.first,
        last=interval.last,
        precision=_precision(reading, interval),
        form=reading.form,
        is_duration=reading.is_duration,
    )


def _precision(reading: Reading, interval: Interval) -> TimePrecision | None:
    """By length; a day of the Islamic calendar is a day, though which one may be in doubt."""
    if reading.form == "hijri" and interval.precision is TimePrecision.WEEK:
        days = (
            0
            if interval.first is None or interval.last is None
            else (interval.last - interval.first).days
        )
        return TimePrecision.DAY if days <= 2 else TimePrecision.WEEK
    return interval.precision
