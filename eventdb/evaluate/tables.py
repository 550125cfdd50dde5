"""Scores as text and as plain data."""

from __future__ import annotations

from typing import Any

from eventdb.evaluate.errors import worst
from eventdb.evaluate.judging import MAIN, VARIANTS
from eventdb.evaluate.scores import Evaluation, Score, Tally


def report_text(evaluation: Evaluation, by: str | None = None, errors: int = 0) -> str:
    """All of it: the table over all reports, one for each group, the events read worst."""
    parts = [table(evaluation.overall, evaluation.slots)]
    for group, tally in evaluation.groups.items():
        parts.append(f"{by} = {group}\n{table(tally, evaluation.slots)}")
    if errors:
        parts.append(f"read worst\n{worst(evaluation, errors)}")
    return "\n\n".join(parts)


def table(tally: Tally, slots: tuple[str, ...]) -> str:
    """A line for each slot; variants, which do not enter ``all``, below."""
    heading = ("slot", "P", "R", "F1", "wanted", "given", "right")
    lines = ["{:<15} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8}".format(*heading)]
    main = [slot for slot in ("relevance", "event", *MAIN) if slot in slots]
    lines += [_line(slot, tally.score(slot)) for slot in (*main, "all")]
    lines.append("variants, not in all:")
    lines += [_line(slot, tally.score(slot)) for slot in VARIANTS if slot in slots]
    if tally.median_km is not None:
        pairs = len(tally.distances)
        lines.append(f"coordinates: median error {tally.median_km:.1f} km over {pairs} events")
    return "\n".join(lines)


def _line(slot: str, score: Score) -> str:
    shares = (_percent(share) for share in (score.precision, score.recall, score.f1))
    counts = f"{score.wanted:8d} {score.given:8d} {score.right:8d}"
    return f"{slot:<15} {' '.join(shares)} {counts}"


def _percent(share: float | None) -> str:
    return f"{'-':>6}" if share is None else f"{100 * share:6.1f}"


def as_record(evaluation: Evaluation) -> dict[str, Any]:
    """All scores as plain data."""
    return {
        "overall": _tally_record(evaluation.overall, evaluation.slots),
        "groups": {
            key: _tally_record(tally, evaluation.slots) for key, tally in evaluation.groups.items()
        },
    }


def _tally_record(tally: Tally, slots: tuple[str, ...]) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for slot in (*slots, "all"):
        score = tally.score(slot)
        rows[slot] = {
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
            "support": score.wanted,
            "predicted": score.given,
            "correct": score.right,
        }
    rows["coordinates"] = {"median_km": tally.median_km, "pairs": len(tally.distances)}
    return rows
