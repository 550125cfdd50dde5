"""The line, top to bottom: migrate, ingest, extract, reconcile, check, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventdb.codebook import CountRule
from eventdb.outcome import Outcome, Watcher
from eventdb.reading import Columns
from eventdb.run import running


def build(
    paths: Sequence[str | Path],
    url: str,
    exports: Path,
    workers: int,
    watcher: Watcher,
    corrections: str | None = None,
    count_rule: CountRule = CountRule.ACLED,
    columns: Columns | None = None,
) -> Outcome:
    """The whole line, from files of reports to a reconciled database and its exports.

    Args:
        paths: files and folders; ``-`` is standard input.
        url: of the database, which may be empty or not there yet.
        exports: folder, made where it is missing.
        workers: processes that extract.
        watcher: is told how far it is, and of every issue.
        corrections: a CSV file of people's corrections to take in before reconciliation.
        count_rule: how counts are fused.
        columns: under which names records keep the keys of a report.

    Raises:
        EventdbError: nothing can be done: no database, no report, no lexicon; or a correction of
            the file cannot be read.
    """
    with running(url, watcher) as run:
        run.ingest(paths, columns)
        if run.outcome.read == 0:
            return run.outcome
        run.extract(workers)
        if corrections is not None:
            run.take_in(corrections)
        run.bring_up_to_date(count_rule, exports)
        return run.outcome


def ingest(
    paths: Sequence[str | Path], url: str, watcher: Watcher, columns: Columns | None = None
) -> Outcome:
    """Store reports; the next build extracts them."""
    with running(url, watcher) as run:
        run.ingest(paths, columns)
        return run.outcome


def reconcile_database(
    url: str, watcher: Watcher, count_rule: CountRule = CountRule.ACLED
) -> Outcome:
    """Reconcile what is extracted."""
    with running(url, watcher) as run:
        run.reconcile(count_rule)
        return run.outcome
