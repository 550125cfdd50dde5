"""Shares that describe what a run extracted, and which of them changed by more than chance.

They are kept with the run (``build_run.counts``), since a later run reads reports again in its own name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.tables import (
    CandidatePartyRow,
    EventCandidateRow,
    ExtractionRow,
    ReportRow,
)

_DAY = 1
# Of a normal distribution: a share moves so far by chance once in 370 runs.
NOTABLE = 3.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; ``None`` of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Drift:
    """A share in two runs.

    Attributes:
        z: difference in standard errors of the pooled share (two-proportion test).
    """

    name: str
    before: Share
    now: Share
    z: float

    @property
    def is_notable(self) -> bool:
        """Whether chance alone would hardly do it."""
        return abs(self.z) >= NOTABLE


def read_shares(session: Session, run_id: int) -> dict[str, Share]:
    """What the reports that a run read were like; empty where it read none."""
    extraction = ExtractionRow.__table__.c
    counts = session.execute(
        sa.select(
            sa.func.count(),
            *(_sum(extraction.status == status) for status in ("left out", "failed")),
            _sum(extraction.candidates > 0),
        ).where(extraction.run_id == run_id)
    ).one()
    reports, left_out, failed, telling = (int(count or 0) for count in counts)
    if not reports:
        return {}
    shares = {
        "reports left out": Share(left_out, reports),
        "reports that failed": Share(failed, reports),
        "reports with events": Share(telling, reports),
    }
    return shares | _of_reports(session, run_id, reports) | _of_candidates(session, run_id)


def is_unlisted(actor_id: sa.orm.InstrumentedAttribute[str]) -> sa.ColumnElement[bool]:
    """Whether an actor is a group that a report names and the registry of actors does not."""
    return actor_id.startswith("unlisted:", autoescape=True)


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _of_reports(session: Session, run_id: int, reports: int) -> dict[str, Share]:
    of_run = (
        sa.select(ReportRow.language, sa.func.count(), _sum(ReportRow.published_at.is_(None)))
        .join(ExtractionRow, ExtractionRow.report_id == ReportRow.report_id)
        .where(ExtractionRow.run_id == run_id)
        .group_by(ReportRow.language)
    )
    shares, undated = {}, 0
    for language, count, without_day in session.execute(of_run):
        shares[f"reports in {language or 'no known language'}"] = Share(int(count), reports)
        undated += int(without_day or 0)
    return shares | {"reports without a day": Share(undated, reports)}


def _of_candidates(session: Session, run_id: int) -> dict[str, Share]:
    candidate = EventCandidateRow.__table__.c
    unlisted = (
        sa.select(CandidatePartyRow.candidate_id)
        .where(
            CandidatePartyRow.candidate_id == EventCandidateRow.candidate_id,
            is_unlisted(CandidatePartyRow.actor_id),
        )
        .exists()
    )
    measures = {
        "events with a place": candidate.location.is_not(None),
        "events with a place of the gazetteer": candidate.place_id.is_not(None),
        "events to the day": candidate.time_precision == _DAY,
        "events with a number of killed": candidate.fatalities_best.is_not(None),
        "events with a group that the registry lacks": unlisted,
    }
    row = session.execute(
        sa.select(sa.func.count(), *map(_sum, measures.values()))
        .select_from(EventCandidateRow)
        .join(ExtractionRow, ExtractionRow.report_id == EventCandidateRow.report_id)
        .where(ExtractionRow.run_id == run_id)
    ).one()
    total = int(row[0])
    return {
        name: Share(int(count or 0), total) for name, count in zip(measures, row[1:], strict=True)
    }


def as_stored(shares: Mapping[str, Share]) -> dict[str, list[int]]:
    """As the table of runs keeps them."""
    return {name: [share.count, share.of] for name, share in shares.items()}


def from_stored(stored: Any) -> dict[str, Share]:  # noqa: ANN401 - JSON of any version of the program
    """The same, back; empty where a run kept none."""
    if not isinstance(stored, Mapping):
        return {}
    return {name: Share(int(count), int(of)) for name, (count, of) in stored.items()}


def drifts(before: Mapping[str, Share], now: Mapping[str, Share]) -> list[Drift]:
    """Every share of two runs, in the order of the later one; one that a run lacks is nought."""
    reports = {
        key: next((share.of for name, share in shares.items() if name.startswith("reports")), 0)
        for key, shares in (("before", before), ("now", now))
    }
    found = []
    for name in [*now, *(name for name in before if name not in now)]:
        earlier = before.get(name, Share(0, reports["before"]))
        later = now.get(name, Share(0, reports["now"]))
        found.append(Drift(name, earlier, later, _z(earlier, later)))
    return found


def _z(before: Share, now: Share) -> float:
    if not before.of or not now.of:
        return 0.0
    pooled = (before.count + now.count) / (before.of + now.of)
    error = math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / now.of))
    return (now.count / now.of - before.count / before.of) / error if error else 0.0
