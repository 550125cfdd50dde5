"""Finds victims who are named: "the murder of Luis Mena", "Ana Ruiz, a judge, and Juan Sol were killed".

Only where the script has capitals, and the name stands where a predicate keeps its victims. A name that
a comma parts from its verb ("Ana Ruiz, 25, who taught here, was killed") is the one that opens the
clause. Names and groups joined by *and*, commas or "along with" share a fate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventdb.documents import Document
from eventdb.extract.groups import Group, named
from eventdb.extract.names import Names
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import COMMAS, HARD_SIGNS
from eventdb.extract.victim_lists import TITLE_REACH, VictimLists
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT, past_signs

_SEPARATORS = COMMAS | {";", "؛"}
_AUXILIARY_REACH = 4  # tokens between an auxiliary and its participle
_CLAUSE_REACH = 45  # tokens between a name that opens a clause and its verb


class NamedVictims:
    """Looks for names next to predicates of one document."""

    def __init__(
        self, document: Document, index: WordIndex, names: Names, groups: Sequence[Group]
    ) -> None:
        self.document = document
        self.words = document.words
        self.index = index
        self.names = names
        self.starting = {group.first: group for group in groups}
        self.lists = VictimLists(document, index, names, groups)
        self.ending = {group.last: group for group in groups}

    # -- behind ----------------------------------------------------------------------------------

    def after(self, predicate: Predicate) -> Group | None:
        """The name that a verb or noun of the act has behind it, over small words that say what he was."""
        first = self._past_age(past_signs(self.words, predicate.last + 1))
        for at in range(first, min(first + TITLE_REACH, len(self.words))):
            last = self.names.end(at)
            if last is not None:
                return named(at, last) if last > at or at > first else None
            if not self.lists.is_title(at):
                return None
        return None

    def _past_age(self, at: int) -> int:
        """The token behind an age before a name: 42-year-old Hans Weber."""
        if at >= len(self.words) or not self.words[at].isdigit():
            return at
        for unit in (at + 1, at + 2):
            age = self.index.from_token("victim.age.after", unit)
            if age is not None:
                return age.last + 1
        return at

    # -- before ----------------------------------------------------------------------------------

    def before(self, predicate: Predicate) -> list[Group]:
        """Those named before a passive, or a verb whose subject is hit."""
        end, is_plural = self._subject_end(predicate)
        if end is None:
            return []
        last = self._last_of_list(end) if is_plural else self._person_before(end)
        if last is None:
            return []
        others = list(self.listed_before(last.first)) if is_plural else []
        return [*others, last] if others or not is_plural else []

    def _last_of_list(self, end: int) -> Group | None:
        """The name or group that ends a list before a plural verb, over a comma."""
        last = end - 1 if self.words[end] in COMMAS else end
        return self.ending.get(last) or self._name_to(last)

    def _person_before(self, end: int) -> Group | None:
        """The name that ends at a token, or that a comma there parts from its verb."""
        is_parted = self.words[end] in COMMAS
        opening = self._opening(end) if is_parted else None
        if opening is not None:
            return opening
        last = end - 1 if is_parted else end
        first = self.names.start(last)
        if first is None or not self._stands(first, last):
            return None
        is_apart = is_parted and (last == first or self._is_complement(first))
        return None if is_apart else named(first, last)

    def _is_complement(self, first: int) -> bool:
        """Whether a name belongs to the noun before it: a judge of San Juan."""
        return any(
            self.index.to_token(concept, first - 1) is not None
            for concept in ("victim.of", "victim.preposition")
        )

    def _stands(self, first: int, last: int) -> bool:
        """Whether a run is a name: one word alone only where the full name is told elsewhere."""
        sentence = self.document.sentences[self.document.sentence_of[last]]
        return last > first or first > sentence.first or self.names.is_full(first, last)

    def _opening(self, end: int) -> Group | None:
        """The name or single person that opens the clause which a comma at ``end`` closes."""
        sentence = self.document.sentences[self.document.sentence_of[end]]
        for first in range(end - 2, max(sentence.first, end - _CLAUSE_REACH) - 1, -1):
            if not self._opens_clause(first, sentence.first):
                continue
            item = self._single_from(first)
            if item is not None and item.last < end and self.words[item.last + 1] in COMMAS:
                return item
        return None

    def _single_from(self, first: int) -> Group | None:
        group = self.starting.get(first)
        if group is not None:
            return group if group.best == 1 and not group.is_governed else None
        last = self.names.end(first)
        return named(first, last) if last is not None and last > first else None

    def _opens_clause(self, at: int, first_of_sentence: int) -> bool:
        if at == first_of_sentence:
            return True
        before = self.words[at - 1]
        if before in HARD_SIGNS or (before in TRANSPARENT and before):
            return True
        return self.index.to_token("victim.opener", at - 1) is not None

    def listed_before(self, first: int) -> Iterator[Group]:
        """People whom *and* or commas join before one that begins at a token."""
        end = self._parted(first)
        while end is not None:
            item = self.ending.get(end) or self._name_to(end)
            if item is None and self.words[end + 1] in COMMAS:
                item = self._opening(end + 1)
            if item is None or item.is_bare_plural:
                return
            yield item
            end = self._parted(item.first, is_first=False)

    def _name_to(self, end: int) -> Group | None:
        if end > 1 and self.words[end].isdigit() and self.words[end - 1] in COMMAS:
            end -= 2  # Ana Ruiz, 25, and
        first = self.names.start(end)
        if first is None or not self.names.is_full(first, end):
            return None
        return named(first, end)

    def _parted(self, first: int, *, is_first: bool = True) -> int | None:
        """The token before what parts the items of a list; its last item has *and* before it."""
        at = first - 1
        match = self.index.to_token("number.and", at)
        if match is None and is_first:
            return None
        at = match.first - 1 if match is not None else at
        start = at
        while at > 0 and self.words[at] in _SEPARATORS:
            at -= 1
        return at if match is not None or at < start else None

    def _subject_end(self, predicate: Predicate) -> tuple[int | None, bool]:
        """The token before the auxiliaries of a predicate, and whether they are plural.

        No token where a verb that needs an auxiliary has none.
        """
        first = max(predicate.first - _AUXILIARY_REACH, 0)
        start: int | None = None
        is_plural = False
        for at in range(predicate.first - 1, first - 1, -1):
            if self.words[at] in HARD_SIGNS | COMMAS:
                break
            single = self.index.to_token("casualty.singular", at)
            auxiliary = single or self.index.to_token("grammar.passive_auxiliary", at)
            if auxiliary is not None:
                is_plural = is_plural or (start is None and single is None)
                start = auxiliary.first
        if start is None:
            if predicate.frame != "suffer":
                return None, False
            start = predicate.first
        return self._over_relative(self._over_adverbs(start - 1)), is_plural

    def _over_adverbs(self, at: int) -> int:
        while at > 0 and self.index.to_token("victim.adverb", at) is not None:
            at -= 1
        return at

    def _over_relative(self, at: int) -> int | None:
        """The token that a relative pronoun takes up, or that an age put in follows.

        "Ana Ruiz, who was killed", "Ana Ruiz, 25, was killed".
        """
        if at < 0:
            return None
        if self.index.from_token("grammar.relative", at) is not None:
            return at - 1 if at > 0 else None
        return at - 3 if self.lists.is_age(at - 2) and self.words[at] in COMMAS else at
