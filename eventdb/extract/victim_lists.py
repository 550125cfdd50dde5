"""Reads lists of victims behind the first: "Luis Vega, his wife and two other people".

Commas list people and also say who somebody is; only a full name, a number or a relative behind one is
another person, and only where *and* closes the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventdb.documents import Document
from eventdb.extract.groups import Group, named
from eventdb.extract.names import Names
from eventdb.extract.surroundings import COMMAS, HARD_SIGNS
from eventdb.extract.word_index import WordIndex

_SEPARATORS = COMMAS | {";", "؛"}
_APPOSITION = 14  # tokens between commas that say who somebody is
TITLE_REACH = 5  # small words between "the murder of" and a name: political analyst


class VictimLists:
    """Looks for lists of people in one document."""

    def __init__(
        self, document: Document, index: WordIndex, names: Names, groups: Sequence[Group]
    ) -> None:
        self.document = document
        self.words = document.words
        self.index = index
        self.names = names
        self.starting = {group.first: group for group in groups}

    def after(self, group: Group) -> Iterator[Group]:
        """People whom *and* or commas join behind a group; behind several, commas say who they are."""
        last = group.last
        if group.best == 1:
            yield from self._comma_list(last)
            last = self._apposition_end(last)
        at = self._separated(last)
        while at is not None:
            item = self._item_from(at)
            if item is None:
                return
            yield item
            at = self._separated(item.last)

    def _comma_list(self, last: int) -> list[Group]:
        """People whom only commas part, up to the one with *and*: Luis Vega, Ana Diaz and Jose Ruiz.

        Nothing where no *and* follows: then the second name may say who the first one is.
        """
        items: list[Group] = []
        at = last + 1
        while at < len(self.words) and self.words[at] in COMMAS and self._joint(at + 1) is None:
            item = self._listable(at + 1)
            if item is None:
                return []
            items.append(item)
            at = item.last + 1
        joint = self._joint(at + 1 if at < len(self.words) and self.words[at] in COMMAS else at)
        item = self._item_from(joint) if items and joint is not None else None
        return [] if item is None else [*items, item]

    def _listable(self, at: int) -> Group | None:
        """Who can only be another person than the one before: a full name, a number, a relative."""
        group = self.starting.get(at)
        if group is not None:
            is_another = group.number is not None or self._is_possessive(at)
            return group if is_another else None
        last = self.names.end(at)
        return named(at, last) if last is not None and last > at else None

    def _is_possessive(self, at: int) -> bool:
        return self.index.from_token("victim.possessive", at) is not None

    def _apposition_end(self, last: int) -> int:
        """The comma that closes what is said of somebody: Luis Vega, leader of the party, and Ana Diaz.

        The last token itself where nothing is said, or more than what somebody is.
        """
        if last + 2 >= len(self.words) or self.words[last + 1] not in COMMAS:
            return last
        if self._listable(last + 2) is not None:
            return last
        for at in range(last + 2, min(last + 2 + _APPOSITION, len(self.words))):
            if self.words[at] in COMMAS:
                return at if at > last + 2 and self._joint(at + 1) is not None else last
            if self.words[at] in HARD_SIGNS or self.index.from_token("victim.boundary", at):
                return last
        return last

    def _separated(self, last: int) -> int | None:
        """The token behind what parts the items of a list; ages are left out."""
        at, words = last + 1, self.words
        if self.is_age(at):
            at += 2
        start = at
        while at < len(words) and words[at] in _SEPARATORS:
            at += 1
        joint = self._joint(at)
        if joint is not None:
            return joint
        return at if at > start and words[at - 1] not in COMMAS else None

    def _joint(self, at: int) -> int | None:
        """The token behind a word for *and* or *along with* that begins at a token."""
        for concept in ("victim.companion", "number.and"):
            match = self.index.from_token(concept, at)
            if match is not None:
                return match.last + 1
        return None

    def _item_from(self, at: int) -> Group | None:
        group = self.starting.get(at)
        if group is not None:
            return group if self._is_edge(group.last + 1) else None
        for first in range(at, min(at + TITLE_REACH, len(self.words))):
            last = self.names.end(first)
            if last is not None:
                stands = self.names.is_full(first, last) and self._is_edge(last + 1)
                return named(at, last) if stands else None
            if not self.is_title(first):
                return None
        return None

    def _is_edge(self, at: int) -> bool:
        """Whether a token ends a name's phrase: a verb behind it would make it a subject of its own."""
        if at >= len(self.words) or not self.words[at].isalnum():
            return True
        return any(
            self.index.from_token(concept, at) is not None
            for concept in ("victim.boundary", "victim.preposition", "number.and")
        )

    def is_title(self, at: int) -> bool:
        """Whether a small word may say what somebody was: political analyst Edgar Sol."""
        if self.index.from_token("victim.determiner", at) is not None:
            return True
        text = self.document.doc[at].text
        return text.isalpha() and not self._is_edge(at) and at not in self.starting

    def is_age(self, at: int) -> bool:
        """Whether an age put in begins at a token: ", 25,"."""
        words = self.words
        if at < 1 or at + 1 >= len(words) or words[at] not in COMMAS:
            return False
        return words[at + 1].isdigit() and len(words[at + 1]) <= 2
