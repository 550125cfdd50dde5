"""Parties of a document: named actors, nouns for parties resolved by country and date, states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from eventdb.documents import Document
from eventdb.extract.actornames import NamedParty, find_names
from eventdb.extract.actornouns import NounParty, PartyNouns
from eventdb.extract.actorpeople import groups_again, people_by_nationality
from eventdb.extract.actorstates import find_states
from eventdb.extract.clitics import bare_start
from eventdb.extract.cues import Cues
from eventdb.extract.nationality import Nations, is_sponsor
from eventdb.extract.unlisted_groups import find_unlisted_groups
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
    found = find_names(document, registry, focus, day)
    found.extend(find_unlisted_groups(document, cues, found, focus))
    found.extend(groups_again(document, found))
    names, parties = nouns.find(
        [name for name in found if not is_sponsor(document, cues, name.first, name.last)]
    )
    parties.extend(people_by_nationality(document, registry, cues, nations, nouns.owned))
    parties.extend(find_states(document, registry, cues, nations, nouns.owned, focus, day))
    return _mentions(document, names, parties)


def _mentions(
    document: Document, names: Iterable[NamedParty], parties: Iterable[NounParty]
) -> list[ActorMention]:
    """Mentions without overlaps: names before nouns, then the longer."""
    ranked: list[tuple[int, NamedParty | NounParty]] = [
        *((0, name) for name in names),
        *((1, party) for party in parties),
    ]
    ranked.sort(key=lambda row: (row[0], row[1].first - row[1].last, row[1].first))
    taken: set[int] = set()
    mentions = []
    for _, party in ranked:
        tokens = range(party.first, party.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            mentions.append(_mention(document, party))
    return sorted(mentions, key=lambda mention: mention.start)


def _mention(document: Document, party: NamedParty | NounParty) -> ActorMention:
    return ActorMention(
        start=bare_start(document, party.first, party.clitics),
        end=document.ends[party.last],
        actor=party.actor,
        is_generic=party.is_generic,
        is_collective=isinstance(party, NounParty) and party.is_collective,
    )
