"""Reports as a table: CSV and TSV, whose first row names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from eventdb.encodings import decode, is_broken
from eventdb.errors import ReadError
from eventdb.exchange import report_from_mapping
from eventdb.reading.issues import ReadIssue, issue_of, wrong_encoding
from eventdb.reading.sources import Source
from eventdb.records import Report

DELIMITERS = (",", ";", "\t")


def delimiter_of(header: str) -> str:
    """The separator that a first row has most of."""
    return max(DELIMITERS, key=header.count)


def read_csv(source: Source) -> Iterator[Report | ReadIssue]:
    """Reports of a table whose first row names the columns, as the format or the mapping does."""
    too_long = ReadIssue(
        source.origin, f"has a line of over {source.limits.line} bytes", "quote every field in full"
    )
    # The limit of 128 KB a field is shorter than long reports; the length of a text is checked later.
    csv.field_size_limit(2**31 - 1)
    lines = source.lines()
    first = next(lines, b"")
    if first is None:
        yield too_long
        return
    header_line = decode(first)
    names = _column_names(header_line)
    missing = [name for name in _wanted(source) if name not in names]
    if missing:
        problem = f"has no column {' or '.join(map(repr, missing))}"
        mend = "name the columns in the first row: id,title,text,published,source,url,language"
        yield ReadIssue(f"{source.origin}:1", problem, mend)
        return
    left_out: list[ReadIssue] = []
    decoded = (decode(raw) if raw is not None else _leave(left_out, too_long) for raw in lines)
    rows = csv.reader(decoded, delimiter=delimiter_of(header_line), strict=True)
    while True:
        where = f"{source.origin}:{rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield ReadIssue(where, f"is not CSV ({error})", "double the quotation marks in a field")
            continue
        if row:
            yield _read_row(source, names, row, where)
    yield from left_out


def _leave(left_out: list[ReadIssue], issue: ReadIssue) -> str:
    left_out.append(issue)
    return "\n"


def _wanted(source: Source) -> list[str]:
    """The columns that there must be; an id may be made where a mapping is given."""
    names = source.columns.names
    wanted = [names.get("text", "text").lower()]
    return wanted if source.columns else ["id", *wanted]


def _column_names(header_line: str) -> list[str]:
    """Names in the first row; none where it is no row of CSV."""
    try:
        header = next(csv.reader([header_line], delimiter=delimiter_of(header_line)), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in header]


def _read_row(source: Source, names: list[str], row: list[str], origin: str) -> Report | ReadIssue:
    if len(row) != len(names):
        problem = f"has {len(row)} fields, the first row names {len(names)}"
        return ReadIssue(origin, problem, "quote fields that hold the separator or a line break")
    broken = next((field for field in row if is_broken(field)), None)
    if broken is not None:
        return wrong_encoding(broken.encode("utf-8", "surrogateescape"), origin)
    record = dict(zip(names, row, strict=True))
    try:
        return report_from_mapping(source.columns.lower().apply(record, origin), origin)
    except ReadError as error:
        return issue_of(error)
