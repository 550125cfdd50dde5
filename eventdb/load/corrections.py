"""Corrections in and out: decisions of people, only ever added to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.identity import content_hash
from eventdb.load.statements import insert_missing
from eventdb.tables import CorrectionRow

if TYPE_CHECKING:
    from eventdb.reconcile.corrections import Correction


def add_corrections(session: Session, corrections: Iterable[Correction]) -> None:
    """Add those that the database does not hold yet. The caller commits."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        {
            "correction_id": item.correction_id or correction_id(item),
            "event_id": item.event_id,
            "action": item.kind.value,
            "payload": {
                "groups": [list(group) for group in item.groups],
                "name": item.name,
                "value": item.value,
            },
            "author": item.author,
            "reason": item.reason,
            "corrected_at": item.made_at or now,
        }
        for item in corrections
    ]
    insert_missing(session, CorrectionRow, rows)


def correction_id(correction: Correction) -> str:
    """Key of a correction, made from its content."""
    return content_hash(
        correction.kind.value,
        correction.groups,
        correction.name,
        correction.value,
        correction.author,
        correction.reason,
        correction.made_at,
        correction.event_id,
    )[:20]


def read_corrections(session: Session) -> Iterator[Correction]:
    """All corrections, oldest first."""
    from eventdb.reconcile.corrections import Correction, CorrectionKind

    query = sa.select(CorrectionRow).order_by(
        CorrectionRow.corrected_at, CorrectionRow.correction_id
    )
    for row in session.scalars(query):
        yield Correction(
            correction_id=row.correction_id,
            kind=CorrectionKind(row.action),
            groups=tuple(tuple(group) for group in row.payload["groups"]),
            author=row.author,
            reason=row.reason,
            made_at=row.corrected_at,
            name=row.payload["name"],
            value=row.payload["value"],
            event_id=row.event_id,
        )
