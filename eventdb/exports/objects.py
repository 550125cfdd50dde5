"""Events as PLOVER records and as GeoJSON features: rows of an export's query as objects.

The way from ACLED's types to PLOVER's is the table ``plover_type``, working rules of this project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventdb.codebook import ActorKind

# A row of the query, by column.
Row = Mapping[str, Any]

_ONE_SIDED = frozenset({int(ActorKind.CIVILIANS), int(ActorKind.PROTESTERS)})

# PLOVER's resolution: 4 a city, 3 a district, 2 a province.
_RESOLUTION = {1: 4, 2: 3, 3: 2}


def plover_record(row: Row) -> Mapping[str, object]:
    """One event a line (PLOVER manual, "Record").

    Both armed sides of a fight are actors; in one-sided violence the victims are recipients.
    """
    first = _entities(row, "1")
    second = _entities(row, "2")
    is_one_sided = row["inter2"] in _ONE_SIDED or row["plover_type"] == "COERCE"
    record: dict[str, object] = {
        "id": row["event_id"],
        "date": str(row["event_date"]),
        "actor": first if is_one_sided else first + second,
        "event": [row["plover_type"]],
        "recipient": second if is_one_sided else [],
        "mode": [] if row["mode"] is None else [row["mode"]],
        "context": _parts(row["contexts"]),
        "quad_code": row["quad_code"],
        "event_loc": _location(row),
        "event_text": [row["notes"]],
    }
    if row["first_date"] != row["last_date"]:
        record["enddate"] = str(row["last_date"])
    size = {name: count for name in ("dead", "injured") if (count := row[name]) is not None}
    if size:
        record["size"] = size
    return record


def _entities(row: Row, side: str) -> list[dict[str, object]]:
    """The actor of a side with its sector, then those associated, whose sector nobody recorded."""
    if row[f"actor{side}"] is None:
        return []
    main: dict[str, object] = {"sector": row[f"sector{side}"], "text": row[f"actor{side}"]}
    entities = [main]
    for name in _parts(row[f"assoc_actor_{side}"]):
        entities.append({"sector": "UNK", "text": name})
    return entities


def _parts(text: str | None) -> list[str]:
    return text.split("; ") if text else []


def _location(row: Row) -> dict[str, object]:
    place_id = row["place_id"] or ""
    scheme, _, number = place_id.partition(":")
    location: dict[str, object] = {
        "extracted_place": row["location"],
        "resolved_place": row["location"],
        "geonameid": int(number) if scheme == "geonames" and number.isdecimal() else None,
        "lat": row["latitude"],
        "lon": row["longitude"],
        "district": row["admin2"],
        "province": row["admin1"],
        "country": row["country"],
        "country_code": row["iso3"],
        "resolution": _RESOLUTION[row["geo_precision"]],
    }
    return {name: value for name, value in location.items() if value is not None}


def feature(row: Row) -> Mapping[str, object]:
    """A GeoJSON feature (RFC 7946): a point, longitude first, and the other columns."""
    properties = dict(row)
    latitude, longitude = properties.pop("latitude"), properties.pop("longitude")
    return {
        "type": "Feature",
        "id": properties["event_id"],
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {name: _plain(value) for name, value in properties.items()},
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | float | str) else str(value)
