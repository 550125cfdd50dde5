"""Tables of reports and of what extraction made of each."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import Key, Row


class ReportRow(Row):
    """Published texts as they were read, never altered."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text_given"),
        # The days of a source are counted without reading the texts.
        Index(None, "source_id", "published_at"),
    )

    report_id: Mapped[Key]
    content_hash: Mapped[str] = mapped_column(
        unique=True, doc="SHA-256 of source, day, title and text: what a report is known by"
    )
    text_hash: Mapped[str] = mapped_column(
        index=True, doc="SHA-256 of title and text: equal in verbatim copies by other sources"
    )
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.source_id"))
    source_name: Mapped[str | None] = mapped_column(doc="the publisher's name as given")
    title: Mapped[str | None] = mapped_column(doc="headline, original")
    text: Mapped[str] = mapped_column(doc="body, original; spans count its characters")
    published_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    is_published_inferred: Mapped[bool] = mapped_column(doc="the date was read out of the text")
    language: Mapped[str | None] = mapped_column(doc="BCP 47")
    is_language_inferred: Mapped[bool] = mapped_column(doc="the language was told from the text")
    url: Mapped[str | None]
    origin: Mapped[str] = mapped_column(doc="file and line it was read from")
    added_at: Mapped[dt.datetime] = mapped_column(doc="when it came into this database")


class ExtractionRow(Row):
    """Which version of the extractor read a report last, and how that ended."""

    __tablename__ = "extraction"
    __table_args__ = (
        CheckConstraint("status IN ('done', 'failed', 'left out')", name="status_known"),
        CheckConstraint("(status = 'left out') = (left_out IS NOT NULL)", name="reason_given"),
        CheckConstraint("candidates >= 0", name="candidates_sign"),
        CheckConstraint("seconds >= 0", name="seconds_sign"),
    )

    report_id: Mapped[Key] = mapped_column(ForeignKey("report.report_id", ondelete="CASCADE"))
    extractor_version: Mapped[str] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(
        doc="done; failed: the reason is among the issues; left out: not worth reading whole"
    )
    candidates: Mapped[int] = mapped_column(doc="how many events it told")
    left_out: Mapped[str | None] = mapped_column(doc="why it was left out unread")
    seconds: Mapped[float | None] = mapped_column(Double, doc="how long reading it took")
    run_id: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("build_run.run_id"), index=True, doc="run that read it"
    )
