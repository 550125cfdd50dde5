"""Extraction over a Dask cluster of two workers: the same bytes, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from test_workers import reports, without_time

from eventdb.build import build
from eventdb.errors import EventdbError
from eventdb.resources import seeds_path
from eventdb.settings import Settings
from eventdb.terminal import Screen
from eventdb.workers import cluster, extract_reports


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Two workers on this machine, reached by no other."""
    folder = tmp_path_factory.mktemp("dask")
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        local_directory=str(folder),
        silence_logs=50,
    ) as found:
        yield found.scheduler_address


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_build_over_a_cluster_exports_the_same_bytes(address, tmp_path):
    for name, scheduler in (("alone", None), ("cluster", address)):
        settings = Settings(
            f"sqlite:///{tmp_path / name}.sqlite", tmp_path / name, scheduler=scheduler
        )
        outcome = build([str(seeds_path() / "reports")], settings, Screen())
        assert outcome.events > 0
        assert not outcome.issues
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone")


def test_a_worker_killed_in_the_middle_changes_nothing(address):
    given = reports(400)
    alone = without_time(list(extract_reports(given, 1)))
    made = extract_reports(given, scheduler=address)
    first = next(made)
    with Client(address, set_as_default=False) as client:
        victim = sorted(client.run(os.getpid).values())[0]

    def kill() -> None:
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert without_time([first, *made]) == alone
    killer.join()


def test_a_cluster_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "_TO_CONNECT", 1)
    with pytest.raises(EventdbError, match=r"127\.0\.0\.1:1: no Dask scheduler answers"):
        list(extract_reports(reports(1), scheduler="tcp://127.0.0.1:1"))


def test_workers_of_another_program_are_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "EXTRACTOR_VERSION", "0")
    with pytest.raises(EventdbError, match=r"runs eventdb .*; install eventdb .*extractor 0"):
        list(extract_reports(reports(1), scheduler=address))
