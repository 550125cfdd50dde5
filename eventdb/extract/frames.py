"""Frames: the acts that one clause tells, with the dates, places, counts and roles about them.

A sentence gives one frame (``sentences.py``), or more where it tells events apart (``clauses.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from eventdb.documents import Sentence
from eventdb.extract.companions import Bond
from eventdb.extract.roles import RoleVote
from eventdb.extract.sites import Site
from eventdb.extract.triggers import CueMention, TriggerMention, Triggers
from eventdb.records import ActorMention, CountMention, DateMention, PlaceMention

# Acts that only say what became of people.
CASUALTIES = frozenset({"killing", "wounding"})
SETTLEMENTS = frozenset({"town", "village", "camp", "district", "facility", "field"})
Mention = TypeVar("Mention", DateMention, PlaceMention, CountMention, ActorMention)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the extractors found in a document, each list by position.

    Attributes:
        speakers: characters of those who are quoted; they tell of the act more often than act.
        sites: buildings and grounds.
    """

    triggers: Triggers
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    actors: Sequence[ActorMention]
    counts: Sequence[CountMention]
    speakers: Sequence[tuple[int, int]] = ()
    sites: Sequence[Site] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One telling of an event within a sentence.

    Attributes:
        first, last: tokens of the clause (``last`` exclusive).
        triggers: acts told as real, strongest first; attempts included.
        is_background: told as an earlier or recurring matter.
        is_earlier: the clause of an act that the one reported came after ("a day after …").
        is_separate: the sentence says that this is another event.
        bonds: actors that it puts side by side.
        sites: buildings and grounds that it speaks of.
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
    is_earlier: bool = False
    sites: tuple[Site, ...] = ()

    @property
    def main(self) -> TriggerMention | None:
        """The strongest trigger; ``None`` where only a count tells of the event."""
        return self.triggers[0] if self.triggers else None


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


def is_settlement(mention: PlaceMention) -> bool:
    """Whether a place is a town or lies in one, by the gazetteer, or is unlisted."""
    return mention.place is None or mention.place.kind in SETTLEMENTS


def within(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    """Mentions that begin in a range of characters."""
    return tuple(mention for mention in mentions if start <= mention.start < end)
