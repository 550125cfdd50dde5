"""Worker processes that read reports; one that hangs or dies costs the report it was at, and is replaced.

The standard library's pool gives up as a whole where a worker dies, and cannot stop one that hangs.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from eventdb.errors import EventdbError
from eventdb.interrupts import start_worker
from eventdb.limits import ReportLimits
from eventdb.pipeline import Extraction, open_extractor
from eventdb.records import Report
from eventdb.workers.limits import Act, deadly, limit_memory, too_slow, within

_BATCH = 16
# Batches that are worked on or wait for their turn to be given back, for each worker.
_AHEAD = 4
# A worker loads the program and opens lexicons and gazetteer before its first report.
_TO_START = 180.0
# A worker stops by itself when a report's time is up; one that cannot is killed after so much more.
_GRACE = 10.0
_READY = "ready"
# Deaths before the first report, one after another, that mean that no worker can live here.
_HOPELESS = 3


@dataclass(slots=True)
class _Task:
    """A batch of reports with what came of the first of them."""

    reports: list[Report]
    made: list[Extraction] = field(default_factory=list)
    deaths: int = 0

    @property
    def rest(self) -> list[Report]:
        """Reports that nothing came of yet."""
        return self.reports[len(self.made) :]

    def add(self, made: Extraction) -> None:
        """What came of the next report."""
        self.made.append(made)
        self.deaths = 0


@dataclass(slots=True)
class _Worker:
    """A process with the task it works on; ``due`` is when it must have told something."""

    process: SpawnProcess
    connection: Connection
    due: float
    is_ready: bool = False
    task: _Task | None = None


def in_processes(
    act: Act, reports: Iterable[Report], workers: int, limits: ReportLimits
) -> Iterator[Extraction]:
    """What an act makes of each report, in their order.

    A report at which a worker died is tried once more, since a worker may be killed for no fault of
    the report's; one that takes too long is not.

    Raises:
        EventdbError: workers die before they begin.
    """
    pool = _Pool(act, limits, workers)
    source = iter(reports)
    try:
        yield from pool.run(source)
    finally:
        pool.close()


class _Pool:
    def __init__(self, act: Act, limits: ReportLimits, size: int) -> None:
        self._act = act
        self._limits = limits
        self._size = size
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._failures = 0

    def run(self, source: Iterator[Report]) -> Iterator[Extraction]:
        """Results in the order of the source."""
        order: deque[_Task] = deque()
        while True:
            while len(order) < self._size * _AHEAD and (batch := list(islice(source, _BATCH))):
                order.append(_Task(batch))
                self._waiting.append(order[-1])
            self._assign()
            if not order:
                return
            self._listen()
            while order and not order[0].rest:
                yield from order.popleft().made

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def _assign(self) -> None:
        """Give each idle worker a task, and start workers while there are tasks for them."""
        for worker in self._workers:
            if worker.is_ready and worker.task is None and self._waiting:
                self._give(worker, self._waiting.popleft())
        starting = sum(not worker.is_ready for worker in self._workers)
        while len(self._workers) < self._size and starting < len(self._waiting):
            self._workers.append(self._start())
            starting += 1

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._act, self._limits), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + _TO_START)

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        worker.due = self._due()
        try:
            worker.connection.send(task.rest)
        except OSError:
            self._replace(worker)

    def _due(self) -> float:
        if not self._limits.seconds:
            return float("inf")
        return time.monotonic() + self._limits.seconds + _GRACE

    def _listen(self) -> None:
        """Take what workers tell until one has told something, died, or let its time pass."""
        busy = [worker for worker in self._workers if worker.task or not worker.is_ready]
        due = min(worker.due for worker in busy)
        left = None if due == float("inf") else max(0.0, due - time.monotonic())
        told = wait([worker.connection for worker in busy], left)
        for worker in busy:
            if worker.connection in told:
                self._hear(worker)
            elif time.monotonic() >= worker.due:
                self._replace(worker, is_late=True)

    def _hear(self, worker: _Worker) -> None:
        try:
            told = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        self._failures = 0
        worker.due = self._due()
        if told == _READY:
            worker.is_ready = True
            return
        task = worker.task
        assert task is not None  # a worker answers what it was given
        task.add(told)
        if not task.rest:
            worker.task = None

    def _replace(self, worker: _Worker, *, is_late: bool = False) -> None:
        """End a worker; what is left of its task is for another, but for a report that is at fault."""
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        task = worker.task
        if task is None:
            self._failures += 1
            if self._failures >= _HOPELESS:
                raise EventdbError(
                    "worker processes end before they begin "
                    f"(exit status {worker.process.exitcode}); try --workers 1 to see why"
                )
            return
        task.deaths += 1
        if is_late:
            task.add(too_slow(task.rest[0], self._limits))
        elif task.deaths > 1:
            task.add(deadly(task.rest[0]))
        if task.rest:
            self._waiting.appendleft(task)


def _serve(connection: Connection, act: Act, limits: ReportLimits) -> None:
    """What a worker does: take batches of reports, and give back what comes of each, at once."""
    start_worker()
    open_extractor()
    limit_memory(limits.megabytes)
    try:
        connection.send(_READY)
        while True:
            for report in connection.recv():
                connection.send(within(limits, act, report))
    except (EOFError, BrokenPipeError):
        return
