"""What the page of a report shows: its text with all that was read in it, and the events told."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.pages.evidence import place_names
from eventdb.pages.passages import Reading, passages_of, read_report
from eventdb.phrases import count_range, days, where
from eventdb.tables import (
    CandidatePartyRow,
    CandidateResponsibilityRow,
    ClaimRow,
    EventCandidateRow,
    EventMemberRow,
    IssueRow,
    ReportRow,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the report tells it, and the event of the database that it came to."""

    event_id: str | None
    what: str
    days: str
    place: str
    killed: str
    injured: str
    parties: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with everything that its page tells."""

    reading: Reading
    told: tuple[Told, ...]
    issues: tuple[tuple[str, str, str], ...]


def read_report_page(session: Session, report_id: str) -> ReportPage | None:
    """The page of a report; ``None`` where there is no such report."""
    report = session.get(ReportRow, report_id)
    if report is None:
        return None
    rows = session.execute(
        sa.select(EventCandidateRow, EventMemberRow.event_id)
        .outerjoin(EventMemberRow, EventMemberRow.candidate_id == EventCandidateRow.candidate_id)
        .where(EventCandidateRow.report_id == report_id)
        .order_by(EventCandidateRow.position)
    ).all()
    candidates = [candidate for candidate, _ in rows]
    claims = session.scalars(
        sa.select(ClaimRow)
        .where(ClaimRow.report_id == report_id)
        .order_by(ClaimRow.candidate_id, ClaimRow.position)
    ).all()
    statements = session.scalars(
        sa.select(CandidateResponsibilityRow)
        .where(
            CandidateResponsibilityRow.candidate_id.in_([row.candidate_id for row in candidates])
        )
        .order_by(CandidateResponsibilityRow.candidate_id, CandidateResponsibilityRow.position)
    ).all()
    issues = session.scalars(
        sa.select(IssueRow)
        .where(IssueRow.report_id == report_id)
        .order_by(IssueRow.stage, IssueRow.problem)
    )
    found = passages_of(claims, statements, candidates, place_names(session, claims))
    return ReportPage(
        reading=read_report(report, found),
        told=tuple(_told(session, candidate, event_id) for candidate, event_id in rows),
        issues=tuple((item.stage, item.problem, item.mend or "") for item in issues),
    )


def _told(session: Session, row: EventCandidateRow, event_id: str | None) -> Told:
    parties = session.execute(
        sa.select(CandidatePartyRow.role, CandidatePartyRow.actor_name)
        .where(CandidatePartyRow.candidate_id == row.candidate_id)
        .order_by(CandidatePartyRow.position)
    )
    return Told(
        event_id=event_id,
        what=f"{row.event_type}: {row.sub_event_type}",
        days=days(row),
        place=where(row),
        killed=count_range(row.fatalities_low, row.fatalities_best, row.fatalities_high),
        injured=count_range(row.injured_low, row.injured_best, row.injured_high),
        parties=tuple((role, name) for role, name in parties),
        words=row.words,
    )
