"""Reports in: each known by its content, stored once, in committed batches."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from eventdb.load.identity import folded_name, report_hash, text_hash
from eventdb.load.issues import Issue, record_issue
from eventdb.load.statements import RowData, batches, insert_missing, insert_rows, select_rows
from eventdb.records import Report
from eventdb.tables import ExtractionRow, ReportRow, SourceAliasRow, SourceRow

log = logging.getLogger(__name__)

# Scale of a source that the seed does not hold: ACLED's word for what is none of the others.
UNREGISTERED_SCALE = "Other"

_CONFLICT_MEND = "give the other text an id of its own; the one that came first is kept"


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of reports that were handed in.

    Attributes:
        added: ids of those stored now, in the order they came.
        known: how many were there already, by content.
        issues: those that could not be stored, and why; they are recorded as well.
    """

    added: tuple[str, ...] = ()
    known: int = 0
    issues: tuple[Issue, ...] = ()


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    known: int = 0
    issues: list[Issue] = field(default_factory=list)


def add_reports(
    session: Session,
    reports: Iterable[Report],
    *,
    run_id: int | None = None,
    batch_size: int = 500,
) -> LoadResult:
    """Store the reports that the database does not hold yet; commits after every batch.

    A report whose content is known is skipped, whatever its id. One whose id is taken by another
    content is not stored and becomes an issue.

    Args:
        session: an open session.
        reports: any number; they are taken in one batch at a time.
        run_id: the run to record issues under.
        batch_size: reports a transaction.
    """
    tally = _Tally()
    for batch in batches(reports, batch_size):
        _add_batch(session, batch, run_id, tally)
        session.commit()
    log.info(
        "%s reports added, %s known, %s refused", len(tally.added), tally.known, len(tally.issues)
    )
    return LoadResult(tuple(tally.added), tally.known, tuple(tally.issues))


def _add_batch(
    session: Session, reports: Sequence[Report], run_id: int | None, tally: _Tally
) -> None:
    hashes = [report_hash(report) for report in reports]
    by_hash = {
        str(row["content_hash"]) for row in select_rows(session, ReportRow, "content_hash", hashes)
    }
    ids = (report.report_id for report in reports)
    by_id = {
        str(row["report_id"]): str(row["origin"])
        for row in select_rows(session, ReportRow, "report_id", ids)
    }
    sources = source_ids(session, (report.source for report in reports))
    now = dt.datetime.now(dt.UTC)
    rows: list[RowData] = []
    for report, known_by in zip(reports, hashes, strict=True):
        if known_by in by_hash:
            tally.known += 1
            continue
        if report.report_id in by_id:
            issue = _conflict(report, by_id[report.report_id])
            record_issue(session, issue, run_id=run_id)
            tally.issues.append(issue)
            continue
        by_hash.add(known_by)
        by_id[report.report_id] = report.origin
        rows.append(_report_row(report, known_by, sources, now))
        tally.added.append(report.report_id)
    insert_rows(session, ReportRow, rows)


def _conflict(report: Report, first_origin: str) -> Issue:
    where = f", read from {first_origin}" if first_origin else ""
    return Issue(
        stage="ingest",
        problem=f"the id {report.report_id!r} belongs to another report{where}",
        mend=_CONFLICT_MEND,
        report_id=report.report_id,
        origin=report.origin,
    )


def _report_row(
    report: Report, known_by: str, sources: dict[str, str], now: dt.datetime
) -> RowData:
    return {
        "report_id": report.report_id,
        "content_hash": known_by,
        "text_hash": text_hash(report),
        "source_id": None if report.source is None else sources[report.source],
        "source_name": report.source,
        "title": report.title,
        "text": report.text,
        "published_at": report.published,
        "is_published_inferred": report.is_published_inferred,
        "language": report.language,
        "is_language_inferred": report.is_language_inferred,
        "url": report.url,
        "origin": report.origin,
        "added_at": now,
    }


def source_ids(session: Session, names: Iterable[str | None]) -> dict[str, str]:
    """Source of each name, by alias; a name that no source bears becomes an unregistered source."""
    folded = {name: folded_name(name) for name in names if name is not None}
    known = {
        str(row["alias"]): str(row["source_id"])
        for row in select_rows(session, SourceAliasRow, "alias", folded.values())
    }
    new = {alias: name for name, alias in sorted(folded.items()) if alias not in known}
    insert_missing(session, SourceRow, [_unregistered(alias, name) for alias, name in new.items()])
    insert_missing(session, SourceAliasRow, [{"alias": a, "source_id": f"name:{a}"} for a in new])
    return {name: known.get(alias, f"name:{alias}") for name, alias in folded.items()}


def _unregistered(alias: str, name: str) -> RowData:
    return {
        "source_id": f"name:{alias}",
        "name": " ".join(name.split()),
        "scale": UNREGISTERED_SCALE,
        "kind": None,
        "language": None,
        "iso3": None,
        "url": None,
        "is_registered": False,
    }


def store_inferred(session: Session, reports: Iterable[Report]) -> None:
    """Store what extraction inferred of reports' languages and dates, marked as inferred.

    What was given with a report stays as it was given, whatever the record says; an earlier guess
    gives way to the newer one, or to none. Nothing is written where nothing differs. The caller
    commits.
    """
    for batch in batches(reports):
        stored = {
            str(row["report_id"]): row
            for row in select_rows(session, ReportRow, "report_id", (r.report_id for r in batch))
        }
        for report in batch:
            row = stored.get(report.report_id)
            changes = {} if row is None else _inferred_columns(report, row)
            if changes:
                known = ReportRow.report_id == report.report_id
                session.execute(sa.update(ReportRow).where(known).values(**changes))


def _inferred_columns(report: Report, row: RowMapping) -> RowData:
    """The columns of a stored report that what was inferred changes, with their values."""
    guesses: RowData = {}
    if row["published_at"] is None or row["is_published_inferred"]:
        is_guess = report.is_published_inferred
        guesses["published_at"] = report.published if is_guess else None
        guesses["is_published_inferred"] = is_guess
    if row["language"] is None or row["is_language_inferred"]:
        is_guess = report.is_language_inferred
        guesses["language"] = report.language if is_guess else None
        guesses["is_language_inferred"] = is_guess
    return {name: value for name, value in guesses.items() if value != row[name]}


# --------------------------------------------------------------------------------------------
# Reports out
# --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """Which reports are still to be read: those that this version of the extractor has not read.

    Attributes:
        with_left_out: those, too, that were left out unread.
    """

    extractor_version: str
    with_left_out: bool = False

    def condition(self) -> sa.ColumnElement[bool]:
        """Of a row of ``report``."""
        read = sa.select(ExtractionRow.report_id).where(
            ExtractionRow.report_id == ReportRow.report_id,
            ExtractionRow.extractor_version == self.extractor_version,
        )
        if self.with_left_out:
            read = read.where(ExtractionRow.left_out.is_(None))
        return ~read.exists()


def pending_reports(
    session: Session, pending: Pending, *, page_size: int = 200
) -> Iterator[Report]:
    """Reports that are still to be read, in the order of their ids.

    Read in pages of their own, so that the caller may store candidates and commit meanwhile.
    """
    yield from _reports(session, page_size, pending)


def read_reports(session: Session, *, page_size: int = 200) -> Iterator[Report]:
    """All reports, in the order of their ids."""
    yield from _reports(session, page_size, None)


def count_pending(session: Session, pending: Pending) -> int:
    """How many reports are still to be read."""
    query = sa.select(sa.func.count()).select_from(ReportRow).where(pending.condition())
    return int(session.execute(query).scalar_one())


def _reports(session: Session, page_size: int, pending: Pending | None) -> Iterator[Report]:
    last = ""
    while True:
        query = sa.select(ReportRow.__table__).where(ReportRow.report_id > last)
        if pending is not None:
            query = query.where(pending.condition())
        query = query.order_by(ReportRow.report_id).limit(page_size)
        page = session.connection().execute(query).mappings().all()
        if not page:
            return
        yield from map(report_of, page)
        last = str(page[-1]["report_id"])


def read_report(session: Session, report_id: str) -> Report | None:
    """One report; ``None`` where the database holds none of that id."""
    query = sa.select(ReportRow.__table__).where(ReportRow.report_id == report_id)
    row = session.connection().execute(query).mappings().one_or_none()
    return None if row is None else report_of(row)


def report_of(row: RowMapping) -> Report:
    """The record of a row."""
    return Report(
        report_id=row["report_id"],
        text=row["text"],
        title=row["title"],
        published=row["published_at"],
        is_published_inferred=row["is_published_inferred"],
        source=row["source_name"],
        url=row["url"],
        language=row["language"],
        is_language_inferred=row["is_language_inferred"],
        origin=row["origin"],
    )
