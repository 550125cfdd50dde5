"""Which format a file has, by its ending or its first bytes, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from eventdb.reading.feeds import read_feed
from eventdb.reading.issues import ReadIssue
from eventdb.reading.jsonlines import read_jsonl
from eventdb.reading.mails import read_mail
from eventdb.reading.pdfs import read_pdf
from eventdb.reading.sources import Source
from eventdb.reading.tables import delimiter_of, read_csv
from eventdb.reading.texts import read_text
from eventdb.reading.webarchives import read_warc
from eventdb.reading.webpages import read_page
from eventdb.records import Report

Reader = Callable[[Source], Iterator[Report | ReadIssue]]

ENDINGS: Mapping[str, Reader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_text,
    ".text": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".pdf": read_pdf,
    ".eml": read_mail,
    ".mbox": read_mail,
}
BINARY_READERS: tuple[Reader, ...] = (read_pdf, read_warc, read_mail, read_page, read_feed)
"""Those that take bytes which are no text in UTF-8."""
_SPACE = b"\xef\xbb\xbf \t\r\n"
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"%PDF-"), read_pdf),
    (re.compile(rb"WARC/[01]\."), read_warc),
    (re.compile(rb"[{\[]"), read_jsonl),
    (re.compile(rb"(?i)<!doctype\s+html|<html[\s>]"), read_page),
    (re.compile(rb"(?is)(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(rss|feed|rdf:RDF)[\s>]"), read_feed),
    (re.compile(rb"From \S+ +\w{3} \w{3} "), read_mail),
    (re.compile(rb"(?i)(return-path|received|delivered-to|message-id|mime-version): "), read_mail),
)
_FOREIGN: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\{\\rtf"), "is rich text (RTF)"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "is a document of an office program"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\0|MM\0\*"), "is an image"),
)
_PACKED = (".gz", ".tgz", ".zst", ".zstd", ".zip", ".tar")


def not_reports(source: Source, sample: bytes) -> tuple[str, str] | None:
    """Problem and mend of a source that can hold no reports as it is.

    A page that says "not found", stored under the name of an archive, would else be read as a report.
    """
    for beginning, problem in _FOREIGN:
        if beginning.match(sample):
            return problem, "save what it says as text, HTML or PDF"
    if source.suffix in _PACKED:
        return (
            f"is no {source.suffix} file, though its name says so",
            "fetch it again, or rename it",
        )
    return None


def reader_of(source: Source, sample: bytes) -> Reader:
    """Who reads a source: by its ending, else by how it begins."""
    found = ENDINGS.get(source.suffix)
    return found if found is not None else _by_beginning(source, sample)


def _by_beginning(source: Source, sample: bytes) -> Reader:
    start = sample.lstrip(_SPACE)
    for beginning, reader in _BEGINNINGS:
        if beginning.match(start):
            return reader
    header = start.split(b"\n", 1)[0].decode("utf-8", "replace").lower()
    names = {name.strip().strip('"') for name in header.split(delimiter_of(header))}
    text = source.columns.names.get("text", "text").lower()
    wanted = {text} if source.columns else {"id", text}
    return read_csv if wanted <= names else read_text
