"""E-mail: a message, or a mailbox of them; the body is the report, the subject its headline."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from eventdb.encodings import decode_page
from eventdb.errors import ReadError
from eventdb.exchange import check_text
from eventdb.reading.identifiers import derived_id
from eventdb.reading.issues import ReadIssue, issue_of
from eventdb.reading.sources import Source
from eventdb.reading.webpages import text_of_html
from eventdb.records import Report

_SEPARATOR = b"From "
_MEND = "give messages as .eml or .mbox files"


def read_mail(source: Source) -> Iterator[Report | ReadIssue]:
    """Reports of a message, or of each message of a mailbox."""
    if not source.sample().startswith(_SEPARATOR):
        try:
            yield _report(source.whole(), source.origin)
        except ReadError as error:
            yield issue_of(error)
        return
    for number, raw in enumerate(_messages(source), start=1):
        origin = f"{source.origin}[{number}]"
        if len(raw) > source.limits.document:
            problem = f"is larger than {source.limits.document} bytes"
            yield ReadIssue(origin, problem, _MEND)
        else:
            yield _report(raw, origin)


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of a mailbox (mbox), each cut where it is longer than a document may be."""
    lines: list[bytes] = []
    size = 0
    is_blank = True
    for line in source.lines():
        if line is None:
            size = source.limits.document + 1
            continue
        if is_blank and line.startswith(_SEPARATOR):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= source.limits.document:
            lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            size += len(line)
        is_blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _report(raw: bytes, origin: str) -> Report | ReadIssue:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    try:
        body = _body(message)
        subject = str(message.get("subject", "")).strip() or None
        name, address = parseaddr(str(message.get("from", "")))
        published = _published(message)
        check_text(body, subject, origin)
    except ReadError as error:
        return issue_of(error)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        # The parser of headers meets what no standard foresees.
        return ReadIssue(origin, f"cannot be read as e-mail ({error})", _MEND)
    return Report(
        report_id=derived_id(None, f"{message.get('message-id', '')}\n{body}", "mail"),
        text=body,
        title=subject,
        published=published,
        source=name or address or None,
        origin=origin,
    )


def _body(message: EmailMessage) -> str:
    """The text of a message: the plain one, else that of its HTML."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    raw = part.get_payload(decode=True)
    text = decode_page(raw if isinstance(raw, bytes) else b"", part.get_content_charset())
    text = text.replace("\r\n", "\n")
    return text_of_html(text) if part.get_content_subtype() == "html" else text.strip()


def _published(message: EmailMessage) -> dt.datetime | None:
    written = message.get("date")
    if written is None:
        return None
    try:
        moment = parsedate_to_datetime(str(written))
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
