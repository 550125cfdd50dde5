"""PDF files with a text layer: one file, one report."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

from eventdb.errors import ReadError
from eventdb.reading.issues import ReadIssue, issue_of
from eventdb.reading.sources import Source
from eventdb.reading.texts import report_of_text
from eventdb.records import Report

_MEND = "give a PDF with a text layer, or its text"


def read_pdf(source: Source) -> Iterator[Report | ReadIssue]:
    """The text of a PDF as one report; a scanned one has none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        raw = source.whole()
    except ReadError as error:
        yield issue_of(error)
        return
    try:
        pages = PdfReader(io.BytesIO(raw)).pages
        if len(pages) > source.limits.pages:
            problem = f"has {len(pages)} pages, {source.limits.pages} at most"
            yield ReadIssue(source.origin, problem, "give one report a file")
            return
        text = "\n".join(page.extract_text() for page in pages).strip()
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            RecursionError, NotImplementedError) as error:  # fmt: skip
        # What a damaged file makes of the library's parser is many things.
        yield ReadIssue(source.origin, f"cannot be read as a PDF ({error})", _MEND)
        return
    if not text:
        yield ReadIssue(source.origin, "is a PDF without text", _MEND)
        return
    named = replace(source, name=source.stem)
    yield report_of_text(named, text, hashlib.sha256(raw).hexdigest()[:12])
