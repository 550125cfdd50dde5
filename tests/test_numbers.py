"""Numbers in digits and words, their bounds, ranges and vague words, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from eventdb.documents import read_document
from eventdb.extract.numbers import find_numbers
from eventdb.extract.numerals import parse_digits
from eventdb.records import Report


def read(text, language):
    return read_document(Report("r", text, language=language))


def numbers(text, language):
    """(words, low, best, high, form) of every number; words are those of the document."""
    document = read(text, language)
    return [
        (document.text[n.start : n.end], n.low, n.best, n.high, n.form)
        for n in find_numbers(document)
    ]


def values(text, language):
    return [found[1:4] for found in numbers(text, language)]


ENGLISH = [
    ("12 men", (12, 12, 12)),
    ("1,200 men", (1200, 1200, 1200)),
    ("twenty-five men", (25, 25, 25)),
    ("a hundred and twenty men", (120, 120, 120)),
    ("two thousand, three hundred and five", (2305, 2305, 2305)),
    ("twelve hundred men", (1200, 1200, 1200)),
    ("3 thousand families", (3000, 3000, 3000)),
    ("1.5 million people", (1_500_000, 1_500_000, 1_500_000)),
    ("half a million people", (500_000, 500_000, 500_000)),
    ("a dozen men", (12, 12, 12)),
    ("half a dozen men", (6, 6, 6)),
    ("two dozen men", (24, 24, 24)),
    ("a couple of men", (2, 2, 2)),
    ("TWENTY ONE MEN", (21, 21, 21)),
    ("at least 12 men", (12, 12, None)),
    ("more than an estimated 12 men", (12, 12, None)),
    ("no fewer than 12 men", (12, 12, None)),
    ("at least another 12 men", (12, 12, None)),
    ("12 or more men", (12, 12, None)),
    ("12 men at least", (12, 12, None)),
    ("about 12 men", (12, 12, 12)),
    ("nearly two dozen men", (24, 24, 24)),
    ("up to 12 men", (1, 12, 12)),
    ("as many as twelve men", (1, 12, 12)),
    ("between 10 and 15 men", (10, 10, 15)),
    ("between five and twenty men", (5, 5, 20)),
    ("10-15 men", (10, 10, 15)),
    ("10 to 15 men", (10, 10, 15)),
    ("two or three men", (2, 2, 3)),
    ("dozens of men", (24, None, 99)),
    ("scores of men", (40, None, 99)),
    ("hundreds of men", (200, None, 999)),
    ("several hundred men", (300, None, 999)),
    ("tens of thousands of men", (20_000, None, 99_999)),
    ("several men", (3, None, 9)),
    ("a number of men", (2, None, None)),
    ("no one came", (0, 0, 0)),
    ("not a single man came", (0, 0, 0)),
]
ARABIC = [
    ("12 رجلا", (12, 12, 12)),
    ("١٢ رجلا", (12, 12, 12)),
    ("۱۲ رجلا", (12, 12, 12)),
    ("٣٬٥٠٠ رجل", (3500, 3500, 3500)),
    ("1.200 رجل", (1200, 1200, 1200)),
    ("5 آلاف رجل", (5000, 5000, 5000)),
    ("2.6 مليون نسمة", (2_600_000, 2_600_000, 2_600_000)),
    ("5 آلاف و500 رجل", (5500, 5500, 5500)),
    ("خمسة وعشرين رجلا", (25, 25, 25)),
    ("خمس وعشرون امرأة", (25, 25, 25)),
    ("أحد عشر رجلا", (11, 11, 11)),
    ("اثنتا عشرة امرأة", (12, 12, 12)),
    ("اثني عشر رجلا", (12, 12, 12)),
    ("ثلاثمئة رجل", (300, 300, 300)),
    ("ثلاثمائة رجل", (300, 300, 300)),
    ("ثلاث مئة رجل", (300, 300, 300)),
    ("مئتان وخمسون رجلا", (250, 250, 250)),
    ("مئتا رجل", (200, 200, 200)),
    ("ألفين وثلاثمئة رجل", (2300, 2300, 2300)),
    ("مئة وعشرين ألف رجل", (120_000, 120_000, 120_000)),
    ("نحو100 رجل", (100, 100, 100)),
    ("ما لا يقل عن 12 رجلا", (12, 12, None)),
    ("بأكثر من مئة رجل", (100, 100, None)),
    ("12 رجلا على الأقل", (12, 12, None)),
    ("ستة من رجال القبيلة على الأقل", (6, 6, None)),
    ("قرابة ثلاثين رجلا", (30, 30, 30)),
    ("من 10 إلى 15 رجلا", (10, 10, 15)),
    ("ما بين 10 و15 رجلا", (10, 10, 15)),
    ("بين عشرة وعشرين رجلا", (10, 10, 20)),
    ("أربعة أو خمسة رجال", (4, 4, 5)),
    ("عشرات الرجال", (20, None, 99)),
    ("المئات من الرجال", (200, None, 999)),
    ("آلاف الرجال", (2000, None, 9999)),
    ("عشرات الآلاف من الرجال", (20_000, None, 99_999)),
    ("بضعة رجال", (3, None, 9)),
    ("عدد من الرجال", (2, None, None)),
    ("لم يصب أحد", (0, 0, 0)),
    ("من دون أي أضرار", (0, 0, 0)),
    ("أحد الرجال", (1, 1, 1)),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_english_number(text, expected):
    assert values(text, "en") == [expected]


@pytest.mark.parametrize(("text", "expected"), ARABIC, ids=[t for t, _ in ARABIC])
def test_arabic_number(text, expected):
    assert values(text, "ar") == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("an M-16 rifle and an AK-47", "en"),
        ("the G20 and the F-16", "en"),
        ("2.5 kilometres", "en"),
        ("version 1.2.3", "en"),
        ("at 5:30", "en"),
        ("مروحية كا-29", "ar"),
        ("يوم الاثنين", "ar"),
        ("يوم الأحد", "ar"),
        ("عثر عليه ميتا", "ar"),
    ],
)
def test_no_number(text, language):
    assert numbers(text, language) == []


def test_a_rise_is_no_range():
    assert values("The toll rose from 10 to 15.", "en") == [(10, 10, 10), (15, 15, 15)]
    assert values("ارتفع العدد من 10 إلى 15", "ar") == [(10, 10, 10), (15, 15, 15)]


def test_numbers_side_by_side_stay_apart():
    assert values("five dead, seven hurt and 20 held", "en") == [(5, 5, 5), (7, 7, 7), (20, 20, 20)]
    assert values("خمسة وستة", "ar") == [(5, 5, 5), (6, 6, 6)]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("the third man", "en", 3),
        ("the 21st man", "en", 21),
        ("the twenty-third man", "en", 23),
        ("الرجل الثالث", "ar", 3),
        ("الثالثة عشرة", "ar", 13),
    ],
)
def test_ordinals(text, language, value):
    ((_, low, best, high, form),) = numbers(text, language)
    assert (low, best, high, form) == (value, value, value, "ordinal")


def test_span_takes_in_the_words_that_bind():
    assert numbers("Some said at least twenty-five men came.", "en")[0][0] == "at least twenty-five"
    assert numbers("جاء ما لا يقل عن خمسة وعشرين رجلا", "ar")[0][0] == "ما لا يقل عن خمسة وعشرين"


def test_forms():
    forms = [found[4] for found in numbers("12, about 12, over 12, up to 12, dozens, nobody", "en")]
    assert forms == ["exact", "about", "at_least", "at_most", "vague", "none"]


@pytest.mark.parametrize(
    ("token", "has_dot_groups", "value"),
    [
        ("1,200", False, 1200),
        ("1.200", True, 1200),
        ("1.200", False, 1.2),
        ("1.200.000", False, 1_200_000),
        ("1.2.3", False, None),
    ],
)
def test_separators(token, has_dot_groups, value):
    parsed = parse_digits(token, has_dot_groups=has_dot_groups)
    assert (None if parsed is None else float(parsed)) == value


WHOLE = st.integers(1, 999) | st.integers(1000, 3_000_000)


@settings(max_examples=80, deadline=None)
@given(WHOLE)
def test_english_words_of_n_are_n(n):
    assert values(num2words(n, lang="en"), "en") == [(n, n, n)]


@settings(max_examples=80, deadline=None)
@given(WHOLE)
def test_arabic_words_of_n_are_n(n):
    # num2words has no grammar for 101,000, 102,000, 201,000 …: it writes the thousand twice
    if n // 1000 % 100 in {1, 2} and n >= 100_000:
        return
    assert values(num2words(n, lang="ar"), "ar") == [(n, n, n)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "ar"]))
def test_any_text_gives_spans_in_order(text, language):
    document = read(text, language)
    end = 0
    for number in find_numbers(document):
        assert end <= number.start < number.end <= len(document.text)
        end = number.end
