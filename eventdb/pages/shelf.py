"""A database opened for reading, with the index of its events: what the server's pages come from."""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from eventdb.exports.cells import cell
from eventdb.pages import selection
from eventdb.pages.search import version_of, write_index
from eventdb.plots import write_plots

_CSV = (
    "event_id, event_date, country, admin1, location, latitude, longitude, event_type,"
    " sub_event_type, actor1, actor2, fatalities_low, fatalities_best, fatalities_high, sources,"
    " confidence"
)


class Shelf:
    """One SQLite database and its index; both are only read."""

    def __init__(self, database: Path, index: Path) -> None:
        self.database = database
        self.index = index
        self.engine = reading_engine(database)
        self._drawing = threading.Lock()
        # The files do not change while they are served, so that answers may be kept.
        self.answer = lru_cache(maxsize=256)(self._answer)

    def session(self) -> Session:
        """A session on the database."""
        return Session(self.engine)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to the index."""
        with closing(sqlite3.connect(_address(self.index), uri=True)) as connection:
            yield connection

    def _answer(self, what: str, asked: tuple[tuple[str, str], ...]) -> dict[str, object]:
        """What map or list show for a query string, whose parts are sorted."""
        ask = {"clusters": selection.clusters, "listing": selection.listing}[what]
        with self.reading() as index:
            return ask(index, dict(asked))

    @cached_property
    def choices(self) -> dict[str, object]:
        """What the filters offer."""
        with self.reading() as index:
            return selection.choices(index)

    @cached_property
    def figures(self) -> Mapping[str, bytes]:
        """The figures of a release, by their names."""
        with (
            self._drawing,
            tempfile.TemporaryDirectory() as folder,
            self.engine.connect() as connection,
        ):
            paths = write_plots(connection, Path(folder))
            return {path.stem: path.read_bytes() for path in paths if path.suffix == ".svg"}

    def as_csv(self, asked: Mapping[str, str]) -> str:
        """The events that are asked for, safe for spreadsheet programs."""
        chosen = selection.read_selection(asked)
        text = io.StringIO()
        writer = csv.writer(text)
        with self.reading() as index:
            rows = index.execute(
                f"SELECT {_CSV} FROM events {chosen.where} ORDER BY number", chosen.values
            )
            writer.writerow([column[0] for column in rows.description])
            writer.writerows([cell(value) for value in row] for row in rows)
        return text.getvalue()


def reading_engine(database: Path) -> Engine:
    """An engine that can only read a database's file."""
    address = _address(database)
    return sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=NullPool,
    )


def is_settled(database: Path) -> bool:
    """Whether all that was written is in the file itself, none in the log beside it."""
    log = database.with_name(f"{database.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def _address(path: Path) -> str:
    # Nothing locks a file that is opened as immutable, and no file is written beside it.
    manner = "immutable=1" if is_settled(path) else "mode=ro"
    return f"file:{quote(str(path.resolve()))}?{manner}"


def open_shelf(database: Path, cache: Path) -> Shelf:
    """A database with its index, which is made where it is missing or of a former state.

    Args:
        database: the SQLite file.
        cache: folder of the index.
    """
    of_path = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:12]
    of_state = hashlib.sha256(version_of(database).encode()).hexdigest()[:12]
    index = cache / f"pages-{of_path}-{of_state}.sqlite"
    if not index.exists():
        for former in cache.glob(f"pages-{of_path}-*.sqlite"):
            former.unlink(missing_ok=True)
        with reading_engine(database).connect() as connection:
            write_index(connection, index)
    return Shelf(database, index)
