"""Tallies: what views ask of every claim and report, counted once when events are written.

``eventdb/sql/tallies`` has one query a table. Counted by the view itself, each would cost seconds with
a hundred thousand events.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.statements import table_of
from eventdb.tables import EventCasualtyRow, EventSpeakerRow, Row, SourceTallyRow

QUERIES = Path(__file__).resolve().parent.parent / "sql" / "tallies"
TALLIES: tuple[type[Row], ...] = (EventCasualtyRow, EventSpeakerRow, SourceTallyRow)


def count_anew(session: Session) -> None:
    """Make the tallies those of the rows as they are; the caller commits."""
    connection = session.connection()
    for model in TALLIES:
        table = table_of(model)
        query = (QUERIES / f"{table.name}.sql").read_text(encoding="utf-8")
        names = [column.name for column in table.columns]
        connection.execute(sa.delete(table))
        connection.execute(
            sa.insert(table).from_select(names, sa.text(query).columns(*table.columns))
        )
