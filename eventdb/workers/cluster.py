"""Extraction over a Dask cluster: the same results in the same order as on one machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from eventdb import __version__
from eventdb.errors import EventdbError
from eventdb.extract.version import EXTRACTOR_VERSION
from eventdb.limits import ReportLimits
from eventdb.pipeline import Extraction
from eventdb.records import Report
from eventdb.workers.limits import Act, deadly, within

if TYPE_CHECKING:
    from distributed import Client, Future

_BATCH = 16
# Batches that are with the cluster at a time, for each of its threads.
_AHEAD = 4
_TO_CONNECT = 30


def on_cluster(
    act: Act, reports: Iterable[Report], address: str, limits: ReportLimits
) -> Iterator[Extraction]:
    """What an act makes of each report, in their order; workers may come, go and die meanwhile.

    Workers need this program, of the same version, and one thread each (``dask worker --nthreads 1``).
    Dask runs tasks beside a process's main thread, where no alarm can end a report that takes too long;
    memory is limited by Dask (``dask worker --memory-limit``).

    Raises:
        EventdbError: Dask is not installed, the cluster is not there, or its program is another.
    """
    client = _connect(address)
    try:
        _hold_same_program(client, address)
        yield from _run(client, act, iter(reports), limits)
    finally:
        client.close()


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        message = "--scheduler needs Dask; install it: pip install distributed"
        raise EventdbError(message) from error
    try:
        return Client(address, timeout=_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"{address}: no Dask scheduler answers ({error}); start one: dask scheduler"
        raise EventdbError(message) from error


def program() -> str:
    """What tells two programs apart that would read reports otherwise."""
    return f"{__version__} (extractor {EXTRACTOR_VERSION})"


def _hold_same_program(client: Client, address: str) -> None:
    mend = f"install eventdb {program()} for all workers"
    try:
        found = client.run(program)
    except Exception as error:
        raise EventdbError(f"{address}: workers cannot run eventdb ({error}); {mend}") from error
    others = {worker: version for worker, version in found.items() if version != program()}
    for worker, version in sorted(others.items()):
        raise EventdbError(f"{worker}: runs eventdb {version}; {mend}")


def _run(
    client: Client, act: Act, source: Iterator[Report], limits: ReportLimits
) -> Iterator[Extraction]:
    waiting: deque[tuple[list[Report], Future[list[Extraction]]]] = deque()
    while True:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(waiting) < most and (batch := list(islice(source, _BATCH))):
            waiting.append((batch, _submit(client, act, batch, limits)))
        if not waiting:
            return
        batch, future = waiting.popleft()
        yield from _result(client, act, batch, future, limits)


def _submit(
    client: Client, act: Act, batch: list[Report], limits: ReportLimits
) -> Future[list[Extraction]]:
    # Reports are no key of a result that the cluster might keep: each batch is worked on once.
    return client.submit(_extract, act, batch, limits, pure=False)


def _extract(act: Act, batch: list[Report], limits: ReportLimits) -> list[Extraction]:
    return [within(limits, act, report) for report in batch]


def _result(
    client: Client,
    act: Act,
    batch: list[Report],
    future: Future[list[Extraction]],
    limits: ReportLimits,
) -> Iterator[Extraction]:
    """What came of a batch; one that workers die of is tried report by report."""
    from distributed import KilledWorker

    try:
        yield from future.result()
    except KilledWorker:
        if len(batch) == 1:
            yield deadly(batch[0])
            return
        for report in batch:
            alone = _submit(client, act, [report], limits)
            yield from _result(client, act, [report], alone, limits)
