"""From files of reports to a file of event candidates, without a database."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from eventdb.errors import EventdbError
from eventdb.exchange import candidate_to_json
from eventdb.gazetteer import open_gazetteer
from eventdb.limits import DEFAULT_LIMITS, ReportLimits
from eventdb.pipeline import Extraction
from eventdb.reading import Columns, ReadIssue, read_reports
from eventdb.records import Report
from eventdb.terminal import Screen
from eventdb.workers import extract_reports


@dataclass(slots=True)
class Flow:
    """What passed: reports that were extracted, their candidates, and issues of either step."""

    read: int = 0
    candidates: int = 0
    issues: int = 0


def extract_to(
    paths: Sequence[str | Path],
    output: Path | None,
    workers: int,
    screen: Screen,
    columns: Columns | None = None,
    limits: ReportLimits = DEFAULT_LIMITS,
    scheduler: str | None = None,
) -> Flow:
    """Write the event candidates of all reports, in the order of the reports.

    A file is put in place when it is whole; until then an older one of its name stands.

    Args:
        paths: files and folders; ``-`` is standard input.
        output: ``None`` is standard output.
        workers: processes that extract.
        screen: is told how far it is, and of every issue.
        columns: under which names records keep the keys of a report.
        limits: what one report may cost.
        scheduler: address of a Dask cluster that extracts.

    Raises:
        EventdbError: the output cannot be written.
    """
    flow = Flow()
    with _writing(output) as stream:
        for made in extract_all(paths, workers, screen, columns, limits, scheduler):
            flow.read += 1
            flow.candidates += len(made.candidates)
            _write(stream, map(candidate_to_json, made.candidates))
    flow.issues = screen.issues
    return flow


def extract_all(
    paths: Sequence[str | Path],
    workers: int,
    screen: Screen,
    columns: Columns | None = None,
    limits: ReportLimits = DEFAULT_LIMITS,
    scheduler: str | None = None,
) -> Iterator[Extraction]:
    """What came of each report that could be read; the screen is told of the others."""
    # Compiled here where it is missing, once, and not by every worker at the same time.
    open_gazetteer()
    found = extract_reports(
        _readable(paths, screen, columns),
        workers,
        limits=limits,
        scheduler=scheduler,
    )
    for made in screen.track(found, "extracting"):
        if made.problem is None:
            yield made
            continue
        origin = made.report.origin or made.report.report_id
        screen.issue(ReadIssue(origin, made.problem, made.mend or "", made.report.report_id))


def _readable(
    paths: Sequence[str | Path], screen: Screen, columns: Columns | None
) -> Iterator[Report]:
    for item in read_reports(paths, columns):
        if isinstance(item, ReadIssue):
            screen.issue(item)
        else:
            yield item


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(line + "\n")


@contextlib.contextmanager
def _writing(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        # Whatever the terminal's encoding, the format is UTF-8.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    partial = output.with_name(f"{output.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        partial.replace(output)
    except OSError as error:
        mend = "name a file in a folder that may be written to, with -o"
        raise EventdbError(f"{output}: cannot be written ({error.strerror}); {mend}") from error
    finally:
        partial.unlink(missing_ok=True)
