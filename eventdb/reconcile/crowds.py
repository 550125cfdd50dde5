"""How many candidates tell of one place, day and type of event: in a crowd, a match by chance is likelier.

A crowd has one of two causes: many events at one place, as at a front, or many reports of one event.
They differ in how often one publisher writes of it (repeats).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eventdb.codebook import EventType, SubEventType
from eventdb.reconcile.columns import UNKNOWN, Columns, Floats, Ints

_DAYS = 4_000_000
_TYPES = 8


def _event_types() -> Ints:
    """Number of the event type by rank of the sub-event type."""
    types = list(EventType)
    return np.array([0, *(types.index(sub.event_type) for sub in SubEventType)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Crowds:
    """For each candidate, those of its event type and place on its last day and the days beside it.

    Attributes:
        sizes: how many.
        repeats: candidates a publisher, 1 up.
    """

    sizes: Ints
    repeats: Floats


def find_crowds(columns: Columns) -> Crowds:
    """Crowds of all candidates.

    A candidate with no finer place than a division counts those of the division likewise.
    """
    place = np.where(columns.location >= 0, columns.location + 1, 0)
    shift = int(place.max(initial=0)) + 1
    area = np.where(place > 0, place, shift + columns.admin1 + 1)
    area = np.where((place == 0) & (columns.admin1 == UNKNOWN), -2 - columns.country, area)
    area = area * _TYPES + _event_types()[columns.sub_type]
    days = np.unique(area * _DAYS + columns.last, return_inverse=True)
    key: Ints = days[0]
    where: Ints = days[1]
    size = np.bincount(where, minlength=len(key))
    # candidates of unknown publishers are taken to have one each
    source = np.where(
        columns.source >= 0, columns.source, columns.report + columns.source.max(initial=0) + 1
    )
    publishers = _distinct(where, source, len(key))
    around = [_around(key, counts) for counts in (size, publishers)]
    return Crowds(
        sizes=around[0][where],
        repeats=(around[0] / around[1])[where],
    )


def _distinct(where: Ints, codes: Ints, size: int) -> Ints:
    """Number of distinct codes at each key."""
    codes = codes - codes.min(initial=0)
    span = int(codes.max(initial=0)) + 1
    return np.bincount(np.unique(where * span + codes) // span, minlength=size)


def _around(key: Ints, counts: Ints) -> Ints:
    """Counts of each key's day and the days beside it."""
    total = counts.copy()
    for step in (-1, 1):
        at = np.minimum(np.searchsorted(key, key + step), max(len(key) - 1, 0))
        total += np.where(key[at] == key + step, counts[at], 0)
    return total
