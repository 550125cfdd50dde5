"""Phrases in which explanations tell of rows: ranges, days, places, speakers, quotations."""

from __future__ import annotations

from eventdb.tables import ClaimRow, EventCandidateRow, EventRow, ReportRow

_LONGEST_QUOTE = 160


def stated(claim: ClaimRow) -> str:
    """What a claim states, with its range or its value."""
    if claim.low is not None or claim.high is not None:
        victims = claim.victims or claim.victim_group
        of = f" of {victims}" if victims else ""
        scope = "" if claim.count_scope == "event" else f" ({claim.count_scope})"
        return f"{claim.claim_kind} {count_range(claim.low, claim.best, claim.high)}{of}{scope}"
    role = f" as {claim.role}" if claim.role else ""
    return f"{claim.claim_kind} {shown(claim.value)}{role}"


def count_range(low: int | None, best: int | None, high: int | None) -> str:
    """A range of a count."""
    if low is None:
        return "not stated"
    if low == best == high:
        return str(low)
    span = f"{low} to {'open' if high is None else high}"
    return f"between {span}" if best is None else f"{best} ({span})"


def speaker(claim: ClaimRow) -> str:
    """Who stands behind a claim, and how."""
    who = claim.attributed_to or "the report itself"
    kind = "" if claim.speaker_kind == "reporter" else f" [{claim.speaker_kind}]"
    return f"{claim.stance}: {who}{kind}"


def cited(report: ReportRow) -> str:
    """A report by its publisher, day and id."""
    day = "undated" if report.published_at is None else f"{report.published_at:%Y-%m-%d}"
    return f"{report.source_name or 'unnamed source'} {day} [{report.report_id}]"


def position(claim: ClaimRow) -> str:
    """Where a claim stands in its report."""
    return f"{claim.part} {claim.start_char}-{claim.end_char}"


def days(row: EventRow | EventCandidateRow) -> str:
    """The days on which it may have happened."""
    first, last = row.first_date, row.last_date
    if last is None:
        return "no day stated"
    if first is None:
        return f"on or before {last}"
    return str(first) if first == last else f"{first} to {last}"


def where(row: EventRow | EventCandidateRow) -> str:
    """The place, from fine to coarse, with its point."""
    names = dict.fromkeys(
        name for name in (row.location, row.admin2, row.admin1, row.country) if name
    )
    if not names:
        return "no place stated"
    point = "" if row.latitude is None else f" ({row.latitude:.4f}, {row.longitude:.4f})"
    return ", ".join(names) + point


def field_value(event: EventRow, field: str, parties: str) -> str:
    """What an event says in the columns that a field fills; its parties are given as a phrase."""
    if field in ("fatalities", "injured"):
        low, best, high = (getattr(event, f"{field}_{name}") for name in ("low", "best", "high"))
        return count_range(low, best, high)
    if field == "date":
        return days(event)
    if field == "place":
        return where(event)
    if field == "parties":
        return parties
    return shown(getattr(event, field, None))


def quote(words: str) -> str:
    """Words of a report in quotation marks, cut where they are long."""
    text = " ".join(words.split())
    return f"«{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}»"


def shown(value: object) -> str:
    """A value, or that nothing is stated."""
    return "not stated" if value is None else str(value)
