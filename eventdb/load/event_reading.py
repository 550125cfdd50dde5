"""Reconciled events out, with what keeps their ids stable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.event_rows import event_of
from eventdb.load.statements import grouped, key_pages, select_rows
from eventdb.records import Event
from eventdb.tables import (
    ClaimRow,
    EventActorRow,
    EventClaimRow,
    EventFieldRow,
    EventMemberRow,
    EventRow,
    IdentityAnchorRow,
    IdRedirectRow,
)

# Reconciliation brings numpy with it, which reading and writing rows does without.
if TYPE_CHECKING:
    from eventdb.reconcile.outcome import IdentityAnchor

_MERGED = "merged"  # Change.MERGED


def read_events(session: Session) -> Iterator[Event]:
    """All events, in the order of their ids."""
    for page in key_pages(session, EventRow):
        yield from _read_page(session, page)


def read_event(session: Session, event_id: str) -> Event | None:
    """One event; ``None`` where none stands under the id."""
    return next(_read_page(session, [event_id]), None)


def _read_page(session: Session, keys: Sequence[str]) -> Iterator[Event]:
    order = ("event_id", "position")
    actors, fields, claims = (
        grouped(select_rows(session, model, "event_id", keys, order), "event_id")
        for model in (EventActorRow, EventFieldRow, EventClaimRow)
    )
    members = grouped(
        select_rows(session, EventMemberRow, "event_id", keys, ("candidate_id",)), "event_id"
    )
    claim_keys = {str(row["claim_id"]) for rows in claims.values() for row in rows}
    positions = {
        str(row["claim_id"]): (str(row["candidate_id"]), int(row["position"]))
        for row in select_rows(session, ClaimRow, "claim_id", claim_keys)
    }
    for row in select_rows(session, EventRow, "event_id", keys, ("event_id",)):
        key = str(row["event_id"])
        yield event_of(
            row,
            actors.get(key, ()),
            [str(member["candidate_id"]) for member in members.get(key, ())],
            fields.get(key, ()),
            [
                (str(claim["field"]), positions[str(claim["claim_id"])])
                for claim in claims.get(key, ())
            ],
        )


def read_anchors(session: Session) -> Iterator[IdentityAnchor]:
    """The assignment of candidates to events that the last reconciliation left, in order."""
    from eventdb.reconcile.outcome import IdentityAnchor

    query = sa.select(IdentityAnchorRow).order_by(
        IdentityAnchorRow.event_id, IdentityAnchorRow.candidate_id
    )
    for row in session.scalars(query):
        yield IdentityAnchor(
            event_id=row.event_id,
            candidate_id=row.candidate_id,
            report_id=row.report_id,
            start=row.start_char,
            first_date=row.first_date,
            place_id=row.place_id,
        )


def read_used_ids(session: Session) -> list[str]:
    """Ids that were published and stand for no event any more; none of them is given again."""
    query = (
        sa.select(IdRedirectRow.old_event_id)
        .where(~sa.exists().where(EventRow.event_id == IdRedirectRow.old_event_id))
        .distinct()
        .order_by(IdRedirectRow.old_event_id)
    )
    return list(session.scalars(query))


def resolve_event_id(session: Session, event_id: str) -> str | None:
    """The id under which an event stands today; ``None`` for one withdrawn or never given.

    Follows redirects of merges, however many there were.
    """
    seen: set[str] = set()
    current: str | None = event_id
    while current is not None and current not in seen:
        if session.get(EventRow, current) is not None:
            return current
        seen.add(current)
        query = sa.select(IdRedirectRow.new_event_id).where(
            IdRedirectRow.old_event_id == current, IdRedirectRow.reason == _MERGED
        )
        current = session.scalars(query).first()
    return None
