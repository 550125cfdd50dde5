"""Compressed files and archives: what they hold, read in place and within limits.

Nothing is unpacked to the disk: the name of a member is only a name, wherever it says that it lies.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, cast

from eventdb.reading.issues import ReadIssue
from eventdb.reading.limits import RATIO_FROM, Limits
from eventdb.reading.sources import Source, Stream

GZIP, ZSTD, ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_TAR_MARK = slice(257, 262)
_CHUNK = 1 << 13  # compressed bytes at a time: a bomb of zeros makes a hundred MiB of each
_WINDOW = 1 << 27
_ENDINGS = (".gz", ".zst", ".zstd")
# What OOXML (.docx, .xlsx), OpenDocument and EPUB have at the top of their archive.
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)


class TooLargeError(Exception):
    """Something comes to more than it may."""


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where it comes to more than it may."""

    def __init__(self, stream: IO[bytes], limits: Limits, packed: int | None = None) -> None:
        self._stream = stream
        self._read = 0
        self._most = limits.unpacked
        if packed is not None:
            self._most = min(self._most, max(RATIO_FROM, packed * limits.ratio))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise TooLargeError(f"comes to more than {self._most} bytes")
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """What zstd compressed, frame by frame; one that breaks off is an error, and no end."""

    def __init__(self, stream: Stream) -> None:
        import zstandard

        self._stream = stream
        self._error = zstandard.ZstdError
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._frame = self._decompressor.decompressobj()
        self._is_open = False
        self._left = b""

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        while not self._left:
            chunk = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
                self._is_open = False
            chunk = chunk or self._stream.read(_CHUNK)
            if not chunk:
                if self._is_open:
                    raise EOFError("it ends within a frame")
                return b""
            try:
                self._left = self._frame.decompress(chunk)
            except self._error as error:
                raise EOFError(str(error)) from error
            self._is_open = not self._frame.eof
        data, self._left = self._left[:size], self._left[size:]
        return data


def _buffered(stream: IO[bytes], limits: Limits, packed: int | None = None) -> Stream:
    return cast("Stream", io.BufferedReader(_Bounded(stream, limits, packed), 1 << 16))


def is_zip(sample: bytes) -> bool:
    """Whether a file begins as a zip archive does, one with nothing in it included."""
    return sample.startswith((ZIP, b"PK\x05\x06"))


def is_tar(sample: bytes) -> bool:
    """Whether a file begins as a tar archive does."""
    return sample[_TAR_MARK] == b"ustar"


def unpacked(source: Source, sample: bytes) -> Source | None:
    """What a compressed file holds; ``None`` where it is not compressed."""
    if sample.startswith(GZIP):
        packed = gzip.GzipFile(fileobj=cast("IO[bytes]", source.stream))
        opened = cast("IO[bytes]", packed)
    elif sample.startswith(ZSTD):
        opened = cast("IO[bytes]", _Zstd(source.stream))
    else:
        return None
    name = source.name
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return source.unpacked(_buffered(opened, source.limits), name)


def members(source: Source, sample: bytes) -> Iterator[Source | ReadIssue]:
    """The files of an archive, in its order."""
    if is_zip(sample):
        yield from _of_zip(source)
    else:
        yield from _of_tar(source)


def _of_zip(source: Source) -> Iterator[Source | ReadIssue]:
    with zipfile.ZipFile(_seekable(source)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not entries:
            yield ReadIssue(source.origin, "is an archive without files", "fetch or make it again")
        if _OFFICE.intersection(entry.filename for entry in entries):
            problem = "is a document of an office program, or an electronic book"
            yield ReadIssue(source.origin, problem, "save it as text, HTML or PDF")
            return
        if len(entries) > source.limits.members:
            problem = f"holds {len(entries)} files, {source.limits.members} at most"
            yield ReadIssue(source.origin, problem, "give it in parts")
            return
        for entry in entries:
            if entry.flag_bits & 1:
                origin = f"{source.origin}/{entry.filename}"
                yield ReadIssue(origin, "is encrypted", "give it without a password")
                continue
            with archive.open(entry) as stream:
                bounded = _buffered(stream, source.limits, entry.compress_size)
                yield source.inside(bounded, entry.filename)


def _of_tar(source: Source) -> Iterator[Source | ReadIssue]:
    with tarfile.open(fileobj=cast("IO[bytes]", source.stream), mode="r|") as archive:
        for number, entry in enumerate(archive, start=1):
            if number > source.limits.members:
                problem = f"holds more than {source.limits.members} files"
                yield ReadIssue(source.origin, problem, "give it in parts")
                return
            stream = archive.extractfile(entry) if entry.isreg() else None
            if stream is not None:
                yield source.inside(_buffered(stream, source.limits), entry.name)


def _seekable(source: Source) -> IO[bytes]:
    """The bytes of a zip archive, whose list of files is at its end."""
    stream = cast("IO[bytes]", source.stream)
    if getattr(stream, "seekable", lambda: False)() and source.depth == 0:
        return stream
    raw = stream.read(source.limits.document * 16 + 1)
    if len(raw) > source.limits.document * 16:
        raise TooLargeError(
            "is an archive within another, or on standard input, too large to be read"
        )
    return io.BytesIO(raw)
