"""Fuses the counts of one story into low, best and high.

The number of the headline or of the first sentence that gives one is best; low and high span what
all speakers state; counts of different victims in one sentence (both sides of a fight) are added;
a part of another count ("including 3 children") and a total since an earlier date are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.attribution import speaker_for
from eventdb.extract.earlier import BREAKS
from eventdb.extract.frames import Frame
from eventdb.extract.rolls import Roll, as_entry, is_same
from eventdb.extract.times import When
from eventdb.records import AttributionMention, CountMention, CountRange, DateMention

# Days between a story and a toll that is not its own.
_DAYS_APART = dt.timedelta(days=3)
# Words between a count and the date that is its own.
_DATE_REACH = 6
_NOBODY = CountRange(0, 0, 0)


def fuse_counts(
    document: Document,
    frames: Sequence[Frame],
    kind: ClaimKind,
    when: When | None,
    attributions: Sequence[AttributionMention],
) -> CountRange | None:
    """Range of one kind of count over the frames of a story; ``None`` where nothing is stated.

    Args:
        document: the report, prepared.
        frames: the story.
        kind: killed or wounded.
        when: its day; a sentence with another day and no part in the opening tells another toll.
        attributions: who states what; two speakers give two figures for the same victims.
    """
    own = [
        frame
        for frame in _own(frames)
        if frame.sentence.index == frames[0].sentence.index or not _is_of_another_day(frame, when)
    ]
    parts = _parts(own, kind)
    told = [
        [
            count
            for count in frame.counts
            if _is_whole(count, kind) and not _is_dated_apart(document, frame, count, when)
        ]
        for frame in own
    ]
    counts = [count for sentence in told for count in sentence]
    if not counts:
        return None
    roll = Roll()
    for sentence in told:
        whole = [count for count in sentence if not _is_known_part(count, parts, counts)]
        contradicted = _contradicted(document, whole, attributions)
        roll.read([count for count in whole if count not in contradicted])
        for count in contradicted:
            roll.read([count])
    vague = [count for count in counts if count.best is None]
    total = roll.total
    if total is not None:
        return _widened(total, vague)
    return _vague(vague) if vague else _NOBODY


def _contradicted(
    document: Document,
    counts: Sequence[CountMention],
    attributions: Sequence[AttributionMention],
) -> list[CountMention]:
    """Figures of a sentence for whose victims another speaker gives a lower one.

    "The group said it killed 59 soldiers, the army that four soldiers died": never 63. The lower is
    best (ACLED codes the most conservative estimate), the higher widens the range.
    """
    stated = [
        (count, speaker_for(document, attributions, count.start, count.end))
        for count in counts
        if count.best
    ]
    return [
        count
        for count, speaker in stated
        if speaker is not None
        and any(
            other_speaker is not None
            and other_speaker != speaker
            and (other.best or 0) < (count.best or 0)
            and (other.is_total or is_same(as_entry(other), count, is_here=False))
            for other, other_speaker in stated
        )
    ]


def _parts(frames: Sequence[Frame], kind: ClaimKind) -> Sequence[CountMention]:
    """Counts that a story tells as a part of another: 18 civilians, 5 CHILDREN among them."""
    return [
        count
        for frame in frames
        for count in frame.counts
        if count.kind is kind and count.scope is CountScope.SUBSET and count.best
    ]


def _is_known_part(
    count: CountMention, parts: Sequence[CountMention], counts: Sequence[CountMention]
) -> bool:
    """Whether a count is a part without saying so, as a headline does: "Shelling kills 5 children"."""
    is_part = any(
        count.best == part.best and count.victim_words & part.victim_words for part in parts
    )
    return is_part and any((other.best or 0) > (count.best or 0) for other in counts)


def _own(frames: Sequence[Frame]) -> Sequence[Frame]:
    """The frames that tell of the story itself.

    Background behind an opening that is none tells of something else; a story that opens as background
    is about that. What an act came after is not its own, where one sentence tells of both.
    """
    acts = {frame.sentence.index for frame in frames if not frame.is_earlier}
    before = [frame for frame in frames if frame.is_earlier and frame.sentence.index in acts]
    told = [_without(frame, before) for frame in frames if frame not in before]
    if told[0].is_background:
        return told
    return [frame for frame in told if not frame.is_background]


def _without(frame: Frame, before: Sequence[Frame]) -> Frame:
    """A headline's frame without the figures that the text tells of what came before.

    "Kenya raises massacre toll to 148 and bombs camps": four days after militants killed 148 people.
    """
    if not frame.sentence.is_title:
        return frame
    figures = {(count.kind, count.best) for other in before for count in other.counts if count.best}
    counts = tuple(count for count in frame.counts if (count.kind, count.best) not in figures)
    return frame if counts == frame.counts else replace(frame, counts=counts)


def _is_of_another_day(frame: Frame, when: When | None) -> bool:
    """Whether all days that a sentence names lie far from the day of its story."""
    dates = [date for date in frame.dates if date.last is not None and date.form != "dateline"]
    return bool(dates) and all(_is_far(date, when) for date in dates)


def _is_dated_apart(
    document: Document, frame: Frame, count: CountMention, when: When | None
) -> bool:
    """Whether the first date behind a count, in its own clause, lies far from the day of the story.

    "Protesters on Sunday blamed him for an attack that killed dozens IN 2010."
    """
    following = [date for date in frame.dates if date.start >= count.end]
    if not following:
        return False
    date = min(following, key=lambda each: each.start)
    between = document.words[document.token_at(count.end - 1) + 1 : document.token_at(date.start)]
    is_near = len(between) <= _DATE_REACH and not BREAKS & set(between)
    return is_near and date.form != "dateline" and _is_far(date, when)


def _is_far(date: DateMention, when: When | None) -> bool:
    """Whether a date lies days away from the day of a story."""
    if when is None or when.first is None or when.last is None or date.last is None:
        return False
    first = date.first or date.last
    return first > when.last + _DAYS_APART or date.last + _DAYS_APART < when.first


def _widened(total: CountRange, vague: Sequence[CountMention]) -> CountRange:
    """A total with the range of the vague words that contradict it: 12, and dozens."""
    if total.best is None:
        return total
    best = total.best
    low, high = total.low, total.high
    for count in vague:
        if count.high is not None:
            low = min(low, count.low)
            high = None if high is None else max(high, count.high)
    return CountRange(min(low, best), best, high)


def _vague(counts: Sequence[CountMention]) -> CountRange:
    """What vague words come to: the first that says more than "two or more", widened by its like."""
    bounded = [count for count in counts if count.high is not None]
    if not bounded:
        return CountRange(max(count.low for count in counts), None, None)
    highs = [count.high or 0 for count in bounded]
    return CountRange(min(count.low for count in bounded), None, max(highs))


def _is_whole(count: CountMention, kind: ClaimKind) -> bool:
    """Whether a count is of the event, and of this kind alone.

    A vague word for dead and wounded together ("dozens of dead and wounded") bounds each of them;
    a number of both together is neither's.
    """
    if count.kind is not kind or count.scope is not CountScope.EVENT:
        return False
    return not count.is_combined or (count.best is None and count.high is not None)
