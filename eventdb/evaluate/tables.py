"""Scores as text, and the events that were read worst."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from eventdb.evaluate.judging import MAIN, VARIANTS
from eventdb.evaluate.scores import Evaluation, Pair, Score, Tally
from eventdb.evaluate.slots import PARTY_COLUMNS
from eventdb.evaluate.values import Record

_LONGEST = 200
_COLUMNS: dict[str, tuple[str, ...]] = {
    "type": ("acceptable_types", "event_type", "sub_event_type"),
    "date": ("date_alternatives", "event_date", "event_date_end"),
    "country": ("country",),
    "place": ("location", "admin2", "admin1"),
    "perpetrator": ("actor1_alternatives", "actor1"),
    "parties": PARTY_COLUMNS,
    "killed": ("fatalities_low", "fatalities_best", "fatalities_high"),
    "wounded": ("injured_low", "injured_best", "injured_high"),
    "responsibility": ("responsibility",),
}


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


def worst(evaluation: Evaluation, count: int) -> str:
    """The aligned pairs with the most wrong slots, what was wanted and what was given."""
    wrong = [pair for pair in evaluation.pairs if _wrong(pair)]
    ranked = sorted(wrong, key=lambda pair: (-len(_wrong(pair)), pair[0]["report_id"]))
    return "\n".join(line for pair in ranked[:count] for line in _describe(pair))


def _wrong(pair: Pair) -> list[str]:
    verdicts = pair[2]
    return [
        slot
        for slot in MAIN
        if slot in verdicts
        and verdicts[slot].right < max(verdicts[slot].wanted, verdicts[slot].given)
    ]


def _describe(pair: Pair) -> Iterator[str]:
    gold, given, _ = pair
    yield f"--- {gold['report_id']}"
    for slot in _wrong(pair):
        yield f"  {slot:<14} gold  {_shown(slot, gold)}"
        yield f"  {'':<14} given {_shown(slot, given)}"
    passage = " ".join((given.get("text") or "").split())
    if passage:
        yield f"  {'text':<14} {passage[:_LONGEST]}"


def _shown(slot: str, event: Record) -> str:
    columns = {name: event[name] for name in _COLUMNS[slot] if event.get(name) not in (None, [])}
    return json.dumps(columns, ensure_ascii=False) if columns else "-"
