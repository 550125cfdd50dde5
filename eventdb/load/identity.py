"""Keys that come from content, so that the same input has the same rows in every build."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata

from eventdb.records import Report


def content_hash(*values: object) -> str:
    """SHA-256 of a canonical JSON list; dates and the like as their ISO text."""
    text = json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_hash(report: Report) -> str:
    """What a report is known by: source, day, title and text.

    Two sources that print one dispatch are two reports; a source that is crawled twice is one.
    """
    day = None
    if report.published is not None:
        day = report.published.astimezone(dt.UTC).date()
    return content_hash(report.source, day, report.title, report.text)


def text_hash(report: Report) -> str:
    """Equal for verbatim copies, whoever printed them."""
    return content_hash(report.title, report.text)


def claim_id(candidate_id: str, position: int) -> str:
    """Key of a claim."""
    return content_hash(candidate_id, position)[:20]


def folded_name(name: str) -> str:
    """A source's name as aliases are kept: case-folded, white space single."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
