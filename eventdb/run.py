"""One run on one database: the steps, in order, and the record of it.

Every step commits what it has done before the next begins, ingestion and extraction after every
batch: a run that is killed goes on where it stopped, and one that changes nothing writes nothing.
What is only needed where there is work (spaCy, numpy) is imported there.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from eventdb import __version__
from eventdb.checks import run_checks
from eventdb.codebook import CountRule
from eventdb.database import migrate, open_engine, reaching
from eventdb.exports import whole_files, write_exports
from eventdb.interrupts import held_back
from eventdb.load import (
    Extraction,
    Issue,
    Pending,
    add_places,
    add_reports,
    count_pending,
    finish_run,
    input_state,
    last_state,
    note_state,
    output_state,
    pending_reports,
    program_state,
    read_anchors,
    read_candidates,
    read_corrections,
    record_issue,
    start_run,
    store_extractions,
    sync_reference,
    write_reconciliation,
)
from eventdb.load import read_reports as stored_reports
from eventdb.lock import alone
from eventdb.outcome import Outcome, Watcher
from eventdb.reading import Columns, ReadIssue, read_reports
from eventdb.records import Place, Report
from eventdb.runs.shares import as_stored, read_shares
from eventdb.settings import Settings
from eventdb.tables import EventRow, IdRedirectRow

if TYPE_CHECKING:
    from eventdb.gazetteer import Gazetteer
    from eventdb.pipeline import Extraction as Made

log = logging.getLogger(__name__)

# Reports whose candidates are committed together: what a kill can cost, a second or two of work.
_BATCH = 64
_REPORTS_AT_ONCE = 500


@dataclass(slots=True)
class Run:
    """One run on one database: the steps, each a method that commits."""

    engine: Engine
    session: Session
    run_id: int
    watcher: Watcher
    outcome: Outcome

    def note(self, issue: Issue) -> None:
        """Record an issue, and tell of it."""
        record_issue(self.session, issue, run_id=self.run_id)
        self.tell(issue)

    def tell(self, issue: Issue) -> None:
        """Tell of an issue that is recorded."""
        self.outcome.issues.append(issue)
        self.watcher.issue(issue)

    def finish(self, status: str) -> None:
        """End the record of the run."""
        shares = as_stored(read_shares(self.session, self.run_id))
        counts = {**self.outcome.counts(), "shares": shares}
        finish_run(self.session, self.run_id, counts, status=status)

    def ingest(self, paths: Sequence[str | Path], columns: Columns | None) -> None:
        """Store the reports of some files and folders that the database does not hold yet."""
        self.outcome.has_ingested = True
        reports = self._readable(paths, columns)
        while batch := list(islice(reports, _REPORTS_AT_ONCE)):
            with held_back():
                loaded = add_reports(self.session, batch, run_id=self.run_id)
            self.outcome.added += len(loaded.added)
            self.outcome.known += loaded.known
            for issue in loaded.issues:
                self.tell(issue)
        self.session.commit()

    def _readable(self, paths: Sequence[str | Path], columns: Columns | None) -> Iterator[Report]:
        for item in self.watcher.track(read_reports(paths, columns), "reading"):
            if isinstance(item, ReadIssue):
                self.note(Issue("read", item.problem, item.mend, item.report_id, item.origin))
            else:
                self.outcome.read += 1
                yield item

    def extract(self, settings: Settings) -> None:
        """Read every report that this version of the extractor has not read."""
        from eventdb.extract.version import EXTRACTOR_VERSION

        self.outcome.has_extracted = True
        pending = Pending(EXTRACTOR_VERSION, with_left_out=not settings.triage)
        total = count_pending(self.session, pending)
        if total == 0:
            return
        from eventdb.gazetteer import open_gazetteer
        from eventdb.workers import extract_reports

        # Compiled here where it is missing, once, and not by every worker at the same time.
        gazetteer = open_gazetteer()
        reports = pending_reports(self.session, pending)
        found = extract_reports(
            reports,
            min(settings.workers, total),
            triage=settings.triage,
            limits=settings.limits,
            scheduler=settings.scheduler,
        )
        tracked = iter(self.watcher.track(found, "extracting", total))
        while batch := list(islice(tracked, _BATCH)):
            with held_back():
                self._store(batch, EXTRACTOR_VERSION, gazetteer)

    def _store(self, batch: Sequence[Made], version: str, gazetteer: Gazetteer) -> None:
        """Store what came of some reports, and commit."""
        for made in batch:
            if made.problem is not None:
                report = made.report
                origin = report.origin or report.report_id
                self.note(Issue("extract", made.problem, made.mend or "", report.report_id, origin))
        left_out = [made.left_out for made in batch if made.left_out is not None]
        self.outcome.left_out.update(left_out)
        self.outcome.extracted += len(batch) - len(left_out)
        self.outcome.candidates += sum(len(made.candidates) for made in batch)
        extractions = [
            Extraction(
                made.report.report_id,
                made.candidates,
                made.problem is not None,
                made.report,
                made.left_out,
                made.seconds,
            )
            for made in batch
        ]
        stored = store_extractions(self.session, extractions, version, self.run_id)
        self.outcome.changed += len(stored)
        named = {candidate.place_id for made in batch for candidate in made.candidates}
        add_places(self.session, _places(gazetteer, named))
        self.session.commit()

    def take_in(self, corrections: str) -> None:
        """Store the corrections of a file that the database does not hold yet."""
        from eventdb.review import import_file

        with held_back():
            import_file(self.session, corrections)

    def bring_up_to_date(self, count_rule: CountRule, exports: Path) -> None:
        """Reconcile, check and export; where nothing bears on the result, what is there stands."""
        state = {
            "input": input_state(self.session, {"rule": str(count_rule), **program_state()}),
            "exports": str(exports.resolve()),
        }
        last = last_state(self.session)
        is_same = last.get("input") == state["input"] and (
            last.get("output") == output_state(self.session)
        )
        if is_same:
            self.outcome.has_reconciled = True
            self.outcome.events = (
                self.session.scalar(sa.select(sa.func.count(EventRow.event_id))) or 0
            )
        else:
            with self.outcome.timed("reconciling"):
                self.reconcile(count_rule)
        if is_same and last.get("exports") == state["exports"] and (found := whole_files(exports)):
            self.outcome.files = found
        elif self._checked():
            with self.outcome.timed("exporting"):
                self.export(exports)
        else:
            return
        state["output"] = output_state(self.session)
        note_state(self.session, self.run_id, state)

    def reconcile(self, count_rule: CountRule) -> None:
        """Make events of all candidates; what comes out as it is stored is not written."""
        from eventdb.reconcile import reconcile

        found = reconcile(
            read_candidates(self.session),
            reports=stored_reports(self.session),
            previous=read_anchors(self.session),
            used_ids=self.session.scalars(sa.select(IdRedirectRow.old_event_id)),
            corrections=read_corrections(self.session),
            count_rule=count_rule,
        )
        with held_back():
            changes = write_reconciliation(self.session, found)
        self.outcome.has_reconciled = True
        self.outcome.events = len(found.events)
        self.outcome.changed_events = (
            len(changes.added) + len(changes.changed) + len(changes.removed)
        )
        self.outcome.corrected = len({item.correction_id for item in found.applied})
        self.outcome.for_review = len({key for key, _ in found.conflicts})

    def _checked(self) -> bool:
        with self.outcome.timed("checking"):
            return self.check()

    def check(self) -> bool:
        """Whether the database holds what it must; a warning does not keep it from being used."""
        failures = run_checks(self.engine)
        for failure in failures:
            check = failure.check
            found = f"{check.holds}: not so for {failure.count} rows ({'; '.join(failure.rows)})"
            if check.level == "error":
                mend = "nothing is exported; report the rows, which the program should not make"
                self.note(Issue("check", found, mend, origin=check.name))
            else:
                log.warning("%s: %s", check.name, found)
        self.session.commit()
        return all(failure.check.level != "error" for failure in failures)

    def export(self, folder: Path) -> None:
        """Write the exports."""
        self.outcome.files = list(write_exports(self.session, folder))


def _places(gazetteer: Gazetteer, place_ids: Iterable[str | None]) -> Iterator[Place]:
    """The gazetteer's entries; of a place that it no longer has, what candidates say must do."""
    for place_id in sorted(filter(None, place_ids)):
        with suppress(KeyError):
            yield gazetteer.place(place_id)


@contextmanager
def _opened(url: str) -> Iterator[tuple[Engine, Session]]:
    """A database of the present schema that no other run works on."""
    with alone(url):
        with held_back():
            migrate(url)
        with (
            open_engine(url) as engine,
            reaching(engine, OperationalError),
            Session(engine) as session,
        ):
            yield engine, session


@contextmanager
def running(url: str, watcher: Watcher) -> Iterator[Run]:
    """A run on a database that is brought to the present schema; recorded however it ends.

    Raises:
        DatabaseError: another run works on the database, or it cannot be reached, now or later in
            the block, or is full.
    """
    started = time.monotonic()
    with _opened(url) as (engine, session):
        with held_back():
            sync_reference(session)
            run_id = start_run(session, {"eventdb": __version__})
        run = Run(engine, session, run_id, watcher, Outcome())
        try:
            yield run
        except BaseException:
            # What ended the run is worth more than the record of it.
            with suppress(SQLAlchemyError):
                session.rollback()
                run.finish("failed")
            raise
        run.outcome.seconds = time.monotonic() - started
        run.finish("done with issues" if run.outcome.issues else "done")
