"""Groups that *and* joins to a group share what befell it: 3 soldiers and 2 civilians were killed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdb.extract.groups import Group
from eventdb.extract.misfits import Misfits
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import Surroundings

_TITLED = frozenset({None, "officials"})
_LAST_PLURAL_NUMBER = 10  # behind a higher number Arabic has the noun in the singular


@dataclass(frozen=True, slots=True)
class Binding:
    """A group and what befell it; ``is_joined``: through a group that *and* joins it to."""

    group: Group
    predicate: Predicate
    is_joined: bool = False

    @property
    def distance(self) -> int:
        """Tokens between the two; none where the predicate is the group's own noun."""
        if self.group.head is self.predicate:
            return 0
        return max(self.group.first - self.predicate.last, self.predicate.first - self.group.last)


def join_groups(
    bound: Sequence[Binding], groups: Sequence[Group], around: Surroundings, misfits: Misfits
) -> Iterator[Binding]:
    """Bindings of the groups that *and* joins to a bound one and that have no predicate of their own.

    Args:
        bound: groups with what befell them.
        groups: every group of the document, by position.
        around: its surroundings.
        misfits: what a predicate cannot be told of.
    """
    taken = {id(binding.group) for binding in bound}
    place = {id(group): at for at, group in enumerate(groups)}

    def neighbour(group: Group, step: int) -> Group | None:
        if group.is_named:
            return None
        at = place[id(group)] + step
        if not 0 <= at < len(groups):
            return None
        one, two = (groups[at], group) if step < 0 else (group, groups[at])
        return groups[at] if around.are_joined(one, two) else None

    for binding in bound:
        group, predicate = binding.group, binding.predicate
        is_behind = group.last < predicate.first
        if group.head is predicate:
            continue
        if predicate.frame in {"fate", "state"} and not is_behind:
            continue
        step = -1 if is_behind else 1
        there = neighbour(group, step)
        while there is not None and id(there) not in taken:
            is_other = there.head is not None or there.is_none or misfits.rejects(predicate, there)
            if is_other or not _can_join(group, there) or is_one_person(group, there, around):
                break
            taken.add(id(there))
            yield Binding(there, predicate, is_joined=True)
            there = neighbour(there, step)


def _can_join(group: Group, there: Group) -> bool:
    """Whether *and* adds people: not in "3,000 men and women", 2000 مدني وعسكري."""
    if there.is_bare_plural and there.is_possessed and group.low == 1:
        return True  # a man and his children: رجل وأطفاله
    if there.is_bare_plural:
        return (group.is_bare_plural or group.low == 1) and not there.is_definite
    is_counted = group.number is not None and group.low > _LAST_PLURAL_NUMBER
    if not is_counted or there.number is not None or there.best != 1:
        return True
    return bool(there.case and group.case) and there.case != group.case


def is_one_person(one: Group, other: Group, around: Surroundings) -> bool:
    """Whether two titles side by side are one bearer's: Senator and candidate Luis Mena."""
    first, second = (one, other) if one.first < other.first else (other, one)
    return not first.is_named and all(
        group.number is None
        and group.best == 1
        and group.victim_group in _TITLED
        and around.index.from_token("victim.determiner", group.first) is None
        and not group.case
        for group in (first, second)
    )
