"""What capital letters around a name tell: that it belongs to the name of a person or organisation."""

from __future__ import annotations

from eventdb.documents import Document, Sentence
from eventdb.extract.placenames import Name, is_well_known

# Share of words with a capital from which capitals tell nothing: headlines, wires in capitals.
_ALL_CAPITALS = 0.7
_FEWEST_WORDS = 4
_OF_PERSONS = frozenset({"title", "given_name", "ordinary", "name_head"})


class Capitals:
    """Capitals of a document, read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._telling_nothing: dict[int, bool] = {}
        # A nationality or a weekday has a capital, too, but makes no name with what stands beside it.
        self._lower = {
            at
            for namespace in ("demonym", "date", "place")
            for match in document.matches_of(namespace)
            for at in range(match.first, match.last + 1)
            if match.sense.name not in _OF_PERSONS
        }

    def tell_nothing(self, sentence: Sentence) -> bool:
        """Whether nearly all words of a sentence have a capital."""
        known = self._telling_nothing.get(sentence.index)
        if known is None:
            texts = [self._text(at) for at in range(sentence.first, sentence.last)]
            cased = [text for text in texts if len(text) > 3 and text[0].isalpha()]
            high = sum(text[0].isupper() for text in cased)
            known = len(cased) >= _FEWEST_WORDS and high >= _ALL_CAPITALS * len(cased)
            self._telling_nothing[sentence.index] = known
        return known

    def strangers_beside(self, name: Name, names: dict[int, Name]) -> tuple[bool, bool]:
        """Whether a word with a capital that belongs to no place stands before a name, and behind it.

        Args:
            name: a name of the document.
            names: all names of the document by their tokens.
        """
        sentence = self._document.sentence_at(name.start)
        if self.tell_nothing(sentence):
            return False, False
        before, after = name.first - 1, name.last + 1
        return (
            before > sentence.first and self._is_stranger(before, names),
            after < sentence.last and self._is_stranger(after, names),
        )

    def _is_stranger(self, token: int, names: dict[int, Name]) -> bool:
        if token in self._lower:
            return False
        # Two names side by side without a sign are one, of a person mostly: Calderon Sol.
        name = names.get(token)
        if name is not None and any(it.is_seeded or is_well_known(it) for it in name.candidates):
            return False
        text = self._text(token)
        return text[:1].isupper() and len(text) > 1

    def _text(self, token: int) -> str:
        document = self._document
        return document.text[document.starts[token] : document.ends[token]]
