"""The short English account of an event, and the one day that ACLED wants of an interval.

Form of the account: ACLED Codebook, "Notes" (starts with the date, then who, what, where, and the
figures). It is made from the event's columns alone, so that it never says more than they do.
"""

from __future__ import annotations

import calendar
import datetime as dt

from eventdb.codebook import PartyRole, TimePrecision
from eventdb.records import SET_BY_HAND, Actor, CountRange, Event

_FIELD_WORDS = {"sub_event_type": "event type", "fatalities": "killed", "injured": "wounded"}


def event_day(first: dt.date, last: dt.date, precision: TimePrecision) -> dt.date:
    """ACLED's ``event_date`` for an interval (ACLED Codebook, "Time precision").

    A day's interval (a night has two days) gives its first day; a week or part of a month its
    middle, the earlier of two; a whole month the 15th.
    """
    if precision is TimePrecision.DAY:
        return first
    days_of_month = calendar.monthrange(first.year, first.month)[1]
    if (first.day, last) == (1, first.replace(day=days_of_month)):
        return first.replace(day=15)
    return first + (last - first) // 2


def event_notes(event: Event) -> str:
    """Sentences: when, what, who, where; killed and wounded; number of sources; what people set."""
    what = f"{_when(event)}, {_act(event)} {_where(event)}."
    toll = _toll(event)
    count = event.independent_sources
    sources = f"{count} independent source{'' if count == 1 else 's'}."
    corrected = [_FIELD_WORDS.get(f.name, f.name) for f in event.fields if f.rule == SET_BY_HAND]
    by_hand = f"Corrected by hand: {', '.join(corrected)}." if corrected else ""
    return " ".join(part for part in (what, toll, sources, by_hand) if part)


def _when(event: Event) -> str:
    day = _long(event_day(event.first_date, event.last_date, event.time_precision))
    if event.time_precision is TimePrecision.DAY:
        if event.first_date == event.last_date:
            return f"On {day}"
        return f"Between {_long(event.first_date)} and {_long(event.last_date)}"
    kind = "week of" if event.time_precision is TimePrecision.WEEK else "month of"
    return f"Around {day} ({kind})"


def _long(day: dt.date) -> str:
    # Not strftime: its month names follow the locale of the process.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _act(event: Event) -> str:
    act = event.sub_event_type.value
    act = act[0].lower() + act[1:] if not act.isupper() else act
    first = _names(event.actors(PartyRole.ACTOR1), event.actors(PartyRole.ASSOC_ACTOR_1))
    second = _names(event.actors(PartyRole.ACTOR2), event.actors(PartyRole.ASSOC_ACTOR_2))
    if first and second:
        return f"{act}: {first} and {second},"
    return f"{act}: {first or second}," if first or second else f"{act}"


def _names(actors: tuple[Actor, ...], associated: tuple[Actor, ...]) -> str:
    names = ", ".join(actor.name for actor in actors)
    beside = ", ".join(actor.name for actor in associated)
    return f"{names} (with {beside})" if names and beside else names or beside


def _where(event: Event) -> str:
    places = (event.location, event.admin2, event.admin1, event.country)
    distinct = list(dict.fromkeys(place for place in places if place))
    return f"in {', '.join(distinct)}"


def _toll(event: Event) -> str:
    parts = [
        f"{word} {_range(counts)}"
        for word, counts in (("killed", event.fatalities), ("wounded", event.injured))
        if counts is not None
    ]
    return f"{'; '.join(parts).capitalize()}." if parts else ""


def _range(counts: CountRange) -> str:
    bounds = (
        "at least " + str(counts.low) if counts.high is None else f"{counts.low} to {counts.high}"
    )
    if counts.high == counts.low:
        return str(counts.low)
    return f"{counts.best} ({bounds})" if counts.best is not None else bounds
