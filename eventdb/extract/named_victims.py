"""Finds a single victim who is named without a title: "the murder of Luis Mena", "Ana Ruiz was killed".

Only where the script has capitals and a verb in the singular, or a noun of the act, stands next to the
name, so that a list or an organisation is not taken for one person.
"""

from __future__ import annotations

from collections.abc import Collection

from eventdb.documents import Document
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT

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
_LEAST_NAME = 2  # a name of one word is taken only inside a sentence
_LONGEST_NAME = 6


class NamedVictims:
    """Looks for names next to predicates of one document."""

    def __init__(self, document: Document, index: WordIndex, dated: Collection[int]) -> None:
        self.document = document
        self.index = index
        self.dated = dated

    def after(self, predicate: Predicate) -> Group | None:
        """The name that a verb or noun of the act has right behind it."""
        first = predicate.last + 1
        while first < len(self.document.words) and self.document.words[first] in TRANSPARENT:
            first += 1
        last = first
        while last - first < _LONGEST_NAME and self._is_name(last):
            last += 1
        return self._group(first, last - 1) if last - first >= _LEAST_NAME else None

    def beside(self, group: Group) -> Group | None:
        """The name that *and* joins to a person: the murder of a priest and Ana Ruiz."""
        at = group.last + 1
        while self._is_name(at):
            at += 1  # General Ramos
        if self.index.from_token("number.and", at) is None:
            return None
        first = last = at + 1
        while last - first < _LONGEST_NAME and self._is_name(last):
            last += 1
        if last - first < _LEAST_NAME or not self._is_edge(last):
            return None
        return self._group(first, last - 1)

    def _is_edge(self, at: int) -> bool:
        """Whether a name ends its phrase: a verb behind it would make it a subject of its own."""
        words = self.document.words
        if at >= len(words) or not words[at].isalnum():
            return True
        return any(
            self.index.from_token(concept, at) is not None
            for concept in ("victim.boundary", "victim.preposition")
        )

    def before(self, predicate: Predicate) -> Group | None:
        """The name before a passive in the singular: "Ana Ruiz was killed"."""
        last = self._subject_end(predicate)
        if last is None:
            return None
        first = last
        while last - first < _LONGEST_NAME and self._is_name(first):
            first -= 1
        first += 1
        sentence = self.document.sentences[self.document.sentence_of[last]]
        is_long = last - first + 1 >= _LEAST_NAME
        if first > last or not (is_long or first > sentence.first):
            return None
        return self._group(first, last)

    def _subject_end(self, predicate: Predicate) -> int | None:
        """The token before a singular auxiliary that stands right before a predicate."""
        for at in range(predicate.first - 1, max(predicate.first - 4, 0), -1):
            auxiliary = self.index.to_token("casualty.singular", at)
            if auxiliary is not None:
                return self._antecedent(auxiliary.first - 1)
        return None

    def _antecedent(self, at: int) -> int:
        """The token that a relative pronoun takes up, or that an age put in follows.

        "Ana Ruiz, who was killed", "Ana Ruiz, 25, was killed".
        """
        words = self.document.words
        if self.index.from_token("grammar.relative", at) is not None:
            at -= 1
            return at - 1 if at > 0 and words[at] in COMMAS else at
        if at > 2 and words[at] in COMMAS and words[at - 2] in COMMAS and words[at - 1].isdigit():
            return at - 3
        return at

    def _is_name(self, at: int) -> bool:
        document = self.document
        if at < 0 or at >= len(document.words) or at in self.dated:
            return False
        text = document.doc[at].text
        if not text[0].isupper() or (text.isupper() and len(text) > 1):
            return False
        return not any(self.index.from_token(concept, at) for concept in _NOT_NAMES)

    def _group(self, first: int, last: int) -> Group:
        return Group(
            first, last, 1, 1, 1, noun_first=first, noun_last=last, is_person=True, is_named=True
        )
