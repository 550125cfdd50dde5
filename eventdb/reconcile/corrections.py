"""Human corrections: append-only judgements that every reconciliation applies again.

Corrections name candidates, not events, wherever they say what belongs together, so that they
outlive renumbering; the event that they were made on is kept for people to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What a person decided."""

    SET = "set"
    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement of a person.

    Attributes:
        correction_id: unique; later ones go before earlier ones.
        groups: candidate ids. ``merge``: one group that is one event. ``split``: two groups or
            more that are different events. Others: one group, the candidates of the event meant.
        name, value: column and its new value as text, for ``set``; value ``None`` empties it.
        event_id: the event as it was called when the correction was made.
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


def pairs_together(corrections: Sequence[Correction]) -> list[tuple[str, str]]:
    """Pairs of candidates that people have put together."""
    return [
        (group[0], other)
        for correction in corrections
        if correction.kind is CorrectionKind.MERGE
        for group in correction.groups
        for other in group[1:]
    ]


def pairs_apart(corrections: Sequence[Correction]) -> list[tuple[str, str]]:
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
