"""Whether two actors of a story stand on one side, by what its sentences say and by the record.

A sentence puts actors together or against each other; the record of camps (``eventdb.registry.camps``)
says who fights beside whom in a country. Several sentences outweigh the record, one does not.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

from eventdb.extract.frames import Frame
from eventdb.extract.roles import Role, RoleVote
from eventdb.records import Actor
from eventdb.registry import Registry

_BOND = 2.0
_OPPOSED = 1.0
_RECORD = 3.0
# An agent or target counts as such from this weight on; weaker votes say only that it was there.
_CLEAR = 2.0


class Allies:
    """Tells for two actors of a story whether they are together."""

    def __init__(
        self,
        frames: Sequence[Frame],
        registry: Registry,
        iso3: str | None,
        day: dt.date | None,
    ) -> None:
        self._camps = registry.camps
        self._iso3 = iso3
        self._day = day
        self._bonds: Counter[frozenset[str]] = Counter()
        self._against: Counter[frozenset[str]] = Counter()
        for frame in frames:
            self._bonds.update(
                {
                    frozenset((bond.one.actor.actor_id, bond.other.actor.actor_id))
                    for bond in frame.bonds
                }
            )
            self._against.update(_opposed(frame.votes))

    def told(self, one: Actor, other: Actor) -> float:
        """What the story alone says of two actors, in the same measure."""
        pair = frozenset((one.actor_id, other.actor_id))
        return _BOND * self._bonds[pair] - _OPPOSED * self._against[pair]

    def closeness(self, one: Actor, other: Actor) -> float:
        """Above 0: on one side; below 0: not; 0: nothing is known."""
        told = self.told(one, other)
        known = self._camps.are_allies(one, other, self._iso3, self._day)
        if known is None:
            return told
        return told + (_RECORD if known else -_RECORD)


def _opposed(votes: Iterable[RoleVote]) -> set[frozenset[str]]:
    """Pairs of actors that one act of a frame sets against each other."""
    clear = [vote for vote in votes if vote.weight >= _CLEAR]
    acts = {vote.act for vote in clear} - {None}
    pairs: set[frozenset[str]] = set()
    for act in acts:
        of_act = [vote for vote in clear if vote.act in {act, None}]
        agents = {v.mention.actor.actor_id for v in of_act if v.role is Role.AGENT}
        others = {v.mention.actor.actor_id for v in of_act if v.role is not Role.AGENT}
        pairs |= {frozenset(pair) for pair in product(agents, others) if pair[0] != pair[1]}
    return pairs
