"""Finds buildings and grounds that a report speaks of, and those that it takes up: a mosque, then "the mosque"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.grammar import Grammar

_NOUNS = frozenset({"type", "type_after"})
_SITES = frozenset({"facility"})


@dataclass(frozen=True, slots=True)
class Site:
    """The noun of a site: its first token, the noun as the lexicon has it, whether it is taken up as known."""

    first: int
    noun: str
    is_known: bool


def find_sites(document: Document) -> list[Site]:
    """The sites of a document, in order."""
    return sorted(_sites(document, Grammar(document)), key=lambda site: site.first)


def _sites(document: Document, grammar: Grammar) -> Iterator[Site]:
    for match in document.matches_of("place"):
        if match.sense.name in _NOUNS and match.feature("kind") in _SITES:
            before = grammar.ending_at(grammar.word_before(match.first))
            is_known = document.lexicon.has_article(document.words[match.first]) or any(
                cue.feature("definite", False) for cue in before
            )
            yield Site(match.first, " ".join(match.sense.form), is_known)
