"""Clusters of candidates by average linkage over pair scores, with pairs that must stay apart.

Average linkage asks that two clusters agree on the whole, so that no chain of weak links joins two
strong cores; a pair that blocking never brought together counts against a merger with ``ABSENT``
bits. The order of the input does not matter: candidates come in the canonical order of their ids,
and of two equal mergers the one with the smaller indices goes first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import numpy as np

from eventdb.reconcile.columns import Floats, Ints

ABSENT = -6.0
"""Bits of a pair that shares no block."""
APART = -1_000.0
"""Bits of a pair that must not be merged; no average rises above 0 with one of these."""
TOGETHER = 1_000_000.0
"""Bits of a pair that a person has put together; it outweighs any evidence."""


def cluster(size: int, left: Ints, right: Ints, bits: Floats) -> Ints:
    """The cluster of each candidate, named by its smallest index.

    Args:
        size: number of candidates.
        left: the smaller index of each scored pair; each pair once.
        right: the larger index.
        bits: their scores; a merger needs an average above 0.
    """
    labels = connect(size, left[bits > 0], right[bits > 0])
    inside = labels[left] == labels[right]
    left, right, bits = left[inside], right[inside], bits[inside]
    order = np.lexsort((right, left, labels[left]))
    left, right, bits = left[order], right[order], bits[order]
    owner = labels[left]
    result = labels.copy()
    if not len(owner):
        return result
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    ends = np.r_[starts[1:], len(owner)]
    sizes = np.bincount(labels, minlength=size)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if sizes[owner[start]] == 2:  # its only pair is above 0
            continue
        edges = zip(
            left[start:end].tolist(),
            right[start:end].tolist(),
            bits[start:end].tolist(),
            strict=True,
        )
        for member, label in _agglomerate(edges).items():
            result[member] = label
    return result


def connect(size: int, left: Ints, right: Ints) -> Ints:
    """Connected components of ``size`` nodes, each named by its smallest member."""
    labels = np.arange(size)
    while len(left):
        low = np.minimum(labels[left], labels[right])
        before = labels.copy()
        np.minimum.at(labels, labels[left], low)
        np.minimum.at(labels, labels[right], low)
        while True:
            shorter = labels[labels]
            if np.array_equal(shorter, labels):
                break
            labels = shorter
        if np.array_equal(before, labels):
            break
    return labels


def _agglomerate(edges: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """Merge the best pair of clusters until none has an average above 0."""
    near: dict[int, dict[int, float]] = {}  # cluster → cluster → sum of bits beyond ABSENT
    for one, other, bits in edges:
        near.setdefault(one, {})[other] = bits - ABSENT
        near.setdefault(other, {})[one] = bits - ABSENT
    weight = dict.fromkeys(near, 1)
    label = {member: member for member in near}
    members = {member: [member] for member in near}

    def average(one: int, other: int) -> float:
        return near[one][other] / (weight[one] * weight[other]) + ABSENT

    heap = [
        (-average(one, other), one, other)
        for one, row in near.items()
        for other in row
        if one < other and average(one, other) > 0
    ]
    heapq.heapify(heap)
    while heap:
        bits, one, other = heapq.heappop(heap)
        if other not in near.get(one, {}) or -average(one, other) != bits:
            continue  # one of the two has grown or gone since
        for third, total in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + total
        weight[one] += weight.pop(other)
        members[one] += members.pop(other)
        for third in near[one]:
            mean = average(one, third)
            if mean > 0:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))
    for name, group in members.items():
        label.update(dict.fromkeys(group, name))
    return label
