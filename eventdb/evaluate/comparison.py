"""Two runs on the same hand-coded events: what got better, what worse, and whether it is noise.

The difference of F1 is given with the interval of a paired bootstrap over reports (B. Efron and
R. Tibshirani, "An Introduction to the Bootstrap", 1993): reports, not events, are drawn, as the events
of one report succeed and fail together. Events that one run has right and the other has not are
counted and tested by their sign.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdb.evaluate.judging import MAIN
from eventdb.evaluate.scores import Evaluation, Score

ROUNDS = 1000
"""Draws of the bootstrap."""
_SEED = 1
_SHARES = (0.025, 0.975)

Key = tuple[str, str]
"""A report, and an event of it as its gold record is written."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one slot.

    Attributes:
        before, after: F1 of the two runs.
        low, high: bounds within which 95 of 100 draws have the difference.
        better, worse: events with more, with fewer right answers than before.
        chance: how often so uneven a split comes about by chance (two-sided sign test).
    """

    slot: str
    before: float | None
    after: float | None
    low: float
    high: float
    better: tuple[str, ...]
    worse: tuple[str, ...]
    chance: float

    @property
    def is_beyond_noise(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.low > 0 or self.high < 0


def compare(before: Evaluation, after: Evaluation) -> list[Change]:
    """The change of every slot.

    Args:
        before: evaluation by report (``by="id"``) of the first run.
        after: of the second, on the same gold events.
    """
    slots = [slot for slot in ("relevance", "event", *MAIN) if slot in after.slots]
    return [_change(slot, before, after) for slot in (*slots, "all")]


def _change(slot: str, before: Evaluation, after: Evaluation) -> Change:
    reports = sorted(before.groups.keys() | after.groups.keys())
    rows = [(_counts(before, key, slot), _counts(after, key, slot)) for key in reports]
    chance = random.Random(_SEED)
    drawn = sorted(
        _difference([rows[chance.randrange(len(rows))] for _ in rows]) for _ in range(ROUNDS)
    )
    low, high = (drawn[min(int(share * len(drawn)), len(drawn) - 1)] for share in _SHARES)
    better, worse = _turned(slot, before, after)
    return Change(
        slot,
        before.overall.score(slot).f1,
        after.overall.score(slot).f1,
        low,
        high,
        better,
        worse,
        sign_test(len(better), len(worse)),
    )


def _counts(evaluation: Evaluation, report: str, slot: str) -> Score:
    tally = evaluation.groups.get(report)
    return Score(0, 0, 0) if tally is None else tally.score(slot)


def _difference(rows: Sequence[tuple[Score, Score]]) -> float:
    sides = []
    for side in (0, 1):
        both = sum(row[side].wanted + row[side].given for row in rows)
        right = sum(row[side].right for row in rows)
        sides.append(2 * right / both if both else 0.0)
    return sides[1] - sides[0]


def _turned(
    slot: str, before: Evaluation, after: Evaluation
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reports of the events that have more, and fewer, right answers than before."""
    if slot in ("relevance", "all"):
        reports = sorted(before.groups.keys() | after.groups.keys())
        rows = {key: (_counts(before, key, slot), _counts(after, key, slot)) for key in reports}
        changes = [(key, 2 * _excess(new) - 2 * _excess(old)) for key, (old, new) in rows.items()]
    else:
        old, new = _right(slot, before), _right(slot, after)
        changes = [(key[0], new.get(key, 0) - old.get(key, 0)) for key in {**old, **new}]
    better = tuple(sorted(report for report, change in changes if change > 0))
    return better, tuple(sorted(report for report, change in changes if change < 0))


def _excess(score: Score) -> float:
    """Right answers less half of those that miss or are wrong: what moves F1."""
    return score.right - (score.wanted + score.given) / 2


def _right(slot: str, evaluation: Evaluation) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for gold, _, verdicts in evaluation.pairs:
        key = gold["report_id"], repr(sorted(gold.items(), key=lambda item: item[0]))
        if slot == "event":
            found[key] = 1
        elif slot in verdicts:
            found[key] = verdicts[slot].right
    return found


def sign_test(better: int, worse: int) -> float:
    """Chance of a split at least as uneven, were better and worse equally likely; 1 without any."""
    total = better + worse
    tail = sum(math.comb(total, few) for few in range(min(better, worse) + 1))
    return float(min(1.0, 2 * tail / 2**total))


def comparison_text(changes: Sequence[Change], listed: int = 0) -> str:
    """The table, and of each slot the reports of up to ``listed`` events that changed."""
    heading = ("slot", "before", "after", "change", "95 % of draws", "better", "worse", "chance")
    lines = ["{:<15} {:>6} {:>6} {:>7} {:>16} {:>7} {:>6} {:>7}".format(*heading)]
    lines += [_line(change) for change in changes]
    lines.append("* beyond what drawing other reports of the kind would give")
    for change in changes if listed else ():
        lines += _reports("better", change.slot, change.better, listed)
        lines += _reports("worse", change.slot, change.worse, listed)
    return "\n".join(lines)


def _line(change: Change) -> str:
    before, after = 100 * (change.before or 0), 100 * (change.after or 0)
    span = f"{100 * change.low:+.1f} to {100 * change.high:+.1f}"
    counts = f"{len(change.better):>7} {len(change.worse):>6} {change.chance:>7.3f}"
    mark = " *" if change.is_beyond_noise else ""
    shares = f"{before:>6.1f} {after:>6.1f} {after - before:>+7.1f}"
    return f"{change.slot:<15} {shares} {span:>16} {counts}{mark}"


def _reports(name: str, slot: str, reports: Sequence[str], listed: int) -> Iterator[str]:
    if reports:
        more = f" … {len(reports) - listed} more" if len(reports) > listed else ""
        yield f"{slot} {name}: {', '.join(reports[:listed])}{more}"
