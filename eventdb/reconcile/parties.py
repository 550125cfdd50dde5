"""How two parties relate: the same, one more general than the other, contradictory."""

from __future__ import annotations

import numpy as np

from eventdb.codebook import ActorKind
from eventdb.reconcile.columns import UNKNOWN, ActorFacts, Columns, Ints

SAME, GENERAL, NOT_STATED, CONTRADICTORY = 3, 2, 1, 0

# Kinds whose actors are crowds, told apart by country alone.
_CROWDS = frozenset({ActorKind.RIOTERS, ActorKind.PROTESTERS, ActorKind.CIVILIANS})
_FORCES = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})

# Level of the field "parties" by the relations of the two pairs of sides, better one first.
_LEVELS = np.zeros((4, 4), dtype=np.int64)
for _pair, _level in {
    (SAME, SAME): 1,
    (SAME, GENERAL): 2,
    (SAME, NOT_STATED): 3,
    (SAME, CONTRADICTORY): 4,
    (GENERAL, GENERAL): 5,
    (GENERAL, NOT_STATED): 6,
    (GENERAL, CONTRADICTORY): 7,
    (NOT_STATED, NOT_STATED): 0,
    (NOT_STATED, CONTRADICTORY): 8,
    (CONTRADICTORY, CONTRADICTORY): 9,
}.items():
    _LEVELS[_pair] = _LEVELS[_pair[::-1]] = _level


def relate(first: ActorFacts, second: ActorFacts) -> int:
    """Relation of two actors that are not the same entry of the registry."""
    if first.kind == second.kind and first.kind in _CROWDS:
        return GENERAL if first.iso3 != second.iso3 else SAME
    if (
        first.words
        and second.words
        and (first.words <= second.words or second.words <= first.words)
    ):
        return GENERAL
    same_home = first.iso3 is not None and first.iso3 == second.iso3
    alike = first.kind == second.kind or {first.kind, second.kind} <= _FORCES
    return GENERAL if alike and same_home else CONTRADICTORY


def party_levels(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the field "parties" of pairs; the order of the sides carries no meaning.

    ACLED: actor1 is not the aggressor except in violence against civilians, so that sides are
    compared both ways and the better way counts.
    """
    sides = (columns.actor1, columns.actor2)
    straight = [_relations(columns, side[left], side[right]) for side in sides]
    crossed = [
        _relations(columns, sides[0][left], sides[1][right]),
        _relations(columns, sides[1][left], sides[0][right]),
    ]
    swap = crossed[0] + crossed[1] > straight[0] + straight[1]
    one = np.where(swap, crossed[0], straight[0])
    other = np.where(swap, crossed[1], straight[1])
    return _LEVELS[one, other]


def _relations(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Relation of two sides: of their main parties; a main party among the associated is general."""
    stated = (left[:, 0] != UNKNOWN) & (right[:, 0] != UNKNOWN)
    relation = np.full(len(left), NOT_STATED, dtype=np.int64)
    relation[stated] = _main_relations(columns.actors, left[stated, 0], right[stated, 0])
    weak = stated & (relation == CONTRADICTORY)
    if weak.any():
        a, b = left[weak], right[weak]
        shared = ((a[:, :1] == b).any(axis=1)) | ((b[:, :1] == a).any(axis=1))
        relation[weak] = np.where(shared, GENERAL, CONTRADICTORY)
    return relation


def _main_relations(actors: tuple[ActorFacts, ...], left: Ints, right: Ints) -> Ints:
    result = np.full(len(left), SAME, dtype=np.int64)
    differ = left != right
    low = np.minimum(left[differ], right[differ])
    high = np.maximum(left[differ], right[differ])
    keys, where = np.unique(low * len(actors) + high, return_inverse=True)
    found = [relate(actors[key // len(actors)], actors[key % len(actors)]) for key in keys.tolist()]
    result[differ] = np.array(found, dtype=np.int64)[where] if found else 0
    return result
