"""Mentions: events as the records of another data set tell them, as candidates.

The keys are those of the exchange format (``docs/formats.md``). Names of parties are looked up by ``resolve``, where the caller has a
registry; without one a name stands for itself.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Any, TypeVar

from eventdb.codebook import (
    ActorKind,
    EventType,
    GeoPrecision,
    PartyRole,
    SubEventType,
    TimePrecision,
)
from eventdb.errors import ReadError
from eventdb.records import Actor, CountRange, EventCandidate, Part, Party, Span

Resolve = Callable[[str, str | None, dt.date | None], Actor | None]
"""Name, ISO code of the event's country and its day, to the actor of a registry."""

_SPAN = Span(Part.TEXT, 0, 1)
_MEND = "write the key as docs/formats.md has it, or leave it out"


def mention_from_record(
    record: Mapping[str, Any], origin: str, resolve: Resolve | None = None
) -> EventCandidate:
    """The candidate that a mention states; its report is the mention itself unless it names one.

    Raises:
        ReadError: no ``mention_id``, or a value that its key cannot have.
    """
    name = record.get("mention_id")
    if name is None:
        raise ReadError(origin, "missing key 'mention_id'", "give every mention an id of its own")
    try:
        return _candidate(str(name), record, resolve)
    except (ValueError, TypeError) as error:
        raise ReadError(origin, f"mention {name}: {error}", _MEND) from error


def _candidate(name: str, record: Mapping[str, Any], resolve: Resolve | None) -> EventCandidate:
    get = record.get
    sub_type = _sub_type(get("sub_event_type"), get("event_type"))
    first, last = _day(get("event_date")), _day(get("event_date_end"))
    iso3 = _shared(get("iso3"))
    published = get("published")
    latitude, longitude = _point(get("latitude"), get("longitude"))
    return EventCandidate(
        candidate_id=name,
        report_id=str(get("report_id") or name),
        order=0,
        event_type=sub_type.event_type,
        sub_event_type=sub_type,
        first_date=first,
        last_date=last or first,
        time_precision=_code(TimePrecision, get("time_precision")),
        iso3=iso3,
        country=_shared(get("country")),
        admin1=_shared(get("admin1")),
        admin2=_shared(get("admin2")),
        location=_shared(get("location")),
        place_id=_shared(get("place_id")),
        latitude=latitude,
        longitude=longitude,
        geo_precision=_code(GeoPrecision, get("geo_precision")),
        parties=_parties(record, iso3, first or last, resolve),
        fatalities=_count(record, "fatalities"),
        injured=_count(record, "injured"),
        claims=(),
        responsibility=(),
        span=_SPAN,
        text=get("text") or "",
        confidence=1.0 if get("confidence") is None else float(record["confidence"]),
        source=_shared(get("source")),
        published=_moment(published) if published else None,
        language=_shared(get("language")),
    )


def _sub_type(sub_type: str | None, event_type: str | None) -> SubEventType:
    """The sub-event type; of an event type alone, its commonest; of neither, Other."""
    if sub_type:
        return SubEventType(sub_type)
    return _USUAL[EventType(event_type)] if event_type else SubEventType.OTHER


_USUAL = {
    EventType.BATTLES: SubEventType.ARMED_CLASH,
    EventType.PROTESTS: SubEventType.PEACEFUL_PROTEST,
    EventType.RIOTS: SubEventType.VIOLENT_DEMONSTRATION,
    EventType.EXPLOSIONS: SubEventType.SHELLING,
    EventType.VIOLENCE_AGAINST_CIVILIANS: SubEventType.ATTACK,
    EventType.STRATEGIC_DEVELOPMENTS: SubEventType.OTHER,
}


def _shared(text: str | None) -> str | None:
    """One object for equal names: a million mentions repeat few of them."""
    return sys.intern(text) if text else None


_Code = TypeVar("_Code", bound=IntEnum)


def _code(codes: type[_Code], value: int | None) -> _Code | None:
    return None if value is None else codes(value)


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _point(latitude: object, longitude: object) -> tuple[float | None, float | None]:
    """WGS 84 degrees, both or neither."""
    if latitude is None and longitude is None:
        return None, None
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise TypeError(f"latitude and longitude are two numbers, not {latitude!r}, {longitude!r}")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} are no degrees of latitude and longitude")
    return latitude, longitude


def _count(record: Mapping[str, Any], name: str) -> CountRange | None:
    get = record.get
    low, best, high = get(f"{name}_low"), get(f"{name}_best"), get(f"{name}_high")
    if low is None:  # one figure alone, under the name that ACLED gives it or as the best
        best = get(name) if best is None else best
        return None if best is None else CountRange(best, best, best if high is None else high)
    return CountRange(low, best, high)


_ROLES = tuple((role, role.value) for role in PartyRole)


def _parties(
    record: Mapping[str, Any], iso3: str | None, day: dt.date | None, resolve: Resolve | None
) -> tuple[Party, ...]:
    parties = []
    for role, key in _ROLES:
        names = record.get(key)
        if not names:
            continue
        for name in _names(names) if isinstance(names, str) else names:
            if not isinstance(name, str):
                raise TypeError(f"{key} holds {name!r}, which is no name")
            found = resolve(name, iso3, day) if resolve is not None else None
            parties.append(Party(found or named_actor(name), role))
    return tuple(parties)


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


_KNOWN: dict[str, Actor] = {}


def named_actor(name: str) -> Actor:
    """An actor that no registry knows: of no kind, its id its name without case and blanks."""
    if name not in _KNOWN:
        _KNOWN[name] = Actor(" ".join(name.casefold().split()), name, ActorKind.NONE)
    return _KNOWN[name]
