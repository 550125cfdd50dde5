"""Finds parts of a count: including 3 children, بينهم امرأة, three of the dead, among the dead were 3."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.count_drafts import CountDraft
from eventdb.extract.groups import Group
from eventdb.extract.numerals import has_article
from eventdb.extract.surroundings import Surroundings
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import Match

_WHOLE_REACH = 6
_AMONG_GAP = 3  # words between "among the dead" and the part told
_ANCHOR_REACH = 18  # words between a count and the part of it that follows


class Parts:
    """Finds the parts of the counts of one document."""

    def __init__(
        self, document: Document, index: WordIndex, groups: Sequence[Group], around: Surroundings
    ) -> None:
        self.document = document
        self.index = index
        self.groups = groups
        self.around = around
        self.head_final = "victim.head_final" in document.lexicon.concepts()

    def find(self, drafts: Sequence[CountDraft], bound: Collection[int]) -> Iterator[CountDraft]:
        """Groups told as a part of a count: "12 people, including 3 children".

        Args:
            drafts: the counts found so far.
            bound: identities of the groups that a predicate is told of.
        """
        taken = {id(draft.group) for draft in drafts} | set(bound)
        previous: Group | None = None
        for group in self.groups:
            if (
                id(group) in taken
                or group.is_bare_plural
                or group.is_none
                or group.head is not None
            ):
                continue
            around = self.around
            is_chained = previous is not None and around.are_joined(previous, group)
            is_part = around.is_subset(group) or (group.is_part and group.is_other)
            whole = self._whole(group)
            if whole is not None:
                kinds = whole.feature("kind")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    first, last = min(whole.first, group.first), max(whole.last, group.last)
                    yield CountDraft(first, last, group, ClaimKind(kind), CountScope.SUBSET)
                continue
            if not is_part and not is_chained:
                continue
            anchor = self._anchor(group, drafts)
            if anchor is None:
                continue
            previous = group
            for draft in drafts:
                if draft.group is anchor.group:
                    yield CountDraft(group.first, group.last, group, draft.kind, CountScope.SUBSET)

    def _whole(self, group: Group) -> Match | None:
        """The noun of the whole that a group is a part of: among the dead were 3; 3 of the dead."""
        if group.is_part and group.noun_first is not None:
            return self._casualty_at(group.noun_first)
        inner = self._whole_inside(group)
        if inner is not None:
            return inner
        for at in range(max(0, group.first - _WHOLE_REACH), group.first):
            among = self.index.from_token("casualty.among", at)
            if among is None:
                continue
            match = self._casualty_at(among.last + 1)
            if match is not None and self._is_apart(group, match):
                is_definite = self.head_final or has_article(self.document, match)
                return match if is_definite else None
        return None

    def _is_apart(self, group: Group, whole: Match) -> bool:
        """Whether a group stands behind the noun of a whole, and does not number it (القتلى الستة)."""
        gap = group.first - whole.last
        word = self.document.words[group.first]
        numbers_it = gap == 1 and self.document.lexicon.has_article(word)
        return 0 < gap <= _AMONG_GAP and not numbers_it

    def _whole_inside(self, group: Group) -> Match | None:
        """The whole that a group's own complement names: 18 شخصا من القتلى."""
        if group.number is None or group.noun_first is None:
            return None
        for at in range(group.noun_first + 1, group.last + 1):
            match = self._casualty_at(at)
            if match is None or self.index.to_token("victim.of", at - 1) is None:
                continue
            if has_article(self.document, match):
                return match
        return None

    def _casualty_at(self, at: int) -> Match | None:
        """The word for those hit that begins at a token."""
        frames = (self.index.from_token(f"casualty.{f}", at) for f in ("victim", "state", "act"))
        return next((match for match in frames if match is not None), None)

    def _anchor(self, group: Group, drafts: Sequence[CountDraft]) -> CountDraft | None:
        """The count that a part belongs to: the nearest before it in its sentence."""
        sentence = self.document.sentence_of[group.first]
        before = [
            draft
            for draft in drafts
            if draft.group.last < group.first
            and group.first - draft.group.last <= _ANCHOR_REACH
            and self.document.sentence_of[draft.group.first] == sentence
            and draft.group.low > 0
        ]
        return max(before, key=lambda draft: draft.group.last, default=None)
