"""Human corrections: append-only judgements that every reconciliation applies again.

Corrections name candidates, not events, wherever they say what belongs together, so that they
outlive renumbering; the event that they were made on is kept for people to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations


class CorrectionKind(StrEnum):
    """What a person decided."""

    SET = "set"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    CONFIRM = "confirm"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where a candidate stood when a correction named it, for a newer extractor numbers anew.

    Attributes:
        start: first character of the passage that named the event; −1 where unknown.
    """

    candidate_id: str
    report_id: str
    start: int = -1
    first_date: dt.date | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement of a person.

    Attributes:
        correction_id: unique; later ones go before earlier ones.
        groups: candidate ids. ``merge``: groups that are one event, one of each event as they were.
            ``split``: two groups or more that are different events. ``undo``: none. Others: one
            group, the candidates of the event meant.
        name, value: column and its new value as text, for ``set``; value ``None`` empties it. For
            ``merge`` the value names the other events, one for each group after the first.
        event_id: the event as it was called when the correction was made.
        passages: of the candidates in the groups; without them only their ids are gone by.
        evidence: what the sources said when the correction was made (see ``statements``).
        undoes: the correction that an ``undo`` takes back.
    """

    correction_id: str
    kind: CorrectionKind
    groups: tuple[tuple[str, ...], ...]
    author: str
    reason: str
    made_at: dt.datetime | None = None
    name: str | None = None
    value: str | None = None
    event_id: str | None = None
    passages: tuple[Passage, ...] = ()
    evidence: tuple[str, ...] = ()
    undoes: str | None = None

    @property
    def candidate_ids(self) -> tuple[str, ...]:
        """All candidates that it names."""
        return tuple(name for group in self.groups for name in group)

    @property
    def event_ids(self) -> tuple[str | None, ...]:
        """For ``merge``: the events that the groups were."""
        return (self.event_id, *(self.value or "").split())


@dataclass(frozen=True, slots=True, order=True)
class Applied:
    """That a correction bears on an event.

    Attributes:
        name: for ``set``, the field of the event (``fatalities``); otherwise empty.
    """

    event_id: str
    correction_id: str
    name: str = ""


Conflict = tuple[str, str]
"""Id of a correction that meets new evidence or cannot be applied as it stands, and why."""


def undone_by(corrections: Sequence[Correction]) -> dict[str, str]:
    """The undo that takes back each correction undone, by the correction's id.

    An undo may itself be undone, and then takes nothing back.

    Args:
        corrections: oldest first.
    """
    undone: dict[str, str] = {}
    for correction in reversed(corrections):
        if correction.kind is CorrectionKind.UNDO and correction.correction_id not in undone:
            undone.setdefault(correction.undoes or "", correction.correction_id)
    return undone


def in_force(corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections that nobody has taken back, without the undoings; oldest first."""
    undone = undone_by(corrections)
    return [
        correction
        for correction in corrections
        if correction.kind is not CorrectionKind.UNDO and correction.correction_id not in undone
    ]


def pairs_together(corrections: Iterable[Correction]) -> list[tuple[str, str]]:
    """Pairs of candidates that people have put together, or left together in taking others apart.

    Without the latter, what is left of an event could fall apart or drift to another unasked.
    """
    return [
        pair
        for correction in corrections
        for whole in _wholes(correction)
        for pair in combinations(whole, 2)
    ]


def _wholes(correction: Correction) -> Sequence[tuple[str, ...]]:
    if correction.kind is CorrectionKind.MERGE:
        return [correction.candidate_ids]
    return correction.groups if correction.kind is CorrectionKind.SPLIT else []


def pairs_apart(corrections: Iterable[Correction]) -> list[tuple[str, str]]:
    """Pairs of candidates that people have taken apart."""
    return [
        (one, other)
        for correction in corrections
        if correction.kind is CorrectionKind.SPLIT
        for index, group in enumerate(correction.groups)
        for later in correction.groups[index + 1 :]
        for one in group
        for other in later
    ]
