"""Finds how a total divides over places: eleven killed, five IN KIRKUK and six IN MOSUL.

The shares are read only where they add up to the total; the total then is of several events.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from eventdb.codebook import CountScope
from eventdb.documents import Document
from eventdb.extract.count_drafts import CountDraft
from eventdb.extract.groups import Group
from eventdb.extract.surroundings import COMMAS, HARD_SIGNS

_PLACE_REACH = 3  # tokens between a share and its place: five of them in Kirkuk
_LEAST_SHARES = 2


def with_shares(
    document: Document,
    groups: Sequence[Group],
    drafts: Sequence[CountDraft],
    bound: Collection[int],
    places: Collection[int],
) -> list[CountDraft]:
    """Counts with the shares of totals that a sentence divides over places.

    Args:
        document: the report, prepared.
        groups: its groups, by position.
        drafts: the counts found so far.
        bound: identities of the groups that a predicate is told of.
        places: tokens with which the names of places begin.
    """
    result: list[CountDraft] = []
    for draft in drafts:
        shares = _shares(document, groups, draft, bound, places)
        if not shares:
            result.append(draft)
            continue
        result.append(replace(draft, scope=CountScope.REPORT))
        result.extend(
            CountDraft(share.first, share.last, share, draft.kind, is_combined=draft.is_combined)
            for share in shares
        )
    return result


def _shares(
    document: Document,
    groups: Sequence[Group],
    draft: CountDraft,
    bound: Collection[int],
    places: Collection[int],
) -> list[Group]:
    """The groups behind a total, each with its place, that add up to it."""
    total = draft.group
    if draft.scope is not CountScope.EVENT or total.best is None or total.number is None:
        return []
    sentence = document.sentence_of[total.first]
    behind = [
        group
        for group in groups
        if group.first > total.last
        and document.sentence_of[group.first] == sentence
        and id(group) not in bound
        and group.number is not None
        and group.head is None
        and _is_placed(document, group, places)
    ]
    is_whole = sum(group.best or 0 for group in behind) == total.best
    return behind if len(behind) >= _LEAST_SHARES and is_whole else []


def _is_placed(document: Document, group: Group, places: Collection[int]) -> bool:
    for at in range(group.last + 1, group.last + 2 + _PLACE_REACH):
        if at >= len(document.words) or document.words[at] in HARD_SIGNS | COMMAS:
            return False
        if at in places:
            return True
    return False
