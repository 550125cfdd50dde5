"""The registry in memory: named actors, state forces by date, and the families of every country."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from eventdb.codebook import ActorKind
from eventdb.errors import CodebookError
from eventdb.records import Actor
from eventdb.registry.camps import Camps
from eventdb.registry.rows import (
    Alias,
    Entry,
    read_aliases,
    read_camps,
    read_countries,
    read_entries,
    read_regimes,
    read_states,
)
from eventdb.registry.states import Branch, States
from eventdb.resources import seeds_path

# Families that ACLED has in every country: slug, name, kind.
_UNIDENTIFIED = ("unidentified", "Unidentified Armed Group", ActorKind.POLITICAL_MILITIA)
_GANG = ("gang", "Unidentified Gang", ActorKind.POLITICAL_MILITIA)
_TRIBAL = ("tribal", "Unidentified Tribal Militia", ActorKind.IDENTITY_MILITIA)
_COMMUNAL = ("communal", "Unidentified Communal Militia", ActorKind.IDENTITY_MILITIA)
_PRO_GOVERNMENT = ("pro-government", "Pro-Government Militia", ActorKind.POLITICAL_MILITIA)
_CIVILIANS = ("civilians", "Civilians", ActorKind.CIVILIANS)
_PROTESTERS = ("protesters", "Protesters", ActorKind.PROTESTERS)
_RIOTERS = ("rioters", "Rioters", ActorKind.RIOTERS)

Family = tuple[str, str, ActorKind]


class Registry:
    """Looks actors up and makes those of the families; read only, safe to share."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        aliases: Iterable[Alias],
        states: States,
        camps: Camps,
    ) -> None:
        self.states = states
        self.camps = camps
        self._entries = dict(entries)
        self._aliases: dict[str, list[Alias]] = defaultdict(list)
        for alias in aliases:
            self._aliases[alias.language].append(alias)

    # --- named actors -------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Every registered actor, in the order of the seed."""
        return tuple(self._entries.values())

    def entry(self, actor_id: str) -> Entry:
        """The row of a registered actor.

        Raises:
            CodebookError: there is no such actor.
        """
        if actor_id not in self._entries:
            raise CodebookError(f"no actor {actor_id!r} in seeds/actors/actors.csv")
        return self._entries[actor_id]

    def actor(self, actor_id: str, countries: Sequence[str] = ()) -> Actor:
        """A registered actor; its branch in the first of ``countries`` where it has one.

        Raises:
            CodebookError: there is no such actor.
        """
        entry = self.entry(actor_id)
        actor = entry.actor
        iso3 = next((country for country in countries if country in entry.branches), None)
        if iso3 is None:
            return actor
        name = f"{actor.name} ({self.states.countries.get(iso3, iso3)})"
        return Actor(f"{actor_id}:{iso3}", name, actor.kind, iso3)

    def aliases(self, language: str) -> Sequence[Alias]:
        """Aliases of one language."""
        return self._aliases.get(language, ())

    # --- states -------------------------------------------------------------------------------

    def resolve_state(self, branch: Branch, iso3: str | None, day: dt.date | None) -> Actor:
        """Military, police or government of a country on a day."""
        return self.states.resolve(branch, iso3, day)

    def state_as_such(self, branch: Branch, iso3: str, day: dt.date | None) -> Actor:
        """A state named where its forces are meant; its id begins with ``country-state:``."""
        return self.states.as_such(branch, iso3, day)

    # --- families of every country ------------------------------------------------------------

    def unidentified(self, iso3: str | None) -> Actor:
        """``Unidentified Armed Group (X)``."""
        return self._family(_UNIDENTIFIED, iso3)

    def gang(self, iso3: str | None) -> Actor:
        """``Unidentified Gang (X)``."""
        return self._family(_GANG, iso3)

    def tribal_militia(self, iso3: str | None) -> Actor:
        """``Unidentified Tribal Militia (X)``."""
        return self._family(_TRIBAL, iso3)

    def communal_militia(self, iso3: str | None) -> Actor:
        """``Unidentified Communal Militia (X)``."""
        return self._family(_COMMUNAL, iso3)

    def pro_government_militia(self, iso3: str | None) -> Actor:
        """``Pro-Government Militia (X)``."""
        return self._family(_PRO_GOVERNMENT, iso3)

    def civilians(self, iso3: str | None) -> Actor:
        """``Civilians (X)``, X the nationality of those hit."""
        return self._family(_CIVILIANS, iso3)

    def protesters(self, iso3: str | None) -> Actor:
        """``Protesters (X)``."""
        return self._family(_PROTESTERS, iso3)

    def rioters(self, iso3: str | None) -> Actor:
        """``Rioters (X)``."""
        return self._family(_RIOTERS, iso3)

    def _family(self, family: Family, iso3: str | None) -> Actor:
        slug, name, kind = family
        if iso3 is None:
            return Actor(f"{slug}:", name, kind)
        registered = self._entries.get(f"{slug}:{iso3}")
        if registered is not None:
            return registered.actor
        country = self.states.countries.get(iso3, iso3)
        return Actor(f"{slug}:{iso3}", f"{name} ({country})", kind, iso3)


def read_registry(seeds: Path) -> Registry:
    """The registry of a folder of seeds.

    Raises:
        SeedError: a seed is missing or not valid.
    """
    folder = seeds / "actors"
    entries = read_entries(folder)
    names_after_of, armies = read_states(folder)
    states = States(read_countries(seeds), read_regimes(folder), names_after_of, armies)
    camps = Camps(read_camps(folder, entries))
    return Registry(entries, read_aliases(folder, entries), states, camps)


@cache
def open_registry() -> Registry:
    """The project's own registry, read once per process."""
    return read_registry(seeds_path())
