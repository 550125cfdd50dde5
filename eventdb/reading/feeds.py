"""Feeds: each entry of an RSS or Atom file is a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from eventdb.errors import ReadError
from eventdb.exchange import check_text
from eventdb.reading.identifiers import derived_id
from eventdb.reading.issues import ReadIssue, issue_of
from eventdb.reading.sources import Source
from eventdb.reading.webpages import text_of_html
from eventdb.records import Report

_MEND = "fetch the feed again; entries want a title and a text"
_ENTITIES = b"<!ENTITY"


def read_feed(source: Source) -> Iterator[Report | ReadIssue]:
    """Reports of a feed: of each entry its content, else its summary."""
    import feedparser

    try:
        raw = source.whole()
    except ReadError as error:
        yield issue_of(error)
        return
    if _ENTITIES in raw:
        yield ReadIssue(source.origin, "declares entities, which no feed needs", _MEND)
        return
    feed = feedparser.parse(raw, response_headers={"content-location": source.url or ""})
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        yield ReadIssue(source.origin, f"is a feed without entries{why}", _MEND)
        return
    publisher = feed.feed.get("title") or None
    language = feed.feed.get("language") or None
    for number, entry in enumerate(feed.entries, start=1):
        yield _report(entry, f"{source.origin}[{number}]", publisher, language)


def _report(
    entry: Any,  # noqa: ANN401 - feedparser ships no types
    origin: str,
    publisher: str | None,
    language: str | None,
) -> Report | ReadIssue:
    contents = [part.get("value", "") for part in entry.get("content", ())]
    body = text_of_html(max([*contents, entry.get("summary", "")], key=len))
    title = text_of_html(entry.get("title", "")) or None
    url = entry.get("link") or None
    try:
        check_text(body, title, origin)
    except ReadError as error:
        return issue_of(error)
    return Report(
        report_id=derived_id(url, body, "feed"),
        text=body,
        title=title,
        published=_published(_moment(entry)),
        source=(entry.get("source") or {}).get("title") or publisher,
        url=url,
        language=language,
        origin=origin,
    )


def _moment(entry: Any) -> Any:  # noqa: ANN401
    """When an entry was published, else when it was changed; asked of the entry as a plain dictionary."""
    plain = dict(entry)
    return plain.get("published_parsed") or plain.get("updated_parsed")


def _published(moment: Any) -> dt.datetime | None:  # noqa: ANN401 - a time tuple of feedparser
    if moment is None:
        return None
    try:
        year, month, day, hour, minute, second = moment[:6]
        return dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=dt.UTC)
    except ValueError:
        return None
