"""The account of an event, and its one day: tables of cases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_records import ARMY, REBELS, event

from eventdb.codebook import PartyRole, SubEventType, TimePrecision
from eventdb.notes import event_day, event_notes
from eventdb.records import CountRange, Party


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        ("2018-02-07", "2018-02-07", TimePrecision.DAY, "2018-02-07"),
        ("2018-02-07", "2018-02-08", TimePrecision.DAY, "2018-02-07"),  # the night between
        ("2018-02-05", "2018-02-11", TimePrecision.WEEK, "2018-02-08"),  # Monday to Sunday
        ("2018-02-03", "2018-02-04", TimePrecision.WEEK, "2018-02-03"),  # a week-end
        ("2018-02-01", "2018-02-28", TimePrecision.MONTH, "2018-02-15"),
        ("2018-03-01", "2018-03-31", TimePrecision.MONTH, "2018-03-15"),
        ("2018-03-01", "2018-03-10", TimePrecision.MONTH, "2018-03-05"),  # its beginning
    ],
)
def test_the_day_of_an_interval(first, last, precision, expected):
    assert event_day(day(first), day(last), precision) == day(expected)


@given(st.dates(), st.dates(), st.sampled_from(TimePrecision))
def test_the_day_lies_in_its_interval(one, other, precision):
    first, last = sorted((one, other))
    assert first <= event_day(first, last, precision) <= last


CASES = {
    "one day, nothing said of deaths": (
        {"fatalities": None},
        "On 6 February 2018, shelling/artillery/missile attack: Military Forces of Syria"
        " (2000-2024) and Civilians (Syria), in Qamar, Deir ez-Zor, Syria. 2 independent sources.",
    ),
    "a night, an open count, one source": (
        {
            "last_date": dt.date(2018, 2, 7),
            "fatalities": CountRange(100, 100, None),
            "injured": CountRange(24, None, 99),
            "independent_sources": 1,
        },
        "Between 6 February 2018 and 7 February 2018, shelling/artillery/missile attack: Military"
        " Forces of Syria (2000-2024) and Civilians (Syria), in Qamar, Deir ez-Zor, Syria."
        " Killed 100 (at least 100); wounded 24 to 99. 1 independent source.",
    ),
    "nobody killed, no party, no division": (
        {
            "parties": (),
            "admin1": None,
            "fatalities": CountRange(0, 0, 0),
            "sub_event_type": SubEventType.GRENADE,
        },
        "On 6 February 2018, grenade in Qamar, Syria. Killed 0. 2 independent sources.",
    ),
    "a week, an ally": (
        {
            "first_date": dt.date(2018, 2, 5),
            "last_date": dt.date(2018, 2, 11),
            "time_precision": TimePrecision.WEEK,
            "parties": (Party(REBELS, PartyRole.ACTOR1), Party(ARMY, PartyRole.ASSOC_ACTOR_1)),
            "fatalities": None,
        },
        "Around 8 February 2018 (week of), shelling/artillery/missile attack: Opposition Rebels"
        " (Syria) (with Military Forces of Syria (2000-2024)), in Qamar, Deir ez-Zor, Syria."
        " 2 independent sources.",
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_accounts(case):
    fields, expected = CASES[case]
    assert event_notes(event(**fields)) == expected
