"""Interrupts (Ctrl-C, SIGTERM): held back while a transaction is written, harmless to workers."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def treat_termination_as_interrupt() -> None:
    """Let SIGTERM raise ``KeyboardInterrupt`` as Ctrl-C does; in the main thread only."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Let no interrupt into the block; one that comes is raised at its end.

    An exception in the middle of a statement leaves SQLite's write lock with a cursor that nobody
    can close any more, so that not even the run's end could be recorded.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


def start_worker() -> None:
    """Initialise a process of a pool: it leaves Ctrl-C to its parent, and ends when that has gone.

    A terminal sends Ctrl-C to all processes; a worker that takes it prints a trace of its own. A
    parent that is killed closes no pool, and its workers would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def end_with_parent() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end_with_parent, daemon=True).start()
