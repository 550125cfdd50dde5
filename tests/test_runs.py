"""Accounts of runs: what came in, what was left out and why, what is new, what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eventdb.build import build
from eventdb.cli import app
from eventdb.database import open_session
from eventdb.errors import EventdbError
from eventdb.lock import alone
from eventdb.runs import Share, read_account, write_account
from eventdb.runs.shares import drifts
from eventdb.settings import Settings
from eventdb.terminal import Screen
from eventdb.triage import NO_ACT

GOOD = {
    "douma": ("en", "Shells killed three civilians in Douma, Syria, on Tuesday, residents said."),
    "zaytun": ("en", "Fighters from the Zaytun Liberation Front killed two soldiers in Homs, Syria, on Tuesday."),
    "soup": ("en", "Fry the onion and let the lentils boil."),
    "idlib": ("ar", "قتل خمسة مدنيين في قصف على مدينة إدلب يوم الثلاثاء."),
}  # fmt: skip


def write(path: Path, names: list[str], *extra: str) -> Path:
    lines = [
        json.dumps(
            {
                "id": name,
                "language": GOOD[name][0],
                "text": GOOD[name][1],
                "published": "2018-02-07",
                "source": "جريدة المثال" if GOOD[name][0] == "ar" else "The Daily Example",
            }
        )
        for name in names
    ]
    path.write_text("\n".join([*lines, *extra]), encoding="utf-8")
    return path


def run(path: Path, url: str) -> int:
    """The number of the run."""
    build([str(path)], Settings(url, path.parent / "out"), Screen())
    with open_session(url) as session:
        return read_account(session).run_id


def test_an_account_tells_what_came_and_what_was_left_out(database_url, tmp_path):
    run(write(tmp_path / "r.jsonl", list(GOOD), '{"id": "broken"'), database_url)
    with open_session(database_url) as session:
        account = read_account(session)
    assert account.status == "done with issues"
    assert account.counts["reports_added"] == 4
    assert account.left_out == {NO_ACT: 1}
    assert {(row.name, row.reports, row.with_events) for row in account.languages} == {
        ("en", 3, 2),
        ("ar", 1, 1),
    }
    assert account.sources[0].name == "The Daily Example"
    [issue] = account.issues
    assert (issue.stage, issue.kind, issue.count) == ("read", "invalid JSON", 1)
    assert issue.origin.endswith("r.jsonl:5")
    assert {"reading", "extracting", "reconciling", "checking", "exporting"} == set(account.stages)
    assert {slow.report_id for slow in account.slowest} == set(GOOD)
    assert all(slow.seconds >= 0 for slow in account.slowest)
    assert [actor.name for actor in account.unknown_actors] == ["Zaytun Liberation Front"]
    assert account.compared_with is None


def test_what_is_new_is_of_the_run_that_met_it(database_url, tmp_path):
    before = run(write(tmp_path / "a.jsonl", ["zaytun"]), database_url)
    now = run(write(tmp_path / "b.jsonl", ["douma", "idlib"]), database_url)
    with open_session(database_url) as session:
        first, second = read_account(session, before), read_account(session, now)
    assert first.unknown_actors
    assert not second.unknown_actors
    assert second.compared_with == before
    arabic = next(drift for drift in second.drift if drift.name == "reports in ar")
    assert (arabic.before, arabic.now) == (Share(0, 1), Share(1, 2))


def test_a_run_that_read_nothing_has_nothing_to_compare(database_url, tmp_path):
    path = write(tmp_path / "a.jsonl", ["douma"])
    first, idle = run(path, database_url), run(path, database_url)
    last = run(write(tmp_path / "b.jsonl", ["idlib"]), database_url)
    with open_session(database_url) as session:
        assert read_account(session, idle).drift == ()
        assert read_account(session, last).compared_with == first
        with pytest.raises(EventdbError, match=f"no run {last + 1} in this database"):
            read_account(session, last + 1)


def test_an_account_is_a_page_and_json(database_url, tmp_path):
    run(write(tmp_path / "r.jsonl", list(GOOD), '{"id": "<b>"'), database_url)
    with open_session(database_url) as session:
        account = read_account(session)
    page, record = write_account(account, tmp_path / "account")
    text = page.read_text(encoding="utf-8")
    assert f"<h1>Run {account.run_id}</h1>" in text
    assert '<td dir="auto">جريدة المثال</td>' in text
    assert "<script" not in text
    assert json.loads(record.read_text(encoding="utf-8"))["left_out"] == {NO_ACT: 1}
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EventdbError, match=r"cannot be written .*; name another"):
        write_account(account, tmp_path / "file")


shares = st.integers(1, 5000).flatmap(
    lambda of: st.builds(Share, st.integers(0, of), st.just(of))
)  # fmt: skip


@given(shares, shares)
def test_drift_is_the_same_both_ways(before, now):
    [there], [back] = drifts({"x": before}, {"x": now}), drifts({"x": now}, {"x": before})
    assert there.z == pytest.approx(-back.z)
    assert not drifts({"x": now}, {"x": now})[0].is_notable


def test_a_large_change_is_notable_and_a_small_one_is_not():
    before = {"reports with events": Share(200, 1000)}
    assert drifts(before, {"reports with events": Share(100, 1000)})[0].is_notable
    assert not drifts(before, {"reports with events": Share(190, 1000)})[0].is_notable
    gone = drifts({**before, "reports in ar": Share(500, 1000)}, before)
    assert [drift.name for drift in gone if drift.is_notable] == ["reports in ar"]


def status(url: str, *options: str):
    return CliRunner().invoke(app, ["status", "--db", url, *options])


def test_status_by_exit_code(database_url, tmp_path):
    found = status(database_url)
    assert (found.exit_code, "none yet" in found.output) == (2, True)
    run(write(tmp_path / "a.jsonl", ["douma", "soup"]), database_url)
    found = status(database_url)
    assert found.exit_code == 0
    assert "2, of which 0 still to be read" in found.output
    assert "1 left out unread" in found.output
    last = run(write(tmp_path / "b.jsonl", ["idlib"], "{"), database_url)
    found = status(database_url, "--report", str(tmp_path / "account"))
    assert (found.exit_code, "invalid JSON" in found.output) == (1, True)
    assert (tmp_path / "account" / f"run-{last}.html").is_file()


def test_status_of_a_killed_run_and_of_one_that_goes_on(database_url, tmp_path):
    run(write(tmp_path / "a.jsonl", ["douma"]), database_url)
    with open_session(database_url) as session:
        session.execute(sa.text("UPDATE build_run SET status = 'running', finished_at = NULL"))
        session.commit()
    found = status(database_url)
    assert (found.exit_code, "killed; the same build goes on" in found.output) == (2, True)
    with alone(database_url):
        found = status(database_url)
    assert (found.exit_code, "running now" in found.output) == (1, True)
