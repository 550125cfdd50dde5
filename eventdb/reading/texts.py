"""Plain text: one file, one report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from eventdb.encodings import decode_text
from eventdb.errors import ReadError
from eventdb.exchange import check_text
from eventdb.headlines import split_headline
from eventdb.reading.issues import ReadIssue, issue_of, wrong_encoding
from eventdb.reading.sources import Source
from eventdb.records import Report


def read_text(source: Source) -> Iterator[Report | ReadIssue]:
    """A plain text file as one report; its id is made of its name and its content."""
    try:
        raw = source.whole()
    except ReadError as error:
        yield issue_of(error)
        return
    text = decode_text(raw)
    if text is None:
        yield wrong_encoding(raw, source.origin)
        return
    yield report_of_text(source, text, hashlib.sha256(raw).hexdigest()[:12])


def report_of_text(source: Source, text: str, digest: str) -> Report | ReadIssue:
    """A text with a headline in its first line, where that looks like one, as a report."""
    title, body = split_headline(text)
    try:
        check_text(body, title, source.origin)
    except ReadError as error:
        return issue_of(error)
    name = source.name if source.suffix not in (".txt", ".text") else source.stem
    report = Report(f"{'-'.join(name.split())}-{digest}", body, title=title, origin=source.origin)
    return replace(report, url=source.url)
