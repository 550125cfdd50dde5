"""Names of a state's forces on a day, as ACLED writes them: the years are those of the regime.

ACLED Codebook, "Actor names": ``Military Forces of Syria (2000-2024)``, ``Police Forces of Iraq
(2020-)``, ``Government of Turkey (2016-)``. A country without a list of regimes gets no years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from eventdb.codebook import ActorKind
from eventdb.records import Actor
from eventdb.registry.rows import Regime

STATE_AS_SUCH = "country-state"


class Branch(StrEnum):
    """The three families of names that a state has."""

    MILITARY = "military"
    POLICE = "police"
    GOVERNMENT = "government"

    @property
    def label(self) -> str:
        """First words of the name."""
        return _LABEL[self]


_LABEL = {
    Branch.MILITARY: "Military Forces",
    Branch.POLICE: "Police Forces",
    Branch.GOVERNMENT: "Government",
}
_UNIDENTIFIED = "Unidentified"


class States:
    """Makes the actors of states; ``countries`` are names by ISO3."""

    def __init__(
        self,
        countries: Mapping[str, str],
        regimes: Mapping[str, Sequence[Regime]],
        names_after_of: Mapping[str, str],
        armies: Mapping[str, str],
    ) -> None:
        self.countries = countries
        self._regimes = regimes
        self._names_after_of = names_after_of
        self._armies = armies

    def resolve(self, branch: Branch, iso3: str | None, day: dt.date | None) -> Actor:
        """Forces or government of a country on a day; without a day, those of the last regime.

        Under foreign military rule (Palestine) the army is that of the ruling state. The id has
        no years, so that it stays with the forces when a regime ends.
        """
        home = self.army_of(iso3) if branch is Branch.MILITARY else iso3
        if home is None:
            name = f"{_UNIDENTIFIED} {branch.label}"
            return Actor(f"{branch}:", name, ActorKind.STATE_FORCES)
        name = f"{branch.label} of {self.name_after_of(home)}"
        regime = self.regime(home, day)
        if regime is not None:
            name = f"{name} {regime.years}"
        return Actor(f"{branch}:{home}", name, ActorKind.STATE_FORCES, home)

    def as_such(self, branch: Branch, iso3: str, day: dt.date | None) -> Actor:
        """A state that is named where its forces are meant ("Israel bombed"): a fallback."""
        forces = self.resolve(branch, iso3, day)
        suffix = "" if branch is Branch.MILITARY else f":{branch}"
        actor_id = f"{STATE_AS_SUCH}:{forces.iso3}{suffix}"
        return Actor(actor_id, forces.name, forces.kind, forces.iso3)

    def army_of(self, iso3: str | None) -> str | None:
        """The state whose army is meant by "the army" in a country."""
        return None if iso3 is None else self._armies.get(iso3, iso3)

    def name_after_of(self, iso3: str) -> str:
        """The country's name with its article, if it takes one."""
        return self._names_after_of.get(iso3) or self.countries.get(iso3, iso3)

    def regime(self, iso3: str, day: dt.date | None) -> Regime | None:
        """The regime in power on a day; ``None`` where none is listed."""
        rows = self._regimes.get(iso3, ())
        if day is None:
            return rows[-1] if rows else None
        return next(
            (row for row in rows if row.first <= day and (row.last is None or day < row.last)),
            None,
        )
