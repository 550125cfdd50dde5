"""What a run did, and what whoever follows it is told meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from eventdb.load import Issue

T = TypeVar("T")


class Watcher(Protocol):
    """Whoever follows a build while it runs."""

    def track(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """The items, shown as they pass."""

    def issue(self, issue: Issue) -> None:
        """Something went wrong with one report; the build goes on."""


@dataclass(slots=True)
class Outcome:
    """What a run did, filled in as it goes.

    Attributes:
        read: reports that could be read; of these ``added`` are new and ``known`` were there.
        issues: what went wrong with which report, in the order it was met.
        extracted: reports that the extractor read in this run, with ``candidates`` in all.
        left_out: reports that were not worth reading whole, by reason.
        changed: reports whose candidates are other than before.
        events: in the database at the end; ``changed_events`` are new, other than before, or gone.
        corrected: corrections of people that bear on an event; ``for_review`` meet new evidence.
        stages: seconds by step; reading and extracting include what is stored of them.
        files: exports that were written; none where a check failed.
    """

    read: int = 0
    added: int = 0
    known: int = 0
    extracted: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    candidates: int = 0
    changed: int = 0
    events: int = 0
    changed_events: int = 0
    corrected: int = 0
    for_review: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    has_ingested: bool = False
    has_extracted: bool = False
    has_reconciled: bool = False

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of a block as a step's, however it ends."""
        started = time.monotonic()
        try:
            yield
        finally:
            took = time.monotonic() - started
            self.stages[stage] = round(self.stages.get(stage, 0.0) + took, 3)

    def counts(self) -> dict[str, Any]:
        """The numbers and times, under the names that the table of runs keeps."""
        return {
            "reports_read": self.read,
            "reports_added": self.added,
            "reports_known": self.known,
            "reports_extracted": self.extracted,
            "reports_left_out": self.left_out.total(),
            "event_candidates": self.candidates,
            "events": self.events,
            "events_changed": self.changed_events,
            "corrections_applied": self.corrected,
            "corrections_for_review": self.for_review,
            "issues": len(self.issues),
            "stages": self.stages,
        }
