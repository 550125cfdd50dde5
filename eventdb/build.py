"""The line, top to bottom: migrate, ingest, extract, reconcile, check, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventdb.codebook import CountRule
from eventdb.outcome import Outcome, Watcher
from eventdb.reading import Columns
from eventdb.run import running
from eventdb.settings import Settings


def build(
    paths: Sequence[str | Path],
    settings: Settings,
    watcher: Watcher,
    corrections: str | None = None,
    columns: Columns | None = None,
) -> Outcome:
    """The whole line, from files of reports to a reconciled database and its exports.

    Args:
        paths: files and folders; ``-`` is standard input.
        settings: of the run; its database may be empty or not there yet.
        watcher: is told how far it is, and of every issue.
        corrections: a CSV file of people's corrections to take in before reconciliation.
        columns: under which names records keep the keys of a report.

    Raises:
        EventdbError: nothing can be done: no database, no report, no lexicon; or a correction of
            the file cannot be read.
    """
    with running(settings.database, watcher) as run:
        with run.outcome.timed("reading"):
            run.ingest(paths, columns)
        if run.outcome.read == 0:
            return run.outcome
        with run.outcome.timed("extracting"):
            run.extract(settings)
        if corrections is not None:
            run.take_in(corrections)
        run.bring_up_to_date(settings.count_rule, settings.exports)
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
