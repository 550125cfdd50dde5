"""Reads reports from files, folders, archives and standard input; every problem comes out as a value.

One bad record costs that record alone, one bad file that file alone.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from eventdb.encodings import CONVERT, wide_encoding
from eventdb.reading.columns import Columns
from eventdb.reading.formats import BINARY_READERS, not_reports, reader_of
from eventdb.reading.issues import ReadIssue
from eventdb.reading.limits import LIMITS, Limits
from eventdb.reading.packed import BROKEN, TooLargeError, is_tar, is_zip, members, unpacked
from eventdb.reading.sources import Source, Stream
from eventdb.reading.texts import read_text
from eventdb.records import Report

STANDARD_INPUT = "-"
# Files that stand beside reports to explain them; a folder of reports may have them.
_NOT_REPORTS = ("readme", "license", "licence", "notice", "copying")
_FORMATS_READ = "docs/formats.md lists the formats; give text in UTF-8 where it is none of them"


def read_reports(
    paths: Iterable[str | Path], columns: Columns | None = None, limits: Limits = LIMITS
) -> Iterator[Report | ReadIssue]:
    """Reports and problems in the order of the paths, folders by name; ``-`` is standard input.

    An id that an earlier report of the same call has is a problem, and the earlier report stands; the
    same report told again is read once. A file that is named twice is read once.

    Args:
        paths: files and folders.
        columns: under which names records of JSON and tables keep the keys of a report.
        limits: how much is read at most.
    """
    first_seen: dict[str, tuple[str, bytes]] = {}
    for found in _find_files(paths):
        if isinstance(found, ReadIssue):
            yield found
            continue
        for item in _read_file(found, columns or Columns(), limits):
            if not isinstance(item, Report):
                yield item
                continue
            digest = _digest(item)
            origin, earlier = first_seen.setdefault(item.report_id, (item.origin or "", digest))
            if origin == item.origin and earlier == digest:
                yield item
            elif earlier != digest:
                yield _duplicate(item, origin)


def _digest(report: Report) -> bytes:
    told = (report.title, report.text, report.source, report.published, report.url)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).digest()[:8]


def _duplicate(report: Report, earlier: str) -> ReadIssue:
    return ReadIssue(
        report.origin or "",
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
        if file.is_file() and not is_hidden and not explains(file.name):
            yield file


def explains(name: str) -> bool:
    """Whether a file only stands beside reports: a readme, a licence."""
    return Path(name).name.lower().split(".")[0] in _NOT_REPORTS


def _read_file(path: Path, columns: Columns, limits: Limits) -> Iterator[Report | ReadIssue]:
    origin = "standard input" if str(path) == STANDARD_INPUT else str(path)
    try:
        if str(path) == STANDARD_INPUT:
            yield from _read_standard_input(columns, limits)
        else:
            with path.open("rb") as stream:
                source = Source(cast("Stream", stream), path.name, origin)
                yield from read_source(replace(source, columns=columns, limits=limits))
    except OSError as error:
        yield ReadIssue(origin, f"cannot be read ({error.strerror})", "check its rights")


def _read_standard_input(columns: Columns, limits: Limits) -> Iterator[Report | ReadIssue]:
    """Standard input with a buffer to look ahead in; it stays open for whoever reads it next."""
    stream: io.BufferedReader[Any] = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    source = Source(cast("Stream", stream), "standard input", "standard input")
    try:
        yield from read_source(replace(source, columns=columns, limits=limits))
    finally:
        stream.detach()


# --------------------------------------------------------------------------------------------
# Streams
# --------------------------------------------------------------------------------------------


def read_source(source: Source) -> Iterator[Report | ReadIssue]:
    """Reports of a stream, of what is compressed in it, or of the files of an archive."""
    try:
        yield from _read(source)
    except TooLargeError as error:
        yield ReadIssue(source.origin, str(error), "give it in parts, or uncompressed")
    except BROKEN as error:
        problem = f"compressed data is damaged ({error})"
        yield ReadIssue(source.origin, problem, "fetch or compress the file again")


def _read(source: Source) -> Iterator[Report | ReadIssue]:
    sample = source.sample()
    if source.depth > source.limits.depth:
        problem = f"lies in more than {source.limits.depth} archives"
        yield ReadIssue(source.origin, problem, "give it unpacked")
        return
    inner = unpacked(source, sample)
    if inner is not None:
        yield from read_source(inner)
    elif is_zip(sample) or is_tar(sample):
        for member in members(source, sample):
            if isinstance(member, ReadIssue):
                yield member
            elif not explains(member.name) and not member.name.endswith("/"):
                yield from read_source(member)
    else:
        yield from _read_format(source, sample)


def _read_format(source: Source, sample: bytes) -> Iterator[Report | ReadIssue]:
    if reason := not_reports(source, sample):
        yield ReadIssue(source.origin, *reason)
        return
    reader = reader_of(source, sample)
    wide = wide_encoding(sample)
    if reader in BINARY_READERS:
        yield from reader(source)
    elif wide is not None and reader is not read_text:
        problem = f"is {wide}, UTF-8 is expected"
        yield ReadIssue(source.origin, problem, CONVERT.format(wide))
    elif b"\0" in sample and wide is None:
        yield ReadIssue(source.origin, "is a binary file, not text", _FORMATS_READ)
    else:
        yield from reader(source)
