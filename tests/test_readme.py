"""The README is true: its queries run on both engines, and what it says of commands is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer

from eventdb.cli import app

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
    known = {name for parameter in COMMANDS[command].params for name in parameter.opts}
    assert set(options) <= known
