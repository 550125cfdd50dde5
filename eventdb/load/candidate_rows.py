"""Event candidates as rows, and rows as event candidates; no statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import RowMapping

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    CountScope,
    EventType,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    Stance,
    SubEventType,
    TimePrecision,
)
from eventdb.load.identity import claim_id, content_hash
from eventdb.load.places import place_rows
from eventdb.load.statements import RowData
from eventdb.records import (
    Actor,
    Claim,
    CountRange,
    EventCandidate,
    Part,
    Party,
    Responsibility,
    Span,
)


@dataclass(frozen=True, slots=True)
class CandidateRows:
    """Rows of one candidate.

    Attributes:
        digest: of all that the candidate says.
        actors, places: those it names, with what it says of them.
    """

    digest: str
    candidate: RowData
    parties: list[RowData]
    claims: list[RowData]
    responsibility: list[RowData]
    actors: list[RowData]
    places: list[RowData]


def candidate_rows(candidate: EventCandidate, version: str) -> CandidateRows:
    """The rows that hold a candidate."""
    row = _candidate_row(candidate)
    parties = party_rows(candidate.parties, {"candidate_id": candidate.candidate_id})
    claims = [_claim_row(candidate, index, claim) for index, claim in enumerate(candidate.claims)]
    responsibility = [
        _responsibility_row(candidate.candidate_id, index, item)
        for index, item in enumerate(candidate.responsibility)
    ]
    digest = content_hash(row, parties, claims, responsibility)
    return CandidateRows(
        digest=digest,
        candidate=row | {"content_hash": digest, "extractor_version": version},
        parties=parties,
        claims=[claim | {"extractor_version": version} for claim in claims],
        responsibility=responsibility,
        actors=[actor_row(party.actor) for party in candidate.parties],
        places=place_rows(candidate, candidate.location),
    )


def _candidate_row(candidate: EventCandidate) -> RowData:
    return {
        "candidate_id": candidate.candidate_id,
        "report_id": candidate.report_id,
        "position": candidate.order,
        "event_type": candidate.event_type.value,
        "sub_event_type": candidate.sub_event_type.value,
        "first_date": candidate.first_date,
        "last_date": candidate.last_date,
        "time_precision": candidate.time_precision,
        "iso3": candidate.iso3,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "admin2": candidate.admin2,
        "location": candidate.location,
        "place_id": candidate.place_id,
        "latitude": candidate.latitude,
        "longitude": candidate.longitude,
        "geo_precision": candidate.geo_precision,
        **range_columns("fatalities", candidate.fatalities),
        **range_columns("injured", candidate.injured),
        **_span_columns(candidate.span),
        "words": candidate.text,
        "confidence": candidate.confidence,
        "triggers": list(candidate.triggers),
        "source_name": candidate.source,
        "published_at": candidate.published,
        "language": candidate.language,
    }


def range_columns(name: str, counts: CountRange | None) -> RowData:
    """Three columns of a range; all null where nothing is stated."""
    if counts is None:
        return {f"{name}_low": None, f"{name}_best": None, f"{name}_high": None}
    return {f"{name}_low": counts.low, f"{name}_best": counts.best, f"{name}_high": counts.high}


def range_of(name: str, row: RowMapping) -> CountRange | None:
    """The range that three columns hold."""
    low = row[f"{name}_low"]
    return None if low is None else CountRange(low, row[f"{name}_best"], row[f"{name}_high"])


def party_rows(parties: Sequence[Party], key: RowData) -> list[RowData]:
    """Rows of parties, in their order, under the key of a candidate or an event."""
    return [
        key
        | {
            "position": index,
            "role": party.role.value,
            "actor_id": party.actor.actor_id,
            "actor_name": party.actor.name,
            "actor_kind": int(party.actor.kind),
            "iso3": party.actor.iso3,
        }
        for index, party in enumerate(parties)
    ]


def party_of(row: RowMapping) -> Party:
    """The record of a row."""
    kind = ActorKind(row["actor_kind"])
    actor = Actor(row["actor_id"], row["actor_name"], kind, row["iso3"])
    return Party(actor, PartyRole(row["role"]))


def actor_row(actor: Actor) -> RowData:
    """Row of an actor that the registry does not hold."""
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "actor_kind": int(actor.kind),
        "iso3": actor.iso3,
        "valid_from": None,
        "valid_to": None,
        "side": None,
        "is_registered": False,
        "note": None,
    }


def _claim_row(candidate: EventCandidate, index: int, claim: Claim) -> RowData:
    return {
        "claim_id": claim_id(candidate.candidate_id, index),
        "candidate_id": candidate.candidate_id,
        "report_id": candidate.report_id,
        "position": index,
        "claim_kind": claim.kind.value,
        **_span_columns(claim.span),
        "words": claim.text,
        "low": claim.low,
        "best": claim.best,
        "high": claim.high,
        "value": claim.value,
        "role": None if claim.role is None else claim.role.value,
        "victims": claim.victims,
        "victim_group": claim.victim_group,
        "count_scope": claim.scope.value,
        "attributed_to": claim.attributed_to,
        **_span_columns(claim.attribution_span, "attribution_"),
        "speaker_kind": claim.speaker_kind.value,
        "stance": claim.stance.value,
    }


def _responsibility_row(candidate_id: str, index: int, item: Responsibility) -> RowData:
    return {
        "candidate_id": candidate_id,
        "position": index,
        "actor_name": item.actor,
        "responsibility_kind": item.kind.value,
        "stated_by": item.by,
        **_span_columns(item.span),
        "words": item.text,
    }


def _span_columns(span: Span | None, prefix: str = "") -> RowData:
    names = (f"{prefix}part", f"{prefix}start_char", f"{prefix}end_char")
    values = (None, None, None) if span is None else (span.part.value, span.start, span.end)
    return dict(zip(names, values, strict=True))


def _span_of(row: RowMapping, prefix: str = "") -> Span | None:
    part = row[f"{prefix}part"]
    if part is None:
        return None
    return Span(Part(part), row[f"{prefix}start_char"], row[f"{prefix}end_char"])


# --------------------------------------------------------------------------------------------
# Rows to records
# --------------------------------------------------------------------------------------------


def candidate_of(
    row: RowMapping,
    parties: Sequence[RowMapping],
    claims: Sequence[RowMapping],
    responsibility: Sequence[RowMapping],
) -> EventCandidate:
    """The candidate that rows hold, each group in the order of its position."""
    time_precision, geo_precision = row["time_precision"], row["geo_precision"]
    return EventCandidate(
        candidate_id=row["candidate_id"],
        report_id=row["report_id"],
        order=row["position"],
        event_type=EventType(row["event_type"]),
        sub_event_type=SubEventType(row["sub_event_type"]),
        first_date=row["first_date"],
        last_date=row["last_date"],
        time_precision=None if time_precision is None else TimePrecision(time_precision),
        iso3=row["iso3"],
        country=row["country"],
        admin1=row["admin1"],
        admin2=row["admin2"],
        location=row["location"],
        place_id=row["place_id"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        geo_precision=None if geo_precision is None else GeoPrecision(geo_precision),
        parties=tuple(map(party_of, parties)),
        fatalities=range_of("fatalities", row),
        injured=range_of("injured", row),
        claims=tuple(map(claim_of, claims)),
        responsibility=tuple(map(_responsibility_of, responsibility)),
        span=_required_span(row),
        text=row["words"],
        confidence=row["confidence"],
        triggers=tuple(row["triggers"]),
        source=row["source_name"],
        published=row["published_at"],
        language=row["language"],
    )


def claim_of(row: RowMapping) -> Claim:
    """The record of a row."""
    return Claim(
        kind=ClaimKind(row["claim_kind"]),
        span=_required_span(row),
        text=row["words"],
        low=row["low"],
        best=row["best"],
        high=row["high"],
        value=row["value"],
        role=None if row["role"] is None else PartyRole(row["role"]),
        victims=row["victims"],
        victim_group=row["victim_group"],
        scope=CountScope(row["count_scope"]),
        attributed_to=row["attributed_to"],
        attribution_span=_span_of(row, "attribution_"),
        speaker_kind=SpeakerKind(row["speaker_kind"]),
        stance=Stance(row["stance"]),
    )


def _responsibility_of(row: RowMapping) -> Responsibility:
    return Responsibility(
        actor=row["actor_name"],
        kind=ResponsibilityKind(row["responsibility_kind"]),
        by=row["stated_by"],
        span=_required_span(row),
        text=row["words"],
    )


def _required_span(row: RowMapping) -> Span:
    return Span(Part(row["part"]), row["start_char"], row["end_char"])
