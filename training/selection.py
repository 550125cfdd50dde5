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
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventdb.evaluate import Names
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.exchange import candidate_to_record, read_json_lines, report_from_mapping
from eventdb.extract.candidates import candidate_of, tell
from eventdb.pipeline import Extractor

FOLDS = 5
PENALTY = 4.0
LEAST_SEEN = 8
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A story with its features and whether a coder holds it to be an event."""

    report_id: str
    features: Mapping[str, float]
    is_event: bool
    weight: float
    set_name: str


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


def matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Examples by features, with a column of ones last."""
    index = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(examples), len(names) + 1))
    table[:, -1] = 1.0
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in index:
                table[row, index[name]] = value
    return table


def fit(table: NDArray[np.float64], target: Vector, weight: Vector) -> Vector:
    """Weights of the penalised logistic regression; the last is the bias, which is not penalised."""
    size = table.shape[1]
    penalty = np.full(size, PENALTY)
    penalty[-1] = 1e-6
    theta = np.zeros(size)
    for _ in range(30):
        probability = 1.0 / (1.0 + np.exp(-np.clip(table @ theta, -30, 30)))
        gradient = table.T @ (weight * (probability - target)) + penalty * theta
        curvature = weight * np.maximum(probability * (1 - probability), 1e-6)
        hessian = (table * curvature[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return theta


def best_threshold(probability: Vector, target: Vector, weight: Vector) -> tuple[float, float]:
    """The threshold with the best weighted F1, and that F1."""
    best = (0.5, 0.0)
    for threshold in np.arange(0.2, 0.8, 0.02):
        kept = probability >= threshold
        right = float((weight * target)[kept].sum())
        score = 2 * right / float((weight * kept).sum() + (weight * target).sum())
        if score > best[1]:
            best = (round(float(threshold), 2), score)
    return best


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
    seen = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    table = matrix(examples, names)
    wanted = {
        Path(_folder(spec)).name: _count_required(Path(_folder(spec))) for spec in options.sets
    }
    target = np.array([float(example.is_event) for example in examples])
    weight = np.array([example.weight for example in examples])
    fold = np.array([zlib.crc32(example.report_id.encode()) % FOLDS for example in examples])
    held_out = np.zeros(len(examples))
    for number in range(FOLDS):
        theta = fit(table[fold != number], target[fold != number], weight[fold != number])
        held_out[fold == number] = 1 / (
            1 + np.exp(-np.clip(table[fold == number] @ theta, -30, 30))
        )
    threshold, score = best_threshold(held_out, target, weight)
    print(f"{len(examples)} stories, {int(target.sum())} events; {len(names)} features")
    print(f"held out: threshold {threshold}, weighted F1 of stories {score:.3f}")
    for name in sorted({example.set_name for example in examples}):
        part = np.array([example.set_name == name for example in examples])
        kept = held_out[part] >= threshold
        right = float((target[part] * kept).sum())
        print(
            f"  {name}: {int(right)} right of {int(kept.sum())} kept and {wanted[name]} coded:"
            f" F1 {2 * right / (kept.sum() + wanted[name]):.3f}"
        )
    theta = fit(table, target, weight)
    options.output.write_text(_toml(threshold, names, theta), encoding="utf-8")


def _toml(threshold: float, names: Sequence[str], theta: Vector) -> str:
    rows = "\n".join(
        f'"{name}" = {value:.2f}'
        for name, value in zip(names, theta[:-1], strict=True)
        if abs(value) >= 0.005
    )
    return (
        "# Weights of eventdb/extract/selection.py: log-odds that a story is an event of conflict told\n"
        "# as current. Features are of the act and the telling, none of a language. Made by\n"
        "# training/selection.py (`make train`), whose docstring says how; docs/evaluation.md, from what.\n"
        f"threshold = {threshold}\nbias = {theta[-1]:.2f}\n\n[weights]\n{rows}\n"
    )


if __name__ == "__main__":
    main()
