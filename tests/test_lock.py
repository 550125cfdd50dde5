"""One run at a time: who comes second is told, and a lock dies with its holder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from eventdb.build import build
from eventdb.codebook import CountRule
from eventdb.errors import DatabaseError
from eventdb.lock import alone
from eventdb.settings import Settings
from eventdb.terminal import Screen

HOLDER = """
import sys, time
from eventdb.lock import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "r.jsonl"
    text = "Six people were killed on Tuesday in shelling of a market in Taiz, Yemen, medics said."
    path.write_text(json.dumps({"id": "a", "text": text, "published": "2018-02-07"}), "utf-8")
    return str(path)


def hold(url: str) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def end(holder: subprocess.Popen[str], sign: int) -> None:
    holder.send_signal(sign)
    holder.communicate(timeout=20)


def test_a_second_run_is_told_and_changes_nothing(database_url, reports, tmp_path):
    holder = hold(database_url)
    try:
        with pytest.raises(DatabaseError, match="another run works on this database"):
            build([reports], Settings(database_url, tmp_path / "out"), Screen())
        assert not (tmp_path / "out").exists()
    finally:
        end(holder, signal.SIGTERM)


def test_a_lock_dies_with_its_holder(database_url, reports, tmp_path):
    end(hold(database_url), signal.SIGKILL)
    outcome = build([reports], Settings(database_url, tmp_path / "out"), Screen())
    assert outcome.added == 1


def test_two_databases_do_not_hold_each_other_up(tmp_path):
    with alone(f"sqlite:///{tmp_path / 'a.sqlite'}"), alone(f"sqlite:///{tmp_path / 'b.sqlite'}"):
        assert f"process {os.getpid()} since" in (tmp_path / "a.sqlite.lock").read_text("utf-8")


def test_what_is_the_same_is_not_done_again(database_url, reports, tmp_path, monkeypatch):
    out = tmp_path / "out"
    first = build([reports], Settings(database_url, out), Screen())
    told = {path.name: path.read_bytes() for path in out.iterdir()}
    calls: list[str] = []
    for name in ("write_reconciliation", "write_exports", "run_checks"):
        monkeypatch.setattr(f"eventdb.run.{name}", lambda *_, called=name: calls.append(called))
    again = build([reports], Settings(database_url, out), Screen())
    assert calls == []
    assert (again.events, again.changed_events) == (first.events, 0)
    assert sorted(path.name for path in again.files) == sorted(told)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == told


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_exports_that_are_damaged_are_written_again(reports, tmp_path, damage):
    out, url = tmp_path / "out", f"sqlite:///{tmp_path / 'a.sqlite'}"
    build([reports], Settings(url, out), Screen())
    told = {path.name: path.read_bytes() for path in out.iterdir()}
    target = out / "events.csv"
    if damage == "gone":
        target.unlink()
    else:
        target.write_bytes(told["events.csv"][:-3] + (b"" if damage == "cut" else b"xyz"))
    build([reports], Settings(url, out), Screen())
    assert {path.name: path.read_bytes() for path in out.iterdir()} == told


def test_another_rule_or_folder_is_work(reports, tmp_path):
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    build([reports], Settings(url, tmp_path / "a"), Screen())
    other = build([reports], Settings(url, tmp_path / "b", count_rule=CountRule.UCDP), Screen())
    assert other.files
    assert (tmp_path / "b" / "events.csv").exists()
