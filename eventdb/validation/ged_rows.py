"""Rows of a file in UCDP GED's columns: what must hold between them (GED Codebook)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from eventdb.codebook import ViolenceType
from eventdb.validation.acled_rows import Fault, Faults
from eventdb.validation.findings import Level

Row = Mapping[str, str]

_GROUPS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
# Days of an interval that each precision allows at most.
_LONGEST = {"1": 1, "2": 6, "3": 7, "4": 31}


def ged_faults(row: Row) -> Faults:
    """What is wrong between the columns of one row."""
    yield from _deaths(row)
    yield from _days(row)
    is_one_sided = row["type_of_violence"] == str(int(ViolenceType.ONE_SIDED))
    if is_one_sided and row["side_b"] != "Civilians":
        problem = f"{row['side_b']!r} in one-sided violence"
        yield Fault("side_b", problem, "write Civilians, the perpetrator as side_a")


def _deaths(row: Row) -> Faults:
    try:
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        groups = sum(int(row[name]) for name in _GROUPS)
    except ValueError:
        return
    if not low <= best <= high:
        problem = f"low {low}, best {best} and high {high} are not in order"
        yield Fault("best", problem, "give low <= best <= high")
    if high < 1:
        yield Fault("high", "nobody died", "leave the event out: GED has none without deaths")
    if best != groups:
        problem = f"{best} is not the sum of the four groups, {groups}"
        yield Fault("best", problem, "put what cannot be told apart to unknown", Level.WARNING)


def _days(row: Row) -> Faults:
    try:
        first, last = (dt.date.fromisoformat(row[name]) for name in ("date_start", "date_end"))
    except ValueError:
        return
    if first > last:
        yield Fault("date_end", f"{last} is before date_start", "give the later day")
    longest = _LONGEST.get(row["date_prec"])
    if longest is not None and (last - first).days + 1 > longest:
        problem = f"{row['date_prec']} is finer than the days from {first} to {last}"
        yield Fault("date_prec", problem, "write the precision of the interval")
    if row["year"] != str(first.year):
        problem = f"{row['year']} is not the year of {first}"
        yield Fault("year", problem, f"write {first.year}", Level.WARNING)
