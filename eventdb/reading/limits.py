"""How much is read at most, so that no file can exhaust the machine; docs/formats.md describes the limits."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of reading; what is above one is an issue of that record or file alone.

    Attributes:
        line: bytes of a line of JSON or of a row of a table.
        document: bytes of a file that is read as a whole: text, web page, e-mail, feed, PDF.
        pages: pages of a PDF.
        unpacked: bytes that an archive or a compressed file may come to.
        ratio: how many times as much it may come to as it takes up, once it is beyond 64 MiB.
        members: files in an archive.
        depth: archives within archives.
    """

    line: int = 16 * _MIB
    document: int = 16 * _MIB
    pages: int = 500
    unpacked: int = 64 * 1024 * _MIB
    ratio: int = 1000
    members: int = 1_000_000
    depth: int = 3


LIMITS = Limits()
RATIO_FROM = 64 * _MIB
