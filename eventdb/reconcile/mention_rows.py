"""Mentions: events as the records of another data set tell them, read from JSON Lines or CSV.

A spreadsheet has columns of its own; a mapping says which of them holds which key of the exchange
format (``docs/formats.md``). Names of parties are looked up by ``resolve``, where the caller has a
registry; without one a name stands for itself.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from eventdb.codebook import (
    ActorKind,
    EventType,
    GeoPrecision,
    PartyRole,
    SubEventType,
    TimePrecision,
)
from eventdb.errors import ReadError
from eventdb.reconcile.shares import lines_of
from eventdb.records import Actor, CountRange, EventCandidate, Part, Party, Span

Resolve = Callable[[str, str | None, dt.date | None], Actor | None]
"""Name, ISO code of the event's country and its day, to the actor of a registry."""

_SPAN = Span(Part.TEXT, 0, 1)
_ONE_A_LINE = "write one JSON object a line"
_MEND = "write the key as docs/formats.md has it, or leave it out"


def read_mentions(
    path: Path,
    issues: list[ReadError],
    resolve: Resolve | None = None,
    mapping: Mapping[str, str] | None = None,
    countries: frozenset[str] | None = None,
) -> Iterator[tuple[int, EventCandidate]]:
    """Mentions of a file with the numbers of their lines; records that cannot be read are added to ``issues``.

    Args:
        path: JSON Lines, or CSV where the name ends in ``.csv``; either gzipped with ``.gz``.
        issues: receives what is wrong with single records.
        resolve: looks up parties.
        mapping: key of the exchange format to the file's name for it; keys not listed keep theirs.
            Several parties in one cell are set apart by semicolons, as ACLED writes them.
        countries: only mentions of these; all if ``None``.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    is_table = ".csv" in path.suffixes
    with opened(path, "rt", encoding="utf-8-sig", newline="" if is_table else None) as file:
        rows = _table_rows(file) if is_table else _json_rows(file, str(path), issues, countries)
        for number, record in rows:
            origin = f"{path}:{number}"
            try:
                own = _mapped(record, mapping)
                typed = _typed(own, origin) if is_table else own
                yield number, mention_from_record(typed, origin, resolve)
            except ReadError as error:
                issues.append(error)


def _json_rows(
    file: Iterable[str], path: str, issues: list[ReadError], countries: frozenset[str] | None
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in lines_of(file, countries):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            issues.append(ReadError(f"{path}:{number}", f"invalid JSON ({error})", _ONE_A_LINE))
            continue
        if isinstance(record, dict):
            yield number, record
        else:
            issues.append(ReadError(f"{path}:{number}", "not an object", _ONE_A_LINE))


_NUMBERS = re.compile(r"(?:fatalities|injured)(?:_(?:low|best|high))?|(?:time|geo)_precision")
_DECIMALS = frozenset({"latitude", "longitude", "confidence"})


def _table_rows(file: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(file)
    for record in reader:
        yield reader.line_num, record  # cells are text still


def _mapped(record: Mapping[str, Any], mapping: Mapping[str, str] | None) -> Mapping[str, Any]:
    if mapping is None:
        return record
    own = {column: key for key, column in mapping.items()}
    return {own.get(column, column): value for column, value in record.items()}


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


def _typed(record: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
    """A row of a spreadsheet with numbers where the format has numbers, and null for empty cells.

    Raises:
        ReadError: a cell that must be a number is none.
    """
    typed: dict[str, Any] = {}
    for key, value in record.items():
        cell = value.strip() if isinstance(value, str) else None
        try:
            if not cell:
                typed[key] = None
            elif key in _DECIMALS:
                typed[key] = float(cell)
            else:
                typed[key] = int(float(cell)) if _NUMBERS.fullmatch(key) else cell
        except ValueError as error:
            problem = f"column {key!r}: {cell!r} is no number"
            raise ReadError(origin, problem, "write a number, or nothing") from error
    return typed


def _candidate(name: str, record: Mapping[str, Any], resolve: Resolve | None) -> EventCandidate:
    get = record.get
    sub_type = _sub_type(get("sub_event_type"), get("event_type"))
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


def _sub_type(sub_type: str | None, event_type: str | None) -> SubEventType:
    """The sub-event type; of an event type alone, its commonest; of neither, Other."""
    if sub_type:
        return SubEventType(sub_type)
    return _USUAL[EventType(event_type)] if event_type else SubEventType.OTHER


_USUAL = {
    EventType.BATTLES: SubEventType.ARMED_CLASH,
    EventType.PROTESTS: SubEventType.PEACEFUL_PROTEST,
    EventType.RIOTS: SubEventType.VIOLENT_DEMONSTRATION,
    EventType.EXPLOSIONS: SubEventType.SHELLING,
    EventType.VIOLENCE_AGAINST_CIVILIANS: SubEventType.ATTACK,
    EventType.STRATEGIC_DEVELOPMENTS: SubEventType.OTHER,
}


def _shared(text: str | None) -> str | None:
    """One object for equal names: a million mentions repeat few of them."""
    return sys.intern(text) if text else None


_Code = TypeVar("_Code", bound=IntEnum)


def _code(codes: type[_Code], value: int | None) -> _Code | None:
    return None if value is None else codes(value)


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _count(record: Mapping[str, Any], name: str) -> CountRange | None:
    get = record.get
    low, best, high = get(f"{name}_low"), get(f"{name}_best"), get(f"{name}_high")
    if low is None:  # one figure alone, under the name that ACLED gives it or as the best
        best = get(name) if best is None else best
        return None if best is None else CountRange(best, best, best if high is None else high)
    return CountRange(low, best, high)


_ROLES = tuple((role, role.value) for role in PartyRole)


def _parties(
    record: Mapping[str, Any], iso3: str | None, day: dt.date | None, resolve: Resolve | None
) -> tuple[Party, ...]:
    parties = []
    for role, key in _ROLES:
        names = record.get(key)
        if not names:
            continue
        for name in _names(names) if isinstance(names, str) else names:
            found = resolve(name, iso3, day) if resolve is not None else None
            parties.append(Party(found or named_actor(name), role))
    return tuple(parties)


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


_KNOWN: dict[str, Actor] = {}


def named_actor(name: str) -> Actor:
    """An actor that no registry knows: of no kind, its id its name without case and blanks."""
    if name not in _KNOWN:
        _KNOWN[name] = Actor(" ".join(name.casefold().split()), name, ActorKind.NONE)
    return _KNOWN[name]
