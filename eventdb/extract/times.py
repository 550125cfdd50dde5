"""Settles the day of a story from the dates told with it, else from the publication date.

An event that a report tells without a date happened on the day of publication or the day before:
that is the interval given, never a single invented day. What is told as background and without a
date has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.codebook import TimePrecision
from eventdb.extract.frames import Frame
from eventdb.extract.weights import frame_weight, nearness
from eventdb.records import DateMention

_NO_EVENT_DATE = frozenset({"year", "future"})
_REACH = 60
# A span longer than two months dates no single event.
_LONGEST = dt.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class When:
    """The interval of a story; ``mention`` is the passage that gives it, if one does."""

    first: dt.date | None
    last: dt.date | None
    precision: TimePrecision | None
    mention: DateMention | None


def settle_date(frames: Sequence[Frame], published: dt.date | None, carried: When | None) -> When:
    """The possible days of a story.

    Args:
        frames: the story.
        published: publication date, if known.
        carried: the interval of a story just before it in the same passage, taken over where this
            one has no date of its own.
    """
    best: tuple[float, DateMention] | None = None
    for frame in frames:
        for mention in frame.dates:
            if not _may_date_event(mention, published):
                continue
            score = frame_weight(frame) * nearness(frame, mention, _REACH) * _fineness(mention)
            if best is None or score > best[0] * 1.0001:
                best = (score, mention)
    if best is not None:
        return of_mention(best[1], published)
    if carried is not None:
        return When(carried.first, carried.last, carried.precision, carried.mention)
    if published is None or all(frame.is_background for frame in frames):
        return When(None, None, None, None)
    return When(published - dt.timedelta(days=1), published, TimePrecision.DAY, None)


def of_mention(mention: DateMention, published: dt.date | None) -> When:
    """The interval of a date mention, not reaching beyond publication."""
    first, last = mention.first, mention.last
    if last is None:
        last = published
    is_told_by_then = first is None or (published is not None and first <= published)
    if published is not None and last is not None and last > published and is_told_by_then:
        last = published
    if first is not None and last is not None and first > last:
        last = first
    return When(first, last, mention.precision or TimePrecision.MONTH, mention)


def _may_date_event(mention: DateMention, published: dt.date | None) -> bool:
    if mention.form in _NO_EVENT_DATE or (mention.first is None and mention.last is None):
        return False
    if (
        mention.first is not None
        and mention.last is not None
        and mention.last - mention.first > _LONGEST
    ):
        return False
    return (
        published is None or mention.first is None or mention.first <= published + dt.timedelta(1)
    )


def _fineness(mention: DateMention) -> float:
    if mention.is_duration:
        return 0.7
    if mention.first is None or mention.last is None:
        return 0.4
    return 1.0 if mention.last - mention.first <= dt.timedelta(days=2) else 0.6
