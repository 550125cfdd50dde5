"""Fuse the candidates of one event to the event, column by column, each by a named rule.

``date:commonest``
    The interval that most independent sources state among those of the finest precision, then the
    shortest, then the earliest published (93% right on worlds with known truth).
``place:finest``
    The place of the finest ACLED precision that most independent sources name.
``type:commonest``
    The sub-event type of most independent sources, then the one that stands higher in ACLED's
    hierarchy (ACLED Codebook, "Event types").
``parties:union``
    Sides are aligned first, as their order carries no meaning; the main party of a side is the one
    that most independent sources name, the more specific before the general; others are associated.
Counts: see ``counts``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eventdb.codebook import (
    CIVILIAN_TARGETING_ALWAYS,
    ActorKind,
    ClaimKind,
    CountRule,
    CountScope,
    EventType,
    GeoPrecision,
    PartyRole,
    SpeakerKind,
    SubEventType,
    TimePrecision,
)
from eventdb.reconcile.counts import CountStatement, FusedCount, fuse_counts
from eventdb.reconcile.sides import fuse_sides
from eventdb.reconcile.statements import interval, shown
from eventdb.records import Claim, CountRange, Event, EventCandidate, FusedField, Party

_Value = TypeVar("_Value", bound=Hashable)
_CIVILIAN_TARGET_TYPES = frozenset({EventType.EXPLOSIONS, EventType.RIOTS})
_CLAIM_OF_COLUMN = {
    "date": ClaimKind.DATE,
    "place": ClaimKind.PLACE,
    "sub_event_type": ClaimKind.EVENT_TYPE,
    "parties": ClaimKind.PARTY,
    "fatalities": ClaimKind.KILLED,
    "injured": ClaimKind.WOUNDED,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate and the independent source that speaks in it."""

    candidate: EventCandidate
    voice: str


def fuse_event(event_id: str, told: Sequence[Told], rule: CountRule = CountRule.ACLED) -> Event:
    """The event that candidates tell of; all must have a country and a date."""
    told = sorted(told, key=lambda item: (_moment(item.candidate), item.candidate.candidate_id))
    candidates = [item.candidate for item in told]
    first, last, precision, date_field = _fuse_date(told)
    placed, place_field = _fuse_place(told)
    sub_type, type_field = _fuse_type(told)
    parties, party_users = fuse_sides(
        [(item.candidate.parties, item.voice, item.candidate.candidate_id) for item in told],
        sub_type.event_type,
    )
    fatalities = _fuse_count(told, ClaimKind.KILLED, rule)
    injured = _fuse_count(told, ClaimKind.WOUNDED, rule)
    fields = [date_field, place_field, type_field]
    fields.append(_field("parties", "parties:union", candidates, party_users))
    for name, count in (("fatalities", fatalities), ("injured", injured)):
        if count is not None:
            field = _field(name, f"count:{count.rule}", candidates, count.candidate_ids)
            fields.append(FusedField(name, field.rule, field.claims, count.is_disputed))
    return Event(
        event_id=event_id,
        candidate_ids=tuple(sorted(candidate.candidate_id for candidate in candidates)),
        event_type=sub_type.event_type,
        sub_event_type=sub_type,
        first_date=first,
        last_date=last,
        time_precision=precision,
        iso3=placed.iso3 or "",
        country=placed.country or "",
        admin1=placed.admin1,
        admin2=placed.admin2,
        location=placed.location or placed.admin2 or placed.admin1 or placed.country or "",
        place_id=placed.place_id,
        latitude=placed.latitude,
        longitude=placed.longitude,
        geo_precision=placed.geo_precision or GeoPrecision.REGION,
        parties=parties,
        fatalities=None if fatalities is None else fatalities.count,
        injured=None if injured is None else injured.count,
        is_civilian_targeting=targets_civilians(sub_type, parties),
        independent_sources=len({item.voice for item in told}),
        confidence=_confidence(told),
        fields=tuple(fields),
    )


def targets_civilians(sub_type: SubEventType, parties: Iterable[Party]) -> bool:
    """ACLED's civilian targeting: by type, or civilians as the main party that is hit."""
    if sub_type in CIVILIAN_TARGETING_ALWAYS:
        return True
    if sub_type.event_type not in _CIVILIAN_TARGET_TYPES:
        return False
    mains = {PartyRole.ACTOR1, PartyRole.ACTOR2}
    return any(p.role in mains and p.actor.kind is ActorKind.CIVILIANS for p in parties)


def commonest(values: Iterable[tuple[_Value, str]]) -> list[_Value]:
    """Values by the number of independent voices that state them, most first, then first stated."""
    voices = _voices(values)
    return sorted(voices, key=lambda value: -len(voices[value]))


def _voices(values: Iterable[tuple[_Value, str]]) -> dict[_Value, set[str]]:
    """The independent voices of each value, values as first stated."""
    voices: dict[_Value, set[str]] = {}
    for value, voice in values:
        voices.setdefault(value, set()).add(voice)
    return voices


def _moment(candidate: EventCandidate) -> str:
    return candidate.published.isoformat() if candidate.published else "9999"


def _fuse_date(told: Sequence[Told]) -> tuple[dt.date, dt.date, TimePrecision, FusedField]:
    def rank(item: Told) -> int:
        if item.candidate.first_date is None:
            return TimePrecision.WEEK
        return item.candidate.time_precision or TimePrecision.MONTH

    told = [item for item in told if item.candidate.last_date or item.candidate.first_date]
    spans = [interval(item.candidate) for item in told]
    finest = min(map(rank, told))
    voices = _voices(
        (span, item.voice) for span, item in zip(spans, told, strict=True) if rank(item) == finest
    )
    chosen = min(voices, key=lambda span: (-len(voices[span]), span[1] - span[0]))
    users = [
        item.candidate.candidate_id
        for span, item in zip(spans, told, strict=True)
        if span == chosen
    ]
    apart = any(first > chosen[1] or last < chosen[0] for first, last in spans)
    field = _field("date", "date:commonest", [i.candidate for i in told], users)
    return *chosen, TimePrecision(finest), FusedField("date", field.rule, field.claims, apart)


def _fuse_place(told: Sequence[Told]) -> tuple[EventCandidate, FusedField]:
    def rank(candidate: EventCandidate) -> tuple[int, int]:
        named = candidate.location is not None or candidate.latitude is not None
        return candidate.geo_precision or GeoPrecision.REGION, 0 if named else 1

    def key(candidate: EventCandidate) -> tuple[str | None, ...]:
        return candidate.place_id, candidate.location, candidate.admin1, candidate.iso3

    finest = min(rank(item.candidate) for item in told)
    fine = [item for item in told if rank(item.candidate) == finest]
    chosen = commonest((key(item.candidate), item.voice) for item in fine)[0]
    users = [item.candidate for item in fine if key(item.candidate) == chosen]
    # of equal places the one with coordinates and divisions speaks
    speaker = max(
        users, key=lambda c: (c.latitude is not None, c.admin1 is not None, c.admin2 is not None)
    )
    far = any(_km(speaker, item.candidate) > 25.0 for item in fine)
    candidates = [item.candidate for item in told]
    field = _field("place", "place:finest", candidates, [c.candidate_id for c in users])
    return speaker, FusedField("place", field.rule, field.claims, far)


def _km(one: EventCandidate, other: EventCandidate) -> float:
    """Distance on a flat map, near enough at tens of kilometres; 0 where not known."""
    if one.latitude is None or one.longitude is None:
        return 0.0
    if other.latitude is None or other.longitude is None:
        return 0.0
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def _fuse_type(told: Sequence[Told]) -> tuple[SubEventType, FusedField]:
    voices = _voices((item.candidate.sub_event_type, item.voice) for item in told)
    chosen = min(voices, key=lambda sub: (-len(voices[sub]), sub.rank))
    users = [i.candidate.candidate_id for i in told if i.candidate.sub_event_type is chosen]
    candidates = [item.candidate for item in told]
    disputed = len({sub.event_type for sub in voices}) > 1
    field = _field("sub_event_type", "type:commonest", candidates, users)
    return chosen, FusedField("sub_event_type", field.rule, field.claims, disputed)


def _fuse_count(told: Sequence[Told], kind: ClaimKind, rule: CountRule) -> FusedCount | None:
    statements = []
    for item in told:
        candidate = item.candidate
        count = candidate.fatalities if kind is ClaimKind.KILLED else candidate.injured
        if count is not None:
            partial = _is_partial(candidate.claims, kind, count)
            statements.append(
                CountStatement(
                    candidate.candidate_id, item.voice, candidate.published, count, partial
                )
            )
    return fuse_counts(statements, rule)


def _is_partial(claims: Sequence[Claim], kind: ClaimKind, count: CountRange) -> bool:
    """Whether the number rests on the word of a party to the conflict alone."""
    speakers = {
        claim.speaker_kind
        for claim in claims
        if claim.kind is kind and claim.scope is CountScope.EVENT and claim.low == count.best
    }
    return speakers == {SpeakerKind.PARTY}


def _confidence(told: Sequence[Told]) -> float:
    """Chance that one source at least is right, with each independent source at its best."""
    best: dict[str, float] = {}
    for item in told:
        best[item.voice] = max(best.get(item.voice, 0.0), item.candidate.confidence)
    doubt = math.prod(1.0 - value for value in best.values())
    return round(1.0 - doubt, 4)


def _field(
    name: str, rule: str, candidates: Sequence[EventCandidate], users: Iterable[str]
) -> FusedField:
    """The column with the claims of its kind in the candidates that it rests on."""
    kind = _CLAIM_OF_COLUMN[name]
    if not any(candidate.claims for candidate in candidates):
        return FusedField(name, rule, ())
    wanted = set(users)
    claims = tuple(
        (candidate.candidate_id, index)
        for candidate in sorted(candidates, key=lambda c: c.candidate_id)
        if candidate.candidate_id in wanted
        for index, claim in enumerate(candidate.claims)
        if claim.kind is kind and claim.scope is not CountScope.CUMULATIVE
    )
    return FusedField(name, rule, claims)


def disputed_values(event: Event, told: Mapping[str, Told], name: str) -> list[tuple[str, str]]:
    """(value as text, candidate id) of each candidate of an event for a disputed column."""
    return [(shown(told[key].candidate, name), key) for key in event.candidate_ids]
