"""Whom a cell of event data means: ACLED's own names, and words that are read."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.naming import resolve_party

DAY = dt.date(2018, 2, 2)
CASES = [
    # ACLED's names, whatever the country of the event
    ("Military Forces of Syria (2000-2024)", "SYR", "military:SYR"),
    ("Military Forces of the United States (2017-2021)", "SYR", "military:USA"),
    ("Police Forces of Iraq (2014-2018)", "IRQ", "police:IRQ"),
    ("Islamic State (Syria)", "TUR", "islamic-state:SYR"),
    ("Unidentified Armed Group (Mali)", "MLI", "unidentified:MLI"),
    ("Civilians (Yemen)", "YEM", "civilians:YEM"),
    ("Protesters (Iraq)", "IRQ", "protesters:IRQ"),
    ("HTS: Hayat Tahrir al-Sham", "SYR", "hts"),
    # other names, in both languages, by the country of the event
    ("Islamic State", "IRQ", "islamic-state:IRQ"),
    ("IS", "LBY", "islamic-state:LBY"),
    ("داعش", "SYR", "islamic-state:SYR"),
    ("Al-Shabaab", "SOM", "al-shabaab"),
    ("Al-Shabaab", "MOZ", "ismp"),
    ("الحوثيون", "YEM", "houthi-movement"),
    # descriptions
    ("Israeli forces", "PSE", "military:ISR"),
    ("الجيش السوري", "SYR", "military:SYR"),
    ("police", "EGY", "police:EGY"),
    ("Taliban fighters", "AFG", "taliban"),
    ("Unidentified gunmen", "NGA", "unidentified:NGA"),
    ("مسلحون", "IRQ", "unidentified:IRQ"),
    ("مدنيون", "SYR", "civilians:SYR"),
    # states, UCDP's names among them, stand for their forces
    ("Russia", "SYR", "military:RUS"),
    ("Government of Syria", "SYR", "military:SYR"),
    ("Government of Russia (Soviet Union)", "UKR", "military:RUS"),
    # what nobody can read stands for itself
    ("Unknown", "SYR", None),
    ("Blue Lion Brigade", "SYR", None),
    ("Taliban and Haqqani fighters of the north", "AFG", None),
    ("Blue Lion Brigade (Syria)", "SYR", None),
    ("", "SYR", None),
]


@pytest.mark.parametrize(("name", "iso3", "actor_id"), CASES)
def test_a_name_means(name, iso3, actor_id):
    found = resolve_party(name, iso3, DAY)
    assert (None if found is None else found.actor_id) == actor_id


def test_a_government_bears_the_name_of_its_day():
    names = {
        day.year: found.name
        for day in (dt.date(2012, 7, 1), dt.date(2019, 7, 1))
        if (found := resolve_party("Egyptian army", "EGY", day)) is not None
    }
    assert names[2012] != names[2019]
    assert all(name.startswith("Military Forces of Egypt (") for name in names.values())


def test_a_unit_is_an_actor_of_its_own_of_its_forces():
    forces = resolve_party("Military Forces of Syria (2000-2024)", "SYR", DAY)
    unit = resolve_party("Military Forces of Syria (2000-2024) Air Force", "SYR", DAY)
    assert forces is not None
    assert unit is not None
    assert unit.actor_id != forces.actor_id
    assert (unit.kind, unit.iso3) == (forces.kind, forces.iso3)
    assert unit.name == "Military Forces of Syria (2000-2024) Air Force"
