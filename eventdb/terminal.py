"""What a person sees of a running command: progress on standard error, and how it ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import os
import sys
import time
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
# Seconds between lines of progress where there is no terminal.
_EVERY = 60.0
_PLAIN = "%(levelname)s %(name)s: %(message)s"


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
        if self.issues <= _ISSUES_SHOWN or _says_json():
            say(describe(issue), origin=issue.origin, problem=issue.problem, mend=issue.mend)
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


class _AsJson(logging.Formatter):
    """A record as one object a line: time in UTC, level, logger, message, and what is said with it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="seconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


# What a command says goes here where logs are JSON, so that standard error holds nothing else.
_said = logging.getLogger("eventdb.said")


def _says_json() -> bool:
    return any(isinstance(handler.formatter, _AsJson) for handler in _said.handlers)


def start_logging(level: str, *, as_json: bool = False) -> None:
    """Log to standard error; work that takes long without a bar is told of at any level.

    Args:
        level: name of a level of ``logging``.
        as_json: one JSON object a line, what commands say and issues included.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_AsJson() if as_json else logging.Formatter(_PLAIN))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    _said.handlers = [handler] if as_json else []
    _said.setLevel(logging.INFO)
    _said.propagate = False
    for library in _CHATTY:
        # What they find odd in a file comes out as an issue of ours, or does not matter.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    slow = logging.getLogger("eventdb.gazetteer.store")
    slow.setLevel(logging.INFO)
    slow.propagate = False
    slow.handlers = [_Notice()]


def track(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on standard error; with a line a minute where that is no terminal."""
    if not sys.stderr.isatty():
        yield from _told(items, label, total)
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=label, total=total, file=sys.stderr, leave=False, smoothing=0.05)


def _told(items: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    """The items; how many have passed, how fast, and how long the others will take, once a minute."""
    started = last = time.monotonic()
    for count, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            say(_progress(label, count, total, now - started))


def _progress(label: str, count: int, total: int | None, seconds: float) -> str:
    rate = count / seconds
    if total is None:
        return f"{label}: {count}, {rate:.1f} a second"
    left = dt.timedelta(seconds=round((total - count) / rate))
    return f"{label}: {count} of {total}, {rate:.1f} a second, {left} left"


def say(line: str, **fields: str | None) -> None:
    """Write a line to standard error, above a bar where one is shown.

    Args:
        line: what a person reads.
        fields: its parts, for those who log JSON.
    """
    if _says_json():
        _said.info(line, extra={"fields": fields})
        return
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
