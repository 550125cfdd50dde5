"""Reconcile event data from elsewhere: a file of mentions in, a map to events and the events out.

Nothing is left out: a mention without day or country gets an event id as well, alone or with
mentions that are near-certainly of the same event. No database is needed.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eventdb.codebook import PartyRole
from eventdb.errors import ReadError
from eventdb.reconcile.copies import find_voices
from eventdb.reconcile.counts import CountRule
from eventdb.reconcile.fuse import Told, fuse_event
from eventdb.reconcile.grouping import Grouping, canonical_order, group_candidates
from eventdb.reconcile.identity import assign_ids
from eventdb.reconcile.mention_rows import Resolve, read_mentions
from eventdb.reconcile.reconciliation import is_dated
from eventdb.reconcile.weights import Weights, shipped_weights
from eventdb.records import CountRange, Event, EventCandidate

log = logging.getLogger(__name__)

EPOCH = dt.date(1970, 1, 1)
NO_COUNTRY = "XXX"
"""Stands where no country is known; ISO 3166-1 leaves it to users."""


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What came of a file of mentions.

    Attributes:
        mentions: number read.
        events: number of events.
        shared: number of events that two mentions or more tell of.
        by_source: of each data set or publisher: mentions, and how many of them another one shares.
        issues: records that could not be read.
    """

    mentions: int
    events: int
    shared: int
    by_source: Mapping[str, tuple[int, int]]
    issues: tuple[ReadError, ...]


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
) -> MatchReport:
    """Reconcile a file of mentions.

    Args:
        mentions: JSON Lines or CSV, see ``mention_rows``.
        output: CSV to write, ``mention_id,event_id``, in the order of the mentions.
        fused: JSON Lines of the events to write, if wanted.
        mapping: key of the exchange format to the file's name for it.
        one_to_one: each source is a data set without duplicates: no event has two of its mentions.
        resolve: looks up parties by name.
        count_rule: how counts are fused.
        weights: other weights than those of the package.
    """
    with _without_collection():
        return _reconcile_file(
            mentions, output, fused, mapping, one_to_one, resolve, count_rule, weights
        )


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


def _reconcile_file(
    mentions: Path,
    output: Path,
    fused: Path | None,
    mapping: Mapping[str, str] | None,
    one_to_one: bool,
    resolve: Resolve | None,
    count_rule: CountRule,
    weights: Weights | None,
) -> MatchReport:
    issues: list[ReadError] = []
    read = _unique(read_mentions(mentions, issues, resolve, mapping), str(mentions), issues)
    ids = [candidate.candidate_id for candidate in read]
    candidates = sorted(read, key=canonical_order)
    del read
    if one_to_one:
        candidates = [replace(c, report_id=c.source or c.report_id) for c in candidates]
    grouping = group_candidates(candidates, weights or shipped_weights())
    groups = grouping.groups
    names = assign_ids(groups, [_country(group) for group in groups]).event_ids
    event_of = {c.candidate_id: n for n, group in zip(names, groups, strict=True) for c in group}
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("mention_id", "event_id"))
        writer.writerows((mention_id, event_of[mention_id]) for mention_id in ids)
    if fused is not None:
        with fused.open("w", encoding="utf-8") as file:
            for record in _events(grouping, names, count_rule):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    report = MatchReport(
        mentions=len(ids),
        events=len(groups),
        shared=sum(len(group) > 1 for group in groups),
        by_source=_by_source(groups),
        issues=tuple(issues),
    )
    for issue in issues:
        log.warning("%s", issue)
    log.info("%s mentions, %s events, %s shared", report.mentions, report.events, report.shared)
    return report


def _unique(
    mentions: Iterator[EventCandidate], origin: str, issues: list[ReadError]
) -> list[EventCandidate]:
    """Mentions with ids of their own; a repeated one is left out and noted."""
    seen: set[str] = set()
    kept = []
    for mention in mentions:
        if mention.candidate_id in seen:
            problem = f"mention_id {mention.candidate_id!r} stands twice; the first is used"
            issues.append(ReadError(origin, problem, "give every mention an id of its own"))
            continue
        seen.add(mention.candidate_id)
        kept.append(mention)
    return kept


def _country(group: Sequence[EventCandidate]) -> str:
    return next((c.iso3 for c in group if c.iso3 is not None), NO_COUNTRY)


def _by_source(groups: Sequence[Sequence[EventCandidate]]) -> dict[str, tuple[int, int]]:
    counted: dict[str, tuple[int, int]] = {}
    for group in groups:
        publishers = {candidate.source for candidate in group}
        for candidate in group:
            name = candidate.source or ""
            all_of, shared = counted.get(name, (0, 0))
            counted[name] = all_of + 1, shared + (len(publishers) > 1)
    return dict(sorted(counted.items()))


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
