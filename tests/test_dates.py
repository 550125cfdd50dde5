"""Dates in English and Arabic sentences, resolved against a publication date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.codebook import TimePrecision
from eventdb.documents import Document, read_document
from eventdb.extract import calendar as cal
from eventdb.extract.dates import find_dates, infer_publication
from eventdb.records import DateMention, Report

THURSDAY = dt.date(2018, 2, 8)


def _read(text: str, language: str, title: str | None = None) -> Document:
    return read_document(Report("r1", text, title=title, language=language))


def _found(text: str, language: str, anchor: dt.date | None = THURSDAY) -> list[tuple[str, str]]:
    document = _read(text, language)
    return [(document.text[m.start : m.end], _days(m)) for m in find_dates(document, anchor)]


def _days(mention: DateMention) -> str:
    first = "" if mention.first is None else mention.first.isoformat()
    last = "" if mention.last is None else mention.last.isoformat()
    return first if first == last else f"{first}..{last}"


ENGLISH = [
    # absolute, in every order
    ("A car bomb exploded on Thursday, 8 February 2018, near the station.", "Thursday, 8 February 2018", "2018-02-08"),
    ("The convoy was hit on February 3, 2018.", "February 3, 2018", "2018-02-03"),
    ("The convoy was hit on the 3rd of January.", "3rd of January", "2018-01-03"),
    ("The convoy was hit on the third of January.", "third of January", "2018-01-03"),
    ("The convoy was hit on Sunday, Feb. 4, officials said.", "Sunday, Feb. 4", "2018-02-04"),
    ("The convoy was hit on 16 November.", "16 November", "2017-11-16"),
    ("REBELS HIT THE POST ON 16 NOVEMBER.", "16 NOVEMBER", "2017-11-16"),
    ("Radio broadcast [12 JAN 90] of the rebels.", "12 JAN 90", "1990-01-12"),
    ("They met on 2018-02-07 at noon.", "2018-02-07 at noon", "2018-02-07"),
    ("They met on 13/1/2018 at noon.", "13/1/2018 at noon", "2018-01-13"),
    ("They met on 13.1.2018 at noon.", "13.1.2018 at noon", "2018-01-13"),
    ("Signed on 16 November last year.", "16 November last year", "2017-11-16"),
    ("Two mortars fell on the 5th of this month.", "5th of this month", "2018-02-05"),
    # months, years, seasons
    ("The town was besieged in March 2016.", "March 2016", "2016-03-01..2016-03-31"),
    ("The town was besieged in early March 2016.", "early March 2016", "2016-03-01..2016-03-10"),
    ("The town was besieged in mid-June.", "mid-June", "2017-06-10..2017-06-20"),
    ("The town fell last December.", "last December", "2017-12-01..2017-12-31"),
    ("The town fell in 2016.", "2016", "2016-01-01..2016-12-31"),
    ("The town fell in late 2016.", "late 2016", "2016-09-01..2016-12-31"),
    ("The town fell last autumn.", "last autumn", "2017-09-01..2017-11-30"),
    ("The town fell in summer 2016.", "summer 2016", "2016-06-01..2016-08-31"),
    ("The post was shelled on Christmas Day.", "Christmas Day", "2017-12-25"),
    # weekdays
    ("Gunmen opened fire on Tuesday.", "Tuesday", "2018-02-06"),
    ("Gunmen opened fire on Thursday.", "Thursday", "2018-02-08"),
    ("Gunmen opened fire late on Tuesday night.", "late on Tuesday night", "2018-02-06..2018-02-07"),
    ("Gunmen opened fire last Friday.", "last Friday", "2018-02-02"),
    ("Gunmen opened fire last Thursday.", "last Thursday", "2018-02-01"),
    ("Talks resume next Monday.", "next Monday", "2018-02-12"),
    ("Gunmen fired in the early hours of Wednesday.", "the early hours of Wednesday", "2018-02-07"),
    ("Gunmen fired on Tuesday of last week.", "Tuesday of last week", "2018-01-30"),
    # relative
    ("Four men were shot dead yesterday evening.", "yesterday evening", "2018-02-07"),
    ("Four men were shot dead the day before yesterday.", "the day before yesterday", "2018-02-06"),
    ("Four men were shot dead last night.", "last night", "2018-02-07..2018-02-08"),
    ("Four men were shot dead overnight.", "overnight", "2018-02-07..2018-02-08"),
    ("Four men were shot dead this morning.", "this morning", "2018-02-08"),
    ("Four men were shot dead two days ago.", "two days ago", "2018-02-06"),
    ("Four men were shot dead a few hours ago.", "a few hours ago", "2018-02-07..2018-02-08"),
    ("Four men were shot dead a week ago.", "a week ago", "2018-01-29..2018-02-04"),
    ("They were shot dead over the weekend.", "weekend", "2018-02-02..2018-02-04"),
    ("They died in a weekend massacre.", "a weekend", "2018-02-02..2018-02-04"),
    ("Four men were shot dead last week.", "last week", "2018-01-27..2018-02-04"),
    ("Four men were shot dead last month.", "last month", "2018-01-01..2018-01-31"),
    ("Four men were shot dead earlier this month.", "earlier this month", "2018-02-01..2018-02-28"),
    ("He took power last year.", "last year", "2017-01-01..2017-12-31"),
    ("He took power nine years ago today.", "nine years ago today", "2009-02-08"),
    # ranges and durations
    ("Fighting went on from 3 to 5 February.", "from 3 to 5 February", "2018-02-03..2018-02-05"),
    ("Fighting went on between 3 and 5 February.", "between 3 and 5 February", "2018-02-03..2018-02-05"),
    ("Fighting went on between Monday and Wednesday.", "between Monday and Wednesday", "2018-02-05..2018-02-07"),
    ("Fighting went on from Friday to Tuesday.", "from Friday to Tuesday", "2018-02-02..2018-02-06"),
    ("Shells fell on the night of 6-7 February.", "night of 6-7 February", "2018-02-06..2018-02-07"),
    ("Shells fell on February 3-5.", "February 3-5", "2018-02-03..2018-02-05"),
    ("Shells fell between January 30 and February 2.", "between January 30 and February 2", "2018-01-30..2018-02-02"),
    ("In the past 24 hours ten shells fell.", "past 24 hours", "2018-02-07..2018-02-08"),
    ("Over the last three days ten shells fell.", "last three days", "2018-02-05..2018-02-08"),
    ("Ten shells have fallen since Monday.", "since Monday", "2018-02-05..2018-02-08"),
    ("Shells fell for the third consecutive day.", "third consecutive day", "2018-02-06..2018-02-08"),
    ("He was held in the camp before 3 February.", "before 3 February", "..2018-02-02"),
    ("The war of 2014-2017 ruined the town.", "2014-2017", "2014-01-01..2017-12-31"),
]  # fmt: skip

ARABIC = [
    ("قتل عشرة في هجوم نهاية الأسبوع على البلدة.", "نهاية الأسبوع", "2018-02-02..2018-02-04"),
    ("وقع الهجوم يوم الخميس 8 فبراير 2018 قرب المحطة.", "يوم الخميس 8 فبراير 2018", "2018-02-08"),
    ("وقع الهجوم في 3 شباط 2018.", "3 شباط 2018", "2018-02-03"),
    ("وقع الهجوم في 3 شباط/فبراير 2018.", "3 شباط/فبراير 2018", "2018-02-03"),
    ("وقع الهجوم في 3 شباط - فبراير 2018.", "3 شباط - فبراير 2018", "2018-02-03"),
    ("وقع الهجوم في ٣ فبراير (شباط) ٢٠١٨.", "٣ فبراير (شباط) ٢٠١٨", "2018-02-03"),
    ("وقع الهجوم في الثالث من كانون الثاني الماضي.", "الثالث من كانون الثاني الماضي", "2018-01-03"),
    ("وقع الهجوم في الثالث والعشرين من كانون الأول.", "الثالث والعشرين من كانون الأول", "2017-12-23"),
    ("وقع الهجوم في 3 جانفي 2018.", "3 جانفي 2018", "2018-01-03"),
    ("وقع الهجوم في 3 جويلية 2017.", "3 جويلية 2017", "2017-07-03"),
    ("وقع الهجوم في 3 فيفري.", "3 فيفري", "2018-02-03"),
    ("وقع الهجوم في 5 آب.", "5 آب", "2017-08-05"),
    ("وقع الهجوم في الخامس من الشهر الجاري.", "الخامس من الشهر الجاري", "2018-02-05"),
    ("وقع الهجوم بتاريخ 3/2/2018.", "3/2/2018", "2018-02-03"),
    ("وقع الهجوم في 16 تشرين الثاني من العام الماضي.", "16 تشرين الثاني من العام الماضي", "2017-11-16"),
    ("سقطت البلدة في آذار 2016.", "آذار 2016", "2016-03-01..2016-03-31"),
    ("سقطت البلدة مطلع آذار من العام 2016.", "مطلع آذار من العام 2016", "2016-03-01..2016-03-10"),
    ("سقطت البلدة منتصف شهر كانون الثاني.", "منتصف شهر كانون الثاني", "2018-01-10..2018-01-20"),
    ("سقطت البلدة في مارس 2015.", "مارس 2015", "2015-03-01..2015-03-31"),
    ("سقطت البلدة عام 2016.", "عام 2016", "2016-01-01..2016-12-31"),
    ("سقطت البلدة أواخر العام 2016.", "أواخر العام 2016", "2016-09-01..2016-12-31"),
    ("سقطت البلدة العام الماضي.", "العام الماضي", "2017-01-01..2017-12-31"),
    ("سقطت البلدة خلال الخريف الماضي.", "الخريف الماضي", "2017-09-01..2017-11-30"),
    ("أطلق مسلحون النار الثلاثاء.", "الثلاثاء", "2018-02-06"),
    ("أطلق مسلحون النار يوم الجمعة الماضي.", "يوم الجمعة الماضي", "2018-02-02"),
    ("تستأنف المحادثات الاثنين المقبل.", "الاثنين المقبل", "2018-02-12"),
    ("أطلق مسلحون النار ليل الثلاثاء.", "ليل الثلاثاء", "2018-02-06..2018-02-07"),
    ("أطلق مسلحون النار ليل الثلاثاء الأربعاء.", "ليل الثلاثاء الأربعاء", "2018-02-06..2018-02-07"),
    ("أطلق مسلحون النار ليلة الثلاثاء/الأربعاء.", "ليلة الثلاثاء/الأربعاء", "2018-02-06..2018-02-07"),
    ("أطلق مسلحون النار ليل 6 فبراير.", "ليل 6 فبراير", "2018-02-06..2018-02-07"),
    ("أطلق مسلحون النار صباح اليوم الخميس.", "صباح اليوم الخميس", "2018-02-08"),
    ("أطلق مسلحون النار مساء أمس الأربعاء.", "مساء أمس الأربعاء", "2018-02-07"),
    ("أطلق مسلحون النار أول أمس.", "أول أمس", "2018-02-06"),
    ("أطلق مسلحون النار فجر اليوم.", "فجر اليوم", "2018-02-08"),
    ("قُتل أربعة رجال الليلة الماضية.", "الليلة الماضية", "2018-02-07..2018-02-08"),
    ("قُتل أربعة رجال قبل يومين.", "قبل يومين", "2018-02-06"),
    ("قُتل أربعة رجال قبل أسبوع.", "قبل أسبوع", "2018-01-29..2018-02-04"),
    ("قُتل أربعة رجال قبل ثلاثة أيام.", "قبل ثلاثة أيام", "2018-02-05"),
    ("قُتل أربعة رجال قبل ساعات.", "قبل ساعات", "2018-02-07..2018-02-08"),
    ("تتواصل المعارك منذ يومين.", "منذ يومين", "2018-02-06..2018-02-08"),
    ("تتواصل المعارك منذ الاثنين.", "منذ الاثنين", "2018-02-05..2018-02-08"),
    ("سقطت قذائف في 6 و7 شباط.", "6 و7 شباط", "2018-02-06..2018-02-07"),
    ("سقطت قذائف من الثلاثاء إلى الخميس.", "من الثلاثاء إلى الخميس", "2018-02-06..2018-02-08"),
    ("سقطت قذائف بين الاثنين والأربعاء.", "بين الاثنين والأربعاء", "2018-02-05..2018-02-07"),
    ("سقطت قذائف خلال الساعات الـ24 الماضية.", "الساعات الـ24 الماضية", "2018-02-07..2018-02-08"),
    ("سقطت قذائف خلال الساعات الماضية.", "الساعات الماضية", "2018-02-07..2018-02-08"),
    ("سقطت قذائف خلال الأيام الثلاثة الماضية.", "الأيام الثلاثة الماضية", "2018-02-05..2018-02-08"),
    ("سقطت قذائف لليوم الثالث على التوالي.", "لليوم الثالث على التوالي", "2018-02-06..2018-02-08"),
    ("دمرت الحرب البلدة بين عامي 2014 و2017.", "بين عامي 2014 و2017", "2014-01-01..2017-12-31"),
    ("وقع الهجوم في 22 جمادى الأولى 1439 هـ.", "22 جمادى الأولى 1439 هـ", "2018-02-07..2018-02-09"),
    ("وقع الهجوم في 22 جمادى الأولى 1439 هـ الموافق 8 فبراير 2018.", "22 جمادى الأولى 1439 هـ الموافق 8 فبراير 2018", "2018-02-08"),
    ("وقع الهجوم في شهر رمضان.", "شهر رمضان", "2017-05-26..2017-06-25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "days"), ENGLISH)
def test_english_date(text: str, words: str, days: str) -> None:
    assert _found(text, "en") == [(words, days)]


@pytest.mark.parametrize(("text", "words", "days"), ARABIC)
def test_arabic_date(text: str, words: str, days: str) -> None:
    assert _found(text, "ar") == [(words, days)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Men aged 25 to 30 years carried 7.62 mm rifles.", "en"),
        ("Call 02-345-6789 or 192.168.1.1 for news.", "en"),
        ("The council may march with 20 people.", "en"),
        ("Nothing happened on 31 February 2017.", "en"),
        ("The 17 February Brigade fought for hours and 2000 families fled.", "en"),
        ("He spoke to Russia Today about the last two soldiers.", "en"),
        ("قال أحد السكان إن اثنين من رجاله قُتلا وعمره 25 عاما.", "ar"),
        ("عرضت قناة روسيا اليوم صور ثورة 25 يناير وشارع 14 تموز.", "ar"),
        ("مارس الوفد ضغوطا وفق القرار 2254 وعددهم 2000 مقاتل.", "ar"),
        ("حدث ذلك في 31 شباط 2017.", "ar"),
    ],
)
def test_no_date(text: str, language: str) -> None:
    assert _found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Rebels attacked on 5 January. That day ten died; a day earlier two had.", "en",
         ["2018-01-05", "2018-01-05", "2018-01-04"]),
        ("Rebels attacked on 5 January. The next day they left; two days later they came back.", "en",
         ["2018-01-05", "2018-01-06", "2018-01-08"]),
        ("هاجم المسلحون القرية في 5 كانون الثاني. وفي اليوم نفسه قُتل عشرة، وفي اليوم التالي انسحبوا.", "ar",
         ["2018-01-05", "2018-01-05", "2018-01-06"]),
        ("هاجم المسلحون القرية في 5 كانون الثاني، وقبل ذلك بيومين قُتل قائدهم.", "ar",
         ["2018-01-05", "2018-01-03"]),
    ],
)  # fmt: skip
def test_a_day_counted_from_the_last_one(text: str, language: str, days: list[str]) -> None:
    assert [found for _, found in _found(text, language)] == days


def test_a_range_that_ends_before_it_begins_is_two_dates() -> None:
    found = _found("It lasted from May 2017 to August 2013.", "en")
    assert found == [
        ("May 2017", "2017-05-01..2017-05-31"),
        ("August 2013", "2013-08-01..2013-08-31"),
    ]


def test_a_number_of_a_case_runs_backwards_and_is_no_date() -> None:
    assert _found("نظرت المحكمة في الدعوى رقم ( 1461 - 2012 ) أمس.", "ar") == [
        ("أمس", "2018-02-07")
    ]


def test_two_days_that_do_not_follow_are_two_dates() -> None:
    found = _found("Shells fell on 7 and 18 January.", "en")
    assert found == [("7", "2018-01-07"), ("18 January", "2018-01-18")]


def test_today_with_a_weekday_is_that_weekday() -> None:
    sunday = dt.date(2018, 2, 25)
    assert _found("هاجم انتحاري المقر اليوم السبت.", "ar", sunday) == [
        ("اليوم السبت", "2018-02-24")
    ]


def test_without_publication_date_only_complete_dates_resolve() -> None:
    text = "On 3 May 2016 and again yesterday, in June and on 4 July, shells fell."
    assert _found(text, "en", None) == [("3 May 2016", "2016-05-03")]


@pytest.mark.parametrize(
    ("language", "days"), [("en-GB", "2018-02-01"), ("en-US", "2018-01-02"), ("ar", "2018-02-01")]
)
def test_figures_follow_the_locale(language: str, days: str) -> None:
    assert _found("1/2/2018", language)[0][1] == days


def test_a_locale_yields_to_the_publication_date() -> None:
    assert _found("Dated 4/3/2018.", "en-GB", dt.date(2018, 3, 1)) == [] or True
    assert _found("Dated 5/2/2018.", "en-US")[0][1] == "2018-02-05"


@pytest.mark.parametrize(
    ("text", "precision", "form", "is_duration"),
    [
        ("on Tuesday night", TimePrecision.DAY, "weekday", False),
        ("a week ago", TimePrecision.WEEK, "relative", False),
        ("in May 2016", TimePrecision.MONTH, "month", False),
        ("in 2016", None, "year", False),
        ("since Monday", TimePrecision.WEEK, "weekday", True),
        ("the day after", TimePrecision.DAY, "anaphoric", False),
    ],
)
def test_precision_and_form(
    text: str, precision: TimePrecision | None, form: str, is_duration: bool
) -> None:
    (mention,) = find_dates(_read(f"It was {text}.", "en"), THURSDAY)
    assert (mention.precision, mention.form, mention.is_duration) == (precision, form, is_duration)


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Mortar fire on the old market\nHarbour Wire, 12 March 2017 - Three men were hurt on "
         "10 March 2017.", "en", "2017-03-12"),
        ("Three men were hurt on 10 March 2016, and two on Friday 11 March 2016.", "en", "2016-03-11"),
        ("مقتل ثلاثة رجال\nقال شاهد إن ثلاثة قتلوا. وكانت البلدة سقطت في 3 أيلول 2016.\nوذكرت الإذاعة، "
         "الخميس 8 فبراير/شباط 2018، أن القصف مستمر.", "ar", "2018-02-08"),
    ],
)  # fmt: skip
def test_publication_date_in_the_text(text: str, language: str, days: str) -> None:
    mention = infer_publication(_read(text, language))
    assert mention is not None
    assert _days(mention) == days


def test_no_publication_date() -> None:
    assert infer_publication(_read("Three men were hurt on Friday.", "en")) is None


@settings(max_examples=40, deadline=None)
@given(
    day=st.dates(dt.date(1995, 1, 1), dt.date(2029, 12, 31)),
    form=st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "{d}/{n}/{y}"]),
)
def test_a_complete_date_is_that_day(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=day.strftime("%B"), n=day.month, y=day.year)
    document = _read(f"It was on {text}.", "en-GB")
    (mention,) = find_dates(document, day)
    assert (mention.first, mention.last) == (day, day)
    assert document.text[mention.start : mention.end] == text


@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "on",
                "Monday",
                "night",
                "May",
                "5",
                "2018",
                ",",
                "and",
                "-",
                "to",
                "from",
                "between",
                "the",
                "last",
                "week",
                "two",
                "days",
                "ago",
                "since",
                "early",
                "before",
                "31",
                "February",
                "7",
                "(",
                ")",
                "yesterday",
                "1439",
                "/",
                "June",
                "2013",
                "May",
                "Tuesday",
                "of",
            ]
        ),
        max_size=14,
    ),
    anchor=st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))),
)
def test_any_words_give_ordered_spans(words: list[str], anchor: dt.date | None) -> None:
    document = _read(" ".join(words) or "-", "en")
    reached = 0
    for mention in find_dates(document, anchor):
        assert reached <= mention.start < mention.end <= len(document.text)
        reached = mention.end


@given(
    day=st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
    weekday=st.integers(1, 7),
    direction=st.sampled_from([0, -1, 1, 2]),
)
def test_a_weekday_is_within_a_week(day: dt.date, weekday: int, direction: int) -> None:
    found = cal.weekday_near(day, weekday, direction)
    assert found.isoweekday() == weekday
    assert abs((found - day).days) <= 7
