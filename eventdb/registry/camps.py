"""Who fights on whose side in a country's war, by year.

``seeds/actors/camps.csv``: one actor of one camp a row, from the public record of each war (the
secondary warring parties of UCDP's and the associated actors of ACLED's codebooks). Two actors of a
country that are listed in one camp are allies; two that are listed in different camps are none;
of others nothing is known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from eventdb.codebook import ActorKind
from eventdb.records import Actor


@dataclass(frozen=True, slots=True)
class Membership:
    """One row of ``camps.csv``.

    Attributes:
        iso3: country of the war.
        camp: slug of the camp within that country.
        actor_id: id of the registry, or ``military:XXX`` and ``police:XXX`` for a state's forces.
        first_year, last_year: inclusive; ``None``: open.
    """

    iso3: str
    camp: str
    actor_id: str
    first_year: int | None
    last_year: int | None

    def holds(self, day: dt.date | None) -> bool:
        """Whether the actor belonged to the camp on a day; without a day, ever."""
        if day is None:
            return True
        after = self.first_year is None or day.year >= self.first_year
        return after and (self.last_year is None or day.year <= self.last_year)


class Camps:
    """Looks up whether two actors stand on one side."""

    def __init__(self, memberships: Iterable[Membership]) -> None:
        self._of: dict[str, list[Membership]] = defaultdict(list)
        for membership in memberships:
            self._of[membership.actor_id].append(membership)

    def are_allies(
        self, one: Actor, other: Actor, iso3: str | None, day: dt.date | None
    ) -> bool | None:
        """Whether two actors stand on one side in a country on a day; ``None``: not known.

        Args:
            one: an actor.
            other: another.
            iso3: country of the event; ``None``: any war in which both stand.
            day: day of the event or of the report.
        """
        if one.actor_id == other.actor_id:
            return True
        listed = [
            (mine.camp == theirs.camp)
            for mine in self._listed(one, iso3, day)
            for theirs in self._listed(other, iso3, day)
            if mine.iso3 == theirs.iso3
        ]
        if listed:
            return any(listed)
        forces = ActorKind.STATE_FORCES
        if one.kind is forces and other.kind is forces and one.iso3 and one.iso3 == other.iso3:
            return True
        return None

    def _listed(self, actor: Actor, iso3: str | None, day: dt.date | None) -> list[Membership]:
        return [
            membership
            for key in _keys(actor)
            for membership in self._of.get(key, ())
            if (iso3 is None or membership.iso3 == iso3) and membership.holds(day)
        ]


def _keys(actor: Actor) -> tuple[str, ...]:
    """Ids under which an actor may be listed: its own, its group's without the branch, its army's."""
    base, _, rest = actor.actor_id.partition(":")
    if base == "country-state" and rest:
        return (f"military:{rest.partition(':')[0]}",)
    return (actor.actor_id, base)
