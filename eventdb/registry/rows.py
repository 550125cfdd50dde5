"""Reads ``seeds/actors/*.csv`` into rows; a seed that is not valid stops the program.

``actors.csv``   one actor a row, named as ACLED writes it, with its kind, home and years
``aliases.csv``  what reports call it, by language
``regimes.csv``  governments by country with their first and last day
``states.csv``   countries whose name takes an article, and those where another state's army rules
``camps.csv``    who fights on whose side, by country and years
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eventdb.codebook import ActorKind
from eventdb.errors import SeedError
from eventdb.records import Actor
from eventdb.registry.camps import Membership

_SEPARATOR = "|"
_EXACT, _LOCAL, _GENERIC = "exact", "local", "generic"
_STATE_FAMILIES = frozenset({"military", "police"})
_RULES = frozenset({_EXACT, _LOCAL, _GENERIC})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of ``actors.csv``.

    Attributes:
        actor: the actor under its general name.
        branches: countries where ACLED has a branch of its own ("Islamic State (Syria)").
        active_in: other countries where it acts.
        first_year, last_year: years in which it acted under this name; ``None``: open.
        side: slug of what it fights for or belongs to, for lists of allies.
        note: in plain words who it is.
    """

    actor: Actor
    branches: tuple[str, ...]
    active_in: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    side: str | None
    note: str | None

    @property
    def countries(self) -> frozenset[str]:
        """Countries (ISO3) where the actor is found; empty: anywhere."""
        return frozenset((*self.homes, *self.active_in))

    @property
    def homes(self) -> tuple[str, ...]:
        """Countries (ISO3) where the actor is at home or has a branch."""
        home = () if self.actor.iso3 is None else (self.actor.iso3,)
        return (*home, *self.branches)

    def is_valid(self, day: dt.date | None, slack: int = 1) -> bool:
        """Whether the actor existed on a day, with ``slack`` years at both ends."""
        if day is None:
            return True
        after = self.first_year is None or day.year >= self.first_year - slack
        return after and (self.last_year is None or day.year <= self.last_year + slack)


@dataclass(frozen=True, slots=True)
class Alias:
    """What reports of a language call an actor.

    Attributes:
        is_exact: holds only as written: capitals in scripts that have them, the article in
            Arabic; for names that are also common words (``IS``, ``الشباب``).
        is_local: holds only in reports about the actor's countries ("the coalition").
        is_generic: a description, not a name ("Syrian rebels").
    """

    actor_id: str
    language: str
    text: str
    is_exact: bool = False
    is_local: bool = False
    is_generic: bool = False


@dataclass(frozen=True, slots=True)
class Regime:
    """A government in power from its first to its last day (exclusive); ``None``: it lasts."""

    iso3: str
    first: dt.date
    last: dt.date | None

    @property
    def years(self) -> str:
        """As ACLED writes them: ``(2000-2024)``, ``(2020-)``."""
        return f"({self.first.year}-{'' if self.last is None else self.last.year})"


def read_entries(folder: Path) -> dict[str, Entry]:
    """Actors by id.

    Raises:
        SeedError: a row is not valid; the message names file and line.
    """
    entries: dict[str, Entry] = {}
    for origin, row in _rows(folder / "actors.csv"):
        actor_id = row["actor_id"]
        if not actor_id or actor_id in entries:
            raise SeedError(f"{origin}: actor_id {actor_id!r} is empty or stands there twice")
        if not row["name"] or ";" in row["name"]:
            raise SeedError(f"{origin}: {actor_id} needs a name without a semicolon")
        entries[actor_id] = Entry(
            actor=Actor(actor_id, row["name"], _kind(origin, row["kind"]), row["iso3"] or None),
            branches=_countries(row["branches"]),
            active_in=_countries(row["active_in"]),
            first_year=_year(origin, row["first_year"]),
            last_year=_year(origin, row["last_year"]),
            side=row["side"] or None,
            note=row["note"] or None,
        )
    return entries


def read_aliases(folder: Path, entries: Mapping[str, Entry]) -> tuple[Alias, ...]:
    """Aliases in the order of the file.

    Raises:
        SeedError: an alias of an actor that is not registered, an unknown rule, a double.
    """
    aliases: dict[tuple[str, str, str], Alias] = {}
    for origin, row in _rows(folder / "aliases.csv"):
        rules = set(row["rule"].split())
        if row["actor_id"] not in entries:
            raise SeedError(f"{origin}: no actor {row['actor_id']!r} in actors.csv")
        if rules - _RULES:
            raise SeedError(f"{origin}: rules are {', '.join(sorted(_RULES))}, not {row['rule']}")
        key = (row["actor_id"], row["language"], row["alias"])
        if not row["alias"] or key in aliases:
            raise SeedError(f"{origin}: the alias {row['alias']!r} is empty or stands there twice")
        aliases[key] = Alias(*key, _EXACT in rules, _LOCAL in rules, _GENERIC in rules)
    return tuple(aliases.values())


def read_regimes(folder: Path) -> dict[str, tuple[Regime, ...]]:
    """Regimes by country, oldest first.

    Raises:
        SeedError: a date that is none, or regimes that overlap.
    """
    regimes: dict[str, list[Regime]] = {}
    for origin, row in _rows(folder / "regimes.csv"):
        first, last = _day(origin, row["first"]), _day(origin, row["last"])
        before = regimes.setdefault(row["iso3"], [])
        if first is None or (last is not None and last <= first):
            raise SeedError(f"{origin}: a regime needs a first day that is before its last")
        if before and (before[-1].last is None or before[-1].last > first):
            raise SeedError(f"{origin}: the regime overlaps the one before it")
        before.append(Regime(row["iso3"], first, last))
    return {iso3: tuple(rows) for iso3, rows in regimes.items()}


def read_states(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Names after "of" that differ from the country's ("the United States"), ruling armies."""
    rows = [row for _, row in _rows(folder / "states.csv")]
    names = {row["iso3"]: row["name_after_of"] for row in rows if row["name_after_of"]}
    armies = {row["iso3"]: row["army_of"] for row in rows if row["army_of"]}
    return names, armies


def read_camps(folder: Path, entries: Mapping[str, Entry]) -> tuple[Membership, ...]:
    """Members of the camps of each country's war.

    Raises:
        SeedError: an actor that is not registered, a camp without a name, a year that is none.
    """
    found: dict[tuple[str, str, str], Membership] = {}
    for origin, row in _rows(folder / "camps.csv"):
        key = (row["iso3"], row["camp"], row["actor_id"])
        family, _, iso3 = row["actor_id"].partition(":")
        is_state = family in _STATE_FAMILIES and bool(iso3)
        if row["actor_id"] not in entries and not is_state:
            raise SeedError(f"{origin}: no actor {row['actor_id']!r} in actors.csv")
        if not row["iso3"] or not row["camp"] or key in found:
            raise SeedError(f"{origin}: {' '.join(key)} is not complete or stands there twice")
        first, last = _year(origin, row["first_year"]), _year(origin, row["last_year"])
        found[key] = Membership(*key, first, last)
    return tuple(found.values())


def read_countries(seeds: Path) -> dict[str, str]:
    """ACLED's English names of countries by ISO3, from the codebook."""
    return {row["iso3"]: row["name"] for _, row in _rows(seeds / "codebook" / "country.csv")}


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a seed with their origin, as ``actors.csv:12``."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                origin = f"{path}:{reader.line_num}"
                if None in row or any(value is None for value in row.values()):
                    raise SeedError(f"{origin}: the row has not as many cells as the header")
                yield origin, row
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error


def _countries(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(_SEPARATOR)))


def _kind(origin: str, text: str) -> ActorKind:
    try:
        return ActorKind(int(text))
    except ValueError as error:
        raise SeedError(f"{origin}: kind is one of 0 to 8, not {text!r}") from error


def _year(origin: str, text: str) -> int | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise SeedError(f"{origin}: {text!r} is no year") from error


def _day(origin: str, text: str) -> dt.date | None:
    """A day, or the first day of a year."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text if "-" in text else f"{text}-01-01")
    except ValueError as error:
        raise SeedError(f"{origin}: {text!r} is no day and no year") from error
