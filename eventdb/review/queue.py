"""What is worth a person's look, the most pressing first.

Corrections that meet new evidence come before everything. Then events, by how much hangs on them
times how doubtful they are:

    weight = (1 + log2(1 + killed) + log2(1 + wounded) / 2) × doubt
    doubt  = (1 − confidence) + 1/2 a disputed field + 1/4 where one source alone tells it
             + 1/4 where responsibility is contested

Counts are the highest that stand. A confirmed event is left out until something speaks against it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load import read_corrections
from eventdb.reconcile.corrections import Correction, CorrectionKind, in_force
from eventdb.tables import (
    CorrectionConflictRow,
    EventCorrectionRow,
    EventFieldRow,
    EventRow,
)

_CONTESTED = "Contested"  # a grade of eventdb/reconcile/grades.py


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    Attributes:
        key: id of an event, or of a correction that meets new evidence.
        event_id: the event; ``None`` where a correction has none any more.
        weight: of an event; infinite for a correction.
        what: the event in short.
        reasons: why it is worth a look.
    """

    key: str
    event_id: str | None
    weight: float
    what: str
    reasons: tuple[str, ...]


def review_queue(session: Session, country: str | None = None) -> list[Item]:
    """All that is up for review, the most pressing first.

    Args:
        session: an open session.
        country: ISO 3166-1 alpha-3 code; only events of this country.
    """
    corrections = {item.correction_id: item for item in in_force(read_corrections(session))}
    conflicts = _conflicts(session, corrections, country)
    confirmed = _confirmed(session, corrections)
    at_odds = {item.event_id for item in conflicts}
    query = sa.select(EventRow).order_by(EventRow.event_id)
    if country is not None:
        query = query.where(EventRow.iso3 == country)
    disputed = _disputed(session)
    events = [
        _item(event, tuple(disputed.get(event.event_id, ())))
        for event in session.scalars(query)
        if event.event_id not in confirmed - at_odds
    ]
    return [*conflicts, *sorted(events, key=lambda item: (-item.weight, item.key))]


def _item(event: EventRow, disputed: tuple[str, ...]) -> Item:
    killed = event.fatalities_high or event.fatalities_best or event.fatalities_low or 0
    wounded = event.injured_high or event.injured_best or event.injured_low or 0
    is_lone = event.independent_sources == 1
    is_contested = event.grade == _CONTESTED
    doubt = 1 - event.confidence + len(disputed) / 2 + is_lone / 4 + is_contested / 4
    weight = (1 + math.log2(1 + killed) + math.log2(1 + wounded) / 2) * doubt
    reasons = []
    if disputed:
        reasons.append(f"disputed: {', '.join(disputed)}")
    if is_contested:
        reasons.append("responsibility contested")
    reasons.append(f"confidence {event.confidence:.2f}")
    if is_lone:
        reasons.append("one source")
    toll = f", killed {_range(event)}" if event.fatalities_low is not None else ""
    what = f"{event.event_date} {event.location}, {event.country}: {event.sub_event_type}{toll}"
    return Item(event.event_id, event.event_id, weight, what, tuple(reasons))


def _range(event: EventRow) -> str:
    low, high = event.fatalities_low, event.fatalities_high
    if low == high:
        return str(low)
    return f"{low} or more" if high is None else f"{low} to {high}"


def _disputed(session: Session) -> dict[str, list[str]]:
    query = (
        sa.select(EventFieldRow.event_id, EventFieldRow.field)
        .where(EventFieldRow.is_disputed)
        .order_by(EventFieldRow.event_id, EventFieldRow.position)
    )
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for event_id, field in session.execute(query):
        fields[event_id].append(field)
    return fields


def _conflicts(
    session: Session, corrections: dict[str, Correction], country: str | None
) -> list[Item]:
    """Corrections that meet new evidence; one undone since the last build is none any more."""
    query = sa.select(CorrectionConflictRow).order_by(
        CorrectionConflictRow.correction_id, CorrectionConflictRow.problem
    )
    applied = sa.select(EventCorrectionRow.correction_id, EventCorrectionRow.event_id)
    events = {row.correction_id: row.event_id for row in session.execute(applied)}
    items = []
    for row in session.scalars(query):
        correction = corrections.get(row.correction_id)
        if correction is None:
            continue
        event_id = events.get(row.correction_id, correction.event_id)
        if country is not None and not (event_id or "").startswith(country):
            continue
        about = " ".join(filter(None, (correction.kind.value, correction.name)))
        what = f"{event_id or 'no event'}: {about} by {correction.author} ({correction.reason})"
        items.append(Item(row.correction_id, event_id, math.inf, what, (row.problem,)))
    return items


def _confirmed(session: Session, corrections: dict[str, Correction]) -> set[str]:
    """Events that people have confirmed, by the last reconciliation or since."""
    query = sa.select(EventCorrectionRow.correction_id, EventCorrectionRow.event_id)
    applied: defaultdict[str, set[str]] = defaultdict(set)
    for key, event_id in session.execute(query):
        applied[key].add(event_id)
    return {
        event_id
        for key, item in corrections.items()
        if item.kind is CorrectionKind.CONFIRM
        for event_id in applied.get(key, {item.event_id or ""})
    }
