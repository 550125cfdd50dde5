"""Whole builds with the real extractor, in processes of their own: killed, stopped, repeated."""

from __future__ import annotations

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
SECONDS = 60


def report(number: int) -> dict[str, str]:
    """A report of its own: town, day and figures differ from those of its neighbours."""
    town, day, killed = TOWNS[number % len(TOWNS)], 1 + number % 28, 2 + number % 17
    month = 1 + number // 28 % 12
    return {
        "id": f"kill-{number:04}",
        "title": f"{killed} killed in air strike on {town}",
        "text": (
            f"An air strike killed {killed} people in {town}, Syria, on Thursday, a local doctor said."
            " Dozens more were wounded, he added. The army denied that it had carried out the raid."
        ),
        "published": f"2018-{month:02}-{day:02}",
        "source": f"Example Wire {number % 3}",
        "language": "en",
    }


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    lines = (json.dumps(report(number)) + "\n" for number in range(320))
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
        )

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

    def _extracted(self) -> int:
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


def group_is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Exports of a build that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    Building(folder, reports).finish()
    return contents(folder / "out")


def test_a_build_tells_what_it_did(reports, tmp_path):
    output = Building(tmp_path, reports).finish()
    assert "320 read: 320 new" in output
    assert "event candidates in 320 reports" in output
    assert f"sqlite:///{tmp_path / 'a.sqlite'}" in output
    assert "acled.csv" in output


def test_twice_is_the_same_and_fast(reports, tmp_path, whole):
    Building(tmp_path, reports).finish()
    started = time.monotonic()
    output = Building(tmp_path, reports, exports="again").finish()
    assert time.monotonic() - started < 20
    assert "nothing new to extract" in output
    assert contents(tmp_path / "again") == whole


def test_the_number_of_workers_changes_nothing(reports, tmp_path, whole):
    Building(tmp_path, reports, workers=1).finish()
    assert contents(tmp_path / "out") == whole


def test_killed_in_the_middle_and_run_again_it_ends_the_same(reports, tmp_path, whole):
    building = Building(tmp_path, reports)
    building.wait_until_half_read()
    os.kill(building.process.pid, signal.SIGKILL)
    building.process.wait(SECONDS)
    done = building.extracted()
    assert 0 < done < 320
    assert not (tmp_path / "out").exists()
    output = Building(tmp_path, reports).finish()
    assert "0 new, 320 known" in output
    assert f"in {320 - done} reports" in output
    assert contents(tmp_path / "out") == whole


def test_no_worker_outlives_a_killed_build(reports, tmp_path):
    building = Building(tmp_path, reports)
    building.wait_until_half_read()
    os.kill(building.process.pid, signal.SIGKILL)
    building.process.wait(SECONDS)
    deadline = time.monotonic() + 20
    while not group_is_gone(building.process.pid):
        assert time.monotonic() < deadline, "workers are still there"
        time.sleep(0.1)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_says_so_and_goes_on(sign, reports, tmp_path, whole):
    building = Building(tmp_path, reports)
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
    Building(tmp_path, reports).finish()
    assert contents(tmp_path / "out") == whole
