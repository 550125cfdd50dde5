"""Reports in every format, and every kind of bad input beside good."""

import datetime as dt
import gzip
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdb.encodings import name_encoding, wide_encoding
from eventdb.headlines import split_headline
from eventdb.reading import ReadIssue, read_reports
from eventdb.records import Report

GOOD = {"id": "good", "text": "قُتل ثلاثة أشخاص في حلب."}


def write_lines(path, *records):
    lines = [item if isinstance(item, str) else json.dumps(item) for item in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(*paths):
    items = list(read_reports(paths))
    reports = [item for item in items if isinstance(item, Report)]
    issues = [item for item in items if isinstance(item, ReadIssue)]
    assert len(reports) + len(issues) == len(items)
    return reports, issues


# --- what can be read ----------------------------------------------------------------------------


def test_json_lines_give_every_field(tmp_path):
    record = {
        "id": "a",
        "text": "  Two men were killed.\n",
        "title": "Two killed",
        "published": "2018-02-08",
        "source": "Example Wire",
        "url": "https://news.example/1",
        "language": "en",
        "crawled_by": "anything else is left alone",
    }
    reports, issues = read(write_lines(tmp_path / "r.jsonl", record, "", "   "))
    assert not issues
    assert reports == [
        Report(
            report_id="a",
            text="  Two men were killed.\n",
            title="Two killed",
            published=dt.datetime(2018, 2, 8, tzinfo=dt.UTC),
            source="Example Wire",
            url="https://news.example/1",
            language="en",
            origin=f"{tmp_path / 'r.jsonl'}:1",
        )
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (None, None),
        ("", None),
        ("2018-02-08", dt.datetime(2018, 2, 8, tzinfo=dt.UTC)),
        ("2018-02-08T21:30:00Z", dt.datetime(2018, 2, 8, 21, 30, tzinfo=dt.UTC)),
        ("2018-02-08 21:30", dt.datetime(2018, 2, 8, 21, 30, tzinfo=dt.UTC)),
        (
            "2018-02-08T01:00:00+03:00",
            dt.datetime(2018, 2, 8, 1, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        ),
    ],
)
def test_publication_dates(tmp_path, written, read_as):
    reports, issues = read(write_lines(tmp_path / "r.jsonl", GOOD | {"published": written}))
    assert not issues
    assert reports[0].published == read_as


def test_gzip_byte_order_mark_and_line_ends_do_not_matter(tmp_path):
    line = json.dumps(GOOD, ensure_ascii=False)
    (tmp_path / "marked.jsonl").write_bytes(b"\xef\xbb\xbf" + line.encode() + b"\r\n")
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(line.replace("good", "p").encode()))
    reports, issues = read(tmp_path)
    assert not issues
    assert [report.report_id for report in reports] == ["good", "p"]
    assert reports[0].text == GOOD["text"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_separator_and_line_breaks_in_fields(tmp_path, delimiter):
    rows = (
        ["\ufeffID", "Text", "published"],
        ["1", '"أول\nسطر ""مقتبس"""', ""],
        ["2", "b", "2020-01-05"],
    )
    path = tmp_path / "r.csv"
    path.write_text("\r\n".join(delimiter.join(row) for row in rows), encoding="utf-8", newline="")
    reports, issues = read(path)
    assert not issues
    assert [report.text for report in reports] == ['أول\nسطر "مقتبس"', "b"]
    assert [report.origin.rpartition(":")[2] for report in reports] == ["2", "4"]


def test_csv_field_longer_than_the_limit_of_the_csv_module(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("id,text\n1," + "word " * 40_000 + "\n", encoding="utf-8")
    reports, issues = read(path)
    assert not issues
    assert len(reports[0].text) > 131_072


def test_plain_text_has_its_headline_and_an_id_of_name_and_content(tmp_path):
    path = tmp_path / "2018.02 front page.txt"
    path.write_text("Clashes in the east\n\nFighting broke out. It lasted.\n", encoding="utf-8")
    reports, _ = read(path)
    assert reports[0].title == "Clashes in the east"
    assert reports[0].text == "Fighting broke out. It lasted.\n"
    assert reports[0].report_id.startswith("2018.02-front-page-")
    assert reports[0].published is None
    path.write_text("Clashes in the east\n\nFighting broke out. It lasts.\n", encoding="utf-8")
    assert read(path)[0][0].report_id != reports[0].report_id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("One line only", None),
        ("A first sentence.\nAnd a second.", None),
        ("\r\nانفجار في وسط المدينة\r\n\r\nقتل شخصان.", "انفجار في وسط المدينة"),
        ("w " * 150 + "\nrest", None),
    ],
)
def test_a_first_line_is_a_headline_only_where_it_looks_like_one(text, title):
    assert split_headline(text)[0] == title


@given(st.text(min_size=1, max_size=300))
def test_a_body_is_never_altered(text):
    title, body = split_headline(text)
    assert text.endswith(body)
    assert title is None or title in text


def test_standard_input_takes_json_lines_csv_gzip_and_text(monkeypatch):
    line = json.dumps(GOOD).encode()
    for content in (line, gzip.compress(line), b"id,text\ngood,some words", b"some words here\n"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        reports, issues = read("-")
        assert not issues
        assert reports[0].report_id.startswith(("good", "standard-input-"))


def test_folders_are_read_by_name_and_files_once(tmp_path):
    write_lines(tmp_path / "b.jsonl", GOOD | {"id": "b"})
    (tmp_path / "a").mkdir()
    write_lines(tmp_path / "a" / "z.jsonl", GOOD | {"id": "a"})
    (tmp_path / "README.md").write_text("About these reports", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("not read", encoding="utf-8")
    reports, issues = read(tmp_path, tmp_path / "b.jsonl")
    assert not issues
    assert [report.report_id for report in reports] == ["a", "b"]


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "problem", "mend"),
    [
        ('{"id": "x", "text": ', "invalid JSON (Expecting value at column 21)", "one JSON object"),
        ('{"id": "x", "text": "a", "n": NaN}', "invalid JSON (NaN is no JSON", "one JSON object"),
        ('{"a":' * 100_000, "invalid JSON", "one JSON object"),
        ("[1, 2]", "a report is a JSON object, not a list", "one object a line"),
        ({"text": "words"}, "missing key 'id'", "an id that no other has"),
        ({"id": " ", "text": "words"}, "missing key 'id'", "an id that no other has"),
        ({"id": 7, "text": "words"}, "'id' is a number, not text", "quotation marks"),
        ({"id": "x"}, "missing key 'text'", "give the body"),
        ({"id": "x", "text": ""}, "empty text", "give the report's body"),
        ({"id": "x", "text": None}, "empty text", "give the report's body"),
        ({"id": "x", "text": " \n\u200f…"}, "empty text", "give the report's body"),
        ({"id": "x", "text": "a\x00b"}, "'text' holds a code that is no character", "UTF-8"),
        ({"id": "x", "text": "a \ud83d b"}, "'text' holds a code that is no character", "UTF-8"),
        ({"id": "x", "text": "a " * 500_000}, "text of 1000000 characters", "one report a record"),
        (GOOD | {"published": "2018-02-30"}, "a date that does not exist", "YYYY-MM-DD"),
        (GOOD | {"published": "8 Feb 2018"}, "is not a date", "YYYY-MM-DD"),
        (GOOD | {"published": 20180208}, "'published' is a number, not text", "quotation marks"),
        (GOOD | {"title": "Another"}, "duplicate id 'good', first at", "an id of its own"),
    ],
)
def test_a_bad_line_is_named_and_costs_nothing_beside_it(tmp_path, bad, problem, mend):
    path = write_lines(tmp_path / "r.jsonl", GOOD, bad, GOOD | {"id": "after"})
    reports, issues = read(path)
    assert [report.report_id for report in reports] == ["good", "after"]
    assert len(issues) == 1
    assert issues[0].origin == f"{path}:2"
    assert problem in issues[0].problem
    assert mend in issues[0].mend


def test_a_line_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "r.jsonl"
    good = json.dumps(GOOD, ensure_ascii=False).encode()
    bad = json.dumps(GOOD | {"id": "x"}, ensure_ascii=False).encode("windows-1256", "ignore")
    path.write_bytes(good + b"\n" + bad + b"\n")
    reports, issues = read(path)
    assert len(reports) == 1
    assert str(issues[0]) == (
        f"{path}:2: is not UTF-8, it seems to be windows-1256; "
        "convert it: iconv -f windows-1256 -t UTF-8"
    )


@pytest.mark.parametrize("encoding", ["windows-1256", "ISO-8859-6", "windows-1252", "windows-1251"])
def test_eight_bit_encodings_are_told_by_their_letters(encoding):
    text = {
        "windows-1252": "Le président a été tué à l’hôpital",
        "windows-1251": "В результате взрыва погибли три человека",
    }.get(encoding, "قتل ثلاثة أشخاص في انفجار سيارة مفخخة وسط المدينة")
    assert name_encoding(text.encode(encoding)) == encoding


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"])
def test_wide_encodings_are_named_for_the_whole_file(tmp_path, encoding):
    path = tmp_path / "r.jsonl"
    path.write_bytes("Three men were killed in the city".encode(encoding))
    reports, issues = read(path)
    assert not reports
    assert issues[0].problem.startswith("is UTF-")
    assert "iconv -f UTF-" in issues[0].mend
    assert wide_encoding(b"plain text that is not wide") is None


@pytest.mark.parametrize("name", ["picture.txt", "blob", "r.csv", "r.jsonl"])
def test_a_binary_file_is_named(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x7fELF\x00\x01\x02\xff" * 30)
    write_lines(tmp_path / "z.jsonl", GOOD)
    reports, issues = read(tmp_path)
    assert len(reports) == 1
    assert issues[0].origin == str(tmp_path / name)
    assert "binary file" in issues[0].problem


def test_a_missing_path_is_named(tmp_path):
    _, issues = read(tmp_path / "absent.jsonl")
    assert issues[0].problem == "no such file or folder"


def test_gzip_that_breaks_off_keeps_what_came_before(tmp_path):
    lines = "".join(json.dumps(GOOD | {"id": f"{n}-{hash(n) * 7919}"}) + "\n" for n in range(5000))
    packed = gzip.compress(lines.encode())
    (tmp_path / "r.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    reports, issues = read(tmp_path)
    assert len(reports) > 100
    assert "compressed data is damaged" in issues[-1].problem


def test_a_json_array_is_read_as_lines_are(tmp_path):
    path = tmp_path / "r.json"
    records = [GOOD, "no object", GOOD | {"id": "b"}, {"id": "c"}]
    path.write_text(json.dumps(records, indent=1), encoding="utf-8")
    reports, issues = read(path)
    assert [report.report_id for report in reports] == ["good", "b"]
    assert [issue.origin for issue in issues] == [f"{path}[2]", f"{path}[4]"]


def test_the_same_report_told_again_is_read_once(tmp_path):
    write_lines(tmp_path / "a.jsonl", GOOD)
    write_lines(tmp_path / "b.jsonl", GOOD)
    reports, issues = read(tmp_path)
    assert len(reports) == 1
    assert not issues


def test_csv_problems_are_named_by_line(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(
        b"id,text\n1,good\n2\n3,\n4,\xe3\xcf\xc7\xe4\xed\xc7\xe1\n"
        b'5,"bad" quote\n6,good\n7,"never closed\n'
    )
    reports, issues = read(path)
    assert [report.report_id for report in reports] == ["1", "6"]
    assert [(issue.origin.rpartition(":")[2], issue.problem[:12]) for issue in issues] == [
        ("3", "has 1 fields"),
        ("4", "empty text"),
        ("5", "is not UTF-8"),
        ("6", "is not CSV ("),
        ("8", "is not CSV ("),
    ]


def test_csv_without_its_columns_is_told_which(tmp_path):
    (tmp_path / "r.csv").write_text("name,body\n1,words\n", encoding="utf-8")
    _, issues = read(tmp_path)
    assert issues[0].problem == "has no column 'id' or 'text'"


@given(st.binary(max_size=300), st.sampled_from(["jsonl", "csv", "txt", "gz", "other"]))
def test_no_bytes_at_all_stop_the_reading(tmp_path_factory, content, suffix):
    folder = tmp_path_factory.mktemp("bytes")
    (folder / f"r.{suffix}").write_bytes(content)
    write_lines(folder / "z.jsonl", GOOD)
    reports, _ = read(folder)
    assert reports[-1].report_id == "good"
