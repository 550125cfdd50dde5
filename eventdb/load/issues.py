"""What went wrong, and which run met it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import ReadError
from eventdb.load.identity import content_hash
from eventdb.load.statements import insert_missing
from eventdb.tables import BuildRunRow, IssueRow


@dataclass(frozen=True, slots=True)
class Issue:
    """What went wrong with one report, file or line.

    Attributes:
        stage: ``read``, ``ingest``, ``extract``, ``reconcile``, ``check`` or ``export``.
        problem: what is wrong.
        mend: what the user can do.
        report_id: the report, where it is known.
        origin: file, and line where there is one.
    """

    stage: str
    problem: str
    mend: str = ""
    report_id: str | None = None
    origin: str = ""

    @property
    def kind(self) -> str:
        """The problem without what differs from report to report; a name that it begins with stays."""
        problem = self.problem
        if problem[:1] in ("'", '"'):
            return problem.replace(problem[0], "").partition(":")[0].strip()
        for sign in ("'", '"', "(", ":"):
            problem = problem.partition(sign)[0]
        return problem.strip().rstrip(",")

    @classmethod
    def of_error(cls, error: ReadError) -> Issue:
        """The issue of a record that could not be read."""
        return cls(stage="read", problem=error.problem, mend=error.mend, origin=error.origin)


def record_issue(session: Session, issue: Issue, *, run_id: int | None = None) -> str:
    """Record an issue, or that a run met a known one again; the issue's key.

    The caller commits.
    """
    issue_id = content_hash(issue.stage, issue.origin, issue.report_id, issue.problem)[:20]
    row = {
        "issue_id": issue_id,
        "stage": issue.stage,
        "report_id": issue.report_id,
        "origin": issue.origin,
        "problem": issue.problem,
        "mend": issue.mend,
        "first_run_id": run_id,
        "last_run_id": run_id,
    }
    insert_missing(session, IssueRow, [row])
    if run_id is not None:
        session.execute(
            sa.update(IssueRow).where(IssueRow.issue_id == issue_id).values(last_run_id=run_id)
        )
    return issue_id


def read_issues(session: Session, *, run_id: int | None = None) -> Iterator[Issue]:
    """All issues, or those that one run met and no later one, by stage and origin."""
    query = sa.select(IssueRow).order_by(
        IssueRow.stage, IssueRow.origin, IssueRow.report_id, IssueRow.problem
    )
    if run_id is not None:
        query = query.where(IssueRow.last_run_id == run_id)
    for row in session.scalars(query):
        yield Issue(row.stage, row.problem, row.mend, row.report_id, row.origin)


def start_run(session: Session, versions: Mapping[str, str]) -> int:
    """Begin a run; its number. Commits, so that a killed run leaves a trace.

    Args:
        session: an open session.
        versions: of the program, the extractor and so on.
    """
    run = BuildRunRow(
        started_at=dt.datetime.now(dt.UTC), status="running", versions=dict(versions), counts={}
    )
    session.add(run)
    session.commit()
    return run.run_id


def finish_run(
    session: Session, run_id: int, counts: Mapping[str, Any], *, status: str = "done"
) -> None:
    """End a run, and commit.

    Args:
        session: an open session.
        run_id: what ``start_run`` gave.
        counts: reports added, candidates, events and so on, with seconds by step and shares.
        status: ``done``, ``done with issues`` or ``failed``.
    """
    run = session.get_one(BuildRunRow, run_id)
    # A clock may be set back meanwhile; no run ends before it began.
    run.finished_at = max(run.started_at, dt.datetime.now(dt.UTC))
    run.counts = dict(counts)
    run.status = status
    session.commit()
