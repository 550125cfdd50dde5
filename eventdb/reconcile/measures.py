"""Fields of comparison that are amounts: how far, how long, how many; a level is an interval.

They stand beside the levels by kind of ``compare``, so that the model of weights can tell three
kilometres from twelve, and a toll that grew by a tenth from one that grew threefold.
"""

from __future__ import annotations

import numpy as np

from eventdb.reconcile.columns import UNKNOWN, Columns, Floats, Ints
from eventdb.reconcile.crowds import Crowds
from eventdb.reconcile.levels import MEASURES
from eventdb.reconcile.signatures import count_rare


def measure_pairs(
    columns: Columns, crowds: Crowds, left: Ints, right: Ints, distance: Floats
) -> dict[str, Ints]:
    """Levels of all fields that are amounts.

    Args:
        columns: the candidates.
        crowds: see ``crowds.find_crowds``.
        left: indices of candidates.
        right: the other candidate of each pair.
        distance: of each pair in kilometres, NaN where not known.
    """
    first, last, published = columns.first, columns.last, columns.published
    dated = columns.is_dated[left] & columns.is_dated[right]
    half_dated = columns.is_dated[left] != columns.is_dated[right]
    before = np.where(columns.is_dated[left], last[right] - last[left], last[left] - last[right])
    timed = (published[left] != UNKNOWN) & (published[right] != UNKNOWN)
    length = np.maximum(last - first, 0)
    fewer, more = _rare_words(columns, left, right)
    amounts: dict[str, Floats | Ints] = {
        "days between": _known(np.abs(last[left] - last[right]), dated),
        # of the publication of a report without a day, after the day of the other
        "days before": _known(before, half_dated),
        "longer span": _known(np.maximum(length[left], length[right]), dated),
        "shorter span": _known(np.minimum(length[left], length[right]), dated),
        "distance": distance,
        "rare words, fewer": fewer,
        "rare words, more": more,
        "lag": _known(np.abs(published[left] - published[right]), timed),
        "age": _known(_age(columns, left, right), timed),
        "crowd": np.maximum(crowds.sizes[left], crowds.sizes[right]),
        "repeats": np.maximum(crowds.repeats[left], crowds.repeats[right]),
    }
    for name, counts in (("killed", columns.killed), ("injured", columns.injured)):
        earlier, later = in_order(counts, published, left, right)
        amounts[f"{name}, growth"] = np.log2((later + 1) / (earlier + 1))
        amounts[f"{name}, larger"] = np.fmax(earlier, later)
    return {name: _level(values, MEASURES[name].bounds) for name, values in amounts.items()}


def in_order(counts: Ints, published: Ints, left: Ints, right: Ints) -> tuple[Floats, Floats]:
    """The count published earlier and the one published later, NaN where not stated.

    Args:
        counts: n × 3, low, best, high.
        published: hours.
        left: indices of candidates.
        right: the other candidate of each pair.
    """
    stated = np.where(counts[:, 1] == UNKNOWN, counts[:, 0], counts[:, 1]).astype(np.float64)
    stated[counts[:, 0] == UNKNOWN] = np.nan
    straight = published[left] <= published[right]
    earlier = stated[np.where(straight, left, right)]
    return earlier, stated[np.where(straight, right, left)]


def _age(columns: Columns, left: Ints, right: Ints) -> Floats:
    """Hours from the end of the last day that the later report gives to its publication."""
    later = np.where(columns.published[left] <= columns.published[right], right, left)
    age: Floats = (columns.published[later] - 24 * (columns.last[later] + 1)).astype(np.float64)
    return age


def _rare_words(columns: Columns, left: Ints, right: Ints) -> tuple[Floats, Floats]:
    """Number of rare words of the passage that has fewer, and of the other."""
    counts = count_rare(columns.signatures)
    comparable = (columns.script[left] == columns.script[right]) & (columns.script[left] > 0)
    fewer = np.minimum(counts[left], counts[right])
    return _known(fewer, comparable), _known(np.maximum(counts[left], counts[right]), comparable)


def _known(values: Ints | Floats, is_known: np.typing.NDArray[np.bool_]) -> Floats:
    return np.where(is_known, values, np.nan)


def _level(values: Ints | Floats, bounds: tuple[float, ...]) -> Ints:
    """Level by the bounds that a value reaches, 0 where there is none."""
    level: Ints = np.searchsorted(np.array(bounds), values, "right") + 1
    level[np.isnan(values)] = 0
    return level
