"""What the line gives back beside the events: the report as it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eventdb.records import Report
from eventdb.workers import extract_reports

GIVEN = dt.datetime(2018, 3, 9, 14, 30, tzinfo=dt.UTC)
ENGLISH = "Baghdad, 4 May 2016 - Gunmen killed three policemen in Mosul on Tuesday, a doctor said."
ARABIC = "بغداد، 4 مايو 2016 - قتل ثلاثة شرطيين بهجوم مسلحين في الموصل يوم الثلاثاء، بحسب طبيب."
FOURTH = dt.datetime(2016, 5, 4, tzinfo=dt.UTC)


def read(report: Report) -> Report:
    (made,) = extract_reports([report])
    assert made.problem is None
    return made.report


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_a_report_without_date_and_language_is_given_both_and_marked(text, language):
    found = read(Report("r", text))
    assert (found.language, found.is_language_inferred) == (language, True)
    assert (found.published, found.is_published_inferred) == (FOURTH, True)


def test_what_is_given_is_no_guess():
    found = read(Report("r", ENGLISH, published=GIVEN, language="en-GB"))
    assert (found.published, found.is_published_inferred) == (GIVEN, False)
    assert (found.language, found.is_language_inferred) == ("en", False)


def test_an_earlier_guess_is_not_built_upon():
    """A wrong guess of an older extractor goes; it is not what the report was given with."""
    wrong = replace(
        Report("r", ENGLISH),
        published=GIVEN,
        is_published_inferred=True,
        language="ar",
        is_language_inferred=True,
    )
    assert read(wrong) == read(Report("r", ENGLISH))


def test_candidates_bear_the_date_that_was_inferred():
    text = f"{ENGLISH.partition(' - ')[2]}\n4 May 2016"
    (made,) = extract_reports([Report("r", text)])
    (event,) = made.candidates
    assert event.published == FOURTH
    assert event.last_date == dt.date(2016, 5, 3)


def test_a_text_without_any_date_stays_undated():
    found = read(Report("r", "Gunmen killed three policemen in Mosul, a doctor said."))
    assert (found.published, found.is_published_inferred) == (None, False)
