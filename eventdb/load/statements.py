"""Statements of loading that are the same for every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from eventdb.tables import Row

T = TypeVar("T")
RowData = dict[str, Any]

# Below the number of parameters that either engine takes in one statement.
_KEYS_AT_ONCE = 500


def batches(items: Iterable[T], size: int = _KEYS_AT_ONCE) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def table_of(model: type[Row]) -> sa.Table:
    """The Core table of a model."""
    table = model.__table__
    assert isinstance(table, sa.Table)
    return table


def insert_rows(session: Session, model: type[Row], rows: Sequence[RowData]) -> None:
    """Insert rows that all have the same keys."""
    if rows:
        session.connection().execute(sa.insert(table_of(model)), rows)


def insert_missing(session: Session, model: type[Row], rows: Sequence[RowData]) -> None:
    """Insert the rows whose key the table does not hold yet; the others stay as they are."""
    if not rows:
        return
    table = table_of(model)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)
    else:
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)


def upsert_rows(session: Session, model: type[Row], rows: Sequence[RowData]) -> None:
    """Insert rows; where the key is there already, set the other columns given."""
    if not rows:
        return
    table = table_of(model)
    keys = [column.name for column in table.primary_key]
    values = [name for name in rows[0] if name not in keys]
    connection = session.connection()
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table)
    new = {name: statement.excluded[name] for name in values}
    if new:
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), rows)
    else:
        connection.execute(statement.on_conflict_do_nothing(), rows)


def delete_rows(session: Session, model: type[Row], column: str, keys: Iterable[str]) -> None:
    """Delete the rows whose column holds one of the keys."""
    table = table_of(model)
    for batch in batches(sorted(set(keys))):
        session.connection().execute(sa.delete(table).where(table.c[column].in_(batch)))


def select_rows(
    session: Session, model: type[Row], column: str, keys: Iterable[str], order: Sequence[str] = ()
) -> Iterator[RowMapping]:
    """The rows whose column holds one of the keys, batch by batch."""
    table = table_of(model)
    for batch in batches(sorted(set(keys))):
        query = sa.select(table).where(table.c[column].in_(batch))
        query = query.order_by(*(table.c[name] for name in order))
        yield from session.connection().execute(query).mappings()


def key_pages(session: Session, model: type[Row], size: int = _KEYS_AT_ONCE) -> Iterator[list[str]]:
    """All keys of a table with a text key, in order, page by page.

    Each page is a query of its own, so that the caller may write and commit between pages.
    """
    key = next(iter(table_of(model).primary_key))
    last: str | None = None
    while True:
        query = sa.select(key).order_by(key).limit(size)
        if last is not None:
            query = query.where(key > last)
        page = [str(value) for value in session.connection().execute(query).scalars()]
        if not page:
            return
        yield page
        last = page[-1]


def grouped(rows: Iterable[RowMapping], column: str) -> Mapping[str, list[RowMapping]]:
    """The rows by the value of a column."""
    groups: dict[str, list[RowMapping]] = {}
    for row in rows:
        groups.setdefault(str(row[column]), []).append(row)
    return groups
