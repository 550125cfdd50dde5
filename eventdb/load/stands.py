"""Stands on who acted, and grades of sources, as rows; no statements but look-ups of sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from eventdb.load.reports import source_ids
from eventdb.load.statements import RowData

# Reconciliation brings numpy with it, which reading and writing rows does without.
if TYPE_CHECKING:
    from eventdb.reconcile.grades import SourceRecord
    from eventdb.reconcile.responsibilities import FusedResponsibility


def stand_rows(key: RowData, stands: Sequence[FusedResponsibility]) -> list[RowData]:
    """Rows of the stands on one event, by the time of their first report."""
    return [
        key
        | {
            "position": index,
            "actor_name": stand.actor,
            "responsibility_kind": stand.kind.value,
            "stated_by": stand.by,
            "first_published_at": stand.first_published,
            "independent_sources": stand.voices,
        }
        for index, stand in enumerate(stands)
    ]


def statement_rows(key: RowData, stands: Sequence[FusedResponsibility]) -> list[RowData]:
    """Rows of the statements that the stands were put together from."""
    return [
        key
        | {
            "position": index,
            "candidate_id": candidate_id,
            "candidate_position": candidate_position,
        }
        for index, stand in enumerate(stands)
        for candidate_id, candidate_position in stand.statements
    ]


def grade_rows(session: Session, records: Iterable[SourceRecord]) -> list[RowData]:
    """Rows of the sources' grades; the names of one source are counted together."""
    records = list(records)
    if not records:
        return []
    from eventdb.reconcile.grades import letter_of

    known = source_ids(session, (record.source for record in records))
    counted: dict[str, list[int]] = {}
    for record in records:
        row = counted.setdefault(known[record.source], [0, 0, 0, 0])
        counts = (record.candidates, record.beside_others, record.borne_out, record.copied)
        row[:] = [before + count for before, count in zip(row, counts, strict=True)]
    return [
        {
            "source_id": source_id,
            "candidates": candidates,
            "beside_others": beside_others,
            "borne_out": borne_out,
            "copied": copied,
            "letter": letter_of(beside_others, borne_out),
        }
        for source_id, (candidates, beside_others, borne_out, copied) in sorted(counted.items())
    ]
