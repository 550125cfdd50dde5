"""Places in: what candidates and events say of theirs, and what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from eventdb.load.statements import RowData, batches, upsert_rows
from eventdb.records import Event, EventCandidate, Place
from eventdb.tables import PlaceRow


def add_places(session: Session, places: Iterable[Place]) -> None:
    """Store what the gazetteer knows of places; candidates only name theirs. The caller commits."""
    for batch in batches(places):
        upsert_rows(session, PlaceRow, [_gazetteer_row(place) for place in batch])


def place_rows(told: EventCandidate | Event, name: str | None) -> list[RowData]:
    """Row of the place that a candidate or an event names, as far as that tells; none without."""
    if told.place_id is None:
        return []
    return [
        {
            "place_id": told.place_id,
            "kind": None,
            "name": name or told.place_id,
            "name_ar": None,
            "iso3": told.iso3,
            "country": told.country,
            "admin1": told.admin1,
            "admin2": told.admin2,
            "latitude": told.latitude,
            "longitude": told.longitude,
            "population": None,
        }
    ]


def _gazetteer_row(place: Place) -> RowData:
    return {
        "place_id": place.place_id,
        "kind": place.kind,
        "name": place.name,
        "name_ar": place.name_ar,
        "iso3": place.iso3,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
    }
