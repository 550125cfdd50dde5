"""What the counts of one story come to: each victim once, whoever tells of him again."""

import datetime as dt

import pytest

from eventdb.codebook import ClaimKind
from eventdb.documents import read_document
from eventdb.extract.counts import find_counts
from eventdb.extract.dates import find_dates
from eventdb.extract.numbers import find_numbers
from eventdb.extract.rolls import Roll
from eventdb.records import Report


def killed(text, language):
    """Low, best and high of those killed, over all sentences of a text."""
    document = read_document(Report("r", text, language=language))
    counts = find_counts(document, find_numbers(document), ())
    roll = Roll()
    for sentence in document.sentences:
        roll.read(
            [
                count
                for count in counts
                if count.kind is ClaimKind.KILLED
                and count.scope == "event"
                and sentence.start <= count.start < sentence.end
            ]
        )
    total = roll.total
    return None if total is None else (total.low, total.best, total.high)


def best(text, language):
    total = killed(text, language)
    return None if total is None else total[1]


ENGLISH = [
    # different people in one sentence
    ("His driver and one of his bodyguards were killed.", 2),
    ("A colonel, a judge, and Senator Pablo Vidal were murdered.", 3),
    ("3 soldiers and 2 civilians were killed.", 5),
    ("Five people, three men and two women, were killed.", 5),
    # told again
    ("Mayor Luis Mena was shot dead. Mena was killed at home.", 1),
    ("A policeman was killed. The officer died at once.", 1),
    ("Nine people died. Nine civilians were killed in the blast.", 9),
    ("A nurse was killed. The murder of Nurse Ana Ruiz shocked the town.", 1),
    ("A guard and his son were murdered. The two were killed at church.", 2),
    ("Five people were killed. Three soldiers and two farmers died.", 5),
    # parts
    ("Five people were killed. A woman was killed in her kitchen.", 5),
    ("Five people were killed. Two soldiers were killed.", 5),
    # further
    ("The minister was assassinated. Two bodyguards were also killed.", 3),
    ("The minister died. The minister and two guards died in the car.", 3),
    ("Two soldiers were killed. Another soldier was killed later.", 3),
    ("A teacher was killed. The blast killed 7 others.", 8),
    # a toll is of all
    ("Doctors spoke of 52 dead, and the death toll rose to 60.", 60),
    ("Police Officer Ana Ruiz and Officer Juan Sol were killed.", 2),
    # another event, or another figure: the first stands
    ("Two soldiers were killed. Last year 30 rebels were killed.", 2),
]
NAMES = [
    ("Inspector Eulogio Sol died in the blast.", 1),
    ("Pablo Vidal, 45, a former mayor of Santa Rosa, was murdered.", 1),
    ("Ana Ruiz, who taught here, was shot dead.", 1),
    ("Hugo Mena, head of a union, who was seized in May, was found dead.", 1),
    ("The murder of political analyst Edgar Sol was condemned.", 1),
    ("Ana Ruiz and Juan Sol were killed.", 2),
    ("They killed Ana Ruiz and Juan de la Cruz.", 2),
    ("Guerrillas killed the mayor of the town, as well as two peasants.", 3),
    ("Hugo Mena, a leader, and his brother Juan Mena were shot dead.", 2),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH + NAMES)
def test_english_total(text, expected):
    assert best(text, "en") == expected


ARABIC = [
    # a toll with a noun of its own is of all
    ("توفي شخصان متأثرين بجراحهما ليرتفع عدد ضحايا التفجير إلى 41 قتيلا", 41),
    ("قتل ثلاثة أشخاص ما رفع الحصيلة إلى 41 قتيلا", 41),
    ("قتل جندي ومدنيان.", 3),
    ("مقتل 3 جنود و5 مسلحين.", 8),
    ("قتل تسعة أشخاص. وقال مصدر إن 9 مدنيين قتلوا.", 9),
    ("قتل خمسة أشخاص. وقتل طفل في المنزل.", 5),
    ("مقتل ضابط. وقتل الضابط في كمين.", 1),
]


@pytest.mark.parametrize(("text", "expected"), ARABIC)
def test_arabic_total(text, expected):
    assert best(text, "ar") == expected


def test_another_figure_for_the_same_people_widens_the_range():
    text = "Rebels killed 9 soldiers. The army said 4 soldiers were killed."
    assert killed(text, "en") == (4, 9, 9)


def test_nobody_is_on_the_roll_of_a_text_without_victims():
    assert killed("The market was quiet.", "en") is None


def scopes(text, language):
    document = read_document(Report("r", text, language=language))
    counts = find_counts(document, find_numbers(document), find_dates(document, None))
    return [str(count.scope) for count in counts]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("During April 2016, 45 villagers were killed.", "en", ["cumulative"]),
        ("Over the same period 45 villagers were killed.", "en", ["cumulative"]),
        ("On 4 March 2016, 45 villagers were killed.", "en", ["event"]),
        ("200 rebels dead. 200 rebels have died since the war began.", "en", ["cumulative"] * 2),
        ("The war has claimed the lives of 10,000 people.", "en", ["cumulative"]),
        ("قتل خلال الفترة ذاتها 45 مدنيا.", "ar", ["cumulative"]),
        ("حصد الصراع الذي قالت إنه قتل فيه 45 ألف شخص.", "ar", ["cumulative"]),
        ("قتل 45 مدنيا في هجوم.", "ar", ["event"]),
    ],
)
def test_a_total_over_a_longer_time_is_cumulative(text, language, expected):
    assert scopes(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The minister escaped unharmed.", "en", ["killed 0", "wounded 0"]),
        ("No one was seriously injured.", "en", []),
        ("نجا من الهجوم دون أن يصاب بأذى.", "ar", ["killed 0", "wounded 0"] * 2),
        ("The murder of the nuns was condemned.", "en", ["killed 2"]),
        ("He spoke of Senator and candidate Luis Mena, who was murdered.", "en", ["killed 1"]),
        ("Four were hurt, one of them seriously.", "en", ["wounded 4", "wounded 1"]),
        ("(Channel 2) -- Ana Ruiz was killed.", "en", ["killed 1"]),
    ],
)
def test_special_counts(text, language, expected):
    document = read_document(Report("r", text, language=language))
    counts = find_counts(document, find_numbers(document), ())
    assert [f"{count.kind} {count.low}" for count in counts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استشهد محمد العلي برصاص الجيش.", [1]),
        ("قتل فلسطينيين أحدهما طفل.", [2, 1]),
        ("مقتل ضابط وجنديين.", [1, 2]),
    ],
)
def test_arabic_victims_without_a_number(text, expected):
    document = read_document(Report("r", text, language="ar"))
    counts = find_counts(document, find_numbers(document), ())
    assert [count.best for count in counts] == expected


def test_victims_are_told_with_those_they_stand_by():
    text = "قال إن 100 مقاتل من المتحالفين مع الرئيس قتلوا."
    document = read_document(Report("r", text, language="ar"))
    (count,) = find_counts(document, find_numbers(document), ())
    assert text[count.victims_start : count.victims_end] == "مقاتل من المتحالفين مع الرئيس"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Fighters attacked a base in Kismayo on Tuesday. The group said it killed 59 soldiers;"
            " the army said four soldiers died.",
            "en",
            (4, 4, 59),
        ),
        (
            "هاجم مسلحون قاعدة في كيسمايو الثلاثاء. وقالت الحركة إنها قتلت 59 جنديا، فيما قال مسؤول"
            " عسكري إن أربعة جنود قتلوا.",
            "ar",
            (4, 4, 59),
        ),
        # Other victims are added, whoever speaks of them.
        (
            "Troops and rebels clashed in Kismayo on Tuesday. The army said it killed 12 rebels, and"
            " the rebels said four soldiers died.",
            "en",
            (16, 16, 16),
        ),
    ],
)
def test_two_speakers_figures_for_the_same_victims_are_never_added(
    extractor, text, language, expected
):
    published = dt.datetime(2021, 6, 17, tzinfo=dt.UTC)
    (told,) = extractor.extract(Report("r", text, language=language, published=published))
    total = told.fatalities
    assert (total.low, total.best, total.high) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Residents of Quetta protested on Tuesday over an attack that killed 31 people in May 2009.",
            "en",
        ),
        ("احتج سكان كويتا الثلاثاء على هجوم قتل فيه العشرات في مايو 2009.", "ar"),
    ],
)
def test_a_toll_dated_apart_is_not_the_events(extractor, text, language):
    published = dt.datetime(2021, 6, 17, tzinfo=dt.UTC)
    (told,) = extractor.extract(Report("r", text, language=language, published=published))
    assert told.fatalities is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Troops have killed 45 farmers since the strike began on 30 March.", "en", "cumulative"),
        ("Troops have killed 45 farmers since the siege began on Tuesday.", "en", "event"),
        ("قتلت القوات 45 مزارعا منذ أعلن الإضراب في 30 مارس.", "ar", "cumulative"),
        ("قتلت القوات 45 مزارعا منذ بدأ الحصار يوم الثلاثاء.", "ar", "event"),
    ],
)
def test_a_total_since_a_day_long_ago_is_cumulative(text, language, expected):
    published = dt.datetime(2021, 6, 17, tzinfo=dt.UTC)
    document = read_document(Report("r", text, language=language, published=published))
    counts = find_counts(document, find_numbers(document), find_dates(document, published.date()))
    assert [str(count.scope) for count in counts] == [expected]
