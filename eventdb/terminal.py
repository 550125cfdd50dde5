"""What a person sees of a running command: progress on standard error, and how it ends."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any, NoReturn, Protocol, TypeVar

import typer
from typer.core import TyperGroup

from eventdb.errors import EventdbError
from eventdb.interrupts import treat_termination_as_interrupt

T = TypeVar("T")

# Issues that are printed as they are met; a thousand bad lines must not bury the summary.
_ISSUES_SHOWN = 20


class Status(IntEnum):
    """Exit statuses, the same for every command."""

    FINE = 0
    PARTLY = 1
    """Something failed; whatever was good beside it was kept."""
    NOTHING = 2
    """The command line was wrong, or nothing could be done."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C or SIGTERM; the same command goes on where it stopped."""


class Problem(Protocol):
    """What went wrong with one record, as reading, extraction and checks tell it."""

    @property
    def origin(self) -> str:
        """File and line."""

    @property
    def problem(self) -> str:
        """What is wrong."""

    @property
    def mend(self) -> str | None:
        """What the user can do."""


class Screen:
    """Follows a run: a bar for each long step, a line for each of the first issues."""

    def __init__(self) -> None:
        self.issues = 0

    def track(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """The items, with a bar on standard error."""
        return track(items, label, total)

    def issue(self, issue: Problem) -> None:
        """One more issue."""
        self.issues += 1
        if self.issues <= _ISSUES_SHOWN:
            say(describe(issue))
        elif self.issues == _ISSUES_SHOWN + 1:
            say("… and more, which are counted at the end")


def describe(issue: Problem) -> str:
    """An issue in one line: where, what, and how to mend it."""
    mend = f"; {issue.mend}" if issue.mend else ""
    where = f"{issue.origin}: " if issue.origin else ""
    return f"{where}{issue.problem}{mend}"


class _Notice(logging.Handler):
    """Shows a message of the log as a line of its own."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show it."""
        say(record.getMessage())


_CHATTY = ("htmldate", "pypdf", "trafilatura", "warcio")


def start_logging(level: str) -> None:
    """Log to standard error; work that takes long without a bar is told of at any level."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for library in _CHATTY:
        # What they find odd in a file comes out as an issue of ours, or does not matter.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    slow = logging.getLogger("eventdb.gazetteer.store")
    slow.setLevel(logging.INFO)
    slow.propagate = False
    slow.handlers = [_Notice()]


def track(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on standard error; without one where that is not a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=label, total=total, file=sys.stderr, leave=False, smoothing=0.05)


def say(line: str) -> None:
    """Write a line to standard error, above a bar where one is shown."""
    if sys.stderr.isatty() and "tqdm" in sys.modules:
        from tqdm import tqdm

        tqdm.write(line, file=sys.stderr)
        return
    typer.echo(line, err=True)


@contextlib.contextmanager
def ending() -> Iterator[None]:
    """Turn an error that a user can mend, and an interruption, into a message and a status."""
    treat_termination_as_interrupt()
    try:
        yield
    except EventdbError as error:
        say(f"eventdb: {error}")
        leave(Status.NOTHING)
    except KeyboardInterrupt:
        say(
            "eventdb: interrupted; what was stored is kept, and the same command goes on from there"
        )
        leave(Status.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read the output has had enough of it (``| head``). What Python would still flush
        # at its end goes nowhere, instead of causing a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        leave(Status.PARTLY)
    except OSError as error:
        if error.filename is None:
            raise
        say(f"eventdb: {error.filename}: {error.strerror}; check the path and its rights")
        leave(Status.NOTHING)


class Commands(TyperGroup):
    """The commands of a program; all of them end alike."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as the parent's
        """Run a command."""
        with ending():
            return super().invoke(ctx)


def examples(*lines: str) -> str:
    """Command lines as the end of a command's help; the first sign keeps them from being wrapped."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def leave(status: Status) -> NoReturn:
    """End the command with a status."""
    raise typer.Exit(int(status))
