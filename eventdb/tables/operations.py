"""Tables of the work itself: corrections by people, issues, runs, and facts about the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import Key, Row


class CorrectionRow(Row):
    """Decisions of people, only ever added to; applied at every reconciliation."""

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint(
            "action IN ('set', 'merge', 'split', 'reject', 'confirm', 'undo')",
            name="action_valid",
        ),
        CheckConstraint("author <> ''", name="author_given"),
        CheckConstraint("reason <> ''", name="reason_given"),
    )

    correction_id: Mapped[Key] = mapped_column(doc="made from its content")
    event_id: Mapped[str | None] = mapped_column(
        index=True, doc="the event it speaks of, which a later build may have retired"
    )
    action: Mapped[str] = mapped_column(doc="set, merge, split, reject, confirm, undo")
    payload: Mapped[dict[str, Any]] = mapped_column(
        JSON,
        doc="groups of candidate ids and where they stood; column and value; what sources said then;"
        " what is undone",
    )
    author: Mapped[str]
    reason: Mapped[str]
    corrected_at: Mapped[dt.datetime] = mapped_column(index=True)


class EventCorrectionRow(Row):
    """Which correction bears on which event, as of the last reconciliation."""

    __tablename__ = "event_correction"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    correction_id: Mapped[Key] = mapped_column(ForeignKey("correction.correction_id"), index=True)
    field: Mapped[str] = mapped_column(
        doc="for set, the field in event_field whose value it is; otherwise empty"
    )


class CorrectionConflictRow(Row):
    """Corrections for review: they meet new evidence, or cannot be applied as they stand."""

    __tablename__ = "correction_conflict"

    correction_id: Mapped[Key] = mapped_column(ForeignKey("correction.correction_id"))
    problem: Mapped[Key] = mapped_column(doc="what speaks against it")


class BuildRunRow(Row):
    """Runs of the build."""

    __tablename__ = "build_run"
    __table_args__ = (
        CheckConstraint(
            "status IN ('running', 'done', 'done with issues', 'failed')", name="status_known"
        ),
        CheckConstraint("started_at <= finished_at", name="times_in_order"),
    )

    # SQLite counts up only a key of type INTEGER.
    run_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    started_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None] = mapped_column(doc="null: running, or killed")
    status: Mapped[str]
    versions: Mapped[dict[str, Any]] = mapped_column(JSON, doc="of program, extractor, codebook …")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, doc="reports, candidates, events …")


class IssueRow(Row):
    """What went wrong with which report, file or line, and how to mend it."""

    __tablename__ = "issue"

    issue_id: Mapped[Key] = mapped_column(doc="made from stage, origin, report and problem")
    stage: Mapped[str] = mapped_column(index=True, doc="read, extract, reconcile, check …")
    report_id: Mapped[str | None] = mapped_column(
        index=True, doc="as given; the report may be one that could not be taken in"
    )
    origin: Mapped[str] = mapped_column(doc="file, and line where there is one")
    problem: Mapped[str]
    mend: Mapped[str] = mapped_column(doc="what the user can do")
    first_run_id: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("build_run.run_id"), doc="run that met it first"
    )
    last_run_id: Mapped[int | None] = mapped_column(
        Integer,
        ForeignKey("build_run.run_id"),
        doc="run that met it last; older than the newest: mended",
    )


class MetaRow(Row):
    """Facts about the database: version of the codebook, digests of the seeds."""

    __tablename__ = "meta"

    key: Mapped[Key]
    value: Mapped[str]
