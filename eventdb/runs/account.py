"""The account of one run, as figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.load import read_issues
from eventdb.runs.shares import Drift, drifts, from_stored, is_unlisted
from eventdb.tables import (
    BuildRunRow,
    CandidatePartyRow,
    EventCandidateRow,
    ExtractionRow,
    ReportRow,
)

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Came:
    """Reports of one kind (a language, a source) that a run read."""

    name: str
    reports: int
    with_events: int


@dataclass(frozen=True, slots=True)
class IssueKind:
    """Problems of one kind, with the first of them."""

    stage: str
    kind: str
    count: int
    origin: str
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class Slow:
    """A report that took long to read."""

    report_id: str
    seconds: float
    characters: int
    origin: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the registry of actors, or the gazetteer, does not know, and a report that has it."""

    name: str
    within: str
    candidates: int
    report_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one run did.

    Attributes:
        counts: reports read, added, known, extracted, left out; candidates; events and so on.
        stages: seconds by step.
        compared_with: the last run before it that read reports; ``None`` where there is none.
        drift: shares of that run and this one.
    """

    run_id: int
    status: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    program: str
    counts: Mapping[str, int]
    stages: Mapping[str, float]
    languages: Sequence[Came]
    sources: Sequence[Came]
    left_out: Mapping[str, int]
    issues: Sequence[IssueKind]
    slowest: Sequence[Slow]
    unknown_actors: Sequence[Unknown]
    unknown_places: Sequence[Unknown]
    compared_with: int | None
    drift: Sequence[Drift]


def read_account(session: Session, run_id: int | None = None) -> Account:
    """The account of a run.

    Args:
        session: on the database.
        run_id: which; default: the last one.

    Raises:
        EventdbError: there is no such run.
    """
    run = _run(session, run_id)
    shares = from_stored(run.counts.get("shares"))
    before = _before(session, run.run_id) if shares else None
    compared = {} if before is None else from_stored(before.counts.get("shares"))
    return Account(
        run_id=run.run_id,
        status=run.status,
        started_at=run.started_at,
        finished_at=run.finished_at,
        program=str(run.versions.get("eventdb", "")),
        counts={name: n for name, n in run.counts.items() if isinstance(n, int)},
        stages=run.counts.get("stages", {}),
        languages=_came(session, run.run_id, ReportRow.language),
        sources=_came(session, run.run_id, ReportRow.source_name),
        left_out=_left_out(session, run.run_id),
        issues=_issues(session, run.run_id),
        slowest=_slowest(session, run.run_id),
        unknown_actors=_unknown_actors(session, run.run_id),
        unknown_places=_unknown_places(session, run.run_id),
        compared_with=None if before is None else before.run_id,
        drift=drifts(compared, shares) if before is not None else (),
    )


def _run(session: Session, run_id: int | None) -> BuildRunRow:
    query = sa.select(BuildRunRow).order_by(BuildRunRow.run_id.desc()).limit(1)
    if run_id is not None:
        query = query.where(BuildRunRow.run_id == run_id)
    run = session.scalar(query)
    if run is None:
        which = "no run yet" if run_id is None else f"no run {run_id}"
        raise EventdbError(f"{which} in this database; the table build_run lists them")
    return run


def _before(session: Session, run_id: int) -> BuildRunRow | None:
    """The last run before another that read reports."""
    earlier = sa.select(BuildRunRow).where(BuildRunRow.run_id < run_id)
    for run in session.scalars(earlier.order_by(BuildRunRow.run_id.desc())):
        if from_stored(run.counts.get("shares")):
            return run
    return None


def _came(session: Session, run_id: int, column: Any) -> list[Came]:  # noqa: ANN401 - a mapped column
    telling = sa.func.sum(sa.case((ExtractionRow.candidates > 0, 1), else_=0))
    query = (
        sa.select(column, sa.func.count().label("reports"), telling)
        .select_from(ReportRow)
        .join(ExtractionRow, ExtractionRow.report_id == ReportRow.report_id)
        .where(ExtractionRow.run_id == run_id)
        .group_by(column)
        .order_by(sa.desc("reports"), column)
        .limit(_SHOWN)
    )
    return [Came(name or "not stated", n, int(told)) for name, n, told in session.execute(query)]


def _left_out(session: Session, run_id: int) -> dict[str, int]:
    query = (
        sa.select(ExtractionRow.left_out, sa.func.count())
        .where(ExtractionRow.run_id == run_id, ExtractionRow.left_out.is_not(None))
        .group_by(ExtractionRow.left_out)
        .order_by(ExtractionRow.left_out)
    )
    return {str(reason): int(count) for reason, count in session.execute(query)}


def _issues(session: Session, run_id: int) -> list[IssueKind]:
    issues = list(read_issues(session, run_id=run_id))
    counts = Counter((issue.stage, issue.kind) for issue in issues)
    first = {(issue.stage, issue.kind): issue for issue in reversed(issues)}
    return [
        IssueKind(*key, count, first[key].origin, first[key].problem, first[key].mend)
        for key, count in counts.most_common()
    ]


def _slowest(session: Session, run_id: int) -> list[Slow]:
    query = (
        sa.select(
            ReportRow.report_id,
            ExtractionRow.seconds,
            sa.func.length(ReportRow.text),
            ReportRow.origin,
        )
        .join(ExtractionRow, ExtractionRow.report_id == ReportRow.report_id)
        .where(ExtractionRow.run_id == run_id, ExtractionRow.seconds.is_not(None))
        .order_by(ExtractionRow.seconds.desc(), ReportRow.report_id)
        .limit(_SHOWN // 2)
    )
    return [Slow(key, took, size, origin) for key, took, size, origin in session.execute(query)]


def _unknown_actors(session: Session, run_id: int) -> list[Unknown]:
    """Groups that the registry does not list, and that only reports of this run have."""
    party, run = CandidatePartyRow, ExtractionRow
    query = (
        sa.select(
            party.actor_name,
            sa.func.min(party.iso3),
            sa.func.count().label("candidates"),
            sa.func.min(EventCandidateRow.report_id),
        )
        .join(EventCandidateRow, EventCandidateRow.candidate_id == party.candidate_id)
        .join(run, run.report_id == EventCandidateRow.report_id)
        .where(is_unlisted(party.actor_id))
        .group_by(party.actor_name)
        .having(sa.func.min(run.run_id) == run_id)
        .order_by(sa.desc("candidates"), party.actor_name)
        .limit(_SHOWN)
    )
    return [
        Unknown(name, iso3 or "", n, report) for name, iso3, n, report in session.execute(query)
    ]


def _unknown_places(session: Session, run_id: int) -> list[Unknown]:
    """Places that the gazetteer does not have, and that only reports of this run name."""
    candidate, run = EventCandidateRow, ExtractionRow
    query = (
        sa.select(
            candidate.location,
            candidate.country,
            sa.func.count().label("candidates"),
            sa.func.min(candidate.report_id),
        )
        .join(run, run.report_id == candidate.report_id)
        .where(candidate.location.is_not(None), candidate.place_id.is_(None))
        .group_by(candidate.location, candidate.country)
        .having(sa.func.min(run.run_id) == run_id)
        .order_by(sa.desc("candidates"), candidate.location)
        .limit(_SHOWN)
    )
    return [
        Unknown(str(name), country or "", n, report)
        for name, country, n, report in session.execute(query)
    ]
