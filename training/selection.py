"""Trains ``eventdb/models/selection.toml``: which stories of a report are current events of conflict.

Each story that the extractor tells is an example: right where it aligns with a hand-coded event
(``eventdb.evaluate``), wrong where it aligns with none; one that aligns with an optional event, or
is of a type that the gold file leaves out, teaches nothing. The model is a logistic regression
with a quadratic penalty, fitted by Newton's method. Reported figures come from five folds of
reports that the fitted weights have not seen; the threshold is the one with the best F1 there.

    python -m training.selection SET... -o eventdb/models/selection.toml

A SET is a folder with reports_dev.jsonl and gold_dev.jsonl, and optionally ``:TYPE,TYPE`` of event
types that its gold leaves out, and ``*WEIGHT``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from eventdb.evaluate import Names
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.exchange import candidate_to_record, read_json_lines, report_from_mapping
from eventdb.extract.candidates import candidate_of, tell
from eventdb.pipeline import Extractor
from training.logistic import Example, as_toml, best_threshold, fit_in_folds

HEADING = (
    "Weights of eventdb/extract/selection.py: log-odds that a story is an event of conflict told",
    "as current. Features are of the act and the telling, none of a language. Made by",
    "training/selection.py (`make train`), whose docstring says how; docs/evaluation.md, from what.",
)


def read_set(spec: str, extractor: Extractor) -> Iterator[Example]:
    """The examples of one set."""
    spec, _, weight = spec.partition("*")
    folder, _, left_out = spec.partition(":")
    unannotated = {name.strip() for name in left_out.split(",") if name.strip()}
    gold: dict[str, list[dict[str, Any]]] = {}
    for _, row in _lines(Path(folder) / "gold_dev.jsonl"):
        gold.setdefault(row["report_id"], []).append(row)
    judge = Judge(Names({}), ())
    for where, row in _lines(Path(folder) / "reports_dev.jsonl"):
        reading = extractor.read(report_from_mapping(row, where))
        tellings = tell(reading)
        records = [
            candidate_to_record(candidate_of(reading, telling, order, extractor.registry))
            for order, telling in enumerate(tellings)
        ]
        golds = gold.get(row["id"], [])
        pairs = {given: golds[number] for number, given in align(golds, records, judge)}
        for order, telling in enumerate(tellings):
            event = pairs.get(order)
            if event is not None and event.get("optional"):
                continue
            if event is None and records[order]["event_type"] in unannotated:
                continue
            yield Example(
                row["id"],
                telling.features,
                event is not None,
                float(weight or 1),
                Path(folder).name,
            )


def _folder(spec: str) -> str:
    return spec.partition("*")[0].partition(":")[0]


def _count_required(folder: Path) -> int:
    """Number of hand-coded events that must be found."""
    return sum(not row.get("optional") for _, row in _lines(folder / "gold_dev.jsonl"))


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        yield from read_json_lines(lines, str(path))


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sets", nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    extractor = Extractor()
    examples = [example for spec in options.sets for example in read_set(spec, extractor)]
    fitted = fit_in_folds(examples)
    threshold, score = best_threshold(fitted)
    print(
        f"{len(examples)} stories, {int(fitted.target.sum())} events; {len(fitted.names)} features"
    )
    print(f"held out: threshold {threshold}, weighted F1 of stories {score:.3f}")
    for spec in options.sets:
        folder = Path(_folder(spec))
        part = np.array([example.set_name == folder.name for example in examples])
        kept = fitted.held_out[part] >= threshold
        right = float((fitted.target[part] * kept).sum())
        wanted = _count_required(folder)
        print(
            f"  {folder.name}: {int(right)} right of {int(kept.sum())} kept and {wanted} coded:"
            f" F1 {2 * right / (kept.sum() + wanted):.3f}"
        )
    options.output.write_text(as_toml(fitted, threshold, HEADING), encoding="utf-8")


if __name__ == "__main__":
    main()
