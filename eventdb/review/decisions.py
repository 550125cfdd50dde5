"""What a person decides on events of a database, checked, and made a correction.

Every refusal says what to do instead; nothing is stored before ``record``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.load import (
    add_corrections,
    correction_id,
    read_corrections,
    read_event,
    read_members,
    resolve_event_id,
)
from eventdb.reconcile.corrections import (
    Correction,
    CorrectionKind,
    Passage,
    in_force,
    undone_by,
)
from eventdb.reconcile.overrides import field_of
from eventdb.reconcile.statements import FIELDS, standing, statements
from eventdb.records import Event, EventCandidate
from eventdb.review.values import resolve_value
from eventdb.tables import CorrectionRow, IdRedirectRow

_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and why; both are kept for good.

    Raises:
        EventdbError: one is empty.
    """

    author: str
    reason: str

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise EventdbError("a correction needs its author; give --author 'your name'")
        if not self.reason.strip():
            raise EventdbError("a correction needs its reason; give --reason 'what shows it'")


def record(session: Session, correction: Correction) -> Correction:
    """Store a correction, and commit; the correction with its id and time."""
    latest = session.scalar(sa.select(sa.func.max(CorrectionRow.corrected_at)))
    made_at = correction.made_at or dt.datetime.now(dt.UTC)
    if latest is not None and made_at <= latest:
        # What is decided last counts last, whatever the clock of another machine said.
        made_at = latest + dt.timedelta(microseconds=1)
    dated = replace(correction, made_at=made_at)
    made = replace(dated, correction_id=dated.correction_id or correction_id(dated))
    add_corrections(session, [made])
    session.commit()
    return made


# --------------------------------------------------------------------------------------------
# Decisions
# --------------------------------------------------------------------------------------------


def set_value(
    session: Session, event_id: str, name: str, value: str, signature: Signature
) -> Correction:
    """Put a value into a column of an event.

    Raises:
        EventdbError: no such event or column, or the value does not go with it.
    """
    event, members = _event(session, event_id)
    resolved = resolve_value(session, event, name, value)
    made = _correction(CorrectionKind.SET, event_id, [members], signature)
    evidence = statements(members, [field_of(name)])
    return replace(made, name=name, value=resolved, evidence=evidence)


def merge(session: Session, event_ids: Sequence[str], signature: Signature) -> Correction:
    """Make several events one; it stands under the oldest of their ids.

    Raises:
        EventdbError: fewer than two events, or one that is not there.
    """
    names = list(dict.fromkeys(event_ids))
    if len(names) < 2:
        raise EventdbError("a merge needs two different events; name them: SYR12 SYR15")
    groups = [_event(session, name)[1] for name in names]
    made = _correction(CorrectionKind.MERGE, names[0], groups, signature)
    return replace(made, value=" ".join(names[1:]))


def split(
    session: Session, event_id: str, parts: Iterable[str], signature: Signature
) -> Correction:
    """Take some candidates out of an event, as another event.

    Args:
        session: an open session.
        event_id: the event.
        parts: ids of candidates, or of reports whose candidates are all meant.
        signature: who, and why.

    Raises:
        EventdbError: no such event, a part that does not belong to it, or nothing left of it.
    """
    _, members = _event(session, event_id)
    wanted = set(parts)
    known = {c.candidate_id for c in members} | {c.report_id for c in members}
    mend = f"eventdb review show {event_id} lists the event candidates"
    if strange := sorted(wanted - known):
        raise EventdbError(f"{event_id} does not rest on {', '.join(map(repr, strange))}; {mend}")
    apart = [c for c in members if {c.candidate_id, c.report_id} & wanted]
    rest = [c for c in members if c not in apart]
    if not apart or not rest:
        some = "some" if not apart else "not all"
        raise EventdbError(f"{event_id}: name {some} of its event candidates to split off; {mend}")
    return _correction(CorrectionKind.SPLIT, event_id, [rest, apart], signature)


def reject(session: Session, event_id: str, signature: Signature) -> Correction:
    """Withdraw an event; it did not happen, or is none.

    Raises:
        EventdbError: no such event.
    """
    _, members = _event(session, event_id)
    return _correction(CorrectionKind.REJECT, event_id, [members], signature)


def confirm(session: Session, event_id: str, signature: Signature) -> Correction:
    """Say that an event is right as it stands.

    Raises:
        EventdbError: no such event.
    """
    event, members = _event(session, event_id)
    made = _correction(CorrectionKind.CONFIRM, event_id, [members], signature)
    return replace(made, evidence=(*standing(event), *statements(members, FIELDS)))


def undo(session: Session, key: str, signature: Signature) -> Correction:
    """Take a correction back, or an undoing.

    Raises:
        EventdbError: no such correction, or one that is undone or overtaken already.
    """
    corrections = read_corrections(session)
    target = find_correction(corrections, key)
    undone = undone_by(corrections)
    if target.correction_id in undone:
        taken_back = find_correction(corrections, undone[target.correction_id])
        raise EventdbError(
            f"{target.correction_id} was undone already by {taken_back.author} "
            f"({taken_back.reason}); to bring it back, undo {taken_back.correction_id}"
        )
    if later := _overtaking(target, in_force(corrections)):
        raise EventdbError(
            f"{target.correction_id} has no effect any more: {later.author} set {later.name} again "
            f"({later.reason}); undo {later.correction_id} first"
        )
    return Correction(
        correction_id="",
        kind=CorrectionKind.UNDO,
        groups=(),
        author=signature.author.strip(),
        reason=signature.reason.strip(),
        event_id=target.event_id,
        undoes=target.correction_id,
    )


def find_correction(corrections: Sequence[Correction], key: str) -> Correction:
    """The correction of an id, or of the beginning of one.

    Raises:
        EventdbError: there is none, or there are several.
    """
    found = [item for item in corrections if item.correction_id.startswith(key)]
    exact = [item for item in found if item.correction_id == key]
    if exact or (len(found) == 1 and len(key) >= _SHORTEST_PREFIX):
        return (exact or found)[0]
    if not found or len(key) < _SHORTEST_PREFIX:
        raise EventdbError(
            f"no correction has the id {key!r}; eventdb review show EVENT_ID and "
            "eventdb review export - have the ids"
        )
    listed = ", ".join(item.correction_id for item in found)
    raise EventdbError(f"several corrections begin with {key!r}; write more of one: {listed}")


def _overtaking(target: Correction, standing_now: Sequence[Correction]) -> Correction | None:
    """A later value for the same column of the same event."""
    if target.kind is not CorrectionKind.SET or target not in standing_now:
        return None
    members = set(target.candidate_ids)
    later = standing_now[standing_now.index(target) + 1 :]
    same = [
        item
        for item in later
        if item.kind is CorrectionKind.SET
        and item.name == target.name
        and members & set(item.candidate_ids)
    ]
    return same[-1] if same else None


# --------------------------------------------------------------------------------------------
# The events meant
# --------------------------------------------------------------------------------------------


def _event(session: Session, event_id: str) -> tuple[Event, list[EventCandidate]]:
    event = read_event(session, event_id)
    if event is None:
        raise EventdbError(_missing(session, event_id))
    return event, read_members(session, event_id)


def _missing(session: Session, event_id: str) -> str:
    """Why no event stands under an id, and what to do."""
    successor = resolve_event_id(session, event_id)
    if successor is not None:
        return f"{event_id} was merged into {successor}; name that event"
    for item in reversed(in_force(read_corrections(session))):
        if item.kind is CorrectionKind.REJECT and item.event_id == event_id:
            return (
                f"{event_id} was rejected by {item.author} ({item.reason}); "
                f"to bring it back, undo {item.correction_id} and build"
            )
    retired = sa.select(IdRedirectRow.reason).where(IdRedirectRow.old_event_id == event_id)
    if session.scalars(retired).first() is not None:
        return f"{event_id} was withdrawn: no report tells of it any more"
    return f"no event has the id {event_id!r}; eventdb review list and events.csv have the ids"


def _correction(
    kind: CorrectionKind,
    event_id: str,
    groups: Sequence[Sequence[EventCandidate]],
    signature: Signature,
) -> Correction:
    return Correction(
        correction_id="",
        kind=kind,
        groups=tuple(tuple(c.candidate_id for c in group) for group in groups),
        author=signature.author.strip(),
        reason=signature.reason.strip(),
        event_id=event_id,
        passages=tuple(
            Passage(c.candidate_id, c.report_id, c.span.start, c.first_date, c.place_id)
            for group in groups
            for c in group
        ),
    )
