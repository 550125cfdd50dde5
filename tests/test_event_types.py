"""Which sub-event type a story becomes, by ACLED's definitions."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.codebook import ClaimKind, PartyRole
from eventdb.pipeline import Extractor
from eventdb.records import EventCandidate, Report

PUBLISHED = dt.datetime(2021, 6, 16, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        # One verb captures people and places; people are arrested by a state, else abducted.
        ("Police captured three rebels near Jos on Sunday.", "Arrests"),
        ("Troops in Jos captured dozens of gunmen on Sunday, the army said.", "Arrests"),
        ("The leader of the gang was captured in Jos on Sunday.", "Arrests"),
        ("أسر الجيش خمسة من المسلحين قرب كركوك الأحد.", "Arrests"),
        ("Rebels captured 20 soldiers near Jos on Sunday.", "Abduction/forced disappearance"),
        ("أسر المتمردون عشرين جنديا قرب كركوك الأحد.", "Abduction/forced disappearance"),
        (
            "Soldiers captured two hills from the rebels near Jos on Sunday.",
            "Government regains territory",
        ),
        (
            "Rebels captured several villages near Jos on Sunday.",
            "Non-state actor overtakes territory",
        ),
        # The means named once tells what "the attack" was.
        (
            "Rebels attacked a market in Jos on Sunday. The attack wounded six people. The attack was"
            " carried out with a car bomb.",
            "Remote explosive/landmine/IED",
        ),
        (
            "هجوم على مقر للشرطة في عدن. قتل خمسة من رجال الشرطة الأحد في هجوم انتحاري استهدف المقر."
            " وتبنى التنظيم الهجوم.",
            "Suicide bomb",
        ),
        # What a bomb destroys is no deed of its own.
        (
            "A bomb explosion destroyed the party's office in Jos on Sunday.",
            "Remote explosive/landmine/IED",
        ),
        (
            "An explosive device planted by unknown men damaged a pipeline near Jos on Sunday.",
            "Remote explosive/landmine/IED",
        ),
        (
            "عبوة ناسفة زرعها مجهولون ألحقت أضرارا بخط أنابيب قرب كركوك الأحد.",
            "Remote explosive/landmine/IED",
        ),
        ("Youths damaged a council office in Jos on Sunday.", "Looting/property destruction"),
        # Aircraft sent to search are not the means of the attack before.
        (
            "Gunmen attacked a village near Jos on Sunday and killed five farmers. Two helicopters were sent"
            " to the area and the operation goes on.",
            "Attack",
        ),
        # Killed for whom a crowd marches, and killed in the crowd.
        (
            "Thousands marched in Jos on Sunday in protest after the killing of a councillor.",
            "Peaceful protest",
        ),
        (
            "خرجت مسيرات حاشدة في تونس الأحد عقب مقتل ناشط سياسي.",
            "Peaceful protest",
        ),
        (
            "Soldiers opened fire on protesters in Jos on Sunday, killing three demonstrators.",
            "Excessive force against protesters",
        ),
        # A fight with people who are not armed is no armed clash.
        (
            "قتل ثلاثة فلسطينيين برصاص الجيش الإسرائيلي الأحد خلال مواجهات مع متظاهرين ألقوا الحجارة"
            " قرب السياج شرق غزة.",
            "Excessive force against protesters",
        ),
        (
            "Clashes between the army and rebels near Jos on Sunday killed two soldiers and four rebels.",
            "Armed clash",
        ),
        # Taken, and taken and killed.
        (
            "Gunmen kidnapped three farmers near Jos on Sunday. Elsewhere the army said it had found the"
            " body of a fighter.",
            "Abduction/forced disappearance",
        ),
        (
            "Gunmen kidnapped and killed three farmers near Jos on Sunday.",
            "Attack",
        ),
    ],
)
def test_the_type_of_an_event(extractor, text, sub_event_type):
    (event, *_) = extractor.extract(Report("r", text, published=PUBLISHED))
    assert event.sub_event_type == sub_event_type


def told(extractor: Extractor, text: str) -> list[EventCandidate]:
    return extractor.extract(Report("r", text, published=PUBLISHED))


NEW_FAMILIES = [
    ("Bus drivers staged a strike in Nairobi on Wednesday.", "Peaceful protest"),
    ("Teachers held a strike in Lima on Wednesday over unpaid wages.", "Peaceful protest"),
    ("Gunmen stormed a college in Mubi on Wednesday.", "Attack"),
    ("Militants stormed a military base in Mopti on Wednesday.", "Armed clash"),
    ("Rioters looted shops in Durban on Wednesday.", "Violent demonstration"),
    ("Soldiers looted shops in Goma on Wednesday.", "Looting/property destruction"),
    ("A drone dropped a grenade on a trench near Bakhmut on Wednesday.", "Air/drone strike"),
    ("ألقى مجهول قنبلة يدوية على مقهى في طرابلس يوم الأربعاء.", "Grenade"),
    ("أبطلت الشرطة مفعول عبوة ناسفة في كركوك يوم الأربعاء.", "Disrupted weapons use"),
    ("فرقت الشرطة بالهراوات متظاهرين في وهران يوم الأربعاء.", "Protest with intervention"),
]


@pytest.mark.parametrize(("text", "expected"), NEW_FAMILIES)
def test_strikes_storming_and_things_thrown(extractor, text, expected):
    assert [str(event.sub_event_type) for event in told(extractor, text)] == [expected]


NOBODYS_ACT = [
    "Lightning killed 11 people in Dhaka on Wednesday.",
    "A ferry sank off Zanzibar on Wednesday, leaving 40 dead.",
    "A bus plunged into a ravine in Nepal on Wednesday, killing 12 people.",
    "لقي 20 شخصا مصرعهم في زلزال ضرب شيراز يوم الأربعاء.",
    "قتل 12 شخصا في تصادم حافلتين في أسيوط يوم الأربعاء.",
    "أبطلت المحكمة قرارا للحكومة يوم الأربعاء.",
    "Candles burned in the cathedral of Lima on Wednesday.",
    "The minister burned his bridges with the party in Lima on Wednesday.",
    "A child was burned by hot water in Lima on Wednesday.",
    "Ten workers were killed when a coal mine collapsed in Enugu on Wednesday.",
    "A boat carrying migrants sank off Zuwara on Wednesday, killing 30 people.",
    "Twelve people died in a fire at a market in Kano on Wednesday.",
    "Four people suffocated in a tunnel in Jos on Wednesday.",
    "An explosion at a fireworks factory in Puebla killed 24 people on Wednesday.",
    "A gas cylinder exploded in a restaurant in Lahore on Wednesday, killing six people.",
    "A blast at a chemical plant in Karachi killed five workers on Wednesday, the ministry said.",
    "A military helicopter crashed near Kirkuk on Wednesday because of a technical fault, killing six soldiers.",
    "انهار مبنى في طرابلس يوم الأربعاء ما أدى إلى مقتل ثمانية أشخاص.",
    "انفجرت أسطوانة غاز في مطعم ببغداد يوم الأربعاء ما أدى إلى مقتل ستة أشخاص.",
    "قتل 24 شخصا في انفجار بمصنع للألعاب النارية في المكسيك يوم الأربعاء.",
    "تحطمت مروحية عسكرية قرب كركوك يوم الأربعاء بسبب عطل فني ما أدى إلى مقتل ستة جنود.",
    "غرق قارب قبالة زوارة يوم الأربعاء ما أدى إلى وفاة 30 مهاجرا.",
]
SOMEBODYS_ACT = [
    "Soldiers burned a village near Jos on Wednesday.",
    "Twenty houses were burned by militiamen in a village near Jos on Wednesday.",
    "A building collapsed in Aleppo on Wednesday after shells hit it, killing eight people.",
    "Rebels shot down a helicopter near Kirkuk on Wednesday, killing six soldiers.",
    "Gunmen blew up a gas pipeline near Arish on Wednesday, killing two guards.",
    "Two people died in a fire after gunmen torched a market in Kano on Wednesday.",
    "انهار مبنى في حلب يوم الأربعاء إثر قصف مدفعي ما أدى إلى مقتل ثمانية أشخاص.",
    "أسقط مسلحون مروحية عسكرية قرب كركوك يوم الأربعاء ما أدى إلى مقتل ستة جنود.",
]


@pytest.mark.parametrize("text", SOMEBODYS_ACT)
def test_what_somebody_brought_down_is_an_event(extractor, text):
    assert len(told(extractor, text)) == 1


@pytest.mark.parametrize("text", NOBODYS_ACT)
def test_accidents_are_no_events(extractor, text):
    assert told(extractor, text) == []


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        (
            "Police captured three Boko Haram fighters in Jos on Sunday.",
            "Police Forces",
            "Boko Haram",
        ),
        (
            "The army captured dozens of Boko Haram fighters in Jos on Sunday.",
            "Military Forces",
            "Boko",
        ),
        # What is burned is no people.
        ("أحرق جنود عشرين منزلا في قرية قرب كركوك الأحد.", "Military", None),
        # Who is accused of an act is its agent, not its target.
        (
            "Residents accused the army of killing four students in Jos on Sunday.",
            "Military",
            "Civilians",
        ),
        (
            "The commission accused the police of killing two traders in Jos on Sunday.",
            "Police",
            "Civilians",
        ),
        (
            "The army has been charged with the death of two traders in Jos on Sunday.",
            "Military",
            "Civilians",
        ),
        ("اتهم الأهالي قوات الأمن بقتل أربعة طلاب في كركوك الأحد.", "Police", "Civilians"),
    ],
)
def test_who_captures_and_who_is_accused_is_the_first_actor(extractor, text, actor, target):
    language = "ar" if "\u0600" <= text[0] <= "\u06ff" else "en"
    (event,) = extractor.extract(Report("r", text, published=PUBLISHED, language=language))
    names = {party.role.value: party.actor.name for party in event.parties}
    assert names["actor1"].startswith(actor)
    assert target is None or names["actor2"].startswith(target)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A bomb wounded 40 people in Mogadishu on Sunday. Ten of the seriously injured were flown to"
            " Nairobi.",
            ["Mogadishu"],
        ),
        (
            "A mine wounded two soldiers near Afrin on Sunday. They were taken to Kilis for treatment.",
            ["Afrin"],
        ),
        ("أصيب 40 شخصا بانفجار في مقديشو الأحد. ونقل عشرة من المصابين إلى نيروبي.", ["Mogadishu"]),
        ("أصيب جنديان بانفجار لغم قرب عفرين الأحد ونقلا إلى كلس لتلقي العلاج.", ["Afrin"]),
    ],
)
def test_where_the_wounded_are_taken_is_no_scene(extractor, text, places):
    assert [event.location for event in told(extractor, text)] == places


def test_the_dead_of_what_came_before_are_no_dead_of_the_answer(extractor):
    report = Report(
        "r",
        "Chadian warplanes destroyed two camps of Boko Haram near Gwoza, Nigeria, on Sunday, the army said,"
        " four days after the militants killed 52 people in Jos.",
        title="Chad raises massacre toll to 52 and bombs camps",
        published=PUBLISHED,
    )
    strike = extractor.extract(report)[0]
    assert strike.sub_event_type.value == "Air/drone strike"
    assert strike.fatalities is None


STORMED_AND_TAKEN = [
    # Who storms people without arms attacks them; who meets fighters fights.
    ("Gunmen stormed a school in Jos on Sunday and killed five pupils.", "Attack"),
    (
        "Gunmen attacked a rice field near Jos on Sunday and killed 14 farm workers.",
        "Attack",
    ),
    ("Rebels stormed an army base near Jos on Sunday and killed five soldiers.", "Armed clash"),
    # Whole families of control; a foreign state takes territory as a non-state actor does.
    ("The rebels took full control of Jos on Sunday.", "Non-state actor overtakes territory"),
    ("The army seized complete control of Jos on Sunday.", "Government regains territory"),
    (
        "Turkish forces captured the centre of Afrin on Sunday after clashes with Kurdish fighters.",
        "Non-state actor overtakes territory",
    ),
    # Bombs that aircraft drop.
    (
        "The aircraft dropped two bombs on a school in Idlib on Sunday, killing nine children.",
        "Air/drone strike",
    ),
    (
        "Turkish jets pounded a village near Afrin on Sunday, killing nine people.",
        "Air/drone strike",
    ),
    # A participle says who is meant.
    ("Gunmen shot dead 12 captured soldiers near Mosul on Sunday.", "Armed clash"),
    # The act since which people die, if it is of these days.
    ("Nine people have been killed since police stormed the camp in Jos on Monday.", "Attack"),
]


@pytest.mark.parametrize(("text", "expected"), STORMED_AND_TAKEN)
def test_people_stormed_and_territory_taken(extractor, text, expected):
    assert [str(event.sub_event_type) for event in told(extractor, text)] == [expected]


def test_an_act_of_months_ago_gives_its_toll_no_day(extractor):
    (event,) = told(
        extractor,
        "About 280 people have been killed since the offensive began in January. Gunmen killed two farmers"
        " near Jos on Sunday.",
    )
    assert event.first_date == dt.date(2021, 6, 13)
    assert event.fatalities is not None
    assert event.fatalities.best == 2


@pytest.mark.parametrize(
    "text",
    [
        "The group is able to attack the city of Jos, an analyst said on Sunday.",
        "قال خبير يوم الأحد إن التنظيم قادر على مهاجمة مدينة كركوك.",
    ],
)
def test_what_somebody_can_do_is_not_done(extractor, text):
    assert told(extractor, text) == []


def test_a_party_without_a_foe_keeps_the_column_of_who_acts(extractor):
    (event,) = told(extractor, "The rebels took control of Jos on Sunday.")
    (claim,) = [claim for claim in event.claims if claim.kind is ClaimKind.PARTY]
    assert (claim.text, claim.role) == ("rebels", PartyRole.ACTOR1)
