"""Whether a cell is what the Table Schema of its file says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Field = Mapping[str, Any]
# What a cell is read as: a number, a day, a text; a type checker cannot know which.
Value: TypeAlias = Any

_WHOLE = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LISTED = 6


def cell_problem(text: str, field: Field) -> tuple[str, str] | None:
    """What is wrong with a cell, and the mend; ``None``: nothing.

    Args:
        text: of the cell.
        field: of the Table Schema.
    """
    constraints = field.get("constraints", {})
    if text == "":
        if constraints.get("required"):
            return "is blank", f"give {field.get('description', 'a value')}"
        return None
    kind = str(field["type"])
    value = _READERS.get(kind, str)(text)
    if value is None:
        return f"{text!r} is no {kind}", f"write {_FORMS[kind]}"
    return _constraint_problem(text, value, constraints)


def _constraint_problem(
    text: str, value: Value, constraints: Mapping[str, Any]
) -> tuple[str, str] | None:
    allowed = constraints.get("enum")
    if allowed is not None and value not in allowed:
        shown = ", ".join(map(str, allowed[:_LISTED])) + (" …" if len(allowed) > _LISTED else "")
        return f"{text!r} is none of the codebook's values", f"write one of {shown}"
    least, most = constraints.get("minimum"), constraints.get("maximum")
    if least is not None and value < least:
        return f"{text} is below {least}", f"write {least} or more"
    if most is not None and value > most:
        return f"{text} is above {most}", f"write {most} or less"
    return None


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _truth(text: str) -> str | None:
    return text if text in ("true", "false") else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2018-02-06") else None
    except ValueError:
        return None


def _instant(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "integer": _whole,
    "number": _number,
    "boolean": _truth,
    "date": _day,
    "datetime": _instant,
}
_FORMS = {
    "integer": "a whole number, as 12",
    "number": "a number with a point, as 35.3008",
    "boolean": "true or false",
    "date": "a day as YYYY-MM-DD",
    "datetime": "an instant as YYYY-MM-DDTHH:MM:SSZ",
}
