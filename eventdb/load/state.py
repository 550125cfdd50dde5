"""What reconciliation was made of: where it is the same as the last time, its result is, too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb import __version__
from eventdb.tables import BuildRunRow, CorrectionRow, EventCandidateRow, EventRow, ReportRow

_OF_THE_PROGRAM = (".py", ".toml", ".sql", ".json", ".tsv", ".html", ".css", ".js")
_PAGE = 10_000
_DONE = ("done", "done with issues")


@cache
def program_state() -> dict[str, str]:
    """Version of the program, and a digest of it: a changed program does every step again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.*")):
        if path.suffix in _OF_THE_PROGRAM:
            digest.update(path.read_bytes())
    return {"eventdb": __version__, "program": digest.hexdigest()}


def input_state(session: Session, settings: Mapping[str, str]) -> str:
    """A digest of all that reconciliation reads: candidates, reports, corrections, and how it is set.

    Args:
        session: on the database.
        settings: versions and rules that bear on the result.
    """
    digest = hashlib.sha256(repr(sorted(settings.items())).encode())
    for query in (
        sa.select(EventCandidateRow.candidate_id, EventCandidateRow.content_hash).order_by(
            EventCandidateRow.candidate_id
        ),
        sa.select(ReportRow.content_hash, ReportRow.published_at).order_by(ReportRow.report_id),
        sa.select(CorrectionRow.correction_id, CorrectionRow.action).order_by(
            CorrectionRow.correction_id
        ),
    ):
        digest.update(b"\n")
        _update(digest, session, query)
    return digest.hexdigest()


def output_state(session: Session) -> str:
    """A digest of the events, which somebody may have changed beside the program."""
    digest = hashlib.sha256()
    query = sa.select(EventRow.event_id, EventRow.content_hash).order_by(EventRow.event_id)
    _update(digest, session, query)
    return digest.hexdigest()


def _update(digest: hashlib._Hash, session: Session, query: sa.Select[Any, Any]) -> None:
    for page in session.execute(query).yield_per(_PAGE).partitions():
        digest.update("\n".join(f"{key} {value}" for key, value in page).encode())


def last_state(session: Session) -> Mapping[str, str]:
    """What the last run that ended well noted of its state."""
    versions = session.scalar(
        sa.select(BuildRunRow.versions)
        .where(BuildRunRow.status.in_(_DONE))
        .order_by(BuildRunRow.run_id.desc())
        .limit(1)
    )
    state = (versions or {}).get("state", {})
    return state if isinstance(state, dict) else {}


def note_state(session: Session, run_id: int, state: Mapping[str, str]) -> None:
    """Note the state with a run; the caller commits."""
    run = session.get_one(BuildRunRow, run_id)
    run.versions = {**run.versions, "state": dict(state)}
