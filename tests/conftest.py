"""Fixtures: the extractor, and a database on each of the two engines, both for real.

``database_url`` is a fresh database at the newest revision, with the reference data of the seeds;
``empty_database_url`` has no table. A test that takes either runs twice.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from postgres import PostgresServer
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from eventdb.database import make_engine, migrate
from eventdb.load import sync_reference
from eventdb.pipeline import Extractor

ENGINES = ("sqlite", "postgresql")
_TEMPLATE = "eventdb_template"
_SHARED = "eventdb_shared"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    _prepare(postgres.create_database(_TEMPLATE))
    return _TEMPLATE


@pytest.fixture(scope="session")
def _shared_postgres(postgres: PostgresServer, postgres_template: str) -> _Shared:
    return _Shared(postgres, postgres_template)


class _Shared:
    """One PostgreSQL database that is put back as it was for every test."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server = server
        self._template = template
        self._create()

    def _create(self) -> None:
        self._url = self._server.create_database(_SHARED, self._template)
        self._server.keep_copies(_SHARED)

    def fresh(self) -> str:
        """Its URL, after everything that a former test did is undone."""
        try:
            self._server.restore(_SHARED)
        except psycopg.Error:
            # A test that changed the schema, or left a lock behind, costs a new database.
            self._server.drop_database(_SHARED)
            self._create()
        return self._url


def _prepare(url: str) -> None:
    migrate(url)
    engine = make_engine(url)
    try:
        with Session(engine) as session:
            sync_reference(session)
    finally:
        engine.dispose()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a fresh database at the newest revision, with reference data; one per engine."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = tmp_path / "eventdb.sqlite"
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        return
    shared: _Shared = request.getfixturevalue("_shared_postgres")
    yield shared.fresh()


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database without any table; one per engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    yield server.create_database(name)
    server.drop_database(name)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@pytest.fixture(scope="module")
def both_engines(
    postgres: PostgresServer,
    postgres_template: str,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Engine, Engine]]:
    """A fresh database on SQLite and one on PostgreSQL, shared by the tests of a module."""
    path = tmp_path_factory.mktemp("both") / "both.sqlite"
    shutil.copyfile(sqlite_template, path)
    name = f"test_{next(_numbers)}"
    first = make_engine(f"sqlite:///{path}")
    second = make_engine(postgres.create_database(name, postgres_template))
    yield first, second
    first.dispose()
    second.dispose()
    postgres.drop_database(name)


@pytest.fixture
def both_sessions(
    _shared_postgres: _Shared, sqlite_template: Path, tmp_path: Path
) -> Iterator[tuple[Session, Session]]:
    """One session on SQLite and one on PostgreSQL, to compare what both give."""
    path = tmp_path / "both.sqlite"
    shutil.copyfile(sqlite_template, path)
    engines = [make_engine(f"sqlite:///{path}"), make_engine(_shared_postgres.fresh())]
    with Session(engines[0]) as first, Session(engines[1]) as second:
        yield first, second
    for engine in engines:
        engine.dispose()
