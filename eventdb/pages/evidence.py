"""What the reports of an event say of it: claims and statements with their words and speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.pages.passages import (
    Reading,
    anchor,
    label,
    passages_of,
    read_report,
    statement_anchor,
)
from eventdb.phrases import speaker
from eventdb.tables import (
    CandidateResponsibilityRow,
    ClaimRow,
    EventCandidateRow,
    PlaceRow,
    ReportRow,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, or one statement of who acted, with its words.

    Attributes:
        anchor: id of its mark in the report.
        says: what was understood.
    """

    anchor: str
    report_id: str
    source: str
    day: str
    says: str
    words: str
    speaker: str


class Facts:
    """The reports of an event with what was read in them."""

    def __init__(
        self,
        reports: Sequence[ReportRow],
        told: Sequence[EventCandidateRow],
        claims: Sequence[ClaimRow],
        statements: Sequence[CandidateResponsibilityRow],
        places: Mapping[str, str],
    ) -> None:
        self.reports = {row.report_id: row for row in reports}
        self.report_of = {row.candidate_id: row.report_id for row in told}
        self.claims = {row.claim_id: row for row in claims}
        self.statements = {(row.candidate_id, row.position): row for row in statements}
        self.places = places
        self._told = told

    def readings(self) -> list[Reading]:
        """Each report with its highlights, in the order of publication."""
        claims: dict[str, list[ClaimRow]] = defaultdict(list)
        for claim in self.claims.values():
            claims[claim.report_id].append(claim)
        statements: dict[str, list[CandidateResponsibilityRow]] = defaultdict(list)
        for item in self.statements.values():
            statements[self.report_of[item.candidate_id]].append(item)
        told: dict[str, list[EventCandidateRow]] = defaultdict(list)
        for row in self._told:
            told[row.report_id].append(row)
        return [
            read_report(report, passages_of(claims[key], statements[key], told[key], self.places))
            for key, report in self.reports.items()
        ]

    def claim(self, claim_id: str) -> Statement:
        """A claim as a statement."""
        claim = self.claims[claim_id]
        return self._statement(
            claim.report_id, anchor(claim), label(claim, self.places), claim.words, speaker(claim)
        )

    def responsibility(self, item: CandidateResponsibilityRow) -> Statement:
        """A statement of who acted."""
        says = f"{item.responsibility_kind}: {item.actor_name}"
        who = item.stated_by or "the report itself"
        report_id = self.report_of[item.candidate_id]
        return self._statement(report_id, statement_anchor(item), says, item.words, who)

    def _statement(self, report_id: str, name: str, says: str, words: str, who: str) -> Statement:
        report = self.reports[report_id]
        day = "undated" if report.published_at is None else f"{report.published_at:%Y-%m-%d}"
        source = report.source_name or "unnamed source"
        return Statement(name, report_id, source, day, says, words, who)


def place_names(session: Session, claims: Sequence[ClaimRow]) -> Mapping[str, str]:
    """Names of the places that claims speak of, by their ids."""
    keys = {row.value for row in claims if row.claim_kind == "place" and row.value}
    if not keys:
        return {}
    rows = session.execute(
        sa.select(PlaceRow.place_id, PlaceRow.name).where(PlaceRow.place_id.in_(keys))
    )
    return {row.place_id: row.name for row in rows}
