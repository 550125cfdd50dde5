"""Reports of a few sentences in, events out: who, what, where, when, how many."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.codebook import PartyRole
from eventdb.pipeline import Extractor
from eventdb.records import EventCandidate, Report


def events(extractor: Extractor, text: str, title: str | None = None) -> list[EventCandidate]:
    published = dt.datetime(2018, 3, 9, tzinfo=dt.UTC)
    return extractor.extract(Report("r", text, title=title, published=published))


CASES = [
    (
        "Russian warplanes bombed the town of Saraqib in Idlib province on Thursday, killing at least 12 civilians.",
        ("Air/drone strike", "Saraqib", "Military Forces of Russia", 12, "2018-03-08"),
    ),
    (
        "A suicide bomber blew himself up outside a mosque in Kabul on Wednesday, killing nine people, police said."
        " The Islamic State claimed responsibility for the attack.",
        ("Suicide bomb", "Kabul", "Islamic State", 9, "2018-03-07"),
    ),
    (
        "قتل سبعة مدنيين الخميس في غارة شنها التحالف بقيادة السعودية على مدينة صعدة في اليمن.",
        ("Air/drone strike", "Saada", "Operation Restoring Hope", 7, "2018-03-08"),
    ),
    (
        "اختطف مسلحون من حركة الشباب ثلاثة عمال إغاثة في مدينة كيسمايو جنوب الصومال يوم الأربعاء.",
        ("Abduction/forced disappearance", "Kismayo", "Al Shabaab", None, "2018-03-07"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_event(extractor, text, expected):
    sub_event_type, location, actor, killed, day = expected
    [event] = events(extractor, text)
    assert event.sub_event_type == sub_event_type
    assert event.location is not None
    assert location.lower()[:5] in event.location.lower()
    assert event.actors(PartyRole.ACTOR1)[0].name.startswith(actor)
    assert (event.fatalities and event.fatalities.best) == killed
    assert event.first_date is not None
    assert event.last_date is not None
    assert event.first_date <= dt.date.fromisoformat(day) <= event.last_date


# Text (published on a Friday), the day of the event, its killed: low, best, high.
RISING_TOLLS = [
    (
        "Ten people died in the Nairobi blast on Monday. The death toll rose to 12 on Tuesday.",
        "2018-03-05",
        (10, 10, 12),
    ),
    (
        "The death toll from Tuesday's twin bombings in Baghdad rose to 45 on Wednesday.",
        "2018-03-06",
        (45, 45, 45),
    ),
    (
        "Ten people died in the Nairobi blast on Monday. The number of visitors to the park rose to 300.",
        "2018-03-05",
        (10, 10, 10),
    ),
    (
        "Police first said 12 people died in the Nairobi blast on Monday but later revised the figure to 14.",
        "2018-03-05",
        (14, 14, 14),
    ),
    (
        "The army said it had killed 25 insurgents near Kidal on Monday, while the rebels put the number at seven.",
        "2018-03-05",
        (7, 7, 25),
    ),
    (
        "On Monday gunmen killed five villagers near Gao, bringing the death toll to 12.",
        "2018-03-05",
        None,
    ),
    (
        "قتل عشرة أشخاص في تفجير نيروبي الاثنين. وارتفعت حصيلة القتلى الثلاثاء إلى 12.",
        "2018-03-05",
        (10, 10, 12),
    ),
    (
        "ارتفعت الثلاثاء حصيلة تفجير نيروبي الذي وقع الاثنين إلى 12 قتيلا.",
        "2018-03-05",
        (12, 12, 12),
    ),
]


@pytest.mark.parametrize(("text", "day", "killed"), RISING_TOLLS)
def test_a_toll_that_rises_later_makes_no_second_event(extractor, text, day, killed):
    [event] = events(extractor, text)
    assert event.first_date == event.last_date == dt.date.fromisoformat(day)
    if killed is not None:
        assert event.fatalities is not None
        fatalities = event.fatalities
        assert (fatalities.low, fatalities.best, fatalities.high) == killed


REMEMBERED = [
    "Halabja marks 30 years since gas attack with silence and songs",
    "Iraq marked on Friday the 30th anniversary of the gas attack in which some 5,000 people died in Halabja.",
    "Thirty years after the gas attack on Halabja, in which 5,000 people died, survivors ask for help.",
    "Beirut remembers the victims of the 2005 bombing that killed Rafik Hariri and 21 others.",
    "Residents of Homs gathered on Friday to commemorate the 50 people killed in an attack in 2011.",
    "A minute of silence was held on Friday for the 12 people killed a year ago in the attack in Nice.",
    "أحيت حلبجة الجمعة الذكرى الثلاثين للهجوم الكيماوي الذي قتل فيه نحو 5 آلاف شخص.",
    "في مثل هذا اليوم قبل عشر سنوات قتل 40 شخصا في تفجير سوق في بغداد.",
    "وقفة في بيروت في ذكرى مقتل 20 شخصا في تفجير المرفأ.",
]


@pytest.mark.parametrize("text", REMEMBERED)
def test_what_is_remembered_is_no_event(extractor, text):
    assert events(extractor, text) == []


BESIDE_MEMORIES = [
    ("Ten people were killed on Thursday by a bomb at a rally marking the anniversary of the revolution in Sanaa.", 10),
    ("As people marked the anniversary of the revolution, a bomb killed ten people in Sanaa on Thursday.", 10),
    ("Gunmen attacked a memorial service for the 20 people killed last week in Kabul on Thursday, killing three.", 3),
    ("Five soldiers were killed on Thursday in Gao, where an attack in 2012 killed 40.", 5),
    ("قتل ثلاثة جنود الخميس في غاو التي شهدت هجوما عام 2012 قتل فيه 40 شخصا.", 3),
    ("بعد سبع سنوات على اندلاع الحرب، قتل ستة مدنيين الخميس في غارة على دوما.", 6),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed"), BESIDE_MEMORIES)
def test_news_beside_a_memory_is_an_event_with_its_own_dead(extractor, text, killed):
    [event] = events(extractor, text)
    assert event.fatalities is not None
    assert event.fatalities.best == killed


def test_the_dead_of_what_is_remembered_are_not_counted_when_it_is_taken_up(extractor):
    text = (
        "فشل محتجون في سيول الخميس في سد الطريق، واتهموا الوفد بأنه وراء هجوم على سفينة عام 2010."
        " وأثار القرار غضب عائلات 46 بحارا قتلوا في الهجوم."
    )
    assert all(event.fatalities is None for event in events(extractor, text))


HEADLINES = [
    ("Taliban fighters overrun district in Kunduz", "Kunduz"),
    ("Boko Haram abducts 20 girls in Borno", "Borno"),
    ("Police fire tear gas at protesters in Nairobi", "Nairobi"),
    ("انفجار عبوة ناسفة في كركوك", "Kirkuk"),
    ("غارات على صعدة توقع قتلى", "Saada"),
]


@pytest.mark.parametrize(("text", "place"), HEADLINES)
def test_a_report_of_one_headline_tells_its_event(extractor, text, place):
    [event] = events(extractor, text)
    assert place in (event.location, event.admin1)


NOTHING = [
    "Syria peace talks resume in Geneva",
    "City rout United to go top",
    "Real Madrid attacked from the first minute and beat Sevilla 3-1 on Thursday.",
    "The president warned on Thursday that any attack on the country would meet a strong response.",
    "سجل المهاجم هدفين في مباراة القمة التي جرت الخميس على ملعب المدينة.",
    "حذر الوزير من أن أي هجوم على المدينة سيؤدي إلى كارثة إنسانية.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(extractor, text):
    assert events(extractor, text) == []


def test_an_event_told_again_is_one(extractor):
    [event] = events(
        extractor,
        "A car bomb killed four people in Mogadishu on Thursday. The blast, near a hotel, also wounded"
        " ten others, police said. The attack was the first in the city this month.",
        title="Car bomb kills four in Mogadishu",
    )
    assert event.fatalities is not None
    assert event.fatalities.best == 4
    assert event.injured is not None
    assert event.injured.best == 10


def test_every_claim_stands_in_the_report(extractor):
    report = Report(
        "r",
        "Gunmen killed three soldiers near Gao in Mali on Thursday, the army said.",
        title="Three soldiers killed in Mali",
        published=dt.datetime(2018, 3, 9, tzinfo=dt.UTC),
    )
    [event] = extractor.extract(report)
    assert event.claims
    for claim in event.claims:
        assert report.passage(claim.span) == claim.text


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Gunmen killed four soldiers in Mopti in Mali on Thursday. A bomb wounded two guards near"
            " the U.S. embassy later that day, and France condemned the attack.",
            "Mali",
        ),
        (
            "قتل مسلحون أربعة جنود في موبتي في مالي الخميس. وأدانت فرنسا الهجوم الذي قتل فيه جنديان.",
            "Mali",
        ),
    ],
)
def test_a_country_that_acts_or_speaks_is_no_scene(extractor, text, country):
    assert {event.country for event in events(extractor, text)} == {country}


TOLD_ANEW = [
    # The day that an act possesses is its own, whatever day the toll was given on.
    (
        "The number of people killed in Friday's missile strike on a train station in Mosul has risen to 57,"
        " the governor said on Sunday. Earlier on Sunday officials had spoken of 52 dead.",
        (52, 57, 57),
    ),
    (
        "Hundreds on Sunday buried the victims of Friday's attack in Mosul, in which nine people were killed.",
        (9, 9, 9),
    ),
    (
        "ارتفعت حصيلة تفجير الجمعة في الموصل إلى تسعة قتلى، حسبما أعلن مسؤولون الأحد. وكان المسؤولون تحدثوا"
        " في وقت سابق الأحد عن سبعة قتلى.",
        None,
    ),
    (
        "شيع المئات الأحد ضحايا هجوم الجمعة في الموصل الذي قتل فيه تسعة أشخاص.",
        (9, 9, 9),
    ),
    # What somebody said of it on another day is no second event.
    (
        "A suicide bomber killed 12 people at a checkpoint in Mosul on Friday. Police had said on Saturday there"
        " were nine dead.",
        (9, 12, 12),
    ),
    # A toll that changes stands far behind what it is of.
    (
        "ارتفع عدد قتلى التفجير الذي استهدف يوم الجمعة سوقا شعبية مزدحمة في أحد أحياء مدينة الموصل شمال غرب"
        " العراق إلى 57 شخصا.",
        (57, 57, 57),
    ),
    (
        "The death toll from a bombing that hit a crowded market in the southern part of the city of Mosul in"
        " northern Iraq on Friday climbed to 57.",
        (57, 57, 57),
    ),
]


@pytest.mark.parametrize(("text", "killed"), TOLD_ANEW)
def test_a_toll_told_anew_is_of_the_one_event_and_its_day(extractor, text, killed):
    published = dt.datetime(2022, 4, 10, 18, tzinfo=dt.UTC)
    (event,) = extractor.extract(Report("r", text, published=published))
    assert (event.first_date, event.last_date) == (dt.date(2022, 4, 8), dt.date(2022, 4, 8))
    count = event.fatalities
    assert count is not None
    assert killed is None or (count.low, count.best, count.high) == killed


TAKEN_UP = [
    # The building that was named is the scene, whatever stands beside it; a country where somebody fights is none.
    (
        "هجوم على مسجد في الموصل. قتل 30 شخصا الجمعة في هجوم استهدف مسجدا في مدينة الموصل. وقال مسؤولون إن مسلحين"
        " فجروا عبوة ناسفة قرب المسجد الواقع على طريق كركوك ثم أطلقوا النار على المصلين.",
        "Mosul",
    ),
    (
        "Gunmen killed 30 people at a hospital in Mosul on Friday. The attack, which the group called an answer to wars"
        " in Somalia, was the deadliest in the city since the bombing of an embassy in Nairobi in 1998.",
        "Mosul",
    ),
    # Whose wounded were taken elsewhere.
    (
        "قتل مسلحون 132 مدنيا في الموصل يوم الجمعة. وتحدثت مصادر محلية عن 138 قتيلا و40 جريحا نقلوا إلى مستشفى في"
        " مدينة أربيل.",
        "Mosul",
    ),
    # Who only claims it says so on another day.
    (
        "تبنى تنظيم الدولة الإسلامية، الأحد، الهجوم الذي استهدف عمالا في الموصل يوم الجمعة.",
        "Mosul",
    ),
    (
        "Islamic State claimed responsibility on Sunday for the attack on workers in Mosul on Friday.",
        "Mosul",
    ),
]


@pytest.mark.parametrize(("text", "place"), TAKEN_UP)
def test_what_is_taken_up_is_the_one_event(extractor, text, place):
    published = dt.datetime(2022, 4, 10, 18, tzinfo=dt.UTC)
    (event,) = extractor.extract(Report("r", text, published=published))
    assert (event.location, event.first_date) == (place, dt.date(2022, 4, 8))


def test_who_takes_back_a_statement_did_not_act(extractor):
    text = "The army has withdrawn its statement that the 20 girls kidnapped by Boko Haram in Jos on Friday were freed."
    published = dt.datetime(2022, 4, 10, 18, tzinfo=dt.UTC)
    (event,) = extractor.extract(Report("r", text, published=published))
    assert [actor.name for actor in event.actors(PartyRole.ACTOR1)] == ["Boko Haram"]
    assert not event.actors(PartyRole.ASSOC_ACTOR_1)


def test_shots_at_a_crowd_that_is_dispersed_are_excessive_force(extractor):
    text = "قتل 61 شخصا بالرصاص الجمعة خلال فض الاعتصام في الخرطوم، بحسب وزارة الصحة."
    published = dt.datetime(2022, 4, 10, 18, tzinfo=dt.UTC)
    (event,) = extractor.extract(Report("r", text, published=published))
    assert str(event.sub_event_type) == "Excessive force against protesters"
