"""Reconciled events in and out: only what differs from the stored rows is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.candidate_rows import actor_row
from eventdb.load.event_rows import EventRows, event_rows
from eventdb.load.identity import content_hash
from eventdb.load.stands import grade_rows
from eventdb.load.statements import (
    batches,
    delete_rows,
    insert_missing,
    insert_rows,
    table_of,
)
from eventdb.load.tallies import count_anew
from eventdb.records import Event
from eventdb.tables import (
    AcledPartiesRow,
    ActorRow,
    CorrectionConflictRow,
    DispatchCopyRow,
    EventActorRow,
    EventClaimRow,
    EventCorrectionRow,
    EventDisputeRow,
    EventFieldRow,
    EventMemberRow,
    EventResponsibilityRow,
    EventResponsibilityStatementRow,
    EventRow,
    IdentityAnchorRow,
    IdRedirectRow,
    PlaceRow,
    Row,
    SourceGradeRow,
    UnplacedCandidateRow,
)

# Reconciliation brings numpy with it, which reading and writing rows does without.
if TYPE_CHECKING:
    from eventdb.reconcile.corrections import Applied, Conflict
    from eventdb.reconcile.grades import SourceRecord
    from eventdb.reconcile.outcome import (
        DispatchGroup,
        Dispute,
        IdentityAnchor,
        Reconciliation,
        Redirect,
        Unplaced,
    )
    from eventdb.reconcile.responsibilities import FusedResponsibility


@dataclass(frozen=True, slots=True)
class EventChanges:
    """What writing events changed.

    Attributes:
        added, changed, removed: ids of events, sorted.
        unchanged: how many were stored already as they are.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write_reconciliation(session: Session, outcome: Reconciliation) -> EventChanges:
    """Store the whole outcome of a reconciliation of all candidates; commits once, at the end."""
    return write_events(
        session,
        outcome.events,
        outcome.redirects,
        anchors=outcome.anchors,
        dispatch_groups=outcome.dispatch_groups,
        disputes=outcome.disputes,
        unplaced=outcome.unplaced,
        grades=outcome.grades,
        applied=outcome.applied,
        conflicts=outcome.conflicts,
        responsibility=outcome.responsibility,
        sources=outcome.sources,
    )


def write_events(
    session: Session,
    events: Iterable[Event],
    redirects: Iterable[Redirect] = (),
    *,
    anchors: Iterable[IdentityAnchor] = (),
    dispatch_groups: Iterable[DispatchGroup] = (),
    disputes: Iterable[Dispute] = (),
    unplaced: Iterable[Unplaced] = (),
    grades: Mapping[str, str] | None = None,
    applied: Iterable[Applied] = (),
    conflicts: Iterable[Conflict] = (),
    responsibility: Iterable[FusedResponsibility] = (),
    sources: Iterable[SourceRecord] = (),
) -> EventChanges:
    """Make the stored events those given, all of them; commits once, at the end.

    Events that are stored as they are stay untouched, with the time of their last change; those
    not given are deleted. Their candidates must be stored.

    Args:
        session: an open session.
        events: all events of the database.
        redirects: ids that changed their meaning; those of earlier builds stay.
        anchors: the assignment to keep for the next reconciliation, all of it.
        dispatch_groups: reports that carry one dispatch, all of them.
        disputes: contradictions between sources, all of them.
        unplaced: candidates left out, all of them.
        grades: grade of information by event.
        applied: corrections that bear on events, all of them; they must be stored.
        conflicts: corrections for review, all of them.
        responsibility: who is said to have acted, of all events.
        sources: how all sources stand beside others.
    """
    now = dt.datetime.now(dt.UTC)
    disputed, stands = _by_event(disputes), _by_event(responsibility)
    given = {
        event.event_id: event_rows(
            event,
            disputed.get(event.event_id, ()),
            (grades or {}).get(event.event_id),
            stands.get(event.event_id, ()),
        )
        for event in events
    }
    query = sa.select(EventRow.event_id, EventRow.content_hash)
    stored = {row.event_id: row.content_hash for row in session.execute(query)}
    added = sorted(given.keys() - stored.keys())
    changed = sorted(
        key for key in given.keys() & stored.keys() if given[key].digest != stored[key]
    )
    removed = sorted(stored.keys() - given.keys())
    delete_rows(session, EventRow, "event_id", [*removed, *changed])
    for batch in batches(added + changed):
        _insert(session, [given[key] for key in batch], now)
    _replace(session, IdentityAnchorRow, [_anchor_row(anchor) for anchor in anchors])
    _replace(session, DispatchCopyRow, _copy_rows(dispatch_groups))
    _replace(
        session,
        UnplacedCandidateRow,
        [{"candidate_id": item.candidate_id, "reason": item.reason} for item in unplaced],
    )
    _replace(session, EventCorrectionRow, _applied_rows(applied))
    _replace(session, CorrectionConflictRow, _conflict_rows(conflicts))
    _replace(session, SourceGradeRow, grade_rows(session, sources))
    add_redirects(session, redirects, now)
    session.flush()
    count_anew(session)
    if added or changed or removed:
        _refresh_statistics(session)
    session.commit()
    same = len(given) - len(added) - len(changed)
    return EventChanges(tuple(added), tuple(changed), tuple(removed), same)


def _refresh_statistics(session: Session) -> None:
    """Let the engine count its rows anew; without that, SQLite joins in whatever order comes."""
    if session.connection().dialect.name == "sqlite":
        # A sample of each index is enough, and keeps the time constant.
        session.execute(sa.text("PRAGMA analysis_limit = 1000"))
    session.execute(sa.text("ANALYZE"))


class _OfEvent(Protocol):
    @property
    def event_id(self) -> str: ...


_Item = TypeVar("_Item", bound=_OfEvent)


def _by_event(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(item.event_id, []).append(item)
    return groups


def _insert(session: Session, made: Sequence[EventRows], now: dt.datetime) -> None:
    actors = {party.actor.actor_id: party.actor for rows in made for party in rows.parties}
    insert_missing(session, ActorRow, [actor_row(actors[key]) for key in sorted(actors)])
    places = {row["place_id"]: row for rows in made for row in rows.places}
    insert_missing(session, PlaceRow, [places[key] for key in sorted(places)])
    insert_rows(session, EventRow, [rows.event | {"changed_at": now} for rows in made])
    insert_rows(session, EventActorRow, [row for rows in made for row in rows.actors])
    insert_rows(session, AcledPartiesRow, [rows.acled for rows in made])
    insert_rows(session, EventMemberRow, [row for rows in made for row in rows.members])
    insert_rows(session, EventFieldRow, [row for rows in made for row in rows.fields])
    insert_rows(session, EventClaimRow, [row for rows in made for row in rows.claims])
    insert_rows(session, EventDisputeRow, [row for rows in made for row in rows.disputes])
    insert_rows(session, EventResponsibilityRow, [row for rows in made for row in rows.stands])
    insert_rows(
        session,
        EventResponsibilityStatementRow,
        [row for rows in made for row in rows.statements],
    )


def _replace(session: Session, model: type[Row], rows: Sequence[dict[str, object]]) -> None:
    """Make a table's rows those given; nothing is written where they are the same."""
    table = table_of(model)
    names = [column.name for column in table.columns]
    wanted = {tuple(row[name] for name in names): row for row in rows}
    stored = {tuple(row) for row in session.connection().execute(sa.select(table))}
    if wanted.keys() == stored:
        return
    keys = [column.name for column in table.primary_key]
    gone = [dict(zip(names, row, strict=True)) for row in stored - wanted.keys()]
    if gone:
        condition = sa.and_(*(table.c[key] == sa.bindparam(f"old_{key}") for key in keys))
        parameters = [{f"old_{key}": row[key] for key in keys} for row in gone]
        session.connection().execute(sa.delete(table).where(condition), parameters)
    insert_rows(session, model, [wanted[key] for key in wanted if key not in stored])


def _anchor_row(anchor: IdentityAnchor) -> dict[str, object]:
    return {
        "event_id": anchor.event_id,
        "candidate_id": anchor.candidate_id,
        "report_id": anchor.report_id,
        "start_char": anchor.start,
        "first_date": anchor.first_date,
        "place_id": anchor.place_id,
    }


def _copy_rows(groups: Iterable[DispatchGroup]) -> list[dict[str, object]]:
    return [
        {"report_id": report_id, "group_id": group.group_id, "agency": group.agency}
        for group in groups
        for report_id in group.report_ids
    ]


def _applied_rows(applied: Iterable[Applied]) -> list[dict[str, object]]:
    return [
        {"event_id": item.event_id, "correction_id": item.correction_id, "field": item.name}
        for item in applied
    ]


def _conflict_rows(conflicts: Iterable[Conflict]) -> list[dict[str, object]]:
    return [{"correction_id": key, "problem": problem} for key, problem in conflicts]


def add_redirects(session: Session, redirects: Iterable[Redirect], now: dt.datetime) -> None:
    """Record retired ids. An id that a former redirect leads to may itself be retired now.

    A split leaves its id in use; it is recorded with the part that took a new one. The caller
    commits.
    """
    rows = [
        {
            "redirect_id": content_hash(item.old_id, item.new_id, item.change.value)[:20],
            "old_event_id": item.old_id,
            "new_event_id": item.new_id,
            "reason": item.change.value,
            "changed_at": now,
        }
        for item in redirects
    ]
    insert_missing(session, IdRedirectRow, rows)
