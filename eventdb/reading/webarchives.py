"""Web archives: the pages in the responses of a WARC file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eventdb.encodings import declared_encoding
from eventdb.reading.issues import ReadIssue
from eventdb.reading.sources import Source
from eventdb.reading.webpages import report_of_page
from eventdb.records import Report

_PAGES = ("text/html", "application/xhtml+xml")
_SUCCESS = "200"


def read_warc(source: Source) -> Iterator[Report | ReadIssue]:
    """A report of each page that a server gave; other records are left alone."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(source.stream):
            number += 1
            if _is_page(record):
                yield _page(source, record, number)
    except ArchiveLoadFailed as error:
        origin = f"{source.origin}[{number + 1}]"
        yield ReadIssue(origin, f"is no record of a web archive ({error})", "fetch it again")


def _is_page(record: Any) -> bool:  # noqa: ANN401 - warcio ships no types
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("content-type") or "").split(";")[0].strip().lower()
    return bool(record.http_headers.get_statuscode() == _SUCCESS and kind in _PAGES)


def _page(source: Source, record: Any, number: int) -> Report | ReadIssue:  # noqa: ANN401
    origin = f"{source.origin}[{number}]"
    raw = record.content_stream().read(source.limits.document + 1)
    if len(raw) > source.limits.document:
        problem = f"is larger than {source.limits.document} bytes"
        return ReadIssue(origin, problem, "give one report a page")
    kind = record.http_headers.get_header("content-type") or ""
    charset = kind.partition("charset=")[2].strip().strip("\"'") or None
    url = record.rec_headers.get_header("WARC-Target-URI")
    page = replace(source, stream=io.BufferedReader(io.BytesIO(raw)), origin=origin, url=url)
    return report_of_page(page, raw, charset or declared_encoding(raw))
