"""Villages that the gazetteer lacks: "the village of X in Idlib province", «قرية فلان»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.focus import focus_countries
from eventdb.extract.placecontext import Surroundings
from eventdb.gazetteer import Gazetteer
from eventdb.lexicon import TRANSPARENT
from eventdb.records import Place, PlaceMention

# Nouns that are regularly followed by a proper name; a "region" is as often described.
_NAMED = frozenset({"town", "village", "district", "camp"})
_LONGEST = 3
_LONGEST_PARTICLE = 3
_BEHIND = 40
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
) -> list[PlaceMention]:
    """Mentions without a place for the names behind nouns of type that are not listed.

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
    for first, last in _passages(document, surroundings, taken, words_of_others):
        start, end = document.passage(first, last)
        within = _within(document, mentions, gazetteer, focus, start, end)
        if within is None:
            continue
        found.append(
            PlaceMention(
                start=start,
                end=end,
                name=document.text[start:end].replace("_", " "),
                place=None,
                geo_precision=GeoPrecision.NEAR,
                within=within,
            )
        )
    return found


def _passages(
    document: Document, surroundings: Surroundings, taken: set[int], others: set[int]
) -> Iterator[tuple[int, int]]:
    """First and last tokens of unlisted names behind nouns of type."""
    words = document.words
    used: set[int] = set()
    for token, nouns in surroundings.nouns_before_names():
        if not any(noun.feature("kind") in _NAMED for noun in nouns):
            continue
        if any(noun.feature("generic") for noun in nouns):
            continue
        at = token + 1
        while at < len(words) and words[at] in TRANSPARENT:
            at += 1
        if at >= len(words) or at in taken or at in used:
            continue
        last = _last_of_name(document, surroundings, at, taken, others)
        if last is not None:
            used.update(range(at, last + 1))
            yield at, last


def _last_of_name(
    document: Document, surroundings: Surroundings, first: int, taken: set[int], others: set[int]
) -> int | None:
    """Last token of a name that begins at a token; ``None`` where none begins."""
    if not _is_name_word(document, surroundings, first, taken, others):
        return None
    last = first
    cased = surroundings.text(first)[0].isupper()
    is_head = "name_head" in surroundings.concepts_at(first)
    for at in range(first + 1, min(len(document.words), first + 2 * _LONGEST)):
        if document.words[at] in TRANSPARENT or (cased and _is_particle(surroundings, at)):
            continue
        is_adjective = _both_have_articles(document, last, at)
        if not _is_name_word(document, surroundings, at, taken, others, is_adjective=is_adjective):
            break
        if not (cased or is_head or is_adjective):
            break
        last, is_head = at, False
    return last


def _is_particle(surroundings: Surroundings, at: int) -> bool:
    """A small word inside a name: Santa Rita del Norte."""
    text = surroundings.text(at)
    return text.isalpha() and text.islower() and len(text) <= _LONGEST_PARTICLE


def _is_name_word(
    document: Document,
    surroundings: Surroundings,
    at: int,
    taken: set[int],
    others: set[int],
    *,
    is_adjective: bool = False,
) -> bool:
    text = surroundings.text(at)
    if not text[0].isalpha() or text[0].islower() or len(text) < 2:
        return False
    if at in taken or (at in others and not is_adjective) or surroundings.is_masked_token(at):
        return False
    concepts = surroundings.concepts_at(at)
    if is_adjective:
        concepts = concepts - _OF_ADJECTIVES
    if "name_head" in concepts:
        concepts = concepts - {"type", "direction", "ordinary"}
    return not concepts & _NO_NAME


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
    """The division behind the name, else that of the place named last, else the country."""
    sentence = document.sentence_at(start)
    inside = [
        it.place
        for it in mentions
        if it.place is not None and it.place.iso3 == focus and not it.is_adjectival
        if end <= it.start < sentence.end and it.start - end < _BEHIND
        if it.place.kind in _WIDE
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
