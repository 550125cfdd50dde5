"""The line from candidates to events: set aside, compare, cluster, name, fuse."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eventdb.codebook import CountRule
from eventdb.reconcile.corrections import Correction, in_force
from eventdb.reconcile.dispatch import ReportText, group_dispatches, voices
from eventdb.reconcile.fuse import Told, disputed_values, fuse_event
from eventdb.reconcile.grades import grades_of, record_sources
from eventdb.reconcile.grouping import canonical_order, group_candidates
from eventdb.reconcile.identity import assign_ids, id_key, redirect_key
from eventdb.reconcile.judging import Judged, judge_events
from eventdb.reconcile.outcome import (
    Change,
    Dispute,
    IdentityAnchor,
    Reconciliation,
    Redirect,
    Unplaced,
)
from eventdb.reconcile.relocation import part_ids, relocate, restore_ids
from eventdb.reconcile.responsibilities import fuse_responsibility
from eventdb.reconcile.weights import Weights, shipped_weights
from eventdb.records import Event, EventCandidate, Report

log = logging.getLogger(__name__)


def reconcile(
    candidates: Iterable[EventCandidate],
    *,
    reports: Iterable[Report] = (),
    previous: Iterable[IdentityAnchor] = (),
    used_ids: Iterable[str] = (),
    corrections: Sequence[Correction] = (),
    count_rule: CountRule = CountRule.ACLED,
    weights: Weights | None = None,
) -> Reconciliation:
    """Events of candidates, whatever their order.

    Args:
        candidates: what reports tell; their ids are unique.
        reports: the reports' texts, to find dispatches that several publishers carry; without
            them the passages of the candidates serve.
        previous: the anchors that the last reconciliation returned, so that ids stay.
        used_ids: ids that must not be given again although no anchor holds them any more.
        corrections: judgements of people, in the order in which they were made.
        count_rule: how counts are fused.
        weights: other weights than those that come with the package.

    Raises:
        ValueError: two candidates have the same id.
    """
    placed, unplaced = set_aside(candidates)
    standing = relocate(in_force(corrections), placed)
    grouping = group_candidates(placed, weights or shipped_weights(), standing)
    undated = [group for group in grouping.groups if not is_dated(group)]
    groups = [group for group in grouping.groups if is_dated(group)]
    unplaced += [Unplaced(c.candidate_id, "no date") for group in undated for c in group]
    texts = _report_texts(placed, reports)
    dispatches = group_dispatches(texts)
    voice = voices(texts, dispatches)
    told = [[Told(c, voice[c.report_id]) for c in group] for group in groups]
    drafts = [fuse_event("", group, count_rule) for group in told]
    retired = set(used_ids)
    cluster_of = {c.candidate_id: at for at, group in enumerate(groups) for c in group}
    restored = restore_ids(previous, corrections, retired, cluster_of)
    anchors, parted = part_ids(restored, standing)
    identities = assign_ids(groups, [draft.iso3 for draft in drafts], anchors, retired)
    named = [replace(d, event_id=i) for d, i in zip(drafts, identities.event_ids, strict=True)]
    judged = judge_events(named, groups, standing)
    live = [at for at in range(len(named)) if at not in judged.rejected]
    live.sort(key=lambda at: id_key(named[at].event_id))
    told_of = {named[at].event_id: told[at] for at in live}
    events = [judged.events[at] for at in live]
    log.info("%s candidates, %s unplaced, %s events", len(placed), len(unplaced), len(events))
    return Reconciliation(
        events=tuple(events),
        redirects=_redirects(
            [*identities.redirects, *_partings(groups, named, parted)], named, judged, retired
        ),
        anchors=_anchors(groups, named),
        dispatch_groups=dispatches,
        disputes=_disputes(events, {t.candidate.candidate_id: t for group in told for t in group}),
        unplaced=tuple(sorted(unplaced)),
        conflicts=(*grouping.conflicts, *judged.conflicts),
        applied=tuple(judged.applied),
        grades=grades_of(told_of),
        sources=record_sources(list(told_of.values())),
        responsibility=tuple(
            row for name, group in told_of.items() for row in fuse_responsibility(name, group)
        ),
    )


def _partings(
    groups: Sequence[Sequence[EventCandidate]], named: Sequence[Event], parted: Mapping[str, str]
) -> Iterator[Redirect]:
    """Where the parts went that people split off an event."""
    if not parted:
        return
    for group, event in zip(groups, named, strict=True):
        for former in {parted[c.candidate_id] for c in group if c.candidate_id in parted}:
            if former != event.event_id:
                yield Redirect(former, event.event_id, Change.SPLIT)


def _redirects(
    changes: Iterable[Redirect], named: Sequence[Event], judged: Judged, retired: Collection[str]
) -> tuple[Redirect, ...]:
    """Changes of ids, with those of events rejected now.

    A rejected event keeps its id and its anchors out of sight, so that it comes back under the same
    id when its rejection is undone, and no new report of it makes another event.
    """
    rejected = {named[at].event_id for at in judged.rejected}
    withdrawn = [Redirect(name, None, Change.WITHDRAWN) for name in rejected - set(retired)]
    # A part that was rejected is no event that a split could lead to.
    kept = [c for c in changes if c.change is not Change.SPLIT or c.new_id not in rejected]
    return tuple(sorted({*kept, *withdrawn}, key=redirect_key))


def set_aside(
    candidates: Iterable[EventCandidate],
) -> tuple[list[EventCandidate], list[Unplaced]]:
    """Candidates that can be compared, in canonical order, and those without country or any time."""
    placed, unplaced = [], []
    for candidate in sorted(candidates, key=canonical_order):
        if candidate.iso3 is None:
            unplaced.append(Unplaced(candidate.candidate_id, "no country"))
        elif not (candidate.last_date or candidate.first_date or candidate.published):
            unplaced.append(Unplaced(candidate.candidate_id, "no date"))
        else:
            placed.append(candidate)
    return placed, unplaced


def is_dated(group: Iterable[EventCandidate]) -> bool:
    """Whether a candidate of a group states a day; the others then take part in its event."""
    return any(candidate.last_date or candidate.first_date for candidate in group)


def _report_texts(
    candidates: Sequence[EventCandidate], reports: Iterable[Report]
) -> list[ReportText]:
    wanted: dict[str, list[EventCandidate]] = {}
    for candidate in candidates:
        wanted.setdefault(candidate.report_id, []).append(candidate)
    texts = {
        report.report_id: ReportText(report.report_id, report.text, report.source, report.published)
        for report in reports
        if report.report_id in wanted
    }
    for report_id, group in wanted.items():
        if report_id not in texts:
            text = "\n".join(candidate.text for candidate in group)
            texts[report_id] = ReportText(report_id, text, group[0].source, group[0].published)
    return list(texts.values())


def _anchors(
    groups: Sequence[Sequence[EventCandidate]], events: Sequence[Event]
) -> tuple[IdentityAnchor, ...]:
    return tuple(
        sorted(
            IdentityAnchor(
                event.event_id,
                candidate.candidate_id,
                candidate.report_id,
                candidate.span.start,
                candidate.first_date,
                candidate.place_id,
            )
            for group, event in zip(groups, events, strict=True)
            for candidate in group
        )
    )


def _disputes(events: Sequence[Event], told: Mapping[str, Told]) -> tuple[Dispute, ...]:
    disputes = []
    for event in events:
        for field in event.fields:
            if not field.is_disputed:
                continue
            values: dict[str, list[str]] = {}
            for value, candidate_id in disputed_values(event, told, field.name):
                if value:
                    values.setdefault(value, []).append(candidate_id)
            shown = tuple((value, tuple(ids)) for value, ids in sorted(values.items()))
            disputes.append(Dispute(event.event_id, field.name, shown))
    return tuple(sorted(disputes))
