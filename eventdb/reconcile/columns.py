"""Candidates as columns of numbers, so that pairs are compared by array and never one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from eventdb.codebook import PartyRole
from eventdb.reconcile.signatures import Signatures, sign_words
from eventdb.reconcile.words import find_script, hash_stem, hash_word, split_words
from eventdb.records import CountRange, EventCandidate

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

UNKNOWN = -1
"""Code of a value that is not stated."""
OPEN_DAYS = 14
"""Days before "on or before" that are taken as possible when dates are compared."""
UNDATED_DAYS = 14
"""Days before its publication over which a candidate without a date is looked for; reports that recall
an event often leave out its day."""
NEVER = 1_000
"""Days before the first of all days, where a candidate stands that has no time at all."""
OPEN_HIGH = 1_000_000
"""Stands for the open end of "more than" in comparisons."""
MAX_PARTIES = 8
"""Parties of one candidate that are compared; a report rarely names more."""


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What comparison needs to know of one actor."""

    name: str
    kind: int
    iso3: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The candidates of one reconciliation, in canonical order (see ``grouping``).

    Attributes:
        report, source, country, admin1, admin2, location, place: codes; −1 where not stated.
        name: words of the location as bits, 0 where there is none.
        first, last: days since 0001-01-01; the first day of an open beginning is
            ``OPEN_DAYS`` before the last.
        latitude, longitude: degrees; NaN where not known.
        geo_precision, time_precision: ACLED's, 0 where not stated.
        published: hours since 0001-01-01; −1 where not known.
        sub_type: rank of the sub-event type, 1 to 25.
        killed, injured: n × 3, low, best, high; −1 where not stated.
        actor1, actor2: n × ``MAX_PARTIES`` codes of ``actors``, main parties first; −1 beyond.
        signatures: the words of the passage, see ``signatures``.
        script: of the passage; 0 where there is none.
        is_dated: whether a day is stated; without one the day of publication stands in.
    """

    ids: tuple[str, ...]
    report: Ints
    source: Ints
    country: Ints
    admin1: Ints
    admin2: Ints
    location: Ints
    name: Ints
    place: Ints
    first: Ints
    last: Ints
    time_precision: Ints
    latitude: Floats
    longitude: Floats
    geo_precision: Ints
    published: Ints
    sub_type: Ints
    killed: Ints
    injured: Ints
    actor1: Ints
    actor2: Ints
    actors: tuple[ActorFacts, ...]
    signatures: Signatures
    script: Ints
    is_dated: Bools

    @property
    def size(self) -> int:
        """Number of candidates."""
        return len(self.ids)


def make_columns(candidates: Sequence[EventCandidate]) -> Columns:
    """Columns of candidates that have a country and a last day; others must be set aside before."""
    actors: dict[str, int] = {}
    facts: list[ActorFacts] = []

    def code_actors(candidate: EventCandidate, roles: tuple[PartyRole, ...]) -> list[int]:
        codes = []
        for role in roles:
            for actor in candidate.actors(role):
                if actor.actor_id not in actors:
                    actors[actor.actor_id] = len(facts)
                    words = frozenset(split_words(actor.name))
                    facts.append(ActorFacts(actor.name, int(actor.kind), actor.iso3, words))
                codes.append(actors[actor.actor_id])
        return codes[:MAX_PARTIES]

    side1 = (PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1)
    side2 = (PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2)
    dates = [_days(candidate) for candidate in candidates]
    location = _codes(candidates, lambda c: c.location and (c.iso3, c.location.casefold()))
    return Columns(
        ids=tuple(candidate.candidate_id for candidate in candidates),
        report=_codes(candidates, lambda c: c.report_id),
        source=_codes(candidates, lambda c: c.source),
        country=_codes(candidates, lambda c: c.iso3),
        admin1=_codes(candidates, lambda c: c.admin1 and (c.iso3, c.admin1)),
        admin2=_codes(candidates, lambda c: c.admin2 and (c.iso3, c.admin1, c.admin2)),
        location=location,
        name=_ints(_name_bits(c.location) for c in candidates),
        place=_codes(candidates, lambda c: c.place_id),
        first=_ints(day for day, _ in dates),
        last=_ints(day for _, day in dates),
        time_precision=_ints(int(c.time_precision or 0) for c in candidates),
        latitude=_filled(_floats(c.latitude for c in candidates), location),
        longitude=_filled(_floats(c.longitude for c in candidates), location),
        geo_precision=_ints(int(c.geo_precision or 0) for c in candidates),
        published=_ints(_hours(c.published) for c in candidates),
        sub_type=_ints(c.sub_event_type.rank for c in candidates),
        killed=_counts(c.fatalities for c in candidates),
        injured=_counts(c.injured for c in candidates),
        actor1=_matrix([code_actors(c, side1) for c in candidates]),
        actor2=_matrix([code_actors(c, side2) for c in candidates]),
        actors=tuple(facts),
        signatures=sign_words(list(map(_telling_words, candidates)), _buckets(candidates, dates)),
        script=_ints(find_script(c.text) for c in candidates),
        is_dated=np.array([c.last_date or c.first_date for c in candidates], dtype=bool),
    )


def _days(candidate: EventCandidate) -> tuple[int, int]:
    last = candidate.last_date or candidate.first_date
    if last is None:
        if candidate.published is None:
            return -NEVER, -NEVER
        day = candidate.published.toordinal()
        return day - UNDATED_DAYS, day
    first = candidate.first_date
    start = last.toordinal() - OPEN_DAYS if first is None else first.toordinal()
    return start, last.toordinal()


def _telling_words(candidate: EventCandidate) -> list[int]:
    """Hashes of the words that a passage adds to the place and the parties, numbers left out."""
    named = [candidate.country, candidate.admin1, candidate.admin2, candidate.location]
    named += [party.actor.name for party in candidate.parties]
    known = {word for name in named if name for word in _name_words(name)}
    words = set(split_words(candidate.text)) - known
    return list({hash_stem(word) for word in words if not word.isdigit()})


_name_words = lru_cache(maxsize=100_000)(split_words)


def _name_bits(name: str | None) -> int:
    """A set of the words of a place's name as bits, three a word; 0 where there is no name.

    Short words, as articles are, are left out where there are longer ones.
    """
    words = _name_words(name) if name else []
    telling = [word for word in words if len(word) > 2] or words
    bits = 0
    for word in telling:
        code = hash_word(word)
        for shift in (0, 8, 16):
            bits |= 1 << (code >> shift) % 62
    return bits


def _buckets(candidates: Sequence[EventCandidate], dates: Sequence[tuple[int, int]]) -> Ints:
    """Country and thirty days, in which words are counted."""
    seen: dict[Any, int] = {}
    return _ints(
        seen.setdefault((candidate.iso3, last // 30), len(seen))
        for candidate, (_, last) in zip(candidates, dates, strict=True)
    )


def _filled(degrees: Floats, location: Ints) -> Floats:
    """Coordinates, with those of the same place name where a candidate has none (their median)."""
    known = ~np.isnan(degrees) & (location != UNKNOWN)
    order = np.lexsort((degrees[known], location[known]))
    names, values = location[known][order], degrees[known][order]
    first = np.searchsorted(names, location, "left")
    last = np.searchsorted(names, location, "right") - 1
    lacking = np.isnan(degrees) & (last >= first)
    middle = (first + last) // 2
    result = degrees.copy()
    result[lacking] = values[middle[lacking]]
    return result


def _hours(moment: dt.datetime | None) -> int:
    if moment is None:
        return UNKNOWN
    if moment.tzinfo is not None:
        moment = moment.astimezone(dt.UTC)
    return moment.toordinal() * 24 + moment.hour


def _codes(candidates: Sequence[EventCandidate], value: Callable[[EventCandidate], Any]) -> Ints:
    seen: dict[Any, int] = {}
    found = (value(candidate) for candidate in candidates)
    return _ints(UNKNOWN if not item else seen.setdefault(item, len(seen)) for item in found)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _floats(values: Iterable[float | None]) -> Floats:
    return np.fromiter((np.nan if v is None else v for v in values), dtype=np.float64)


def _counts(ranges: Iterable[CountRange | None]) -> Ints:
    rows = [
        (UNKNOWN, UNKNOWN, UNKNOWN)
        if count is None
        else (
            count.low,
            UNKNOWN if count.best is None else count.best,
            OPEN_HIGH if count.high is None else count.high,
        )
        for count in ranges
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _matrix(rows: list[list[int]]) -> Ints:
    matrix = np.full((len(rows), MAX_PARTIES), UNKNOWN, dtype=np.int64)
    for index, row in enumerate(rows):
        matrix[index, : len(row)] = row
    return matrix
