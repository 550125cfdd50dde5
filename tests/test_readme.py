"""The README is true: its queries run on both engines, and what it says of commands is so."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer
from typer.testing import CliRunner

from eventdb.cli import app
from eventdb.resources import seeds_path

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands


def test_the_two_commands_come_first():
    assert README.splitlines()[2:4] == ["    make build-db", "    make test"]


def test_its_queries_run(session):
    queries = re.findall(r"```sql\n(.+?);\n```", README, re.DOTALL)
    assert queries
    for query in queries:
        session.execute(sa.text(query)).all()


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (found[1], re.findall(r"(?<![\w-])--?[a-z][a-z-]*", found[2]))
        for found in re.finditer(r"`eventdb ([a-z]+)([^`]*)`", README)
        if found[1] in COMMANDS
    ],
)
def test_its_options_exist(command, options):
    known = {
        name
        for parameter in COMMANDS[command].params
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    assert set(options) <= known


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The default database, and what its build said."""
    folder = tmp_path_factory.mktemp("readme")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("EVENTDB_DB", raising=False)
        said = CliRunner().invoke(app, ["build", str(seeds_path() / "reports"), "--workers", "1"])
    assert said.exit_code == 0
    return folder / "build" / "eventdb.sqlite", said.output


def test_a_build_says_what_it_shows(built):
    shown = README.partition("ends with what it did:\n\n")[2].partition("\n\n")[0]
    lines = [line.strip() for line in shown.splitlines()]
    said = [line.strip() for line in built[1].splitlines()]
    assert lines[:-1] == said[:-1]
    assert lines[-1].startswith("time")


def test_its_first_query_gives_the_rows_that_it_shows(built):
    query = re.findall(r"```sql\n(.+?);\n```", README, re.DOTALL)[0]
    with sqlite3.connect(built[0]) as connection:
        rows = connection.execute(query).fetchall()
    table = README.partition("ORDER BY event_id, position;\n```\n\n")[2].partition("\n\n")[0]
    shown = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]
    ]
    found = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert shown == [[" ".join(cell.split()) for cell in row] for row in found]
