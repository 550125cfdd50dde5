"""Reports as crawlers and people leave them: every format, in both languages, packed in every way."""

from __future__ import annotations

import datetime as dt
import io
import json

import format_samples as samples
import pytest

from eventdb.errors import EventdbError
from eventdb.reading import ReadIssue, read_columns, read_reports
from eventdb.reading.identifiers import canonical_url, derived_id
from eventdb.records import Report

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def read(*paths, columns=None):
    found = list(read_reports(paths, columns))
    issues = [str(item) for item in found if isinstance(item, ReadIssue)]
    return [item for item in found if isinstance(item, Report)], issues


def only(*paths):
    reports, issues = read(*paths)
    assert issues == []
    [report] = reports
    return report


def says_it_all(report: Report, language: str) -> bool:
    """Whether a report has the headline and both paragraphs, and nothing of the page around them."""
    title, paragraphs = samples.TEXTS[language]
    words = " ".join(report.text.split())
    assert report.title == title
    assert all(" ".join(paragraph.split()) in words for paragraph in paragraphs)
    assert "Prices of bread" not in words
    return True


@LANGUAGES
@pytest.mark.parametrize("name", ["page.html", "page.htm", "page"])
def test_web_page(tmp_path, language, name):
    (tmp_path / name).write_bytes(samples.web_page(language))
    report = only(tmp_path)
    assert says_it_all(report, language)
    assert report.published is not None
    assert report.published.date() == dt.date(2018, 2, 7)
    assert report.source == samples.PUBLISHERS[language]
    assert report.url == f"https://valleyecho.example/{language}/taiz-market"


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16"])
def test_old_arabic_pages_are_read_in_their_encoding(tmp_path, encoding):
    (tmp_path / "page.html").write_bytes(samples.web_page("ar", encoding))
    assert says_it_all(only(tmp_path), "ar")


def test_a_page_that_declares_a_wrong_encoding_is_read_by_its_letters(tmp_path):
    page = samples.web_page("ar", "windows-1256").replace(b'"windows-1256"', b'"utf-8"')
    (tmp_path / "page.html").write_bytes(page)
    assert says_it_all(only(tmp_path), "ar")


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16"])
def test_old_arabic_text_is_read_by_its_letters(tmp_path, encoding):
    text = "\n".join([samples.ARABIC_TITLE, *samples.ARABIC])
    (tmp_path / "r.txt").write_bytes(text.encode(encoding))
    assert says_it_all(only(tmp_path), "ar")


@LANGUAGES
@pytest.mark.parametrize(
    ("name", "make"), [("a.rss", samples.rss), ("a.xml", samples.atom), ("a", samples.rss)]
)
def test_feed(tmp_path, language, name, make):
    (tmp_path / name).write_bytes(make(language))
    report = only(tmp_path)
    assert says_it_all(report, language)
    assert report.published == dt.datetime(2018, 2, 7, 6, 30, tzinfo=dt.UTC)
    assert report.source == samples.PUBLISHERS[language]


@LANGUAGES
@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc", "crawl"])
def test_web_archive(tmp_path, language, name):
    (tmp_path / name).write_bytes(samples.warc(language))
    report = only(tmp_path)
    assert says_it_all(report, language)
    assert report.url == f"https://valleyecho.example/{language}/taiz-market"


@LANGUAGES
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_mail(tmp_path, language, subtype):
    (tmp_path / "m.eml").write_bytes(samples.message(language, subtype=subtype))
    report = only(tmp_path)
    assert says_it_all(report, language)
    assert report.source == samples.PUBLISHERS[language]
    assert report.published == dt.datetime(2018, 2, 7, 6, 30, tzinfo=dt.UTC)


def test_mail_in_an_old_encoding(tmp_path):
    (tmp_path / "m.eml").write_bytes(samples.message("ar", "windows-1256"))
    assert says_it_all(only(tmp_path), "ar")


def test_mailbox(tmp_path):
    (tmp_path / "desk.mbox").write_bytes(samples.mailbox())
    reports, issues = read(tmp_path)
    assert issues == []
    assert [report.title for report in reports] == [samples.ENGLISH_TITLE, samples.ARABIC_TITLE]


def test_pdf(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(samples.pdf("en"))
    assert says_it_all(only(tmp_path), "en")


def test_arabic_pdf_has_its_letters(tmp_path):
    (tmp_path / "paper.pdf").write_bytes(samples.pdf("ar"))
    report = only(tmp_path)
    assert "ستة" in f"{report.title} {report.text}"


def test_a_scanned_pdf_is_named(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    _, [issue] = read(tmp_path)
    assert "is a PDF without text" in issue


# --- packed ---------------------------------------------------------------------------------------


def line(language: str) -> bytes:
    title, paragraphs = samples.TEXTS[language]
    record = {"id": language, "title": title, "text": "\n".join(paragraphs), "language": language}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.jsonl.gz", samples.gzipped(line("ar"))),
        ("r.jsonl.zst", samples.zstd(line("ar"))),
        ("r.zst", samples.zstd(line("ar"))),
        ("r.zip", samples.zipped({"a/r.jsonl": line("ar"), "README.md": b"about"})),
        ("r.tar", samples.tarred({"a/r.jsonl": line("ar")})),
        ("r.tar.gz", samples.tarred({"a/r.jsonl": line("ar")}, "w:gz")),
        ("r.tar.zst", samples.zstd(samples.tarred({"a/r.jsonl": line("ar")}))),
        ("r.zip", samples.zipped({"inner.zip": samples.zipped({"r.jsonl.gz": samples.gzipped(line("ar"))})})),
    ],
)  # fmt: skip
def test_packed_in_every_way(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert says_it_all(only(tmp_path), "ar")


def test_an_archive_of_mixed_formats(tmp_path):
    files = {
        "1.html": samples.web_page("en"),
        "2.rss": samples.rss("ar"),
        "3.eml": samples.message("en"),
        "4.bin": b"\0\1\2" * 50,
        "5.jsonl": line("ar"),
    }
    (tmp_path / "crawl.zip").write_bytes(samples.zipped(files))
    reports, [issue] = read(tmp_path)
    assert len(reports) == 4
    assert "crawl.zip/4.bin: is a binary file" in issue


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("r.zip", b"Not found", "is no .zip file, though its name says so"),
        ("r.jsonl.gz", b"<html>Not found</html>", "is no .gz file, though its name says so"),
        ("r.tar", b"Not found", "is no .tar file, though its name says so"),
        ("r.zip", samples.zipped({}), "is an archive without files"),
        (
            "r.docx",
            samples.zipped({"[Content_Types].xml": b"", "word/document.xml": b"<w/>"}),
            "office program",
        ),
        ("r.epub", samples.zipped({"mimetype": b"application/epub+zip"}), "electronic book"),
        ("r.rtf", rb"{\rtf1 Ten people were killed in Mosul.}", "is rich text (RTF)"),
        ("r", b"\xff\xd8\xff\xe0" + b"abc" * 50, "is an image"),
    ],
)
def test_what_can_hold_no_reports_is_told_in_one_issue(tmp_path, name, content, problem):
    (tmp_path / name).write_bytes(content)
    reports, [issue] = read(tmp_path)
    assert not reports
    assert problem in issue


@pytest.mark.parametrize(
    "pack", [samples.gzipped, samples.zstd, lambda raw: samples.zipped({"r.jsonl": raw})]
)
def test_standard_input_takes_what_is_packed(monkeypatch, pack):
    stream = io.TextIOWrapper(io.BytesIO(pack(line("ar"))))
    monkeypatch.setattr("sys.stdin", stream)
    assert says_it_all(only("-"), "ar")


# --- ids ------------------------------------------------------------------------------------------


def test_the_same_article_found_twice_is_one_report(tmp_path):
    (tmp_path / "a.html").write_bytes(samples.web_page("en"))
    (tmp_path / "b.html").write_bytes(samples.web_page("en"))
    (tmp_path / "c.warc.gz").write_bytes(samples.warc("en"))
    assert says_it_all(only(tmp_path), "en")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://a.example/x", "https://A.example:443/x/#top", True),
        ("https://www.a.example/x?b=1&a=2", "https://a.example/x?a=2&b=1&utm_source=mail", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://a.example/x", "https://a.example/X", False),
    ],
)
def test_addresses_of_one_page(one, other, is_same):
    assert (canonical_url(one) == canonical_url(other)) is is_same
    assert (derived_id(one, "text", "n") == derived_id(other, "text", "n")) is is_same


def test_an_article_that_was_changed_is_another_report():
    assert derived_id("https://a.example/x", "one", "n") != derived_id(
        "https://a.example/x", "two", "n"
    )


# --- mappings -------------------------------------------------------------------------------------


def test_a_mapping_names_the_columns_of_other_programs(tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[columns]\nid = "stories_id"\npublished = "publish_date"\nsource = "media.name"\ntext = "story_text"\n'
        '[constants]\nlanguage = "ar"\n[formats]\npublished = "%Y%m%d%H%M%S"\n',
        encoding="utf-8",
    )
    record = {
        "stories_id": 77,
        "title": samples.ARABIC_TITLE,
        "story_text": "\n".join(samples.ARABIC),
        "publish_date": "20180207093000",
        "media": {"name": "صدى الوادي"},
    }
    (tmp_path / "s.jsonl").write_text(json.dumps(record), encoding="utf-8")
    [report], issues = read(tmp_path / "s.jsonl", columns=read_columns(mapping))
    assert issues == []
    assert (report.report_id, report.source, report.language) == ("77", "صدى الوادي", "ar")
    assert report.published == dt.datetime(2018, 2, 7, 9, 30, tzinfo=dt.UTC)
    assert says_it_all(report, "ar")


def test_a_mapping_of_a_table_without_ids(tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\ntext = "Body"\nurl = "DocumentIdentifier"\n', encoding="utf-8")
    table = "Body\tDocumentIdentifier\n" + "\t".join([samples.ENGLISH[0], "https://a.example/1"])
    (tmp_path / "t.tsv").write_text(table + "\n", encoding="utf-8")
    [report], issues = read(tmp_path / "t.tsv", columns=read_columns(mapping))
    assert issues == []
    assert report.report_id.startswith("a.example-")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[colums]\nid = 'x'\n", "unknown table 'colums'"),
        ("[columns]\nbody = 'x'\n", "columns.body"),
        ("[columns]\nid = 3\n", "columns.id"),
        ("columns = [", "is no mapping"),
    ],
)
def test_a_wrong_mapping_is_named(tmp_path, text, problem):
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EventdbError, match=problem.replace("[", r"\[")):
        read_columns(path)
