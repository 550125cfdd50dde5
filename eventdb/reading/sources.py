"""One stream of bytes to read reports from: a file, standard input, a member of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Protocol

from eventdb.errors import ReadError
from eventdb.reading.columns import AS_THEY_ARE, Columns
from eventdb.reading.limits import LIMITS, Limits

SAMPLE = 4096
_CHUNK = 1 << 16


class Stream(Protocol):
    """Bytes that can be looked ahead in."""

    def peek(self, size: int = ..., /) -> bytes:
        """The next bytes, without reading them."""

    def read(self, size: int = ..., /) -> bytes:
        """The next bytes; all that remain where no size is given."""

    def readline(self, size: int | None = ..., /) -> bytes:
        """The next line, or the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stream with what is known of it.

    Attributes:
        name: file name, whose ending may tell the format.
        origin: for messages: the path, ``standard input``, ``crawl.zip/page.html``.
        depth: archives that it lies in.
        url: where it was found, as a web archive records it.
        columns: under which names records keep the keys of the format.
    """

    stream: Stream
    name: str
    origin: str
    depth: int = 0
    url: str | None = None
    columns: Columns = AS_THEY_ARE
    limits: Limits = LIMITS

    @property
    def suffix(self) -> str:
        """Ending of the name, in small letters, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.name).stem

    def sample(self) -> bytes:
        """The first bytes, which stay to be read."""
        return self.stream.peek(SAMPLE)[:SAMPLE]

    def inside(self, stream: Stream, name: str, url: str | None = None) -> Source:
        """A member of this one."""
        return replace(
            self,
            stream=stream,
            name=name,
            origin=f"{self.origin}/{name}",
            depth=self.depth + 1,
            url=url,
        )

    def unpacked(self, stream: Stream, name: str) -> Source:
        """What a compressed file holds, under the name without the ending of the compression."""
        return replace(self, stream=stream, name=name, depth=self.depth + 1)

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            ReadError: they are more than a document may have.
        """
        raw = self.stream.read(self.limits.document + 1)
        if len(raw) > self.limits.document:
            problem = f"is larger than {self.limits.document} bytes"
            raise ReadError(self.origin, problem, "give one report a file")
        return raw

    def lines(self) -> Iterator[bytes | None]:
        """The lines; ``None`` for one that is longer than a line may be."""
        most = self.limits.line
        while line := self.stream.readline(most + 1):
            if len(line) <= most:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(_CHUNK)
            yield None
