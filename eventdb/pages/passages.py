"""The passages of a report on which claims rest, as highlights of its headline and its body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eventdb.pages.highlighting import Highlight, direction, highlighted
from eventdb.phrases import count_range
from eventdb.records import Part
from eventdb.tables import CandidateResponsibilityRow, ClaimRow, EventCandidateRow, ReportRow

Found = tuple[str, Highlight]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with the passages that were read in it.

    Attributes:
        title, text: headline and body, as HTML.
        direction: in which the report reads.
        day: of publication.
    """

    report_id: str
    source: str
    day: str
    is_day_inferred: bool
    language: str
    direction: str
    url: str | None
    headline: str
    title: Markup
    text: Markup


def read_report(report: ReportRow, found: Iterable[Found]) -> Reading:
    """A report with highlights, each with the part of the report that it counts."""
    marks: Mapping[str, list[Highlight]] = {part.value: [] for part in Part}
    for part, mark in found:
        marks[part].append(mark)
    title = report.title or ""
    return Reading(
        report_id=report.report_id,
        source=report.source_name or "unnamed source",
        day="undated" if report.published_at is None else f"{report.published_at:%Y-%m-%d}",
        is_day_inferred=report.is_published_inferred,
        language=report.language or "",
        direction=direction(f"{title} {report.text}"),
        url=report.url,
        headline=title,
        title=highlighted(title, marks[Part.TITLE]),
        text=highlighted(report.text, marks[Part.TEXT]),
    )


def passages_of(
    claims: Sequence[ClaimRow],
    statements: Sequence[CandidateResponsibilityRow],
    candidates: Sequence[EventCandidateRow],
    places: Mapping[str, str],
) -> list[Found]:
    """What was read in one report: claims with their speakers, who acted, the words of the events.

    Args:
        claims: of the report.
        statements: of who acted, in the report.
        candidates: events that the report tells.
        places: names of places by their ids.
    """
    found: list[Found] = []
    for claim in claims:
        mark = Highlight(
            claim.start_char,
            claim.end_char,
            claim.claim_kind,
            label(claim, places),
            anchor(claim),
        )
        found.append((claim.part, mark))
        start, end = claim.attribution_start_char, claim.attribution_end_char
        if claim.attribution_part and start is not None and end is not None:
            found.append((claim.attribution_part, Highlight(start, end, "speaker")))
    for item in statements:
        text = f"{item.responsibility_kind}: {item.actor_name}"
        mark = Highlight(
            item.start_char, item.end_char, "responsibility", text, statement_anchor(item)
        )
        found.append((item.part, mark))
    for candidate in candidates:
        mark = Highlight(
            candidate.start_char, candidate.end_char, "event_type", candidate.sub_event_type
        )
        found.append((candidate.part, mark))
    return found


def anchor(claim: ClaimRow) -> str:
    """The id of a claim's mark on a page."""
    return f"c-{claim.claim_id}"


def statement_anchor(item: CandidateResponsibilityRow) -> str:
    """The id of the mark of a statement of who acted; ids of candidates may hold anything."""
    key = f"{item.candidate_id}/{item.position}"
    return f"r-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def label(claim: ClaimRow, places: Mapping[str, str]) -> str:
    """What a claim was understood as, in a few words."""
    if claim.low is not None or claim.high is not None:
        return f"{claim.claim_kind} {count_range(claim.low, claim.best, claim.high)}"
    if claim.claim_kind == "date":
        first, _, last = (claim.value or "").partition("/")
        return first if first == last else f"{first} to {last}"
    if claim.claim_kind == "party":
        return f"{claim.role}: {claim.value}"
    value = claim.value or claim.claim_kind
    return places.get(value, value) if claim.claim_kind == "place" else value
