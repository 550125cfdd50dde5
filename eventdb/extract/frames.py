"""Frames: the acts that one sentence tells, with the dates, places, counts and roles about them.

A sentence gives one frame, or more where it tells events apart: an earlier event in a subordinate
clause ("a day after …", "in retaliation for …"), or a list of places with a count each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document, Sentence
from eventdb.extract.companions import Bond
from eventdb.extract.grammar import Grammar
from eventdb.extract.roles import RoleVote, find_roles
from eventdb.extract.triggers import CueMention, Modality, TriggerMention, Triggers
from eventdb.records import ActorMention, CountMention, DateMention, PlaceMention

_CLAUSE_SIGNS = frozenset({",", "،", ";", "؛"})
_T = TypeVar("_T", DateMention, PlaceMention, CountMention, ActorMention)
_SPEAKER = 0.3
_WEAPON_REACH = 12
_SETTLEMENTS = frozenset({"town", "village", "camp", "district", "facility", "field"})


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the extractors found in a document, each list by position.

    Attributes:
        speakers: characters of those who are quoted; they tell of the act more often than act.
    """

    triggers: Triggers
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    actors: Sequence[ActorMention]
    counts: Sequence[CountMention]
    speakers: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One telling of an event within a sentence.

    Attributes:
        first, last: tokens of the clause (``last`` exclusive).
        triggers: acts told as real, strongest first; attempts included.
        is_background: told as an earlier or recurring matter.
        is_separate: the sentence says that this is another event.
        bonds: actors that it puts side by side.
    """

    sentence: Sentence
    first: int
    last: int
    triggers: tuple[TriggerMention, ...]
    weapons: tuple[CueMention, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    counts: tuple[CountMention, ...]
    votes: tuple[RoleVote, ...]
    is_background: bool
    is_separate: bool
    bonds: tuple[Bond, ...] = ()

    @property
    def main(self) -> TriggerMention | None:
        """The strongest trigger; ``None`` where only a count tells of the event."""
        return self.triggers[0] if self.triggers else None


def build_frames(document: Document, mentions: Mentions, grammar: Grammar) -> list[Frame]:
    """The frames of a document in the order of its sentences."""
    frames: list[Frame] = []
    for sentence in document.sentences:
        frames.extend(_sentence_frames(document, sentence, mentions, grammar))
    return frames


def _sentence_frames(
    document: Document, sentence: Sentence, mentions: Mentions, grammar: Grammar
) -> Iterable[Frame]:
    acts = [act for act in mentions.triggers.acts if act.sentence == sentence.index]
    counts = _within(mentions.counts, sentence.start, sentence.end)
    real = [
        act
        for act in acts
        if act.modality in {Modality.ACTUAL, Modality.ATTEMPTED, Modality.HABITUAL}
    ]
    if not real and not counts:
        return
    whole = Frame(
        sentence=sentence,
        first=sentence.first,
        last=sentence.last,
        triggers=tuple(sorted(real, key=lambda act: (-act.strength, act.first))),
        weapons=tuple(
            cue
            for cue in mentions.triggers.weapons
            if cue.sentence == sentence.index and _is_used(cue, real)
        ),
        dates=_within(mentions.dates, sentence.start, sentence.end),
        places=_within(mentions.places, sentence.start, sentence.end),
        counts=counts,
        votes=(),
        is_background=_is_background(document, sentence, real, grammar),
        is_separate=grammar.cues_between(
            "separate", sentence.first, min(sentence.first + 5, sentence.last)
        ),
    )
    actors = _within(mentions.actors, sentence.start, sentence.end)
    for frame in _split_lists(document, _split_earlier(document, whole)):
        if not frame.triggers and not frame.counts:
            continue
        start, end = document.starts[frame.first], document.ends[frame.last - 1]
        votes, bonds = find_roles(
            document, frame.triggers, _within(actors, start, end), frame.counts, grammar
        )
        yield replace(
            frame,
            votes=tuple(_hushed(vote, mentions.speakers) for vote in votes),
            bonds=tuple(bonds),
        )


def _hushed(vote: RoleVote, speakers: Sequence[tuple[int, int]]) -> RoleVote:
    """A vote for somebody who speaks, with less weight; one counted among the victims is hit."""
    if vote.act is None or not any(
        start <= vote.mention.start and vote.mention.end <= end for start, end in speakers
    ):
        return vote
    return replace(vote, weight=_SPEAKER * vote.weight)


def _is_used(cue: CueMention, acts: Sequence[TriggerMention]) -> bool:
    """Whether a weapon stands near an act: one named far from it was sent, sold or seen."""
    return any(
        act.first - cue.last <= _WEAPON_REACH and cue.first - act.last <= _WEAPON_REACH
        for act in acts
    )


def _is_background(
    document: Document, sentence: Sentence, acts: Sequence[TriggerMention], grammar: Grammar
) -> bool:
    """Whether a sentence opens as background, or all that it tells recurs."""
    if sentence.is_title:
        return False
    opens = grammar.cues_between(
        "background", sentence.first, min(sentence.first + 4, sentence.last)
    )
    recurs = bool(acts) and all(act.modality is Modality.HABITUAL for act in acts)
    return opens or recurs


def _split_earlier(document: Document, frame: Frame) -> list[Frame]:
    """Cut the clause of an earlier event off a sentence's frame."""
    later = [act for act in frame.triggers if act.is_after_earlier_event]
    if not later or len(later) == len(frame.triggers):
        return [replace(frame, is_background=frame.is_background or bool(later))]
    first = min(act.first for act in later)
    last = max(act.last for act in later)
    while last < frame.last and document.words[last] not in _CLAUSE_SIGNS:
        last += 1
    inside = _restrict(document, frame, first, last, keep=True)
    outside = _restrict(document, frame, first, last, keep=False)
    kept = tuple(act for act in frame.triggers if not act.is_after_earlier_event)
    return [
        replace(outside, triggers=kept),
        replace(inside, triggers=tuple(later), first=first, last=last, is_background=True),
    ]


def _restrict(document: Document, frame: Frame, first: int, last: int, *, keep: bool) -> Frame:
    """A frame with only the mentions inside (or outside) tokens ``first`` to ``last``."""
    start, end = document.starts[first], document.ends[min(last, len(document.ends)) - 1]

    def stays(mentions: Sequence[_T]) -> tuple[_T, ...]:
        return tuple(mention for mention in mentions if (start <= mention.start < end) is keep)

    return replace(
        frame,
        dates=stays(frame.dates),
        places=stays(frame.places),
        counts=stays(frame.counts),
        weapons=tuple(cue for cue in frame.weapons if (first <= cue.first < last) is keep),
    )


def _split_lists(document: Document, frames: Sequence[Frame]) -> list[Frame]:
    """Tell apart the places of a list that each have a count of killed ("3 in X, 5 in Y")."""
    result: list[Frame] = []
    for frame in frames:
        groups = _places_with_counts(document, frame)
        if len(groups) < 2:
            result.append(frame)
            continue
        cuts = [
            document.token_at(min([p.start for p in places] + [c.start for c in counts]))
            for places, counts in groups
        ]
        for number, (places, counts) in enumerate(groups):
            first = frame.first if number == 0 else cuts[number]
            last = cuts[number + 1] if number + 1 < len(groups) else frame.last
            own = tuple(act for act in frame.triggers if first <= act.first < last)
            result.append(
                replace(
                    frame,
                    first=first,
                    last=max(last, first + 1),
                    triggers=own or frame.triggers[:1],
                    places=tuple(places) + tuple(p for p in frame.places if not _is_settlement(p)),
                    counts=tuple(counts),
                    is_separate=number > 0,
                )
            )
    return result


def _places_with_counts(
    document: Document, frame: Frame
) -> list[tuple[list[PlaceMention], list[CountMention]]]:
    """Settlements of a frame with the counts told of each, where two or more have a toll."""
    places = [place for place in frame.places if _is_settlement(place)]
    tolls = [
        count
        for count in frame.counts
        if count.kind is ClaimKind.KILLED and count.scope is CountScope.EVENT
    ]
    if len(places) < 2 or len(tolls) < 2:
        return []
    nearest: dict[int, list[CountMention]] = {}
    for count in frame.counts:
        index = min(range(len(places)), key=lambda at: gap_between(places[at], count))
        nearest.setdefault(index, []).append(count)
    told = [
        ([places[index]], counts)
        for index, counts in sorted(nearest.items())
        if any(count in tolls for count in counts)
    ]
    return told if len(told) >= 2 else []


class Located(Protocol):
    """A passage: anything with its characters."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""


def gap_between(one: Located, other: Located) -> int:
    """Characters between two passages; 0 where they meet or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def _is_settlement(mention: PlaceMention) -> bool:
    return mention.place is None or mention.place.kind in _SETTLEMENTS


def _within(mentions: Sequence[_T], start: int, end: int) -> tuple[_T, ...]:
    """Mentions that begin in a range of characters."""
    return tuple(mention for mention in mentions if start <= mention.start < end)
