"""What reconciliation takes beside candidates, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eventdb.reconcile.corrections import Applied, Conflict
from eventdb.reconcile.grades import SourceRecord
from eventdb.reconcile.responsibilities import FusedResponsibility
from eventdb.records import Event


@dataclass(frozen=True, slots=True, order=True)
class IdentityAnchor:
    """That a candidate belonged to an event when the database was last reconciled.

    The store keeps these and hands them to the next reconciliation. The passage is kept beside
    the candidate's id because a newer extractor may number a report's events differently.

    Attributes:
        event_id: as ``SYR12``.
        candidate_id: the candidate's id at that time.
        report_id: its report.
        start: first character of the passage that named the event; −1 where unknown.
        first_date: the event's first day at that time, to tell events of one report apart.
        place_id: the event's place at that time.
    """

    event_id: str
    candidate_id: str
    report_id: str
    start: int = -1
    first_date: dt.date | None = None
    place_id: str | None = None


class Change(StrEnum):
    """Why an id no longer stands for what it stood for."""

    MERGED = "merged"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """One change of an id's meaning.

    Attributes:
        old_id: the id as it was published.
        new_id: where it leads: the merged event; for a split, the part that took a new id;
            ``None`` for an event withdrawn, as all of its candidates are gone or rejected.
    """

    old_id: str
    new_id: str | None
    change: Change


@dataclass(frozen=True, slots=True, order=True)
class DispatchGroup:
    """Reports that carry one and the same dispatch: copies, reprints, an agency's text.

    Attributes:
        group_id: id of the group's first report by time of publication.
        report_ids: sorted.
        agency: the credited agency, if any.
    """

    group_id: str
    report_ids: tuple[str, ...]
    agency: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Dispute:
    """Independent sources contradict one another on a column of an event.

    Attributes:
        name: column, as ``fatalities``.
        values: what is said, each as text, with the candidates that say so.
    """

    event_id: str
    name: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, order=True)
class Unplaced:
    """A candidate that no event can be made of, as the codebook asks for a country and a month."""

    candidate_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The outcome: events and everything needed to trace and to repeat them.

    Attributes:
        events: sorted by country and number of their id.
        redirects: changes against the previous assignment.
        anchors: the assignment to keep for the next reconciliation.
        dispatch_groups: of two reports and more.
        disputes: sorted by event and column.
        unplaced: candidates left out, with the reason.
        conflicts: corrections that meet new evidence, or could not be applied as they stand, for
            review: correction id and why.
        applied: which correction bears on which event.
        grades: a grade of information for each event (see ``grades``).
        sources: how often others bear out each source, by name.
        responsibility: who is said to have acted, by event and time.
    """

    events: tuple[Event, ...]
    redirects: tuple[Redirect, ...] = ()
    anchors: tuple[IdentityAnchor, ...] = ()
    dispatch_groups: tuple[DispatchGroup, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    applied: tuple[Applied, ...] = ()
    grades: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[SourceRecord, ...] = ()
    responsibility: tuple[FusedResponsibility, ...] = ()
