"""Group candidates by the event they tell of: scored pairs, people's judgements, clusters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eventdb.reconcile.blocking import find_pairs
from eventdb.reconcile.cluster import APART, TOGETHER, cluster
from eventdb.reconcile.columns import Columns, Floats, Ints, make_columns
from eventdb.reconcile.compare import compare_pairs
from eventdb.reconcile.corrections import (
    Conflict,
    Correction,
    CorrectionKind,
    pairs_apart,
    pairs_together,
)
from eventdb.reconcile.crowds import find_crowds
from eventdb.reconcile.rivals import rival_levels
from eventdb.reconcile.weights import Weights
from eventdb.records import EventCandidate

LEAST_BITS = -20.0
"""Pairs below are as good as absent and not kept."""


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of one reconciliation with their bits; indices into the columns.

    Attributes:
        rivals: level of ``rivals``, already counted in the bits.
    """

    left: Ints
    right: Ints
    bits: Floats
    rivals: Ints


@dataclass(frozen=True, slots=True)
class Grouping:
    """Candidates grouped by event, with the evidence.

    Attributes:
        candidates: in the order of the columns.
        columns: the candidates as numbers.
        pairs: all scored pairs.
        labels: the cluster of each candidate, by its smallest index.
        groups: clusters in the order in which new ids are given.
        conflicts: corrections that could not be applied as they stand.
    """

    candidates: Sequence[EventCandidate]
    columns: Columns
    pairs: ScoredPairs
    labels: Ints
    groups: list[list[EventCandidate]]
    conflicts: list[Conflict]


def canonical_order(candidate: EventCandidate) -> tuple[str, int, str]:
    """Sort key that no order of arrival and no numbering of a report's events changes.

    Of two mergers that are equally good the earlier goes first, so that the order must be fixed.
    """
    return candidate.report_id, candidate.span.start, candidate.candidate_id


def group_candidates(
    candidates: Sequence[EventCandidate],
    weights: Weights,
    corrections: Sequence[Correction] = (),
) -> Grouping:
    """Group candidates, each group telling of one event.

    Args:
        candidates: in canonical order; each has a date or a time of publication.
        weights: of the comparison.
        corrections: judgements of people, oldest first.

    Raises:
        ValueError: two candidates have the same id.
    """
    columns = make_columns(candidates)
    if len(set(columns.ids)) != columns.size:
        raise ValueError("two candidates have the same id")
    pairs = score_pairs(columns, weights)
    pairs, conflicts = _judged(columns, pairs, corrections)
    labels = cluster(columns.size, pairs.left, pairs.right, pairs.bits)
    groups = _groups(candidates, columns, labels)
    return Grouping(candidates, columns, pairs, labels, groups, conflicts)


def score_pairs(columns: Columns, weights: Weights) -> ScoredPairs:
    """Bits of all pairs that share a block; two events of one report stay apart."""
    parts: list[tuple[Ints, Ints, Floats]] = []
    crowds = find_crowds(columns)
    for pairs in find_pairs(columns):
        bits = weights.score(compare_pairs(columns, crowds, pairs))
        apart = columns.report[pairs.left] == columns.report[pairs.right]
        bits[apart] = APART
        keep = (bits > LEAST_BITS) | apart
        parts.append((pairs.left[keep], pairs.right[keep], bits[keep]))
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return ScoredPairs(empty, empty, np.zeros(0), empty)
    left, right, bits = (np.concatenate(column) for column in zip(*parts, strict=True))
    free = bits != APART
    rivals = np.zeros(len(left), dtype=np.int64)
    rivals[free] = rival_levels(columns.report, left[free], right[free], bits[free])
    bits[free] += weights.rivals[rivals[free]]
    return ScoredPairs(left, right, bits, rivals)


def _judged(
    columns: Columns, pairs: ScoredPairs, corrections: Sequence[Correction]
) -> tuple[ScoredPairs, list[Conflict]]:
    """Pairs with the judgements of people; a later judgement on a pair goes before an earlier."""
    if not corrections:
        return pairs, []
    index = {candidate_id: position for position, candidate_id in enumerate(columns.ids)}
    verdicts: dict[tuple[int, int], float] = {}
    conflicts: list[Conflict] = []
    for correction in corrections:
        if correction.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT):
            conflicts += _gone(correction, index)
        found = [(pair, TOGETHER) for pair in pairs_together([correction])]
        found += [(pair, APART) for pair in pairs_apart([correction])]
        for (one, other), verdict in found:
            if one in index and other in index and one != other:
                low, high = sorted((index[one], index[other]))
                verdicts[low, high] = verdict
    if not verdicts:
        return pairs, conflicts
    size = columns.size
    keys = np.array([low * size + high for low, high in verdicts], dtype=np.int64)
    keep = ~np.isin(pairs.left * size + pairs.right, keys)
    left = np.concatenate([pairs.left[keep], keys // size])
    right = np.concatenate([pairs.right[keep], keys % size])
    bits = np.concatenate([pairs.bits[keep], np.array(list(verdicts.values()))])
    rivals = np.concatenate([pairs.rivals[keep], np.zeros(len(keys), dtype=np.int64)])
    return ScoredPairs(left, right, bits, rivals), conflicts


def _gone(correction: Correction, index: Mapping[str, int]) -> list[Conflict]:
    """That an event to be merged or split has no candidate any more; of the rest, enough is left."""
    parts = correction.groups
    if len(parts) == 1:
        parts = tuple((name,) for name in parts[0])
    return [
        (correction.correction_id, f"nothing is left of the event of {part[0]}")
        for part in parts
        if part and not any(name in index for name in part)
    ]


def _groups(
    candidates: Sequence[EventCandidate], columns: Columns, labels: Ints
) -> list[list[EventCandidate]]:
    """Clusters by country, first day that is the last possible of a member, first candidate."""
    members: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(position)
    last = columns.last.tolist()

    def key(group: list[int]) -> tuple[str, int, int]:
        return candidates[group[0]].iso3 or "", min(last[at] for at in group), group[0]

    ordered = sorted(members.values(), key=key)
    return [[candidates[position] for position in group] for group in ordered]
