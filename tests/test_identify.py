"""Languages told by what is declared, by letters, by statistics."""

import pytest

from eventdb.errors import ReadError
from eventdb.identify import find_language, identify, resolve_code
from eventdb.records import Report


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هدف في المباراة", "ar"),
        ("مقتل 3 جنود", "ar"),
        ("ارتفاع حصيلة قتلى هجمات پاريس", "ar"),
        ("Three killed", "en"),
        ("Clashes in Tripoli", "en"),
        ("Al-Qaida suspects killed in Abyan", "en"),
        ("Le président a annoncé la mort de trois soldats", "fr"),
        ("la policía mató a tres personas", "es"),
        ("Ein Anschlag in der Stadt hat drei Menschen getötet", "de"),
        ("دولت ایران اعلام کرد", "fa"),
        ("وزیر اعظم نے کہا کہ", "ur"),
        ("ئەمڕۆ لە هەولێر تەقینەوەیەک ڕوویدا", "ckb"),
        ("د افغانستان حکومت وویل چې درې کسان", "ps"),
        ("У Києві пролунали вибухи", "uk"),
        ("В городе прогремели взрывы", "ru"),
        ("12345 - 2", None),
    ],
)
def test_language_of_a_text(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize("declared", ["ar", "AR", "ar-SY", "ara", "arz", "en_US", "eng"])
def test_a_declared_language_stands(declared):
    report = Report("r", "whatever it says", language=declared)
    assert identify(report) is report
    assert resolve_code(declared) in {"ar", "en"}


def test_a_language_that_is_told_is_marked_as_inferred():
    report = identify(Report("r", "Three soldiers were killed in an ambush on Monday."))
    assert report.language == "en"
    assert report.is_language_inferred


@pytest.mark.parametrize(
    ("report", "problem"),
    [
        (Report("r", "some words", language="xx"), "unknown language 'xx'"),
        (Report("r", "la policía mató a tres personas en la calle"), "seems to be written in 'es'"),
        (Report("r", "1 2 3"), "its language cannot be told"),
    ],
)
def test_a_report_in_no_language_of_ours_is_kept_out(report, problem):
    with pytest.raises(ReadError) as caught:
        identify(report)
    assert problem in caught.value.problem
    assert "ar, en" in caught.value.mend
