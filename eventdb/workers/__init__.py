"""Extraction of many reports: in this process, over processes of this machine, or over a cluster.

Whichever it is, results come in the order of the reports and are the same; what goes wrong with one report is
told with that report and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from eventdb.limits import DEFAULT_LIMITS, ReportLimits
from eventdb.pipeline import Extraction, extract_one
from eventdb.records import Report
from eventdb.workers.limits import within
from eventdb.workers.pool import in_processes

__all__ = ["extract_reports"]


def extract_reports(
    reports: Iterable[Report],
    workers: int = 1,
    *,
    triage: bool = False,
    limits: ReportLimits = DEFAULT_LIMITS,
    scheduler: str | None = None,
) -> Iterator[Extraction]:
    """Extract many reports, in their order.

    Args:
        reports: any number; only a few batches are held at a time.
        workers: processes; with 1 all is done in this one.
        triage: leave out reports that have nothing to do with conflict (``eventdb.triage``).
        limits: what one report may cost.
        scheduler: address of a Dask cluster, whose workers then do the work.

    Raises:
        EventdbError: no worker can be started, or the cluster cannot be reached.
    """
    act = partial(extract_one, triage=triage)
    if scheduler is not None:
        from eventdb.workers.cluster import on_cluster

        return on_cluster(act, reports, scheduler, limits)
    if workers <= 1:
        return (within(limits, act, report) for report in reports)
    return in_processes(act, reports, workers, limits)
