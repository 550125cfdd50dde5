"""The analyst's views: their text for each engine, their order, and their making in a migration.

``eventdb/sql/views`` holds the present text of each view, in PostgreSQL's SQL. The few functions
that SQLite names otherwise are translated here. A migration that makes or changes a view reads a
copy that is never edited again, ``migrations/views/<revision>/<view>.sql`` (nor may a function below
change that such a copy calls); a test holds the
newest copies and the present texts equal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.resources import migrations_path

VIEWS = Path(__file__).resolve().parent / "sql" / "views"

# Functions of one argument without brackets: PostgreSQL's text, SQLite's text.
_FUNCTIONS = {
    # Seconds since 1970 of an instant or a day.
    "unix_seconds": (
        "CAST(floor(extract(epoch FROM {0})) AS bigint)",
        "CAST(strftime('%s', {0}) AS integer)",
    ),
    # An instant as text, in UTC.
    "utc_text": (
        "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        "strftime('%Y-%m-%dT%H:%M:%SZ', {0})",
    ),
    # Day of an instant, in UTC.
    "utc_day": ("CAST({0} AT TIME ZONE 'UTC' AS date)", "date({0})"),
    # Number of a day, so that the difference of two is a number of days.
    "day_number": ("({0} - DATE '1970-01-01')", "CAST(julianday({0}) - 2440587.5 AS integer)"),
    # Largest whole number not above one that is not below zero.
    "whole": ("CAST(floor({0}) AS bigint)", "CAST({0} AS integer)"),
    # A decimal number as SQLite writes it.
    "decimal_text": (
        "CASE WHEN {0} = floor({0}) THEN CAST({0} AS text) || '.0' ELSE CAST({0} AS text) END",
        "CAST({0} AS text)",
    ),
}
_CALL = re.compile(rf"\b({'|'.join(_FUNCTIONS)})\(([^()]*)\)")

# Functions that only bear another name in SQLite.
_NAMES = {"string_agg": "group_concat", "greatest": "max", "least": "min"}
_NAME = re.compile(rf"\b({'|'.join(_NAMES)})\(")


def translate(sql: str, dialect: str) -> str:
    """A statement in the words of one engine, ``sqlite`` or ``postgresql``."""
    column = 1 if dialect == "sqlite" else 0
    sql = _CALL.sub(lambda call: _FUNCTIONS[call[1]][column].format(call[2]), sql)
    if dialect == "sqlite":
        sql = _NAME.sub(lambda call: f"{_NAMES[call[1]]}(", sql)
    return sql


def as_text(sql: str, dialect: str) -> sa.TextClause:
    """A statement in the words of one engine; no colon in it begins a parameter."""
    return sa.text(translate(sql, dialect).replace(":", "\\:"))


def read_views(folder: Path = VIEWS) -> dict[str, str]:
    """Text of each view of a folder by its name, each after those that it reads from."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    return _in_order(texts)


@cache
def read_meanings() -> Mapping[str, Mapping[str, str]]:
    """Meanings of columns by view and column; under ``every`` those that all views share.

    ``acled_event`` and ``ged_event`` have none: their columns are those of the files of that name.
    """
    meanings: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (VIEWS / "columns.toml").read_text(encoding="utf-8")
    )
    return meanings


def _in_order(texts: dict[str, str]) -> dict[str, str]:
    needs = {
        name: [other for other in texts if other != name and re.search(rf"\b{other}\b", text)]
        for name, text in texts.items()
    }
    order = TopologicalSorter(needs).static_order()
    return {name: texts[name] for name in order}


def frozen_views(revision: str | None) -> dict[str, str]:
    """Text of each view as a revision leaves it; none at ``None``, before the first.

    A view whose copy is an empty file is gone from that revision on.
    """
    folders = sorted(path for path in (migrations_path() / "views").glob("*") if path.is_dir())
    texts: dict[str, str] = {}
    for folder in folders:
        if revision is not None and folder.name <= revision:
            texts.update(read_views(folder))
    return _in_order({name: text for name, text in texts.items() if text.strip()})


def create_statements(views: dict[str, str], dialect: str) -> list[str]:
    """``CREATE VIEW`` of each view, in order."""
    return [
        f"CREATE VIEW {name} AS\n{translate(text, dialect).strip()}" for name, text in views.items()
    ]


def drop_statements(views: dict[str, str]) -> list[str]:
    """``DROP VIEW`` of each view, those that read from others first."""
    return [f"DROP VIEW {name}" for name in reversed(views)]


def view_differences(connection: Connection) -> list[str]:
    """Where the database's views differ from the present texts, one line each."""
    present = read_views()
    found = set(sa.inspect(connection).get_view_names())
    lines = [f"missing_view {name}" for name in present if name not in found]
    lines += [f"unknown_view {name}" for name in sorted(found - set(present))]
    if connection.dialect.name == "sqlite":
        statements = dict(zip(present, create_statements(present, "sqlite"), strict=True))
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
        stored = {str(name): str(sql) for name, sql in connection.exec_driver_sql(query)}
        lines += [
            f"changed_view {name}"
            for name, sql in statements.items()
            if name in stored and stored[name] != sql
        ]
    return lines
