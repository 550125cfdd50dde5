"""Reads reports from files, folders and standard input; every problem comes out as a value.

JSON Lines (``.jsonl``, ``.ndjson``, ``.json``), CSV (``.csv``, ``.tsv``) and plain text (``.txt``,
``.text``), each also gzipped (``.gz``). What a file without one of these endings holds is told from
its beginning. One bad record costs that record alone, one bad file that file alone.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, cast

from eventdb.encodings import CONVERT, decode, is_broken, name_encoding, wide_encoding
from eventdb.errors import ReadError
from eventdb.exchange import check_text, report_from_json, report_from_mapping
from eventdb.headlines import split_headline
from eventdb.records import Report

STANDARD_INPUT = "-"
_FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".text": "text",
}
# Files that stand beside reports to explain them; a folder of reports may have them.
_NOT_REPORTS = ("readme", "license", "licence", "notice", "copying")
_FORMATS_READ = "give JSON Lines, CSV or plain text in UTF-8, each may be gzipped"
_SAMPLE = 4096
_GZIP = b"\x1f\x8b"
_BINARY = (b"%PDF", b"PK\x03\x04", _GZIP)
_DELIMITERS = (",", ";", "\t")


_Stream: TypeAlias = "io.BufferedReader[Any] | gzip.GzipFile"


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """What is wrong with one record or file, and how to mend it.

    Attributes:
        origin: file and line, as ``reports.jsonl:12``.
        report_id: the report's own id, where it got so far.
    """

    origin: str
    problem: str
    mend: str
    report_id: str | None = None

    def __str__(self) -> str:
        return f"{self.origin}: {self.problem}; {self.mend}"


def read_reports(paths: Iterable[str | Path]) -> Iterator[Report | ReadIssue]:
    """Reports and problems in the order of the paths, folders by name; ``-`` is standard input.

    An id that an earlier report of the same call has is a problem; the earlier report stands.
    A file that is named twice is read once.
    """
    first_seen: dict[str, str] = {}
    for found in _find_files(paths):
        if isinstance(found, ReadIssue):
            yield found
            continue
        for item in _read_file(found):
            if isinstance(item, Report):
                earlier = first_seen.setdefault(item.report_id, item.origin)
                if earlier != item.origin:
                    item = _duplicate(item, earlier)
            yield item


def _duplicate(report: Report, earlier: str) -> ReadIssue:
    return ReadIssue(
        report.origin,
        f"duplicate id {report.report_id!r}, first at {earlier}",
        "give it an id of its own, or remove one of the two",
        report.report_id,
    )


# --------------------------------------------------------------------------------------------
# Finding and opening files
# --------------------------------------------------------------------------------------------


def _find_files(paths: Iterable[str | Path]) -> Iterator[Path | ReadIssue]:
    """Every file once, in order; ``Path("-")`` for standard input."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        if str(path) == STANDARD_INPUT:
            yield path
            continue
        if not path.exists():
            yield ReadIssue(str(path), "no such file or folder", "check the path")
            continue
        for file in _walk(path):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        is_hidden = any(part.startswith((".", "~")) for part in parts)
        if file.is_file() and not is_hidden and not _explains(file):
            yield file


def _explains(file: Path) -> bool:
    return file.name.lower().split(".")[0] in _NOT_REPORTS


def _read_file(path: Path) -> Iterator[Report | ReadIssue]:
    origin = "standard input" if str(path) == STANDARD_INPUT else str(path)
    try:
        if str(path) == STANDARD_INPUT:
            yield from _read_standard_input(path, origin)
        else:
            with path.open("rb") as stream:
                yield from _read_stream(stream, path, origin)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        problem = f"compressed data is damaged ({error})"
        yield ReadIssue(origin, problem, "fetch or compress the file again")
    except OSError as error:
        yield ReadIssue(origin, f"cannot be read ({error.strerror})", "check its rights")


def _read_standard_input(path: Path, origin: str) -> Iterator[Report | ReadIssue]:
    """Standard input with a buffer to look ahead in; it stays open for whoever reads it next."""
    stream: io.BufferedReader[Any] = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    try:
        yield from _read_stream(stream, path, origin)
    finally:
        stream.detach()


def _read_stream(stream: _Stream, path: Path, origin: str) -> Iterator[Report | ReadIssue]:
    if stream.peek(2)[:2] == _GZIP and not isinstance(stream, gzip.GzipFile):
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from _read_stream(unpacked, path.with_name(path.name.removesuffix(".gz")), origin)
        return
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    wide = wide_encoding(sample)
    suffix = path.suffix.lower()
    kind = _FORMATS.get(suffix) or _guess_format(sample)
    if wide is not None:
        yield ReadIssue(origin, f"is {wide}, UTF-8 is expected", CONVERT.format(wide))
    elif b"\0" in sample or sample.startswith(_BINARY):
        yield ReadIssue(origin, "is a binary file, not text", _FORMATS_READ)
    elif kind == "jsonl":
        yield from _read_jsonl(stream, origin)
    elif kind == "csv":
        yield from _read_csv(stream, origin)
    else:
        is_named = path.name != STANDARD_INPUT
        stem = path.name.removesuffix(path.suffix if suffix in _FORMATS else "")
        yield _read_text(stream.read(), stem if is_named else origin, origin)


def _guess_format(sample: bytes) -> str:
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return "jsonl"
    header = start.split(b"\n", 1)[0].decode("utf-8", "replace").lower()
    names = {name.strip().strip('"') for name in header.split(_delimiter(header))}
    return "csv" if {"id", "text"} <= names else "text"


# --------------------------------------------------------------------------------------------
# JSON Lines
# --------------------------------------------------------------------------------------------


def _read_jsonl(stream: _Stream, origin: str) -> Iterator[Report | ReadIssue]:
    for number, raw in enumerate(stream, start=1):
        where = f"{origin}:{number}"
        line = decode(raw)
        if is_broken(line):
            yield _wrong_encoding(raw, where)
        elif line.lstrip().startswith("[") and number == 1:
            mend = "write one JSON object a line (jq -c '.[]' does)"
            yield ReadIssue(origin, "is a JSON array, not JSON Lines", mend)
            return
        elif line.strip():
            try:
                yield report_from_json(line.rstrip("\r\n"), where)
            except ReadError as error:
                yield _issue(error)


def _issue(error: ReadError) -> ReadIssue:
    return ReadIssue(error.origin, error.problem, error.mend)


def _wrong_encoding(raw: bytes, origin: str) -> ReadIssue:
    name = name_encoding(raw)
    return ReadIssue(origin, f"is not UTF-8, it seems to be {name}", CONVERT.format(name))


# --------------------------------------------------------------------------------------------
# CSV
# --------------------------------------------------------------------------------------------


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _read_csv(stream: _Stream, origin: str) -> Iterator[Report | ReadIssue]:
    """Reports of a CSV file whose first row names the columns as the exchange format does."""
    lines = (decode(raw) for raw in stream)
    # The limit of 128 KB a field is shorter than long reports; the length of a text is checked later.
    csv.field_size_limit(2**31 - 1)
    header_line = next(lines, "")
    names = _column_names(header_line)
    missing = [name for name in ("id", "text") if name not in names]
    if missing:
        problem = f"has no column {' or '.join(map(repr, missing))}"
        mend = "name the columns in the first row: id,title,text,published,source,url,language"
        yield ReadIssue(f"{origin}:1", problem, mend)
        return
    rows = csv.reader(lines, delimiter=_delimiter(header_line), strict=True)
    while True:
        where = f"{origin}:{rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadIssue(where, f"is not CSV ({error})", "double the quotation marks in a field")
            continue
        if row:
            yield _read_row(names, row, where)


def _column_names(header_line: str) -> list[str]:
    """Names in the first row; none where it is no row of CSV."""
    try:
        header = next(csv.reader([header_line], delimiter=_delimiter(header_line)), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in header]


def _read_row(names: list[str], row: list[str], origin: str) -> Report | ReadIssue:
    if len(row) != len(names):
        problem = f"has {len(row)} fields, the first row names {len(names)}"
        return ReadIssue(origin, problem, "quote fields that hold the separator or a line break")
    broken = next((field for field in row if is_broken(field)), None)
    if broken is not None:
        return _wrong_encoding(broken.encode("utf-8", "surrogateescape"), origin)
    try:
        return report_from_mapping(dict(zip(names, row, strict=True)), origin)
    except ReadError as error:
        return _issue(error)


# --------------------------------------------------------------------------------------------
# Plain text
# --------------------------------------------------------------------------------------------


def _read_text(raw: bytes, stem: str, origin: str) -> Report | ReadIssue:
    """A plain text file as one report; its id is made of its name and its content."""
    text = decode(raw)
    if is_broken(text):
        return _wrong_encoding(raw, origin)
    title, body = split_headline(text)
    try:
        check_text(body, title, origin)
    except ReadError as error:
        return _issue(error)
    digest = hashlib.sha256(raw).hexdigest()[:12]
    report_id = f"{'-'.join(stem.split())}-{digest}"
    return Report(report_id, body, title=title, origin=origin)
