"""The seed reports and the golden labels: what they promise, and that the two agree."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from eventdb.codebook import ClaimKind, EventType, ResponsibilityKind, SubEventType
from eventdb.evaluate import Names, evaluate
from eventdb.identify import identify
from eventdb.reading import ReadIssue, read_reports
from eventdb.records import Part, Span
from eventdb.resources import seeds_path

SEEDS = seeds_path()
GOLDEN = Path(__file__).parent / "golden"
INVENTED = ".example"


@pytest.fixture(scope="module")
def seeds():
    return list(read_reports([SEEDS / "reports"]))


@pytest.fixture(scope="module")
def reports(seeds):
    return {
        report.report_id: report for report in [*seeds, *read_reports([GOLDEN / "reports.jsonl"])]
    }


@pytest.fixture(scope="module")
def events():
    lines = (GOLDEN / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def sources():
    with (SEEDS / "sources" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --------------------------------------------------------------------------------------------
# Reports
# --------------------------------------------------------------------------------------------


def test_every_seed_report_is_read_without_an_issue(seeds):
    assert [str(item) for item in seeds if isinstance(item, ReadIssue)] == []
    assert len({report.report_id for report in seeds}) == len(seeds) >= 60


def test_half_of_the_seed_reports_are_arabic(seeds):
    languages = Counter(identify(report).language for report in seeds)
    assert set(languages) == {"ar", "en"}
    assert 0.4 <= languages["ar"] / len(seeds) <= 0.6


def test_the_language_that_a_report_states_is_the_one_that_is_identified(reports):
    wrong = []
    for report in reports.values():
        stated = report.language
        object_without = type(report)(report.report_id, report.text, title=report.title)
        if stated is not None and identify(object_without).language != stated:
            wrong.append(report.report_id)
    assert wrong == []


def test_seed_reports_are_short(seeds):
    lengths = {report.report_id: len(report.text.split()) for report in seeds}
    assert {key: size for key, size in lengths.items() if not 80 <= size <= 250} == {}


def test_seed_reports_come_in_every_format():
    names = {file.name for file in (SEEDS / "reports").rglob("*") if file.is_file()}
    for ending in (".jsonl", ".jsonl.gz", ".csv", ".txt"):
        assert any(name.endswith(ending) for name in names), ending


def test_texts_without_metadata_begin_with_a_headline_and_state_a_date(seeds):
    plain = [report for report in seeds if report.origin.endswith(".txt")]
    assert len(plain) >= 3
    for report in plain:
        assert report.published is None
        assert report.title
        assert re.search(r"\b20\d\d\b", report.text.splitlines()[0])


def test_no_publisher_is_a_real_one(reports, sources):
    hosts = {}
    for source in sources:
        for name in (source["name"], *source["aliases"].split("|")):
            hosts[name] = urlsplit(source["url"]).hostname or ""
    for report in reports.values():
        if report.source is not None:
            assert hosts[report.source].endswith(INVENTED), report.report_id
            assert (urlsplit(report.url).hostname or "").endswith(INVENTED), report.report_id


def test_sources_have_invented_and_real_ones_each_with_one_id(sources):
    ids = [source["source_id"] for source in sources]
    assert len(set(ids)) == len(ids)
    invented = [source for source in sources if source["url"].endswith(INVENTED)]
    assert len(invented) >= 10
    assert len(sources) - len(invented) >= 120
    assert all(source["kind"] and source["language"] for source in sources)


def test_two_mastheads_carry_one_dispatch(seeds):
    lines = defaultdict(set)
    for report in seeds:
        for line in report.text.splitlines():
            if len(line) > 150:
                lines[line].add(report.source)
    assert len({frozenset(sources) for sources in lines.values() if len(sources) > 1}) >= 2


# --------------------------------------------------------------------------------------------
# Labels
# --------------------------------------------------------------------------------------------


def test_labels_are_of_reports_that_exist(reports, events):
    assert {event["report_id"] for event in events} <= set(reports)


def test_seed_reports_tell_many_events_most_of_them_more_than_once(seeds, events):
    told = defaultdict(set)
    ids = {report.report_id for report in seeds}
    for event in events:
        if event["report_id"] in ids and not event.get("optional"):
            told[event["event_key"]].add(event["report_id"])
    assert len(told) >= 20
    assert sum(len(tellers) > 1 for tellers in told.values()) >= 20
    kinds = {event["event_type"] for event in events}
    assert kinds == {kind.value for kind in EventType}


def test_some_reports_tell_no_event(reports, events):
    telling = {event["report_id"] for event in events if not event.get("optional")}
    assert len(set(reports) - telling) >= 10


def test_labels_use_the_codebook(events):
    for event in events:
        for kind, sub in [
            (event["event_type"], event["sub_event_type"]),
            *event.get("acceptable_types", []),
        ]:
            assert SubEventType(sub).event_type is EventType(kind)
        for claim in event["claims"]:
            assert ClaimKind(claim["kind"]).is_count
        for stated in event["responsibility"]:
            ResponsibilityKind(stated["kind"])


def test_labels_of_claims_point_at_their_words(reports, events):
    for event in events:
        for claim in event["claims"]:
            span = Span(Part(claim["part"]), claim["start"], claim["end"])
            assert reports[event["report_id"]].passage(span) == claim["text"]
            assert claim["victims"] is None or claim["victims"] in claim["text"]


def test_words_of_labels_stand_in_their_reports(reports, events):
    for event in events:
        report = reports[event["report_id"]]
        whole = f"{report.title or ''}\n{report.text}"
        stated = [event["text"], event.get("location_text")]
        stated += [claim["attributed_to"] for claim in event["claims"]]
        stated += [entry[key] for entry in event["responsibility"] for key in ("text", "by")]
        assert [words for words in stated if words and words not in whole] == []


def test_counts_and_dates_of_labels_are_in_order(events):
    for event in events:
        for prefix in ("fatalities", "injured"):
            given = [event.get(f"{prefix}_{end}") for end in ("low", "best", "high")]
            given = [number for number in given if number is not None]
            assert given == sorted(given), event["report_id"]
        for claim in event["claims"]:
            assert None in (claim["low"], claim["high"]) or claim["low"] <= claim["high"]
        first, last = event.get("event_date"), event.get("event_date_end")
        if first is not None:
            assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last)


def test_no_event_is_later_than_its_report(reports, events):
    for event in events:
        published = reports[event["report_id"]].published
        if published is not None and event.get("event_date") is not None:
            assert event["event_date"] <= published.date().isoformat(), event["report_id"]


def test_labels_scored_against_themselves_are_all_right(events):
    aliases = json.loads((GOLDEN / "actor_aliases.json").read_text(encoding="utf-8"))
    tally = evaluate(events, events, names=Names(aliases)).overall
    assert tally.score("all").f1 == 1
