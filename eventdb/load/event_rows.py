"""Events as rows, and rows as events; no statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.engine import RowMapping

from eventdb.acled import acled_parties, joined, plain_name
from eventdb.codebook import EventType, GeoPrecision, SubEventType, TimePrecision
from eventdb.load.candidate_rows import party_of, party_rows, range_columns, range_of
from eventdb.load.identity import claim_id, content_hash
from eventdb.load.places import place_rows
from eventdb.load.stands import stand_rows, statement_rows
from eventdb.load.statements import RowData
from eventdb.notes import event_day, event_notes
from eventdb.records import Event, FusedField, Party

if TYPE_CHECKING:
    from eventdb.reconcile.outcome import Dispute
    from eventdb.reconcile.responsibilities import FusedResponsibility


@dataclass(frozen=True, slots=True)
class EventRows:
    """Rows of one event.

    Attributes:
        digest: of all of them.
        places: its place, for one that no candidate named.
    """

    digest: str
    event: RowData
    parties: tuple[Party, ...]
    actors: list[RowData]
    acled: RowData
    members: list[RowData]
    fields: list[RowData]
    claims: list[RowData]
    disputes: list[RowData]
    stands: list[RowData]
    statements: list[RowData]
    places: list[RowData]


def event_rows(
    event: Event,
    disputes: Sequence[Dispute] = (),
    grade: str | None = None,
    stands: Sequence[FusedResponsibility] = (),
) -> EventRows:
    """The rows that hold an event, what sources disagree on, and who is said to have acted."""
    key: RowData = {"event_id": event.event_id}
    row = _event_row(event, grade)
    actors = party_rows(event.parties, key)
    acled = key | _acled_row(event)
    members = [key | {"candidate_id": candidate} for candidate in event.candidate_ids]
    fields = [
        key
        | {
            "field": field.name,
            "position": index,
            "rule": field.rule,
            "is_disputed": field.is_disputed,
        }
        for index, field in enumerate(event.fields)
    ]
    claims = [row for field in event.fields for row in _claim_rows(key, field)]
    disputed = _dispute_rows(key, disputes)
    acted, statements = stand_rows(key, stands), statement_rows(key, stands)
    # An event on which nobody takes a stand keeps the digest that it had before there were stands.
    more = (acted, statements) if acted else ()
    digest = content_hash(row, actors, acled, members, fields, claims, disputed, *more)
    return EventRows(
        digest=digest,
        event=row | {"content_hash": digest},
        parties=event.parties,
        actors=actors,
        acled=acled,
        members=members,
        fields=fields,
        claims=claims,
        disputes=disputed,
        stands=acted,
        statements=statements,
        places=place_rows(event, event.location),
    )


def _event_row(event: Event, grade: str | None) -> RowData:
    return {
        "event_id": event.event_id,
        "event_type": event.event_type.value,
        "sub_event_type": event.sub_event_type.value,
        "event_date": event_day(event.first_date, event.last_date, event.time_precision),
        "first_date": event.first_date,
        "last_date": event.last_date,
        "time_precision": int(event.time_precision),
        "iso3": event.iso3,
        "country": event.country,
        "admin1": event.admin1,
        "admin2": event.admin2,
        "location": event.location,
        "place_id": event.place_id,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "geo_precision": int(event.geo_precision),
        **range_columns("fatalities", event.fatalities),
        **range_columns("injured", event.injured),
        "is_civilian_targeting": event.is_civilian_targeting,
        "independent_sources": event.independent_sources,
        "confidence": event.confidence,
        "grade": grade,
        "notes": event_notes(event),
    }


def _acled_row(event: Event) -> RowData:
    parties = acled_parties(event)
    first, second = parties.side1[0], parties.side2[0] if parties.side2 else None
    return {
        "actor1": plain_name(first),
        "assoc_actor_1": joined(parties.side1[1:]),
        "inter1": int(first.kind),
        "actor2": None if second is None else plain_name(second),
        "assoc_actor_2": joined(parties.side2[1:]),
        "inter2": 0 if second is None else int(second.kind),
        "interaction": parties.interaction.code,
    }


def _claim_rows(key: RowData, field: FusedField) -> list[RowData]:
    return [
        key | {"field": field.name, "claim_id": claim_id(candidate, position), "position": index}
        for index, (candidate, position) in enumerate(dict.fromkeys(field.claims))
    ]


def _dispute_rows(key: RowData, disputes: Sequence[Dispute]) -> list[RowData]:
    return [
        key | {"field": dispute.name, "value": value, "candidate_id": candidate}
        for dispute in disputes
        for value, candidates in dispute.values
        for candidate in candidates
    ]


def event_of(
    row: RowMapping,
    actors: Sequence[RowMapping],
    members: Sequence[str],
    fields: Sequence[RowMapping],
    claims: Sequence[tuple[str, tuple[str, int]]],
) -> Event:
    """The event that rows hold.

    Args:
        row: of ``event``.
        actors: of ``event_actor``, in order.
        members: candidate ids, sorted.
        fields: of ``event_field``, in order.
        claims: field, candidate and position of each claim, in order.
    """
    return Event(
        event_id=row["event_id"],
        candidate_ids=tuple(members),
        event_type=EventType(row["event_type"]),
        sub_event_type=SubEventType(row["sub_event_type"]),
        first_date=row["first_date"],
        last_date=row["last_date"],
        time_precision=TimePrecision(row["time_precision"]),
        iso3=row["iso3"],
        country=row["country"],
        admin1=row["admin1"],
        admin2=row["admin2"],
        location=row["location"],
        place_id=row["place_id"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        geo_precision=GeoPrecision(row["geo_precision"]),
        parties=tuple(map(party_of, actors)),
        fatalities=range_of("fatalities", row),
        injured=range_of("injured", row),
        is_civilian_targeting=row["is_civilian_targeting"],
        independent_sources=row["independent_sources"],
        confidence=row["confidence"],
        fields=tuple(
            FusedField(
                name=field["field"],
                rule=field["rule"],
                claims=tuple(used for name, used in claims if name == field["field"]),
                is_disputed=field["is_disputed"],
            )
            for field in fields
        ),
    )
