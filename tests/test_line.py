"""Whole builds with the real extractor, in processes of their own: killed, stopped, repeated."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TOWNS = ("Idlib", "Aleppo", "Homs", "Hama", "Daraa", "Raqqa", "Latakia", "Deir ez-Zor")
REPORTS = 160
SECONDS = 120


def report(number: int) -> dict[str, str]:
    """One of two reports of an event whose town, day and figures differ from its neighbours'."""
    event = number // 2
    town, day, killed = TOWNS[event % len(TOWNS)], 1 + event % 28, 2 + event % 17
    month = 1 + event // 28 % 12
    return {
        "id": f"kill-{number:04}",
        "title": f"{killed} killed in air strike on {town}",
        "text": (
            f"An air strike killed {killed} people in {town}, Syria, on Thursday, a local doctor said."
            " Dozens more were wounded, he added. The army denied that it had carried out the raid."
        ),
        "published": f"2018-{month:02}-{day:02}",
        "source": f"Example Wire {number % 2}",
        "language": "en",
    }


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    lines = (json.dumps(report(number)) + "\n" for number in range(REPORTS))
    path.write_text("".join(lines), encoding="utf-8")
    return path


class Building:
    """A build in a process of its own, in a group that a test can kill as a whole."""

    def __init__(self, folder: Path, reports: Path, exports: str = "out", workers: int = 2) -> None:
        self.database = folder / "a.sqlite"
        command = (
            *(sys.executable, "-m", "eventdb", "build", reports),
            *("--db", f"sqlite:///{self.database}"),
            *("--exports", folder / exports, "--workers", workers),
        )
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # A shell's background job ignores Ctrl-C, and hands that on.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def __enter__(self) -> Building:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing running, however the test ended."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def finish(self) -> str:
        """Wait for a good end, and give what was printed."""
        output, _ = self.process.communicate(timeout=SECONDS)
        assert self.process.returncode == 0, output
        return output

    def wait_until_half_read(self) -> int:
        """Wait until some reports are extracted and committed; how many."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.process.communicate()[0]
            done = self.extracted()
            if done:
                return done
            time.sleep(0.02)
        raise AssertionError("no report was extracted in time")

    def extracted(self) -> int:
        """Reports whose candidates are committed."""
        if not self.database.exists():
            return 0
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM extraction").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
        finally:
            connection.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def build(folder: Path, reports: Path, exports: str = "out", workers: int = 2) -> str:
    """A whole build; what it printed."""
    with Building(folder, reports, exports, workers) as building:
        return building.finish()


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Exports of a build that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    output = build(folder, reports)
    assert f"{REPORTS} read: {REPORTS} new" in output
    assert f"event candidates in {REPORTS} reports" in output
    assert f"sqlite:///{folder / 'a.sqlite'}" in output
    assert "acled.csv" in output
    return contents(folder / "out")


def test_one_worker_and_then_once_more_give_the_same(reports, tmp_path, whole):
    build(tmp_path, reports, workers=1)
    assert contents(tmp_path / "out") == whole
    started = time.monotonic()
    output = build(tmp_path, reports, exports="again")
    assert time.monotonic() - started < 20
    assert "nothing new to extract" in output
    assert contents(tmp_path / "again") == whole


def test_killed_in_the_middle_and_run_again_it_ends_the_same(reports, tmp_path, whole):
    with Building(tmp_path, reports) as building:
        building.wait_until_half_read()
        os.kill(building.process.pid, signal.SIGKILL)
        building.process.wait(SECONDS)
        deadline = time.monotonic() + 20
        while not is_gone(building.process.pid):
            assert time.monotonic() < deadline, "workers outlive the build"
            time.sleep(0.1)
    done = building.extracted()
    assert 0 < done < REPORTS
    assert not (tmp_path / "out").exists()
    output = build(tmp_path, reports)
    assert f"0 new, {REPORTS} known" in output
    assert f"in {REPORTS - done} reports" in output
    assert contents(tmp_path / "out") == whole


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_says_so_and_goes_on(sign, reports, tmp_path, whole):
    with Building(tmp_path, reports) as building:
        building.wait_until_half_read()
        # Ctrl-C reaches every process of the terminal, a service manager's signal the first.
        if sign is signal.SIGINT:
            os.killpg(building.process.pid, sign)
        else:
            os.kill(building.process.pid, sign)
        output, _ = building.process.communicate(timeout=SECONDS)
    assert building.process.returncode == 130, output
    assert "interrupted" in output
    assert "Traceback" not in output
    if sign is signal.SIGINT:
        build(tmp_path, reports)
        assert contents(tmp_path / "out") == whole
