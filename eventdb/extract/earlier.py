"""Cuts off from a sentence what happened before the event that it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventdb.documents import Document
from eventdb.extract.count_scopes import DAYS_RUNNING, is_of_days
from eventdb.extract.frames import Frame, Mention
from eventdb.extract.grammar import Grammar
from eventdb.extract.surroundings import COMMAS, SEMICOLONS
from eventdb.extract.triggers import TriggerMention

BREAKS = COMMAS | SEMICOLONS
# Tokens between "since" and the act behind it.
_SINCE_REACH = 8


def split_earlier(
    document: Document, frame: Frame, grammar: Grammar, remembered: Sequence[TriggerMention]
) -> list[Frame]:
    """Cut the clause of an earlier event off a sentence's frame.

    What the earlier act led to goes with it: "a month after a van attack, WHICH KILLED TEN".

    Args:
        document: the report, prepared.
        frame: of the sentence.
        grammar: its function words.
        remembered: acts of the sentence that are only spoken of; what stands beside one that lies before is its own:
            "the deadliest attack since the bombing of THE EMBASSY IN NAIROBI IN 1998".
    """
    for act in remembered:
        if act.is_after_earlier_event and frame.triggers and _is_since(act, grammar):
            end = _clause_end(document, frame, act.last)
            frame = restrict(document, frame, act.first, end, keep=False)
    earlier = [
        act
        for act in frame.triggers
        if act.is_after_earlier_event and not _is_still_running(document, frame, act, grammar)
    ]
    if not earlier:
        return [frame]
    first = min(act.first for act in earlier)
    last = _clause_end(document, frame, max(act.last for act in earlier))
    if any(cue.feature("relative") for cue in grammar.beginning_within(last + 1, last + 1)):
        last = _clause_end(document, frame, last + 1)
    later = [act for act in frame.triggers if act in earlier or first <= act.first < last]
    if len(later) == len(frame.triggers):
        return [replace(frame, is_background=True, is_earlier=True)]
    inside = restrict(document, frame, first, last, keep=True)
    outside = restrict(document, frame, first, last, keep=False)
    kept = tuple(act for act in frame.triggers if act not in later)
    return [
        replace(outside, triggers=kept),
        replace(
            inside,
            triggers=tuple(later),
            first=first,
            last=last,
            is_background=True,
            is_earlier=True,
        ),
    ]


def _is_still_running(
    document: Document, frame: Frame, act: TriggerMention, grammar: Grammar
) -> bool:
    """Whether the act since which people died is the event itself: "since police stormed it on Monday".

    So it is where its own clause dates it within the last week.
    """
    published = document.report.published
    if published is None or not _is_since(act, grammar):
        return False
    end = document.ends[_clause_end(document, frame, act.last) - 1]
    return any(
        is_of_days(date)
        and date.last is not None
        and act.end <= date.start < end
        and date.last + DAYS_RUNNING >= published.date()
        for date in frame.dates
    )


def _is_since(act: TriggerMention, grammar: Grammar) -> bool:
    """Whether an act is that since which something holds."""
    cues = [
        cue
        for cue in grammar.beginning_within(act.first - _SINCE_REACH, act.first - 1)
        if cue.sense.name == "earlier_event"
    ]
    return bool(cues) and bool(cues[-1].feature("running", False))


def _clause_end(document: Document, frame: Frame, at: int) -> int:
    """The next sign of a clause at or behind a token, or the end of the frame."""
    while at < frame.last and document.words[at] not in BREAKS:
        at += 1
    return at


def restrict(document: Document, frame: Frame, first: int, last: int, *, keep: bool) -> Frame:
    """A frame with only the mentions inside (or outside) tokens ``first`` to ``last``."""
    start, end = document.starts[first], document.ends[min(last, len(document.ends)) - 1]

    def stays(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple(mention for mention in mentions if (start <= mention.start < end) is keep)

    return replace(
        frame,
        dates=stays(frame.dates),
        places=stays(frame.places),
        counts=stays(frame.counts),
        weapons=tuple(cue for cue in frame.weapons if (first <= cue.first < last) is keep),
    )
