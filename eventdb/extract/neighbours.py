"""Finds the group that stands nearest to a predicate, behind it or before it.

How far that may be is counted in words; another predicate, the end of a clause, or words that no such
phrase contains stop the search.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import ClaimKind
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import COMMAS, Surroundings
from eventdb.extract.word_index import WordIndex

# How far a group may stand from its predicate, in words: over phrases of time and place, over a few
# words, next to it; and the adjectives that may precede a noun.
WIDE, MIDDLE, NARROW, ADJACENT = 22, 12, 4, 0
SUBJECT_GAP = 8
_PREMODIFIERS = 5


class Neighbours:
    """Looks for groups near the predicates of one document."""

    def __init__(
        self, index: WordIndex, groups: Sequence[Group], around: Surroundings, *, head_final: bool
    ) -> None:
        self.index = index
        self.groups = groups
        self.around = around
        self.words = around.document.words
        self.head_final = head_final

    def after(self, predicate: Predicate, reach: int) -> Group | None:
        """The nearest group behind a predicate that can be what it hit, so many words off at most."""
        for group in self.groups:
            if group.first <= predicate.last:
                continue
            gap = range(predicate.last + 1, group.first)
            if self.around.breaks(gap, commas=2 if reach == MIDDLE else 0):
                return None
            if {"wa", "fa"} & set(group.clitics) and group.number is None and not gap:
                return None  # the murder, and the soldier
            if group.is_governed and not self._is_inside(gap, group):
                if gap:
                    continue
                return None
            if self._fits(predicate, gap, group, reach) or self._is_object(predicate, gap, group):
                return group
            if group.number is not None or self.head_final:
                return None
        return None

    def _is_object(self, predicate: Predicate, gap: range, group: Group) -> bool:
        """Whether a noun behind the subject is the object by its case: قتلت الشرطة شابا."""
        if self.head_final or predicate.frame != "act" or predicate.has("strict"):
            return False
        is_marked = group.case == "accusative" and not group.is_definite
        return (
            is_marked
            and 0 < self.around.words_in(gap) <= NARROW
            and not self.around.has_boundary(gap)
        )

    def _is_inside(self, gap: range, group: Group) -> bool:
        """Whether what governs a group is the predicate's own last word: killing OF 12, القبض على 3."""
        is_next = all(self.index.from_token("victim.determiner", at) for at in gap)
        return is_next and not {"bi", "li", "lil"} & set(group.clitics)

    def _fits(self, predicate: Predicate, gap: range, group: Group, reach: int) -> bool:
        words = self.around.words_in(gap)
        if _is_known(group, predicate):
            return False
        if group.number is None:
            words -= self.around.asides_in(gap)
            limit = min(reach, _PREMODIFIERS) if self.head_final else ADJACENT
            return words <= limit and not self.around.has_boundary(gap)
        return words <= reach and (reach == MIDDLE or not self.around.has_boundary(gap))

    def number_before(self, predicate: Predicate) -> Group | None:
        """The bare number right before a word of state, whatever governs it: spoke of 52 dead."""
        for group in self.groups:
            if group.last == predicate.first - 1 and group.number is not None:
                return group if group.noun_first is None and not group.is_part else None
        return None

    def before(
        self,
        predicate: Predicate,
        reach: int,
        *,
        reduced: bool = False,
        subject_gap: int | None = None,
    ) -> Group | None:
        """The nearest group before a predicate that can be its subject.

        Args:
            predicate: what befell it.
            reach: words between them at most.
            reduced: no function word stands between ("12 people killed in").
            subject_gap: words between them for a group without a number.
        """
        if not self.head_final and {"wa", "fa"} & set(predicate.clitics):
            return None  # a verb with "and" written onto it begins a clause of its own
        gap_limit = subject_gap or (SUBJECT_GAP if self.head_final else 1)
        for group in reversed(self.groups):
            if group.last >= predicate.first:
                continue
            gap = range(group.last + 1, predicate.first)
            if self.around.breaks(gap, commas=2) or self.around.words_in(gap) > reach:
                return None
            if self.around.is_bracketed(group, gap):
                continue
            if group.is_governed and ((reduced and not gap) or self.around.opens_relative(gap)):
                return group
            if group.is_governed or self.around.is_subset(group):
                continue
            is_apart = self._is_apart(gap)
            if is_apart and group.is_part:
                continue  # nine people, six of them civilians, were killed
            if is_apart or (reduced and self._has_boundary_outside_part(gap)):
                return None
            is_near = group.number is not None or self.around.words_in(gap) <= gap_limit
            return group if is_near and not _is_known(group, predicate) else None
        return None

    def _has_boundary_outside_part(self, gap: range) -> bool:
        """Whether a function word stands between, those of a part told in commas left out.

        Eight, including three children, killed in an air strike.
        """
        commas = [at for at in gap if self.words[at] in COMMAS]
        if len(commas) != 2 or not self.around.has_subset(range(commas[0], commas[1])):
            return self.around.has_boundary(gap)
        outside = (range(gap.start, commas[0]), range(commas[1] + 1, gap.stop))
        return any(self.around.has_boundary(words) for words in outside)

    def _is_apart(self, gap: range) -> bool:
        """Whether one comma parts a group from its verb, and no part of it is told between them."""
        commas = sum(self.words[at] in COMMAS for at in gap)
        return commas == 1 and not self.around.has_subset(gap)


def _is_known(group: Group, predicate: Predicate) -> bool:
    """Whether a group takes up people told of before: the demonstrators were arrested.

    Those of whose death a predicate tells are victims though they were told of before.
    """
    is_fatal = predicate.kinds == (ClaimKind.KILLED,) and not predicate.is_weak
    return group.is_bare_plural and group.is_definite and not is_fatal
