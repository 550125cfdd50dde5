"""The line from candidates to events: set aside, compare, cluster, name, fuse."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eventdb.reconcile.blocking import find_pairs
from eventdb.reconcile.cluster import APART, TOGETHER, cluster
from eventdb.reconcile.columns import Columns, Floats, Ints, make_columns
from eventdb.reconcile.compare import compare_pairs
from eventdb.reconcile.crowds import find_crowds
from eventdb.reconcile.corrections import (
    Correction,
    CorrectionKind,
    pairs_apart,
    pairs_together,
)
from eventdb.reconcile.counts import CountRule
from eventdb.reconcile.dispatch import ReportText, group_dispatches, voices
from eventdb.reconcile.fuse import Told, disputed_values, fuse_event, interval
from eventdb.reconcile.identity import assign_ids, id_key
from eventdb.reconcile.outcome import (
    Dispute,
    IdentityAnchor,
    Reconciliation,
    Unplaced,
)
from eventdb.reconcile.overrides import apply_settings
from eventdb.reconcile.weights import Weights, shipped_weights
from eventdb.records import Event, EventCandidate, Report

log = logging.getLogger(__name__)

LEAST_BITS = -20.0
"""Pairs below are as good as absent and not kept."""


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of one reconciliation with their bits; indices into the columns."""

    left: Ints
    right: Ints
    bits: Floats


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
    ordered = sorted(candidates, key=lambda candidate: candidate.candidate_id)
    placed, unplaced = _set_aside(ordered)
    columns = make_columns(placed)
    if len(set(columns.ids)) != columns.size:
        raise ValueError("two candidates have the same id")
    pairs = score_pairs(columns, weights or shipped_weights())
    pairs, conflicts = _corrected(columns, pairs, corrections)
    labels = cluster(columns.size, pairs.left, pairs.right, pairs.bits)
    groups = _groups(placed, labels)
    rejected = _rejected(corrections)
    groups = [group for group in groups if not rejected & {c.candidate_id for c in group}]
    texts = _report_texts(placed, reports)
    dispatches = group_dispatches(texts)
    voice = voices(texts, dispatches)
    told = [[Told(c, voice[c.report_id]) for c in group] for group in groups]
    drafts = [fuse_event("", group, count_rule) for group in told]
    identities = assign_ids(groups, [draft.iso3 for draft in drafts], previous, used_ids)
    named = [replace(d, event_id=i) for d, i in zip(drafts, identities.event_ids, strict=True)]
    events, more = apply_settings(named, corrections)
    events = sorted(events, key=lambda event: id_key(event.event_id))
    log.info("%s candidates, %s unplaced, %s events", columns.size, len(unplaced), len(events))
    return Reconciliation(
        events=tuple(events),
        redirects=identities.redirects,
        anchors=_anchors(groups, named),
        dispatch_groups=dispatches,
        disputes=_disputes(events, {t.candidate.candidate_id: t for group in told for t in group}),
        unplaced=tuple(unplaced),
        conflicts=(*conflicts, *more),
    )


def score_pairs(columns: Columns, weights: Weights) -> ScoredPairs:
    """Bits of all pairs that share a block; two events of one report stay apart."""
    parts: list[tuple[Ints, Ints, Floats]] = []
    crowds = find_crowds(columns)
    for pairs in find_pairs(columns):
        bits = weights.score(compare_pairs(columns, crowds, pairs))
        bits[columns.report[pairs.left] == columns.report[pairs.right]] = APART
        keep = (bits > LEAST_BITS) | (bits == APART)
        parts.append((pairs.left[keep], pairs.right[keep], bits[keep]))
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return ScoredPairs(empty, empty, np.zeros(0))
    left, right, bits = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ScoredPairs(left, right, bits)


def _set_aside(
    candidates: Sequence[EventCandidate],
) -> tuple[list[EventCandidate], list[Unplaced]]:
    placed, unplaced = [], []
    for candidate in candidates:
        if candidate.iso3 is None:
            unplaced.append(Unplaced(candidate.candidate_id, "no country"))
        elif candidate.last_date is None and candidate.first_date is None:
            unplaced.append(Unplaced(candidate.candidate_id, "no date"))
        else:
            placed.append(candidate)
    return placed, unplaced


def _corrected(
    columns: Columns, pairs: ScoredPairs, corrections: Sequence[Correction]
) -> tuple[ScoredPairs, list[tuple[str, str]]]:
    """Pairs with the judgements of people; a later judgement on a pair goes before an earlier."""
    index = {candidate_id: position for position, candidate_id in enumerate(columns.ids)}
    judged: dict[tuple[int, int], float] = {}
    conflicts: list[tuple[str, str]] = []
    for correction in corrections:
        missing = [n for group in correction.groups for n in group if n not in index]
        if missing and correction.kind is not CorrectionKind.REJECT:
            conflicts.append((correction.correction_id, f"candidate {missing[0]} is gone"))
        for found, verdict in (
            (pairs_together([correction]), TOGETHER),
            (pairs_apart([correction]), APART),
        ):
            for one, other in found:
                if one in index and other in index and one != other:
                    ends = sorted((index[one], index[other]))
                    judged[ends[0], ends[1]] = verdict
    if not judged:
        return pairs, conflicts
    size = columns.size
    keys = np.array([low * size + high for low, high in judged], dtype=np.int64)
    keep = ~np.isin(pairs.left * size + pairs.right, keys)
    left = np.concatenate([pairs.left[keep], keys // size])
    right = np.concatenate([pairs.right[keep], keys % size])
    bits = np.concatenate([pairs.bits[keep], np.array(list(judged.values()))])
    return ScoredPairs(left, right, bits), conflicts


def _rejected(corrections: Sequence[Correction]) -> set[str]:
    return {
        candidate_id
        for correction in corrections
        if correction.kind is CorrectionKind.REJECT
        for group in correction.groups
        for candidate_id in group
    }


def _groups(candidates: Sequence[EventCandidate], labels: Ints) -> list[list[EventCandidate]]:
    """Clusters, in the order in which new ids are given: country, day, place, first candidate."""
    members: dict[int, list[EventCandidate]] = {}
    for candidate, label in zip(candidates, labels.tolist(), strict=True):
        members.setdefault(label, []).append(candidate)

    def key(group: list[EventCandidate]) -> tuple[str, str, str]:
        first = min(interval(candidate)[1] for candidate in group)
        return group[0].iso3 or "", first.isoformat(), group[0].candidate_id

    return sorted(members.values(), key=key)


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
