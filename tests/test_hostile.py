"""Hostile input: each file gives a report or a recorded issue, none stops the run or takes too long."""

from __future__ import annotations

import csv
import resource
import time
from pathlib import Path

import pytest
from hostile_inputs import GOOD_TEXT, inputs, record
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.build import build
from eventdb.documents import read_document
from eventdb.extract.counts import find_counts
from eventdb.extract.dates import find_dates
from eventdb.extract.numbers import find_numbers
from eventdb.pipeline import Extractor
from eventdb.reading import LIMITS, Limits, ReadIssue, read_reports
from eventdb.records import Report
from eventdb.settings import Settings
from eventdb.terminal import Screen

# Seconds that one file may take at most, and how much more memory all of them together.
_SECONDS = 10
_MEGABYTES = 1500
INPUTS = inputs()
# They hold no report and nothing that is wrong: empty files in an archive, links, blank lines.
EMPTY = ("bombs-many.zip", "paths-links.tar", "bombs-lines.jsonl.gz")


def test_there_are_enough():
    assert len(INPUTS) >= 200
    assert len({name.partition("-")[0] for name in INPUTS}) == 12


@pytest.mark.parametrize("name", INPUTS)
def test_each_is_read_or_named(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(INPUTS[name])
    start = time.monotonic()
    found = list(read_reports([path]))
    assert time.monotonic() - start < _SECONDS
    assert all(isinstance(item, Report | ReadIssue) for item in found)
    is_empty = not INPUTS[name].strip() or name in EMPTY
    assert found or is_empty
    for item in found:
        if isinstance(item, ReadIssue):
            assert item.problem
            assert item.mend
            assert item.origin.startswith(str(path))
        else:
            assert any(sign.isalnum() for sign in item.text)
    assert not [extra for extra in tmp_path.iterdir() if extra != path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole build of every hostile file and of one good report."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "reports"
    reports.mkdir()
    for name, content in INPUTS.items():
        (reports / name).write_bytes(content)
    (reports / "zz-good.jsonl").write_bytes(record(id="good", published="2018-02-07"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    settings = Settings(f"sqlite:///{folder / 'db.sqlite'}", folder / "exports", triage=False)
    outcome = build([str(reports)], settings, Screen())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < _MEGABYTES * 1024
    assert not [issue for issue in outcome.issues if "fault of the program" in (issue.mend or "")]
    assert outcome.read > 50
    return folder


def test_a_build_of_all_ends_and_keeps_what_is_good(built):
    claims = (built / "exports" / "claims.csv").read_text(encoding="utf-8")
    assert "Six people were killed" in claims


def test_no_cell_of_an_export_is_a_formula(built):
    for path in (built / "exports").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    if cell[:1] in ("=", "+", "@", "\t", "\r"):
                        pytest.fail(f"{path.name}: {cell!r}")
                    if cell.startswith("-"):
                        float(cell)


def test_limits_hold(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_bytes(record(id="a") + record(id="b", text="x" * 5000) + record(id="c"))
    found = list(read_reports([path], limits=Limits(line=1000)))
    assert [item.report_id for item in found if isinstance(item, Report)] == ["a", "c"]
    [issue] = [item for item in found if isinstance(item, ReadIssue)]
    assert issue.origin == f"{path}:2"
    assert "longer than 1000 bytes" in issue.problem
    assert LIMITS.line > 1000


# --- fuzz -----------------------------------------------------------------------------------------

_ENDINGS = st.sampled_from(
    [
        ".jsonl",
        ".csv",
        ".txt",
        ".html",
        ".rss",
        ".warc",
        ".pdf",
        ".eml",
        ".mbox",
        ".zip",
        ".gz",
        ".zst",
        "",
    ]
)
_SEEDS = st.sampled_from(
    [b"", b"<html><p>", b"<rss><item>", b"%PDF-1.7\n", b"WARC/1.0\r\n", b"From a Mon Jan 1\n", b"PK\x03\x04", b"\x1f\x8b\x08",
     b"\x28\xb5\x2f\xfd", b'{"id": "x", "text": "', b"id,text\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(start=_SEEDS, rest=st.binary(max_size=400), ending=_ENDINGS)
def test_no_bytes_stop_a_reader(tmp_path_factory, start, rest, ending):
    path = tmp_path_factory.mktemp("fuzz") / f"x{ending}"
    path.write_bytes(start + rest)
    assert all(isinstance(item, Report | ReadIssue) for item in read_reports([path]))


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["killed", "12", "between", "and", "February", "31", "2018", "in", "Aleppo", "of", ",", ".", "-", "to", "%", "hundred",
             "قتل", "شخصا", "بين", "مئة", "و", "في", "حلب", "شباط", "الثلاثاء", "١٢", "،", "أكثر من"]
        ),
        st.integers(-(10**30), 10**30).map(str),
        st.dates().map(str),
        st.text(max_size=8),
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(words=_WORDS, language=st.sampled_from(["en", "ar"]))
def test_no_words_stop_the_grammars_of_dates_numbers_and_counts(words, language):
    document = read_document(Report("r", " ".join(words) or "x", language=language))
    numbers = find_numbers(document)
    dates = find_dates(document, None)
    for mention in [*numbers, *dates, *find_counts(document, numbers, dates)]:
        assert 0 <= mention.start < mention.end <= len(document.text)


@settings(max_examples=40, deadline=None)
@given(words=_WORDS, language=st.sampled_from(["en", "ar"]))
def test_no_words_stop_the_extractor(extractor: Extractor, words, language):
    text = f"{' '.join(words)} {GOOD_TEXT}"
    for event in extractor.extract(Report("r", text, language=language)):
        assert event.span.start < event.span.end
