"""Where a name that no list holds begins and ends: capital letters, or in Arabic one word and its adjectives."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.placecontext import Surroundings
from eventdb.lexicon import TRANSPARENT, past_signs

_LONGEST = 3
_LONGEST_PARTICLE = 3
_BRACKETS = frozenset("()[]")
_OF_ADJECTIVES = frozenset({"direction_after", "ordinary", "direction", "preposition"})
_NO_NAME = _OF_ADJECTIVES | {"no_name", "type", "type_after"}


@dataclass(frozen=True, slots=True)
class NameWords:
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
        return past_signs(self.document.words, at)


def cased_name(names: NameWords, first: int) -> int | None:
    """Last token of a name with a capital letter that begins at a token."""
    if first >= len(names.document.words) or not names.is_cased(first):
        return None
    return last_of_name(names, first)


def first_of_name(names: NameWords, last: int) -> int | None:
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


def last_of_name(names: NameWords, first: int) -> int | None:
    """Last token of a name that begins at a token; ``None`` where none begins."""
    document, surroundings = names.document, names.surroundings
    if not names.is_word(first):
        return None
    last = first
    cased = names.is_cased(first)
    is_head = "name_head" in surroundings.concepts_at(first)
    for at in range(first + 1, min(len(document.words), first + 2 * _LONGEST)):
        if document.words[at] in _BRACKETS:
            break
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
    has_article, words = document.lexicon.has_article, document.words
    return has_article(words[first]) and has_article(words[second])
