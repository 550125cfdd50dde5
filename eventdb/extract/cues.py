"""Lexicon matches of some namespaces, looked up by the token where they begin or end."""

from __future__ import annotations

from collections import defaultdict

from eventdb.documents import Document
from eventdb.lexicon import Match, before_signs, past_signs


class Cues:
    """Concepts about a token, and steps over the signs that mean nothing inside a phrase.

    Args:
        document: the report.
        namespaces: first parts of the concepts wanted.
    """

    def __init__(self, document: Document, *namespaces: str) -> None:
        self._words = document.words
        self._begin: defaultdict[int, list[Match]] = defaultdict(list)
        self._end: defaultdict[int, list[Match]] = defaultdict(list)
        for namespace in namespaces:
            for match in document.matches_of(namespace):
                self._begin[match.first].append(match)
                self._end[match.last].append(match)

    def beginning(self, index: int, *concepts: str) -> Match | None:
        """The longest match of one of the concepts that begins at a token."""
        found = [match for match in self._begin.get(index, ()) if match.concept in concepts]
        return max(found, key=lambda match: match.last, default=None)

    def ending(self, index: int, *concepts: str) -> Match | None:
        """The longest match of one of the concepts that ends at a token."""
        found = [match for match in self._end.get(index, ()) if match.concept in concepts]
        return min(found, key=lambda match: match.first, default=None)

    def begin(self, index: int) -> list[Match]:
        """Every match that begins at a token."""
        return self._begin.get(index, [])

    def end(self, index: int) -> list[Match]:
        """Every match that ends at a token."""
        return self._end.get(index, [])

    def after(self, index: int) -> int:
        """The next token that is no transparent sign; the number of tokens at the end."""
        return past_signs(self._words, index + 1)

    def before(self, index: int) -> int:
        """The token before that is no transparent sign; -1 at the beginning."""
        return before_signs(self._words, index - 1)


def is_spelt_so(document: Document, match: Match) -> bool:
    """Whether the first word of a match bears the article just as the lexicon's form does.

    Matching leaves articles out of account; "the group" and a group differ by nothing else.
    """
    word = document.words[match.first]
    return any(
        clitics == match.clitics and rest == match.sense.form[0]
        for rest, clitics in document.lexicon.without_clitics(word)
    )
