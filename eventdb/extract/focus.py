"""The countries that a report is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from eventdb.documents import Document
from eventdb.records import PlaceMention

# A country is named as a party as often as the scene; a town in it is seldom anything else.
_TITLE, _ADJECTIVAL, _COUNTRY, _PLACE, _DEMONYM = 2.0, 0.3, 0.6, 0.9, 0.3
_LEAST_SHARE = 0.12
_NO_HOMES: Mapping[str, float] = MappingProxyType({})
_OF_A_COUNTRY = frozenset({"demonym.people", "demonym.leader"})


def demonym_votes(document: Document) -> dict[str, float]:
    """Votes for countries, by ISO 3166-1 alpha-3 code, that adjectives such as "Syrian" give."""
    votes: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for match in document.matches_of("demonym"):
        if match.concept not in _OF_A_COUNTRY or match.feature("within") is not None:
            continue
        iso3 = match.feature("iso3")
        counts[iso3] += 1
        votes[iso3] += _DEMONYM / counts[iso3] ** 0.5
    return votes


def focus_countries(
    document: Document, places: Sequence[PlaceMention], homes: Mapping[str, float] = _NO_HOMES
) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes of the countries a report is set in, the weightiest first.

    Places weigh most, countries that may stand for their governments little; the headline counts
    twice, and a name said again says less than another one.

    Args:
        document: the report.
        places: those that it names.
        homes: votes for countries that the names of armed groups give.
    """
    votes: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for mention in places:
        place = mention.place or mention.within
        if place is None:
            continue
        counts[place.place_id] += 1
        weight = _COUNTRY if place.kind == "country" else _PLACE
        weight *= _ADJECTIVAL if mention.is_adjectival else 1.0
        weight *= _TITLE if mention.start < document.body_start else 1.0
        votes[place.iso3] += weight / counts[place.place_id] ** 0.5
    for iso3, share in chain(demonym_votes(document).items(), homes.items()):
        votes[iso3] += share
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        iso3
        for at, (iso3, weight) in enumerate(ranked)
        if at == 0 or weight >= _LEAST_SHARE * total
    )
