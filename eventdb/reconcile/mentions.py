"""Event data from elsewhere: mentions in the exchange format, or a spreadsheet with a mapping.

A mention is an event as one record of another data set tells it, see ``docs/formats.md``. Names of
parties are looked up by ``resolve``, where the caller has a registry; without one a name stands for
itself.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eventdb.codebook import (
    ActorKind,
    GeoPrecision,
    PartyRole,
    SubEventType,
    TimePrecision,
)
from eventdb.errors import ReadError
from eventdb.records import Actor, CountRange, EventCandidate, Part, Party, Span

Resolve = Callable[[str, str | None, dt.date | None], Actor | None]
"""Name, ISO code of the event's country and its day, to the actor of a registry."""

_SPAN = Span(Part.TEXT, 0, 1)
_MEND = "write the key as docs/formats.md has it, or leave it out"


def read_mentions(path: Path, resolve: Resolve | None = None) -> Iterator[EventCandidate]:
    """Mentions of a JSON Lines file.

    Raises:
        ReadError: a line is not a mention.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                origin = f"{path}:{number}"
                try:
                    record = json.loads(line)
                except ValueError as error:
                    mend = "write one JSON object a line"
                    raise ReadError(origin, f"invalid JSON ({error})", mend) from error
                yield mention_from_record(record, origin, resolve)


def mention_from_record(
    record: Mapping[str, Any], origin: str, resolve: Resolve | None = None
) -> EventCandidate:
    """The candidate that a mention states; its report is the mention itself unless it names one.

    Raises:
        ReadError: no ``mention_id``, or a value that its key cannot have.
    """
    name = record.get("mention_id")
    if name is None:
        raise ReadError(origin, "missing key 'mention_id'", "give every mention an id of its own")
    try:
        return _candidate(str(name), record, resolve)
    except (ValueError, TypeError) as error:
        raise ReadError(origin, f"mention {name}: {error}", _MEND) from error


def _candidate(name: str, record: Mapping[str, Any], resolve: Resolve | None) -> EventCandidate:
    get = record.get
    sub_type = SubEventType(get("sub_event_type") or "Other")
    first, last = _day(get("event_date")), _day(get("event_date_end"))
    iso3 = _shared(get("iso3"))
    published = get("published")
    return EventCandidate(
        candidate_id=name,
        report_id=str(get("report_id") or name),
        order=0,
        event_type=sub_type.event_type,
        sub_event_type=sub_type,
        first_date=first,
        last_date=last or first,
        time_precision=_code(TimePrecision, get("time_precision")),
        iso3=iso3,
        country=_shared(get("country")),
        admin1=_shared(get("admin1")),
        admin2=_shared(get("admin2")),
        location=_shared(get("location")),
        place_id=_shared(get("place_id")),
        latitude=get("latitude"),
        longitude=get("longitude"),
        geo_precision=_code(GeoPrecision, get("geo_precision")),
        parties=_parties(record, iso3, first or last, resolve),
        fatalities=_count(record, "fatalities"),
        injured=_count(record, "injured"),
        claims=(),
        responsibility=(),
        span=_SPAN,
        text=get("text") or "",
        confidence=1.0 if get("confidence") is None else float(record["confidence"]),
        source=_shared(get("source")),
        published=_moment(published) if published else None,
        language=_shared(get("language")),
    )


def _shared(text: str | None) -> str | None:
    """One object for equal names: a million mentions repeat few of them."""
    return sys.intern(text) if text else None


def _code(codes: type[Any], value: int | None) -> Any:
    return None if value is None else codes(value)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _count(record: Mapping[str, Any], name: str) -> CountRange | None:
    low, best, high = (record.get(f"{name}_{bound}") for bound in ("low", "best", "high"))
    if low is None and best is None:
        return None
    return CountRange(best if low is None else low, best, high)


_ROLES = tuple((role, role.value) for role in PartyRole)


def _parties(
    record: Mapping[str, Any], iso3: str | None, day: dt.date | None, resolve: Resolve | None
) -> tuple[Party, ...]:
    parties = []
    for role, key in _ROLES:
        names = record.get(key)
        if not names:
            continue
        for name in [names] if isinstance(names, str) else names:
            found = resolve(name, iso3, day) if resolve is not None else None
            parties.append(Party(found or named_actor(name), role))
    return tuple(parties)


_KNOWN: dict[str, Actor] = {}


def named_actor(name: str) -> Actor:
    """An actor that no registry knows: of no kind, its id its name without case and blanks."""
    if name not in _KNOWN:
        _KNOWN[name] = Actor(" ".join(name.casefold().split()), name, ActorKind.NONE)
    return _KNOWN[name]
