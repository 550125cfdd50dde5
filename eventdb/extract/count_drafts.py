"""A count on its way: group, kind and scope by tokens, before it becomes a mention by characters."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.records import CountMention


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A count being put together: its words (tokens ``first`` to ``last``), group and kind."""

    first: int
    last: int
    group: Group
    kind: ClaimKind
    scope: CountScope = CountScope.EVENT
    is_combined: bool = False
    is_further: bool = False
    is_total: bool = False

    def mention(self, document: Document) -> CountMention:
        """The count as characters of its document."""
        group = self.group
        start, end = document.passage(self.first, self.last)
        victims: tuple[int | None, int | None] = (None, None)
        words: frozenset[str] = frozenset()
        is_named = group.noun_first is not None and not _is_own_noun(group)
        if is_named and group.noun_first is not None and group.noun_last is not None:
            victims = document.passage(group.noun_first, group.noun_last)
            words = frozenset(
                document.lexicon.strip_article(document.words[at])
                for at in range(group.noun_first, group.noun_last + 1)
            )
        return CountMention(
            start=start,
            end=end,
            kind=self.kind,
            low=group.low,
            best=group.best,
            high=group.high,
            number_start=group.number.start if group.number is not None else None,
            number_end=group.number.end if group.number is not None else None,
            victims_start=victims[0],
            victims_end=victims[1],
            victim_group=group.victim_group,
            victim_words=words,
            is_named=group.is_named,
            name_words=_name_words(document, group),
            is_general=group.is_general or not is_named,
            is_total=self.is_total,
            is_further=self.is_further or group.is_other,
            scope=self.scope,
            is_combined=self.is_combined,
        )


def _name_words(document: Document, group: Group) -> frozenset[str]:
    """The capitalised words of a name, without the noun that says what its bearer was."""
    if not group.is_named or group.noun_first is None or group.noun_last is None:
        return frozenset()
    titles = {
        at
        for match in document.matches_of("victim")
        if match.concept == "victim.person" and not match.feature("named")
        for at in range(match.first, match.last + 1)
    }
    return frozenset(
        document.words[at]
        for at in range(group.noun_first, group.noun_last + 1)
        if at not in titles and document.doc[at].text[:1].isupper()
    )


def _is_own_noun(group: Group) -> bool:
    """Whether a group is named by what befell it alone: 12 deaths, قتيل."""
    return group.head is not None and group.noun_first == group.head.first


def extent(group: Group, predicate: Predicate) -> tuple[int, int]:
    """The first and the last token of a group and what befell it."""
    return min(group.first, predicate.first), max(group.last, predicate.last)


def spared_kinds(predicate: Predicate) -> tuple[ClaimKind, ...]:
    """The fates that befell nobody: where nobody was hurt, nobody was killed."""
    if predicate.kinds == (ClaimKind.WOUNDED,):
        return (ClaimKind.KILLED, ClaimKind.WOUNDED)
    return predicate.kinds
