"""Trains ``eventdb/models/selection.toml``: which stories of a report are current events of conflict.

Each story that the extractor tells is an example. In a hand-coded set it is right where it aligns
with a coded event (``eventdb.evaluate``), wrong where it aligns with none; one that aligns with an
optional event, or is of a type that the gold file leaves out, teaches nothing. In a crawl it is what
a reader said of it (``training/crawl_labels.py``). The model is a logistic regression with a quadratic
penalty, fitted by Newton's method. Reported figures come from five folds of reports that the
fitted weights have not seen; the threshold is the one with the best weighted F1 there.

    python -m training.selection SET... -o eventdb/models/selection.toml

A SET is a folder with reports_dev.jsonl and gold_dev.jsonl, and optionally ``:TYPE,TYPE`` of event
types that its gold leaves out, and ``*WEIGHT``; or the corpus of the crawl labels, which ends in
``.jsonl.gz``. ``--half`` leaves the held-out half of the crawl labels out, and reports on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eventdb.evaluate import Names
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.exchange import candidate_to_record, read_json_lines, report_from_mapping
from eventdb.extract.candidates import candidate_of, tell
from eventdb.extract.selection import is_current
from eventdb.pipeline import Extractor
from training.crawl_labels import label_of, labelled_reports, read_labels
from training.logistic import (
    Example,
    Fitted,
    answers,
    as_toml,
    best_threshold,
    fit_in_folds,
    reliability,
)

HEADING = (
    "Weights of eventdb/extract/selection.py: log-odds that a story is an event of conflict told",
    "as current. Features (features.py) are of the act and the telling, none of a language. Made by",
    "training/selection.py (`make train`), whose docstring says how; docs/evaluation.md, from what.",
)
PENALTY = 6.0
CRAWL = ".jsonl.gz"
HELD_OUT = "held_out"


def read_set(spec: str, extractor: Extractor) -> Iterator[Example]:
    """The examples of one set; those of the held-out half of a crawl are of the set ``held_out``."""
    spec, _, weight = spec.partition("*")
    if spec.endswith(CRAWL):
        yield from _read_crawl(Path(spec), float(weight or 1), extractor)
        return
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


def _read_crawl(corpus: Path, weight: float, extractor: Extractor) -> Iterator[Example]:
    labels = read_labels()
    for where, row in labelled_reports(corpus, labels):
        reading = extractor.read(report_from_mapping(row, where))
        for telling in tell(reading):
            label = label_of(reading.document, telling.frames, labels[row["id"]])
            # What is older than the extractor keeps is no question for the weights.
            if label is None or label.label == "optional":
                continue
            if not is_current(telling.when, reading.published):
                continue
            is_event = label.label == "event"
            yield Example(
                row["id"],
                telling.features,
                is_event,
                weight,
                HELD_OUT if label.half == HELD_OUT else corpus.name,
            )


def _name(spec: str) -> str:
    return Path(spec.partition("*")[0].partition(":")[0]).name


def _count_required(spec: str, examples: Sequence[Example]) -> int:
    """Number of events of a set that must be found; of a crawl, those among its stories."""
    spec = spec.partition("*")[0].partition(":")[0]
    if spec.endswith(CRAWL):
        return sum(example.is_right for example in examples if example.set_name == _name(spec))
    return sum(not row.get("optional") for _, row in _lines(Path(spec) / "gold_dev.jsonl"))


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        yield from read_json_lines(lines, str(path))


def _report(
    name: str, target: Sequence[bool], answer: Sequence[float], least: float, wanted: int
) -> None:
    """Print what is kept of a set, and how far its probabilities can be believed."""
    truth, given = np.array(target, dtype=float), np.array(answer)
    kept = given >= least
    right = float((truth * kept).sum())
    brier = float(np.mean((given - truth) ** 2))
    print(
        f"  {name}: {int(right)} right of {int(kept.sum())} kept and {wanted} wanted:"
        f" precision {right / max(kept.sum(), 1):.3f}, recall {right / wanted:.3f},"
        f" F1 {2 * right / (kept.sum() + wanted):.3f}; Brier {brier:.3f}"
    )


def _print_reliability(fitted: Fitted) -> None:
    print("of stories given a probability of, so many are right (folds not seen):")
    for low, high, count, mean, share in reliability(fitted.target, fitted.held_out):
        print(f"  {low:.1f} to {high:.1f}: {count} stories, mean {mean:.2f}, right {share:.2f}")


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    extractor = Extractor()
    everything = [example for spec in options.sets for example in read_set(spec, extractor)]
    examples = [e for e in everything if not (options.half and e.set_name == HELD_OUT)]
    fitted = fit_in_folds(examples, PENALTY)
    threshold, score = best_threshold(fitted)
    print(
        f"{len(examples)} stories, {int(fitted.target.sum())} events; {len(fitted.names)} features"
    )
    print(f"folds not seen: threshold {threshold}, weighted F1 of stories {score:.3f}")
    for spec in options.sets:
        part = [at for at, example in enumerate(examples) if example.set_name == _name(spec)]
        _report(
            _name(spec),
            [examples[at].is_right for at in part],
            [float(fitted.held_out[at]) for at in part],
            threshold,
            _count_required(spec, examples),
        )
    rest = [example for example in everything if example.set_name == HELD_OUT]
    if rest:
        part = [at for at, example in enumerate(examples) if example.set_name == HELD_OUT]
        given = answers(fitted, rest) if options.half else fitted.held_out[part]
        target = [example.is_right for example in rest]
        _report(HELD_OUT, target, [float(value) for value in given], threshold, sum(target))
    _print_reliability(fitted)
    options.output.write_text(as_toml(fitted, threshold, HEADING), encoding="utf-8")


if __name__ == "__main__":
    main()
