"""Lexicon matches of a document by concept and by token, for readers that walk along tokens."""

from __future__ import annotations

from collections import defaultdict

from eventdb.documents import Document
from eventdb.lexicon import Match


class WordIndex:
    """The longest match of each concept that begins, or ends, at each token.

    A concept whose entries have the feature ``side`` is kept apart by it: ``number.bound.after``.
    """

    def __init__(self, document: Document, *namespaces: str) -> None:
        self._blank = frozenset(at for at, word in enumerate(document.words) if not word)
        self._starting: dict[str, dict[int, Match]] = defaultdict(dict)
        self._ending: dict[str, dict[int, Match]] = defaultdict(dict)
        for namespace in namespaces:
            # in order by first token, the longest first: what comes first stays
            for match in document.matches_of(namespace):
                sense = match.sense
                side = sense.features.get("side")
                concept = f"{sense.concept}.{side}" if side else sense.concept
                self._starting[concept].setdefault(match.first, match)
                self._ending[concept].setdefault(match.last, match)

    def is_blank(self, at: int) -> bool:
        """Whether a token is white space other than a line break, as a no-break space."""
        return at in self._blank

    def of(self, concept: str) -> dict[int, Match]:
        """Every match of a concept, by its first token."""
        return self._starting[concept]

    def from_token(self, concept: str, at: int) -> Match | None:
        """The longest match of a concept that begins at a token."""
        return self._starting[concept].get(at)

    def to_token(self, concept: str, at: int) -> Match | None:
        """The longest match of a concept that ends at a token."""
        return self._ending[concept].get(at)

    def any_in(self, concept: str, first: int, last: int) -> bool:
        """Whether a match of a concept begins in a range of tokens (``last`` exclusive)."""
        found = self._starting[concept]
        return any(at in found for at in range(max(first, 0), last))
