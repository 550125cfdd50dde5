"""What people decided on an event, and what it rests on, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.load import read_corrections, read_event, read_members, resolve_event_id
from eventdb.reconcile.corrections import Correction, CorrectionKind, undone_by
from eventdb.reconcile.statements import FIELDS, shown
from eventdb.records import EventCandidate
from eventdb.review.decisions import find_correction
from eventdb.tables import CorrectionConflictRow, EventCorrectionRow, IdRedirectRow

_LONGEST_QUOTE = 120
_LEAVES_TRACE = frozenset(
    {CorrectionKind.SET, CorrectionKind.MERGE, CorrectionKind.SPLIT, CorrectionKind.CONFIRM}
)


def show(session: Session, key: str) -> str:
    """The account of an event or of a correction: what is decided, and on what it rests.

    Raises:
        EventdbError: neither bears the id.
    """
    event = read_event(session, key)
    if event is not None:
        lines = [f"{key}  {event.sub_event_type.value}"]
        lines += [f"  {name} = {shown(event, name) or 'not stated'}" for name in FIELDS]
        lines += ["", "event candidates"]
        lines += [line for c in read_members(session, key) for line in _candidate(c)]
        return "\n".join([*lines, *_section(session, key)])
    corrections = read_corrections(session)
    if any(item.event_id == key for item in corrections) or _is_retired(session, key):
        successor = resolve_event_id(session, key)
        leads = "is no event now" if successor is None else f"was merged into {successor}"
        return "\n".join([f"{key} {leads}", *_section(session, key)])
    if not any(item.correction_id.startswith(key) for item in corrections):
        message = f"no event and no correction has the id {key!r}; see eventdb review list"
        raise EventdbError(message)
    return "\n".join(_correction(session, find_correction(corrections, key), corrections))


def correction_lines(session: Session, event_id: str, field: str) -> list[str]:
    """Who set a field of an event, and why; for explanations of the field."""
    query = sa.select(EventCorrectionRow.correction_id).where(
        EventCorrectionRow.event_id == event_id, EventCorrectionRow.field == field
    )
    keys = set(session.scalars(query))
    if not keys:
        return []
    return [_signed(item) for item in read_corrections(session) if item.correction_id in keys]


def _is_retired(session: Session, event_id: str) -> bool:
    query = sa.select(IdRedirectRow.redirect_id).where(IdRedirectRow.old_event_id == event_id)
    return session.scalars(query).first() is not None


def _candidate(candidate: EventCandidate) -> Iterator[str]:
    said = "; ".join(
        f"{name} {value}" for name in FIELDS if (value := shown(candidate, name)) != ""
    )
    day = "undated" if candidate.published is None else f"{candidate.published:%Y-%m-%d}"
    yield f"  {candidate.candidate_id}  {candidate.source or 'unnamed source'} {day}"
    yield f"    {said}"
    yield f"    {_quote(candidate.text)}"


def _section(session: Session, event_id: str) -> Iterator[str]:
    """The corrections of an event, undone ones as well, oldest first, with what is up for review."""
    corrections = read_corrections(session)
    query = sa.select(EventCorrectionRow.correction_id).where(
        EventCorrectionRow.event_id == event_id
    )
    applied = set(session.scalars(query))
    own = [item for item in corrections if item.correction_id in applied or _names(item, event_id)]
    yield ""
    yield "corrections" if own else "no corrections"
    for item in own:
        yield from (f"  {line}" for line in _correction(session, item, corrections))


def _names(item: Correction, event_id: str) -> bool:
    ids = item.event_ids if item.kind is CorrectionKind.MERGE else (item.event_id,)
    return event_id in ids


def _correction(
    session: Session, item: Correction, corrections: Sequence[Correction]
) -> Iterator[str]:
    """A correction, and how it stands."""
    yield _signed(item)
    key = item.correction_id
    undone = undone_by(corrections)
    if key in undone:
        yield f"  undone by {undone[key]}"
        return
    problems = session.scalars(
        sa.select(CorrectionConflictRow.problem)
        .where(CorrectionConflictRow.correction_id == key)
        .order_by(CorrectionConflictRow.problem)
    ).all()
    yield from (f"  for review: {problem}" for problem in problems)
    applied = sa.select(EventCorrectionRow.event_id).where(EventCorrectionRow.correction_id == key)
    is_applied = session.scalars(applied).first() is not None
    if not problems and not is_applied and item.kind in _LEAVES_TRACE:
        yield "  without effect: a later correction stands, or no build has taken it in yet"


def _signed(item: Correction) -> str:
    """A correction in one line: what, by whom, why, and its id."""
    made = "" if item.made_at is None else f" on {item.made_at:%Y-%m-%d}"
    return f"{_what(item)} by {item.author}{made}: {item.reason} [{item.correction_id}]"


def _what(item: Correction) -> str:
    match item.kind:
        case CorrectionKind.SET:
            return f"{item.name} set to {_words(item.value)}"
        case CorrectionKind.MERGE:
            return f"merged {' '.join(name or '?' for name in item.event_ids)}"
        case CorrectionKind.SPLIT:
            return f"split off {', '.join(name for group in item.groups[1:] for name in group)}"
        case CorrectionKind.REJECT:
            return f"{item.event_id} rejected"
        case CorrectionKind.CONFIRM:
            return f"{item.event_id} confirmed"
        case CorrectionKind.UNDO:
            return f"{item.undoes} undone"


def _words(value: str | None) -> str:
    """A value for people: of a place or of actors, the names."""
    if value is None:
        return "not stated"
    if value.startswith("{"):
        place = json.loads(value)
        return f"{place['location']} ({place['place_id']})"
    if value.startswith("["):
        return "; ".join(actor["name"] for actor in json.loads(value))
    return value


def _quote(words: str) -> str:
    text = " ".join(words.split())
    return f"«{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}»"
