"""A database of generated events, for measuring what reads one.

    python -m benchmarks.store 100000 sqlite:///world.sqlite

Invented reports of shelling, attacks, clashes and protests in one country, two reports for every second
event, each with its claims; no extraction and no reconciliation, whose costs are measured elsewhere.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    SubEventType,
    TimePrecision,
)
from eventdb.database import make_engine, migrate
from eventdb.load import Extraction, add_reports, store_extractions, sync_reference, write_events
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

_ARMY = Actor("military:SYR", "Military Forces of Syria (2000-2024)", ActorKind.STATE_FORCES, "SYR")
_REBELS = Actor("opposition:SYR", "Opposition Rebels (Syria)", ActorKind.REBEL_GROUP, "SYR")
_CIVILIANS = Actor("civilians:SYR", "Civilians (Syria)", ActorKind.CIVILIANS, "SYR")
_PROTESTERS = Actor("protesters:SYR", "Protesters (Syria)", ActorKind.PROTESTERS, "SYR")
_KINDS = (
    (SubEventType.SHELLING, _ARMY, _CIVILIANS),
    (SubEventType.ARMED_CLASH, _ARMY, _REBELS),
    (SubEventType.ATTACK, _REBELS, _CIVILIANS),
    (SubEventType.PEACEFUL_PROTEST, _PROTESTERS, None),
)
_FIRST = dt.date(2012, 1, 1)
_DAYS = 4000
_PLACES = 700
_SOURCES = 60
_REPORTS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """One event with the reports of it."""

    reports: tuple[Report, ...]
    candidates: tuple[EventCandidate, ...]
    event: Event


def tell(number: int) -> Told:
    """The event of a number, from 0: the same every time."""
    sub_type, first, second = _KINDS[number % len(_KINDS)]
    day = _FIRST + dt.timedelta(days=number * 7 % _DAYS)
    killed = number % 23
    place = number * 31 % _PLACES
    parties = (Party(first, PartyRole.ACTOR1),) + (
        (Party(second, PartyRole.ACTOR2),) if second is not None else ()
    )
    where = {
        "iso3": "SYR",
        "country": "Syria",
        "admin1": f"Province {place % 14}",
        "admin2": f"District {place % 60}",
        "location": f"Town {place}",
        "place_id": None,
        "latitude": 33.0 + place % 40 / 10,
        "longitude": 36.0 + place % 55 / 10,
        "geo_precision": GeoPrecision.PLACE,
    }
    when = {"first_date": day, "last_date": day, "time_precision": TimePrecision.DAY}
    act = {"event_type": sub_type.event_type, "sub_event_type": sub_type, "parties": parties}
    count = CountRange(killed, killed, killed)
    reports, candidates = [], []
    for copy in range(1 + number % 2):
        report = _report(number, copy, killed, place, day)
        reports.append(report)
        candidates.append(_candidate(report, {**where, **when, **act}, killed, first, day))
    keys = tuple(candidate.candidate_id for candidate in candidates)
    event = Event(
        event_id=f"SYR{number + 1}",
        candidate_ids=keys,
        fatalities=count,
        injured=None,
        is_civilian_targeting=second is _CIVILIANS,
        independent_sources=len(keys),
        confidence=0.5 + number % 50 / 100,
        fields=(
            FusedField("date", "date:commonest", tuple((key, 1) for key in keys)),
            FusedField("fatalities", "count:acled", tuple((key, 0) for key in keys)),
        ),
        **where,
        **when,
        **act,
    )
    return Told(tuple(reports), tuple(candidates), event)


def _report(number: int, copy: int, killed: int, place: int, day: dt.date) -> Report:
    text = (
        f"At least one thing happened in Town {place} on that day. A local doctor said that"
        f" {killed} people were killed in incident {number}, and that others were taken to hospital."
        " The army did not comment."
    )
    noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
    return Report(
        report_id=f"r{number}-{copy}",
        title=f"{killed} killed in Town {place} ({number})",
        text=text,
        published=noon + dt.timedelta(days=1 + copy),
        source=f"Example Wire {(number + copy) % _SOURCES}",
        language="en",
    )


def _candidate(
    report: Report, columns: dict[str, object], killed: int, first: Actor, day: dt.date
) -> EventCandidate:
    start = report.text.index(f"{killed} people")
    span = Span(Part.TEXT, start, report.text.index(" in incident"))
    words = report.text[span.start : span.end]
    claims = (
        Claim(
            kind=ClaimKind.KILLED,
            span=span,
            text=words,
            low=killed,
            best=killed,
            high=killed,
            attributed_to="A local doctor",
            speaker_kind=SpeakerKind.MEDICAL,
        ),
        Claim(kind=ClaimKind.DATE, span=span, text=words, value=f"{day}/{day}"),
    )
    stated = Responsibility(first.name, ResponsibilityKind.REPORTED, None, span, words)
    return EventCandidate(
        candidate_id=f"{report.report_id}/0",
        report_id=report.report_id,
        order=0,
        fatalities=CountRange(killed, killed, killed),
        injured=None,
        claims=claims,
        responsibility=(stated,),
        span=span,
        text=words,
        confidence=0.8,
        source=report.source,
        published=report.published,
        language=report.language,
        **columns,  # type: ignore[arg-type]
    )


def fill(url: str, events: int) -> None:
    """Make a database of so many events."""
    migrate(url)
    engine = make_engine(url)
    with Session(engine) as session:
        sync_reference(session)
        made = []
        for told in _in_batches(events):
            add_reports(session, [report for item in told for report in item.reports])
            extracted = [
                Extraction(candidate.report_id, (candidate,))
                for item in told
                for candidate in item.candidates
            ]
            store_extractions(session, extracted, "generated")
            made += [item.event for item in told]
            session.commit()
        write_events(session, made)
        session.commit()
    engine.dispose()


def _in_batches(events: int) -> Iterator[list[Told]]:
    for start in range(0, events, _REPORTS_AT_ONCE):
        yield [tell(number) for number in range(start, min(start + _REPORTS_AT_ONCE, events))]


if __name__ == "__main__":
    fill(sys.argv[2], int(sys.argv[1]))
