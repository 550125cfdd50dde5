"""Values that people set, as texts that are read and checked: one reader a column."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from eventdb.codebook import ActorKind, GeoPrecision, PartyRole, SubEventType, TimePrecision
from eventdb.reconcile.fuse import targets_civilians
from eventdb.records import SET_BY_HAND, Actor, CountRange, Event, FusedField, Party

Changes = Mapping[str, Any]
_DAYS_OF_NIGHT = 2
_DAYS_OF_WEEK = 7


def _count(text: str) -> CountRange | None:
    if not text:
        return None
    parts = text.split("..")
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 2:
        parts = [parts[0], parts[0], parts[1]]
    low, best, high = parts
    return CountRange(int(low), int(best) if best else None, int(high) if high else None)


def _sub_type(text: str) -> Changes:
    sub_type = SubEventType(text)
    return {"sub_event_type": sub_type, "event_type": sub_type.event_type}


def _date(text: str) -> Changes:
    first_text, _, last_text = text.partition("..")
    first = dt.date.fromisoformat(first_text)
    last = dt.date.fromisoformat(last_text) if last_text else first
    days = (last - first).days + 1
    precision = TimePrecision.MONTH
    if days <= _DAYS_OF_NIGHT:
        precision = TimePrecision.DAY
    elif days <= _DAYS_OF_WEEK:
        precision = TimePrecision.WEEK
    return {"first_date": first, "last_date": last, "time_precision": precision}


_PLACE = ("location", "admin1", "admin2", "country", "iso3", "latitude", "longitude")


def _place(text: str) -> Changes:
    try:
        given = json.loads(text)
        changes = {name: given[name] for name in (*_PLACE, "place_id")}
        return {**changes, "geo_precision": GeoPrecision(given["geo_precision"])}
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("a place is a JSON object with every column of the place") from error


def _actors(text: str) -> tuple[Actor, ...]:
    try:
        return tuple(
            Actor(item["actor_id"], item["name"], ActorKind(item["kind"]), item["iso3"])
            for item in json.loads(text or "[]")
        )
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("parties are a JSON list of actors") from error


def _number(text: str) -> float | None:
    return float(text) if text else None


_READERS: dict[str, tuple[str, Callable[[str], Changes]]] = {
    "fatalities": ("fatalities", lambda text: {"fatalities": _count(text)}),
    "injured": ("injured", lambda text: {"injured": _count(text)}),
    "sub_event_type": ("sub_event_type", _sub_type),
    "date": ("date", _date),
    "first_date": ("date", lambda text: {"first_date": dt.date.fromisoformat(text)}),
    "last_date": ("date", lambda text: {"last_date": dt.date.fromisoformat(text)}),
    "time_precision": ("date", lambda text: {"time_precision": TimePrecision(int(text))}),
    "place": ("place", _place),
    "location": ("place", lambda text: {"location": text}),
    "admin1": ("place", lambda text: {"admin1": text or None}),
    "admin2": ("place", lambda text: {"admin2": text or None}),
    "place_id": ("place", lambda text: {"place_id": text or None}),
    "latitude": ("place", lambda text: {"latitude": _number(text)}),
    "longitude": ("place", lambda text: {"longitude": _number(text)}),
    "geo_precision": ("place", lambda text: {"geo_precision": GeoPrecision(int(text))}),
    **{
        role.value: ("parties", lambda text, role=role: {role: _actors(text)})  # type: ignore[misc]
        for role in PartyRole
    },
}
SETTABLE = tuple(_READERS)
"""Columns that a person can set; a count is written ``7``, ``5..9``, ``5..7..9`` or, open,
``5..5..``; an interval of days ``2018-03-10..2018-03-12``."""


def field_of(name: str) -> str:
    """The field of the event that a column belongs to, as ``date`` of ``first_date``."""
    return _READERS[name][0]


def set_value(event: Event, name: str, value: str | None) -> Event:
    """The event with a person's value in a column; its field names the rule, and keeps its claims.

    Raises:
        KeyError: there is no such column.
        ValueError: the value cannot be read, or does not go with the event's other values.
    """
    field, read = _READERS[name]
    changes = dict(read(value or ""))
    parties = event.parties
    for role in [key for key in changes if isinstance(key, PartyRole)]:
        actors = changes.pop(role)
        others = tuple(party for party in parties if party.role is not role)
        parties = (*others, *(Party(actor, role) for actor in actors))
    order = list(PartyRole)
    changes["parties"] = tuple(sorted(parties, key=lambda party: order.index(party.role)))
    made = replace(event, **changes)
    _check(made)
    if field in ("sub_event_type", "parties"):
        civilians = targets_civilians(made.sub_event_type, made.parties)
        made = replace(made, is_civilian_targeting=civilians)
    return replace(made, fields=_marked(event.fields, field))


def _marked(fields: tuple[FusedField, ...], name: str) -> tuple[FusedField, ...]:
    marked = tuple(
        FusedField(name, SET_BY_HAND, field.claims) if field.name == name else field
        for field in fields
    )
    known = any(field.name == name for field in fields)
    return marked if known else (*marked, FusedField(name, SET_BY_HAND, ()))


def _check(event: Event) -> None:
    if event.first_date > event.last_date:
        raise ValueError(f"the first day {event.first_date} is after the last {event.last_date}")
    if not event.location:
        raise ValueError("an event needs a location")
    if (event.latitude is None) != (event.longitude is None):
        raise ValueError("latitude and longitude go together; set the place as a whole")
    if not -90 <= (event.latitude or 0.0) <= 90 or not -180 <= (event.longitude or 0.0) <= 180:
        raise ValueError("coordinates are degrees: -90 to 90 and -180 to 180")
