"""Plausible records for the tests of the store: reports, candidates and events of an invented war."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    CountScope,
    EventType,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    Stance,
    SubEventType,
    TimePrecision,
)
from eventdb.records import (
    Actor,
    Claim,
    CountRange,
    Event,
    EventCandidate,
    FusedField,
    Part,
    Party,
    Report,
    Responsibility,
    Span,
)

ARMY = Actor("syr-army", "Military Forces of Syria (2000-2024)", ActorKind.STATE_FORCES, "SYR")
REBELS = Actor("syr-rebels", "Opposition Rebels (Syria)", ActorKind.REBEL_GROUP, "SYR")
CIVILIANS = Actor("civilians-SYR", "Civilians (Syria)", ActorKind.CIVILIANS, "SYR")
PROTESTERS = Actor("protesters-SYR", "Protesters (Syria)", ActorKind.PROTESTERS, "SYR")

ENGLISH = Report(
    report_id="en-1",
    title="Shelling kills 12 in Qamar",
    text="Army guns shelled Qamar on Tuesday. A medic said 12 people, four of them children, were killed.",
    published=dt.datetime(2018, 2, 7, 9, 30, tzinfo=dt.UTC),
    source="The Daily Example",
    url="https://daily.example/1",
    language="en",
    origin="news.jsonl:1",
)
ARABIC = Report(
    report_id="ar-1",
    title="قصف على قمر",
    text="قال شهود إن عشرات المدنيين قُتلوا في قصف على بلدة قمر مساء الثلاثاء.",
    published=dt.datetime(2018, 2, 7, 18, 0, tzinfo=dt.UTC),
    source="وكالة المثال",
    url=None,
    language="ar",
    origin="news.jsonl:2",
)
FOOTBALL = Report(
    report_id="en-2",
    text="The home side won by two goals.",
    published=dt.datetime(2018, 2, 8, tzinfo=dt.UTC),
    source="The Daily Example",
    language="en",
)
REPORTS = (ENGLISH, ARABIC, FOOTBALL)


def span_of(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(Part.TEXT, start, start + len(words))


def claim(report: Report, words: str, kind: ClaimKind = ClaimKind.KILLED, **fields) -> Claim:
    return Claim(kind=kind, span=span_of(report, words), text=words, **fields)


def candidate(
    report: Report, words: str, claims: tuple[Claim, ...] = (), order: int = 0, **fields
) -> EventCandidate:
    known: dict[str, object] = {
        "candidate_id": f"{report.report_id}/{order}",
        "report_id": report.report_id,
        "order": order,
        "event_type": EventType.EXPLOSIONS,
        "sub_event_type": SubEventType.SHELLING,
        "first_date": dt.date(2018, 2, 6),
        "last_date": dt.date(2018, 2, 6),
        "time_precision": TimePrecision.DAY,
        "iso3": "SYR",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "admin2": None,
        "location": "Qamar",
        "place_id": "seed:qamar",
        "latitude": 35.30085,
        "longitude": 40.2892,
        "geo_precision": GeoPrecision.PLACE,
        "parties": (Party(ARMY, PartyRole.ACTOR1), Party(CIVILIANS, PartyRole.ACTOR2)),
        "fatalities": CountRange(12, 12, 12),
        "injured": None,
        "claims": claims,
        "responsibility": (),
        "span": span_of(report, words),
        "text": words,
        "confidence": 0.8,
        "triggers": ("shelling",),
        "source": report.source,
        "published": report.published,
        "language": report.language,
    }
    return EventCandidate(**(known | fields))


ENGLISH_CANDIDATE = candidate(
    ENGLISH,
    "Army guns shelled Qamar on Tuesday.",
    claims=(
        claim(
            ENGLISH,
            "12 people, four of them children, were killed",
            low=12,
            best=12,
            high=12,
            attributed_to="A medic",
            attribution_span=span_of(ENGLISH, "A medic"),
            speaker_kind=SpeakerKind.MEDICAL,
        ),
        claim(
            ENGLISH,
            "four of them children",
            low=4,
            best=4,
            high=4,
            victims="children",
            victim_group="children",
            scope=CountScope.SUBSET,
        ),
        claim(ENGLISH, "Tuesday", ClaimKind.DATE, value="2018-02-06"),
    ),
    responsibility=(
        Responsibility(
            ARMY.name,
            ResponsibilityKind.REPORTED,
            None,
            span_of(ENGLISH, "Army guns shelled"),
            "Army guns shelled",
        ),
    ),
)
ARABIC_CANDIDATE = candidate(
    ARABIC,
    "قصف على بلدة قمر مساء الثلاثاء",
    claims=(
        claim(
            ARABIC,
            "عشرات المدنيين قُتلوا",
            low=20,
            high=99,
            victims="المدنيين",
            victim_group="civilians",
            attributed_to="شهود",
            attribution_span=span_of(ARABIC, "شهود"),
            speaker_kind=SpeakerKind.WITNESS,
            stance=Stance.ASSERTS,
        ),
    ),
    fatalities=CountRange(20, None, 99),
)
CANDIDATES = (ARABIC_CANDIDATE, ENGLISH_CANDIDATE)


def event(event_id: str = "SYR1", **fields) -> Event:
    known: dict[str, object] = {
        "event_id": event_id,
        "candidate_ids": ("ar-1/0", "en-1/0"),
        "event_type": EventType.EXPLOSIONS,
        "sub_event_type": SubEventType.SHELLING,
        "first_date": dt.date(2018, 2, 6),
        "last_date": dt.date(2018, 2, 6),
        "time_precision": TimePrecision.DAY,
        "iso3": "SYR",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "admin2": None,
        "location": "Qamar",
        "place_id": "seed:qamar",
        "latitude": 35.30085,
        "longitude": 40.2892,
        "geo_precision": GeoPrecision.PLACE,
        "parties": (Party(ARMY, PartyRole.ACTOR1), Party(CIVILIANS, PartyRole.ACTOR2)),
        "fatalities": CountRange(12, 12, 99),
        "injured": None,
        "is_civilian_targeting": True,
        "independent_sources": 2,
        "confidence": 0.9,
        "fields": (
            FusedField("date", "date:commonest", (("en-1/0", 2),)),
            FusedField("fatalities", "count:acled", (("en-1/0", 0), ("ar-1/0", 0)), True),
        ),
    }
    return Event(**(known | fields))


EVENT = event()


def moved(candidate: EventCandidate, report_id: str, candidate_id: str) -> EventCandidate:
    """The same telling in another report."""
    return replace(candidate, report_id=report_id, candidate_id=candidate_id)
