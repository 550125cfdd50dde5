"""Responsibility over time: who is said to have acted, by whom, since when; claims beside denials."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.codebook import ResponsibilityKind
from eventdb.reconcile.fuse import Told


@dataclass(frozen=True, slots=True)
class FusedResponsibility:
    """One stand on who acted in an event.

    Attributes:
        actor: who is said to have acted.
        kind: claimed, accused, denied or reported.
        by: who says so; ``None`` where the reports name nobody.
        first_published: first report of it; ``None`` where no time is known.
        voices: number of independent sources that report it.
        candidate_ids: sorted.
    """

    event_id: str
    actor: str
    kind: ResponsibilityKind
    by: str | None
    first_published: dt.datetime | None
    voices: int
    candidate_ids: tuple[str, ...]


def fuse_responsibility(event_id: str, told: Sequence[Told]) -> tuple[FusedResponsibility, ...]:
    """All stands on one event, by time of their first report."""
    rows: defaultdict[tuple[str, ResponsibilityKind, str], list[tuple[Told, str, str | None]]]
    rows = defaultdict(list)
    for item in told:
        for stated in item.candidate.responsibility:
            key = (stated.actor.casefold(), stated.kind, (stated.by or "").casefold())
            rows[key].append((item, stated.actor, stated.by))
    fused = []
    for (_, kind, _), group in rows.items():
        times = [t.candidate.published for t, _, _ in group if t.candidate.published is not None]
        fused.append(
            FusedResponsibility(
                event_id,
                min(actor for _, actor, _ in group),
                kind,
                min((by for _, _, by in group if by is not None), default=None),
                min(times, key=lambda moment: moment.isoformat(), default=None),
                len({item.voice for item, _, _ in group}),
                tuple(sorted({item.candidate.candidate_id for item, _, _ in group})),
            )
        )
    return tuple(sorted(fused, key=_order))


def _order(row: FusedResponsibility) -> tuple[str, str, str, str]:
    moment = "9999" if row.first_published is None else row.first_published.isoformat()
    return moment, row.actor, row.kind, row.by or ""
