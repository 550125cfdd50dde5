"""The analyst's views: the same rows from both engines, and what each of them is for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa
from store_records import (
    ARMY,
    CANDIDATES,
    EVENT,
    FOOTBALL,
    PROTESTERS,
    REBELS,
    REPORTS,
    event,
)

from eventdb.codebook import (
    EventType,
    PartyRole,
    ResponsibilityKind,
    SubEventType,
    TimePrecision,
)
from eventdb.load import (
    Extraction,
    add_reports,
    store_extractions,
    write_events,
    write_reconciliation,
)
from eventdb.reconcile.grades import SourceRecord
from eventdb.reconcile.outcome import Change, DispatchGroup, Dispute, Reconciliation, Redirect
from eventdb.reconcile.responsibilities import FusedResponsibility
from eventdb.records import CountRange, Party
from eventdb.views import create_statements, drop_statements, read_meanings, read_views, translate

OTHERS = (
    event(
        "SYR2",
        candidate_ids=(),
        event_type=EventType.BATTLES,
        sub_event_type=SubEventType.GOVERNMENT_REGAINS_TERRITORY,
        parties=(
            Party(REBELS, PartyRole.ACTOR1),
            Party(ARMY, PartyRole.ACTOR2),
            Party(PROTESTERS, PartyRole.ASSOC_ACTOR_2),
        ),
        first_date=dt.date(2018, 2, 5),
        last_date=dt.date(2018, 2, 11),
        time_precision=TimePrecision.WEEK,
        fatalities=CountRange(20, None, None),
        injured=CountRange(0, 0, 0),
        is_civilian_targeting=False,
        latitude=-0.5,
        longitude=40.0,
        fields=(),
    ),
    event("SYR3", candidate_ids=(), parties=(), fatalities=CountRange(3, None, 9), fields=()),
    event(
        "SYR4",
        candidate_ids=(),
        event_type=EventType.STRATEGIC_DEVELOPMENTS,
        sub_event_type=SubEventType.AGREEMENT,
        fatalities=None,
        latitude=None,
        longitude=None,
        fields=(),
    ),
)


STAND = FusedResponsibility(
    "SYR1",
    ARMY.name,
    ResponsibilityKind.REPORTED,
    None,
    dt.datetime(2018, 2, 7, 9, 30, tzinfo=dt.UTC),
    1,
    (("en-1/0", 0),),
)


def fill(session):
    later = replace(FOOTBALL, report_id="en-3", published=dt.datetime(2018, 2, 20, tzinfo=dt.UTC))
    add_reports(session, (*REPORTS, later))
    store_extractions(session, [Extraction(c.report_id, (c,)) for c in CANDIDATES], "1")
    outcome = Reconciliation(
        events=(EVENT, *OTHERS),
        redirects=(Redirect("SYR9", "SYR1", Change.MERGED),),
        dispatch_groups=(DispatchGroup("ar-1", ("ar-1", "en-1")),),
        grades={"SYR1": "Fair"},
        sources=(
            SourceRecord("The Daily Example", 12, 11, 10, 2, "A"),
            SourceRecord("the daily  example", 4, 4, 1, 0, "F"),
        ),
        responsibility=(STAND,),
        disputes=(Dispute("SYR1", "fatalities", (("12", ("en-1/0",)), ("20-99", ("ar-1/0",)))),),
    )
    write_reconciliation(session, outcome)


def rows_of(session, name):
    """Rows of a view, their order and the time of writing apart; numbers are what they count."""
    result = session.execute(sa.text(f"SELECT * FROM {name}"))
    kept = [column for column in result.keys() if column != "changed_at"]  # noqa: SIM118
    return kept, sorted(
        repr([plain(value) for column, value in row.items() if column in kept])
        for row in result.mappings()
    )


def plain(value):
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value if value is None or isinstance(value, int | float | str) else str(value)


@pytest.fixture
def filled(session):
    fill(session)
    return session


@pytest.mark.parametrize("name", list(read_views()))
def test_both_engines_give_the_same_rows(filled_both, name):
    first, second = (rows_of(session, name) for session in filled_both)
    assert first == second
    assert first[1], f"{name} has no row to compare"


@pytest.fixture(scope="module")
def filled_both(both_engines):
    from sqlalchemy.orm import Session

    with Session(both_engines[0]) as first, Session(both_engines[1]) as second:
        fill(first)
        fill(second)
        yield first, second


def test_every_view_says_what_it_is_for():
    assert [name for name, text in read_views().items() if not text.startswith("-- ")] == []


def test_from_any_column_of_an_event_to_the_words(filled):
    query = sa.text(
        "SELECT field, rule, words, source FROM event_evidence"
        " WHERE event_id = 'SYR1' ORDER BY field, position"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("date", "date:commonest", "Tuesday", "The Daily Example"),
        (
            "fatalities",
            "count:acled",
            "12 people, four of them children, were killed",
            "The Daily Example",
        ),
        ("fatalities", "count:acled", "عشرات المدنيين قُتلوا", "وكالة المثال"),
    ]


def test_disputed_counts_name_both_sides(filled):
    query = sa.text(
        "SELECT low, best, high, attributed_to, event_best FROM disputed_count ORDER BY low"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        (12, 12, 12, "A medic", 12),
        (20, None, 99, "شهود", 12),
    ]


def test_responsibility_says_who_and_in_which_words(filled):
    query = sa.text("SELECT event_id, actor, responsibility_kind, words FROM responsibility_record")
    assert [tuple(row) for row in filled.execute(query)] == [
        ("SYR1", ARMY.name, "reported", "Army guns shelled")
    ]


def test_stands_are_put_together_by_event_and_lead_back_to_their_words(filled):
    stands = sa.text(
        "SELECT event_id, position, grade, actor, responsibility_kind, stated_by,"
        " independent_sources, statements FROM responsibility_stand"
    )
    assert [tuple(row) for row in filled.execute(stands)] == [
        ("SYR1", 0, "Fair", ARMY.name, "reported", None, 1, 1)
    ]
    words = sa.text(
        "SELECT r.words FROM event_responsibility_statement AS t JOIN responsibility_record AS r"
        " ON r.candidate_id = t.candidate_id AND r.position = t.candidate_position"
    )
    assert filled.scalars(words).all() == ["Army guns shelled"]


def test_disagreements_name_who_says_what(filled):
    query = sa.text(
        "SELECT event_id, field, rule, value, report_id, source FROM disagreement ORDER BY value"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("SYR1", "fatalities", "count:acled", "12", "en-1", "The Daily Example"),
        ("SYR1", "fatalities", "count:acled", "20-99", "ar-1", "وكالة المثال"),
    ]


def test_casualties_by_group_keep_parts_and_wholes_apart(filled):
    query = sa.text(
        "SELECT victim_group, low, best_high, high FROM casualty_by_group ORDER BY victim_group"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("children", 4, 4, 4),
        ("civilians", 20, None, 99),
        ("not stated", 12, 12, 12),
    ]


def test_sources_tell_how_often_they_are_borne_out(filled):
    query = sa.text(
        "SELECT name, reports, events, events_borne_out, events_with_disputed_counts"
        " FROM source_record WHERE reports > 0 ORDER BY source_id"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("The Daily Example", 3, 1, 1, 1),
        ("وكالة المثال", 1, 1, 1, 1),
    ]


def test_the_names_of_one_source_are_graded_together(filled):
    query = sa.text(
        "SELECT name, candidates_beside_others, candidates_borne_out, candidates_copied, reliability"
        " FROM source_record WHERE reports > 0 ORDER BY source_id"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("The Daily Example", 15, 11, 2, "C"),
        ("وكالة المثال", 0, 0, 0, "F"),
    ]


def test_coverage_counts_reports_without_events_too(filled):
    query = sa.text(
        "SELECT source, CAST(published_day AS text), reports, reports_with_events"
        " FROM coverage ORDER BY source, published_day"
    )
    assert [tuple(row) for row in filled.execute(query)] == [
        ("The Daily Example", "2018-02-07", 1, 1),
        ("The Daily Example", "2018-02-08", 1, 0),
        ("The Daily Example", "2018-02-20", 1, 0),
        ("وكالة المثال", "2018-02-07", 1, 1),
    ]


def test_months_places_and_pairs_add_up(filled):
    total = filled.scalar(sa.text("SELECT count(*) FROM event"))
    for view in ("event_by_month", "event_by_place", "actor_pair"):
        assert filled.scalar(sa.text(f"SELECT sum(events) FROM {view}")) == total
    query = sa.text(
        "SELECT actor_a, actor_b, events FROM actor_pair WHERE interaction LIKE '%Rebel%'"
    )
    assert [tuple(row) for row in filled.execute(query)] == [(ARMY.name, REBELS.name, 1)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (None, 0),
        (CountRange(0, 0, 0), 0),
        (CountRange(7, 7, None), 7),
        (CountRange(3, None, 9), 3),  # "several"
        (CountRange(20, None, 99), 10),  # "tens"
        (CountRange(24, None, 99), 12),  # "dozens"
        (CountRange(200, None, 999), 100),  # "hundreds"
        (CountRange(50, None, None), 50),  # "more than 50" without a number named
    ],
)
def test_acled_fatalities_follow_acleds_rule_for_vague_words(session, counts, expected):
    write_events(session, [event(candidate_ids=(), fields=(), fatalities=counts)])
    assert session.scalar(sa.text("SELECT fatalities FROM acled_event")) == expected


@pytest.mark.parametrize(
    ("scales", "expected"),
    [
        (("National",), "National"),
        (("International", "Local partner"), "Local partner-International"),
        (("Regional", "National", "New media"), "New media-Regional"),
    ],
)
def test_source_scales_are_joined_narrowest_first(session, scales, expected):
    from dataclasses import replace

    told = []
    for number, scale in enumerate(scales):
        report = replace(REPORTS[0], report_id=f"s{number}", source=f"Source {number}")
        add_reports(session, [report])
        told.append(replace(CANDIDATES[1], candidate_id=f"c{number}", report_id=report.report_id))
        store_extractions(session, [Extraction(report.report_id, (told[-1],))], "1")
        session.execute(
            sa.text("UPDATE source SET scale = :scale WHERE name = :name"),
            {"scale": scale, "name": f"Source {number}"},
        )
    ids = tuple(candidate.candidate_id for candidate in told)
    write_events(session, [event(candidate_ids=ids, fields=())])
    assert session.scalar(sa.text("SELECT source_scale FROM acled_event")) == expected


def test_translation_and_order():
    assert translate("SELECT string_agg(a, ';'), greatest(a, 1)", "sqlite") == (
        "SELECT group_concat(a, ';'), max(a, 1)"
    )
    assert "julianday(e.first_date)" in translate("day_number(e.first_date)", "sqlite")
    assert "DATE '1970-01-01'" in translate("day_number(e.first_date)", "postgresql")
    names = list(read_views())
    assert names.index("ged_pair") < names.index("ged_deaths") < names.index("ged_event")
    views = read_views()
    assert drop_statements(views)[-1] == f"DROP VIEW {names[0]}"
    assert create_statements(views, "sqlite")[0].startswith(f"CREATE VIEW {names[0]} AS\n")


def test_no_meaning_is_of_a_column_that_no_view_has(both_engines):
    """That each column has one is held by the page of the schema, which cannot be written without."""
    meanings = read_meanings()
    for engine in both_engines:
        inspector = sa.inspect(engine)
        names = {
            view: {column["name"] for column in inspector.get_columns(view)}
            for view in inspector.get_view_names()
        }
        assert meanings["every"].keys() <= set().union(*names.values())
        for view, told in meanings.items():
            assert view == "every" or told.keys() <= names[view], view
