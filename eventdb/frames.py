"""Data frames of pandas: the files of an export, with types: days as days, codes as categories.

    import eventdb
    events = eventdb.read_events("build/eventdb.sqlite")

The columns are those of the export of the same name (docs/columns.md). Whole numbers may be missing
(``Int64``), truth too (``boolean``); a category has every code of the codebook, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.engine import Engine

from eventdb.database import check_schema, open_engine
from eventdb.exports import FORMATS, Selection, snapshot
from eventdb.exports.columns import Column, read_columns, vocabulary
from eventdb.exports.selection import chooser
from eventdb.exports.typed import typed

if TYPE_CHECKING:
    import pandas as pd

    Frame: TypeAlias = pd.DataFrame
    Values: TypeAlias = pd.Series

Database: TypeAlias = str | Path | Engine
"""URL of a database, path of an SQLite file, or an engine."""


def read_events(db: Database, selection: Selection | None = None) -> Frame:
    """Events with ranges, one row an event: the columns of ``events.csv``.

    Args:
        db: URL, path of an SQLite file, or engine.
        selection: which events; default: all.

    Raises:
        EventdbError: the database cannot be read, or nothing has what is asked for.
    """
    return _read(db, "events", selection)


def read_acled(db: Database, selection: Selection | None = None) -> Frame:
    """Events in ACLED's columns; those without coordinates are left out."""
    return _read(db, "acled", selection)


def read_ged(db: Database, selection: Selection | None = None) -> Frame:
    """Events with deaths in UCDP GED's columns; those without coordinates are left out."""
    return _read(db, "ged", selection)


def read_claims(db: Database, selection: Selection | None = None) -> Frame:
    """Claims with their words and speakers; without a selection those of no event, too."""
    return _read(db, "claims", selection)


def read_responsibility(db: Database, selection: Selection | None = None) -> Frame:
    """Statements of who acted."""
    return _read(db, "responsibility", selection)


def read_actors(db: Database, selection: Selection | None = None) -> Frame:
    """Actors of the events."""
    return _read(db, "actors", selection)


def read_sources(db: Database, selection: Selection | None = None) -> Frame:
    """Sources, and how often others bear them out."""
    return _read(db, "sources", selection)


def _read(db: Database, name: str, selection: Selection | None) -> Frame:
    import pandas as pd

    item = FORMATS[name]
    columns = read_columns()[item.dataset]
    with _opened(db) as engine, snapshot(engine) as connection:
        chosen = chooser(connection, selection or Selection())
        result = connection.execute(chosen.statement(item.query, connection.dialect.name))
        names = list(result.keys())
        rows = result.all()
    values = {
        name: _column([row[index] for row in rows], columns[name])
        for index, name in enumerate(names)
    }
    return pd.DataFrame(values)


@contextmanager
def _opened(db: Database) -> Iterator[Engine]:
    if isinstance(db, Engine):
        yield db
        return
    url = str(db) if "://" in str(db) else f"sqlite:///{db}"
    with open_engine(url) as engine:
        check_schema(engine)
        yield engine


def _column(raw: list[object], column: Column) -> Values:
    import pandas as pd

    values: list[Any] = [typed(value, column.value_type) for value in raw]
    if column.vocabulary is not None:
        codes = [typed(code, column.value_type) for code in vocabulary(column.vocabulary)]
        return pd.Series(pd.Categorical(values, categories=codes))
    match column.value_type:
        case "integer":
            return pd.Series(values, dtype="Int64")
        case "number":
            return pd.Series(values, dtype="float64")
        case "boolean":
            return pd.Series(values, dtype="boolean")
        case "date":
            return pd.Series(pd.to_datetime(values).as_unit("s"))
        case "datetime":
            return pd.Series(pd.to_datetime(values, utc=True).as_unit("s"))
        case _:
            return pd.Series(values, dtype="str")
