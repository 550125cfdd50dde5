"""Measures the extractor, or predictions from elsewhere, against a file of hand-coded events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventdb.errors import EventdbError, ReadError
from eventdb.evaluate import Evaluation, Names, evaluate
from eventdb.exchange import candidate_to_record, read_json_lines
from eventdb.terminal import Screen


@dataclass(frozen=True, slots=True)
class Measurement:
    """What to measure.

    Attributes:
        reports: JSON Lines of reports; only their events are scored.
        gold: hand-coded events of the exchange format.
        predictions: events to score; ``None``: what the extractor makes of the reports.
        aliases: JSON object of other names of each actor.
        by: key to group the scores by, as ``language``.
        unannotated: ``TYPE`` or ``TYPE|SUB-TYPE`` that the gold file leaves out.
    """

    reports: Path
    gold: Path
    predictions: Path | None = None
    aliases: Path | None = None
    by: str | None = None
    unannotated: Sequence[str] = ()


def measure(what: Measurement, workers: int, screen: Screen) -> Evaluation:
    """The scores.

    Raises:
        EventdbError: a file cannot be read, or is not what it should be.
    """
    reports = _read_records(what.reports, "id")
    golds = _read_records(what.gold, "report_id")
    if what.predictions is not None:
        givens = _read_records(what.predictions, "report_id")
    else:
        givens = _extract(what.reports, workers, screen)
    parts = [entry.partition("|") for entry in what.unannotated]
    return evaluate(
        golds,
        givens,
        reports=reports,
        by=what.by,
        names=Names(_read_aliases(what.aliases)),
        unannotated=[(kind, sub or None) for kind, _, sub in parts],
    )


def _extract(path: Path, workers: int, screen: Screen) -> list[dict[str, Any]]:
    from eventdb.stream import extract_all

    return [
        candidate_to_record(candidate)
        for made in extract_all([path], workers, screen)
        for candidate in made.candidates
    ]


def _read_records(path: Path, key: str) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file that all have a key.

    Raises:
        EventdbError: the file cannot be read, or an object has no such key.
    """
    records = []
    try:
        with path.open(encoding="utf-8") as lines:
            for origin, record in read_json_lines(lines, str(path)):
                if not isinstance(record.get(key), str):
                    raise ReadError(origin, f"missing key {key!r}", "give the id of the report")
                records.append(record)
    except (OSError, UnicodeDecodeError) as error:
        raise EventdbError(f"{path}: cannot be read ({error}); name a JSON Lines file") from error
    return records


def _read_aliases(path: Path | None) -> dict[str, list[str]]:
    if path is None:
        return {}
    mend = 'write {"name": ["other name", …]}'
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EventdbError(f"{path}: cannot be read ({error}); {mend}") from error
    if not isinstance(table, dict) or not all(isinstance(row, list) for row in table.values()):
        raise EventdbError(f"{path}: is no object of lists; {mend}")
    return table
