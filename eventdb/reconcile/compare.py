"""Compare the candidates of many pairs, field by field, to levels that carry weights."""

from __future__ import annotations

import itertools

import numpy as np

from eventdb.codebook import EventType, SubEventType
from eventdb.reconcile.blocking import Pairs, distance_km
from eventdb.reconcile.columns import UNKNOWN, Bools, Columns, Floats, Ints
from eventdb.reconcile.crowds import Crowds
from eventdb.reconcile.levels import FIELDS
from eventdb.reconcile.measures import measure_pairs
from eventdb.reconcile.parties import party_levels
from eventdb.reconcile.signatures import compare_words

Levels = dict[str, Ints]
"""Levels of each field, one number a pair."""

_SHARES = np.array([0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8])
_RARE_WORDS = np.array([0, 1, 2, 4])

# Levels of two candidates of one sub-event type.
_SAME = {
    SubEventType.ARMED_CLASH: 1,
    SubEventType.SHELLING: 2,
    SubEventType.AIR_DRONE_STRIKE: 3,
    SubEventType.ATTACK: 4,
    SubEventType.REMOTE_EXPLOSIVE: 5,
    SubEventType.SUICIDE_BOMB: 5,
    SubEventType.PEACEFUL_PROTEST: 6,
}
_OTHER_SAME = 7
# Levels of two sub-event types between which reports of one act often differ: what fell from the
# sky is told as a strike or as shelling, a bomb by what set it off, an assault with its fire support.
_BOMBS = (SubEventType.REMOTE_EXPLOSIVE, SubEventType.SUICIDE_BOMB, SubEventType.GRENADE)
_NEIGHBOURS = {
    frozenset({SubEventType.SHELLING, SubEventType.AIR_DRONE_STRIKE}): 8,
    **{frozenset(pair): 9 for pair in itertools.combinations(_BOMBS, 2)},
    frozenset({SubEventType.ARMED_CLASH, SubEventType.ATTACK}): 11,
    frozenset({SubEventType.ARMED_CLASH, SubEventType.SHELLING}): 12,
    frozenset({SubEventType.ARRESTS, SubEventType.ABDUCTION}): 13,
    frozenset({SubEventType.EXCESSIVE_FORCE, SubEventType.ATTACK}): 14,
}
# Event types that two reports may give one and the same act: ACLED's hierarchy puts fire support
# under the battle, and a strike on civilians under explosions.
_COMPATIBLE = {
    frozenset({EventType.BATTLES, EventType.EXPLOSIONS}),
    frozenset({EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.PROTESTS, EventType.RIOTS}),
    frozenset({EventType.RIOTS, EventType.VIOLENCE_AGAINST_CIVILIANS}),
    frozenset({EventType.BATTLES, EventType.STRATEGIC_DEVELOPMENTS}),
    frozenset({EventType.VIOLENCE_AGAINST_CIVILIANS, EventType.STRATEGIC_DEVELOPMENTS}),
    frozenset({EventType.RIOTS, EventType.STRATEGIC_DEVELOPMENTS}),
}


def _type_table() -> Ints:
    subs = list(SubEventType)
    table = np.zeros((len(subs) + 1, len(subs) + 1), dtype=np.int64)
    for one in subs:
        for other in subs:
            types = frozenset({one.event_type, other.event_type})
            level = 10 if len(types) == 1 else 14 if types in _COMPATIBLE else 15
            table[one.rank, other.rank] = _NEIGHBOURS.get(frozenset({one, other}), level)
        table[one.rank, one.rank] = _SAME.get(one, _OTHER_SAME)
    return table


_TYPE_LEVELS = _type_table()


def compare_pairs(columns: Columns, crowds: Crowds, pairs: Pairs) -> Levels:
    """Levels of all fields of the pairs.

    Args:
        columns: the candidates.
        crowds: see ``crowds.find_crowds``.
        pairs: indices of candidates.
    """
    left, right = pairs.left, pairs.right
    distance = distance_km(columns, left, right)
    words, telling = word_levels(columns, left, right)
    levels = {
        "date": date_levels(columns, left, right),
        "place": place_levels(columns, left, right, distance),
        "parties": party_levels(columns, left, right),
        "type": _TYPE_LEVELS[columns.sub_type[left], columns.sub_type[right]],
        "killed": count_levels(columns.killed, columns.published, left, right),
        "injured": count_levels(columns.injured, columns.published, left, right),
        "words": words,
        "telling words": telling,
        "publisher": publisher_levels(columns, left, right),
        **measure_pairs(columns, crowds, left, right, distance),
    }
    assert levels.keys() == FIELDS.keys()
    return levels


def date_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the days: equal, overlapping, or the gap between the intervals.

    A candidate dated later than the other and on its own day of publication may have taken the day
    of the report for the day of the event.
    """
    first, last = columns.first, columns.last
    gap = np.maximum(first[left], first[right]) - np.minimum(last[left], last[right])
    union = np.maximum(last[left], last[right]) - np.minimum(first[left], first[right])
    shorter = np.minimum(last[left] - first[left], last[right] - first[right])
    same = (first[left] == first[right]) & (last[left] == last[right])
    later = np.where(last[left] > last[right], left, right)
    is_reported = columns.published[later] // 24 == last[later]
    level = np.full(len(left), 11, dtype=np.int64)
    level[gap == 2] = 10
    level[(gap == 2) & is_reported] = 9
    level[gap == 1] = 8
    level[(gap == 1) & is_reported] = 7
    level[gap <= 0] = 6
    level[(gap <= 0) & (shorter <= 1)] = 5
    level[(gap <= 0) & (union <= 1)] = 4
    level[same] = 3
    level[same & (union == 1)] = 2
    level[same & (union == 0)] = 1
    level[~(columns.is_dated[left] & columns.is_dated[right])] = 0
    return level


def place_levels(columns: Columns, left: Ints, right: Ints, distance: Floats) -> Ints:
    """Level of the places: by entry, name, distance; a coarse place by what it contains."""
    same_admin1 = _same(columns.admin1, left, right)
    same_admin2 = _same(columns.admin2, left, right)
    coarse_one, coarse_other = _is_coarse(columns, left), _is_coarse(columns, right)
    coarse = coarse_one | coarse_other
    level = np.full(len(left), 6, dtype=np.int64)
    for limit, code in ((40.0, 5), (15.0, 4), (5.0, 3)):
        level[distance <= limit] = code
    exact = (columns.geo_precision[left] == 1) & (columns.geo_precision[right] == 1)
    divided = (columns.admin1[left] != UNKNOWN) & (columns.admin1[right] != UNKNOWN) & ~same_admin1
    level[(level == 6) & exact & divided & ~np.isnan(distance)] = 15
    name1, name2 = columns.name[left], columns.name[right]
    common = name1 & name2
    within = (common != 0) & ((common == name1) | (common == name2))
    level[within & ~(distance > 25.0)] = 12
    level[_same(columns.location, left, right)] = 2
    level[_same(columns.place, left, right) | (distance < 0.5)] = 1
    unmeasured = np.isnan(distance) & (level == 6)
    level[unmeasured] = 0
    level[unmeasured & same_admin1] = 14
    level[unmeasured & same_admin2] = 13
    level[coarse] = 11
    level[coarse & np.isnan(distance)] = 0
    level[coarse & (distance <= 15.0)] = 10
    level[coarse & same_admin1] = 8
    level[coarse & same_admin2] = 7
    alike = same_admin1 & (columns.admin2[left] == columns.admin2[right])
    level[coarse_one & coarse_other & alike] = 9
    return level


def _is_coarse(columns: Columns, index: Ints) -> Bools:
    coarse: Bools = (columns.geo_precision[index] == 3) | (columns.location[index] == UNKNOWN)
    return coarse


def count_levels(counts: Ints, published: Ints, left: Ints, right: Ints) -> Ints:
    """Level of two counts with the times of their publication.

    A later count that is larger may be the same toll grown; a later one far smaller is not.
    """
    low1, best1, high1 = counts[left].T
    low2, best2, high2 = counts[right].T
    value1 = np.where(best1 == UNKNOWN, low1, best1)
    value2 = np.where(best2 == UNKNOWN, low2, best2)
    in_order = published[left] <= published[right]
    later = np.where(in_order, value2, value1)
    earlier = np.where(in_order, value1, value2)
    timed = (published[left] != UNKNOWN) & (published[right] != UNKNOWN)
    level = np.full(len(left), 12, dtype=np.int64)
    level[timed & (later > earlier)] = 9
    level[timed & (later > earlier) & (later <= 2 * earlier + 1)] = 8
    level[timed & (later > earlier) & (earlier == 0)] = 10
    level[timed & (later * 2 < earlier)] = 11
    close = np.maximum(value1, value2) <= 1.25 * np.minimum(value1, value2) + 1
    level[close & (np.minimum(value1, value2) > 0)] = 7
    vague = (high1 != low1) | (high2 != low2)
    level[vague & (low1 <= high2) & (low2 <= high1)] = 6
    equal = (value1 == value2) & ~vague  # "dozens" twice is one word, not one figure
    for least, code in ((0, 1), (1, 2), (3, 3), (6, 4), (13, 5)):
        level[equal & (value1 >= least)] = code
    silent = (low1 == UNKNOWN) | (low2 == UNKNOWN)
    stated = np.maximum(value1, value2)
    for least, code in ((0, 13), (1, 14), (3, 15)):
        level[silent & (stated >= least)] = code
    level[silent & (stated == UNKNOWN)] = 0
    return level


def word_levels(columns: Columns, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Levels of the share of words that the passages have in common, and of rare words in common."""
    share, rare = compare_words(columns.signatures, left, right)
    level: Ints = np.searchsorted(_SHARES, np.nan_to_num(share, nan=0.0), "right") + 1
    count: Ints = np.searchsorted(_RARE_WORDS, rare) + 1
    unknown = np.isnan(share) | (columns.script[left] != columns.script[right])
    level[unknown] = 0
    count[unknown] = 0
    return level, count


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
