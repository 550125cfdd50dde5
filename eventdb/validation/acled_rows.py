"""Rows of a file in ACLED's columns: what must hold between them.

Rules of the ACLED Codebook (taxonomy, "Actors", "Associated actors", "Time precision"); the names of
its checks are those of the columns that they are about.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from eventdb.codebook import ActorKind, EventType, SubEventType, interaction
from eventdb.resources import seeds_path
from eventdb.validation.findings import Level

Row = Mapping[str, str]


class Fault(NamedTuple):
    """What is wrong with a row."""

    column: str
    problem: str
    mend: str
    level: Level = Level.ERROR


Faults: TypeAlias = Iterator[Fault]

_KINDS = {kind.label: kind for kind in ActorKind}
_SUB_TYPES = {sub.value: sub for sub in SubEventType}
_TWO_SIDED = (EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS)
_CROWDS = {EventType.PROTESTS: ActorKind.PROTESTERS, EventType.RIOTS: ActorKind.RIOTERS}
_YEARS = re.compile(r"\((\d{4})-(\d{4})?\)")
_STRAY_SEPARATOR = re.compile(r";(?! \S)|^\s*;")
# The codebook writes the first, files that users have also the second.
_TARGETED = ("Civilians targeted", "Civilian targeting")
_MAY_TARGET = (EventType.EXPLOSIONS, EventType.RIOTS, EventType.VIOLENCE_AGAINST_CIVILIANS)
_NAMES = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "location")


def acled_faults(row: Row) -> Faults:
    """What is wrong between the columns of one row; what one cell shows is not said again."""
    for rule in _RULES:
        yield from rule(row)


def acled_key(row: Row) -> tuple[str, ...]:
    """What two events do not share: actors, place, day and sub-event type."""
    names = ("event_date", "sub_event_type", "country", "location", "actor1", "actor2")
    return tuple(row[name] for name in names)


def _types(row: Row) -> Faults:
    sub_type = _SUB_TYPES.get(row["sub_event_type"])
    if sub_type is None:
        return
    if row["event_type"] != sub_type.event_type:
        problem = f"{sub_type.value!r} does not belong to {row['event_type']!r}"
        yield Fault("event_type", problem, f"write {sub_type.event_type.value}")
    disorder = "; ".join(sub_type.disorder_types)
    if row["disorder_type"] != disorder:
        problem = f"{row['disorder_type']!r} does not follow from {sub_type.value!r}"
        yield Fault("disorder_type", problem, f"write {disorder}")


def _interaction(row: Row) -> Faults:
    first, second = _KINDS.get(row["inter1"]), _KINDS.get(row["inter2"])
    if first is None or second is None or first is ActorKind.NONE:
        return
    expected = interaction(first, second).label
    if row["interaction"] != expected:
        problem = f"{row['interaction']!r} does not follow from inter1 and inter2"
        yield Fault("interaction", problem, f"write {expected}")


def _second_actor(row: Row) -> Faults:
    if (row["actor2"] == "") != (row["inter2"] == ""):
        problem = "actor2 and inter2 are not blank together"
        yield Fault("inter2", problem, "give both, or leave both blank")
    if row["event_type"] in _TWO_SIDED and row["actor2"] == "":
        problem = f"{row['event_type']} has no second actor"
        yield Fault("actor2", problem, "name it, as Unidentified Armed Group (country)")


def _civilians(row: Row) -> Faults:
    if row["event_type"] != EventType.VIOLENCE_AGAINST_CIVILIANS:
        return
    is_named = row["actor2"].startswith("Civilians (")
    if not (is_named and row["inter2"] == ActorKind.CIVILIANS.label):
        problem = f"{row['actor2']!r} is not Civilians (country)"
        yield Fault("actor2", problem, "put the civilians second, the perpetrator first")


def _crowd(row: Row) -> Faults:
    kind = _CROWDS.get(row["event_type"])  # type: ignore[call-overload]
    if kind is None:
        return
    if row["inter1"] != kind.label or not row["actor1"].startswith(f"{kind.label} ("):
        problem = f"{row['actor1']!r} is not {kind.label} (country)"
        yield Fault("actor1", problem, f"put the {kind.label.lower()} first")


def _targeting(row: Row) -> Faults:
    value, event_type = row["civilian_targeting"], row["event_type"]
    must = (
        event_type == EventType.VIOLENCE_AGAINST_CIVILIANS
        or row["sub_event_type"] == SubEventType.EXCESSIVE_FORCE
    )
    if must and value not in _TARGETED:
        problem = f"is {value!r} where civilians are the target"
        yield Fault("civilian_targeting", problem, f"write {_TARGETED[0]}")
    elif not must and value and (value not in _TARGETED or event_type not in _MAY_TARGET):
        problem = f"is {value!r} in {event_type}"
        yield Fault("civilian_targeting", problem, "leave it blank")


def _day(row: Row) -> Faults:
    try:
        day = dt.date.fromisoformat(row["event_date"])
    except ValueError:
        return
    if row["year"] != str(day.year):
        problem = f"{row['year']} is not the year of {day}"
        yield Fault("year", problem, f"write {day.year}")
    if day > dt.datetime.now(dt.UTC).date():
        yield Fault("event_date", f"{day} is in the future", "give the day on which it happened")
    for column in ("actor1", "actor2"):
        years = _YEARS.search(row[column])
        if years is None:
            continue
        last = int(years[2]) if years[2] else day.year
        if not int(years[1]) <= day.year <= last:
            problem = f"{row[column]!r} did not bear this name on {day}"
            yield Fault(column, problem, "write the name of that year")


def _country(row: Row) -> Faults:
    country = _countries().get(row["country"])
    if country is None:
        return
    for column, key in (("iso", "iso_code"), ("region", "region")):
        if row[column] != country[key]:
            problem = f"{row[column]!r} is not that of {row['country']}"
            yield Fault(column, problem, f"write {country[key]}")
    for column, low, high in (("latitude", "south", "north"), ("longitude", "west", "east")):
        try:
            degrees = float(row[column])
        except ValueError:
            continue
        if not float(country[low]) <= degrees <= float(country[high]):
            problem = f"{row[column]} lies outside {row['country']}"
            yield Fault(column, problem, "correct the country or the point")


@cache
def _countries() -> Mapping[str, Row]:
    path = seeds_path() / "codebook" / "country.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {line["name"]: line for line in csv.DictReader(file)}


def _separators(row: Row) -> Faults:
    for column in _NAMES:
        is_single = column in ("actor1", "actor2", "location")
        if _STRAY_SEPARATOR.search(row[column]) or (is_single and ";" in row[column]):
            problem = f"{row[column]!r} has a semicolon inside a name"
            yield Fault(column, problem, 'write a comma in the name; names are joined by "; "')


_RULES: tuple[Callable[[Row], Faults], ...] = (
    _types,
    _interaction,
    _second_actor,
    _civilians,
    _crowd,
    _targeting,
    _day,
    _country,
    _separators,
)
