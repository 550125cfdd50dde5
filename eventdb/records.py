"""One frozen record per stage of the line; a record validates itself and does nothing else.

report → document → mentions and claims → event candidates → events. Offsets are characters of the
report's original title or text. ``None`` means "not stated", which is not zero.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from eventdb.codebook import (
    ActorKind,
    ClaimKind,
    CountScope,
    EventType,
    GeoPrecision,
    PartyRole,
    ResponsibilityKind,
    SpeakerKind,
    Stance,
    SubEventType,
    TimePrecision,
)

# --------------------------------------------------------------------------------------------
# Reports
# --------------------------------------------------------------------------------------------


class Part(StrEnum):
    """The two texts of a report that offsets can point into."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of a report: ``report.title[start:end]`` or ``report.text[start:end]``."""

    part: Part
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Report:
    """One published text as it was read.

    Attributes:
        report_id: unique among the reports of a database.
        text: body, never altered.
        published: time of publication; a bare date is midnight UTC of that day.
        is_published_inferred: the date was read out of the text, not given with it.
        source: publisher's name as given.
        language: BCP 47 code; ``None`` until identified.
        origin: file and line it was read from, for messages.
    """

    report_id: str
    text: str
    title: str | None = None
    published: dt.datetime | None = None
    is_published_inferred: bool = False
    source: str | None = None
    url: str | None = None
    language: str | None = None
    is_language_inferred: bool = False
    origin: str = ""

    def passage(self, span: Span) -> str:
        """The words that a span points at."""
        whole = self.title if span.part is Part.TITLE else self.text
        return (whole or "")[span.start : span.end]


# --------------------------------------------------------------------------------------------
# Reference data
# --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry.

    Attributes:
        place_id: ``geonames:170794`` or ``seed:SY-DY``; stable between builds of the gazetteer.
        kind: ``country``, ``admin1``, ``admin2``, ``town``, ``village``, ``district``,
            ``camp``, ``field``, ``region``, ``water``, ``road``, ``facility``.
        name: English name for output.
        admin1, admin2: English names of the divisions it lies in (itself, if it is one).
        population: 0 where unknown; never a reason to leave a place out.
    """

    place_id: str
    kind: str
    name: str
    name_ar: str | None
    iso3: str
    country: str
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the actor registry, or an actor resolved to a kind and country.

    Attributes:
        actor_id: slug of the registry; for generic parties made from kind and country.
        name: as ACLED writes it, valid at the event's date.
        iso3: home country; ``None`` for actors of no single country.
    """

    actor_id: str
    name: str
    kind: ActorKind
    iso3: str | None = None

    @property
    def is_unidentified(self) -> bool:
        """Whether only its kind is known, as ACLED names such actors: ``Unidentified Armed Group (X)``."""
        return self.name.startswith("Unidentified")


# --------------------------------------------------------------------------------------------
# Mentions: spans of a document with a meaning. start, end are characters of ``Document.text``.
# --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateMention:
    """A passage read as a time: every day of ``first`` to ``last`` is possible.

    Attributes:
        first: ``None`` for an open beginning ("before 8 February").
        precision: day, week or month (ACLED); ``None`` where it is coarser than a month.
        form: ``absolute``, ``relative`` (to the publication date), ``weekday``, ``hijri``,
            ``month``, ``year``, ``anaphoric`` ("that day", "a day earlier").
        is_duration: a span of time that the events fill ("in the past 24 hours", "since Monday").
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    precision: TimePrecision | None
    form: str
    is_duration: bool = False

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"a date's first day {self.first} is after its last {self.last}")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A passage read as a number or range of whole numbers.

    Attributes:
        low, high: bounds; ``high`` None for "more than", "at least".
        best: the number named; ``None`` for vague words.
        form: ``exact``, ``at_least``, ``at_most``, ``about``, ``range``, ``vague``, ``none``
            (zero), ``ordinal``.
    """

    start: int
    end: int
    low: int
    best: int | None
    high: int | None
    form: str = "exact"

    def __post_init__(self) -> None:
        check_order(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A passage read as a place.

    Attributes:
        name: the place as the report writes it, without clitics and place-type nouns.
        place: its gazetteer entry; ``None`` for a named place that the gazetteer lacks, whose
            wider place is then in ``within``.
        geo_precision: from the wording: the place itself, near it, a region.
        within: the wider place that the wording gives ("Khusham in Deir ez-Zor").
        is_adjectival: no scene: a demonym, a capital that may stand for a government, where people
            were taken.
        is_measured: the distance from it is told ("80 km south of Tripoli"): another place is meant.
    """

    start: int
    end: int
    name: str
    place: Place | None
    geo_precision: GeoPrecision
    within: Place | None = None
    is_adjectival: bool = False
    is_measured: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A passage read as a party.

    Attributes:
        actor: the registry's entry or an unidentified actor of its kind and country.
        is_generic: found by a generic noun ("gunmen"), not by a name.
        is_collective: can only be hit or speak, not fight ("civilians", "officials").
    """

    start: int
    end: int
    actor: Actor
    is_generic: bool = False
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people killed, wounded, … as a passage states it.

    Attributes:
        start, end: the passage, from number to predicate.
        number: the number's own range of characters (None for "no one" in a verb, duals).
        kind: killed, wounded, abducted, detained, missing or displaced.
        victims: words that name the victims; ``victims_start`` to ``victims_end``.
        victim_group: ``civilians``, ``women``, ``children``, ``combatants`` … or ``None``.
        victim_words: the folded words that name the victims, by which a second mention is known.
        is_named: one person, told by name.
        name_words: those of the words that are the name, without a title before it.
        is_general: the words say nothing of who was hit: people, deaths, a bare number.
        is_total: told as the number of all: the death toll is 12.
        is_further: told as more than those before: others, another, also.
        scope: of the event, a subset of another count of it, a total since an earlier date.
        is_combined: killed and wounded together ("37 dead and wounded"), no count of either.
    """

    start: int
    end: int
    kind: ClaimKind
    low: int
    best: int | None
    high: int | None
    number_start: int | None = None
    number_end: int | None = None
    victims_start: int | None = None
    victims_end: int | None = None
    victim_group: str | None = None
    victim_words: frozenset[str] = frozenset()
    is_named: bool = False
    name_words: frozenset[str] = frozenset()
    is_general: bool = False
    is_total: bool = False
    is_further: bool = False
    scope: CountScope = CountScope.EVENT
    is_combined: bool = False

    def __post_init__(self) -> None:
        check_order(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class AttributionMention:
    """A passage that names who states something: speaker and the passage that is theirs.

    Attributes:
        start, end: the speaker's words.
        cue_start, cue_end: the verb or preposition of speech.
        scope_start, scope_end: characters that the speaker answers for.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    scope_start: int
    scope_end: int
    kind: SpeakerKind
    stance: Stance = Stance.ASSERTS


# --------------------------------------------------------------------------------------------
# Claims and candidates
# --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one field of one event, by a speaker, with its words.

    Attributes:
        kind: the field.
        low, best, high: for counts; ``high`` None is open.
        value: for the other fields, the value understood (ISO interval, place id, actor name …).
        role: for parties, the column.
        victims: the words that name the victims.
        attributed_to: the speaker's words; ``None``: the report itself.
        span: the passage; ``text`` its words, equal to ``report.passage(span)``.
    """

    kind: ClaimKind
    span: Span
    text: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    value: str | None = None
    role: PartyRole | None = None
    victims: str | None = None
    victim_group: str | None = None
    scope: CountScope = CountScope.EVENT
    attributed_to: str | None = None
    attribution_span: Span | None = None
    speaker_kind: SpeakerKind = SpeakerKind.REPORTER
    stance: Stance = Stance.ASSERTS

    def __post_init__(self) -> None:
        check_order(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to have acted, in which way, by whom, in which words."""

    actor: str
    kind: ResponsibilityKind
    by: str | None
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a column of an event."""

    actor: Actor
    role: PartyRole


@dataclass(frozen=True, slots=True)
class CountRange:
    """Low, best and high of a count; ``best`` None where only vague words give it."""

    low: int
    best: int | None
    high: int | None

    def __post_init__(self) -> None:
        check_order(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event as one report tells it: a line of the exchange format.

    Attributes:
        candidate_id: made from the report and the event's place in it.
        first_date, last_date: first and last possible day; ``first_date`` None with a
            ``last_date`` means "on or before".
        span: the passage that names the event.
        order: 0 for the report's first event.
    """

    candidate_id: str
    report_id: str
    order: int
    event_type: EventType
    sub_event_type: SubEventType
    first_date: dt.date | None
    last_date: dt.date | None
    time_precision: TimePrecision | None
    iso3: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    location: str | None
    place_id: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: GeoPrecision | None
    parties: tuple[Party, ...]
    fatalities: CountRange | None
    injured: CountRange | None
    claims: tuple[Claim, ...]
    responsibility: tuple[Responsibility, ...]
    span: Span
    text: str
    confidence: float
    triggers: tuple[str, ...] = ()
    source: str | None = None
    published: dt.datetime | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.sub_event_type.event_type is not self.event_type:
            raise ValueError(f"{self.sub_event_type} does not belong to {self.event_type}")
        if self.first_date and self.last_date and self.first_date > self.last_date:
            raise ValueError(f"first day {self.first_date} is after last {self.last_date}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")

    def actors(self, role: PartyRole) -> tuple[Actor, ...]:
        """The actors of one column, in the order of the report."""
        return tuple(party.actor for party in self.parties if party.role is role)


SET_BY_HAND = "correction"
"""The rule that a field names whose value a person set."""


@dataclass(frozen=True, slots=True)
class FusedField:
    """How a column of an event came about: the rule and the claims it used.

    Attributes:
        name: column, as ``fatalities`` or ``event_date``.
        rule: name of the fusion rule in the documentation.
        claims: (candidate_id, index in that candidate's claims) of each claim used.
        is_disputed: independent sources contradict one another.
    """

    name: str
    rule: str
    claims: tuple[tuple[str, int], ...]
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What reconciliation holds happened, across sources.

    Attributes:
        event_id: ACLED's manner, country prefix and number (``SYR12``).
        candidate_ids: the candidates it was fused from, sorted.
        independent_sources: number of independent sources; copies of one dispatch count once.
    """

    event_id: str
    candidate_ids: tuple[str, ...]
    event_type: EventType
    sub_event_type: SubEventType
    first_date: dt.date
    last_date: dt.date
    time_precision: TimePrecision
    iso3: str
    country: str
    admin1: str | None
    admin2: str | None
    location: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: GeoPrecision
    parties: tuple[Party, ...]
    fatalities: CountRange | None
    injured: CountRange | None
    is_civilian_targeting: bool
    independent_sources: int
    confidence: float
    fields: tuple[FusedField, ...] = field(default=())

    def actors(self, role: PartyRole) -> tuple[Actor, ...]:
        """The actors of one column."""
        return tuple(party.actor for party in self.parties if party.role is role)


def check_order(low: int | None, best: int | None, high: int | None) -> None:
    """Hold low ≤ best ≤ high among those given, and none below zero.

    Raises:
        ValueError: the order is broken.
    """
    given = [value for value in (low, best, high) if value is not None]
    if given != sorted(given) or any(value < 0 for value in given):
        raise ValueError(f"counts need 0 <= low <= best <= high, not {low}, {best}, {high}")
