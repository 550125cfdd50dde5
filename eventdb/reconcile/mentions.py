"""Reconcile event data from elsewhere: a file of mentions in, a map to events and the events out.

Nothing is left out: a mention without day or country gets an event id as well, alone or with
mentions that are near-certainly of the same event. No database is needed.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from eventdb.codebook import CountRule, PartyRole
from eventdb.errors import ReadError
from eventdb.reconcile.copies import find_voices
from eventdb.reconcile.fuse import Told, fuse_event
from eventdb.reconcile.grouping import Grouping, canonical_order, group_candidates
from eventdb.reconcile.identity import assign_ids
from eventdb.reconcile.layouts import Layout
from eventdb.reconcile.matches import MatchReport, report_of, total, write_report
from eventdb.reconcile.mention_files import read_mentions
from eventdb.reconcile.mention_rows import Resolve
from eventdb.reconcile.reconciliation import is_dated
from eventdb.reconcile.shares import (
    count_workers,
    join_events,
    join_maps,
    run_shares,
    share_countries,
    write_events,
    write_map,
)
from eventdb.reconcile.weights import Weights, shipped_weights
from eventdb.records import CountRange, Event, EventCandidate

log = logging.getLogger(__name__)

EPOCH = dt.date(1970, 1, 1)
NO_COUNTRY = "XXX"
"""Stands where no country is known; ISO 3166-1 leaves it to users."""


def reconcile_file(
    mentions: Path,
    output: Path,
    fused: Path | None = None,
    *,
    mapping: Mapping[str, str] | None = None,
    one_to_one: bool = False,
    resolve: Resolve | None = None,
    count_rule: CountRule = CountRule.ACLED,
    weights: Weights | None = None,
    workers: int | None = None,
    report: Path | None = None,
    layout: Layout | None = None,
) -> MatchReport:
    """Reconcile a file of mentions.

    Args:
        mentions: JSON Lines or CSV, see ``mention_files``.
        output: CSV to write, ``mention_id,event_id``, in the order of the mentions.
        fused: JSON Lines of the events to write, if wanted.
        mapping: key of the exchange format to the file's name for it.
        one_to_one: each source is a data set without duplicates: no event has two of its mentions.
        resolve: looks up parties by name.
        count_rule: how counts are fused.
        weights: other weights than those of the package.
        workers: processes, among which countries are shared; the outcome is the same. By default
            two for large files.
        report: JSON of the match report to write, if wanted.
        layout: of a known data set, whose columns and codes need no mapping.
    """
    job = Job(mapping, layout, one_to_one, resolve, count_rule, weights or shipped_weights())
    if layout is not None:  # the countries of such rows are known only when they are read
        workers = 1
    workers = count_workers(mentions) if workers is None else workers
    shares = share_countries(mentions, workers)
    with tempfile.TemporaryDirectory(prefix="eventdb-") as folder:
        parts = [
            Part(countries, Path(folder) / f"map{number}", Path(folder) / f"events{number}")
            for number, countries in enumerate(shares)
        ]
        reports = run_shares(
            [partial(_reconcile_part, mentions, part, fused is not None, job) for part in parts],
            workers,
        )
        join_maps([part.rows for part in parts], output)
        if fused is not None:
            join_events([part.events for part in parts], fused)
    found = total(reports)
    if report is not None:
        write_report(report, found)
    log.info("%s mentions, %s events, %s shared", found.mentions, found.events, found.shared)
    return found


@dataclass(frozen=True, slots=True)
class Job:
    """How to reconcile, the same for every part."""

    mapping: Mapping[str, str] | None
    layout: Layout | None
    one_to_one: bool
    resolve: Resolve | None
    count_rule: CountRule
    weights: Weights


@dataclass(frozen=True, slots=True)
class Part:
    """The countries of one process, all if ``None``, and the files that it writes."""

    countries: frozenset[str] | None
    rows: Path
    events: Path


def _reconcile_part(mentions: Path, part: Part, wants_events: bool, job: Job) -> MatchReport:
    with _without_collection():
        issues: list[ReadError] = []
        read = read_mentions(mentions, issues, job.resolve, job.mapping, part.countries, job.layout)
        kept = _unique(read, str(mentions), issues)
        rows = [(number, candidate.candidate_id) for number, candidate in kept]
        candidates = sorted((candidate for _, candidate in kept), key=canonical_order)
        del kept
        if job.one_to_one:
            candidates = [replace(c, report_id=c.source or c.report_id) for c in candidates]
        grouping = group_candidates(candidates, job.weights)
        groups = grouping.groups
        names = assign_ids(groups, [_country(group) for group in groups]).event_ids
        event_of = {
            c.candidate_id: n for n, group in zip(names, groups, strict=True) for c in group
        }
        write_map(part.rows, ((number, name, event_of[name]) for number, name in rows))
        if wants_events:
            write_events(part.events, _events(grouping, names, job.count_rule))
        return report_of(groups, issues)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Stop looking for cycles: among millions of records there are none, and looking takes minutes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unique(
    mentions: Iterator[tuple[int, EventCandidate]], origin: str, issues: list[ReadError]
) -> list[tuple[int, EventCandidate]]:
    """Mentions with ids of their own; a repeated one is left out and noted."""
    seen: set[str] = set()
    kept = []
    for number, mention in mentions:
        if mention.candidate_id in seen:
            problem = f"mention_id {mention.candidate_id!r} stands twice; the first is used"
            mend = "give every mention an id of its own"
            issues.append(ReadError(f"{origin}:{number}", problem, mend))
            continue
        seen.add(mention.candidate_id)
        kept.append((number, mention))
    return kept


def _country(group: Sequence[EventCandidate]) -> str:
    return next((c.iso3 for c in group if c.iso3 is not None), NO_COUNTRY)


def _events(grouping: Grouping, names: Sequence[str], rule: CountRule) -> Iterator[dict[str, Any]]:
    voice = find_voices(grouping)
    for name, group in zip(names, grouping.groups, strict=True):
        told = [Told(candidate, voice[candidate.candidate_id]) for candidate in group]
        if is_dated(group):
            yield _record(fuse_event(name, told, rule))
        else:
            # days of publication stand in for the fusion and are taken out again
            dated = [
                replace(t, candidate=replace(t.candidate, last_date=_stand_in(t))) for t in told
            ]
            record = _record(fuse_event(name, dated, rule))
            yield {**record, "event_date": None, "event_date_end": None, "time_precision": None}


def _stand_in(told: Told) -> dt.date:
    published = told.candidate.published
    return published.date() if published is not None else EPOCH


def _record(event: Event) -> dict[str, Any]:
    """An event under the keys of the exchange format."""
    return {
        "event_id": event.event_id,
        "mention_ids": list(event.candidate_ids),
        "event_type": event.event_type.value,
        "sub_event_type": event.sub_event_type.value,
        "event_date": event.first_date.isoformat(),
        "event_date_end": event.last_date.isoformat(),
        "time_precision": int(event.time_precision),
        "country": event.country or None,
        "iso3": event.iso3 or None,
        "admin1": event.admin1,
        "admin2": event.admin2,
        "location": event.location or None,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "geo_precision": int(event.geo_precision),
        **{role.value: [actor.name for actor in event.actors(role)] for role in PartyRole},
        **_count("fatalities", event.fatalities),
        **_count("injured", event.injured),
        "independent_sources": event.independent_sources,
        "disputed": [field.name for field in event.fields if field.is_disputed],
        "confidence": event.confidence,
    }


def _count(name: str, count: CountRange | None) -> dict[str, int | None]:
    return {
        f"{name}_low": None if count is None else count.low,
        f"{name}_best": None if count is None else count.best,
        f"{name}_high": None if count is None else count.high,
    }
