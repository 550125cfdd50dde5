"""How a database stands: what it holds, what is still to be done, how the last run ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.extract.version import EXTRACTOR_VERSION
from eventdb.load import Pending, count_pending
from eventdb.runs.account import Account, read_account
from eventdb.tables import EventCandidateRow, EventRow, ExtractionRow, ReportRow


@dataclass(frozen=True, slots=True)
class Standing:
    """How a database stands.

    Attributes:
        pending: reports that this version of the extractor has still to read.
        left_out, failed: reports that it left out, and that it could not read.
        last: the last run; ``None`` where there was none.
        is_locked: a run works on the database now.
    """

    reports: int
    pending: int
    left_out: int
    failed: int
    candidates: int
    events: int
    last: Account | None
    is_locked: bool

    @property
    def is_well(self) -> bool:
        """Whether the last run ended, and without an issue."""
        return self.last is not None and self.last.status == "done"

    @property
    def was_killed(self) -> bool:
        """Whether the last run neither ended nor runs."""
        return self.last is not None and self.last.status == "running" and not self.is_locked


def read_standing(session: Session, *, is_locked: bool) -> Standing:
    """How a database stands."""
    try:
        last = read_account(session)
    except EventdbError:
        last = None
    return Standing(
        reports=_count(session, ReportRow.report_id),
        pending=count_pending(session, Pending(EXTRACTOR_VERSION)),
        left_out=_count(session, ExtractionRow.report_id, ExtractionRow.status == "left out"),
        failed=_count(session, ExtractionRow.report_id, ExtractionRow.status == "failed"),
        candidates=_count(session, EventCandidateRow.candidate_id),
        events=_count(session, EventRow.event_id),
        last=last,
        is_locked=is_locked,
    )


def _count(
    session: Session, key: sa.orm.InstrumentedAttribute[str], *only: sa.ColumnElement[bool]
) -> int:
    return int(session.scalar(sa.select(sa.func.count(key)).where(*only)) or 0)


def as_lines(standing: Standing) -> Iterator[str]:
    """The same in words, a line each."""
    yield f"{'reports':<11}{standing.reports}, of which {standing.pending} still to be read"
    if standing.left_out or standing.failed:
        yield f"{'':<11}{standing.left_out} left out unread, {standing.failed} could not be read"
    yield f"{'events':<11}{standing.events}, told by {standing.candidates} event candidates"
    last = standing.last
    if last is None:
        yield f"{'last run':<11}none yet; run: eventdb build"
        return
    state = last.status
    if standing.is_locked:
        state = "running now"
    elif standing.was_killed:
        state = "killed; the same build goes on where it stopped"
    yield f"{'last run':<11}{last.run_id}, begun {last.started_at:%Y-%m-%d %H:%M} UTC: {state}"
    for item in last.issues:
        yield f"{'':<11}{item.count} × {item.stage}: {item.kind} ({item.mend})"
    for drift in last.drift:
        if drift.is_notable:
            shares = [f"{share.value or 0:.1%}" for share in (drift.before, drift.now)]
            yield f"{'':<11}{drift.name}: {shares[0]} in run {last.compared_with}, now {shares[1]}"
