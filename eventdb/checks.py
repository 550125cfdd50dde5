"""Checks of the database: queries that must return no rows.

Each file of ``eventdb/sql/checks`` is one check; its name is the file's. The first line tells the
level and what must hold: ``-- error: coordinates lie on the globe``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.views import as_text

CHECKS = Path(__file__).resolve().parent / "sql" / "checks"

# A failing check shows the first rows; all of them are what the query itself gives.
_ROWS_SHOWN = 5
_FIRST_LINE = re.compile(r"-- (error|warning): (.+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        level: ``error``: the database is wrong; ``warning``: somebody should look.
        holds: what must hold, as a sentence.
        sql: a query in PostgreSQL's words, whose rows are the exceptions.
    """

    name: str
    level: str
    holds: str
    sql: str


@dataclass(frozen=True, slots=True)
class CheckFailure:
    """Rows that a check found.

    Attributes:
        count: how many there are.
        rows: the first few, as ``column=value`` texts.
    """

    check: Check
    count: int
    rows: tuple[str, ...]

    def __str__(self) -> str:
        shown = "; ".join(self.rows)
        return (
            f"{self.check.level} {self.check.name}: {self.check.holds}: {self.count} rows: {shown}"
        )


def read_checks(folder: Path = CHECKS) -> list[Check]:
    """The checks, by name.

    Raises:
        EventdbError: a file's first line is not of the form above.
    """
    return [_read_check(path) for path in sorted(folder.glob("*.sql"))]


def _read_check(path: Path) -> Check:
    sql = path.read_text(encoding="utf-8")
    first = _FIRST_LINE.match(sql)
    if first is None:
        raise EventdbError(f"{path}: the first line must be '-- error: …' or '-- warning: …'")
    return Check(path.stem, first[1], first[2].strip(), sql)


def run_checks(
    source: Session | Engine | Connection, *, level: str = "error"
) -> list[CheckFailure]:
    """The checks of a level that found rows, by name.

    Args:
        source: engine of a database at the newest revision, or a session or connection on it.
        level: ``error`` or ``warning``.
    """
    if isinstance(source, Engine):
        with source.connect() as connection:
            return _run(connection, level)
    connection = source if isinstance(source, Connection) else source.connection()
    return _run(connection, level)


def _run(connection: Connection, level: str) -> list[CheckFailure]:
    checks = [check for check in read_checks() if check.level == level]
    return [failure for check in checks if (failure := _run_check(connection, check))]


def _run_check(connection: Connection, check: Check) -> CheckFailure | None:
    rows = connection.execute(as_text(check.sql, connection.dialect.name)).mappings().all()
    if not rows:
        return None
    shown = tuple(
        ", ".join(f"{name}={value}" for name, value in row.items()) for row in rows[:_ROWS_SHOWN]
    )
    return CheckFailure(check, len(rows), shown)
