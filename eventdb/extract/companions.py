"""Actors whom a sentence puts side by side: joined by "and", or with words of company.

"the coalition and the SDF", "soldiers backed by militiamen", قوات الجيش بمساندة المقاومة. Such actors
do together what is said of one of them, and stand on one side of a fight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eventdb.documents import Document
from eventdb.extract.grammar import Grammar
from eventdb.extract.triggers import TriggerMention
from eventdb.lexicon import TRANSPARENT
from eventdb.records import ActorMention

# Acts in which two parties joined by "and" meet each other: the army and rebels clashed.
FIGHTS = frozenset({"clash", "offensive", "ambush"})
_LINKS = frozenset({"with", "against", "between"})
_COMMAS = frozenset({",", "،"})
_CONJUNCTION = "wa"
# Tokens between an actor and the words of company after it, or a posted party and its host.
_REACH = 8
_NEAR = 3


@dataclass(frozen=True, slots=True)
class PlacedActor:
    """An actor mention with its tokens."""

    mention: ActorMention
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bond:
    """Two actors whom a sentence puts side by side, in order of the text.

    Attributes:
        is_joined: coordinated, so that what is said of one is said of the other; otherwise the
            other one supports or accompanies the first.
    """

    one: ActorMention
    other: ActorMention
    is_joined: bool


def place_actors(document: Document, actors: Iterable[ActorMention]) -> list[PlacedActor]:
    """The actors with their tokens."""
    return [
        PlacedActor(mention, document.token_at(mention.start), document.token_at(mention.end - 1))
        for mention in actors
    ]


def find_bonds(
    document: Document,
    triggers: Sequence[TriggerMention],
    actors: Sequence[PlacedActor],
    grammar: Grammar,
) -> list[Bond]:
    """The pairs of neighbouring actors of a clause that are said to be together.

    Args:
        document: the report.
        triggers: acts of the clause.
        actors: its actors, in order.
        grammar: the document's function words.
    """
    bonds: list[Bond] = []
    for one, other in pairwise(actors):
        if _is_joined(document, one, other, grammar):
            if not _are_apart(triggers, one, other, grammar):
                bonds.append(Bond(one.mention, other.mention, is_joined=True))
        elif _is_accompanied(one, other, grammar):
            bonds.append(Bond(one.mention, other.mention, is_joined=False))
    return bonds


def _is_joined(document: Document, one: PlacedActor, other: PlacedActor, grammar: Grammar) -> bool:
    """Whether nothing but a conjunction, a comma and articles stands between two actors."""
    between = range(one.last + 1, other.first)
    articles = {
        cue.first
        for cue in grammar.beginning_within(one.last + 1, other.first - 1)
        if cue.sense.name in {"determiner", "and"}
    }
    if any(
        at not in articles and document.words[at] not in (*TRANSPARENT, *_COMMAS) for at in between
    ):
        return False
    return "and" in grammar.between(one.last + 1, other.first - 1) or _has_conjunction(
        document, other
    )


def _has_conjunction(document: Document, actor: PlacedActor) -> bool:
    """Whether a conjunction is written on to an actor's first word."""
    if actor.mention.start <= document.starts[actor.first]:
        return False
    return any(
        clitics[:1] == (_CONJUNCTION,)
        for _, clitics in document.lexicon.without_clitics(document.words[actor.first])
    )


def _are_apart(
    triggers: Sequence[TriggerMention], one: PlacedActor, other: PlacedActor, grammar: Grammar
) -> bool:
    """Whether two joined actors are opponents, or the second begins a clause of its own."""
    if "between" in grammar.between(one.first - _NEAR, one.first - 1):
        return True
    verbs = [trigger for trigger in triggers if trigger.pos == "verb"]
    for verb in verbs:
        follows = 0 < verb.first - other.last <= _NEAR
        precedes = 0 < one.first - verb.last <= 1
        if not follows and not precedes:
            continue
        if verb.name in FIGHTS:
            after = max(verb.last, other.last) + 1
            return not grammar.between(after, after + _NEAR) & _LINKS
        if follows and any(earlier.last < one.first for earlier in verbs):
            return True
    return False


def _is_accompanied(one: PlacedActor, other: PlacedActor, grammar: Grammar) -> bool:
    """Whether words of company lead from one actor to the next, or it is posted with that one."""
    reach = range(one.last + 1, min(other.first, one.last + 1 + _REACH))
    at = grammar.word_before(other.first)
    linked = [cue for cue in grammar.ending_at(at) if cue.sense.name in {"from", "with"}]
    ends = {at, *(grammar.word_before(cue.first) for cue in linked)}
    if any(
        cue.sense.name == "beside" and cue.first in reach
        for end in ends
        for cue in grammar.ending_at(end)
    ):
        return True
    is_with = any(cue.sense.name == "with" for cue in linked)
    return is_with and any(
        cue.sense.name == "posted" for cue in grammar.beginning_within(reach.start, other.first)
    )
