"""Migrations: from nothing to the newest revision and back, on both engines, with data in them."""

from __future__ import annotations

import shutil

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from store_records import ENGLISH_CANDIDATE, REPORTS

from eventdb.database import (
    check_schema,
    downgrade,
    head_revision,
    make_engine,
    migrate,
    open_session,
    schema_differences,
)
from eventdb.errors import DatabaseError
from eventdb.load import Extraction, add_reports, store_extractions, sync_reference
from eventdb.records import Report
from eventdb.resources import seeds_path
from eventdb.views import frozen_views, read_views

EVENT_OF_0001 = (
    "INSERT INTO event (event_id, content_hash, event_type, sub_event_type, event_date, first_date,"
    " last_date, time_precision, iso3, country, location, geo_precision, is_civilian_targeting,"
    " independent_sources, confidence, notes, changed_at) VALUES ('SYR1', 'x',"
    " 'Explosions/Remote violence', 'Shelling/artillery/missile attack', '2018-02-06', '2018-02-06',"
    " '2018-02-06', 1, 'SYR', 'Syria', 'Qamar', 1, true, 1, 0.9, '', '2018-03-01 00:00:00+00:00')",
    "INSERT INTO event_member (event_id, candidate_id) VALUES ('SYR1', 'en-1/0')",
)


def names(url: str) -> set[str]:
    engine = make_engine(url)
    inspector = sa.inspect(engine)
    found = set(inspector.get_table_names()) | set(inspector.get_view_names())
    engine.dispose()
    return found


def test_up_agrees_with_the_models_and_down_leaves_nothing(empty_database_url):
    migrate(empty_database_url)
    assert schema_differences(empty_database_url) == []
    assert {"report", "claim", "event", "acled_event"} <= names(empty_database_url)
    migrate(empty_database_url)  # a second time changes nothing
    downgrade(empty_database_url)
    assert names(empty_database_url) == {"alembic_version"}
    migrate(empty_database_url)
    assert schema_differences(empty_database_url) == []


def test_the_newest_copies_of_the_views_are_the_present_ones():
    assert frozen_views(head_revision()) == read_views()
    assert frozen_views(None) == {}


def test_a_difference_is_told(empty_database_url):
    migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP VIEW coverage_gap"))
        connection.execute(sa.text("ALTER TABLE meta ADD COLUMN extra text"))
    engine.dispose()
    lines = schema_differences(empty_database_url)
    assert "missing_view coverage_gap" in lines
    assert any("extra" in line for line in lines), lines


def test_a_newer_schema_is_refused_and_left_alone(database_url):
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match=r"revision 9999.*install the newer eventdb"):
        migrate(database_url)
    with pytest.raises(DatabaseError, match="9999"), open_session(database_url):
        pass
    engine.dispose()


def test_a_database_without_tables_is_told_apart(empty_database_url):
    engine = make_engine(empty_database_url)
    with pytest.raises(DatabaseError, match="no tables yet; run: eventdb migrate"):
        check_schema(engine)
    engine.dispose()


CORRECTION = (
    "INSERT INTO correction"
    " (correction_id, event_id, action, payload, author, reason, corrected_at)"
    " VALUES (:key, 'SYR1', :action, '{\"groups\": []}', 'A. Coder', 'read both', '2020-01-01')"
)


@pytest.fixture
def older_seeds(tmp_path):
    """The seeds without the file whose columns a later revision added."""
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_path(), folder, ignore=shutil.ignore_patterns("column_meaning.csv"))
    return folder


def test_rows_outlive_an_upgrade(empty_database_url, older_seeds):
    """Every revision after the first is stepped through with rows of the one before."""
    migrate(empty_database_url, "0001")
    engine = make_engine(empty_database_url)
    with Session(engine) as session:
        sync_reference(session, older_seeds)
        add_reports(session, [Report("r1", "A bomb went off.", source="The Daily Example")])
        session.execute(sa.text(CORRECTION), {"key": "c1", "action": "confirm"})
        session.commit()
    migrate(empty_database_url)
    with Session(engine) as session:
        assert session.scalar(sa.text("SELECT text FROM report")) == "A bomb went off."
        assert session.scalar(sa.text("SELECT count(*) FROM sub_event_type")) == 25
        assert session.scalar(sa.text("SELECT reason FROM correction")) == "read both"
        session.execute(sa.text(CORRECTION), {"key": "c2", "action": "undo"})
        session.commit()
        with pytest.raises(DBAPIError, match="only ever added to"):
            session.execute(sa.text("DELETE FROM correction"))
        session.rollback()
    engine.dispose()
    assert schema_differences(empty_database_url) == []
    downgrade(empty_database_url, "0001")
    with engine.connect() as connection:
        left = connection.execute(sa.text("SELECT correction_id FROM correction")).scalars().all()
    assert left == ["c1"]
    engine.dispose()
    migrate(empty_database_url)
    assert schema_differences(empty_database_url) == []


def test_events_outlive_the_way_up_and_down(empty_database_url, older_seeds):
    """Views and tables of stands come and go around an event with its statements."""
    migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    with Session(engine) as session:
        sync_reference(session, older_seeds)
        add_reports(session, REPORTS)
        left_out = Extraction("ar-1", left_out="no word of an act", seconds=0.1)
        store_extractions(session, [Extraction("en-1", (ENGLISH_CANDIDATE,)), left_out], "1")
        session.commit()
    downgrade(empty_database_url, "0001")
    with Session(engine) as session:
        # What was left out is read by a program that knows of no leaving out.
        assert session.scalars(sa.text("SELECT report_id FROM extraction")).all() == ["en-1"]
        for statement in EVENT_OF_0001:
            session.execute(sa.text(statement))
        session.commit()
    count = sa.text("SELECT count(*) FROM event JOIN event_member USING (event_id)")
    statements = sa.text("SELECT words FROM candidate_responsibility")
    for revision in ("head", "0001", "head"):
        move = downgrade if revision == "0001" else migrate
        move(empty_database_url, revision)
        with Session(engine) as session:
            assert session.scalar(count) == 1
            assert session.scalar(statements) == "Army guns shelled"
            assert session.scalar(sa.text("SELECT count(*) FROM source_record")) > 0
            stands = sa.text("SELECT count(*) FROM responsibility_stand")
            if revision == "head":
                assert session.scalar(stands) == 0
    engine.dispose()
    assert schema_differences(empty_database_url) == []


def test_a_failing_migration_leaves_the_database_as_it_was(empty_database_url, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as patch:
        patch.setattr("eventdb.views.create_statements", fail)
        with pytest.raises(RuntimeError, match="stops here"):
            migrate(empty_database_url)
    assert names(empty_database_url) <= {"alembic_version"}
    migrate(empty_database_url)
    assert schema_differences(empty_database_url) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://someone:s3cret@localhost:1/nothing", "the database cannot be used"),
        ("sqlite:////proc/nowhere/x.sqlite", "the folder cannot be made"),
        ("mysql://someone:s3cret@localhost/x", "SQLite and PostgreSQL are supported"),
        ("no url at all s3cret", "the database's URL cannot be read"),
    ],
)
def test_an_unusable_database_is_named_without_its_password(url, message):
    with pytest.raises(DatabaseError, match=message) as caught:
        migrate(url)
    assert "s3cret" not in str(caught.value)


def overfill(url: str) -> None:
    reports = (Report(f"r{n}", "word " * 1000) for n in range(1000))
    with open_session(url) as session:
        session.execute(sa.text("PRAGMA max_page_count = 1"))
        add_reports(session, reports)


def test_a_database_that_fails_later_is_told_as_well(sqlite_template, tmp_path):
    path = tmp_path / "full.sqlite"
    shutil.copyfile(sqlite_template, path)
    with pytest.raises(DatabaseError, match=r"full.sqlite: the database cannot be used.*full"):
        overfill(f"sqlite:///{path}")
