"""Places that the gazetteer lacks: "the village of X in Idlib province", "X canton", «قرية فلان»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import partial

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.nameextents import NameWords, cased_name, first_of_name, last_of_name
from eventdb.extract.placecontext import Surroundings
from eventdb.extract.placesounds import is_written_by_ear, place_spelled, sounds_like_place
from eventdb.gazetteer import Gazetteer
from eventdb.lexicon import Match
from eventdb.records import Place, PlaceMention

# Nouns that are regularly followed by a proper name; a "region" is as often described.
_NAMED = frozenset({"town", "village", "district", "camp"})
_NAMED_IN_FRONT = _NAMED | {"admin2"}
_BEHIND = 40
# A name, the unlisted division that it lies in, a listed one.
_LONGEST_CHAIN = 2
# Tokens from an unlisted name to the listed place that it is said to lie in: "in northeastern Nigeria".
_HELD_REACH = 3
_NEARNESS = frozenset({"preposition", "direction"})
_HOLDERS = frozenset({"admin1", "admin2", "region", "town"})
_WIDE = frozenset({"admin1", "admin2", "region"})
# Namespaces whose words are no names: a verb, a number or a date behind "village" begins a clause.
_NO_NAMES = frozenset({"grammar", "trigger", "number", "date", "casualty", "victim", "demonym"})


def find_unlisted(
    document: Document,
    surroundings: Surroundings,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    focus: str | None,
    strangers: Collection[tuple[int, int]] = (),
) -> list[PlaceMention]:
    """Mentions for names that are not listed: with the place that they sound like, or without one.

    They stand beside nouns of type, or behind a preposition of place: where a listed place follows
    that they lie in ("in X, Idlib province"), where they sound like a well-known place of the
    country, or where places elsewhere bear their name (``strangers``, first and last tokens), as
    small places often share one with a known one.

    The wider place is the one named behind it in the same sentence ("in Idlib province"), else the
    last one named before, else the country that the report is set in.
    """
    taken = {at for mention in mentions for at in document.tokens_of(mention.start, mention.end)}
    words_of_others = {
        at
        for namespace, matches in document.matches.items()
        if namespace in _NO_NAMES
        for match in matches
        for at in range(match.first, match.last + 1)
    }
    found = []
    functions = {it.first for it in document.matches_of("grammar") if it.first == it.last}
    place_of = partial(place_spelled, gazetteer, document.lexicon.code)
    names = NameWords(document, surroundings, taken, words_of_others, functions)
    passages = {
        *_behind_nouns(names),
        *_before_nouns(names),
        *_behind_prepositions(names, mentions, strangers),
        *_by_ear(names, gazetteer, focus),
    }
    for first, last in _apart(passages):
        start, end = document.passage(first, last)
        within = _within(document, mentions, gazetteer, focus, start, end)
        if within is None:
            continue
        name = document.text[start:end].replace("_", " ")
        found.append(_mention(start, end, name, place_of(name, within), within))
    return found


def _mention(start: int, end: int, name: str, place: Place | None, within: Place) -> PlaceMention:
    """A name as the place that it sounds like, else as one that the gazetteer lacks."""
    if place is None:
        precision = GeoPrecision.NEAR
    else:
        precision = GeoPrecision.REGION if place.kind == "admin1" else GeoPrecision.PLACE
    return PlaceMention(
        start=start, end=end, name=name, place=place, geo_precision=precision, within=within
    )


def _apart(passages: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """The passages in order, of those that overlap the longer ones."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(passages, key=lambda it: (it[0] - it[1], it)):
        if all(last < other[0] or first > other[1] for other in kept):
            kept.append((first, last))
    return sorted(kept)


def _behind_nouns(names: NameWords) -> Iterator[tuple[int, int]]:
    """First and last tokens of names behind nouns of type: "the village of X", «قرية فلان»."""
    for token, nouns in names.surroundings.nouns_before_names():
        if not any(noun.feature("kind") in _NAMED for noun in nouns):
            continue
        if any(noun.feature("generic") for noun in nouns):
            continue
        at = names.ahead(token + 1)
        last = last_of_name(names, at) if at < len(names.document.words) else None
        if last is not None:
            yield at, last


def _before_nouns(names: NameWords) -> Iterator[tuple[int, int]]:
    """First and last tokens of names in front of nouns of type: "X canton"."""
    for token, nouns in names.surroundings.nouns_behind_names():
        if not any(_names_in_front(names, noun) for noun in nouns):
            continue
        first = first_of_name(names, token - 1)
        # "A Fulani village" describes one that is called otherwise.
        if first is not None and first - 1 not in names.surroundings.indefinite:
            yield first, token - 1


def _names_in_front(names: NameWords, noun: Match) -> bool:
    """Whether a noun has its name in front; "the Andean town of" has it behind."""
    if noun.feature("kind") not in _NAMED_IN_FRONT or noun.feature("generic"):
        return False
    return noun.feature("kind") == "district" or noun.last + 1 not in names.surroundings.of


def _behind_prepositions(
    names: NameWords, mentions: Sequence[PlaceMention], strangers: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Tokens of names behind "in" or "near" that lie in a place named next, or are strangers behind "in"."""
    document = names.document
    heads = {document.token_at(it.start) for it in mentions if it.place is not None}
    inside = {it.last + 1 for it in document.matches_of("grammar") if it.sense.name == "in"}
    near = [
        it
        for it in document.matches_of("place")
        if it.sense.name in _NEARNESS and it.feature("precision") is not None
    ]
    beside = {it.first: it.last + 1 for it in sorted(near, key=lambda it: it.last)}
    for at in sorted(inside | {it.last + 1 for it in near}):
        last = cased_name(names, at)
        if last is None:
            continue
        if _is_held(names, last, heads, beside) or (at in inside and (at, last) in strangers):
            yield at, last


def _is_held(names: NameWords, last: int, heads: Set[int], beside: Mapping[int, int]) -> bool:
    """Whether a listed place follows that a name lies in or near: "X, Borno", "X (Borno)", "X, near Y, Borno".

    Args:
        names: the words of names.
        last: last token of the name.
        heads: first tokens of listed places.
        beside: token behind each word of nearness, by the word's first.
    """
    words = names.document.words
    for _ in range(_LONGEST_CHAIN):
        if words[last + 1 : last + 2] not in {(",",), ("(",)}:
            return False
        # "At Koshobe, near Zabarmari": which itself may be unlisted.
        at = beside.get(last + 2, last + 2)
        if at in heads:
            return True
        between = cased_name(names, at)
        if between is None:
            return False
        if at > last + 2 and heads & set(range(between + 2, between + 2 + _HELD_REACH)):
            return True
        last = between
    return False


def _by_ear(names: NameWords, gazetteer: Gazetteer, focus: str | None) -> Iterator[tuple[int, int]]:
    """Tokens that sound like a well-known place of the country that the report is set in.

    They stand behind "in" or a noun of division (ولاية): no capital tells names apart in such scripts.
    """
    document = names.document
    code = document.lexicon.code
    if focus is None or not is_written_by_ear(code):
        return
    behind = {it.last + 1 for it in document.matches_of("grammar") if it.sense.name == "in"}
    behind |= {
        names.ahead(token + 1)
        for token, nouns in names.surroundings.nouns_before_names()
        if any(noun.feature("kind") in _WIDE for noun in nouns)
    }
    for at in sorted(behind):
        if at >= len(document.words) or not names.is_word(at):
            continue
        word = names.surroundings.text(at)
        if sounds_like_place(gazetteer, code, word, focus):
            yield at, at


def _within(
    document: Document,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    focus: str | None,
    start: int,
    end: int,
) -> Place | None:
    """The division or town behind the name, else the division of the place named last, else the country."""
    sentence = document.sentence_at(start)
    inside = [
        it.place
        for it in mentions
        if it.place is not None and it.place.iso3 == focus and not it.is_adjectival
        if end <= it.start < sentence.end and it.start - end < _BEHIND
        if it.place.kind in _HOLDERS
    ]
    if inside:
        return inside[0]
    before = [
        it.place
        for it in mentions
        if it.place is not None and it.end <= start and it.place.iso3 == focus
        if it.place.admin1 is not None
    ]
    if before:
        last = before[-1]
        return last if last.kind in _WIDE else gazetteer.admin1(last.iso3, last.admin1 or "")
    return gazetteer.country(focus) if focus else None
