"""What a check of files finds: where, what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be.

    Attributes:
        file: name of the file.
        line: of the file, from 1; ``None``: the file as a whole.
        column: heading; ``None``: the row as a whole.
        level: a warning is worth a look; an error makes the file unfit for use.
    """

    file: str
    line: int | None
    column: str | None
    problem: str
    mend: str
    level: Level = Level.ERROR

    @property
    def origin(self) -> str:
        """File, line and column."""
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)
