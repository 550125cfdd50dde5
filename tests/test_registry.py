"""The registry: seeds that hold together, names by date, families of every country, aliases."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest

from eventdb.codebook import ActorKind
from eventdb.errors import CodebookError, SeedError
from eventdb.registry import Branch, open_registry
from eventdb.registry.rows import read_aliases, read_entries, read_regimes
from eventdb.resources import seeds_path

REGISTRY = open_registry()


@pytest.mark.parametrize(
    ("branch", "iso3", "day", "name"),
    [
        (Branch.MILITARY, "SYR", dt.date(2018, 2, 8), "Military Forces of Syria (2000-2024)"),
        (Branch.MILITARY, "SYR", dt.date(2024, 12, 8), "Military Forces of Syria (2024-)"),
        (Branch.POLICE, "IRQ", dt.date(2019, 11, 1), "Police Forces of Iraq (2018-2020)"),
        (Branch.GOVERNMENT, "TUR", dt.date(2017, 1, 1), "Government of Turkey (2016-)"),
        (
            Branch.MILITARY,
            "USA",
            dt.date(2018, 5, 1),
            "Military Forces of the United States (2017-2021)",
        ),
        (
            Branch.MILITARY,
            "SLV",
            dt.date(1989, 11, 16),
            "Military Forces of El Salvador (1989-1994)",
        ),
        (
            Branch.MILITARY,
            "AFG",
            dt.date(2021, 8, 14),
            "Military Forces of Afghanistan (2014-2021)",
        ),
        (Branch.MILITARY, "ISL", dt.date(2018, 1, 1), "Military Forces of Iceland"),
        (Branch.MILITARY, None, dt.date(2018, 1, 1), "Unidentified Military Forces"),
        (Branch.MILITARY, "SYR", None, "Military Forces of Syria (2024-)"),
    ],
)
def test_a_states_forces_bear_the_years_of_the_regime(branch, iso3, day, name):
    actor = REGISTRY.resolve_state(branch, iso3, day)
    assert actor.name == name
    assert actor.kind is ActorKind.STATE_FORCES


def test_the_army_of_an_occupied_country_is_the_occupiers():
    army = REGISTRY.resolve_state(Branch.MILITARY, "PSE", dt.date(2018, 5, 14))
    assert army.name == "Military Forces of Israel (2009-2021)"
    police = REGISTRY.resolve_state(Branch.POLICE, "PSE", dt.date(2018, 5, 14))
    assert police.name == "Police Forces of Palestine (1994-)"


def test_forces_keep_their_id_when_the_regime_ends():
    ids = {
        REGISTRY.resolve_state(Branch.MILITARY, "SYR", dt.date(year, 1, 1)).actor_id
        for year in (1990, 2010, 2025)
    }
    assert ids == {"military:SYR"}


def test_a_state_as_such_is_told_from_its_forces_by_its_id():
    day = dt.date(2018, 5, 10)
    state = REGISTRY.state_as_such(Branch.MILITARY, "ISR", day)
    assert state.actor_id == "country-state:ISR"
    assert state.name == REGISTRY.resolve_state(Branch.MILITARY, "ISR", day).name


@pytest.mark.parametrize(
    ("family", "iso3", "name", "kind"),
    [
        ("unidentified", "YEM", "Unidentified Armed Group (Yemen)", ActorKind.POLITICAL_MILITIA),
        ("unidentified", None, "Unidentified Armed Group", ActorKind.POLITICAL_MILITIA),
        ("civilians", "COD", "Civilians (Democratic Republic of Congo)", ActorKind.CIVILIANS),
        ("civilians", None, "Civilians", ActorKind.CIVILIANS),
        ("protesters", "LBN", "Protesters (Lebanon)", ActorKind.PROTESTERS),
        ("rioters", "IND", "Rioters (India)", ActorKind.RIOTERS),
        ("gang", "MEX", "Unidentified Gang (Mexico)", ActorKind.POLITICAL_MILITIA),
        ("tribal_militia", "IRQ", "Unidentified Tribal Militia (Iraq)", ActorKind.IDENTITY_MILITIA),
        (
            "pro_government_militia",
            "SYR",
            "Pro-Government Forces (Syria)",
            ActorKind.POLITICAL_MILITIA,
        ),
    ],
)
def test_families_are_named_as_acled_names_them(family, iso3, name, kind):
    actor = getattr(REGISTRY, family)(iso3)
    assert (actor.name, actor.kind, actor.iso3) == (name, kind, iso3)


def test_a_group_with_branches_has_one_in_each_of_them_only():
    assert REGISTRY.actor("islamic-state", ["LBY"]).name == "Islamic State (Libya)"
    assert REGISTRY.actor("islamic-state", ["FRA"]).name == "Islamic State"
    assert REGISTRY.actor("hezbollah", ["SYR"]).name == "Hezbollah"


def test_an_unknown_actor_is_an_error():
    with pytest.raises(CodebookError, match="no-such-group"):
        REGISTRY.actor("no-such-group")


def test_the_registry_is_large_and_every_actor_has_aliases_in_both_languages():
    entries = {entry.actor.actor_id for entry in REGISTRY.entries()}
    assert len(entries) >= 500
    for language in ("ar", "en"):
        assert {alias.actor_id for alias in REGISTRY.aliases(language)} == entries


def test_aliases_stand_in_the_script_of_their_language():
    arabic = re.compile("[\u0620-\u064a]")
    wrong = [
        alias
        for language in ("ar", "en")
        for alias in REGISTRY.aliases(language)
        if bool(arabic.search(alias.text)) != (language == "ar")
    ]
    assert not wrong


def test_names_hold_no_separator_and_countries_are_known():
    countries = REGISTRY.states.countries
    for entry in REGISTRY.entries():
        assert ";" not in entry.actor.name
        assert entry.countries <= set(countries), entry
        if entry.first_year is not None and entry.last_year is not None:
            assert entry.first_year <= entry.last_year, entry


def test_validity_allows_a_year_at_both_ends():
    fmln = REGISTRY.entry("fmln")
    assert fmln.is_valid(dt.date(1989, 1, 1))
    assert fmln.is_valid(dt.date(1993, 1, 1))
    assert not fmln.is_valid(dt.date(2010, 1, 1))
    assert fmln.is_valid(None)


def test_regimes_follow_one_another():
    for iso3, regimes in read_regimes(seeds_path() / "actors").items():
        assert iso3 in REGISTRY.states.countries
        assert all(row.last is not None for row in regimes[:-1])
        assert all(
            before.last is not None and before.last <= after.first
            for before, after in pairwise(regimes)
        )


ACTORS = "actor_id,name,kind,iso3,first_year,last_year,side,branches,active_in,note\n"
GOOD = "a,Group A,2,SYR,2011,,,,,\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD + GOOD, "stands there twice"),
        ("a,Group; A,2,SYR,,,,,,\n", "without a semicolon"),
        ("a,Group A,9,SYR,,,,,,\n", "kind is one of 0 to 8"),
        ("a,Group A,2,SYR,soon,,,,,\n", "'soon' is no year"),
        ("a,Group A,2\n", "not as many cells"),
    ],
)
def test_a_bad_row_of_actors_stops_with_file_and_line(tmp_path, rows, message):
    (tmp_path / "actors.csv").write_text(ACTORS + rows, encoding="utf-8")
    with pytest.raises(SeedError, match=re.escape(message)) as caught:
        read_entries(tmp_path)
    assert "actors.csv:" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("b,en,B,\n", "no actor 'b'"),
        ("a,en,A,loud\n", "rules are exact, generic, local"),
        ("a,en,A,\na,en,A,\n", "stands there twice"),
        ("a,en,,\n", "is empty"),
    ],
)
def test_a_bad_alias_stops_with_file_and_line(tmp_path, row, message):
    (tmp_path / "actors.csv").write_text(ACTORS + GOOD, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("actor_id,language,alias,rule\n" + row, encoding="utf-8")
    with pytest.raises(SeedError, match=re.escape(message)):
        read_aliases(tmp_path, read_entries(tmp_path))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("SYR,2000,1999\n", "before its last"),
        ("SYR,1971,2000\nSYR,1999,\n", "overlaps"),
        ("SYR,2000-02-31,\n", "no day and no year"),
    ],
)
def test_bad_regimes_stop_with_file_and_line(tmp_path, rows, message):
    (tmp_path / "regimes.csv").write_text("iso3,first,last\n" + rows, encoding="utf-8")
    with pytest.raises(SeedError, match=message):
        read_regimes(tmp_path)


def test_a_missing_seed_is_named(tmp_path):
    with pytest.raises(SeedError, match=r"actors\.csv"):
        read_entries(tmp_path)
