"""Reads names of persons where the script has capitals: a run of capitalised words, particles inside.

"Luis Mena", "Juan de la Cruz", "J. R. Smith". Words that a lexicon knows for people, things or grammar,
dates, and runs that are wholly a place or a party are no names of persons.
"""

from __future__ import annotations

from collections.abc import Collection

from eventdb.documents import Document
from eventdb.extract.word_index import WordIndex

_NOT_NAMES = (
    "victim.boundary",
    "victim.preposition",
    "victim.determiner",
    "victim.thing",
    "victim.collective",
    "victim.person",
    "victim.other",
    "victim.label",
)
_LONGEST = 7
_LEAST = 2  # words of a name that is known for one by itself


class Names:
    """Looks for runs of name words in one document.

    Args:
        document: the report.
        index: its matches.
        dated: tokens of dates.
        things: tokens of places and parties.
    """

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        dated: Collection[int],
        things: Collection[int] = (),
    ) -> None:
        self.document = document
        self.index = index
        self.dated = dated
        self.things = things
        self._known: frozenset[str] | None = None

    @property
    def known(self) -> frozenset[str]:
        """Words that stand in a full name somewhere in the document, by which a surname is known."""
        if self._known is None:
            self._known = frozenset(self._words_of_full_names())
        return self._known

    def _words_of_full_names(self) -> Collection[str]:
        found: set[str] = set()
        at = 0
        while at < len(self.document.words):
            last = self.end(at)
            if last is None:
                at += 1
                continue
            if last - at + 1 >= _LEAST:
                found |= {self.document.words[token] for token in range(at, last + 1)}
            at = last + 1
        return found

    def end(self, first: int) -> int | None:
        """The last token of the name that begins at a token."""
        last: int | None = None
        at = first
        while at - first < _LONGEST:
            if self._is_word(at):
                last = at
            elif last is None or not self._is_particle(at):
                break
            at += 1
        return None if last is None or self._is_thing(first, last) else last

    def start(self, last: int) -> int | None:
        """The first token of the name that ends at a token."""
        first: int | None = None
        at = last
        while last - at < _LONGEST:
            if self._is_word(at):
                first = at
            elif first is None or not self._is_particle(at):
                break
            at -= 1
        return None if first is None or self._is_thing(first, last) else first

    def is_full(self, first: int, last: int) -> bool:
        """Whether a run is long enough to be a person's name, or a surname told before or after."""
        return last - first + 1 >= _LEAST or self.document.words[first] in self.known

    def _is_thing(self, first: int, last: int) -> bool:
        return all(at in self.things for at in range(first, last + 1))

    def _is_particle(self, at: int) -> bool:
        return self.index.from_token("victim.particle", at) is not None

    def _is_word(self, at: int) -> bool:
        document = self.document
        if at < 0 or at >= len(document.words) or at in self.dated:
            return False
        text = document.doc[at].text
        if not text[0].isupper() or (text.isupper() and len(text) > 2):
            return False
        return not any(self.index.from_token(concept, at) for concept in _NOT_NAMES)
