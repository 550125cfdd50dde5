"""Trains ``eventdb/models/triage.toml``: which reports of a crawl are worth reading whole.

Each report is an example, and worth reading where the extractor finds an event in it: what is left out
is then what would have come to nothing. No hand-coded set is used, so that the loss on them
is that on reports not seen. The threshold is the probability under which one in three hundred of the
reports with an event lies, in five folds of reports that the fitted weights have not seen.

    python -m training.triage CRAWL... -o eventdb/models/triage.toml [--set FOLDER...]

``--set`` names hand-coded sets (reports_dev.jsonl, gold_dev.jsonl): how many of their reports with an
event would be left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from eventdb.exchange import read_json_lines
from eventdb.pipeline import prepare
from eventdb.reading import read_reports
from eventdb.records import Report
from eventdb.triage import NO_ACT, features, why_left_out
from eventdb.workers import extract_reports
from training.logistic import Example, as_toml, fit_in_folds

HEADING = (
    "Weights of eventdb/triage.py: log-odds that the extractor finds an event in a report. Features are",
    "concepts that its words can stand for (any.), those of its lead (lead.), and how many are acts.",
    "Made by training/triage.py (`make train-triage`), whose docstring says how.",
)
PENALTY = 20.0
LOSS = 0.003


def read_crawl(paths: Sequence[Path], workers: int = 2) -> Iterator[Example]:
    """An example of each report that has a word of an act."""
    reports = (item for item in read_reports(paths) if isinstance(item, Report))
    for made in extract_reports(reports, workers):
        if made.problem is None:
            found = features(made.report)
            if found["acts"]:
                is_right = bool(made.candidates)
                yield Example(made.report.report_id, found, is_right, 1.0, "crawl")


def lost(folder: Path) -> dict[str, int]:
    """Of a hand-coded set: reports with an event and without, and how many of each are left out."""
    with (folder / "gold_dev.jsonl").open(encoding="utf-8") as lines:
        told = {record["report_id"] for _, record in read_json_lines(lines, str(folder))}
    counts = {"with events": 0, "of these left out": 0, "without": 0, "of those left out": 0}
    for item in read_reports([folder / "reports_dev.jsonl"]):
        if isinstance(item, Report):
            kind = ("with events", "of these left out")
            if item.report_id not in told:
                kind = ("without", "of those left out")
            counts[kind[0]] += 1
            counts[kind[1]] += why_left_out(prepare(item)) is not None
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the file, and say what it leaves out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("crawl", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--set", nargs="*", type=Path, default=[], dest="sets")
    options = parser.parse_args(arguments)
    examples = list(read_crawl(options.crawl))
    fitted = fit_in_folds(examples, PENALTY)
    is_right = fitted.target > 0
    threshold = float(np.quantile(fitted.held_out[is_right], LOSS))
    options.output.write_text(as_toml(fitted, round(threshold, 4), HEADING), encoding="utf-8")
    out = float(np.mean(fitted.held_out < threshold))
    print(f"{len(examples)} reports with a word of an act, {int(is_right.sum())} with an event")
    print(f"threshold {threshold:.4f}: {out:.1%} of the former left out beside those ({NO_ACT})")
    for folder in options.sets:
        print(folder.name, ", ".join(f"{name} {count}" for name, count in lost(folder).items()))


if __name__ == "__main__":
    main()
