"""Values as the cells of a CSV file: equal from both engines, and safe in a spreadsheet program."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

# A cell that begins with one of these is a formula to a spreadsheet program (OWASP, "CSV
# Injection"), full-width forms included.
_FORMULA_SIGNS = frozenset("=+-@\t\r\n|%＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def cell(value: object, decimals: int | None = None) -> str:
    """One value as text; ``None`` is an empty cell.

    Args:
        value: as the database gives it.
        decimals: digits after the point of a number with a fraction; default: as many as it has.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        return str(value) if decimals is None else f"{value:.{decimals}f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def safe_text(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would calculate it.

    A text that is a number, as a negative one, is left alone.
    """
    # Spreadsheet programs trim blanks before they look for a sign.
    start = text.lstrip(" \u00a0\ufeff")
    if start and start[0] in _FORMULA_SIGNS and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
