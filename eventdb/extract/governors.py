"""Tells whether a preposition or "of" governs a group, so that it is not what a verb hits.

A number behind a word for a body of people is that body's: a family OF FIVE is five people, and is
governed where the family is.
"""

from __future__ import annotations

from eventdb.documents import Document
from eventdb.extract.noun_phrases import PhraseReader
from eventdb.extract.numerals import glued_clitics
from eventdb.extract.word_index import WordIndex

GOVERNING_CLITICS = frozenset({"bi", "li", "lil", "ka"})
_NUMBER_HEADS = ("unit", "teen", "tens", "hundred", "hundreds", "scale", "scales", "vague", "dozen")


class Governors:
    """Looks at what stands before the groups of one document."""

    def __init__(self, document: Document, index: WordIndex, reader: PhraseReader) -> None:
        self.document = document
        self.index = index
        self.reader = reader
        self.number_clitics = self._number_clitics()

    def has(self, first: int) -> bool:
        """Whether a preposition, "of" or a clitic governs the group that begins at a token."""
        if GOVERNING_CLITICS & set(self.clitics(first)):
            return True
        before = self._behind_determiner(self.reader.before(self.first_of(first)))
        return any(
            self.index.to_token(concept, before) is not None
            for concept in ("victim.of", "victim.preposition")
        )

    def first_of(self, first: int) -> int:
        """The first token of the body whose number begins at a token: FAMILY of five."""
        of = self.index.to_token("victim.of", self.reader.before(first))
        body = None if of is None else self.index.to_token("victim.body", of.first - 1)
        return first if body is None or self.reader.is_joined(body.first) else body.first

    def _behind_determiner(self, at: int) -> int:
        determiner = self.index.to_token("victim.determiner", at)
        if determiner is not None and self.reader.head_final:
            return self.reader.before(determiner.first)
        return at

    def clitics(self, first: int) -> tuple[str, ...]:
        """Conjunctions and prepositions written onto the first word of a group."""
        return glued_clitics(self.document, first) or self.number_clitics.get(first, ())

    def _number_clitics(self) -> dict[int, tuple[str, ...]]:
        """Clitics of number words by token; of several readings the one with fewest."""
        found: dict[int, tuple[str, ...]] = {}
        for match in self.document.matches_of("number"):
            is_head = match.sense.name in _NUMBER_HEADS or match.sense.name in {"bound", "between"}
            known = found.get(match.first)
            if is_head and (known is None or len(match.clitics) < len(known)):
                found[match.first] = match.clitics
        return found
