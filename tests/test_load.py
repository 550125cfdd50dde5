"""Loading: what goes in comes out, twice is once, on both engines."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from store_records import (
    ARABIC,
    ARABIC_CANDIDATE,
    ARMY,
    CANDIDATES,
    CIVILIANS,
    ENGLISH,
    ENGLISH_CANDIDATE,
    EVENT,
    FOOTBALL,
    REBELS,
    REPORTS,
    event,
    moved,
)

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    CountScope,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    Stance,
    SubEventType,
    TimePrecision,
)
from eventdb.errors import SeedError
from eventdb.load import (
    Extraction,
    Issue,
    Pending,
    add_corrections,
    add_places,
    add_reports,
    count_pending,
    finish_run,
    pending_reports,
    read_anchors,
    read_candidates,
    read_corrections,
    read_events,
    read_issues,
    read_report,
    read_reports,
    read_used_ids,
    record_issue,
    replace_candidates,
    resolve_event_id,
    start_run,
    store_extractions,
    sync_reference,
    write_events,
    write_reconciliation,
)
from eventdb.reconcile import (
    Change,
    Correction,
    CorrectionKind,
    DispatchGroup,
    Dispute,
    IdentityAnchor,
    Reconciliation,
    Redirect,
    Unplaced,
)
from eventdb.reconcile.grades import SourceRecord
from eventdb.reconcile.responsibilities import FusedResponsibility
from eventdb.records import (
    Actor,
    Claim,
    CountRange,
    EventCandidate,
    Part,
    Party,
    Place,
    Report,
    Responsibility,
    Span,
)
from eventdb.resources import seeds_path
from eventdb.tables import ActorRow, EventRow, PlaceRow, ReportRow, Row, SourceRow


def rows(session, *but):
    """All rows of all tables, without the times at which they were written."""
    found = {}
    for table in Row.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in but]
        found[table.name] = sorted(map(repr, session.execute(sa.select(*columns))))
    return found


WHEN = ("added_at", "changed_at")


@pytest.fixture
def loaded(session):
    """A session on a database with the reports, their candidates and one event."""
    add_reports(session, REPORTS)
    store_extractions(
        session,
        [
            Extraction("en-1", (ENGLISH_CANDIDATE,)),
            Extraction("ar-1", (ARABIC_CANDIDATE,)),
            Extraction("en-2"),
        ],
        "1",
    )
    write_events(session, [EVENT])
    return session


# --------------------------------------------------------------------------------------------
# Reports
# --------------------------------------------------------------------------------------------


def test_reports_come_back_as_they_went_in(session):
    result = add_reports(session, REPORTS)
    assert result.added == ("en-1", "ar-1", "en-2")
    assert (result.known, result.issues) == (0, ())
    assert list(read_reports(session)) == sorted(REPORTS, key=lambda report: report.report_id)
    assert read_report(session, "ar-1") == ARABIC
    assert read_report(session, "nothing") is None


def test_known_reports_are_skipped_by_content_whatever_their_id(session):
    again = replace(ENGLISH, report_id="crawled-again", url=None)
    result = add_reports(session, [ENGLISH, ENGLISH, again])
    assert (result.added, result.known) == (("en-1",), 2)
    assert add_reports(session, [again, ENGLISH]).known == 2


def test_two_sources_that_print_one_text_are_two_reports(session):
    reprint = replace(ENGLISH, report_id="en-9", source="The Other Example")
    next_day = replace(ENGLISH, report_id="en-8", published=ENGLISH.published + dt.timedelta(1))
    assert add_reports(session, [ENGLISH, reprint, next_day]).added == ("en-1", "en-9", "en-8")
    hashes = session.scalars(sa.select(ReportRow.text_hash).distinct()).all()
    assert len(hashes) == 1


def test_an_id_that_is_taken_is_an_issue_and_the_first_text_stays(session):
    other = replace(ENGLISH, text="Something else.", origin="news.jsonl:9")
    run = start_run(session, {"eventdb": "0"})
    result = add_reports(session, [ENGLISH, other, FOOTBALL], run_id=run)
    assert result.added == ("en-1", "en-2")
    (issue,) = result.issues
    assert issue.origin == "news.jsonl:9"
    assert "'en-1' belongs to another report, read from news.jsonl:1" in issue.problem
    assert list(read_issues(session, run_id=run)) == [issue]
    assert read_report(session, "en-1") == ENGLISH


def test_batches_are_committed_one_by_one(session, engine):
    def stream():
        yield ENGLISH
        yield ARABIC
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        add_reports(session, stream(), batch_size=1)
    session.rollback()
    assert [report.report_id for report in read_reports(session)] == ["ar-1", "en-1"]
    assert add_reports(session, REPORTS).added == ("en-2",)


def test_a_source_that_no_seed_knows_is_kept_under_its_name(session):
    add_reports(
        session, [ENGLISH, replace(ENGLISH, report_id="x", source="the daily  EXAMPLE", text="y")]
    )
    (source,) = session.scalars(sa.select(SourceRow).where(SourceRow.is_registered.is_(False)))
    assert (source.source_id, source.scale) == ("name:the daily example", "Other")


def test_pending_reports_are_those_that_the_version_has_not_read(session):
    add_reports(session, REPORTS)
    assert count_pending(session, Pending("1")) == 3
    for report in pending_reports(session, Pending("1"), page_size=1):
        replace_candidates(session, report.report_id, [], "1")
        session.commit()
    assert count_pending(session, Pending("1")) == 0
    assert [report.report_id for report in pending_reports(session, Pending("2"))] == [
        "ar-1",
        "en-1",
        "en-2",
    ]


# --------------------------------------------------------------------------------------------
# Candidates
# --------------------------------------------------------------------------------------------


def test_candidates_come_back_as_they_went_in(loaded):
    assert tuple(read_candidates(loaded)) == CANDIDATES
    assert tuple(read_candidates(loaded, report_ids=["en-1"])) == (ENGLISH_CANDIDATE,)


def test_a_newer_version_that_says_the_same_changes_no_event(loaded):
    before = rows(loaded, *WHEN, "extractor_version")
    changed = store_extractions(loaded, [Extraction("en-1", (ENGLISH_CANDIDATE,))], "2")
    assert changed == []
    assert rows(loaded, *WHEN, "extractor_version") == before
    versions = loaded.execute(sa.text("SELECT DISTINCT report_id, extractor_version FROM claim"))
    assert set(versions) == {("en-1", "2"), ("ar-1", "1")}
    assert write_events(loaded, [EVENT]).unchanged == 1


def test_other_candidates_take_the_place_of_the_earlier_and_their_event_is_written_anew(loaded):
    other = replace(ENGLISH_CANDIDATE, fatalities=CountRange(13, 13, 13))
    assert replace_candidates(loaded, "en-1", [other], "2")
    assert set(read_candidates(loaded)) == {other, ARABIC_CANDIDATE}
    assert write_events(loaded, [EVENT]).changed == ("SYR1",)
    assert tuple(read_events(loaded)) == (EVENT,)


def test_candidates_that_are_gone_take_their_claims_with_them(loaded):
    replace_candidates(loaded, "en-1", [], "2")
    claims = loaded.scalars(sa.text("SELECT DISTINCT report_id FROM claim")).all()
    assert claims == ["ar-1"]


def test_a_failed_extraction_keeps_the_earlier_candidates_and_is_not_pending(loaded):
    store_extractions(loaded, [Extraction("en-1", has_failed=True)], "2")
    assert tuple(read_candidates(loaded)) == CANDIDATES
    pending = [report.report_id for report in pending_reports(loaded, Pending("2"))]
    assert pending == ["ar-1", "en-2"]


def test_a_candidate_of_another_report_is_refused(session):
    add_reports(session, REPORTS)
    with pytest.raises(ValueError, match="is of report en-1, not of ar-1"):
        replace_candidates(session, "ar-1", [ENGLISH_CANDIDATE], "1")


def test_places_of_the_gazetteer_complete_those_that_candidates_name(loaded):
    place = Place(
        "seed:qamar", "village", "Qamar", "قمر", "SYR", "Syria", "Deir ez-Zor", None, 35.3, 40.3
    )
    add_places(loaded, [place])
    row = loaded.get(PlaceRow, "seed:qamar")
    assert (row.kind, row.name_ar) == ("village", "قمر")


# Neither engine stores halves of characters, PostgreSQL no NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
SOME_TEXT = st.none() | TEXTS
DAYS = st.dates(dt.date(1900, 1, 1))
COUNTS = st.integers(0, 2**40)


@st.composite
def ranges(draw):
    low, best, high = sorted(draw(st.lists(COUNTS, min_size=3, max_size=3)))
    return CountRange(low, draw(st.sampled_from([None, best])), draw(st.sampled_from([None, high])))


@st.composite
def spans(draw):
    start = draw(st.integers(0, 10_000))
    return Span(draw(st.sampled_from(Part)), start, start + draw(st.integers(1, 500)))


@st.composite
def claims(draw):
    counts = draw(st.none() | ranges())
    return Claim(
        kind=draw(st.sampled_from(ClaimKind)),
        span=draw(spans()),
        text=draw(TEXTS),
        low=counts and counts.low,
        best=counts and counts.best,
        high=counts and counts.high,
        value=draw(SOME_TEXT),
        role=draw(st.none() | st.sampled_from(PartyRole)),
        victims=draw(SOME_TEXT),
        victim_group=draw(SOME_TEXT),
        scope=draw(st.sampled_from(CountScope)),
        attributed_to=draw(SOME_TEXT),
        attribution_span=draw(st.none() | spans()),
        speaker_kind=draw(st.sampled_from(SpeakerKind)),
        stance=draw(st.sampled_from(Stance)),
    )


ACTORS = st.builds(
    Actor, TEXTS, TEXTS, st.sampled_from(ActorKind), st.sampled_from([None, "SYR", "IRQ"])
)
PARTIES = st.builds(Party, ACTORS, st.sampled_from(PartyRole))
RESPONSIBILITY = st.builds(
    Responsibility, TEXTS, st.sampled_from(ResponsibilityKind), SOME_TEXT, spans(), TEXTS
)
INSTANTS = st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 1900 < at.year < 2200)


@st.composite
def candidates(draw, order=0):
    sub_event_type = draw(st.sampled_from(SubEventType))
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    located = draw(st.booleans())
    return EventCandidate(
        candidate_id=f"en-1/{order}",
        report_id="en-1",
        order=order,
        event_type=sub_event_type.event_type,
        sub_event_type=sub_event_type,
        first_date=draw(st.sampled_from([None, first])),
        last_date=draw(st.sampled_from([None, last])),
        time_precision=draw(st.none() | st.sampled_from(TimePrecision)),
        iso3=draw(st.sampled_from([None, "SYR"])),
        country=draw(SOME_TEXT),
        admin1=draw(SOME_TEXT),
        admin2=draw(SOME_TEXT),
        location=draw(SOME_TEXT),
        place_id=draw(SOME_TEXT),
        latitude=draw(st.floats(-90, 90)) if located else None,
        longitude=draw(st.floats(-180, 180)) if located else None,
        geo_precision=draw(st.none() | st.sampled_from(GeoPrecision)),
        parties=tuple(draw(st.lists(PARTIES, max_size=3))),
        fatalities=draw(st.none() | ranges()),
        injured=draw(st.none() | ranges()),
        claims=tuple(draw(st.lists(claims(), max_size=3))),
        responsibility=tuple(draw(st.lists(RESPONSIBILITY, max_size=2))),
        span=draw(spans()),
        text=draw(TEXTS),
        confidence=draw(st.floats(0, 1)),
        triggers=tuple(draw(st.lists(TEXTS, max_size=2))),
        source=draw(SOME_TEXT),
        published=draw(st.none() | INSTANTS),
        language=draw(SOME_TEXT),
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=st.tuples(candidates(0), candidates(1)))
def test_any_candidates_come_back_as_they_went_in(session, told):
    add_reports(session, [ENGLISH])
    replace_candidates(session, "en-1", told, "1")
    assert tuple(read_candidates(session)) == told
    session.rollback()


# --------------------------------------------------------------------------------------------
# Events
# --------------------------------------------------------------------------------------------


def test_events_come_back_as_they_went_in(loaded):
    assert tuple(read_events(loaded)) == (EVENT,)


def test_writing_the_same_events_again_touches_nothing(loaded):
    before = rows(loaded)
    changes = write_events(loaded, [EVENT])
    assert (changes.added, changes.changed, changes.removed, changes.unchanged) == ((), (), (), 1)
    assert rows(loaded) == before


def test_only_what_differs_is_written(loaded):
    apart = event("SYR2", candidate_ids=("ar-1/0",), fields=())
    together = event("SYR1", candidate_ids=("en-1/0",), fields=())
    changes = write_events(loaded, [together, apart])
    assert (changes.added, changes.changed, changes.removed) == (("SYR2",), ("SYR1",), ())
    assert tuple(read_events(loaded)) == (together, apart)
    changes = write_events(loaded, [EVENT], [Redirect("SYR2", "SYR1", Change.MERGED)])
    assert (changes.added, changes.changed, changes.removed) == ((), ("SYR1",), ("SYR2",))
    assert resolve_event_id(loaded, "SYR2") == "SYR1"
    assert read_used_ids(loaded) == ["SYR2"]


def test_stands_and_grades_are_written_once_and_go_with_what_they_rest_on(loaded):
    stand = FusedResponsibility(
        "SYR1", ARMY.name, ResponsibilityKind.REPORTED, None, ENGLISH.published, 1, (("en-1/0", 0),)
    )
    record = SourceRecord("The Daily Example", 20, 12, 11, 1, "A")
    outcome = Reconciliation((EVENT,), responsibility=(stand,), sources=(record,))
    assert write_reconciliation(loaded, outcome).changed == ("SYR1",)
    before = rows(loaded)
    assert len(before["event_responsibility"]) == len(before["source_grade"]) == 1
    assert write_reconciliation(loaded, outcome).unchanged == 1
    assert rows(loaded) == before
    # A report that no longer says so takes its statement with it, and its event is written anew.
    replace_candidates(loaded, "en-1", [replace(ENGLISH_CANDIDATE, responsibility=())], "2")
    assert rows(loaded)["event_responsibility_statement"] == []
    assert write_reconciliation(loaded, Reconciliation((EVENT,))).changed == ("SYR1",)
    after = rows(loaded)
    assert after["event_responsibility"] == after["source_grade"] == []


def test_an_event_without_stands_keeps_its_digest(loaded):
    """What a database of the former schema holds is not written anew for nothing."""
    assert write_reconciliation(loaded, Reconciliation((EVENT,))).unchanged == 1


def test_redirects_are_followed_to_their_end_and_recorded_once(loaded):
    redirects = [
        Redirect("SYR4", "SYR3", Change.MERGED),
        Redirect("SYR3", "SYR1", Change.MERGED),
        Redirect("SYR5", None, Change.WITHDRAWN),
    ]
    for _ in range(2):
        write_events(loaded, [EVENT], redirects)
    assert resolve_event_id(loaded, "SYR4") == "SYR1"
    assert resolve_event_id(loaded, "SYR5") is None
    assert resolve_event_id(loaded, "never") is None
    assert read_used_ids(loaded) == ["SYR3", "SYR4", "SYR5"]


def test_a_whole_reconciliation_is_stored(loaded):
    anchors = (
        IdentityAnchor("SYR1", "ar-1/0", "ar-1", 12, dt.date(2018, 2, 6), "seed:qamar"),
        IdentityAnchor("SYR1", "en-1/0", "en-1"),
    )
    outcome = Reconciliation(
        events=(EVENT,),
        anchors=anchors,
        dispatch_groups=(DispatchGroup("ar-1", ("ar-1", "en-1"), "Example Agency"),),
        disputes=(Dispute("SYR1", "fatalities", (("12", ("en-1/0",)), ("20-99", ("ar-1/0",)))),),
        unplaced=(Unplaced("ar-1/0", "no country"),),
        grades={"SYR1": "B2"},
    )
    for _ in range(2):
        write_reconciliation(loaded, outcome)
    assert tuple(read_anchors(loaded)) == anchors
    assert loaded.get(EventRow, "SYR1").grade == "B2"
    disputed = loaded.execute(sa.text("SELECT value, candidate_id FROM event_dispute ORDER BY 1"))
    assert list(disputed) == [("12", "en-1/0"), ("20-99", "ar-1/0")]
    write_reconciliation(loaded, Reconciliation(events=(EVENT,)))
    assert list(read_anchors(loaded)) == []
    assert loaded.scalar(sa.text("SELECT count(*) FROM dispatch_copy")) == 0


def test_a_new_party_of_an_event_becomes_an_actor(loaded):
    parties = (Party(REBELS, PartyRole.ACTOR1), Party(ARMY, PartyRole.ACTOR2))
    write_events(loaded, [event(parties=parties)])
    assert loaded.get(ActorRow, REBELS.actor_id).name == REBELS.name
    assert next(read_events(loaded)).parties == parties


# --------------------------------------------------------------------------------------------
# Order does not matter
# --------------------------------------------------------------------------------------------


def test_the_order_of_the_input_leaves_no_trace(both_sessions):
    """Different orders and batches, on different engines, leave the same rows."""
    first, second = both_sessions
    for session, reports in zip(both_sessions, (REPORTS, REPORTS[::-1]), strict=True):
        for report in reports:
            add_reports(session, [report])
        for candidate in CANDIDATES if session is first else CANDIDATES[::-1]:
            replace_candidates(session, candidate.report_id, [candidate], "1")
        write_events(session, [EVENT])
    assert rows(first, *WHEN) == rows(second, *WHEN)


# --------------------------------------------------------------------------------------------
# Corrections, issues, runs
# --------------------------------------------------------------------------------------------


CORRECTIONS = (
    Correction(
        correction_id="",
        kind=CorrectionKind.SET,
        groups=(("en-1/0",),),
        author="A. Coder",
        reason="the hospital's list",
        made_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
        name="fatalities",
        value="13",
        event_id="SYR1",
    ),
    Correction(
        correction_id="split-1",
        kind=CorrectionKind.SPLIT,
        groups=(("en-1/0",), ("ar-1/0", "ar-1/1")),
        author="A. Coder",
        reason="two villages of one name",
        made_at=dt.datetime(2020, 1, 2, tzinfo=dt.UTC),
    ),
)


def test_corrections_come_back_in_order_and_are_added_once(session):
    for _ in range(2):
        add_corrections(session, CORRECTIONS[::-1])
        session.commit()
    found = list(read_corrections(session))
    assert [replace(item, correction_id="") for item in found] == [
        replace(item, correction_id="") for item in CORRECTIONS
    ]


@pytest.mark.parametrize(
    "statement", ["UPDATE correction SET reason = 'none'", "DELETE FROM correction"]
)
def test_corrections_are_only_ever_added_to(session, statement):
    add_corrections(session, CORRECTIONS)
    session.commit()
    with pytest.raises(DBAPIError, match="only ever added to"):
        session.execute(sa.text(statement))


def test_an_issue_is_one_row_however_often_it_is_met(session):
    issue = Issue("read", "invalid JSON", "write one object a line", origin="a.jsonl:3")
    first, second = (start_run(session, {"eventdb": "0"}) for _ in range(2))
    for run in (first, second):
        record_issue(session, issue, run_id=run)
    session.commit()
    found = session.execute(sa.text("SELECT first_run_id, last_run_id FROM issue")).all()
    assert found == [(first, second)]
    assert list(read_issues(session, run_id=first)) == []
    assert list(read_issues(session)) == [issue]


def test_runs_tell_how_they_ended(session):
    run = start_run(session, {"eventdb": "1"})
    query = sa.text("SELECT status, finished_at IS NULL FROM build_run")
    assert session.execute(query).one() == ("running", 1)
    finish_run(session, run, {"reports": 3}, status="done with issues")
    assert session.execute(query).one() == ("done with issues", 0)


# --------------------------------------------------------------------------------------------
# Reference data
# --------------------------------------------------------------------------------------------


def test_reference_data_is_taken_in_once(session):
    sync_reference(session)
    assert not sync_reference(session)
    session.execute(sa.text("DELETE FROM meta"))
    before = rows(session)
    del before["meta"]
    assert sync_reference(session)
    after = rows(session)
    del after["meta"]
    assert after == before


def seeds_with(folder, **files):
    """A folder of seeds: the project's codebook and gazetteer, and other registers."""
    for name in ("codebook", "gazetteer", "actors"):
        shutil.copytree(seeds_path() / name, folder / name)
    for name, text in files.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


SOURCES = """source_id,name,scale,kind,language,iso3,url,aliases
daily,The Daily Example,National,newspaper,en,SYR,,Daily Example|صحيفة المثال
agency,Example Agency,International,agency,ar,,https://agency.example,وكالة المثال
"""


def test_reports_go_over_to_a_source_that_the_seed_learns(session, tmp_path):
    add_reports(session, REPORTS)
    seeds = seeds_with(tmp_path / "seeds", sources=SOURCES)
    assert sync_reference(session, seeds)
    query = sa.text("SELECT report_id, source_id, source_name FROM report ORDER BY report_id")
    assert [tuple(row) for row in session.execute(query)] == [
        ("ar-1", "agency", "وكالة المثال"),
        ("en-1", "daily", "The Daily Example"),
        ("en-2", "daily", "The Daily Example"),
    ]
    assert session.scalar(sa.text("SELECT count(*) FROM source WHERE source_id LIKE 'name:%'")) == 0
    add_reports(session, [replace(ENGLISH, report_id="x", source="DAILY example", text="y")])
    assert session.scalar(sa.text("SELECT source_id FROM report WHERE report_id = 'x'")) == "daily"
    fewer = "\n".join(SOURCES.splitlines()[:2]) + "\n"
    (seeds / "sources" / "sources.csv").write_text(fewer, encoding="utf-8")
    assert sync_reference(session, seeds)
    query = sa.text("SELECT is_registered FROM source WHERE source_id = 'agency'")
    assert not session.scalar(query)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,Example Wire,Galactic,,,,,", "no scale 'Galactic'"),
        ("x,the daily example,National,,,,,", "'the daily example' is a name of daily, too"),
    ],
)
def test_a_source_that_is_not_valid_stops_the_program(session, tmp_path, line, message):
    seeds = seeds_with(tmp_path / "seeds", sources=SOURCES + line + "\n")
    with pytest.raises(SeedError, match=rf"sources.csv:4: {message}"):
        sync_reference(session, seeds)


def test_registered_actors_have_their_branches_and_aliases(session):
    rows = session.execute(
        sa.text("SELECT actor_id, name, iso3, is_registered FROM actor WHERE is_registered")
    ).all()
    assert len(rows) > 20
    aliases = session.scalar(
        sa.text("SELECT count(*) FROM actor_alias WHERE language = 'ar' AND actor_id IN"
                " (SELECT actor_id FROM actor WHERE is_registered)")
    )  # fmt: skip
    assert aliases > 20


def test_a_code_in_use_cannot_be_taken_from_the_codebook(loaded, tmp_path):
    seeds = seeds_with(tmp_path / "seeds")
    path = seeds / "codebook" / "speaker_kind.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "witness" not in line), encoding="utf-8")
    with pytest.raises(SeedError, match="the code 'witness' is gone, but rows use it"):
        sync_reference(loaded, seeds)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,rank\nasserts,1\n", "the columns are code, rank; they must be code, rank, meaning"),
        ("code,rank,meaning\nasserts,first,x\n", "stance.csv:2: rank cannot be 'first'"),
        ("code,rank,meaning\nasserts,1\n", "stance.csv:2: the row is too short"),
    ],
)
def test_a_codebook_that_is_not_valid_stops_the_program(session, tmp_path, text, message):
    seeds = seeds_with(tmp_path / "seeds")
    (seeds / "codebook" / "stance.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=message):
        sync_reference(session, seeds)


def test_reports_of_many_batches(session):
    reports = [Report(f"r{n:04}", f"Text {n}.", source=f"Source {n % 7}") for n in range(620)]
    assert len(add_reports(session, reports).added) == 620
    assert [report.report_id for report in read_reports(session)] == [r.report_id for r in reports]
    told = [
        Extraction(r.report_id, (moved(ENGLISH_CANDIDATE, r.report_id, f"{r.report_id}/0"),))
        for r in reports
    ]
    assert len(store_extractions(session, told, "1")) == 620
    assert [c.report_id for c in read_candidates(session)] == [r.report_id for r in reports]
    assert CIVILIANS.name in {p.actor.name for c in read_candidates(session) for p in c.parties}
