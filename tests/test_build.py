"""The line as a whole, on both engines: idempotent, incremental, resumable, hurt by no bad report.

The extractor here is a stand-in that reads one toy sentence, so that what is tested is the line and
not the reading; ``test_line.py`` builds with the real one.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.build import build, ingest, reconcile_database
from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    EventType,
    GeoPrecision,
    PartyRole,
    SubEventType,
    TimePrecision,
)
from eventdb.database import make_engine, open_session
from eventdb.errors import EventdbError
from eventdb.explain import explain
from eventdb.load import add_redirects
from eventdb.reconcile import Change, Redirect
from eventdb.records import (
    Actor,
    Claim,
    CountRange,
    EventCandidate,
    Part,
    Party,
    Report,
    Span,
)
from eventdb.settings import Settings
from eventdb.tables import (
    BuildRunRow,
    EventCandidateRow,
    EventRow,
    ExtractionRow,
    IssueRow,
    ReportRow,
)

SENTENCE = re.compile(r"(\d+) killed in (\w+) on (\d{4}-\d\d-\d\d)")
PLACES = {"Idlib": (35.93, 36.63), "Aleppo": (36.2, 37.16), "Homs": (34.73, 36.71)}


def candidates_of(report: Report) -> tuple[EventCandidate, ...]:
    if "explode" in report.text:
        raise RuntimeError("a rule failed")
    found = []
    for order, match in enumerate(SENTENCE.finditer(report.text)):
        killed, place, day = int(match[1]), match[2], dt.date.fromisoformat(match[3])
        latitude, longitude = PLACES[place]
        span = Span(Part.TEXT, *match.span())
        claim = Claim(ClaimKind.KILLED, span, match[0], low=killed, best=killed, high=killed)
        found.append(
            EventCandidate(
                candidate_id=f"{report.report_id}#{order}",
                report_id=report.report_id,
                order=order,
                event_type=EventType.EXPLOSIONS,
                sub_event_type=SubEventType.AIR_DRONE_STRIKE,
                first_date=day,
                last_date=day,
                time_precision=TimePrecision.DAY,
                iso3="SYR",
                country="Syria",
                admin1=place,
                admin2=None,
                location=place,
                place_id=f"seed:{place}",
                latitude=latitude,
                longitude=longitude,
                geo_precision=GeoPrecision.PLACE,
                parties=(
                    Party(
                        Actor("air", "Unidentified Air Force", ActorKind.EXTERNAL_FORCES),
                        PartyRole.ACTOR1,
                    ),
                    Party(
                        Actor("civilians-SYR", "Civilians (Syria)", ActorKind.CIVILIANS, "SYR"),
                        PartyRole.ACTOR2,
                    ),
                ),
                fatalities=CountRange(killed, killed, killed),
                injured=None,
                claims=(claim,),
                responsibility=(),
                span=span,
                text=match[0],
                confidence=0.9,
                source=report.source,
                published=report.published,
                language="en",
            )
        )
    return tuple(found)


class Extractor:
    """The stand-in for ``eventdb.workers``; remembers what it was given to read."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.stops_at: str | None = None
        self.guess: tuple[dt.datetime | None, str | None] | None = None

    def extract_reports(self, reports, workers, **_how):
        for report in reports:
            if report.report_id == self.stops_at:
                raise KeyboardInterrupt
            self.read.append(report.report_id)
            try:
                found, problem = candidates_of(report), None
            except RuntimeError as error:
                found, problem = (), f"extraction failed: {error}"
            yield SimpleNamespace(
                report=self._read_as(report),
                candidates=found,
                problem=problem,
                mend="report it",
                left_out=None,
                seconds=0.01,
            )

    def _read_as(self, report: Report) -> Report:
        """The report with this extractor's guess, even where it should make none."""
        if self.guess is None:
            return report
        published, language = self.guess
        return replace(
            report,
            published=published,
            is_published_inferred=published is not None,
            language=language,
            is_language_inferred=language is not None,
        )


class Watcher:
    def __init__(self) -> None:
        self.issues: list[str] = []

    def track(self, items, label, total=None):
        return iter(items)

    def issue(self, issue):
        self.issues.append(f"{issue.origin}: {issue.problem}")


@pytest.fixture
def extractor(monkeypatch):
    stand_in = Extractor()
    monkeypatch.setitem(sys.modules, "eventdb.workers", stand_in)
    monkeypatch.setattr("eventdb.extract.version.EXTRACTOR_VERSION", "1")
    return stand_in


def write_reports(path: Path, texts: dict[str, str]) -> Path:
    path.write_text(
        "".join(
            json.dumps(
                {"id": key, "text": text, "source": f"Paper {key}", "published": "2018-03-02"}
            )
            + "\n"
            for key, text in texts.items()
        ),
        encoding="utf-8",
    )
    return path


TEXTS = {
    "a": "3 killed in Idlib on 2018-03-01",
    "b": "4 killed in Idlib on 2018-03-01",
    "c": "7 killed in Aleppo on 2018-02-01, 2 killed in Homs on 2018-01-15",
    "d": "A football match.",
}


@pytest.fixture
def run(database_url, tmp_path, extractor):
    """Builds, and gives the outcome; exports go to ``tmp_path / name``."""

    def _run(*paths, name="out", workers=1):
        watcher = Watcher()
        outcome = build(paths, Settings(database_url, tmp_path / name, workers), watcher)
        assert len(watcher.issues) == len(outcome.issues)
        return outcome

    return _run


@pytest.fixture
def query(database_url):
    def _query(statement):
        engine = make_engine(database_url)
        with Session(engine) as session:
            rows = session.execute(statement).all()
        engine.dispose()
        return rows

    return _query


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_reports_become_events_and_exports(run, query, tmp_path):
    outcome = run(write_reports(tmp_path / "r.jsonl", TEXTS))
    assert (outcome.read, outcome.added, outcome.known, outcome.issues) == (4, 4, 0, [])
    assert (outcome.extracted, outcome.candidates) == (4, 4)
    assert outcome.events == 3
    rows = query(
        sa.select(EventRow.location, EventRow.fatalities_low, EventRow.fatalities_high).order_by(
            EventRow.location
        )
    )
    assert rows == [("Aleppo", 7, 7), ("Homs", 2, 2), ("Idlib", 3, 4)]
    assert {path.name for path in outcome.files} >= {"acled.csv", "claims.csv", "codebook.csv"}
    assert all(path.exists() for path in outcome.files)


def test_a_second_build_changes_nothing(run, query, tmp_path, extractor):
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    run(path, name="first")
    changed_at = query(
        sa.select(EventRow.event_id, EventRow.changed_at).order_by(EventRow.event_id)
    )
    extractor.read.clear()
    outcome = run(path, name="second")
    assert (outcome.added, outcome.known, outcome.extracted) == (0, 4, 0)
    assert outcome.changed_events == 0
    assert extractor.read == []
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert changed_at == query(
        sa.select(EventRow.event_id, EventRow.changed_at).order_by(EventRow.event_id)
    )


def test_one_more_report_touches_only_its_event(run, query, tmp_path, extractor):
    run(write_reports(tmp_path / "r.jsonl", TEXTS))
    before = dict(query(sa.select(EventRow.location, EventRow.changed_at)))
    ids = dict(query(sa.select(EventRow.location, EventRow.event_id)))
    extractor.read.clear()
    more = write_reports(tmp_path / "more.jsonl", {"e": "5 killed in Idlib on 2018-03-01"})
    outcome = run(more)
    assert extractor.read == ["e"]
    assert outcome.changed_events == 1
    after = dict(query(sa.select(EventRow.location, EventRow.changed_at)))
    assert {place for place, at in after.items() if before[place] != at} == {"Idlib"}
    assert ids == dict(query(sa.select(EventRow.location, EventRow.event_id)))


def test_the_order_of_arrival_does_not_matter_to_what_is_read(run, tmp_path):
    """The same reports in one build, and one by one, end in the same events."""
    for key, text in TEXTS.items():
        outcome = run(write_reports(tmp_path / f"{key}.jsonl", {key: text}))
    assert outcome.events == 3


def test_a_failed_report_stops_nothing(run, query, tmp_path):
    texts = {"a": TEXTS["a"], "bad": "this will explode", "c": TEXTS["c"]}
    outcome = run(write_reports(tmp_path / "r.jsonl", texts))
    assert outcome.events == 3
    ((stage, report_id, origin, problem),) = query(
        sa.select(IssueRow.stage, IssueRow.report_id, IssueRow.origin, IssueRow.problem)
    )
    assert (stage, report_id) == ("extract", "bad")
    assert origin.endswith("r.jsonl:2")
    assert problem == "extraction failed: a rule failed"
    statuses = dict(query(sa.select(ExtractionRow.report_id, ExtractionRow.status)))
    assert statuses == {"a": "done", "bad": "failed", "c": "done"}


def test_a_bad_line_stops_nothing(run, query, tmp_path):
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    path.write_text("{\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = run(path)
    assert (outcome.read, outcome.events) == (4, 3)
    assert [issue.origin for issue in outcome.issues] == [f"{path}:1"]
    assert query(sa.select(BuildRunRow.status)) == [("done with issues",)]


def test_a_newer_extractor_reads_all_again(run, query, tmp_path, extractor, monkeypatch):
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    run(path, name="first")
    extractor.read.clear()
    monkeypatch.setattr("eventdb.extract.version.EXTRACTOR_VERSION", "2")
    outcome = run(path, name="second")
    assert extractor.read == sorted(TEXTS)
    assert (outcome.changed, outcome.changed_events) == (0, 0)
    assert set(query(sa.select(EventCandidateRow.extractor_version))) == {("2",)}


def test_what_is_inferred_is_stored_and_marked_and_inferred_again(
    run, query, tmp_path, extractor, monkeypatch
):
    """A guess is kept beside its mark, gives way to a newer one, and never to stand for a fact."""
    path = tmp_path / "r.jsonl"
    given = {"id": "a", "text": TEXTS["a"], "published": "2018-03-02", "language": "en"}
    path.write_text(
        json.dumps(given) + "\n" + json.dumps({"id": "b", "text": TEXTS["b"]}) + "\n",
        encoding="utf-8",
    )
    columns = (
        ReportRow.report_id,
        ReportRow.published_at,
        ReportRow.is_published_inferred,
        ReportRow.language,
        ReportRow.is_language_inferred,
    )
    fact = ("a", dt.datetime(2018, 3, 2, tzinfo=dt.UTC), False, "en", False)
    guesses = {
        "1": (dt.datetime(2018, 3, 5, tzinfo=dt.UTC), "fr"),
        "2": (None, "en"),
        "3": (None, None),
    }
    for version, guess in guesses.items():
        monkeypatch.setattr("eventdb.extract.version.EXTRACTOR_VERSION", version)
        extractor.guess = guess
        run(path)
        published, language = guess
        guessed = ("b", published, published is not None, language, language is not None)
        assert query(sa.select(*columns).order_by(ReportRow.report_id)) == [fact, guessed]
        assert run(path).added == 0  # what was inferred does not make it another report


def test_an_interrupted_build_goes_on(run, query, tmp_path, extractor, monkeypatch):
    monkeypatch.setattr("eventdb.run._BATCH", 2)
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    extractor.stops_at = "d"
    with pytest.raises(KeyboardInterrupt):
        run(path, name="broken")
    assert query(sa.select(ReportRow.report_id).order_by(ReportRow.report_id)) == [
        (key,) for key in TEXTS
    ]
    assert query(sa.select(ExtractionRow.report_id).order_by(ExtractionRow.report_id)) == [
        ("a",),
        ("b",),
    ]
    assert query(sa.select(BuildRunRow.status)) == [("failed",)]
    extractor.stops_at = None
    extractor.read.clear()
    outcome = run(path, name="resumed")
    assert extractor.read == ["c", "d"]
    assert outcome.events == 3
    assert outcome.known == 4


def test_resumed_and_uninterrupted_builds_export_the_same(run, tmp_path, extractor):
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    extractor.stops_at = "c"
    with pytest.raises(KeyboardInterrupt):
        run(path, name="broken")
    extractor.stops_at = None
    run(path, name="resumed")
    whole = f"sqlite:///{tmp_path / 'whole.sqlite'}"
    build([path], Settings(whole, tmp_path / "whole"), Watcher())
    assert contents(tmp_path / "resumed") == contents(tmp_path / "whole")


def test_nothing_readable_ends_before_anything_else(run, tmp_path):
    outcome = run(tmp_path / "nowhere")
    assert outcome.read == 0
    assert not outcome.has_extracted
    assert not (tmp_path / "out").exists()


def test_the_parts_give_what_the_whole_gives(run, database_url, tmp_path, query):
    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    outcome = ingest([path], database_url, Watcher())
    assert outcome.added == 4
    assert query(sa.select(EventRow.event_id)) == []
    run(path)
    again = reconcile_database(database_url, Watcher())
    assert (again.events, again.changed_events) == (3, 0)


def test_a_failed_check_keeps_the_exports_back(run, tmp_path, monkeypatch):
    from eventdb.checks import Check, CheckFailure

    path = write_reports(tmp_path / "r.jsonl", TEXTS)
    for level, exported in (("warning", True), ("error", False)):
        check = Check("a_check", level, "no event is odd", "SELECT 1")
        failure = CheckFailure(check, 2, ("event_id=SYR1", "event_id=SYR2"))
        monkeypatch.setattr("eventdb.run.run_checks", lambda engine, found=failure: [found])
        outcome = run(path, name=level)
        assert (tmp_path / level).exists() is exported
        assert bool(outcome.files) is exported
        assert [issue.stage for issue in outcome.issues] == ([] if exported else ["check"])


def test_every_column_leads_back_to_its_words(run, database_url, tmp_path, query):
    run(write_reports(tmp_path / "r.jsonl", TEXTS))
    ((event_id,),) = query(sa.select(EventRow.event_id).where(EventRow.location == "Idlib"))
    with open_session(database_url) as session:
        event, report = explain(session, event_id), explain(session, "c")
    assert "fatalities = " in event
    assert "rule: " in event
    for key in ("a", "b"):
        assert f"«{TEXTS[key]}»" in event
        assert f"Paper {key} 2018-03-02 [{key}]" in event
    assert f"text 0-{len(TEXTS['a'])}" in event
    assert "1. Explosions/Remote violence: Air/drone strike" in report
    assert "killed 7: «7 killed in Aleppo on 2018-02-01»" in report


def test_a_retired_id_leads_on(run, database_url, tmp_path, query):
    run(write_reports(tmp_path / "r.jsonl", TEXTS))
    ((event_id,),) = query(sa.select(EventRow.event_id).where(EventRow.location == "Idlib"))
    with open_session(database_url) as session:
        add_redirects(
            session, [Redirect("SYR900", event_id, Change.MERGED)], dt.datetime.now(dt.UTC)
        )
        text = explain(session, "SYR900")
        assert text.startswith(f"SYR900 -> {event_id} (merged)\n{event_id}  ")
        with pytest.raises(EventdbError, match="'SYR901'"):
            explain(session, "SYR901")


def test_what_joins_and_what_parts_is_told_by_field(run, database_url, tmp_path, query):
    run(write_reports(tmp_path / "r.jsonl", TEXTS))
    ids = dict(query(sa.select(EventRow.location, EventRow.event_id)))
    with open_session(database_url) as session:
        joined = explain(session, ids["Idlib"])
        alone = explain(session, ids["Homs"])
        apart = explain(session, ids["Aleppo"], ids["Homs"])
        same = explain(session, ids["Homs"], ids["Homs"])
        with pytest.raises(EventdbError, match="no event has the id 'SYR900'"):
            explain(session, ids["Homs"], "SYR900")
    evidence = joined.partition("one event: ")[2]
    assert "bits a pair on average" in evidence
    assert re.search(r"a#0 \S b#0: \+\d+\.\d\d bits\n", evidence)
    assert re.search(r"\+\d\.\d\d  date: same day\n", evidence)
    assert "one event: " not in alone
    assert f"{ids['Aleppo']} and {ids['Homs']} are two events" in apart
    assert "never one: one report tells both" in apart
    assert same == f"{ids['Homs']} and {ids['Homs']} are one event, {ids['Homs']}"


def test_an_event_tells_who_disagrees_and_who_is_blamed(session):
    from test_views import fill

    fill(session)
    text = explain(session, "SYR1")
    assert "confidence 0.90, grade Fair" in text
    assert "  12 says The Daily Example 2018-02-07 [en-1]" in text
    assert "  20-99 says وكالة المثال 2018-02-07 [ar-1]" in text
    assert (
        "responsibility\n  Military Forces of Syria (2000-2024) reported, since 2018-02-07;"
        " independent sources: 1\n  - «Army guns shelled», The Daily Example 2018-02-07 [en-1]\n"
    ) in text


def test_evidence_is_that_of_the_reconciliation(run, database_url, tmp_path, query):
    """Computed from the candidates around, it is what all candidates give."""
    from eventdb.load import read_candidates
    from eventdb.reconcile.evidence import Evidence
    from eventdb.why import why_joined

    far = {"far": "4 killed in Idlib on 2012-03-01", "near": "9 killed in Aleppo on 2018-03-20"}
    run(write_reports(tmp_path / "r.jsonl", TEXTS | far))
    with open_session(database_url) as session:
        event = session.scalars(
            sa.select(EventRow).where(
                EventRow.location == "Idlib", EventRow.first_date > dt.date(2018, 1, 1)
            )
        ).one()
        whole = Evidence(read_candidates(session)).of_event(["a#0", "b#0"])
        told = list(why_joined(session, event))
    assert told[0] == f"one event: {whole.average:+.2f} bits a pair on average, more than 0"
