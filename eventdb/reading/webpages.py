"""Web pages: the article, its headline, day and publisher, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventdb.encodings import declared_encoding, decode_page
from eventdb.errors import ReadError
from eventdb.exchange import check_text, read_published
from eventdb.reading.identifiers import derived_id
from eventdb.reading.issues import ReadIssue, issue_of
from eventdb.reading.sources import Source
from eventdb.records import Report

_MEND = "give pages with an article in them, or the article as text"
_TAG = re.compile(r"<\s*[A-Za-z/]")
# A page nested more deeply than any real one costs minutes to lay out, and holds no article.
_MOST_DEPTH = 400
# Elements that close of themselves, or that nobody closes.
_VOID = frozenset(
    (
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "source", "td", "track", "tr", "wbr",
    )
)  # fmt: skip
_NESTING = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*?(/?)>")


def read_page(source: Source) -> Iterator[Report | ReadIssue]:
    """The article of a page as one report."""
    try:
        raw = source.whole()
    except ReadError as error:
        yield issue_of(error)
        return
    yield report_of_page(source, raw, declared_encoding(raw))


def report_of_page(source: Source, raw: bytes, encoding: str | None) -> Report | ReadIssue:
    """The article of a page.

    Args:
        source: where the page comes from, with its address where that is known.
        raw: its bytes.
        encoding: in which it says that it is written.
    """
    import trafilatura

    text = decode_page(raw, encoding)
    if _depth(text) > _MOST_DEPTH:
        return ReadIssue(source.origin, "is nested too deeply for a web page", _MEND)
    try:
        found: Any = trafilatura.bare_extraction(
            text, url=source.url, with_metadata=True, include_comments=False
        )
    except (ValueError, TypeError, AssertionError, RecursionError) as error:
        return ReadIssue(source.origin, f"cannot be read as a web page ({error})", _MEND)
    body = (found.text or "").strip() if found is not None else ""
    if found is None or not body:
        return ReadIssue(source.origin, "has no article in it", _MEND)
    title = found.title or None
    url = found.url or source.url
    try:
        check_text(body, title, source.origin)
        published = read_published(found.date or None, source.origin)
    except ReadError as error:
        return issue_of(error)
    return Report(
        report_id=derived_id(url, body, source.stem),
        text=body,
        title=title,
        published=published,
        source=found.sitename or found.hostname or None,
        url=url,
        language=found.language or None,
        origin=source.origin,
    )


def _depth(text: str) -> int:
    """How deeply elements are nested at most, those left open by custom aside."""
    depth = deepest = 0
    for closing, name, empty in _NESTING.findall(text):
        if empty or name.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def text_of_html(html: str) -> str:
    """The words of a piece of HTML, paragraph by paragraph."""
    from lxml import etree
    from lxml.html import document_fromstring

    if not _TAG.search(html):
        return html.strip()
    try:
        root = document_fromstring(html)
    except (etree.ParserError, ValueError):
        return ""
    for element in root.iter("script", "style"):
        element.text = None
    for element in root.iter("p", "br", "div", "li", "h1", "h2", "h3", "tr"):
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
