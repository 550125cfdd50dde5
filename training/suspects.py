"""Trains ``eventdb/models/suspects.toml``: which organised actors of a report did the act of a story.

Each story that aligns with a hand-coded event (``eventdb.evaluate``) gives one example for every
organised actor that its report mentions: right where the actor's name is one of the coded
perpetrators' (in battles: of either side's, where the coding accepts both), wrong otherwise, and for
all of them where none is coded. The model is a logistic regression with a quadratic penalty. What is
printed comes from five folds of reports that the weights have not seen: the likeliest actor of each
story, named where it reaches the threshold, beside what the program as it stands names, which has
seen them (by rules alone it was 0.52, 0.72 and 0.79 on muc4, ant and news, by the model 0.67, 0.85
and 0.82; while a state's name and its forces were two suspects, and without what an actor does in
the report's other stories, 0.62, 0.83 and 0.83). The threshold is the highest that costs little of
the best F1: a story that aligns with nothing has a perpetrator, too, and to name nobody is the lesser
error.

    python -m training.suspects SET... -o eventdb/models/suspects.toml

A SET is a folder with reports_dev.jsonl, gold_dev.jsonl and perhaps actor_aliases.json, and
optionally ``*WEIGHT``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eventdb.evaluate import Names
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.evaluate.slots import known, perpetrators
from eventdb.exchange import candidate_to_record, read_json_lines, report_from_mapping
from eventdb.extract.candidates import candidate_of, suspects_of, tell
from eventdb.pipeline import Extractor
from training.logistic import Example, Fitted, as_toml, fit_in_folds

# What of the best F1 a higher threshold may cost.
_LOSS = 0.012
HEADING = (
    "Weights of eventdb/extract/suspects.py: log-odds that an organised actor of a report did the",
    "act of a story. Features are of roles, places in the report and kinds, none of a language. Made",
    "by training/suspects.py, whose docstring says how.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A story that aligns with a coded event.

    Attributes:
        examples: one for each suspect.
        is_coded: a perpetrator is coded.
        is_required: the coded event must be found.
        as_it_stands: whether the program as it stands names an actor, and whether rightly.
    """

    examples: tuple[Example, ...]
    is_coded: bool
    is_required: bool
    as_it_stands: tuple[bool, bool]


def read_set(spec: str, extractor: Extractor) -> Iterator[Case]:
    """The cases of one set."""
    name, _, weight = spec.partition("*")
    folder = Path(name)
    golds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, row in _lines(folder / "gold_dev.jsonl"):
        golds[row["report_id"]].append(row)
    aliases = folder / "actor_aliases.json"
    table = json.loads(aliases.read_text(encoding="utf-8")) if aliases.exists() else {}
    names = Names(table)
    judge = Judge(names, ())
    for where, row in _lines(folder / "reports_dev.jsonl"):
        coded = golds.get(row["id"])
        if not coded:
            continue
        reading = extractor.read(report_from_mapping(row, where))
        tellings = tell(reading)
        records = [
            candidate_to_record(candidate_of(reading, telling, order, extractor.registry))
            for order, telling in enumerate(tellings)
        ]
        for number, order in align(coded, records, judge):
            gold, telling = coded[number], tellings[order]
            if "actor1" not in gold and "actor1_alternatives" not in gold:
                continue
            forms = [form for forms in perpetrators(gold) for form in forms]
            given = known(records[order]["actor1"])
            yield Case(
                tuple(
                    Example(
                        row["id"],
                        suspect.features,
                        names.is_any(forms, suspect.actor.name),
                        float(weight or 1),
                        folder.name,
                    )
                    for suspect in suspects_of(reading, telling)
                ),
                bool(forms),
                not gold.get("optional"),
                (bool(given), any(names.is_any(forms, actor) for actor in given)),
            )


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        yield from read_json_lines(lines, str(path))


def scores(
    cases: Sequence[Case], held_out: Sequence[np.ndarray[Any, Any]], threshold: float
) -> tuple[float, float]:
    """F1 of the perpetrators of required events: by the model, and by the program as it stands."""
    wanted = given = right = now_given = now_right = 0
    for case, chances in zip(cases, held_out, strict=True):
        if not case.is_required:
            continue
        wanted += case.is_coded
        now_given += case.as_it_stands[0]
        now_right += case.as_it_stands[1]
        if len(chances) and chances.max() >= threshold:
            given += 1
            right += case.examples[int(chances.argmax())].is_right
    return 2 * right / max(1, given + wanted), 2 * now_right / max(1, now_given + wanted)


def main() -> None:
    """Train, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sets", nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    extractor = Extractor()
    cases = [case for spec in options.sets for case in read_set(spec, extractor)]
    examples = [example for case in cases for example in case.examples]
    fitted = fit_in_folds(examples)
    chances = _by_case(cases, fitted)
    grid = [round(float(value), 2) for value in np.arange(0.2, 0.7, 0.02)]
    held_out = {value: scores(cases, chances, value)[0] for value in grid}
    threshold = max(v for v, score in held_out.items() if score >= max(held_out.values()) - _LOSS)
    print(f"{len(cases)} stories, {len(examples)} suspects; {len(fitted.names)} features")
    print(f"held out, threshold {threshold}: F1 of the model, and of the program as it stands")
    for spec in [*options.sets, None]:
        name = None if spec is None else Path(spec.partition("*")[0]).name
        part = [
            (case, chance)
            for case, chance in zip(cases, chances, strict=True)
            if name is None or (case.examples and case.examples[0].set_name == name)
        ]
        model, now = scores([case for case, _ in part], [chance for _, chance in part], threshold)
        print(f"  {name or 'all'}: {model:.3f} {now:.3f} ({len(part)} stories)")
    options.output.write_text(as_toml(fitted, threshold, HEADING), encoding="utf-8")


def _by_case(cases: Sequence[Case], fitted: Fitted) -> list[np.ndarray[Any, Any]]:
    """The held-out probabilities of each story's suspects."""
    result, at = [], 0
    for case in cases:
        result.append(fitted.held_out[at : at + len(case.examples)])
        at += len(case.examples)
    return result


if __name__ == "__main__":
    main()
