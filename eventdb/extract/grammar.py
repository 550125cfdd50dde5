"""Function words of a document by the tokens that they begin and end at, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from eventdb.documents import Document
from eventdb.lexicon import Match, before_signs

# Words that may stand between a preposition and the noun that it governs, by namespace.
_FILLERS = {
    "grammar": frozenset({"determiner"}),
    "actor": frozenset({"adjective", "determiner"}),
    "responsibility": frozenset({"suspected"}),
    "number": frozenset({"unit", "teen", "tens", "vague", "dozen"}),
}
_ARTICLES = frozenset({"determiner"})
# Words of no lexicon that may stand there as well, and the prepositions that reach over them.
_STRANGERS = 3
_OVER_STRANGERS = frozenset({"by"})
_PHRASE = 5
# What holds on, and no act: a house inhabited by soldiers.
_STANDING = "standing"


class Grammar:
    """Function words of a document, found by position.

    Attributes:
        purposes: first tokens of words of act with the clitic of purpose (لقتال).
    """

    def __init__(self, document: Document) -> None:
        self._begin: dict[int, list[Match]] = defaultdict(list)
        self._end: dict[int, list[Match]] = defaultdict(list)
        self.words = document.words
        self._fillers: dict[int, int] = {}
        for name, concepts in _FILLERS.items():
            for match in document.matches_of(name):
                if match.sense.name in concepts:
                    first = min(match.first, self._fillers.get(match.last, match.first))
                    self._fillers[match.last] = first
        for cue in document.matches_of("grammar"):
            self._begin[cue.first].append(cue)
            self._end[cue.last].append(cue)
        self._matches = document.matches
        self.purposes = frozenset(
            match.first for match in document.matches_of("trigger") if "li" in match.clitics
        )

    def ending_at(self, index: int) -> Sequence[Match]:
        """Function words whose last token is at an index."""
        return self._end.get(index, ())

    def beginning_within(self, first: int, last: int) -> Iterator[Match]:
        """Function words that begin within tokens ``first`` to ``last``, in order."""
        for at in range(first, last + 1):
            yield from self._begin.get(at, ())

    def word_before(self, index: int) -> int:
        """Index of the word before a token, over what carries no words; -1 at the beginning."""
        return before_signs(self.words, index - 1)

    def before(self, index: int) -> set[str]:
        """Concepts of the function words that end just before a token."""
        return {cue.sense.name for cue in self.ending_at(self.word_before(index))}

    def governing(self, index: int) -> set[str]:
        """Concepts of the function words before a phrase, over its articles and adjectives.

        "by the leftist rebels", "against several members of the army".
        """
        at = self.word_before(index)
        strange = 0
        for _ in range(_PHRASE):
            concepts = {cue.sense.name for cue in self.ending_at(at)} - _ARTICLES
            if _STANDING in concepts:
                return set()
            if concepts:
                return concepts if not strange else concepts & _OVER_STRANGERS
            is_number = at >= 0 and self.words[at].isdigit()
            if not is_number and at not in self._fillers:
                strange += 1
                if strange > _STRANGERS or at < 0 or not self._is_strange(at):
                    return set()
            at = self.word_before(self._fillers.get(at, at))
        return set()

    @cached_property
    def _known(self) -> frozenset[int]:
        """Tokens of the words that some lexicon knows."""
        return frozenset(
            at
            for matches in self._matches.values()
            for match in matches
            for at in range(match.first, match.last + 1)
        )

    def _is_strange(self, at: int) -> bool:
        """Whether a word is an adjective, for all that the lexicon knows: "Marxist-Leninist"."""
        return self.words[at].isalpha() and at not in self._known

    def between(self, first: int, last: int) -> set[str]:
        """Concepts of the function words that begin within tokens ``first`` to ``last``."""
        return {cue.sense.name for cue in self.beginning_within(first, last)}

    def cues_between(self, name: str, first: int, last: int) -> bool:
        """Whether a function word of one concept begins within a range of tokens."""
        return any(cue.sense.name == name for cue in self.beginning_within(first, last))
