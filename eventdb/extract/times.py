"""Settles the day of a story from the dates told with it, else from the publication date.

An event that a report tells without a date happened on the day of publication or the day before:
that is the interval given, never a single invented day. What is told as background and without a
date has none.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdb.codebook import TimePrecision
from eventdb.extract.datelinks import DatedWords, describe_default, describe_link, link_score
from eventdb.extract.frames import Frame
from eventdb.extract.weights import frame_weight, nearness
from eventdb.records import DateMention

_NO_EVENT_DATE = frozenset({"year", "future", "dateline"})
_REACH = 60
# Log-odds that it adds to a date to be the genitive of an act: "Friday's bombing".
_OF_ACT = 3.0
# A span longer than two months dates no single event.
_LONGEST = dt.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class When:
    """The interval of a story; ``mention`` is the passage that gives it, if one does."""

    first: dt.date | None
    last: dt.date | None
    precision: TimePrecision | None
    mention: DateMention | None


def settle_date(
    frames: Sequence[Frame],
    published: dt.date | None,
    before: When | None,
    dated: Sequence[DatedWords],
) -> When:
    """The possible days of a story.

    Args:
        frames: the story.
        published: publication date, if known.
        before: the interval of the story told before it.
        dated: the dates of the report.
    """
    if all(frame.is_earlier for frame in frames):
        dated = [words for words in dated if _is_within(words.mention, frames)]
    carried = None if before is None else before.mention
    chosen, score = None, -math.inf
    for words, features in date_links(frames, published, carried, dated):
        found = link_score(features) + _OF_ACT * is_own_day(words, frames)
        if found > score:
            chosen, score = words.mention, found
    if published is None:
        return When(None, None, None, None) if chosen is None else of_mention(chosen, None)
    if chosen is not None and score >= link_score(describe_default(frames, dated)):
        return of_mention(chosen, published)
    if all(frame.is_background for frame in frames):
        return When(None, published, TimePrecision.MONTH, None)
    return published_days(published)


def is_own_day(words: DatedWords, frames: Sequence[Frame]) -> bool:
    """Whether a date of a story is a genitive of its act, which no statement's day is."""
    return words.is_of_act and _is_within(words.mention, frames)


def published_days(published: dt.date) -> When:
    """The interval of what a report tells as news without a date."""
    return When(published - dt.timedelta(days=1), published, TimePrecision.DAY, None)


def date_links(
    frames: Sequence[Frame],
    published: dt.date | None,
    carried: DateMention | None,
    dated: Sequence[DatedWords],
) -> Iterator[tuple[DatedWords, dict[str, float]]]:
    """The dates that may be a story's, each with its features."""
    ruled = _rule_scores(frames, published)
    top = max(ruled.values(), default=0.0)
    for words in dated:
        mention = words.mention
        if not may_date_event(mention, published):
            continue
        is_carried = carried is not None and mention.start == carried.start
        features = describe_link(words, frames, published, is_carried=is_carried)
        if features is None:
            continue
        if mention.start in ruled:
            features["rule"] = math.log(ruled[mention.start] + 0.01)
            features["rule.top"] = float(ruled[mention.start] >= top)
        yield words, features


def _is_within(mention: DateMention, frames: Sequence[Frame]) -> bool:
    """Whether a date stands in a story's own clauses: what an act came after has none of its day."""
    return any(mention.start == date.start for frame in frames for date in frame.dates)


def _rule_scores(frames: Sequence[Frame], published: dt.date | None) -> dict[int, float]:
    """Weight of the frame, nearness to its acts and fineness of each date, by its first character."""
    found: dict[int, float] = {}
    for frame in frames:
        for mention in frame.dates:
            if may_date_event(mention, published):
                score = frame_weight(frame) * nearness(frame, mention, _REACH) * _fineness(mention)
                found[mention.start] = max(found.get(mention.start, 0.0), score)
    return found


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


def may_date_event(mention: DateMention, published: dt.date | None) -> bool:
    """Whether a date can be an event's: told as past, no dateline, no longer than two months."""
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
