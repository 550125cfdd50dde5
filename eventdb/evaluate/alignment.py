"""Which prediction tells which hand-coded event of a report, one to one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eventdb.evaluate.judging import Judge
from eventdb.evaluate.names import fold
from eventdb.evaluate.slots import SINGLE, given_interval, gold_intervals, known
from eventdb.evaluate.values import (
    Interval,
    Record,
    count_of,
    days_apart,
    do_days_agree,
    is_count_near,
    is_count_right,
)

LEAST_SIMILARITY = 200
"""Pairs below this are of two different events; a right type alone reaches it."""
_WITHIN_DAYS = 7


def align(
    golds: Sequence[Record], givens: Sequence[Record], judge: Judge, least: int = LEAST_SIMILARITY
) -> list[tuple[int, int]]:
    """Pairs of indices with the greatest similarity in all.

    Among equally good alignments, events that must be found come before optional ones.
    """
    weights = []
    for gold in golds:
        bonus = 0 if gold.get("optional") else 1
        values = (similarity(gold, given, judge) for given in givens)
        weights.append([0 if value < least else 4 * value + bonus for value in values])
    return best_assignment(weights)


def similarity(gold: Record, given: Record, judge: Judge) -> int:
    """Similarity in points.

    Type 200 (event type alone 100), date 100 (gold open to the past, or a week off: 40), country
    25, place 200 (lenient 100), perpetrator 100, a shared party 50, killed and wounded 100 each
    (both zero, or near: 50), victims 150 (one word: 75).
    """
    points = _either(gold, given, judge, "type", "type_coarse")
    points += _date_points(gold, given)
    points += 25 * judge.is_right("country", gold, given)
    place = SINGLE["place"]
    if place.is_wanted(gold) and place.is_given(given):
        points += _either(gold, given, judge, "place", "place_lenient")
    points += 100 * judge.is_right("perpetrator", gold, given)
    if "actor2" in gold and judge.judge_parties(gold, given).right:
        points += 50
    points += sum(_count_points(gold, given, prefix) for prefix in ("fatalities", "injured"))
    return points + 75 * shared_victims(gold, given)


def _either(gold: Record, given: Record, judge: Judge, strict: str, lenient: str) -> int:
    if judge.is_right(strict, gold, given):
        return 200
    return 100 if judge.is_right(lenient, gold, given) else 0


def _date_points(gold: Record, given: Record) -> int:
    answer = given_interval(given)
    if answer is None:
        return 0
    return max((_days_points(days, answer) for days in gold_intervals(gold)), default=0)


def _days_points(gold: Interval, given: Interval) -> int:
    if do_days_agree(gold, given):
        return 40 if gold[0] is None else 100
    apart = days_apart(gold, given)
    return 40 if apart is not None and apart <= _WITHIN_DAYS else 0


def _count_points(gold: Record, given: Record, prefix: str) -> int:
    wanted, found = count_of(gold, prefix), count_of(given, prefix)
    if wanted is None or found is None:
        return 0
    if is_count_right(wanted, found):
        return 50 if found.bests == (0.0,) else 100
    return 50 if is_count_near(wanted, found) else 0


def shared_victims(gold: Record, given: Record) -> int:
    """2 where a name or a longer description of victims is shared, 1 for one word."""
    text = f" {fold(given.get('text') or '')} "
    others = [f" {other} " for other in _victims(given)]
    best = 0
    for name in _victims(gold):
        padded = f" {name} "
        if padded in text or any(padded in other or other in padded for other in others):
            best = max(best, 2 if " " in name else 1)
    return best


def _victims(event: Record) -> list[str]:
    described: list[str | None] = []
    for victim in event.get("victims") or ():
        if isinstance(victim, str):
            described.append(victim)
        else:
            for key in ("names", "descriptions"):
                value = victim.get(key) or []
                described += [value] if isinstance(value, str) else value
    for column in ("actor2", "assoc_actor_2"):
        described += known(event.get(column))
    described += [claim.get("victims") for claim in event.get("claims") or ()]
    return [folded for text in described if text and (folded := fold(text))]


def best_assignment(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column once, of the greatest summed weight.

    Kuhn–Munkres by shortest augmenting paths, in time rows² × columns. Pairs of weight zero are
    left out.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = best_assignment(list(zip(*weights, strict=True)))
        return sorted((row, column) for column, row in turned)
    rows, columns = len(weights), len(weights[0])
    row_of = [-1] * columns
    row_price, column_price = [0.0] * rows, [0.0] * columns
    for row in range(rows):
        _augment(weights, row, row_of, row_price, column_price)
    pairs = ((row, column) for column, row in enumerate(row_of) if row >= 0)
    return sorted((row, column) for row, column in pairs if weights[row][column] > 0)


def _augment(
    weights: Sequence[Sequence[int]],
    start: int,
    row_of: list[int],
    row_price: list[float],
    column_price: list[float],
) -> None:
    """Give one more row a column, along the cheapest path of exchanges."""
    columns = range(len(row_of))
    distance = [math.inf] * len(row_of)
    before = [-1] * len(row_of)  # column from which a column is reached; −1: from the new row
    done: list[int] = []
    row, at = start, -1
    while True:
        for column in columns:
            if column in done:
                continue
            cost = -weights[row][column] - row_price[row] - column_price[column]
            if cost < distance[column]:
                distance[column], before[column] = cost, at
        at = min((c for c in columns if c not in done), key=distance.__getitem__)
        step = distance[at]
        row_price[start] += step
        for column in done:
            row_price[row_of[column]] += step
            column_price[column] -= step
        distance = [d if c in done else d - step for c, d in enumerate(distance)]
        done.append(at)
        if row_of[at] < 0:
            break
        row = row_of[at]
    while at >= 0:
        origin = before[at]
        row_of[at] = start if origin < 0 else row_of[origin]
        at = origin
