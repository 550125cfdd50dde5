"""Days, counts and points of hand-coded and of predicted events, and when two of them agree."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from eventdb.errors import EventdbError

Record: TypeAlias = Mapping[str, Any]
Interval: TypeAlias = tuple[dt.date | None, dt.date]
"""First and last possible day; the first ``None`` is "on or before"."""

_EXTRA_DAYS = 3
_NEAR_SHARE = 0.2
_EARTH_KM = 6371.0088


def interval(first: object, last: object) -> Interval | None:
    """The interval that two columns state; ``None`` where neither does.

    Raises:
        EventdbError: a column holds something other than a day.
    """
    begin, end = _day(first), _day(last)
    if end is None:
        end = begin
    if end is None:
        return None
    if begin is not None and begin > end:
        begin, end = end, begin
    return begin, end


def _day(value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise EventdbError(f"{value!r} is no day; write YYYY-MM-DD or null") from error


def do_days_agree(gold: Interval, given: Interval) -> bool:
    """Whether an interval meets the one that is wanted and is not much wider."""
    (gold_first, gold_last), (first, last) = gold, given
    if first is not None and first > gold_last:
        return False
    if gold_first is None:
        return True
    if first is None or last < gold_first:
        return False
    return (last - first).days - (gold_last - gold_first).days <= _EXTRA_DAYS


def days_apart(gold: Interval, given: Interval) -> int | None:
    """Days between two intervals, zero and less where they meet; ``None`` for open ones."""
    if gold[0] is None or given[0] is None:
        return None
    return max((given[0] - gold[1]).days, (gold[0] - given[1]).days)


@dataclass(frozen=True, slots=True)
class Count:
    """A count: bounds, and each number that is right as its best."""

    low: float | None
    bests: tuple[float, ...]
    high: float | None

    @property
    def ends(self) -> tuple[float, float]:
        """The closed interval; an open upper end is infinite."""
        low = self.low if self.low is not None else min(self.bests, default=0.0)
        if self.high is not None:
            return low, self.high
        return low, max(self.bests) if self.low is None and self.bests else math.inf


def count_of(event: Record, prefix: str) -> Count | None:
    """The count of ``<prefix>_low``, ``_best`` and ``_high``; ``None`` where none is stated."""
    low, best, high = (_number(event.get(f"{prefix}_{name}")) for name in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return None
    others = map(_number, event.get(f"{prefix}_best_alternatives") or ())
    bests = tuple(dict.fromkeys(value for value in (best, *others) if value is not None))
    if not bests and low is not None and low == high:
        bests = (low,)
    return Count(low, bests, high)


def _number(value: object) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return float(str(value))
    except ValueError:
        return None


def is_count_right(gold: Count, given: Count) -> bool:
    """Best equals best; where a range is wanted, best lies in it."""
    if gold.bests:
        return bool(given.bests) and given.bests[0] in gold.bests
    low, high = gold.ends
    if given.bests:
        return low <= given.bests[0] <= high
    return given.ends == gold.ends


def is_count_near(gold: Count, given: Count) -> bool:
    """Right, or best within a fifth, or bounds that overlap."""
    if is_count_right(gold, given):
        return True
    if given.bests and any(abs(given.bests[0] - best) <= _NEAR_SHARE * best for best in gold.bests):
        return True
    (gold_low, gold_high), (low, high) = gold.ends, given.ends
    return gold_low <= high and low <= gold_high


def point_of(event: Record) -> tuple[float, float] | None:
    """Latitude and longitude; ``None`` without both."""
    latitude, longitude = _number(event.get("latitude")), _number(event.get("longitude"))
    if latitude is None or longitude is None:
        return None
    return (latitude, longitude) if math.isfinite(latitude + longitude) else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    latitude, longitude = map(math.radians, one)
    other_latitude, other_longitude = map(math.radians, other)
    half_chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude)
        * math.cos(other_latitude)
        * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half_chord)))
