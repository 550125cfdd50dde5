"""How much of what a fused event states is true: day, place, type, parties, killed."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.geography import COUNTRIES, Towns
from benchmarks.registry import make_registry
from benchmarks.worlds import FIRST_DAY, Truth, own_name, words
from eventdb.gazetteer.distance import kilometres

NEAR_KM = 10.0
_ROLES = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
_resolve = make_registry(1.0, 1)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of an event, by a mention, a fused event or the truth; ``None`` is silence."""

    first: str | None
    last: str | None
    latitude: float | None
    longitude: float | None
    sub_type: str
    parties: frozenset[str]
    killed: int | None
    killed_low: int | None = None
    killed_high: int | None = None


def stated(record: Mapping[str, Any]) -> Stated:
    """What a mention or a fused event of the exchange format says; parties by their one name."""
    iso3 = record["iso3"]
    names = {name for role in _ROLES for name in record[role]}
    actors = {name: _resolve(name, iso3, None) for name in names}
    return Stated(
        record["event_date"],
        record["event_date_end"],
        record["latitude"],
        record["longitude"],
        record["sub_event_type"],
        frozenset(actor.name if actor else name for name, actor in actors.items()),
        record["fatalities_best"],
        record["fatalities_low"],
        record["fatalities_high"],
    )


def true_fields(truth: Truth, towns: Towns, number: int) -> Stated:
    """What is true of an event."""
    town, day = int(truth.town[number]), int(truth.day[number])
    iso3 = list(COUNTRIES.values())[towns.country[town]]
    country = words()["actors"][iso3]["country"]
    codes = int(truth.actor1[number]), int(truth.actor2[number])
    parties = {name for code in codes if (name := own_name(code, country)) is not None}
    return Stated(
        str(FIRST_DAY + np.timedelta64(day - int(truth.length[number]), "D")),
        str(FIRST_DAY + np.timedelta64(day, "D")),
        float(towns.latitude[town]),
        float(towns.longitude[town]),
        truth.sub_type[number].value,
        frozenset(parties),
        int(truth.killed[number]),
    )


def commonest(told: Sequence[Stated]) -> Stated:
    """The plainest fusion, for the methods that have none: the commonest, or the median."""
    days = Counter((s.first, s.last) for s in told if s.first is not None)
    first, last = days.most_common(1)[0][0] if days else (None, None)
    points = [s for s in told if s.latitude is not None and s.longitude is not None]
    killed = [s.killed for s in told if s.killed is not None]
    named = Counter(s.parties for s in told if s.parties)
    return Stated(
        first,
        last,
        statistics.median(s.latitude or 0.0 for s in points) if points else None,
        statistics.median(s.longitude or 0.0 for s in points) if points else None,
        Counter(s.sub_type for s in told).most_common(1)[0][0],
        named.most_common(1)[0][0] if named else frozenset(),
        statistics.median_low(killed) if killed else None,
        min(killed, default=None),
        max(killed, default=None),
    )


def accuracy(pairs: Iterable[tuple[Stated, Stated]]) -> dict[str, float]:
    """Share of events for which a field is right, from pairs of what was fused and what is true.

    The place is right within 10 km, parties if all are named and no other, killed if the best
    figure is the true one, in range if it lies from low to high; both of deadly events only.
    """
    right: dict[str, list[bool]] = {}
    for given, true in pairs:
        verdicts = {
            "date": (given.first, given.last) == (true.first, true.last),
            "place": _is_near(given, true),
            "type": given.sub_type == true.sub_type,
            "parties": given.parties == true.parties,
        }
        if true.killed:
            verdicts["killed"] = given.killed == true.killed
            low = given.killed_low if given.killed_low is not None else given.killed
            verdicts["killed_in_range"] = low is not None and (
                low <= true.killed
                and (given.killed_high is None or true.killed <= given.killed_high)
            )
        for name, verdict in verdicts.items():
            right.setdefault(name, []).append(verdict)
    return {f"fused_{name}": round(sum(all_of) / len(all_of), 3) for name, all_of in right.items()}


def _is_near(given: Stated, true: Stated) -> bool:
    points = given.latitude, given.longitude, true.latitude, true.longitude
    known = [degrees for degrees in points if degrees is not None]
    return len(known) == len(points) and kilometres(*known) <= NEAR_KM
