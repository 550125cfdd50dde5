"""Files that appear whole or not at all, with their size, rows and checksum."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from eventdb.errors import EventdbError
from eventdb.exports.cells import cell

# With it spreadsheet programs read a CSV file as UTF-8, and Arabic stays intact.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies ready beside the place it will take.

    Attributes:
        name: of the file when it is in place.
        rows: records in it, the heading not counted.
    """

    name: str
    partial: Path
    rows: int
    size: int
    sha256: str


class _Digest:
    """Writes bytes on to a file, and counts and sums them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self.size = 0
        self.rows = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._sum.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def staged(folder: Path) -> Iterator[list[Written]]:
    """A list for written files, which all take their places at the end of the block.

    What fails inside it leaves the files of the folder as they were.

    Raises:
        EventdbError: the folder cannot be made or written.
    """
    files: list[Written] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield files
        for file in files:
            file.partial.replace(folder / file.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EventdbError(
            f"{folder}: cannot be written ({reason}); name another folder"
        ) from error
    finally:
        for leftover in folder.glob(".*.partial"):
            leftover.unlink(missing_ok=True)


def _finish(name: str, partial: Path, digest: _Digest) -> Written:
    return Written(name, partial, digest.rows, digest.size, digest.sha256)


def written(name: str, partial: Path, rows: int) -> Written:
    """A file that another library wrote beside its place."""
    with partial.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Written(name, partial, rows, partial.stat().st_size, digest.hexdigest())


def write_csv(
    folder: Path,
    name: str,
    columns: Sequence[str],
    records: Iterable[Sequence[object]],
    decimals: Mapping[str, int],
    *,
    has_mark: bool = False,
) -> Written:
    """Write a CSV file (RFC 4180, UTF-8), row by row.

    Args:
        folder: where it will be.
        name: of the file.
        columns: the heading.
        records: the rows, in the order of the columns.
        decimals: digits after the point, for columns that have a fixed number of them.
        has_mark: begin with a byte order mark.
    """
    partial = folder / f".{name}.partial"
    digits = [decimals.get(column) for column in columns]
    with partial.open("wb") as file:
        digest = _Digest(file)
        if has_mark:
            digest.write(BYTE_ORDER_MARK)
        writer = csv.writer(_Encoded(digest))
        writer.writerow(columns)
        for record in records:
            writer.writerow(
                [cell(value, places) for value, places in zip(record, digits, strict=True)]
            )
            digest.rows += 1
    return _finish(name, partial, digest)


class _Encoded:
    """What ``csv.writer`` takes for a text file."""

    def __init__(self, digest: _Digest) -> None:
        self._digest = digest

    def write(self, text: str) -> None:
        self._digest.write(text.encode("utf-8"))


def write_lines(
    folder: Path,
    name: str,
    records: Iterable[Record],
    frame: tuple[str, str, str] = ("", "\n", "\n"),
) -> Written:
    """Write records as JSON, each on a line.

    Args:
        folder: where it will be.
        name: of the file.
        records: one object each.
        frame: text before the first, between two, and after the last.
    """
    before, between, after = (text.encode() for text in frame)
    partial = folder / f".{name}.partial"
    with partial.open("wb") as file:
        digest = _Digest(file)
        digest.write(before)
        for record in records:
            if digest.rows:
                digest.write(between)
            digest.write(as_json(record).encode("utf-8"))
            digest.rows += 1
        if digest.rows or before:
            digest.write(after)
    return _finish(name, partial, digest)


def as_json(value: object, indent: int | None = None) -> str:
    """JSON with text as it is; dates as ISO texts."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def write_text(folder: Path, name: str, text: str) -> Written:
    """Write a small text file."""
    partial = folder / f".{name}.partial"
    with partial.open("wb") as file:
        digest = _Digest(file)
        digest.write(text.encode("utf-8"))
    return _finish(name, partial, digest)
