"""What a person sees of a running command: progress on standard error, and how it ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from enum import IntEnum
from types import FrameType
from typing import NoReturn, TypeVar

import typer

from eventdb.errors import EventdbError

T = TypeVar("T")


class Status(IntEnum):
    """Exit statuses, the same for every command."""

    FINE = 0
    PARTLY = 1
    """Something failed; whatever was good beside it was kept."""
    NOTHING = 2
    """The command line was wrong, or nothing could be done."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C or SIGTERM; the same command goes on where it stopped."""


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
    _treat_termination_as_interrupt()
    try:
        yield
    except EventdbError as error:
        say(f"eventdb: {error}")
        leave(Status.NOTHING)
    except KeyboardInterrupt:
        say("eventdb: interrupted; what is done is kept, the same command goes on from there")
        leave(Status.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read the output has had enough of it (``| head``). What Python would still flush
        # at its end goes nowhere, instead of causing a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        leave(Status.PARTLY)


def leave(status: Status) -> NoReturn:
    """End the command with a status."""
    raise typer.Exit(int(status))


def _treat_termination_as_interrupt() -> None:
    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    # Only a main thread may set this; tests call commands from wherever they run.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, interrupt)
