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
        statements: candidate and index among its statements, of each report of it, sorted.
    """

    event_id: str
    actor: str
    kind: ResponsibilityKind
    by: str | None
    first_published: dt.datetime | None
    voices: int
    statements: tuple[tuple[str, int], ...]


def fuse_responsibility(event_id: str, told: Sequence[Told]) -> tuple[FusedResponsibility, ...]:
    """All stands on one event, by time of their first report."""
    rows: defaultdict[tuple[str, ResponsibilityKind, str], list[tuple[Told, int]]]
    rows = defaultdict(list)
    for item in told:
        for index, stated in enumerate(item.candidate.responsibility):
            key = (stated.actor.casefold(), stated.kind, (stated.by or "").casefold())
            rows[key].append((item, index))
    fused = []
    for (_, kind, _), group in rows.items():
        times = [t.candidate.published for t, _ in group if t.candidate.published is not None]
        stated_so = [item.candidate.responsibility[index] for item, index in group]
        fused.append(
            FusedResponsibility(
                event_id,
                min(stated.actor for stated in stated_so),
                kind,
                min((stated.by for stated in stated_so if stated.by is not None), default=None),
                min(times, key=lambda moment: moment.isoformat(), default=None),
                len({item.voice for item, _ in group}),
                tuple(sorted((item.candidate.candidate_id, index) for item, index in group)),
            )
        )
    return tuple(sorted(fused, key=_order))


def _order(row: FusedResponsibility) -> tuple[str, str, str, str]:
    moment = "9999" if row.first_published is None else row.first_published.isoformat()
    return moment, row.actor, row.kind, row.by or ""
