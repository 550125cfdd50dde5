"""A database of generated events, for measuring what reads one.

    python -m benchmarks.store 100000 sqlite:///world.sqlite

Invented reports of shelling, attacks, clashes and protests in one country, two reports for every second
event, each with its claims; every tenth event has two reports that contradict one another, every fifth a
charge and a denial, every third a number of children. No extraction and no reconciliation, whose costs
are measured elsewhere.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    CountScope,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    SubEventType,
    TimePrecision,
)
from eventdb.database import make_engine, migrate
from eventdb.load import Extraction, add_reports, store_extractions, sync_reference, write_events
from eventdb.reconcile.responsibilities import FusedResponsibility
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
_GROUPS = tuple(
    Actor(f"brigade-{number}", f"Brigade {number}", ActorKind.REBEL_GROUP, "SYR")
    for number in range(60)
)
_CIVILIANS = Actor("civilians:SYR", "Civilians (Syria)", ActorKind.CIVILIANS, "SYR")
_PROTESTERS = Actor("protesters:SYR", "Protesters (Syria)", ActorKind.PROTESTERS, "SYR")
_FIRST = dt.date(2012, 1, 1)
_DAYS = 4000
_PLACES = 700
_SOURCES = 60
_SPEAKERS = (SpeakerKind.MEDICAL, SpeakerKind.OFFICIAL, SpeakerKind.WITNESS)
# By how many two sources that contradict one another differ.
_GAP = 30
_REPORTS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """One event with the reports of it."""

    reports: tuple[Report, ...]
    candidates: tuple[EventCandidate, ...]
    event: Event
    stands: tuple[FusedResponsibility, ...]


def tell(number: int) -> Told:
    """The event of a number, from 0: the same every time."""
    group = _GROUPS[number * 13 % len(_GROUPS)]
    sub_type, first, second = (
        (SubEventType.SHELLING, _ARMY, _CIVILIANS),
        (SubEventType.ARMED_CLASH, _ARMY, group),
        (SubEventType.ATTACK, group, _CIVILIANS),
        (SubEventType.PEACEFUL_PROTEST, _PROTESTERS, None),
    )[number % 4]
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
    is_disputed = number % 10 == 1
    count = CountRange(killed, killed, killed + (_GAP if is_disputed else 0))
    reports, candidates = [], []
    for copy in range(1 + number % 2):
        said = killed + (_GAP * copy if is_disputed else 0)
        report = _report(number, copy, said, place, day)
        reports.append(report)
        told = _candidate(report, {**where, **when, **act}, number, said, day)
        candidates.append(told)
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
            FusedField("fatalities", "count:acled", tuple((key, 0) for key in keys), is_disputed),
        ),
        **where,
        **when,
        **act,
    )
    stands = tuple(
        FusedResponsibility(
            event.event_id, item.actor, item.kind, item.by, reports[0].published, len(keys),
            tuple((key, index) for key in keys),
        )
        for index, item in enumerate(candidates[0].responsibility)
    )  # fmt: skip
    return Told(tuple(reports), tuple(candidates), event, stands)


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
    report: Report, columns: dict[str, object], number: int, killed: int, day: dt.date
) -> EventCandidate:
    start = report.text.index(f"{killed} people")
    span = Span(Part.TEXT, start, report.text.index(" in incident"))
    words = report.text[span.start : span.end]
    said = Claim(
        kind=ClaimKind.KILLED,
        span=span,
        text=words,
        low=killed,
        best=killed,
        high=killed,
        attributed_to="A local doctor",
        speaker_kind=_SPEAKERS[number % len(_SPEAKERS)],
    )
    claims = [said, Claim(kind=ClaimKind.DATE, span=span, text=words, value=f"{day}/{day}")]
    if number % 3 == 0:
        few = {"low": killed // 3, "best": killed // 3, "high": killed // 3}
        part = {"victims": "children", "victim_group": "children", "scope": CountScope.SUBSET}
        claims.append(replace(said, **few, **part))  # type: ignore[arg-type]
    stands = [(_ARMY, ResponsibilityKind.REPORTED, None)]
    if number % 5 == 0:
        group = _GROUPS[number % len(_GROUPS)]
        stands.append((group, ResponsibilityKind.ACCUSED, "the army"))
        stands.append((group, ResponsibilityKind.DENIED, group.name))
    return EventCandidate(
        candidate_id=f"{report.report_id}/0",
        report_id=report.report_id,
        order=0,
        fatalities=CountRange(killed, killed, killed),
        injured=None,
        claims=tuple(claims),
        responsibility=tuple(
            Responsibility(actor.name, kind, by, span, words) for actor, kind, by in stands
        ),
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
        made, stands = [], []
        for told in _in_batches(events):
            add_reports(session, [report for item in told for report in item.reports])
            extracted = [
                Extraction(candidate.report_id, (candidate,))
                for item in told
                for candidate in item.candidates
            ]
            store_extractions(session, extracted, "generated")
            made += [item.event for item in told]
            stands += [stand for item in told for stand in item.stands]
            session.commit()
        write_events(session, made, responsibility=stands)
        session.commit()
    engine.dispose()


def _in_batches(events: int) -> Iterator[list[Told]]:
    for start in range(0, events, _REPORTS_AT_ONCE):
        yield [tell(number) for number in range(start, min(start + _REPORTS_AT_ONCE, events))]


if __name__ == "__main__":
    fill(sys.argv[2], int(sys.argv[1]))
