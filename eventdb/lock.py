"""One run at a time on a database: a lock that the system lets go of when its holder dies.

On SQLite a lock file beside the database (``flock``), on PostgreSQL an advisory lock of a connection of
its own. Readers are not held up.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from eventdb.database import make_engine, open_engine, shown
from eventdb.errors import DatabaseError

# Any number will do that other programs on the same database are unlikely to take.
_KEY = 0x6576656E746462
_MEND = "wait until it ends, or stop it; this run has changed nothing"


class HeldError(DatabaseError):
    """Another run works on the database."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the lock of a database for as long as the block runs.

    Raises:
        HeldError: another run holds it.
        DatabaseError: the database cannot be reached.
    """
    engine = make_engine(url)
    database = engine.url.database
    is_file = engine.dialect.name == "sqlite"
    engine.dispose()
    if not is_file:
        with _advisory(url):
            yield
    elif not database or database == ":memory:":
        yield
    else:
        with _beside(Path(database), url):
            yield


def is_held(url: str) -> bool:
    """Whether a run works on a database now."""
    try:
        with alone(url):
            return False
    except HeldError:
        return True


@contextmanager
def _beside(database: Path, url: str) -> Iterator[None]:
    path = database.with_name(f"{database.name}.lock")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        with suppress(OSError):
            holder = path.read_text(encoding="utf-8").strip()
            raise HeldError(_message(url, holder)) from error
        raise HeldError(_message(url, "")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        mend = "name a database in a folder that may be written to"
        raise DatabaseError(f"{shown(url)}: cannot be locked ({reason}); {mend}") from error
    try:
        # Who holds it is told to whoever comes; what a dead holder wrote is written over.
        now = dt.datetime.now(dt.UTC)
        path.write_text(f"process {os.getpid()} since {now:%Y-%m-%d %H:%M} UTC", encoding="utf-8")
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(url: str) -> Iterator[None]:
    with open_engine(url) as engine, engine.connect() as connection:
        if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_KEY))):
            raise HeldError(_message(url, ""))
        # The lock is the session's and outlives the transaction, which would hold up vacuum.
        connection.commit()
        try:
            yield
        finally:
            # Where the connection is gone, so is the lock.
            with suppress(DBAPIError):
                connection.execute(sa.select(sa.func.pg_advisory_unlock(_KEY)))
                connection.commit()


def _message(url: str, holder: str) -> str:
    who = f" ({holder})" if holder else ""
    return f"{shown(url)}: another run works on this database{who}; {_MEND}"
