"""Which pairs of candidates are compared at all: near in time, and in space as far as is known.

Two candidates share a block when their country is the same, the intervals of their days lie within
``DAYS`` of each other, and they are of the same first-level division, or either's division is
unknown, or the places lie within ``KILOMETRES``. The work is done on sorted arrays, chunk by
chunk, so that memory stays bounded and time grows with the number of pairs that share a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eventdb.reconcile.columns import Columns, Floats, Ints

DAYS = 3
"""Gap in days between the intervals of a pair; reports err on a day by no more."""
KILOMETRES = 70.0
"""Distance over which places of neighbouring divisions are still compared: a report takes a town for
another that lies up to 60 km away, or names its seat."""
SPREAD_KM = 200.0
"""Distance over which two exactly placed candidates of one division are still compared."""
CHUNK = 1_000_000
"""Pairs held at once before they are filtered."""
CELL = 1.4
"""Side in degrees of the grid that finds near places across a border of divisions; at the
latitudes of the inhabited world a cell is wider than ``KILOMETRES``."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Indices of candidates, ``left < right`` in each pair."""

    left: Ints
    right: Ints


def find_pairs(columns: Columns) -> Iterator[Pairs]:
    """Pairs that share a block, each once, in chunks."""
    timed = columns.last >= 0  # a candidate without any time shares no block
    known = np.flatnonzero(timed & (columns.admin1 >= 0))
    unknown = np.flatnonzero(timed & (columns.admin1 < 0))
    key = columns.admin1[known]
    for left, right in _windows(columns, known, known, key, key):
        once = left < right  # a window finds a pair of its own group from both sides
        yield from _kept(columns, left[once], right[once])
    country = columns.country
    for left, right in _windows(columns, unknown, unknown, country[unknown], country[unknown]):
        once = left < right
        yield from _kept(columns, left[once], right[once])
    for left, right in _windows(columns, unknown, known, country[unknown], country[known]):
        yield from _kept(columns, left, right)
    yield from _across_divisions(columns, known)


def _across_divisions(columns: Columns, known: Ints) -> Iterator[Pairs]:
    placed = known[~np.isnan(columns.latitude[known])]
    row = np.floor((columns.latitude[placed] + 90) / CELL).astype(np.int64)
    column = np.floor((columns.longitude[placed] + 180) / CELL).astype(np.int64)
    width = int(360 / CELL) + 2
    cell = (columns.country[placed] * (int(180 / CELL) + 2) + row) * width + column
    for step in (0, 1, width - 1, width, width + 1):
        for left, right in _windows(columns, placed, placed, cell, cell - step):
            apart = columns.admin1[left] != columns.admin1[right]
            if step == 0:
                apart &= left < right
            left, right = left[apart], right[apart]
            near = distance_km(columns, left, right) <= KILOMETRES
            yield from _kept(columns, left[near], right[near])


def _windows(
    columns: Columns, of: Ints, among: Ints, of_key: Ints, among_key: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of equal key whose days may be near, by ranges in the order of key and last day."""
    if not len(of) or not len(among):
        return
    scale = 4_000_000  # more than the days of any year up to 9999
    longest = int((columns.last - columns.first).max(initial=0))
    order = np.lexsort((columns.last[among], among_key))
    among, among_key = among[order], among_key[order]
    place = among_key * scale + columns.last[among]
    low = np.searchsorted(place, of_key * scale + columns.first[of] - DAYS, "left")
    high = np.searchsorted(place, of_key * scale + columns.last[of] + DAYS + longest, "right")
    width = np.maximum(high - low, 0)
    chunk = np.cumsum(width) // CHUNK
    for number in np.unique(chunk):
        rows = np.flatnonzero(chunk == number)
        count = width[rows]
        left = np.repeat(of[rows], count)
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        right = among[np.repeat(low[rows], count) + offset]
        yield left, right


def _kept(columns: Columns, left: Ints, right: Ints) -> Iterator[Pairs]:
    first, last = columns.first, columns.last
    gap = np.maximum(first[left], first[right]) - np.minimum(last[left], last[right])
    left, right = left[gap <= DAYS], right[gap <= DAYS]
    exact = (columns.geo_precision[left] == 1) & (columns.geo_precision[right] == 1)
    with np.errstate(invalid="ignore"):
        far = exact & (distance_km(columns, left, right) > SPREAD_KM)
    low = np.minimum(left[~far], right[~far])
    high = np.maximum(left[~far], right[~far])
    if len(low):
        yield Pairs(low, high)


def distance_km(columns: Columns, left: Ints, right: Ints) -> Floats:
    """Great-circle distance of pairs in kilometres; NaN where a place has no coordinates."""
    lat1, lat2 = np.radians(columns.latitude[left]), np.radians(columns.latitude[right])
    half_lat = (lat2 - lat1) / 2
    half_lon = np.radians(columns.longitude[right] - columns.longitude[left]) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(half_lon) ** 2
    distance: Floats = 12_742.0 * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return distance
