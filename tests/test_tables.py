"""The constraints of the schema, each tried by a statement that breaks it, on both engines."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError
from store_records import CANDIDATES, EVENT, REPORTS

from eventdb import codebook
from eventdb.load import Extraction, add_reports, store_extractions, write_events
from eventdb.resources import seeds_path
from eventdb.tables import MetaRow, ReportRow, Row


@pytest.fixture
def loaded(session):
    add_reports(session, REPORTS)
    told = [Extraction(c.report_id, (c,)) for c in CANDIDATES]
    store_extractions(session, told, "1")
    write_events(session, [EVENT])
    return session


BROKEN = {
    "low above best": "UPDATE event SET fatalities_low = 13",
    "best above high": "UPDATE event SET fatalities_best = 100",
    "low above high": "UPDATE event SET fatalities_best = NULL, fatalities_low = 100",
    "negative count": "UPDATE event SET injured_low = -1",
    "a range without its low bound": "UPDATE event SET injured_high = 3",
    "first day after last": "UPDATE event SET first_date = '2018-02-07', event_date = '2018-02-07'",
    "day outside its interval": "UPDATE event SET event_date = '2018-02-07'",
    "unknown time precision": "UPDATE event SET time_precision = 4",
    "unknown geo precision": "UPDATE event SET geo_precision = 0",
    "unknown event type": "UPDATE event SET event_type = 'War'",
    "sub-event type of another event type": "UPDATE event SET sub_event_type = 'Attack'",
    "confidence above one": "UPDATE event SET confidence = 1.1",
    "latitude off the globe": "UPDATE event SET latitude = 90.5",
    "longitude off the globe": "UPDATE event SET longitude = -181",
    "half a point": "UPDATE event SET latitude = NULL",
    "unknown country": "UPDATE event SET iso3 = 'ZZZ'",
    "unknown place": "UPDATE event SET place_id = 'seed:nowhere'",
    "negative sources": "UPDATE event SET independent_sources = -1",
    "claim: span backwards": "UPDATE claim SET end_char = start_char",
    "claim: span before the text": "UPDATE claim SET start_char = -1",
    "claim: unknown part": "UPDATE claim SET part = 'footer'",
    "claim: half an attribution": "UPDATE claim SET attribution_end_char = NULL WHERE low = 12",
    "claim: attribution backwards": "UPDATE claim SET attribution_start_char = 9999 WHERE low = 12",
    "claim: unknown kind": "UPDATE claim SET claim_kind = 'hurt'",
    "claim: unknown stance": "UPDATE claim SET stance = 'doubts'",
    "claim: unknown scope": "UPDATE claim SET count_scope = 'all'",
    "claim: unknown speaker": "UPDATE claim SET speaker_kind = 'neighbour'",
    "claim: unknown role": "UPDATE claim SET role = 'actor3'",
    "claim: counts out of order": "UPDATE claim SET low = 5, best = 4, high = 6",
    "claim: report of another candidate": "UPDATE claim SET report_id = 'en-2'",
    "claim: twice at one position": "UPDATE claim SET position = 0 WHERE report_id = 'en-1'",
    "candidate: confidence below zero": "UPDATE event_candidate SET confidence = -0.1",
    "candidate: twice at one position": "INSERT INTO event_candidate SELECT * FROM event_candidate",
    "candidate: of no report": "UPDATE event_candidate SET report_id = 'nobody'",
    "party: unknown role": "UPDATE candidate_party SET role = 'bystander'",
    "party: unknown kind": "UPDATE event_actor SET actor_kind = 9",
    "party: unknown actor": "UPDATE event_actor SET actor_id = 'nobody'",
    "responsibility: unknown kind": "UPDATE candidate_responsibility SET responsibility_kind = 'x'",
    "field: claim of no field": "UPDATE event_claim SET field = 'weather'",
    "report: empty text": "UPDATE report SET text = ''",
    "report: same content twice": "UPDATE report SET content_hash = 'same'",
    "report: of no source": "UPDATE report SET source_id = 'nobody'",
    "source: unknown scale": "UPDATE source SET scale = 'Galactic'",
    "run: unknown status": (
        "INSERT INTO build_run (started_at, status, versions, counts)"
        " VALUES ('2020-01-01', 'tired', '{}', '{}')"
    ),
    "redirect to itself": (
        "INSERT INTO id_redirect VALUES ('x', 'SYR1', 'SYR1', 'merged', '2020-01-01')"
    ),
    "correction without a reason": (
        "INSERT INTO correction (correction_id, action, payload, author, reason, corrected_at)"
        " VALUES ('c', 'set', '{}', 'A', '', '2020-01-01')"
    ),
    "correction of an unknown kind": (
        "INSERT INTO correction (correction_id, action, payload, author, reason, corrected_at)"
        " VALUES ('c', 'guess', '{}', 'A', 'B', '2020-01-01')"
    ),
    "a code in use is taken away": "DELETE FROM sub_event_type WHERE event_type = 'Explosions/Remote violence'",
    "an actor in use is taken away": "DELETE FROM actor",
    "a vague number twice": (
        "INSERT INTO vague_number SELECT * FROM vague_number WHERE scheme = 'acled'"
    ),
}


def test_the_database_refuses_what_cannot_be(loaded):
    """One test for all: every constraint that lets something through is told at once."""
    accepted = []
    for name, statement in BROKEN.items():
        try:
            loaded.execute(sa.text(statement.replace(":", "\\:")))
        except IntegrityError:
            pass
        else:
            accepted.append(name)
        loaded.rollback()
    assert accepted == []


def test_an_instant_without_a_zone_is_refused(session):
    row = {column.name: "x" for column in ReportRow.__table__.columns}
    row |= {"source_id": None, "is_published_inferred": False, "is_language_inferred": False}
    row |= {"published_at": dt.datetime(2020, 1, 1), "added_at": dt.datetime.now(dt.UTC)}  # noqa: DTZ001
    with pytest.raises(StatementError, match="needs a time zone"):
        session.execute(sa.insert(ReportRow.__table__), [row])


def test_an_instant_of_another_zone_is_the_same_instant(session):
    zone = dt.timezone(dt.timedelta(hours=3))
    report = REPORTS[0]
    at = report.published.astimezone(zone)
    add_reports(session, [type(report)("z", "text", published=at)])
    found = session.scalar(sa.select(ReportRow.published_at))
    assert (found, found.tzinfo) == (report.published, dt.UTC)


def test_deleting_a_report_leaves_nothing_of_it(loaded):
    loaded.execute(sa.text("DELETE FROM report WHERE report_id = 'en-1'"))
    loaded.commit()
    left = {
        table.name: loaded.scalar(sa.select(sa.func.count()).select_from(table))
        for table in Row.metadata.sorted_tables
        if table.name in ("claim", "event_candidate", "candidate_responsibility", "event_claim")
    }
    assert left == {
        "claim": 1,
        "event_candidate": 1,
        "candidate_responsibility": 0,
        "event_claim": 1,
    }


def test_every_table_and_column_that_needs_it_is_explained():
    silent = [
        mapper.class_.__name__
        for mapper in Row.registry.mappers
        if not (mapper.class_.__doc__ or "").strip().endswith(".")
    ]
    assert silent == []


# --------------------------------------------------------------------------------------------
# Codebook: enums and seeds agree
# --------------------------------------------------------------------------------------------


def seed(name: str) -> list[dict[str, str]]:
    with (seeds_path() / "codebook" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "enum"),
    [
        ("claim_kind", codebook.ClaimKind),
        ("stance", codebook.Stance),
        ("count_scope", codebook.CountScope),
        ("speaker_kind", codebook.SpeakerKind),
        ("responsibility_kind", codebook.ResponsibilityKind),
        ("party_role", codebook.PartyRole),
        ("time_precision", codebook.TimePrecision),
        ("geo_precision", codebook.GeoPrecision),
    ],
)
def test_vocabularies_agree_with_their_enums(name, enum):
    assert [row["code"] for row in seed(name)] == [str(member.value) for member in enum]
    assert all(row["meaning"].endswith(".") or row["meaning"].endswith(").") for row in seed(name))


def test_event_types_agree_with_the_codebook():
    assert [row["event_type"] for row in seed("event_type")] == list(codebook.EventType)
    found = [
        (row["sub_event_type"], row["event_type"], row["disorder_type"], int(row["rank"]))
        for row in seed("sub_event_type")
    ]
    assert found == [
        (sub, sub.event_type, "; ".join(sub.disorder_types), sub.rank)
        for sub in codebook.SubEventType
    ]


def test_actor_kinds_and_interactions_agree_with_the_codebook():
    kinds = [(int(row["code"]), row["label"]) for row in seed("actor_kind")]
    assert kinds == [(int(kind), kind.label) for kind in codebook.ActorKind]
    pairs = {
        codebook.interaction(first, second)
        for first in codebook.ActorKind
        for second in codebook.ActorKind
        if (first, second) != (codebook.ActorKind.NONE, codebook.ActorKind.NONE)
    }
    rows = {codebook.Interaction(int(row["code"]), row["label"]) for row in seed("interaction")}
    assert rows == pairs


def test_countries_have_one_code_and_one_region_each():
    rows = seed("country")
    codes = [row["iso_code"] for row in rows if row["iso_code"] != "0"]
    assert len(codes) == len(set(codes))
    assert {row["iso3"]: row["region"] for row in rows}["SDN"] == "Northern Africa"
    assert {row["iso3"]: row["name"] for row in rows}["PSE"] == "Palestine"


def test_meta_holds_the_digests_of_the_seeds(session):
    keys = session.scalars(sa.select(MetaRow.key)).all()
    assert "seeds/codebook" in keys
