"""Places that the gazetteer lacks: "the village of X in Idlib province", "X canton", «قرية فلان»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.focus import focus_countries
from eventdb.extract.placecontext import Surroundings
from eventdb.extract.placesounds import place_spelled, sounds_like_place
from eventdb.gazetteer import Gazetteer
from eventdb.lexicon import TRANSPARENT, Match
from eventdb.records import Place, PlaceMention

# Nouns that are regularly followed by a proper name; a "region" is as often described.
_NAMED = frozenset({"town", "village", "district", "camp"})
_NAMED_IN_FRONT = _NAMED | {"admin2"}
_LONGEST = 3
_LONGEST_PARTICLE = 3
_BEHIND = 40
_HOLDERS = frozenset({"admin1", "admin2", "region", "town"})
_WIDE = frozenset({"admin1", "admin2", "region"})
_OF_ADJECTIVES = frozenset({"direction_after", "ordinary", "direction", "preposition"})
_NO_NAME = _OF_ADJECTIVES | {"no_name", "type", "type_after"}
# Namespaces whose words are no names: a verb, a number or a date behind "village" begins a clause.
_NO_NAMES = frozenset({"grammar", "trigger", "number", "date", "casualty", "victim", "demonym"})


def find_unlisted(
    document: Document,
    surroundings: Surroundings,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
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
    countries = focus_countries(document, mentions)
    focus = countries[0] if countries else None
    found = []
    functions = {it.first for it in document.matches_of("grammar") if it.first == it.last}
    place_of = partial(place_spelled, gazetteer, document.lexicon.code)
    names = _Names(document, surroundings, taken, words_of_others, functions)
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


@dataclass(frozen=True, slots=True)
class _Names:
    """What tells which words can be names.

    Attributes:
        taken: tokens of listed places.
        others: tokens of words of act, time, number and grammar.
        functions: tokens of conjunctions and prepositions, which stand in no name.
    """

    document: Document
    surroundings: Surroundings
    taken: Set[int]
    others: Set[int]
    functions: Set[int]

    def is_word(self, at: int, *, is_adjective: bool = False) -> bool:
        """Whether a token can be a word of a name."""
        text = self.surroundings.text(at)
        if not text[0].isalpha() or text[0].islower() or len(text) < 2:
            return False
        if at in self.taken or (at in self.others and not is_adjective):
            return False
        if self.surroundings.is_masked_token(at):
            return False
        concepts = self.surroundings.concepts_at(at)
        if is_adjective:
            concepts = concepts - _OF_ADJECTIVES
        if "name_head" in concepts:
            concepts = concepts - {"type", "direction", "ordinary"}
        return not concepts & _NO_NAME

    def is_particle(self, at: int) -> bool:
        """Whether a token is a small word inside a name: Santa Rita del Norte."""
        text = self.surroundings.text(at)
        is_short = text.isalpha() and text.islower() and len(text) <= _LONGEST_PARTICLE
        return is_short and at not in self.functions

    def is_cased(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.surroundings.text(at)[0].isupper()

    def ahead(self, at: int) -> int:
        """The first token from one on that is no sign of quotation."""
        words = self.document.words
        while at < len(words) and words[at] in TRANSPARENT:
            at += 1
        return at


def _apart(passages: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """The passages in order, of those that overlap the longer ones."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(passages, key=lambda it: (it[0] - it[1], it)):
        if all(last < other[0] or first > other[1] for other in kept):
            kept.append((first, last))
    return sorted(kept)


def _behind_nouns(names: _Names) -> Iterator[tuple[int, int]]:
    """First and last tokens of names behind nouns of type: "the village of X", «قرية فلان»."""
    for token, nouns in names.surroundings.nouns_before_names():
        if not any(noun.feature("kind") in _NAMED for noun in nouns):
            continue
        if any(noun.feature("generic") for noun in nouns):
            continue
        at = names.ahead(token + 1)
        last = _last_of_name(names, at) if at < len(names.document.words) else None
        if last is not None:
            yield at, last


def _before_nouns(names: _Names) -> Iterator[tuple[int, int]]:
    """First and last tokens of names in front of nouns of type: "X canton"."""
    for token, nouns in names.surroundings.nouns_behind_names():
        if not any(_names_in_front(names, noun) for noun in nouns):
            continue
        first = _first_of_name(names, token - 1)
        # "A Fulani village" describes one that is called otherwise.
        if first is not None and first - 1 not in names.surroundings.indefinite:
            yield first, token - 1


def _names_in_front(names: _Names, noun: Match) -> bool:
    """Whether a noun has its name in front; "the Andean town of" has it behind."""
    if noun.feature("kind") not in _NAMED_IN_FRONT or noun.feature("generic"):
        return False
    return noun.feature("kind") == "district" or noun.last + 1 not in names.surroundings.of


def _behind_prepositions(
    names: _Names, mentions: Sequence[PlaceMention], strangers: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """First and last tokens of names behind "in" that lie in a place named next, or are strangers."""
    document = names.document
    heads = {document.token_at(it.start) for it in mentions if it.place is not None}
    for match in document.matches_of("grammar"):
        at = match.last + 1
        if match.sense.name != "in" or at >= len(document.words) or not names.is_cased(at):
            continue
        last = _last_of_name(names, at)
        if last is None:
            continue
        is_held = document.words[last + 1 : last + 2] == (",",) and last + 2 in heads
        if is_held or (at, last) in strangers:
            yield at, last


def _by_ear(names: _Names, gazetteer: Gazetteer, focus: str | None) -> Iterator[tuple[int, int]]:
    """Tokens that sound like a well-known place of the country that the report is set in.

    They stand behind "in" or a noun of division (ولاية): no capital tells names apart in such scripts.
    """
    if focus is None:
        return
    document = names.document
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
        if sounds_like_place(gazetteer, document.lexicon.code, word, focus):
            yield at, at


def _first_of_name(names: _Names, last: int) -> int | None:
    """First token of a name that ends at a token; ``None`` where none ends."""
    # Abbreviations are organisations: the ARENA district committee.
    if (
        not names.is_word(last)
        or not names.is_cased(last)
        or names.surroundings.text(last).isupper()
    ):
        return None
    first = last
    for at in range(last - 1, max(-1, last - 2 * _LONGEST), -1):
        if names.is_word(at) and names.is_cased(at):
            first = at
        elif not names.is_particle(at):
            break
    return first if last - first < 2 * _LONGEST else None


def _last_of_name(names: _Names, first: int) -> int | None:
    """Last token of a name that begins at a token; ``None`` where none begins."""
    document, surroundings = names.document, names.surroundings
    if not names.is_word(first):
        return None
    last = first
    cased = names.is_cased(first)
    is_head = "name_head" in surroundings.concepts_at(first)
    for at in range(first + 1, min(len(document.words), first + 2 * _LONGEST)):
        if document.words[at] in TRANSPARENT or (cased and names.is_particle(at)):
            continue
        is_adjective = _both_have_articles(document, last, at)
        if not names.is_word(at, is_adjective=is_adjective):
            break
        if not (cased or is_head or is_adjective):
            break
        last, is_head = at, False
    return last


def _both_have_articles(document: Document, first: int, second: int) -> bool:
    """A name with its adjective: الغارية الغربية."""
    strip = document.lexicon.strip_article
    words = document.words
    return strip(words[first]) != words[first] and strip(words[second]) != words[second]


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
