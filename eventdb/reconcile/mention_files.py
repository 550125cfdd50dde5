"""Files of mentions: JSON Lines or CSV of another data set, record by record.

A spreadsheet has columns of its own; a mapping says which of them holds which key of the exchange
format (``docs/formats.md``). What is wrong with a record costs that record alone.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eventdb.errors import ReadError
from eventdb.reconcile.layouts import Layout
from eventdb.reconcile.mention_rows import Resolve, mention_from_record
from eventdb.reconcile.shares import lines_of
from eventdb.records import EventCandidate

_ONE_A_LINE = "write one JSON object a line"


def read_mentions(
    path: Path,
    issues: list[ReadError],
    resolve: Resolve | None = None,
    mapping: Mapping[str, str] | None = None,
    countries: frozenset[str] | None = None,
    layout: Layout | None = None,
) -> Iterator[tuple[int, EventCandidate]]:
    """Mentions of a file with the numbers of their lines; records that cannot be read are added to ``issues``.

    Args:
        path: JSON Lines, or CSV where the name ends in ``.csv``; either gzipped with ``.gz``.
        issues: receives what is wrong with single records.
        resolve: looks up parties.
        mapping: key of the exchange format to the file's name for it; keys not listed keep theirs.
            Several parties in one cell are set apart by semicolons, as ACLED writes them.
        countries: only mentions of these; all if ``None``.
        layout: the file is of a data set that is known; the mapping is not asked then.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    is_table = ".csv" in path.suffixes
    newline = "" if is_table else None
    # Bytes that are no UTF-8 cost their own record, not the file.
    with opened(
        path, "rt", encoding="utf-8-sig", errors="surrogateescape", newline=newline
    ) as file:
        rows = _table_rows(file) if is_table else _json_rows(file, countries)
        for number, row in _unpacked(rows, str(path), issues):
            origin = f"{path}:{number}"
            try:
                record = row if isinstance(row, dict) else _record_of(row, origin)
                own = (
                    _mapped(record, mapping)
                    if layout is None
                    else _laid_out(record, layout, origin)
                )
                typed = _typed(own, origin) if is_table or layout is not None else own
                yield number, mention_from_record(typed, origin, resolve)
            except ReadError as error:
                issues.append(error)


_Row = tuple[int, str | dict[str, Any]]
"""Number of a line, and the line or the cells of the row that ends there."""


def _unpacked(rows: Iterator[_Row], path: str, issues: list[ReadError]) -> Iterator[_Row]:
    """The rows up to where a damaged archive breaks off, or a table cannot be followed."""
    try:
        yield from rows
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        issues.append(ReadError(path, f"cannot be unpacked ({error})", "fetch the file again"))
    except csv.Error as error:
        mend = "write one mention a row, cells with quotes or line breaks in double quotes"
        issues.append(ReadError(path, f"no table from here on ({error})", mend))


def _json_rows(file: Iterable[str], countries: frozenset[str] | None) -> Iterator[_Row]:
    return ((number, line) for number, line in lines_of(file, countries) if line.strip())


def _record_of(line: str, origin: str) -> dict[str, Any]:
    """The object of a line of JSON.

    Raises:
        ReadError: it is none.
    """
    _hold_utf8(line, origin)
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ReadError(origin, f"invalid JSON ({error})", _ONE_A_LINE) from error
    if not isinstance(record, dict):
        raise ReadError(origin, "not an object", _ONE_A_LINE)
    return record


def _hold_utf8(text: str, origin: str) -> None:
    """Hold that a text was read from UTF-8.

    Raises:
        ReadError: it was not.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        mend = "save the file as UTF-8"
        raise ReadError(origin, "text that is not UTF-8", mend) from error


_NUMBERS = re.compile(r"(?:fatalities|injured)(?:_(?:low|best|high))?|(?:time|geo)_precision")
_DECIMALS = frozenset({"latitude", "longitude", "confidence"})


def _table_rows(file: Iterable[str]) -> Iterator[_Row]:
    reader = csv.DictReader(file)
    for record in reader:
        yield reader.line_num, record  # cells are text still


def _mapped(record: Mapping[str, Any], mapping: Mapping[str, str] | None) -> Mapping[str, Any]:
    if mapping is None:
        return record
    own = {column: key for key, column in mapping.items()}
    return {own.get(column, column): value for column, value in record.items()}


def _laid_out(record: Mapping[str, Any], layout: Layout, origin: str) -> Mapping[str, Any]:
    try:
        return layout.read(record)
    except ValueError as error:
        raise ReadError(origin, f"{error}", "write the day as the data set does") from error


def _typed(record: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
    """A row of a spreadsheet with numbers where the format has numbers, and null for empty cells.

    Raises:
        ReadError: a cell that must be a number is none.
    """
    typed: dict[str, Any] = {}
    for key, value in record.items():
        cell = value.strip() if isinstance(value, str) else None
        _hold_utf8(cell or "", origin)
        try:
            if not cell:
                typed[key] = None
            elif key in _DECIMALS:
                typed[key] = float(cell)
            else:
                typed[key] = int(float(cell)) if _NUMBERS.fullmatch(key) else cell
        except ValueError as error:
            problem = f"column {key!r}: {cell!r} is no number"
            raise ReadError(origin, problem, "write a number, or nothing") from error
    return typed
