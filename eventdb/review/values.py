"""What a person types for a column, made into the text that a correction keeps.

The text holds all that reconciliation needs: places and actors are looked up here, once, so that a
later gazetteer or registry does not change what was decided.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.codebook import ActorKind, GeoPrecision, PartyRole, SubEventType
from eventdb.errors import EventdbError
from eventdb.gazetteer import open_gazetteer
from eventdb.reconcile.overrides import SETTABLE, set_value
from eventdb.records import Actor, Event, Place
from eventdb.registry import Branch, open_registry
from eventdb.tables import ActorAliasRow, ActorRow

_LISTED = 8
_ROLES = {role.value for role in PartyRole}
_PRECISION = {
    "country": GeoPrecision.REGION,
    "admin1": GeoPrecision.REGION,
    "region": GeoPrecision.REGION,
    "admin2": GeoPrecision.NEAR,
    "water": GeoPrecision.NEAR,
    "road": GeoPrecision.NEAR,
}
_FORMS = {
    "fatalities": "write 7, or low and high as 5..9, or low, best and high as 5..7..9; "
    "'' empties the column",
    "date": "write 2018-03-10, or an interval as 2018-03-10..2018-03-12",
    "first_date": "write a day as 2018-03-10",
    "latitude": "write decimal degrees, or set the place as a whole",
    "geo_precision": "write 1 (the place), 2 (near it) or 3 (a region)",
    "time_precision": "write 1 (the day), 2 (the week) or 3 (the month)",
    "place": "write a place's id as geonames:170794, or its name",
}
_FORMS |= {
    "injured": _FORMS["fatalities"],
    "last_date": _FORMS["first_date"],
    "longitude": _FORMS["latitude"],
}


def resolve_value(session: Session, event: Event, name: str, text: str) -> str | None:
    """The text that a correction keeps for a value that somebody typed; ``None`` empties the column.

    What this function made it gives back unchanged.

    Raises:
        EventdbError: no such column, or a value that does not go with it or with the event.
    """
    if name not in SETTABLE:
        raise EventdbError(f"no column {name!r} can be set; there are {', '.join(SETTABLE)}")
    value = text.strip()
    if name == "sub_event_type":
        value = _sub_type(value)
    elif name == "place" and not value.startswith("{"):
        value = _place(event, value)
    elif name in _ROLES and not value.startswith("["):
        value = _actors(session, event, value)
    try:
        set_value(event, name, value or None)
    except (KeyError, ValueError) as error:
        form = _FORMS.get(name, "see docs/reconciliation.md, Corrections")
        message = f"{event.event_id}: {name} cannot be {text!r} ({error}); {form}"
        raise EventdbError(message) from error
    return value or None


def _sub_type(text: str) -> str:
    names = {sub.value.casefold(): sub.value for sub in SubEventType}
    if text.casefold() not in names:
        raise EventdbError(
            f"no sub-event type {text!r}; "
            f"{_near(text, names.values()) or 'docs/codebook.md has them all'}"
        )
    return names[text.casefold()]


# --------------------------------------------------------------------------------------------
# Places
# --------------------------------------------------------------------------------------------


def _place(event: Event, text: str) -> str:
    place = _find_place(event, text)
    precision = _PRECISION.get(place.kind, GeoPrecision.PLACE)
    columns = {
        "place_id": place.place_id,
        "location": place.name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "iso3": place.iso3,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": int(precision),
    }
    return json.dumps(columns, ensure_ascii=False)


def _find_place(event: Event, text: str) -> Place:
    gazetteer = open_gazetteer()
    try:
        return gazetteer.place(text)
    except KeyError:
        named = [place for place in gazetteer.named(text) if place.iso3 == event.iso3]
    if len(named) == 1:
        return named[0]
    if not named:
        raise EventdbError(
            f"no place {text!r} in {event.country}; name it by its id, as geonames:170794, "
            "or set location, latitude and longitude"
        )
    listed = "; ".join(_described(place) for place in named[:_LISTED])
    raise EventdbError(f"{len(named)} places are called {text!r}; name one by its id: {listed}")


def _described(place: Place) -> str:
    where = ", ".join(part for part in (place.admin2, place.admin1) if part)
    return f"{place.place_id} ({place.kind} in {where or place.country})"


# --------------------------------------------------------------------------------------------
# Parties
# --------------------------------------------------------------------------------------------


def _actors(session: Session, event: Event, text: str) -> str:
    names = [part.strip() for part in text.split(";") if part.strip()]
    found = [asdict(_find_actor(session, event, name)) for name in names]
    for actor in found:
        actor["kind"] = int(actor["kind"])
    return json.dumps(found, ensure_ascii=False) if found else ""


def _find_actor(session: Session, event: Event, name: str) -> Actor:
    """The actor of a name or alias: one of the database, or one that every country has."""
    of_country = {actor.name.casefold(): actor for actor in _families(event)}
    if name.casefold() in of_country:
        return of_country[name.casefold()]
    rows = session.scalars(sa.select(ActorRow).where(ActorRow.name == name)).all()
    if not rows:
        alias = sa.select(ActorAliasRow.actor_id).where(ActorAliasRow.alias == name)
        rows = session.scalars(sa.select(ActorRow).where(ActorRow.actor_id.in_(alias))).all()
    if len(rows) == 1:
        row = rows[0]
        return Actor(row.actor_id, row.name, ActorKind(row.actor_kind), row.iso3)
    if rows:
        listed = "; ".join(sorted(row.name for row in rows)[:_LISTED])
        raise EventdbError(f"{name!r} may be one of several actors; write its whole name: {listed}")
    known = [*session.scalars(sa.select(ActorRow.name)), *(a.name for a in of_country.values())]
    mend = _near(name, known) or "seeds/actors/actors.csv has the names"
    raise EventdbError(f"no actor is called {name!r}; {mend}")


def _families(event: Event) -> Iterator[Actor]:
    """Actors that every country has: a state's forces on the day, civilians and the like."""
    registry = open_registry()
    for branch in Branch:
        yield registry.resolve_state(branch, event.iso3, event.first_date)
    for family in (
        registry.civilians,
        registry.protesters,
        registry.rioters,
        registry.unidentified,
        registry.gang,
        registry.tribal_militia,
        registry.communal_militia,
        registry.pro_government_militia,
    ):
        yield family(event.iso3)


def _near(text: str, names: Iterable[str]) -> str:
    found = difflib.get_close_matches(text, sorted(set(names)), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(map(repr, found))}?" if found else ""
