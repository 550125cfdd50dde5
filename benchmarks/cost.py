"""What a command costs: wall time, processor time and the memory of its whole tree of processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STEP = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes:
        seconds: wall time.
        cpu_seconds: user and system time of all its processes.
        peak_mb: most memory of all its processes at one time; a page that several share counts once.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float

    def as_row(self) -> dict[str, float]:
        """Rounded."""
        return {
            "seconds": round(self.seconds, 1),
            "cpu_seconds": round(self.cpu_seconds, 1),
            "peak_mb": round(self.peak_mb),
        }


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end; works where there is ``/proc``, as on Linux.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        ended = threading.Event()
        peak = [0.0]

        def watch() -> None:
            while not ended.wait(STEP):
                tree = _tree(process.pid)
                alone = max(_megabytes(pid, "status", "VmHWM:") for pid in tree)
                together = sum(_megabytes(pid, "smaps_rollup", "Pss:") for pid in tree)
                peak[0] = max(peak[0], alone, together)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        # as wait() does, but telling of this process and its children alone
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Cost(seconds, used.ru_utime + used.ru_stime, peak[0])


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for at in found:
        try:
            for task in Path(f"/proc/{at}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:  # it has ended meanwhile
            continue
    return found


def _megabytes(pid: int, file: str, key: str) -> float:
    """A figure of a process, 0 once it has ended.

    ``Pss`` divides what is shared among those who share it, and is of now; ``VmHWM`` is the most of
    one process since it began. What ``getrusage`` gives would not do: it is never less than what the
    measuring process had when it started the command.
    """
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024
