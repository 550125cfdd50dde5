"""What docs/operations.md tells operators to do is done here: roles, backup, restore."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa
from postgres import PostgresServer

from eventdb.build import build
from eventdb.checks import run_checks
from eventdb.database import make_engine, migrate, open_engine, open_session
from eventdb.exports import write_exports
from eventdb.runs import read_standing
from eventdb.settings import Settings
from eventdb.terminal import Screen

OPERATIONS = (Path(__file__).resolve().parents[1] / "docs" / "operations.md").read_text("utf-8")


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    record = {"id": "a", "text": "Shells killed three civilians in Douma, Syria, on Tuesday."}
    path.write_text(json.dumps({**record, "published": "2018-02-07"}), encoding="utf-8")
    return path


def run(url: str, reports: Path, name: str = "out") -> Path:
    folder = reports.parent / name
    outcome = build([str(reports)], Settings(url, folder), Screen())
    assert (outcome.events, outcome.issues) == (1, [])
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def code(language: str, holding: str) -> str:
    blocks = re.findall(rf"```{language}\n(.+?)```", OPERATIONS, re.DOTALL)
    [found] = [block for block in blocks if holding in block]
    return str(found)


def as_role(url: str, role: str) -> str:
    return str(sa.make_url(url).set(username=role).render_as_string(hide_password=False))


@pytest.fixture
def three_roles(postgres: PostgresServer):
    url = postgres.create_database("roles")
    administrator = make_engine(url)
    with administrator.begin() as connection:
        for statement in code("sql", "CREATE ROLE").split(";"):
            if statement.strip():
                connection.execute(sa.text(statement))
    yield url
    with administrator.begin() as connection:
        for role in ("owner", "build", "read"):
            connection.execute(sa.text(f"DROP OWNED BY eventdb_{role} CASCADE"))
            connection.execute(sa.text(f"DROP ROLE eventdb_{role}"))
    administrator.dispose()
    postgres.drop_database("roles")


def test_each_role_may_do_its_part_and_no_more(three_roles, reports, tmp_path):
    migrate(as_role(three_roles, "eventdb_owner"))
    builder = as_role(three_roles, "eventdb_build")
    run(builder, reports)
    run(builder, reports, "again")
    with open_session(builder) as session, pytest.raises(sa.exc.ProgrammingError, match="owner"):
        session.execute(sa.text("DROP TABLE event CASCADE"))
    reader = as_role(three_roles, "eventdb_read")
    with open_session(reader) as session:
        assert read_standing(session, is_locked=False).events == 1
        write_exports(session, tmp_path / "read")
    assert contents(tmp_path / "read") == contents(tmp_path / "out")
    for statement in ("DELETE FROM event", "CREATE TABLE x (y int)"):
        with (
            open_session(reader) as session,
            pytest.raises(sa.exc.ProgrammingError, match="denied"),
        ):
            session.execute(sa.text(statement))


def test_a_copy_of_sqlite_takes_the_place_of_the_database(reports, tmp_path):
    database, backup = tmp_path / "eventdb.sqlite", tmp_path / "backup.sqlite"
    before = contents(run(f"sqlite:///{database}", reports))
    command = code("sh", "VACUUM INTO")
    statement = re.search(r"\"(VACUUM INTO) '", command)
    assert statement is not None
    with sqlite3.connect(database) as connection:
        connection.execute(f"{statement[1]} '{backup}'")
    database.write_bytes(b"torn")
    shutil.move(backup, database)
    assert contents(run(f"sqlite:///{database}", reports, "restored")) == before
    with open_engine(f"sqlite:///{database}") as engine:
        assert not [failure for failure in run_checks(engine) if failure.check.level == "error"]


def test_a_dump_of_postgresql_is_restored(postgres: PostgresServer, reports, tmp_path):
    programs = {name: postgres.programs / name for name in ("pg_dump", "pg_restore")}
    if not all(program.is_file() for program in programs.values()):
        pytest.skip("this PostgreSQL comes without pg_dump")
    url = postgres.create_database("events")
    before = contents(run(url, reports))
    for line in code("sh", "pg_dump").splitlines():
        name, *options = line.split()
        options = [
            option.replace("events.dump", str(tmp_path / "events.dump")) for option in options
        ]
        where = ["--host", str(postgres.folder), "--username", "tests"]
        subprocess.run([programs[name], *where, *options], check=True)
        if name == "pg_dump":
            engine = make_engine(url)
            with engine.begin() as connection:
                connection.execute(sa.text("DELETE FROM event"))
            engine.dispose()
    assert contents(run(url, reports, "restored")) == before
    postgres.drop_database("events")
