"""Many reports: over processes or a cluster, in their order, and within limits."""

from __future__ import annotations

import re
import sys

import pytest
import worker_acts

from eventdb.errors import EventdbError
from eventdb.limits import ReportLimits
from eventdb.pipeline import Extraction
from eventdb.records import Report
from eventdb.settings import read_settings
from eventdb.workers import extract_reports, pool
from eventdb.workers.limits import within
from eventdb.workers.pool import in_processes

ENGLISH = "Gunmen killed {} policemen in Mosul, Iraq, on 3 May 2016, a doctor said."
ARABIC = "قتل {} شرطيين بهجوم مسلحين في الموصل يوم 3 مايو 2016."
LIMITS = ReportLimits(seconds=1, megabytes=700)


def reports(count: int) -> list[Report]:
    texts = (ENGLISH, ARABIC)
    return [Report(f"r{n}", texts[n % 2].format(n + 3)) for n in range(count)]


def without_time(made: list[Extraction]) -> list[tuple[object, ...]]:
    return [(one.report, one.candidates, one.problem, one.left_out) for one in made]


def test_any_number_of_workers_gives_the_same():
    given = [*reports(70), Report("x", "")]
    alone = without_time(list(extract_reports(given, 1)))
    assert without_time(list(extract_reports(iter(given), 2))) == alone
    assert sum(bool(candidates) for _, candidates, _, _ in alone) == 70


@pytest.fixture
def troubles(tmp_path):
    texts = ["sleep", "deaf", "die", f"die-once {tmp_path / 'died'}", "trap"]
    if sys.platform == "linux":
        texts.append("eat")
    fine = [Report(f"fine-{n}", "fine") for n in range(60)]
    step = len(fine) // len(texts)
    for n, text in enumerate(texts):
        fine.insert(n * (step + 1) + 3, Report(text.split()[0], text))
    return fine


def test_a_report_that_hangs_or_kills_its_worker_costs_itself_alone(troubles, monkeypatch):
    monkeypatch.setattr(pool, "_GRACE", 1.0)
    made = list(in_processes(worker_acts.act, troubles, 2, LIMITS))
    assert [one.report.report_id for one in made] == [one.report_id for one in troubles]
    problems = {one.report.report_id: one.problem for one in made if one.problem}
    late = "took longer than 1 s"
    expected = {"sleep": late, "deaf": late, "trap": late}
    expected["die"] = "the process that read this report died"
    if sys.platform == "linux":
        expected["eat"] = "took more than 700 MB of memory"
    assert problems == expected
    mends = [one.mend for one in made if one.problem]
    assert all(mend and "leave it out" in mend for mend in mends)


def test_time_is_limited_without_workers_too():
    made = within(ReportLimits(seconds=0.2), worker_acts.act, Report("r", "trap"))
    assert made.problem == "took longer than 0.2 s"
    assert within(ReportLimits(seconds=0), worker_acts.act, Report("r", "fine")).problem is None


def test_workers_that_cannot_begin_are_told_of(monkeypatch):
    monkeypatch.setattr(pool, "_serve", worker_acts.act)  # wrong arguments: each ends at once
    with pytest.raises(EventdbError, match=r"worker processes end before they begin .*--workers 1"):
        list(in_processes(worker_acts.act, [Report("r", "fine")], 2, LIMITS))


def test_no_worker_is_left_where_the_caller_stops():
    made = in_processes(worker_acts.act, (Report(str(n), "fine") for n in range(1000)), 2, LIMITS)
    next(made)
    running = made.gi_frame.f_locals["pool"]._workers
    assert running
    processes = [worker.process for worker in running]
    made.close()
    assert not any(process.is_alive() for process in processes)


def test_limits_come_from_the_environment():
    found = read_settings({"EVENTDB_REPORT_SECONDS": "5", "EVENTDB_REPORT_MEGABYTES": "0"})
    assert found.limits == ReportLimits(5, 0)
    with pytest.raises(EventdbError, match=re.escape("EVENTDB_REPORT_SECONDS=soon: give a whole")):
        read_settings({"EVENTDB_REPORT_SECONDS": "soon"})
