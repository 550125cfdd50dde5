"""Values of a query as the types of their columns: for Parquet and for frames of pandas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal


def typed(value: object, value_type: str) -> object:
    """One value of a query as its column's type; ``None`` stays.

    SQLite gives days as texts, PostgreSQL as days; both give truth as a text where the query does.

    Args:
        value: as the database gives it.
        value_type: of the column, as ``Column.value_type``.
    """
    return None if value is None else _READERS[value_type](value)


def _day(value: object) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _instant(value: object) -> dt.datetime:
    return dt.datetime.fromisoformat(str(value))


def _truth(value: object) -> bool:
    return value == "true" if isinstance(value, str) else bool(value)


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float | Decimal) else int(str(value))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else float(str(value))


_READERS: Mapping[str, Callable[[object], object]] = {
    "string": str,
    "integer": _whole,
    "number": _number,
    "boolean": _truth,
    "date": _day,
    "datetime": _instant,
}
