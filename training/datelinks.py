"""Trains ``eventdb/models/datelinks.toml``: which date of a report is that of a story.

Each story that aligns with a hand-coded event (``eventdb.evaluate``; its day is left out of the
alignment) is a choice among the dates near it and the day of publication. A date is right where
its interval meets the coded one and is not much wider; one that equals it is twice as right.
Events without a day ("on or before") teach nothing. The weights are those of a conditional logit
(the exponents of the scores, divided by their sum), with a quadratic penalty, fitted by Newton's
method. Printed figures come from five folds of reports that the weights have not seen.

    python -m training.datelinks SET... -o eventdb/models/datelinks.toml

A SET is a folder with reports_dev.jsonl and gold_dev.jsonl, and optionally ``*WEIGHT``.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventdb.evaluate import Names
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.evaluate.slots import gold_intervals
from eventdb.evaluate.values import do_days_agree
from eventdb.exchange import candidate_to_record, read_json_lines, report_from_mapping
from eventdb.extract.candidates import candidate_of, dates_told, tell
from eventdb.extract.datelinks import describe_default
from eventdb.extract.times import When, date_links, of_mention, published_days
from eventdb.pipeline import Extractor
from training.logistic import FOLDS, LEAST_SEEN, Fitted, Vector, as_toml, fold_of

HEADING = (
    "Weights of eventdb/extract/datelinks.py: log-odds that a date of a report is that of a story.",
    "Features are of positions, days and concepts, none of a language. Made by",
    "training/datelinks.py, whose docstring says how.",
)
PENALTY = 2.0
_DAYS = ("event_date", "event_date_end")


@dataclass(frozen=True, slots=True)
class Choice:
    """The dates among which a story chooses.

    Attributes:
        features: of each date; the last is the day of publication, where there is one.
        worth: 0 for a wrong date, 1 for a right one, 2 for one that equals the coded day.
    """

    report_id: str
    set_name: str
    weight: float
    features: tuple[Mapping[str, float], ...]
    worth: tuple[float, ...]


def read_set(spec: str, extractor: Extractor) -> Iterator[Choice]:
    """The choices of one set."""
    name, _, weight = spec.partition("*")
    folder = Path(name)
    golds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, row in _lines(folder / "gold_dev.jsonl"):
        golds[row["report_id"]].append(row)
    judge = Judge(Names({}), ())
    for where, row in _lines(folder / "reports_dev.jsonl"):
        coded = golds.get(row["id"])
        if not coded:
            continue
        reading = extractor.read(report_from_mapping(row, where))
        tellings = tell(reading)
        records = [
            {
                **candidate_to_record(candidate_of(reading, telling, order, extractor.registry)),
                **dict.fromkeys(_DAYS),
            }
            for order, telling in enumerate(tellings)
        ]
        dated = dates_told(reading)
        for number, order in align(coded, records, judge):
            before = tellings[order - 1].when.mention if order else None
            frames = tellings[order].frames
            links = list(date_links(frames, reading.published, before, dated))
            given = [
                (of_mention(words.mention, reading.published), found) for words, found in links
            ]
            if reading.published is not None:
                given.append((published_days(reading.published), describe_default(frames, dated)))
            yield Choice(
                row["id"],
                folder.name,
                float(weight or 1),
                tuple(found for _, found in given),
                tuple(_worth(coded[number], when) for when, _ in given),
            )


def _worth(gold: dict[str, Any], when: When) -> float:
    """How right an interval is; 0 for every one where no day is coded."""
    days = [pair for pair in gold_intervals(gold) if pair[0] is not None]
    if when.last is None:
        return 0.0
    given: tuple[dt.date | None, dt.date] = (when.first, when.last)
    return float(any(do_days_agree(pair, given) for pair in days)) + float(given in days)


def fit(choices: Sequence[Choice], names: Sequence[str]) -> Vector:
    """Weights of ``names``; a right date shares the likelihood with the others that are right."""
    size = len(names)
    tables = [
        (_table(choice, names), np.array(choice.worth), choice.weight)
        for choice in choices
        if len(set(choice.worth)) > 1
    ]
    theta = np.zeros(size)
    for _ in range(40):
        gradient = PENALTY * theta
        hessian = PENALTY * np.eye(size)
        for table, worth, weight in tables:
            scores = table @ theta
            odds = np.exp(scores - scores.max())
            chosen = odds / odds.sum()
            wanted = worth * odds / (worth * odds).sum()
            mean = table.T @ chosen
            gradient -= weight * (table.T @ (wanted - chosen))
            hessian += weight * ((table * chosen[:, None]).T @ table - np.outer(mean, mean))
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return theta


def _table(choice: Choice, names: Sequence[str]) -> NDArray[np.float64]:
    index = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(choice.features), len(names)))
    for row, features in enumerate(choice.features):
        for name, value in features.items():
            if name in index:
                table[row, index[name]] = value
    return table


def worth_of(choice: Choice, theta: Vector, names: Sequence[str]) -> float:
    """How right the date is that the weights choose."""
    if not choice.features:
        return 0.0
    return choice.worth[int(np.argmax(_table(choice, names) @ theta))]


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
    choices = [choice for spec in options.sets for choice in read_set(spec, extractor)]
    seen = Counter(name for choice in choices for found in choice.features for name in found)
    names = tuple(sorted(name for name, count in seen.items() if count >= LEAST_SEEN))
    held_out: dict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        theta = fit([c for c in choices if fold_of(c.report_id) != fold], names)
        for choice in choices:
            if fold_of(choice.report_id) == fold and any(choice.worth):
                held_out[choice.set_name].append(worth_of(choice, theta, names))
    for name, worths in held_out.items():
        right, exact = sum(w > 0 for w in worths), sum(w > 1 for w in worths)
        print(
            f"{name}: of {len(worths)} stories that have a right date, {right} get one, {exact} exactly"
        )
    theta = np.append(fit(choices, names), 0.0)
    none = np.zeros(0)
    options.output.write_text(
        as_toml(Fitted(names, theta, none, none, none), 0.5, HEADING), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
