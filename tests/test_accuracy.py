"""The extractor against the golden labels: no slot may fall below its floor.

A floor is lowered only on purpose, with the reason in the commit; raise it when a slot has become
better for good.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eventdb.evaluate import Names, below_floors, evaluate, read_floors, report_text
from eventdb.exchange import candidate_to_record
from eventdb.pipeline import Extractor, prepare
from eventdb.reading import read_reports
from eventdb.records import Report
from eventdb.resources import seeds_path

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def evaluation():
    golds = [
        json.loads(line)
        for line in (GOLDEN / "events.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    aliases = json.loads((GOLDEN / "actor_aliases.json").read_text(encoding="utf-8"))
    extractor = Extractor()
    givens, languages = [], []
    for report in read_reports([seeds_path() / "reports", GOLDEN / "reports.jsonl"]):
        assert isinstance(report, Report)
        givens += [candidate_to_record(candidate) for candidate in extractor.extract(report)]
        languages.append({"id": report.report_id, "language": prepare(report).language})
    return evaluate(golds, givens, reports=languages, by="language", names=Names(aliases))


def test_no_slot_falls_below_its_floor(evaluation):
    below = below_floors(evaluation, read_floors(GOLDEN / "floors.toml"))
    assert below == [], report_text(evaluation)


def test_both_languages_have_floors():
    floors = read_floors(GOLDEN / "floors.toml")
    assert {"ar", "en"} <= {group for group in floors if group is not None}
    assert all("event" in slots and "all" in slots for slots in floors.values())
