"""Reports as JSON: one object a line, or an array of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator

from eventdb.encodings import decode, is_broken
from eventdb.errors import ReadError
from eventdb.exchange import read_record, report_from_mapping
from eventdb.reading.issues import ReadIssue, issue_of, wrong_encoding
from eventdb.reading.sources import Source
from eventdb.records import Report

_BLANK = frozenset({b"\n", b"\r\n"})
_SPACE = b"\xef\xbb\xbf \t\r\n"


def read_jsonl(source: Source) -> Iterator[Report | ReadIssue]:
    """Reports of JSON Lines, or of one array."""
    if source.sample().lstrip(_SPACE).startswith(b"["):
        yield from _read_array(source)
        return
    for number, raw in enumerate(source.lines(), start=1):
        if raw in _BLANK:
            continue
        where = f"{source.origin}:{number}"
        if raw is None:
            problem = f"is longer than {source.limits.line} bytes"
            yield ReadIssue(where, problem, "write one JSON object a line")
            continue
        line = decode(raw)
        if is_broken(line):
            yield wrong_encoding(raw, where)
        elif line.strip():
            yield _report(source, line.rstrip("\r\n"), where)


def _report(source: Source, line: str, where: str) -> Report | ReadIssue:
    try:
        record = read_record(line, where)
        return report_from_mapping(source.columns.apply(record, where), where)
    except ReadError as error:
        return issue_of(error)


def _read_array(source: Source) -> Iterator[Report | ReadIssue]:
    """The objects of an array, which must fit into a document: longer ones are written as lines."""
    try:
        raw = source.whole()
    except ReadError as error:
        mend = "write one JSON object a line (jq -c '.[]' does)"
        yield ReadIssue(error.origin, f"is a JSON array that {error.problem}", mend)
        return
    text = decode(raw)
    if is_broken(text):
        yield wrong_encoding(raw, source.origin)
        return
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield ReadIssue(
            source.origin, f"invalid JSON ({error})", "write it again, or as JSON Lines"
        )
        return
    for number, record in enumerate(records, start=1):
        where = f"{source.origin}[{number}]"
        if not isinstance(record, dict):
            yield ReadIssue(where, "is no JSON object", 'write {"id": …, "text": …}')
            continue
        try:
            yield report_from_mapping(source.columns.apply(record, where), where)
        except ReadError as error:
            yield issue_of(error)
