"""Compare the candidates of many pairs, field by field, to levels that carry weights."""

from __future__ import annotations

import numpy as np

from eventdb.codebook import EventType, SubEventType
from eventdb.reconcile.blocking import Pairs, distance_km
from eventdb.reconcile.columns import OPEN_HIGH, UNKNOWN, Bools, Columns, Ints
from eventdb.reconcile.levels import FIELDS
from eventdb.reconcile.parties import party_levels
from eventdb.reconcile.signatures import shared_share

Levels = dict[str, Ints]
"""Levels of each field, one number a pair."""

_SHARES = np.array([0.1, 0.2, 0.33, 0.5, 0.7, 0.9])

# Event types that two reports may give one and the same act: ACLED's hierarchy puts fire support
# under the battle, and a strike on civilians under explosions.
_COMPATIBLE = {
    frozenset({EventType.BATTLES, EventType.EXPLOSIONS}),
    frozenset({EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.PROTESTS, EventType.RIOTS}),
    frozenset({EventType.RIOTS, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.BATTLES, EventType.STRATEGIC_DEVELOPMENTS}),
}


def _type_table() -> Ints:
    subs = list(SubEventType)
    table = np.zeros((len(subs) + 1, len(subs) + 1), dtype=np.int64)
    for one in subs:
        for other in subs:
            types = frozenset({one.event_type, other.event_type})
            level = (
                1 if one is other else 2 if len(types) == 1 else 3 if types in _COMPATIBLE else 4
            )
            table[one.rank, other.rank] = level
    return table


_TYPE_LEVELS = _type_table()


def compare_pairs(columns: Columns, pairs: Pairs) -> Levels:
    """Levels of all fields of the pairs."""
    left, right = pairs.left, pairs.right
    levels = {
        "date": date_levels(columns, left, right),
        "place": place_levels(columns, left, right),
        "parties": party_levels(columns, left, right),
        "type": _TYPE_LEVELS[columns.sub_type[left], columns.sub_type[right]],
        "killed": count_levels(columns.killed, columns.published, left, right),
        "injured": count_levels(columns.injured, columns.published, left, right),
        "words": word_levels(columns, left, right),
        "publisher": publisher_levels(columns, left, right),
    }
    assert levels.keys() == FIELDS.keys()
    return levels


def date_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the days: equal, overlapping, or the gap between the intervals."""
    first, last = columns.first, columns.last
    gap = np.maximum(first[left], first[right]) - np.minimum(last[left], last[right])
    union = np.maximum(last[left], last[right]) - np.minimum(first[left], first[right])
    level: Ints = np.clip(gap + 3, 4, 6)
    level[gap <= 0] = 3
    level[(gap <= 0) & (union <= 1)] = 2
    level[(gap == 0) & (union == 0)] = 1
    return level


def place_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the places: by entry, name, distance; a coarse place by what it contains."""
    same_admin1 = _same(columns.admin1, left, right)
    same_admin2 = _same(columns.admin2, left, right)
    coarse = (columns.geo_precision[left] == 3) | (columns.geo_precision[right] == 3)
    coarse |= (columns.location[left] == UNKNOWN) | (columns.location[right] == UNKNOWN)
    distance = distance_km(columns, left, right)
    level = np.full(len(left), 8, dtype=np.int64)
    level[np.isnan(distance)] = 0
    for limit, code in ((40.0, 5), (15.0, 4), (5.0, 3)):
        level[distance <= limit] = code
    wide = (columns.admin1[left] == UNKNOWN) | (columns.admin1[right] == UNKNOWN)
    level[coarse & (level == 8) & wide] = 0
    level[coarse & same_admin1] = 7
    level[coarse & same_admin2] = 6
    level[_same(columns.location, left, right)] = 2
    same_place = _same(columns.place, left, right) | (distance < 0.5)
    level[same_place & ~(coarse & (level != 2))] = 1
    return level


def count_levels(counts: Ints, published: Ints, left: Ints, right: Ints) -> Ints:
    """Level of two counts with the times of their publication.

    A later count that is larger may be the same toll grown; a later one far smaller is not.
    """
    low1, best1, high1 = counts[left].T
    low2, best2, high2 = counts[right].T
    value1 = np.where(best1 == UNKNOWN, low1, best1)
    value2 = np.where(best2 == UNKNOWN, low2, best2)
    later = np.where(published[left] <= published[right], value2, value1)
    earlier = np.where(published[left] <= published[right], value1, value2)
    timed = (published[left] != UNKNOWN) & (published[right] != UNKNOWN)
    level = np.full(len(left), 9, dtype=np.int64)
    level[timed & (later > earlier) & (earlier > 0) & (later <= 4 * earlier + 2)] = 7
    level[timed & (later * 2 < earlier)] = 8
    ratio = np.maximum(value1, value2) <= 1.25 * np.minimum(value1, value2) + 1
    level[ratio & (np.minimum(value1, value2) > 0)] = 6
    vague = (high1 != low1) | (high2 != low2) | (high1 >= OPEN_HIGH) | (high2 >= OPEN_HIGH)
    level[vague & (low1 <= high2) & (low2 <= high1)] = 5
    equal = value1 == value2
    for least, code in ((0, 1), (1, 2), (3, 3), (10, 4)):
        level[equal & (value1 >= least)] = code
    level[(low1 == UNKNOWN) | (low2 == UNKNOWN)] = 0
    return level


def word_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the share of words that the passages have in common."""
    share = shared_share(columns.signatures, left, right)
    level = np.searchsorted(_SHARES, np.nan_to_num(share, nan=0.0), "right") + 1
    level[np.isnan(share)] = 0
    return level.astype(np.int64)


def publisher_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the publishers: one that writes twice tells of two events, or brings news of one."""
    source = columns.source
    level = np.where(source[left] == source[right], 2, 1)
    near = np.abs(columns.published[left] - columns.published[right]) <= 6
    timed = (columns.published[left] != UNKNOWN) & (columns.published[right] != UNKNOWN)
    level[(level == 2) & near & timed] = 3
    level[(source[left] == UNKNOWN) | (source[right] == UNKNOWN)] = 0
    return level


def _same(codes: Ints, left: Ints, right: Ints) -> Bools:
    same: Bools = (codes[left] == codes[right]) & (codes[left] != UNKNOWN)
    return same
