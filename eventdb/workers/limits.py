"""What one report may cost in time and memory, and what becomes of one that costs more."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from eventdb.limits import ReportLimits
from eventdb.pipeline import Extraction
from eventdb.records import Report

Act = Callable[[Report], Extraction]
"""What is done with each report; it comes to a worker by its name, as pickle does it."""
# Where the first alarm comes in code that cannot let it through (a finaliser), the next one will.
_AGAIN = 1.0
_MEND = "look at the report for extraordinary length or content, or leave it out"


class TimeUpError(BaseException):
    """A report took too long. No ``Exception``, so that no rule's own handling of one keeps it."""


def within(limits: ReportLimits, act: Act, report: Report) -> Extraction:
    """What an act makes of a report within the limits, or that it exceeds them."""
    try:
        with _alarm(limits.seconds):
            made = act(report)
    except TimeUpError:
        return too_slow(report, limits)
    except MemoryError:
        problem = f"took more than {limits.megabytes} MB of memory"
        return Extraction(report, problem=problem, mend=f"{_MEND}, or raise --report-megabytes")
    return made


def too_slow(report: Report, limits: ReportLimits) -> Extraction:
    """That a report takes too long."""
    problem = f"took longer than {limits.seconds:g} s"
    return Extraction(report, problem=problem, mend=f"{_MEND}, or raise --report-seconds")


def deadly(report: Report) -> Extraction:
    """That the process which read a report died, twice."""
    return Extraction(report, problem="the process that read this report died", mend=_MEND)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise ``TimeUpError`` in the block when its time is up; in the main thread, where there are alarms."""
    is_main = threading.current_thread() is threading.main_thread()
    if not seconds or not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_is_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeUpError


def limit_memory(megabytes: int) -> None:
    """Let this process take so much more memory than it has now, on Linux; ``MemoryError`` beyond it."""
    if not megabytes or sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
