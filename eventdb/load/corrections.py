"""Corrections in and out: decisions of people, only ever added to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.identity import content_hash
from eventdb.load.statements import insert_missing
from eventdb.tables import CorrectionRow

if TYPE_CHECKING:
    from eventdb.reconcile.corrections import Correction, Passage


def add_corrections(session: Session, corrections: Iterable[Correction]) -> int:
    """Add those that the database does not hold yet; how many that were. The caller commits."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        {
            "correction_id": item.correction_id or correction_id(item),
            "event_id": item.event_id,
            "action": item.kind.value,
            "payload": _payload(item),
            "author": item.author,
            "reason": item.reason,
            "corrected_at": item.made_at or now,
        }
        for item in corrections
    ]
    before = _count(session)
    insert_missing(session, CorrectionRow, rows)
    return _count(session) - before


def _count(session: Session) -> int:
    return session.execute(sa.select(sa.func.count()).select_from(CorrectionRow)).scalar_one()


def _payload(item: Correction) -> dict[str, Any]:
    return {
        "groups": [list(group) for group in item.groups],
        "name": item.name,
        "value": item.value,
        "passages": [_passage_cells(passage) for passage in item.passages],
        "evidence": list(item.evidence),
        "undoes": item.undoes,
    }


def _passage_cells(passage: Passage) -> list[object]:
    day = None if passage.first_date is None else passage.first_date.isoformat()
    return [passage.candidate_id, passage.report_id, passage.start, day, passage.place_id]


def correction_id(correction: Correction) -> str:
    """Key of a correction, made from its content."""
    values = [
        correction.kind.value,
        correction.groups,
        correction.name,
        correction.value,
        correction.author,
        correction.reason,
        correction.made_at,
        correction.event_id,
    ]
    if correction.undoes is not None:
        values.append(correction.undoes)
    return content_hash(*values)[:20]


def read_corrections(session: Session) -> list[Correction]:
    """All corrections, oldest first."""
    query = sa.select(CorrectionRow).order_by(
        CorrectionRow.corrected_at, CorrectionRow.correction_id
    )
    return list(_corrections(session.scalars(query)))


def _corrections(rows: Iterable[CorrectionRow]) -> Iterator[Correction]:
    from eventdb.reconcile.corrections import Correction, CorrectionKind, Passage

    for row in rows:
        payload = row.payload
        yield Correction(
            correction_id=row.correction_id,
            kind=CorrectionKind(row.action),
            groups=tuple(tuple(group) for group in payload["groups"]),
            author=row.author,
            reason=row.reason,
            made_at=row.corrected_at,
            name=payload.get("name"),
            value=payload.get("value"),
            event_id=row.event_id,
            passages=tuple(
                Passage(key, report, start, day and dt.date.fromisoformat(day), place)
                for key, report, start, day, place in payload.get("passages", ())
            ),
            evidence=tuple(payload.get("evidence", ())),
            undoes=payload.get("undoes"),
        )
