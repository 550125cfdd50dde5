"""What candidates say of a field, as short texts that can be compared and shown.

A correction keeps the statements that it was made in sight of; when others have come since, it is
put up for review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from eventdb.codebook import PartyRole
from eventdb.records import CountRange, Event, EventCandidate

FIELDS = ("date", "place", "sub_event_type", "parties", "fatalities", "injured")
"""Fields of an event, as ``FusedField.name`` has them."""

OPEN_DAYS = 6
"""Days before the last possible one over which an event "on or before" it is spread: a week, for
ACLED's time precision 2, as news tells of what is new."""


def interval(candidate: EventCandidate | Event) -> tuple[dt.date, dt.date]:
    """First and last possible day; an open beginning is ``OPEN_DAYS`` before.

    Raises:
        ValueError: the candidate has no date.
    """
    last = candidate.last_date or candidate.first_date
    if last is None:
        raise ValueError("no date is stated")
    return candidate.first_date or last - dt.timedelta(days=OPEN_DAYS), last


def shown(told: EventCandidate | Event, name: str) -> str:
    """The value of a field as text; empty where it is not stated."""
    if name == "date":
        if told.last_date is None and told.first_date is None:
            return ""
        return "/".join(day.isoformat() for day in interval(told))
    if name == "place":
        return told.location or told.admin1 or ""
    if name == "sub_event_type":
        return told.sub_event_type.value
    if name == "parties":
        return _parties(told)
    return _count(told.fatalities if name == "fatalities" else told.injured)


def _parties(told: EventCandidate | Event) -> str:
    first = told.actors(PartyRole.ACTOR1) + told.actors(PartyRole.ASSOC_ACTOR_1)
    second = told.actors(PartyRole.ACTOR2) + told.actors(PartyRole.ASSOC_ACTOR_2)
    sides = (" and ".join(actor.name for actor in side) for side in (first, second))
    return " against ".join(side for side in sides if side)


def _count(count: CountRange | None) -> str:
    if count is None:
        return ""
    return f"{count.low}..{'' if count.high is None else count.high}"


def statements(candidates: Iterable[EventCandidate], names: Iterable[str]) -> tuple[str, ...]:
    """``report: field value`` of each candidate that states one of the fields, sorted."""
    listed = tuple(names)
    return tuple(
        sorted(
            {
                statement(candidate, name)
                for candidate in candidates
                for name in listed
                if shown(candidate, name)
            }
        )
    )


def statement(candidate: EventCandidate, name: str) -> str:
    """What one candidate says of a field."""
    return f"{candidate.report_id}: {name} {shown(candidate, name)}"


def standing(event: Event) -> tuple[str, ...]:
    """What an event says, field by field, to be compared with later."""
    return tuple(f"{name} = {shown(event, name)}" for name in FIELDS if shown(event, name))
