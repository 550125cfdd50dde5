"""Checks: each finds what it is for; a database as it should be has no finding."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from store_records import CANDIDATES, EVENT, REPORTS, event

from eventdb.checks import read_checks, run_checks
from eventdb.errors import EventdbError
from eventdb.load import Extraction, add_reports, store_extractions, write_events


@pytest.fixture
def loaded(session):
    add_reports(session, REPORTS)
    store_extractions(session, [Extraction(c.report_id, (c,)) for c in CANDIDATES], "1")
    write_events(session, [EVENT])
    return session


def found(session, level="error"):
    return {failure.check.name for failure in run_checks(session, level=level)}


def test_a_database_as_it_should_be_passes_every_check(loaded, engine):
    assert run_checks(loaded) == []
    assert run_checks(loaded, level="warning") == []
    assert run_checks(engine) == []


BREAKING = {
    "acled_actor2_and_inter2": "UPDATE acled_parties SET inter2 = 0",
    "acled_actor2_present": [
        "UPDATE event SET event_type = 'Battles', sub_event_type = 'Armed clash'",
        "UPDATE acled_parties SET actor2 = NULL",
    ],
    "acled_civilians_are_actor2": [
        "UPDATE event SET event_type = 'Violence against civilians', sub_event_type = 'Attack'",
        "UPDATE acled_parties SET actor2 = 'Somebody'",
    ],
    "acled_crowd_is_actor1": (
        "UPDATE event SET event_type = 'Riots', sub_event_type = 'Mob violence'"
    ),
    "acled_every_event": "DELETE FROM acled_parties",
    "acled_interaction": "UPDATE acled_parties SET interaction = 18",
    "acled_name_without_separator": ["UPDATE event SET location = 'One; Two'"],
    "candidate_words": "UPDATE event_candidate SET words = 'other words'",
    "claim_used_by_another_event": "DELETE FROM event_member WHERE candidate_id = 'ar-1/0'",
    "claim_words": "UPDATE claim SET start_char = start_char + 1, end_char = end_char + 1",
    "event_without_candidate": "DELETE FROM event_member",
    "acled_future_event": (
        "UPDATE event SET first_date = '2018-02-09', event_date = '2018-02-09',"
        " last_date = '2018-02-09'"
    ),
    "actor_validity": "UPDATE actor SET valid_to = 2010 WHERE actor_id = 'syr-army'",
    "redirect_ends": (
        "INSERT INTO id_redirect (redirect_id, old_event_id, new_event_id, reason, changed_at)"
        " VALUES ('x', 'SYR8', 'SYR9', 'merged', '2020-01-01')"
    ),
    "subset_exceeds_event": "UPDATE event_casualty SET best_high = 500, high = 500 WHERE low = 4",
    "geo_precision_of_town": [
        "INSERT INTO place (place_id, name, kind) VALUES ('x:1', 'Qamar', 'town')",
        "UPDATE event SET geo_precision = 3, place_id = 'x:1'",
    ],
    "coordinates_in_country": "UPDATE event SET latitude = -30",
}


def test_each_check_finds_what_it_is_for(loaded):
    levels = {check.name: check.level for check in read_checks()}
    silent = []
    for name, broken in BREAKING.items():
        for statement in [broken] if isinstance(broken, str) else broken:
            loaded.execute(sa.text(statement))
        if name not in found(loaded, levels[name]):
            silent.append(name)
        loaded.rollback()
    assert silent == []


def test_the_same_event_twice_is_a_warning(loaded):
    write_events(loaded, [EVENT, event("SYR2", candidate_ids=(), fields=())])
    assert found(loaded, "warning") == {"acled_duplicate"}


def test_a_failure_names_the_check_and_the_first_rows(loaded):
    loaded.execute(sa.text("UPDATE acled_parties SET interaction = 18"))
    (failure,) = run_checks(loaded)
    assert str(failure) == (
        "error acled_interaction: interaction follows from inter1 and inter2: 1 rows:"
        " event_id=SYR1, inter1=1, inter2=7, interaction=18"
    )


def test_every_check_has_a_level_and_a_sentence():
    checks = read_checks()
    assert {check.level for check in checks} == {"error", "warning"}
    assert len({check.holds for check in checks}) == len(checks)


def test_a_check_without_its_first_line_is_refused(tmp_path):
    (tmp_path / "x.sql").write_text("SELECT 1")
    with pytest.raises(EventdbError, match="first line must be"):
        read_checks(tmp_path)
