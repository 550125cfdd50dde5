"""What is wrong with a record or a file that was to be read, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.encodings import CONVERT, name_encoding
from eventdb.errors import ReadError


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """What is wrong with one record or file, and how to mend it.

    Attributes:
        origin: file and line, as ``reports.jsonl:12``; within an archive ``crawl.zip/page.html``.
        report_id: the report's own id, where it got so far.
    """

    origin: str
    problem: str
    mend: str
    report_id: str | None = None

    def __str__(self) -> str:
        return f"{self.origin}: {self.problem}; {self.mend}"


def issue_of(error: ReadError) -> ReadIssue:
    """The issue that an error tells of."""
    return ReadIssue(error.origin, error.problem, error.mend)


def wrong_encoding(raw: bytes, origin: str) -> ReadIssue:
    """The issue of bytes that are not UTF-8."""
    name = name_encoding(raw)
    return ReadIssue(origin, f"is not UTF-8, it seems to be {name}", CONVERT.format(name))
