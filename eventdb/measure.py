"""Measures the extractor, or predictions from elsewhere, against a file of hand-coded events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventdb.errors import EventdbError, ReadError
from eventdb.evaluate import (
    MAIN,
    Evaluation,
    Names,
    agree,
    agreement_text,
    compare,
    comparison_text,
    confusion,
    confusion_text,
    evaluate,
    report_text,
    slot_errors,
)
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


@dataclass(frozen=True, slots=True)
class Extras:
    """What to tell beside the scores.

    Attributes:
        errors: how many errors to list.
        slot: list those of this slot; ``None``: the events with the most wrong slots.
        compare: events of an earlier run to compare with.
        wants_confusion: show which type is taken for which.
    """

    errors: int = 0
    slot: str | None = None
    compare: Path | None = None
    wants_confusion: bool = False


def measure(what: Measurement, workers: int, screen: Screen) -> Evaluation:
    """The scores.

    Raises:
        EventdbError: a file cannot be read, or is not what it should be.
    """
    return _measure(what, _givens(what, workers, screen), what.by)


def measure_as_text(
    what: Measurement, extras: Extras, workers: int, screen: Screen
) -> tuple[Evaluation, str]:
    """The scores, and all that is to be told of them.

    Raises:
        EventdbError: a file cannot be read, is not what it should be, or there is no such slot.
    """
    slots = ("event", *MAIN)
    if extras.slot is not None and extras.slot not in slots:
        raise EventdbError(f"no slot {extras.slot!r}; the slots are {', '.join(slots)}")
    givens = _givens(what, workers, screen)
    found = _measure(what, givens, what.by)
    count = 0 if extras.slot else extras.errors
    parts = [report_text(found, what.by, count)]
    if extras.slot:
        reports = {report["id"]: report for report in _read_records(what.reports, "id")}
        parts.append(slot_errors(found, extras.slot, extras.errors or 10, reports))
    if extras.wants_confusion:
        parts.append(confusion_text(confusion(found)))
    if extras.compare is not None:
        before = _measure(what, _read_records(extras.compare, "report_id"), "id")
        changes = compare(before, _measure(what, givens, "id"))
        parts.append(comparison_text(changes, extras.errors))
    return found, "\n\n".join(parts)


def agreement(first: Path, second: Path, aliases: Path | None = None) -> str:
    """How far two coders of the same reports agree, as text.

    Raises:
        EventdbError: a file cannot be read, or is not what it should be.
    """
    ones, others = _read_records(first, "report_id"), _read_records(second, "report_id")
    found = agree(ones, others, Names(_read_aliases(aliases)))
    return agreement_text(found, len(ones), len(others))


def _givens(what: Measurement, workers: int, screen: Screen) -> list[dict[str, Any]]:
    if what.predictions is not None:
        return _read_records(what.predictions, "report_id")
    return _extract(what.reports, workers, screen)


def _measure(what: Measurement, givens: Sequence[dict[str, Any]], by: str | None) -> Evaluation:
    reports = _read_records(what.reports, "id")
    golds = _read_records(what.gold, "report_id")
    parts = [entry.partition("|") for entry in what.unannotated]
    return evaluate(
        golds,
        givens,
        reports=reports,
        by=by,
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
