"""Why candidates are one event, and why two events are not one: bits by field, as text.

The evidence is computed anew from the stored candidates, as reconciliation had it: the weights are
fixed, and how crowded a place or how rare a word is depends on the candidates of the country and the
months around alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load import read_candidates
from eventdb.tables import EventCandidateRow, EventMemberRow, EventRow

# Evidence brings numpy with it, which other explanations do without.
if TYPE_CHECKING:
    from eventdb.reconcile.evidence import Evidence, GroupEvidence

_AROUND = dt.timedelta(days=31)
_PAIRS_SHOWN = 6
_LEAST_BITS = 0.5


def why_joined(session: Session, event: EventRow) -> Iterator[str]:
    """What joins the candidates of an event; nothing for an event that one candidate tells."""
    members = _members(session, event)
    if len(members) < 2:
        return
    found = _evidence(session, (event,)).of_event(members)
    yield f"one event: {found.average:+.2f} bits a pair on average, more than 0"
    yield from _pair_lines(found)


def why_apart(session: Session, one: EventRow, other: EventRow) -> Iterator[str]:
    """What parts two events."""
    yield f"{one.event_id} and {other.event_id} are two events"
    if one.iso3 != other.iso3:
        yield "  candidates of two countries are not compared"
        return
    ends = [_members(session, event) for event in (one, other)]
    if not all(ends):
        yield "  one of them has no candidate"
        return
    found = _evidence(session, (one, other)).between(*ends)
    yield f"  {found.average:+.2f} bits a pair on average; above 0 they would be one"
    for reason in dict.fromkeys(pair.obstacle for pair in found.obstacles):
        yield f"  never one: {reason}"
    yield from _pair_lines(found)


def _members(session: Session, event: EventRow) -> list[str]:
    query = sa.select(EventMemberRow.candidate_id).where(EventMemberRow.event_id == event.event_id)
    return sorted(session.scalars(query))


def _evidence(session: Session, events: Sequence[EventRow]) -> Evidence:
    """Evidence among the candidates of the events' country, in whole months around their days."""
    from eventdb.reconcile.evidence import Evidence

    first = (min(event.first_date for event in events) - _AROUND).replace(day=1)
    last = max(event.last_date for event in events) + _AROUND
    last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    row = EventCandidateRow
    # A candidate without a day stands on the day of its publication.
    published = sa.and_(
        row.first_date.is_(None),
        row.last_date.is_(None),
        row.published_at >= dt.datetime.combine(first, dt.time.min, dt.UTC),
        row.published_at <= dt.datetime.combine(last, dt.time.max, dt.UTC),
    )
    near = sa.or_(
        row.last_date.between(first, last), row.first_date.between(first, last), published
    )
    members = sa.select(EventMemberRow.candidate_id).where(
        EventMemberRow.event_id.in_([event.event_id for event in events])
    )
    iso3 = events[0].iso3
    chosen = sa.or_(sa.and_(row.iso3 == iso3, near), row.candidate_id.in_(members))
    rows = session.execute(sa.select(row.candidate_id, row.report_id).where(chosen)).all()
    wanted = {candidate_id for candidate_id, _ in rows}
    read = read_candidates(session, report_ids={report_id for _, report_id in rows})
    return Evidence(candidate for candidate in read if candidate.candidate_id in wanted)


def _pair_lines(found: GroupEvidence) -> Iterator[str]:
    """The pairs with the most and the least bits, all where they are few."""
    from eventdb.reconcile.evidence import print_pair

    pairs = found.pairs
    if len(pairs) <= _PAIRS_SHOWN:
        shown, left_out = list(pairs), 0
    else:
        half = _PAIRS_SHOWN // 2
        shown, left_out = [*pairs[:half], *pairs[-half:]], len(pairs) - 2 * half
    for at, pair in enumerate(shown):
        if left_out and at == len(shown) // 2:
            yield f"  … {left_out} pairs between"
        yield from (f"  {line}" for line in print_pair(pair, _LEAST_BITS).splitlines())
