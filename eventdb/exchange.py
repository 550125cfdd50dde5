"""The exchange formats, JSON Lines in UTF-8: reports in, event candidates out.

Only this module knows their keys; ``docs/formats.md`` describes them. What is wrong with a record
is raised as ``ReadError`` with the place it came from and the mend.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from eventdb.codebook import PartyRole
from eventdb.errors import ReadError
from eventdb.records import Claim, CountRange, EventCandidate, Report, Responsibility

# Longer texts are whole files read by mistake; spaCy takes a million characters, title included.
MOST_CHARACTERS = 900_000

# Beyond these years a date is a mistake, and reckoning with it soon leaves the calendar.
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?")
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


# --------------------------------------------------------------------------------------------
# Reports
# --------------------------------------------------------------------------------------------


def report_from_json(line: str, origin: str) -> Report:
    """The report that one line states.

    Args:
        line: a JSON object.
        origin: file and line, for messages and for ``Report.origin``.

    Raises:
        ReadError: the line is not JSON, or not a report.
    """
    return report_from_mapping(read_record(line, origin), origin)


def read_record(line: str, origin: str) -> Mapping[str, Any]:
    """The object that a line states.

    Raises:
        ReadError: the line is not JSON, or no object.
    """
    try:
        record = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        problem = f"invalid JSON ({_json_reason(error)})"
        raise ReadError(origin, problem, "write one JSON object a line") from error
    if not isinstance(record, dict):
        problem = f"a report is a JSON object, not {_type_name(record)}"
        mend = 'write {"id": …, "text": …}, one object a line'
        raise ReadError(origin, problem, mend)
    return record


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _json_reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "too deeply nested" if isinstance(error, RecursionError) else str(error)


def report_from_mapping(record: Mapping[str, Any], origin: str) -> Report:
    """The report that a record with the keys of the format states; other keys are left alone.

    Raises:
        ReadError: a required key is missing or empty, or a value cannot be what its key says.
    """
    report_id = _text(record, "id", origin)
    if report_id is None:
        mend = "give every report an id that no other has"
        raise ReadError(origin, "missing key 'id'", mend)
    text = _text(record, "text", origin, strip=False)
    if text is None and "text" not in record:
        mend = "give the body under 'text' (a CSV file: in a column 'text')"
        raise ReadError(origin, "missing key 'text'", mend)
    title = _text(record, "title", origin)
    check_text(text or "", title, origin)
    return Report(
        report_id=report_id,
        text=text or "",
        title=title,
        published=read_published(_text(record, "published", origin), origin),
        source=_text(record, "source", origin),
        url=_text(record, "url", origin),
        language=_text(record, "language", origin),
        origin=origin,
    )


def check_text(text: str, title: str | None, origin: str) -> None:
    """Hold that a body has letters or digits and is not too long.

    Raises:
        ReadError: it is not so.
    """
    check_characters(text, "text", origin)
    if not any(char.isalnum() for char in text):
        raise ReadError(origin, "empty text", "give the report's body, or leave the report out")
    size = len(text) + len(title or "")
    if size > MOST_CHARACTERS:
        problem = f"text of {size} characters, {MOST_CHARACTERS} at most"
        raise ReadError(origin, problem, "give one report a record, not a whole file")


def check_characters(value: str, key: str, origin: str) -> None:
    """Hold that a value can be stored: PostgreSQL takes no NUL, UTF-8 no half of a character.

    Raises:
        ReadError: it cannot.
    """
    if _NO_CHARACTER.search(value):
        problem = f"{key!r} holds a code that is no character"
        raise ReadError(origin, problem, "write the file again as UTF-8")


def read_published(value: str | None, origin: str) -> dt.datetime | None:
    """The instant of publication; a bare date is midnight UTC, a time without zone is UTC.

    Raises:
        ReadError: not an ISO 8601 date or date-time, or a day that the calendar does not have.
    """
    if value is None:
        return None
    mend = "give YYYY-MM-DD or an ISO 8601 date-time, or leave it empty"
    if not _DATE.fullmatch(value):
        raise ReadError(origin, f"published {value!r} is not a date", mend)
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as error:
        problem = f"published {value!r} is a date that does not exist"
        raise ReadError(origin, problem, mend) from error
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        problem = f"published {value!r} is no day of which there are news reports"
        raise ReadError(origin, problem, mend)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _text(record: Mapping[str, Any], key: str, origin: str, *, strip: bool = True) -> str | None:
    """A value that is text; ``None`` where it is absent, null or blank."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        problem = f"{key!r} is {_type_name(value)}, not text"
        raise ReadError(origin, problem, f'write it in quotation marks: "{key}": "…"')
    check_characters(value, key, origin)
    value = value.strip() if strip else value
    return value or None


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    names |= {int: "a number", float: "a number", str: "text"}
    return names[type(value)]


def report_to_json(report: Report) -> str:
    """The line of a report, without line break."""
    record = {
        "id": report.report_id,
        "title": report.title,
        "text": report.text,
        "published": None if report.published is None else _iso(report.published),
        "source": report.source,
        "url": report.url,
        "language": report.language,
    }
    return json.dumps(record, ensure_ascii=False)


def _iso(moment: dt.datetime) -> str:
    """A bare date for midnight UTC, as it was read; the instant otherwise."""
    if moment.timetz() == dt.time(tzinfo=dt.UTC):
        return moment.date().isoformat()
    return moment.isoformat()


# --------------------------------------------------------------------------------------------
# Event candidates
# --------------------------------------------------------------------------------------------


def candidate_to_record(candidate: EventCandidate) -> dict[str, Any]:
    """An event candidate under the keys of the format, in their documented order."""
    fatalities, injured = candidate.fatalities, candidate.injured
    return {
        "report_id": candidate.report_id,
        "candidate_id": candidate.candidate_id,
        "event_type": candidate.event_type.value,
        "sub_event_type": candidate.sub_event_type.value,
        "event_date": _day(candidate.first_date),
        "event_date_end": _day(candidate.last_date),
        "time_precision": candidate.time_precision,
        "country": candidate.country,
        "iso3": candidate.iso3,
        "admin1": candidate.admin1,
        "admin2": candidate.admin2,
        "location": candidate.location,
        "latitude": candidate.latitude,
        "longitude": candidate.longitude,
        "geo_precision": candidate.geo_precision,
        **{
            role.value: [actor.name for actor in candidate.actors(role)]
            for role in (
                PartyRole.ACTOR1,
                PartyRole.ASSOC_ACTOR_1,
                PartyRole.ACTOR2,
                PartyRole.ASSOC_ACTOR_2,
            )
        },
        **_count("fatalities", fatalities),
        **_count("injured", injured),
        "claims": [_claim(claim) for claim in candidate.claims if claim.kind.is_count],
        "responsibility": [_responsibility(stated) for stated in candidate.responsibility],
        "text": candidate.text,
        "confidence": candidate.confidence,
    }


def candidate_to_json(candidate: EventCandidate) -> str:
    """The line of an event candidate, without line break."""
    return json.dumps(candidate_to_record(candidate), ensure_ascii=False, allow_nan=False)


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _count(name: str, count: CountRange | None) -> dict[str, int | None]:
    return {
        f"{name}_low": None if count is None else count.low,
        f"{name}_best": None if count is None else count.best,
        f"{name}_high": None if count is None else count.high,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind.value,
        "low": claim.low,
        "high": claim.high,
        "victims": claim.victims,
        "attributed_to": claim.attributed_to,
        "text": claim.text,
        "part": claim.span.part.value,
        "start": claim.span.start,
        "end": claim.span.end,
        "scope": claim.scope.value,
    }


def _responsibility(stated: Responsibility) -> dict[str, Any]:
    return {
        "actor": stated.actor,
        "kind": stated.kind.value,
        "by": stated.by,
        "text": stated.text,
    }


def read_json_lines(lines: Iterator[str], origin: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Objects of a JSON Lines file with their origins; empty lines are passed over.

    Raises:
        ReadError: a line is not a JSON object.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{origin}:{number}"
            try:
                record = json.loads(line)
            except ValueError as error:
                problem = f"invalid JSON ({_json_reason(error)})"
                raise ReadError(where, problem, "write one JSON object a line") from error
            if not isinstance(record, dict):
                raise ReadError(where, f"is {_type_name(record)}", "write one JSON object a line")
            yield where, record
