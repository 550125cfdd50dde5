"""Sentences that tell several events, and wire texts that open with a date."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.pipeline import Extractor
from eventdb.records import Report


def told(extractor: Extractor, text: str) -> list[tuple[str, str, int | None]]:
    """Type, place and killed of the events of a text."""
    published = dt.datetime(2016, 5, 5, tzinfo=dt.UTC)
    return [
        (
            str(event.sub_event_type),
            event.location or "",
            event.fatalities.best if event.fatalities else None,
        )
        for event in extractor.extract(Report("r", text, published=published))
    ]


ATTACK, BOMB, AIR = "Attack", "Remote explosive/landmine/IED", "Air/drone strike"
SEVERAL = [
    # Clauses side by side.
    (
        "Gunmen killed a judge in Mosul on Tuesday, while in Kirkuk a roadside bomb wounded three soldiers.",
        [(ATTACK, "Mosul", 1), (BOMB, "Kirkuk", None)],
    ),
    (
        "A bomb went off in Maiduguri on Sunday; gunmen shot dead two farmers in Kaduna.",
        [(BOMB, "Maiduguri", None), (ATTACK, "Kaduna", 2)],
    ),
    (
        "انفجرت عبوة ناسفة في الموصل فيما قصفت طائرات حربية مدينة الرقة يوم الأربعاء.",
        [(BOMB, "Mosul", None), (AIR, "Ar-Raqqa", None)],
    ),
    # A total that is divided over places.
    (
        "Eleven people were killed on Tuesday: five in Kirkuk by a car bomb and six in Mosul by a mine.",
        [(BOMB, "Kirkuk", 5), (BOMB, "Mosul", 6)],
    ),
    (
        "قال مصدر طبي إن 11 شخصا قتلوا الثلاثاء، خمسة منهم في كركوك بسيارة مفخخة وستة في الموصل بلغم.",
        [(BOMB, "Kirkuk", 5), (BOMB, "Mosul", 6)],
    ),
    # Lists of places: the toll of the whole list is no event's.
    (
        "Six civilians were killed on Tuesday in separate attacks in Baghdad, Baquba and Mosul.",
        [(ATTACK, "Baghdad", None), (ATTACK, "Baqubah", None), (ATTACK, "Mosul", None)],
    ),
    (
        "On 3 May, bombs exploded in Kirkuk, Mosul and Baghdad.",
        [(BOMB, "Kirkuk", None), (BOMB, "Mosul", None), (BOMB, "Baghdad", None)],
    ),
    (
        "شنت طائرات حربية غارات على إدلب وحلب وحماة يوم الأربعاء.",
        [(AIR, "Idlib", None), (AIR, "Aleppo", None), (AIR, "Hama", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_told_apart(extractor, text, expected):
    assert [(kind, killed) for kind, _, killed in told(extractor, text)] == [
        (kind, killed) for kind, _, killed in expected
    ]
    places = [place for _, place, _ in told(extractor, text)]
    assert len(set(places)) == len(expected)


ONE = [
    # A way, a place in another, a clause without a place, one subject of two verbs.
    "Rebels ambushed an army convoy on the road between Kirkuk and Mosul on Tuesday.",
    "Gunmen killed two men in Mosul on Tuesday and fled towards Kirkuk.",
    "Two soldiers were killed in Mosul on Tuesday while they were attacking a rebel post.",
    "قتل جنديان في الموصل يوم الثلاثاء بينما كانا يهاجمان موقعا للمسلحين.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_event(extractor, text):
    assert len(told(extractor, text)) == 1


DATED = [
    "Baghdad, 4 May 2016 - Gunmen killed two policemen in the Mansour district.",
    "4 May 2016: Gunmen killed two policemen in Baghdad.",
    "On May 4, gunmen killed two policemen in Baghdad.",
    "BAGHDAD (AP) -- Gunmen killed two policemen in the Mansour district on Wednesday.",
]


@pytest.mark.parametrize("text", DATED)
def test_a_month_is_no_modal_verb(extractor, text):
    [(_, _, killed)] = told(extractor, text)
    assert killed == 2


EARLIER = [
    "Gunmen killed four people in Kirkuk on Monday, two weeks after a car bombing in Mosul, "
    "which killed thirty-one.",
    "قتل مسلحون أربعة أشخاص في كركوك يوم الاثنين، بعد أسبوعين من تفجير سيارة مفخخة في الموصل، "
    "ما أسفر عن مقتل واحد وثلاثين شخصا.",
    "قتل مسلحون أربعة أشخاص في كركوك يوم الاثنين، بعد ثلاثة أشهر من تفجير سيارة مفخخة في الموصل، "
    "مما أدى إلى مقتل واحد وثلاثين شخصا.",
]


@pytest.mark.parametrize("text", EARLIER)
def test_what_an_act_came_after_keeps_its_toll_and_takes_no_day(extractor, text):
    published = dt.datetime(2016, 5, 5, tzinfo=dt.UTC)
    events = {
        event.location: event for event in extractor.extract(Report("r", text, published=published))
    }
    assert {place: event.fatalities.best for place, event in events.items()} == {
        "Kirkuk": 4,
        "Mosul": 31,
    }
    assert events["Kirkuk"].first_date == dt.date(2016, 5, 2)
    assert events["Mosul"].first_date is None
