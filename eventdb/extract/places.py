"""Finds the places that a document names and settles each one with the help of the whole report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import chain, pairwise
from types import MappingProxyType

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.dateline import dateline_place, media_names
from eventdb.extract.focus import demonym_votes, focus_countries
from eventdb.extract.placeanaphora import find_descriptions
from eventdb.extract.placechoice import choose
from eventdb.extract.placecontext import Surroundings
from eventdb.extract.placecues import Context
from eventdb.extract.placelinks import is_link, is_list
from eventdb.extract.placenames import find_names, is_well_known
from eventdb.extract.placereadings import Reading
from eventdb.extract.placevotes import vote
from eventdb.extract.unlisted import find_unlisted
from eventdb.gazetteer import Gazetteer
from eventdb.gazetteer.entries import NameKind
from eventdb.lexicon import Lexicon
from eventdb.records import Place, PlaceMention

__all__ = ["dateline_place", "find_places", "focus_countries"]

# What a report means when it writes a name twice is settled in two rounds: the first takes every
# candidate for evidence, the second the places chosen in the first.
_ROUNDS = 2
# Namespaces of the lexicon whose words are seldom meant as names.
_WORDS = ("grammar", "trigger", "number", "date", "casualty", "victim", "speech", "actor")
_ORDINARY = ("place.ordinary", "place.given_name", "place.title", "place.name_head")
_HOLDERS = frozenset({"country", "admin1", "admin2", "region"})
_NO_HOMES: Mapping[str, float] = MappingProxyType({})
_DIVISIONS = frozenset({"admin1", "admin2"})
_NO_POINTS = frozenset({"facility", "field", "water", "road"})


def find_places(
    document: Document, gazetteer: Gazetteer, homes: Mapping[str, float] = _NO_HOMES
) -> list[PlaceMention]:
    """The places of a document in the order of the text.

    Args:
        document: the report.
        gazetteer: the places that are known.
        homes: votes for countries (ISO3) that the names of armed groups give.

    Returns:
        The mentions, in the order of the text.

        Each has the precision that its words leave (ACLED): 1 the place itself, 2 near it or a part
        of a region, 3 a region or country. Villages that the gazetteer lacks are mentions without
        a place, within the division or country that they are said to lie in.
    """
    surroundings = Surroundings(document)
    readings = _read(document, gazetteer, surroundings)
    demonyms: dict[int, float] = defaultdict(float)
    for iso3, votes in chain(demonym_votes(document).items(), homes.items()):
        number = gazetteer.country_number(iso3)
        if number is not None:
            demonyms[number] += votes
    persons = _drop_persons(readings)
    evidence = vote(readings, demonyms)
    for _ in range(_ROUNDS):
        for reading in reversed(readings):
            choose(reading, evidence)
        _read_dateline(document, readings)
        evidence = vote(readings, demonyms)
    mentions = [_mention(document, it, gazetteer) for it in readings if it.is_accepted]
    strangers = {(it.name.first, it.name.last) for it in readings if _is_stranger(it, persons)}
    countries = focus_countries(document, mentions, homes)
    focus = countries[0] if countries else None
    mentions.extend(find_unlisted(document, surroundings, mentions, gazetteer, focus, strangers))
    mentions.extend(find_descriptions(document, mentions, gazetteer, focus))
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def _read(document: Document, gazetteer: Gazetteer, surroundings: Surroundings) -> list[Reading]:
    names = find_names(document, gazetteer)
    ordinary = _ordinary(document.lexicon)
    words = _word_tokens(document, *_WORDS)
    listed = _word_tokens(document, "place")
    by_token = {at: name for name in names for at in range(name.first, name.last + 1)}
    readings = [
        Reading(
            name,
            surroundings.context(name, by_token),
            is_ordinary=name.key in ordinary or (name.word_count == 1 and name.first in listed),
            is_word=name.word_count == 1 and name.first in words,
            # A word that the lexicon knows as it stands has no clitic: باراك is not "in Arak".
            is_masked=surroundings.is_masked(name)
            or (bool(name.clitics) and name.word_count == 1 and name.first in words | listed),
        )
        for name in names
    ]
    for reading, following in pairwise(readings):
        name, context = reading.name, reading.context
        if is_list(surroundings, name, following.name) and not following.context.kinds:
            following.context.inherit(context)
        if following.context.is_in_streets and is_list(surroundings, name, following.name):
            context.is_organisation = True
        if is_link(surroundings, name, context, following.name, following.context):
            reading.container = following
            following.content = reading
    return readings


def _drop_persons(readings: list[Reading]) -> frozenset[str]:
    """A name that is a person's in one place is so wherever nothing says that it is a place.

    Returns:
        The keys of such names.
    """
    persons = {
        it.name.key
        for it in readings
        if it.context.is_person or (it.context.is_behind_capitals and it.name.word_count == 1)
    }
    for reading in readings:
        context, name = reading.context, reading.name
        if name.key not in persons or context.is_introduced or context.kinds:
            continue
        if not any(
            is_well_known(it) and it.name_kind < NameKind.ALTERNATE for it in name.candidates
        ):
            reading.is_masked = True
    return frozenset(persons)


def _read_dateline(document: Document, readings: list[Reading]) -> None:
    """Believe the town of a dateline whatever else its name is (Santiago), and no station's name.

    What is a station's in the dateline is so again wherever it stands bare.
    """
    names = [it.name for it in readings if it.is_accepted]
    sent_from = dateline_place(document, names)
    media = media_names(document, names, [it.name for it in readings])
    keys = {name.key for name in media}
    tokens = {name.first for name in media}
    for reading in readings:
        context = reading.context
        is_bare = not (context.is_introduced or context.kinds or reading.container)
        if reading.name.first in tokens or (is_bare and reading.name.key in keys):
            reading.is_masked = True
            reading.is_accepted = False
        elif reading.name is sent_from:
            reading.is_ordinary = False


def _is_stranger(reading: Reading, persons: frozenset[str]) -> bool:
    """Whether a name that was refused names a place elsewhere, so that it may name another one here.

    The name of a hospital or an airport says nothing of a place.
    """
    context = reading.context
    if "facility" in context.kinds:
        return False
    is_other = (
        reading.is_masked or reading.is_ordinary or reading.is_word or reading.name.key in persons
    )
    return reading.is_strange and not (reading.is_accepted or is_other or context.is_continued)


@cache
def _ordinary(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        " ".join(sense.form) for concept in _ORDINARY for sense in lexicon.concept(concept)
    )


def _word_tokens(document: Document, *namespaces: str) -> frozenset[int]:
    """Tokens that are by themselves, clitics and all, words of some namespaces of the lexicon."""
    return frozenset(
        match.first
        for namespace in namespaces
        for match in document.matches_of(namespace)
        if match.first == match.last and not match.clitics
        if namespace != "place" or match.concept in _ORDINARY
    )


def _mention(document: Document, reading: Reading, gazetteer: Gazetteer) -> PlaceMention:
    if reading.place is None:
        raise ValueError(f"{reading.name.key!r} was accepted without a place")
    place = gazetteer.place_at(reading.place.number)
    name = reading.name
    return PlaceMention(
        start=name.start,
        end=name.end,
        name=document.text[name.start : name.end].replace("_", " "),
        place=place,
        geo_precision=_precision(place, reading.context),
        within=_within(reading, place, gazetteer),
        is_adjectival=_is_no_scene(reading),
        is_measured=reading.context.is_measured,
    )


def _within(reading: Reading, place: Place, gazetteer: Gazetteer) -> Place | None:
    """The wider place that the wording gives; a town holds its quarters, and the villages of its district."""
    container = reading.container
    if container is None or not container.is_accepted or container.place is None:
        return None
    wider = gazetteer.place_at(container.place.number)
    is_division = bool(container.context.kinds & _DIVISIONS)
    if wider.kind in _HOLDERS or (
        wider.kind == "town" and (is_division or place.kind == "district")
    ):
        return wider
    return None


def _precision(place: Place, context: Context) -> GeoPrecision:
    """ACLED's geo precision of a place in its wording.

    A part of a first-level division counts as near (2), so does a region within one; a region that
    runs over several and a country count as a region (3) however they are cut.
    """
    is_part = context.precision > GeoPrecision.PLACE
    if place.kind == "country":
        return GeoPrecision.REGION
    if place.kind == "admin1":
        return GeoPrecision.NEAR if is_part else GeoPrecision.REGION
    if place.kind == "region":
        return GeoPrecision.REGION if place.admin1 is None else GeoPrecision.NEAR
    if place.kind == "admin2" or place.kind in _NO_POINTS or is_part or context.is_between:
        return GeoPrecision.NEAR
    return GeoPrecision.PLACE


def _is_no_scene(reading: Reading) -> bool:
    """Whether a name is no scene: it stands for a government, or for where people were taken."""
    if reading.context.is_away:
        return True
    place = reading.place
    if place is None or not (place.kind == "country" or place.is_capital):
        return False
    return reading.context.is_government
