"""Reconciliation of real reports whose events are labelled by hand with the event that they tell of.

    python -m benchmarks.labelled_reports REPORTS GOLD [--aliases ALIASES]

REPORTS are in the exchange format, GOLD has their events with an ``event_key``, the same for the same
event in all reports, and ALIASES are other names of the parties as ``eventdb evaluate`` takes them.
Scored are the gold events themselves, and what the extractor makes of the reports: all of it is
reconciled, and those candidates count that align with a gold event of their report. Each stands
beside a same-day-same-place key and every mention alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reconciliation import plain_key
from benchmarks.scores import score
from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.evaluate.names import Names
from eventdb.exchange import candidate_to_record, report_from_mapping
from eventdb.naming import resolve_party
from eventdb.pipeline import Extractor
from eventdb.reconcile.grouping import group_candidates
from eventdb.reconcile.mention_rows import mention_from_record
from eventdb.reconcile.reconciliation import set_aside
from eventdb.reconcile.weights import shipped_weights
from eventdb.records import EventCandidate

Record = dict[str, Any]
GIVEN = ("source", "published", "language")
"""What a gold event takes from its report."""


def read_records(path: Path) -> list[Record]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def gold_candidates(golds: Sequence[Record], reports: Mapping[str, Record]) -> list[EventCandidate]:
    """Gold events as candidates, named by their number."""
    made = []
    for number, gold in enumerate(golds):
        given = {key: reports[gold["report_id"]].get(key) for key in GIVEN}
        made.append(
            mention_from_record({**given, **gold, "mention_id": str(number)}, "gold", resolve_party)
        )
    return made


def align_reports(
    golds: Sequence[Record], found: Mapping[str, Sequence[EventCandidate]], judge: Judge
) -> dict[str, str]:
    """The key of the event that a candidate tells of, for each that aligns with a gold event."""
    of_report: defaultdict[str, list[Record]] = defaultdict(list)
    for gold in golds:
        of_report[gold["report_id"]].append(gold)
    keys = {}
    for report_id, events in of_report.items():
        given = found.get(report_id, ())
        records = [candidate_to_record(candidate) for candidate in given]
        for one, other in align(events, records, judge):
            keys[given[other].candidate_id] = events[one]["event_key"]
    return keys


def measure(candidates: Sequence[EventCandidate], keys: Mapping[str, str]) -> dict[str, Any]:
    """Scores of the candidates that have a key, by method; all of them are reconciled."""
    placed, _ = set_aside(candidates)
    grouping = group_candidates(placed, shipped_weights())
    label = {c.candidate_id: str(n) for n, group in enumerate(grouping.groups) for c in group}
    kept = [c for c in candidates if c.candidate_id in keys]
    true = [keys[c.candidate_id] for c in kept]
    methods = {
        # what cannot be placed makes no event with another
        "eventdb": [label.get(c.candidate_id, c.candidate_id) for c in kept],
        "same day, same place": [plain_key(candidate_to_record(c)) for c in kept],
        "each alone": [c.candidate_id for c in kept],
    }
    scores = {name: score(labels, true, ()).as_row() for name, labels in methods.items()}
    for row in scores.values():
        del row["hard_merged"]
    return {"mentions": len(kept), "events": len(set(true)), **scores}


def main() -> None:
    """Print the scores of gold events and of extracted ones."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--aliases", type=Path)
    options = parser.parse_args()
    records, golds = read_records(options.reports), read_records(options.gold)
    reports = {record["id"]: record for record in records}
    aliases = json.loads(options.aliases.read_text(encoding="utf-8")) if options.aliases else {}
    gold = gold_candidates(golds, reports)
    extractor = Extractor()
    found = {
        record["id"]: list(extractor.extract(report_from_mapping(record, str(options.reports))))
        for record in records
    }
    aligned = align_reports(golds, found, Judge(Names(aliases)))
    gold_keys = {str(number): event["event_key"] for number, event in enumerate(golds)}
    rows = {
        "gold events": measure(gold, gold_keys),
        "extracted events": measure([c for made in found.values() for c in made], aligned),
    }
    for name, row in rows.items():
        sys.stdout.write(json.dumps({"candidates": name, **row}) + "\n")


if __name__ == "__main__":
    main()
