"""Agreement of two coders of the same reports, corrected for what chance alone would give.

Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960). Krippendorff's alpha: K. Krippendorff, "Computing
Krippendorff's Alpha-Reliability" (2011); 1 is full agreement, 0 that of chance.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from eventdb.evaluate.alignment import align
from eventdb.evaluate.judging import Judge
from eventdb.evaluate.names import Names, fold
from eventdb.evaluate.values import Record

Value = float | str
Distance = Callable[[Value, Value], float]

_NOMINAL = ("event_type", "sub_event_type", "iso3", "admin1", "location", "actor1", "actor2")
_COUNTS = ("fatalities_best", "injured_best")
_DAYS = ("event_date", "event_date_end")
_NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one column of the events that both code.

    Attributes:
        events: events on which both say something.
        equal: share on which they say the same; ``None`` without events.
        kappa: for names; ``None`` where chance alone gives full agreement.
        alpha: nominal for names, interval for counts and days.
    """

    column: str
    events: int
    equal: float | None
    kappa: float | None
    alpha: float | None


def agree(
    first: Sequence[Record], second: Sequence[Record], names: Names | None = None
) -> tuple[int, list[Agreement]]:
    """Number of events that both code, and the agreement on each column of these.

    Events of a report are aligned one to one, as predictions are with gold events. "Not stated" is
    a value of names, and no value of counts and days.
    """
    pairs = list(_pairs(first, second, Judge(names or Names())))
    rows = [_row(column, pairs, _name, _differ) for column in _NOMINAL]
    rows += [_row(column, pairs, _number, _squared) for column in _COUNTS]
    rows += [_row(column, pairs, _day, _squared) for column in _DAYS]
    return len(pairs), rows


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """(observed − expected) / (1 − expected) agreement; ``None`` where nothing else was possible."""
    if not first:
        return None
    size = len(first)
    observed = sum(one == other for one, other in zip(first, second, strict=True)) / size
    ones, others = Counter(first), Counter(second)
    expected = sum(count * others[value] for value, count in ones.items()) / size**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(units: Sequence[Sequence[Value | None]], distance: Distance) -> float | None:
    """1 − observed / expected disagreement; ``None`` where all values are equal.

    Args:
        units: the values that coders give each unit; ``None`` is missing. Units with fewer than
            two values are left out.
        distance: between two values, as 0 or 1 for names, the square of the difference for figures.
    """
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    total = sum(map(len, kept))
    observed = sum(
        sum(distance(one, other) for one, other in permutations(unit, 2)) / (len(unit) - 1)
        for unit in kept
    )
    counts = Counter(value for unit in kept for value in unit)
    expected = sum(
        count * others * distance(one, other)
        for one, count in counts.items()
        for other, others in counts.items()
    )
    return None if expected == 0 else 1 - (total - 1) * observed / expected


def agreement_text(found: tuple[int, Sequence[Agreement]], first: int, second: int) -> str:
    """The table, below how many events either and both code."""
    both, rows = found
    share = 2 * both / (first + second) if first + second else 0.0
    lines = [f"{both} events coded by both, of {first} and {second} (F1 {100 * share:.1f})", ""]
    heading = ("column", "events", "equal", "kappa", "alpha")
    lines.append("{:<16} {:>7} {:>7} {:>7} {:>7}".format(*heading))
    for row in rows:
        equal = "-" if row.equal is None else f"{100 * row.equal:.1f}"
        kappa, alpha = (
            "-" if value is None else f"{value:.3f}" for value in (row.kappa, row.alpha)
        )
        lines.append(f"{row.column:<16} {row.events:>7} {equal:>7} {kappa:>7} {alpha:>7}")
    return "\n".join(lines)


def _pairs(
    first: Sequence[Record], second: Sequence[Record], judge: Judge
) -> Iterator[tuple[Record, Record]]:
    by_report: dict[str, tuple[list[Record], list[Record]]] = {}
    for side, events in enumerate((first, second)):
        for event in events:
            by_report.setdefault(event["report_id"], ([], []))[side].append(event)
    for ones, others in by_report.values():
        for one, other in align(ones, others, judge):
            yield ones[one], others[other]


def _row(
    column: str,
    pairs: Sequence[tuple[Record, Record]],
    read: Callable[[object], Value | None],
    distance: Distance,
) -> Agreement:
    annotated = [(one[column], other[column]) for one, other in pairs if _has(column, one, other)]
    values = [(read(one), read(other)) for one, other in annotated]
    both = [(one, other) for one, other in values if one is not None and other is not None]
    equal = sum(one == other for one, other in both) / len(both) if both else None
    kappa = None
    if distance is _differ:
        kappa = cohen_kappa([one for one, _ in both], [other for _, other in both])
    return Agreement(column, len(both), equal, kappa, krippendorff_alpha(both, distance))


def _has(column: str, one: Record, other: Record) -> bool:
    """Whether both coders filled in a column at all, be it with null."""
    return column in one and column in other


def _differ(one: Value, other: Value) -> float:
    return float(one != other)


def _squared(one: Value, other: Value) -> float:
    return (float(one) - float(other)) ** 2


def _name(value: object) -> Value:
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return "; ".join(sorted(fold(name) for name in names if name)) or _NOT_STATED


def _number(value: object) -> Value | None:
    return float(value) if isinstance(value, int | float) else None


def _day(value: object) -> Value | None:
    return float(dt.date.fromisoformat(value[:10]).toordinal()) if isinstance(value, str) else None
