"""Candidates for the tests of reconciliation: one plausible report's event, fields changed at will."""

from __future__ import annotations

import datetime as dt
from typing import Any

from eventdb.codebook import ActorKind, GeoPrecision, PartyRole, SubEventType, TimePrecision
from eventdb.records import Actor, CountRange, EventCandidate, Part, Party, Span

ARMY = Actor("army-syr", "Military Forces of Syria (2000-2024)", ActorKind.STATE_FORCES, "SYR")
REBELS = Actor("rebels-syr", "Opposition Rebels (Syria)", ActorKind.REBEL_GROUP, "SYR")
ISIS = Actor("is-syr", "Islamic State (Syria)", ActorKind.REBEL_GROUP, "SYR")
CIVILIANS = Actor("civilians-syr", "Civilians (Syria)", ActorKind.CIVILIANS, "SYR")
TEXT = "Warplanes struck the vegetable market of Saraqib at dawn, killing 7 and wounding 20."


def count(low: int, best: int | None = -1, high: int | None = -1) -> CountRange:
    """Exactly ``low`` unless more is given."""
    return CountRange(low, low if best == -1 else best, low if high == -1 else high)


def sides(first: Actor | None, second: Actor | None) -> tuple[Party, ...]:
    pairs = ((first, PartyRole.ACTOR1), (second, PartyRole.ACTOR2))
    return tuple(Party(actor, role) for actor, role in pairs if actor is not None)


def candidate(name: str, **changes: Any) -> EventCandidate:
    """A candidate ``report#number``; every field can be changed."""
    report, _, number = name.partition("#")
    sub_type = changes.pop("sub_event_type", SubEventType.AIR_DRONE_STRIKE)
    day = changes.pop("day", dt.date(2018, 3, 10))
    values: dict[str, Any] = {
        "candidate_id": name,
        "report_id": report,
        "order": int(number or 0),
        "event_type": sub_type.event_type,
        "sub_event_type": sub_type,
        "first_date": day,
        "last_date": day,
        "time_precision": None if day is None else TimePrecision.DAY,
        "iso3": "SYR",
        "country": "Syria",
        "admin1": "Idlib",
        "admin2": None,
        "location": "Saraqib",
        "place_id": "geonames:172955",
        "latitude": 35.8646,
        "longitude": 36.8044,
        "geo_precision": GeoPrecision.PLACE,
        "parties": sides(ARMY, CIVILIANS),
        "fatalities": count(7),
        "injured": count(20),
        "claims": (),
        "responsibility": (),
        "span": Span(Part.TEXT, 10 * int(number or 0), 10 * int(number or 0) + 5),
        "text": TEXT,
        "confidence": 0.8,
        "source": f"Paper {report}",
        "published": dt.datetime(2018, 3, 10, 15, tzinfo=dt.UTC),
        "language": "en",
    }
    return EventCandidate(**{**values, **changes})
