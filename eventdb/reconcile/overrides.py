"""Apply "set" corrections: a person's value stands in the column, and its rule says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from eventdb.codebook import GeoPrecision, SubEventType, TimePrecision
from eventdb.reconcile.corrections import Correction, CorrectionKind
from eventdb.records import CountRange, Event, FusedField

RULE = "correction"


def _count(value: str | None) -> dict[str, Any]:
    if value is None:
        return {"count": None}
    numbers = [int(part) for part in value.split("..")]
    low, best, high = {
        1: (numbers[0],) * 3,
        2: (numbers[0], numbers[0], numbers[-1]),
        3: tuple(numbers),
    }[len(numbers)]
    return {"count": CountRange(low, best, high)}


def _sub_type(value: str | None) -> dict[str, Any]:
    sub_type = SubEventType(value or "")
    return {"sub_event_type": sub_type, "event_type": sub_type.event_type}


def _optional_float(value: str | None) -> float | None:
    return None if value is None else float(value)


_READERS: dict[str, Callable[[str | None], dict[str, Any]]] = {
    "fatalities": lambda value: {"fatalities": _count(value)["count"]},
    "injured": lambda value: {"injured": _count(value)["count"]},
    "sub_event_type": _sub_type,
    "first_date": lambda value: {"first_date": dt.date.fromisoformat(value or "")},
    "last_date": lambda value: {"last_date": dt.date.fromisoformat(value or "")},
    "time_precision": lambda value: {"time_precision": TimePrecision(int(value or ""))},
    "geo_precision": lambda value: {"geo_precision": GeoPrecision(int(value or ""))},
    "location": lambda value: {"location": value or ""},
    "admin1": lambda value: {"admin1": value},
    "admin2": lambda value: {"admin2": value},
    "place_id": lambda value: {"place_id": value},
    "latitude": lambda value: {"latitude": _optional_float(value)},
    "longitude": lambda value: {"longitude": _optional_float(value)},
}
SETTABLE = tuple(sorted(_READERS))
"""Columns that a person can set; a count is written ``7``, ``5..9`` or ``5..7..9``."""


def apply_settings(
    events: Sequence[Event], corrections: Sequence[Correction]
) -> tuple[list[Event], list[tuple[str, str]]]:
    """Events with people's values, and the corrections that could not be applied, with why.

    A correction applies to the event that holds most of the candidates it was made on.
    """
    owner = {name: at for at, event in enumerate(events) for name in event.candidate_ids}
    result = list(events)
    conflicts = []
    for correction in corrections:
        if correction.kind is not CorrectionKind.SET:
            continue
        held = [owner[n] for group in correction.groups for n in group if n in owner]
        if not held:
            conflicts.append((correction.correction_id, "its event has no candidates any more"))
            continue
        at = max(sorted(set(held)), key=held.count)
        if len(set(held)) > 1:
            conflicts.append((correction.correction_id, "its event has come apart"))
        try:
            result[at] = _set(result[at], correction)
        except (KeyError, ValueError) as error:
            conflicts.append((correction.correction_id, f"cannot be applied: {error}"))
    return result, conflicts


def _set(event: Event, correction: Correction) -> Event:
    name = correction.name or ""
    changes = _READERS[name](correction.value)
    kept = tuple(field for field in event.fields if field.name != name)
    return replace(event, **changes, fields=(*kept, FusedField(name, RULE, ())))
