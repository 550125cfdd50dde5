"""Builds that are killed, run out of disk or lose their database, in short: benchmarks/faults.py does it at length."""

from __future__ import annotations

import datetime as dt
import random
import re
from functools import partial

import pytest

from benchmarks.faults import Subject, dropped, killed, out_of_disk, strike
from eventdb.load import finish_run, start_run
from eventdb.load import issues as load_issues
from eventdb.resources import seeds_path
from eventdb.tables import BuildRunRow


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    reports = folder / "reports"
    reports.mkdir()
    source = sorted((seeds_path() / "reports").glob("*.jsonl"))[0]
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    (reports / source.name).write_text("".join(lines[:12]), encoding="utf-8")
    found = Subject.measured(reports, 1, folder)
    assert len(found.exports["events.csv"].splitlines()) > 3
    return found


@pytest.mark.parametrize(("fault", "times"), [("killed", 2), ("disk", 1), ("dropped", 1)])
def test_the_next_build_makes_up_for_a_fault(subject, tmp_path, request, fault, times):
    faults = {"killed": killed, "disk": out_of_disk}
    if fault == "dropped":
        server = request.getfixturevalue("postgres")
        strikes = partial(dropped, administrator=server.create_database("drops"))
    else:
        strikes = faults[fault]
    outcomes = list(strike(subject, strikes, times, random.Random(7), tmp_path))
    assert [outcome for outcome in outcomes if not outcome.recovered] == []
    if fault == "killed":
        assert {outcome.status for outcome in outcomes} == {-9}
    else:
        assert {outcome.status for outcome in outcomes} == {2}
        told = r"eventdb: .*(cannot be used|cannot be written) \(.+\); "
        assert all(re.match(told, outcome.said) for outcome in outcomes)


def test_a_clock_that_goes_back_ends_no_run_before_it_began(session, monkeypatch):
    run_id = start_run(session, {})
    began = session.get_one(BuildRunRow, run_id).started_at

    class Earlier(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return began - dt.timedelta(hours=2)

    monkeypatch.setattr(load_issues.dt, "datetime", Earlier)
    finish_run(session, run_id, {})
    monkeypatch.undo()
    assert session.get_one(BuildRunRow, run_id).finished_at == began
