"""Engines, sessions and migrations; no statements of the database's content.

Databases are named by URL, as ``sqlite:///build/eventdb.sqlite`` or
``postgresql+psycopg://user@host/name``. No message shows a password.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from eventdb.errors import DatabaseError
from eventdb.resources import migrations_path
from eventdb.tables import Row

# Plug-ins of Alembic's comparison; the second compares names of CHECK constraints.
COMPARISONS = ("alembic.autogenerate.*", "alembic.ext.checkconstraint_byname")

_BUSY_MILLISECONDS = 30_000


# --------------------------------------------------------------------------------------------
# Engines and sessions
# --------------------------------------------------------------------------------------------


def make_engine(url: str | URL) -> Engine:
    """The engine for a URL; the folder of an SQLite file is made where it is missing.

    Raises:
        DatabaseError: the URL names no database that this program can use.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed)
    try:
        return sa.create_engine(parsed, pool_pre_ping=True)
    except (NoSuchModuleError, ArgumentError, ImportError) as error:
        raise DatabaseError(f"{shown(parsed)}: {error}; use the driver psycopg") from error


def _parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The text may hold a password: it is not repeated.
        mend = "write sqlite:///path/to/file.sqlite or postgresql://user@host/name"
        raise DatabaseError(f"the database's URL cannot be read; {mend}") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError(f"{shown(parsed)}: SQLite and PostgreSQL are supported, no other")
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def shown(url: str | URL) -> str:
    """The URL as messages may show it, without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{shown(url)}: the folder cannot be made ({reason}); name another"
            raise DatabaseError(message) from error
    engine = sa.create_engine(url)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    """SQLite ignores foreign keys until each connection asks for them."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


@contextmanager
def open_engine(url: str | URL) -> Iterator[Engine]:
    """An engine that is closed at the end of the block.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    engine = make_engine(url)
    try:
        with reaching(engine), engine.connect():
            pass
        yield engine
    finally:
        engine.dispose()


@contextmanager
def open_session(url: str | URL) -> Iterator[Session]:
    """A session on a database of this program's schema; what is not committed is rolled back.

    Raises:
        DatabaseError: the database cannot be reached, now or later in the block, or is full, or
            its schema is another.
    """
    with open_engine(url) as engine:
        check_schema(engine)
        with reaching(engine, OperationalError), Session(engine) as session:
            yield session


@contextmanager
def reaching(engine: Engine, failures: type[SQLAlchemyError] = SQLAlchemyError) -> Iterator[None]:
    """Turn the driver's errors into one that names the database, not its password.

    Raises:
        DatabaseError: one of the failures came out of the block.
    """
    try:
        yield
    except failures as error:
        reason = _reason(error, engine.url)
        message = f"{shown(engine.url)}: the database cannot be used ({reason}); check the URL, and that it is there and may be written"
        raise DatabaseError(message) from error


def _reason(error: SQLAlchemyError, url: URL) -> str:
    origin = getattr(error, "orig", None) or error
    lines = str(origin).strip().splitlines() or [type(origin).__name__]
    reason = lines[0]
    return reason.replace(str(url.password), "***") if url.password else reason


# --------------------------------------------------------------------------------------------
# Migrations
# --------------------------------------------------------------------------------------------


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, in a working copy and in an installed wheel alike."""
    config = Config()
    config.set_main_option("script_location", str(migrations_path()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head_revision() -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def migrate(url: str | URL, revision: str = "head") -> None:
    """Bring a database to a revision, from nothing or from an older one.

    Raises:
        DatabaseError: the database cannot be reached, or is of a newer program.
    """
    with open_engine(url) as engine, reaching(engine), _unpinned(engine) as connection:
        _refuse_newer(connection)
        command.upgrade(alembic_config(connection), revision)


def downgrade(url: str | URL, revision: str = "base") -> None:
    """Take a database back to an older revision; ``base`` leaves no table.

    Raises:
        DatabaseError: the database cannot be reached, or is of a newer program.
    """
    with open_engine(url) as engine, reaching(engine), _unpinned(engine) as connection:
        _refuse_newer(connection)
        command.downgrade(alembic_config(connection), revision)


@contextmanager
def _unpinned(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, SQLite's foreign keys off as it copies whole tables.

    Dropping the old copy of a table would otherwise delete the rows that point at it. SQLite's
    driver begins no transaction before DDL, so that it is begun by hand: a migration is done
    whole or not at all on both engines.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise DatabaseError(f"{shown(engine.url)}: rows of {broken[0]} point nowhere")
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def check_schema(engine: Engine) -> None:
    """Hold that the database is at this program's revision.

    Raises:
        DatabaseError: it is older, newer, or no database of this program.
    """
    with reaching(engine), engine.connect() as connection:
        _refuse_newer(connection)
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head_revision():
        state = "has no tables yet" if current is None else f"is at the older revision {current}"
        message = f"{shown(engine.url)}: the database {state}; run: eventdb migrate --db URL"
        raise DatabaseError(message)


def _refuse_newer(connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(alembic_config())
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        message = (
            f"{shown(connection.engine.url)}: the database is at revision {current}, which this"
            f" program does not know (its newest is {head_revision()}); install the newer eventdb"
        )
        raise DatabaseError(message)


def schema_differences(url: str | URL) -> list[str]:
    """Where the database differs from the models, one line each; empty when they agree."""
    from eventdb.views import view_differences

    with open_engine(url) as engine, engine.connect() as connection:
        options = {"compare_type": True, "autogenerate_plugins": list(COMPARISONS)}
        context = MigrationContext.configure(connection, opts=options)
        with warnings.catch_warnings():
            # SQLite cannot tell the expressions of some indexes; their names are compared.
            warnings.simplefilter("ignore")
            found = compare_metadata(context, Row.metadata)
        return [_difference(item) for item in found] + view_differences(connection)


def _difference(item: object) -> str:
    """One operation of Alembic's comparison as a line: its name and what it is about."""
    operation = item[0] if isinstance(item, list) else item
    parts = operation if isinstance(operation, tuple) else (operation,)
    return " ".join(str(getattr(part, "name", part)) for part in parts if part is not None)
