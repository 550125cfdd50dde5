"""Scores of a clustering against the truth: B-cubed, pairs, exact clusters, hard negatives merged.

B-cubed: Bagga and Baldwin 1998, mean over mentions. Exact: share of true events of two mentions and
more that come out as one cluster with nothing else in it. Hard negatives: pairs of different true
events of one place, day and pair of parties; merged when a cluster holds most of both.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """Shares from 0 to 1."""

    b3_precision: float
    b3_recall: float
    b3_f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float
    exact: float
    hard_merged: float

    def as_row(self) -> dict[str, float]:
        """Rounded to a thousandth."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def score(predicted: Sequence[Any], true: Sequence[Any], hard: Sequence[tuple[Any, Any]]) -> Scores:
    """Scores of labels.

    Args:
        predicted: label of each mention.
        true: key of each mention's true event.
        hard: pairs of keys of events that are hard to tell apart.
    """
    cluster = np.unique(np.array(predicted), return_inverse=True)[1]
    keys, event = np.unique(np.array(true), return_inverse=True)
    both, where, counts = np.unique(
        cluster * len(keys) + event, return_inverse=True, return_counts=True
    )
    cluster_sizes, event_sizes = np.bincount(cluster), np.bincount(event)
    shared = counts[where]
    precision = float((shared / cluster_sizes[cluster]).mean())
    recall = float((shared / event_sizes[event]).mean())
    right = _pairs(counts)
    pair_precision = right / max(_pairs(cluster_sizes), 1.0)
    pair_recall = right / max(_pairs(event_sizes), 1.0)
    of_cluster, of_event = both // len(keys), both % len(keys)
    whole = (counts == event_sizes[of_event]) & (counts == cluster_sizes[of_cluster])
    exact = np.zeros(len(keys), dtype=bool)
    exact[of_event[whole]] = True
    return Scores(
        precision,
        recall,
        _f1(precision, recall),
        pair_precision,
        pair_recall,
        _f1(pair_precision, pair_recall),
        float(exact[event_sizes > 1].mean()) if (event_sizes > 1).any() else 1.0,
        _merged(hard, keys, of_cluster, of_event, counts),
    )


def _pairs(sizes: Ints) -> float:
    return float((sizes * (sizes - 1) / 2).sum())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _merged(
    hard: Sequence[tuple[Any, Any]],
    keys: npt.NDArray[Any],
    of_cluster: Ints,
    of_event: Ints,
    counts: Ints,
) -> float:
    """Share of hard pairs whose largest parts lie in one cluster."""
    order = np.lexsort((of_cluster, counts, of_event))
    main = dict(zip(keys[of_event[order]].tolist(), of_cluster[order].tolist(), strict=True))
    known = [(one, other) for one, other in hard if one in main and other in main]
    return float(np.mean([main[a] == main[b] for a, b in known])) if known else 0.0


def find_hard_pairs(events: Mapping[str, tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Pairs of events with the same place, day and parties, neighbours in the order of their keys.

    Args:
        events: what an event shares with those that are hard to tell from it, by its key.
    """
    alike: dict[tuple[Any, ...], list[str]] = {}
    for key in sorted(events):
        alike.setdefault(events[key], []).append(key)
    return [pair for group in alike.values() for pair in itertools.pairwise(group)]
