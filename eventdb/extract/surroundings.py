"""What stands between and around groups and predicates: signs, function words, auxiliaries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from eventdb.documents import Document
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT, before_signs, past_signs

HARD_SIGNS = frozenset({".", ";", "؛", ":", "!", "?", "؟", "\n"})
COMMAS = frozenset({",", "،"})
SEMICOLONS = frozenset({";", "؛"})
_RELATIVE_GAP = 4  # words from a relative pronoun to its verb
_BRACKETS = frozenset({"(", ")"})


class Surroundings:
    """Answers about ranges of tokens of one document."""

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        groups: Sequence[Group],
        predicates: Sequence[Predicate],
        dated: Collection[int],
    ) -> None:
        self.document = document
        self.index = index
        self.covered = {at for group in groups for at in range(group.first, group.last + 1)}
        self.predicate_firsts = {
            part.first for predicate in predicates for part in (predicate, *predicate.parts)
        }
        self.predicate_lasts = {predicate.last for predicate in predicates}
        self.firsts = {group.first for group in groups}
        self.dated = dated
        self.subsets = self._find_subsets(groups)

    def breaks(self, gap: range, *, commas: int) -> bool:
        """Whether a range has another predicate, the end of a clause or too many commas in it."""
        words = self.document.words
        if any(at in self.predicate_firsts or words[at] in HARD_SIGNS for at in gap):
            return True
        sentence_of = self.document.sentence_of
        if gap and sentence_of[gap.start] != sentence_of[gap.stop - 1]:
            return True
        return sum(words[at] in COMMAS for at in gap) > commas

    def has_boundary(self, gap: range) -> bool:
        """Whether a range has a word that no noun phrase contains."""
        return any(
            self.index.from_token("victim.boundary", at)
            or self.index.from_token("victim.preposition", at)
            for at in gap
        )

    def asides_in(self, gap: range) -> int:
        """Number of words in a range that a verb and its noun may have between them."""
        dated, words = self.dated, self.document.words
        return sum(
            words[at] not in TRANSPARENT
            and (at in dated or self.index.from_token("victim.aside", at) is not None)
            for at in gap
        )

    def opens_relative(self, gap: range) -> bool:
        """Whether a range is a relative pronoun and little else: the 57 people WHO were killed."""
        if not gap or self.index.from_token("grammar.relative", gap.start) is None:
            return False
        return self.words_in(gap) <= _RELATIVE_GAP

    def is_bracketed(self, group: Group, gap: range) -> bool:
        """Whether a group stands in brackets that end in the range behind it."""
        words = self.document.words
        signs = [words[at] for at in gap if words[at] in _BRACKETS]
        opens_inside = "(" in words[group.first : group.last + 1]
        return bool(signs) and signs[0] == ")" and not opens_inside

    def relative_subject(self, predicate: Predicate) -> int | None:
        """The token before a relative pronoun that is a passive's own subject: X, who was killed."""
        at = predicate.first - 1
        while at > 0 and self.index.from_token("grammar.passive_auxiliary", at):
            at -= 1
        if at <= 0 or self.index.from_token("grammar.relative", at) is None:
            return None
        at -= 1
        while at > 0 and self.document.words[at] in COMMAS | TRANSPARENT:
            at -= 1
        return at

    def is_edge(self, at: int) -> bool:
        """Whether a token is a sign, a function word or the end of a line."""
        words = self.document.words
        is_sign = words[at] in HARD_SIGNS | COMMAS or words[at] in TRANSPARENT
        return (
            is_sign
            or at in self.predicate_lasts
            or self.has_boundary(range(at, at + 1))
            or self.index.from_token("victim.of", at) is not None
            or self.index.from_token("victim.determiner", at) is not None
        )

    def is_attributive(self, at: int) -> bool:
        """Whether a token opens a noun phrase, so that a participle behind it is an adjective."""
        return any(
            self.index.to_token(concept, at) is not None
            for concept in ("victim.determiner", "victim.of", "victim.preposition")
        )

    def words_in(self, gap: range) -> int:
        """Number of words in a range."""
        words = self.document.words
        return sum(words[at] not in TRANSPARENT and words[at] not in COMMAS for at in gap)

    def is_subset(self, group: Group) -> bool:
        """Whether a group is told as a part of another: including 3 children and a woman."""
        return id(group) in self.subsets

    def _find_subsets(self, groups: Sequence[Group]) -> set[int]:
        found: set[int] = set()
        before: Group | None = None
        for group in groups:
            is_chained = before is not None and id(before) in found
            if self._is_marked(group) or (
                is_chained and before is not None and self._are_linked(before, group, links=1)
            ):
                found.add(id(group))
            before = group
        return found

    def _is_marked(self, group: Group) -> bool:
        before = before_signs(self.document.words, group.first - 1)
        return self.index.to_token("casualty.subset.before", before) is not None

    def has_subset(self, gap: range) -> bool:
        """Whether a range has a word that opens a part of what was told."""
        return any(self.index.from_token("casualty.subset.before", at) for at in gap)

    def has_auxiliary(self, predicate: Predicate) -> bool:
        """Whether a passive auxiliary stands before a participle, over adverbs."""
        for at in range(predicate.first - 1, max(predicate.first - 4, -1), -1):
            if self.index.from_token("grammar.passive_auxiliary", at):
                return True
            if at in self.covered or self.document.words[at] in HARD_SIGNS | COMMAS:
                return False
        return False

    def is_closed(self, predicate: Predicate) -> bool:
        """Whether no object can follow a verb: "12 killed in", "12 killed,", "12 killed and"."""
        words = self.document.words
        at = past_signs(words, predicate.last + 1)
        if at >= len(words) or words[at] in HARD_SIGNS | COMMAS | _BRACKETS:
            return True
        return at not in self.firsts and self.has_boundary(range(at, at + 1))

    def are_joined(self, one: Group, two: Group) -> bool:
        """Whether *and*, a comma or a written-on conjunction joins two groups side by side."""
        if two.is_part and two.is_other:
            return False  # 15 soldiers, 4 of them seriously
        return not self.is_subset(two) and self._are_linked(one, two, links=2)

    def _are_linked(self, one: Group, two: Group, *, links: int) -> bool:
        words, index = self.document.words, self.index
        if self.document.sentence_of[one.first] != self.document.sentence_of[two.first]:
            return False
        if one.last >= two.first:
            return False
        gap = [at for at in range(one.last + 1, two.first) if words[at] not in TRANSPARENT]
        found = [at for at in gap if not index.from_token("victim.determiner", at)]
        if not found:
            return "wa" in two.clitics
        return len(found) <= links and all(
            words[at] in COMMAS
            or index.from_token("grammar.and", at) is not None
            or index.from_token("number.and", at) is not None
            for at in found
        )
