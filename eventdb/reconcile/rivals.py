"""Rivals: whether another event of the same report fits a candidate as well or better.

Where a report tells two bombings and another report tells two as well, each bombing of the one is
compared with both of the other; the better fit of the two speaks against the worse.
"""

from __future__ import annotations

import numpy as np

from eventdb.reconcile.columns import Floats, Ints

FIELD = "rivals"
LEVELS = ("none", "far worse", "worse", "as good", "better")
"""How the best other event of either report fits, beside the pair itself."""

_MARGINS = np.array([-1.0, 1.0, 4.0])


def rival_levels(reports: Ints, left: Ints, right: Ints, bits: Floats) -> Ints:
    """Level of each pair.

    Args:
        reports: report of each candidate.
        left: indices of candidates.
        right: the other candidate of each pair.
        bits: score of each pair by its other fields.
    """
    margin = np.minimum(
        _margins(reports[left], right, bits, len(reports)),
        _margins(reports[right], left, bits, len(reports)),
    )
    level: Ints = 4 - np.searchsorted(_MARGINS, margin, "right")
    level[np.isinf(margin)] = 0
    return level


def _margins(report: Ints, other: Ints, bits: Floats, size: int) -> Floats:
    """Bits by which each pair is ahead of the best pair of the same report and other candidate."""
    key = report * size + other
    order = np.lexsort((-bits, key))
    ranked, value = key[order], bits[order]
    start = np.r_[True, ranked[1:] != ranked[:-1]] if len(ranked) else np.zeros(0, dtype=bool)
    first = np.flatnonzero(start)
    group = np.cumsum(start) - 1
    counts = np.diff(np.r_[first, len(ranked)])
    best = value[first][group]
    second = np.where(counts > 1, value[np.minimum(first + 1, len(value) - 1)], -np.inf)[group]
    margin = np.empty(len(key))
    margin[order] = value - np.where(start, second, best)
    return margin
