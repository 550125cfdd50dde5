"""``eventdb check``: a database, or files that were exported, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from eventdb.checks import run_checks
from eventdb.database import check_schema, open_engine
from eventdb.terminal import Status, describe, leave, say
from eventdb.validation import Finding, Level, check_files

# A file with a wrong column has a finding in every row.
_SHOWN_OF_COLUMN = 10


def check(where: str, *, is_database: bool) -> None:
    """Print what is wrong, and end with the status that fits: 1 where an error was found.

    Args:
        where: URL of a database, or path of a folder or file.
        is_database: which of both.

    Raises:
        EventdbError: there is nothing that can be checked.
    """
    counted: Counter[Level] = Counter()
    of_column: Counter[tuple[str, str | None]] = Counter()
    for finding in _of_database(where) if is_database else check_files(Path(where)):
        counted[finding.level] += 1
        kind = (finding.file, finding.column)
        of_column[kind] += 1
        if of_column[kind] <= _SHOWN_OF_COLUMN:
            say(f"{finding.level} {describe(finding)}")
        elif of_column[kind] == _SHOWN_OF_COLUMN + 1:
            say(f"{finding.level} {':'.join(part for part in kind if part)}: … and more")
    errors, warnings = counted[Level.ERROR], counted[Level.WARNING]
    say(f"{errors} errors, {warnings} warnings")
    leave(Status.PARTLY if errors else Status.FINE)


def _of_database(url: str) -> Iterator[Finding]:
    with open_engine(url) as engine:
        check_schema(engine)
        for level in Level:
            for failure in run_checks(engine, level=level):
                found = f"not so for {failure.count} rows ({'; '.join(failure.rows)})"
                yield Finding(
                    failure.check.name,
                    None,
                    None,
                    f"{failure.check.holds}: {found}",
                    "eventdb explain tells where they come from; eventdb review corrects them",
                    level,
                )
