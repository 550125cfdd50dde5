"""Why the database holds what it holds: from an event or a report down to the words, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.load import resolve_event_id
from eventdb.phrases import (
    cited,
    days,
    field_value,
    position,
    quote,
    speaker,
    stated,
    where,
)
from eventdb.review import correction_lines
from eventdb.tables import (
    CandidateResponsibilityRow,
    ClaimRow,
    EventActorRow,
    EventCandidateRow,
    EventClaimRow,
    EventDisputeRow,
    EventFieldRow,
    EventMemberRow,
    EventResponsibilityRow,
    EventResponsibilityStatementRow,
    EventRow,
    IdRedirectRow,
    IssueRow,
    ReportRow,
)
from eventdb.why import why_apart, why_joined


def explain(session: Session, key: str, other: str | None = None) -> str:
    """The account of the event or the report that bears an id; retired event ids lead on.

    Args:
        session: on the database.
        key: id of an event or a report.
        other: id of another event; the account is then of what parts the two.

    Raises:
        EventdbError: neither an event nor a report bears it.
    """
    if other is not None:
        return _explain_parting(session, key, other)
    lines: list[str] = []
    for redirect in _redirects(session, key):
        successor = redirect.new_event_id
        leads = "no event" if successor is None else successor
        lines.append(f"{redirect.old_event_id} -> {leads} ({redirect.reason})")
    key = resolve_event_id(session, key) or key
    event = session.get(EventRow, key)
    report = session.get(ReportRow, key)
    if event is not None:
        lines += _explain_event(session, event)
    elif report is not None:
        lines += _explain_report(session, report)
    elif not lines:
        mend = "look ids up in the view acled_event or in the table report"
        raise EventdbError(f"no event and no report has the id {key!r}; {mend}")
    return "\n".join(lines)


def _explain_parting(session: Session, key: str, other: str) -> str:
    """Why two ids do not stand for one event; that they do, where they do."""
    events = []
    for name in (key, other):
        event = session.get(EventRow, resolve_event_id(session, name) or name)
        if event is None:
            mend = "look ids up in the view acled_event"
            raise EventdbError(f"no event has the id {name!r}; {mend}")
        events.append(event)
    one, two = events
    if one is two:
        return f"{key} and {other} are one event, {one.event_id}"
    return "\n".join(why_apart(session, one, two))


def _redirects(session: Session, key: str) -> Sequence[IdRedirectRow]:
    """What became of an id, in the order of its successors."""
    query = sa.select(IdRedirectRow).where(IdRedirectRow.old_event_id == key)
    return session.scalars(query.order_by(IdRedirectRow.new_event_id)).all()


# --------------------------------------------------------------------------------------------
# Events
# --------------------------------------------------------------------------------------------


def _explain_event(session: Session, event: EventRow) -> Iterator[str]:
    yield f"{event.event_id}  {event.event_type}: {event.sub_event_type}"
    yield f"  {days(event)}, {where(event)}"
    yield f"  {event.notes}"
    members = session.scalars(
        sa.select(EventMemberRow.candidate_id)
        .where(EventMemberRow.event_id == event.event_id)
        .order_by(EventMemberRow.candidate_id)
    ).all()
    yield (
        f"  told by {len(members)} event candidates, {event.independent_sources} independent"
        f" sources; confidence {event.confidence:.2f}, grade {event.grade or 'none'}"
    )
    fields = session.scalars(
        sa.select(EventFieldRow)
        .where(EventFieldRow.event_id == event.event_id)
        .order_by(EventFieldRow.position)
    )
    for field in fields:
        yield ""
        yield from _explain_field(session, event, field)
    yield from _stands(session, event)
    yield ""
    yield "reports"
    yield from _reports_of(session, members)
    if len(members) > 1:
        yield ""
        yield from why_joined(session, event)


def _explain_field(session: Session, event: EventRow, field: EventFieldRow) -> Iterator[str]:
    disputed = "; sources disagree" if field.is_disputed else ""
    yield f"{field.field} = {field_value(event, field.field, _parties(session, event))}"
    yield f"  rule: {field.rule}{disputed}"
    yield from (f"  {line}" for line in correction_lines(session, event.event_id, field.field))
    if field.is_disputed:
        yield from _disagreement(session, event, field.field)
    claims = session.execute(
        sa.select(ClaimRow, ReportRow)
        .join(EventClaimRow, EventClaimRow.claim_id == ClaimRow.claim_id)
        .join(ReportRow, ReportRow.report_id == ClaimRow.report_id)
        .where(EventClaimRow.event_id == event.event_id, EventClaimRow.field == field.field)
        .order_by(EventClaimRow.position)
    )
    for claim, report in claims:
        yield f"  - {stated(claim)}: {quote(claim.words)}"
        yield f"    {speaker(claim)}, {cited(report)}, {position(claim)}"


def _disagreement(session: Session, event: EventRow, field: str) -> Iterator[str]:
    """What each report says of a field on which independent sources exclude one another."""
    said = session.execute(
        sa.select(EventDisputeRow.value, ReportRow)
        .join(EventCandidateRow, EventCandidateRow.candidate_id == EventDisputeRow.candidate_id)
        .join(ReportRow, ReportRow.report_id == EventCandidateRow.report_id)
        .where(EventDisputeRow.event_id == event.event_id, EventDisputeRow.field == field)
        .order_by(EventDisputeRow.value, ReportRow.published_at, ReportRow.report_id)
    )
    for value, report in said:
        yield f"  {value} says {cited(report)}"


def _stands(session: Session, event: EventRow) -> Iterator[str]:
    """Who is said to have acted, in the order of the first reports, each with its words."""
    stand, told = EventResponsibilityRow, EventResponsibilityStatementRow
    stands = session.scalars(
        sa.select(stand).where(stand.event_id == event.event_id).order_by(stand.position)
    ).all()
    if stands:
        yield ""
        yield "responsibility"
    for item in stands:
        by = f" by {item.stated_by}" if item.stated_by else ""
        since = "" if item.first_published_at is None else f", since {item.first_published_at:%F}"
        sources = f"independent sources: {item.independent_sources}"
        yield f"  {item.actor_name} {item.responsibility_kind}{by}{since}; {sources}"
        said = CandidateResponsibilityRow
        words = session.execute(
            sa.select(said.words, ReportRow)
            .join(
                told,
                sa.and_(
                    told.candidate_id == said.candidate_id,
                    told.candidate_position == said.position,
                ),
            )
            .join(EventCandidateRow, EventCandidateRow.candidate_id == said.candidate_id)
            .join(ReportRow, ReportRow.report_id == EventCandidateRow.report_id)
            .where(told.event_id == event.event_id, told.position == item.position)
            .order_by(ReportRow.published_at, ReportRow.report_id, said.position)
        )
        yield from (f"  - {quote(text)}, {cited(report)}" for text, report in words)


def _parties(session: Session, event: EventRow) -> str:
    found = session.execute(
        sa.select(EventActorRow.role, EventActorRow.actor_name)
        .where(EventActorRow.event_id == event.event_id)
        .order_by(EventActorRow.position)
    )
    return "; ".join(f"{role}: {name}" for role, name in found) or "not stated"


def _reports_of(session: Session, candidate_ids: Sequence[str]) -> Iterator[str]:
    found = session.execute(
        sa.select(EventCandidateRow, ReportRow)
        .join(ReportRow, ReportRow.report_id == EventCandidateRow.report_id)
        .where(EventCandidateRow.candidate_id.in_(candidate_ids))
        .order_by(ReportRow.published_at, ReportRow.report_id, EventCandidateRow.position)
    )
    for candidate, report in found:
        yield f"  - {cited(report)}: {quote(report.title or candidate.words)}"


# --------------------------------------------------------------------------------------------
# Reports
# --------------------------------------------------------------------------------------------


def _explain_report(session: Session, report: ReportRow) -> Iterator[str]:
    yield f"{report.report_id}  {report.title or '(no headline)'}"
    inferred = " (read out of the text)" if report.is_published_inferred else ""
    published = "not stated" if report.published_at is None else f"{report.published_at:%Y-%m-%d}"
    yield f"  {report.source_name or 'no publisher given'}, published {published}{inferred}"
    told = " (told from the text)" if report.is_language_inferred else ""
    language = f"{report.language or 'not given'}{told}"
    yield f"  language {language}, read from {report.origin or 'nowhere named'}"
    issues = session.scalars(
        sa.select(IssueRow)
        .where(IssueRow.report_id == report.report_id)
        .order_by(IssueRow.stage, IssueRow.problem)
    )
    for issue in issues:
        yield f"  {issue.stage}: {issue.problem}; {issue.mend}"
    candidates = session.execute(
        sa.select(EventCandidateRow, EventMemberRow.event_id)
        .outerjoin(EventMemberRow, EventMemberRow.candidate_id == EventCandidateRow.candidate_id)
        .where(EventCandidateRow.report_id == report.report_id)
        .order_by(EventCandidateRow.position)
    ).all()
    if not candidates:
        yield "  tells no event"
    for candidate, event_id in candidates:
        yield ""
        yield from _explain_candidate(session, candidate, event_id)


def _explain_candidate(
    session: Session, candidate: EventCandidateRow, event_id: str | None
) -> Iterator[str]:
    yield (
        f"{candidate.position + 1}. {candidate.event_type}: {candidate.sub_event_type}"
        f" -> {event_id or 'no event'}"
    )
    yield f"  {days(candidate)}, {where(candidate)}; confidence {candidate.confidence:.2f}"
    yield f"  {quote(candidate.words)}"
    claims = session.scalars(
        sa.select(ClaimRow)
        .where(ClaimRow.candidate_id == candidate.candidate_id)
        .order_by(ClaimRow.position)
    )
    for claim in claims:
        yield f"  - {stated(claim)}: {quote(claim.words)}; {speaker(claim)}, {position(claim)}"
    stands = session.scalars(
        sa.select(CandidateResponsibilityRow)
        .where(CandidateResponsibilityRow.candidate_id == candidate.candidate_id)
        .order_by(CandidateResponsibilityRow.position)
    )
    for item in stands:
        by = f" by {item.stated_by}" if item.stated_by else ""
        yield f"  - {item.actor_name} is {item.responsibility_kind}{by}: {quote(item.words)}"
