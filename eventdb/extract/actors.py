"""Parties of a document: named actors, nouns for parties resolved by country and date, states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from eventdb.documents import Document
from eventdb.extract.actornames import NamedParty, find_names
from eventdb.extract.actornouns import NounParty, PartyNouns, people_by_nationality
from eventdb.extract.actorstates import find_states
from eventdb.extract.cues import Cues
from eventdb.extract.nationality import Nations
from eventdb.records import ActorMention
from eventdb.registry import Registry


def find_actors(
    document: Document, registry: Registry, focus: Sequence[str], day: dt.date | None
) -> list[ActorMention]:
    """The parties that a report mentions, in its order, none overlapping another.

    Args:
        document: the report.
        registry: named actors, state forces by date.
        focus: the report's countries (ISO3), heaviest first; they settle "the army", "rebels".
        day: publication day; ``None``: the registry's newest names.
    """
    cues = Cues(document, "grammar", "actor", "trigger", "number")
    nations = Nations(document, cues, focus)
    nouns = PartyNouns(document, registry, cues, nations, focus, day)
    names, parties = nouns.find(find_names(document, registry, focus, day))
    parties.extend(people_by_nationality(document, registry, cues, nations, nouns.owners))
    parties.extend(find_states(document, registry, cues, nations, nouns.owners, day))
    return _mentions(document, names, parties)


def _mentions(
    document: Document, names: Iterable[NamedParty], parties: Iterable[NounParty]
) -> list[ActorMention]:
    """Mentions without overlaps: names before nouns, then the longer."""
    found = [(0, name.first, name.last, name.actor, name.is_generic, False) for name in names] + [
        (1, party.first, party.last, party.actor, party.is_generic, party.is_collective)
        for party in parties
    ]
    found.sort(key=lambda row: (row[0], row[1] - row[2], row[1]))
    taken: set[int] = set()
    mentions = []
    for _, first, last, actor, is_generic, is_collective in found:
        if any(at in taken for at in range(first, last + 1)):
            continue
        taken.update(range(first, last + 1))
        start, end = document.passage(first, last)
        mentions.append(ActorMention(start, end, actor, is_generic, is_collective))
    return sorted(mentions, key=lambda mention: mention.start)
