"""The project's exceptions; each message names the place of the trouble and its mend."""

from __future__ import annotations


class EventdbError(Exception):
    """Parent of every error that a user can mend; the command line prints it without a trace."""


class ReadError(EventdbError):
    """One record of an input file cannot be read.

    Args:
        origin: file, and line where there is one, as ``reports.jsonl:12``.
        problem: what is wrong with it.
        mend: what the user can do.
    """

    def __init__(self, origin: str, problem: str, mend: str) -> None:
        super().__init__(f"{origin}: {problem}; {mend}")
        self.origin = origin
        self.problem = problem
        self.mend = mend


class LexiconError(EventdbError):
    """A language file is not valid; it stops the program, for every result depends on it."""


class SeedError(EventdbError):
    """A seed file is not valid; it stops the program."""


class DatabaseError(EventdbError):
    """The database cannot be reached, or its schema is not the one that this program knows."""


class CodebookError(EventdbError):
    """A code that the codebook does not hold."""
