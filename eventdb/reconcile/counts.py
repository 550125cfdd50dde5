"""Fuse what several sources say of one count; each rule is named and has a published origin.

``acled``
    The lowest of conflicting numbers, "until a better-founded one appears" (ACLED Codebook,
    Fatalities). A later figure of the same publisher replaces its earlier one, and a toll that
    later reports all give higher has grown, so that the lowest is taken among the figures that
    stand at the end. Two such reports are needed, for a single one may err; but one is enough to
    replace a minimum ("at least 15"), which it does not contradict.
``ucdp``
    Best is the figure of most independent sources, where they are equally many the lower; low and
    high are the lowest and highest stated (UCDP GED codebook, best, low, high).
``airwars``
    The range of all credible claims, earlier ones included; best is its lower end (Airwars,
    methodology: minimum and maximum).

In all of them a number stated outright goes before a vague word ("dozens" beside 43 widens the range to no
99), a statement by a party to the
conflict is used for best only if nobody else states a number, and 0 needs a statement: silence
about deaths is no claim that nobody died.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.codebook import CountRule
from eventdb.records import CountRange

_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class CountStatement:
    """What one candidate says of a count.

    Attributes:
        candidate_id: whose claim it is.
        voice: the independent source that speaks (see ``dispatch``).
        published: when; ``None`` where not known.
        count: the range stated.
        is_partial: only a party to the conflict says so.
    """

    candidate_id: str
    voice: str
    published: dt.datetime | None
    count: CountRange
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class FusedCount:
    """A fused count, the candidates whose statements it rests on, and whether it is disputed."""

    count: CountRange
    rule: str
    candidate_ids: tuple[str, ...]
    is_disputed: bool


def fuse_counts(statements: Sequence[CountStatement], rule: CountRule) -> FusedCount | None:
    """The count of an event; ``None`` where nobody states it."""
    if not statements:
        return None
    if len(statements) == 1:
        count = statements[0].count
        if count.best is None and rule is CountRule.AIRWARS:
            count = CountRange(count.low, count.low, count.high)
        return FusedCount(count, rule.value, (statements[0].candidate_id,), False)
    standing = latest_by_voice(statements)
    used = statements if rule is CountRule.AIRWARS else _without_outgrown(standing)
    named = [s for s in used if s.count.best is not None]
    impartial = [s for s in named if not s.is_partial] or named
    low, top = _range(used, named)
    high: int | None = top
    best = _best(impartial, rule)
    if best is None and rule is CountRule.AIRWARS:
        best = low
    if best is not None:
        high = max(top, best)
        low = min(low, best)
    if all(statement.count.high is None for statement in used) and len(used) == 1:
        high = None
    ids = tuple(sorted({statement.candidate_id for statement in used}))
    return FusedCount(CountRange(low, best, high), rule.value, ids, _is_disputed(used))


def _range(used: Sequence[CountStatement], named: Sequence[CountStatement]) -> tuple[int, int]:
    """The lowest and highest of statements; of vague words beside numbers the bound that is nearest to those."""
    if not named:
        return min(s.count.low for s in used), max(_upper(s.count) for s in used)
    vague = [s.count for s in used if s.count.best is None]
    low = min([s.count.low for s in named] + [c.high for c in vague if c.high is not None])
    return low, max([_upper(s.count) for s in named] + [c.low for c in vague])


def latest_by_voice(statements: Sequence[CountStatement]) -> list[CountStatement]:
    """Each independent source's last statement: a correction replaces what it said before."""
    order = sorted(statements, key=_time)
    return list({statement.voice: statement for statement in order}.values())


def _time(statement: CountStatement) -> tuple[bool, dt.datetime, str]:
    moment = statement.published
    if moment is None:
        return False, _NEVER, statement.candidate_id
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return True, moment, statement.candidate_id


def _without_outgrown(statements: list[CountStatement]) -> list[CountStatement]:
    """Statements that stand: not those that every later one exceeds, two at least or one a mere minimum."""
    order = sorted(statements, key=_time)
    kept = []
    for index, statement in enumerate(order):
        later = [s for s in order[index + 1 :] if _time(s)[:2] > _time(statement)[:2]]
        named = [s for s in later if s.count.best is not None]
        is_minimum = statement.count.best is not None and statement.count.high is None
        is_enough = len(later) >= 2 or (is_minimum and len(named) == 1)
        outgrown = is_enough and all(s.count.low > statement.count.low for s in later)
        if not outgrown:
            kept.append(statement)
    return kept


def _best(statements: Sequence[CountStatement], rule: CountRule) -> int | None:
    values = [s.count.best for s in statements if s.count.best is not None]
    if not values:
        return None
    if rule is CountRule.UCDP:
        votes = Counter(values)
        return min(votes, key=lambda value: (-votes[value], value))
    return min(values)


def _upper(count: CountRange) -> int:
    return max(count.low, count.best or 0) if count.high is None else count.high


def _is_disputed(statements: Sequence[CountStatement]) -> bool:
    """Whether two independent statements exclude one another."""
    return any(one.count.low > _limit(other.count) for one in statements for other in statements)


def _limit(count: CountRange) -> float:
    return float("inf") if count.high is None else count.high
