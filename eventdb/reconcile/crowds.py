"""How many candidates tell of one place about one day: in a crowd, a match by chance is likelier."""

from __future__ import annotations

import numpy as np

from eventdb.reconcile.columns import UNKNOWN, Columns, Ints

_DAYS = 4_000_000


def crowd_sizes(columns: Columns) -> Ints:
    """For each candidate, the candidates of its place on its last day and the days beside it.

    A candidate with no finer place than a division counts those of the division likewise.
    """
    place = np.where(columns.location >= 0, columns.location + 1, 0)
    shift = int(place.max(initial=0)) + 1
    area = np.where(place > 0, place, shift + columns.admin1 + 1)
    area = np.where((place == 0) & (columns.admin1 == UNKNOWN), -1 - columns.country, area)
    key = area * _DAYS + columns.last
    values, counts = np.unique(key, return_counts=True)
    sizes = np.zeros(columns.size, dtype=np.int64)
    for step in (-1, 0, 1):
        at = np.minimum(np.searchsorted(values, key + step), max(len(values) - 1, 0))
        sizes += np.where(values[at] == key + step, counts[at], 0) if len(values) else 0
    return sizes
