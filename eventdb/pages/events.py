"""What the page of an event shows, read from the database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.pages.evidence import Facts, Statement, place_names
from eventdb.pages.passages import Reading
from eventdb.phrases import count_range, days, field_value, where
from eventdb.releases.codebook import read_rules
from eventdb.review import correction_lines
from eventdb.tables import (
    CandidateResponsibilityRow,
    ClaimRow,
    DispatchCopyRow,
    EventActorRow,
    EventCandidateRow,
    EventClaimRow,
    EventDisputeRow,
    EventFieldRow,
    EventMemberRow,
    EventResponsibilityRow,
    EventResponsibilityStatementRow,
    EventRow,
    ReportRow,
    SourceGradeRow,
)

_RANGE = re.compile(r"(\d+)\.\.(\d*)")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an event: value, rule, the claims that it rests on, and who says otherwise."""

    name: str
    value: str
    rule: str
    meaning: str
    is_disputed: bool
    corrections: tuple[str, ...]
    claims: tuple[Statement, ...]
    disputes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand on who acted, with the statements that it was put together from."""

    actor: str
    kind: str
    by: str | None
    since: str
    sources: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of reports of an event, with the letter that its record makes."""

    name: str
    letter: str
    reports: int
    copies: int


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with everything that its page tells."""

    event: EventRow
    title: str
    days: str
    place: str
    killed: str
    injured: str
    parties: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    stands: tuple[Stand, ...]
    sources: tuple[Source, ...]
    reports: tuple[Reading, ...]


def read_event_page(session: Session, event_id: str) -> EventPage | None:
    """The page of an event; ``None`` where there is no such event."""
    event = session.get(EventRow, event_id)
    if event is None:
        return None
    members = sa.select(EventMemberRow.candidate_id).where(EventMemberRow.event_id == event_id)
    told = session.scalars(
        sa.select(EventCandidateRow)
        .where(EventCandidateRow.candidate_id.in_(members))
        .order_by(EventCandidateRow.report_id, EventCandidateRow.position)
    ).all()
    order = (ReportRow.published_at.is_(None), ReportRow.published_at, ReportRow.report_id)
    reports = session.scalars(
        sa.select(ReportRow)
        .where(ReportRow.report_id.in_([row.report_id for row in told]))
        .order_by(*order)
    ).all()
    claims = session.scalars(
        sa.select(ClaimRow)
        .where(ClaimRow.candidate_id.in_(members))
        .order_by(ClaimRow.candidate_id, ClaimRow.position)
    ).all()
    statements = session.scalars(
        sa.select(CandidateResponsibilityRow)
        .where(CandidateResponsibilityRow.candidate_id.in_(members))
        .order_by(CandidateResponsibilityRow.candidate_id, CandidateResponsibilityRow.position)
    ).all()
    named = session.execute(
        sa.select(EventActorRow.role, EventActorRow.actor_name)
        .where(EventActorRow.event_id == event_id)
        .order_by(EventActorRow.position)
    )
    parties = [(role, name) for role, name in named]
    facts = Facts(reports, told, claims, statements, place_names(session, claims))
    return EventPage(
        event=event,
        title=f"{event.sub_event_type} in {event.location}",
        days=days(event),
        place=where(event),
        killed=count_range(event.fatalities_low, event.fatalities_best, event.fatalities_high),
        injured=count_range(event.injured_low, event.injured_best, event.injured_high),
        parties=tuple(parties),
        fields=tuple(_fields(session, event, parties, facts)),
        stands=tuple(_stands(session, event, facts)),
        sources=tuple(_sources(session, reports)),
        reports=tuple(facts.readings()),
    )


def _fields(
    session: Session, event: EventRow, parties: Sequence[tuple[str, str]], facts: Facts
) -> list[Field]:
    used: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        sa.select(EventClaimRow.field, EventClaimRow.claim_id)
        .where(EventClaimRow.event_id == event.event_id)
        .order_by(EventClaimRow.field, EventClaimRow.position)
    )
    for name, claim_id in rows:
        used[name].append(claim_id)
    disputes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    said = session.execute(
        sa.select(EventDisputeRow.field, EventDisputeRow.value, ReportRow.source_name)
        .join(EventCandidateRow, EventCandidateRow.candidate_id == EventDisputeRow.candidate_id)
        .join(ReportRow, ReportRow.report_id == EventCandidateRow.report_id)
        .where(EventDisputeRow.event_id == event.event_id)
        .distinct()
        .order_by(EventDisputeRow.field, EventDisputeRow.value, ReportRow.source_name)
    )
    for name, value, source in said:
        disputes[name].append((_range(value), source or "unnamed source"))
    phrase = "; ".join(f"{role}: {name}" for role, name in parties) or "not stated"
    fields = session.scalars(
        sa.select(EventFieldRow)
        .where(EventFieldRow.event_id == event.event_id)
        .order_by(EventFieldRow.position)
    )
    return [
        Field(
            name=field.field,
            value=field_value(event, field.field, phrase),
            rule=field.rule,
            meaning=read_rules().get(field.rule, {}).get("meaning", ""),
            is_disputed=field.is_disputed,
            corrections=tuple(correction_lines(session, event.event_id, field.field)),
            claims=tuple(facts.claim(key) for key in used[field.field] if key in facts.claims),
            disputes=tuple(disputes[field.field]),
        )
        for field in fields
    ]


def _range(value: str) -> str:
    """A range of a dispute, ``20..`` or ``58..72``, in words; other values as they are."""
    found = _RANGE.fullmatch(value)
    if found is None:
        return value
    low, high = found.groups()
    return low if low == high else f"{low} to {high or 'open'}"


def _stands(session: Session, event: EventRow, facts: Facts) -> list[Stand]:
    told = EventResponsibilityStatementRow
    of_stand: dict[int, list[Statement]] = defaultdict(list)
    rows = session.execute(
        sa.select(told.position, told.candidate_id, told.candidate_position)
        .where(told.event_id == event.event_id)
        .order_by(told.position, told.candidate_id, told.candidate_position)
    )
    for position, candidate_id, number in rows:
        item = facts.statements.get((candidate_id, number))
        if item is not None:
            of_stand[position].append(facts.responsibility(item))
    stands = session.scalars(
        sa.select(EventResponsibilityRow)
        .where(EventResponsibilityRow.event_id == event.event_id)
        .order_by(EventResponsibilityRow.position)
    )
    return [
        Stand(
            actor=item.actor_name,
            kind=item.responsibility_kind,
            by=item.stated_by,
            since="" if item.first_published_at is None else f"{item.first_published_at:%Y-%m-%d}",
            sources=item.independent_sources,
            statements=tuple(of_stand[item.position]),
        )
        for item in stands
    ]


def _sources(session: Session, reports: Sequence[ReportRow]) -> list[Source]:
    graded = session.execute(
        sa.select(SourceGradeRow.source_id, SourceGradeRow.letter).where(
            SourceGradeRow.source_id.in_({row.source_id for row in reports})
        )
    )
    letters: dict[str, str] = {row.source_id: row.letter for row in graded}
    copies = set(
        session.scalars(
            sa.select(DispatchCopyRow.report_id).where(
                DispatchCopyRow.report_id.in_([row.report_id for row in reports])
            )
        )
    )
    names = {(row.source_name or "unnamed source", row.source_id): None for row in reports}
    return [
        Source(
            name=name,
            letter=letters.get(key or "", "F"),
            reports=sum(row.source_id == key for row in reports),
            copies=sum(row.source_id == key and row.report_id in copies for row in reports),
        )
        for name, key in names
    ]
