"""Assembles event candidates: the stories of a report, each with its fields and its claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventdb.codebook import ClaimKind, EventType, PartyRole, ResponsibilityKind, SubEventType
from eventdb.documents import Document
from eventdb.extract.announcements import without_days_of_announcements
from eventdb.extract.blame import ResponsibilityMention
from eventdb.extract.claims import count_claims, field_claims
from eventdb.extract.dateline import dateline_end
from eventdb.extract.datelinks import DatedWords, dated_words
from eventdb.extract.event_types import settle_type
from eventdb.extract.features import describe
from eventdb.extract.frames import Frame, Mentions
from eventdb.extract.grammar import Grammar
from eventdb.extract.locations import Where, of_mention, settle_place
from eventdb.extract.nonevents import is_no_conflict
from eventdb.extract.parties import Cast, name_parties
from eventdb.extract.responsibility import told_responsibility
from eventdb.extract.roles import Role, RoleVote
from eventdb.extract.selection import is_aside, is_current, is_event, probability_of
from eventdb.extract.sentences import build_frames
from eventdb.extract.sides import Sides, weigh_sides
from eventdb.extract.speechdates import with_days_of_speech
from eventdb.extract.stories import Story, tell_stories
from eventdb.extract.suspect_signs import Scene
from eventdb.extract.suspects import Suspect, find_suspects
from eventdb.extract.times import When, settle_date
from eventdb.extract.tolldates import without_days_of_tolls
from eventdb.extract.tolls import fuse_counts
from eventdb.extract.traits import read_traits
from eventdb.records import (
    AttributionMention,
    EventCandidate,
    Party,
    Place,
    PlaceMention,
    Responsibility,
)
from eventdb.registry import Registry

_ACCUSED_WEIGHT = 6.0
_TWO_SIDED = frozenset({EventType.BATTLES, EventType.PROTESTS, EventType.STRATEGIC_DEVELOPMENTS})
_BLAMING = frozenset(
    {ResponsibilityKind.CLAIMED, ResponsibilityKind.ACCUSED, ResponsibilityKind.REPORTED}
)
_SAID_OF_ONESELF = frozenset({ResponsibilityKind.CLAIMED, ResponsibilityKind.DENIED})


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document, before it is told as events."""

    document: Document
    mentions: Mentions
    attributions: Sequence[AttributionMention]
    responsibility: Sequence[ResponsibilityMention]
    focus: Place | None
    dateline: PlaceMention | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A story with its settled fields, not yet selected.

    Attributes:
        others: frames of the report's other stories.
        features: what the selection model sees.
        probability: that it is an event of conflict told as current.
    """

    frames: tuple[Frame, ...]
    others: tuple[Frame, ...]
    responsibility: tuple[ResponsibilityMention, ...]
    sides: Sides
    when: When
    where: Where | None
    sub_event_type: SubEventType
    features: dict[str, float]
    probability: float


def find_candidates(reading: Reading, registry: Registry) -> list[EventCandidate]:
    """The event candidates of a document, in the order of the report."""
    kept = [
        telling
        for telling in tell(reading)
        if is_event(telling.probability)
        and not is_no_conflict(telling.features)
        and not is_aside(telling.features)
        and is_current(telling.when, reading.published)
    ]
    return [candidate_of(reading, telling, order, registry) for order, telling in enumerate(kept)]


def tell(reading: Reading) -> list[Telling]:
    """Every story of a document with its settled fields, those that will not be kept included."""
    document = reading.document
    grammar = Grammar(document)
    mentions = _without_dateline(document, _with_speech(reading), reading.dateline)
    dated = dates_told(reading)
    happened = _dates_of_acts(reading, dated)
    frames_told = build_frames(document, mentions, grammar)
    stories = tell_stories(frames_told)
    blamed = _assign_responsibility(document, reading.responsibility, stories)
    traits = read_traits(
        document,
        mentions.triggers.acts,
        mentions.triggers.topics,
        reading.attributions,
        reading.published,
    )
    tellings: list[Telling] = []
    when: When | None = None
    nearest: When | None = None
    where = None if reading.dateline is None else _dateline_country(reading)
    for order, story in enumerate(stories):
        frames = tuple(story.frames)
        sides = weigh_sides(_with_blame(frames, blamed[order]))
        when = settle_date(frames, reading.published, when, happened)
        # Days of announcements tell how current a story is, and selection was fitted with them.
        nearest = settle_date(frames, reading.published, nearest, dated)
        where = settle_place(document, frames, grammar, where, reading.focus)
        features = describe(frames, order, sides, nearest, where, traits)
        tellings.append(
            Telling(
                frames=frames,
                others=tuple(
                    frame for other in stories if other is not story for frame in other.frames
                ),
                responsibility=tuple(blamed[order]),
                sides=sides,
                when=when,
                where=where,
                sub_event_type=settle_type(frames, sides, grammar, _country_of(where)),
                features=features,
                probability=probability_of(features),
            )
        )
    return tellings


def dates_told(reading: Reading) -> list[DatedWords]:
    """The dates of a document with what stands around each, for ``settle_date``."""
    dates = _with_speech(reading).dates
    acts = reading.mentions.triggers.acts
    return dated_words(
        reading.document, Grammar(reading.document), dates, reading.attributions, acts
    )


def _dates_of_acts(reading: Reading, dated: Sequence[DatedWords]) -> list[DatedWords]:
    """The dates but those of announcements."""
    kept = without_days_of_announcements(
        reading.document,
        [words.mention for words in dated],
        reading.attributions,
        reading.mentions.triggers.acts,
        [(it.start, it.end) for it in reading.responsibility if it.kind in _SAID_OF_ONESELF],
    )
    return [words for words in dated if words.mention in kept]


def _with_speech(reading: Reading) -> Mentions:
    """The mentions with their speakers, and with the days on which something is said."""
    acts = reading.mentions.triggers.acts
    dates = with_days_of_speech(
        reading.document,
        reading.mentions.dates,
        reading.attributions,
        acts,
        dateline_end(reading.document, reading.dateline),
    )
    dates = without_days_of_tolls(
        reading.document, dates, reading.mentions.counts, acts, reading.attributions
    )
    speakers = [(said.start, said.end) for said in reading.attributions]
    return replace(reading.mentions, dates=dates, speakers=speakers)


def _without_dateline(
    document: Document, mentions: Mentions, dateline: PlaceMention | None
) -> Mentions:
    """The mentions without the places of the dateline: there the report was written."""
    if dateline is None:
        return mentions
    end = dateline_end(document, dateline)
    places = [it for it in mentions.places if not document.body_start <= it.start < end]
    return replace(mentions, places=places)


def _dateline_country(reading: Reading) -> Where | None:
    """The dateline as a first place: only where the focus of the report lies in its country."""
    mention = reading.dateline
    if mention is None or mention.place is None:
        return None
    if reading.focus is None:
        return None
    if reading.focus.iso3 != mention.place.iso3:
        return None
    return replace(of_mention(mention), place=reading.focus, name=None)


def _assign_responsibility(
    document: Document, mentions: Sequence[ResponsibilityMention], stories: Sequence[Story]
) -> list[list[ResponsibilityMention]]:
    """Each mention goes to the story of its sentence, else to the nearest told before it."""
    assigned: list[list[ResponsibilityMention]] = [[] for _ in stories]
    for mention in mentions:
        sentence = document.sentence_at(mention.start).index
        ranked = sorted(
            (
                min(
                    abs(sentence - f.sentence.index) + 3 * (f.sentence.index > sentence)
                    for f in s.frames
                ),
                n,
            )
            for n, s in enumerate(stories)
        )
        if ranked:
            assigned[ranked[0][1]].append(mention)
    return assigned


def _with_blame(
    frames: Sequence[Frame], responsibility: Sequence[ResponsibilityMention]
) -> list[Frame]:
    """The frames with a vote for each actor who is said to have acted."""
    votes = tuple(
        RoleVote(mention.actor, Role.AGENT, _ACCUSED_WEIGHT)
        for mention in responsibility
        if mention.actor is not None and mention.kind in _BLAMING
    )
    if not votes:
        return list(frames)
    return [replace(frames[0], votes=(*frames[0].votes, *votes)), *frames[1:]]


def _country_of(where: Where | None) -> str | None:
    return None if where is None else where.place.iso3


def suspects_of(reading: Reading, telling: Telling) -> tuple[Suspect, ...]:
    """The organised actors of a report as suspects of one of its stories, the likeliest first."""
    told = telling.responsibility
    return find_suspects(
        Scene(
            document=reading.document,
            frames=telling.frames,
            others=telling.others,
            told=told,
            elsewhere=[mention for mention in reading.responsibility if mention not in told],
            actors=reading.mentions.actors,
            speakers=[(said.start, said.end) for said in reading.attributions],
            sub_event_type=telling.sub_event_type,
            iso3=_country_of(telling.where),
        )
    )


def candidate_of(
    reading: Reading, telling: Telling, order: int, registry: Registry
) -> EventCandidate:
    """The candidate that a story makes, whether or not it will be kept."""
    document, report = reading.document, reading.document.report
    when, where = telling.when, telling.where
    place = None if where is None else where.place
    suspects = suspects_of(reading, telling)
    parties, cast = name_parties(
        telling.sides,
        telling.sub_event_type,
        telling.frames,
        None if place is None else place.iso3,
        registry,
        when.first or reading.published,
        suspects,
    )
    claims = [
        *count_claims(document, telling.frames, reading.attributions),
        *field_claims(document, telling.frames, when, where, cast, reading.attributions),
    ]
    sentence = telling.frames[0].sentence
    span = document.span(sentence.start, sentence.end)
    is_point = place is not None and place.kind != "country"
    return EventCandidate(
        candidate_id=f"{report.report_id}#{order + 1}",
        report_id=report.report_id,
        order=order,
        event_type=telling.sub_event_type.event_type,
        sub_event_type=telling.sub_event_type,
        first_date=when.first,
        last_date=when.last,
        time_precision=when.precision,
        iso3=None if place is None else place.iso3,
        country=None if place is None else place.country,
        admin1=None if place is None else place.admin1,
        admin2=None if place is None else place.admin2,
        location=None if where is None else where.name,
        place_id=None if place is None else place.place_id,
        latitude=place.latitude if place is not None and is_point else None,
        longitude=place.longitude if place is not None and is_point else None,
        geo_precision=None if where is None else where.geo_precision,
        parties=parties,
        fatalities=fuse_counts(
            document, telling.frames, ClaimKind.KILLED, when, reading.attributions
        ),
        injured=fuse_counts(
            document, telling.frames, ClaimKind.WOUNDED, when, reading.attributions
        ),
        claims=tuple(claims),
        responsibility=_responsibility(
            document, [*telling.responsibility, *_told(reading, telling, parties, cast, suspects)]
        ),
        span=span,
        text=report.passage(span),
        confidence=round(telling.probability, 3),
        triggers=tuple(
            dict.fromkeys(act.name for frame in telling.frames for act in frame.triggers)
        ),
        source=report.source,
        published=report.published,
        language=report.language,
    )


def _told(
    reading: Reading,
    telling: Telling,
    parties: Sequence[Party],
    cast: Sequence[Cast],
    suspects: Sequence[Suspect],
) -> list[ResponsibilityMention]:
    """What the report tells of a named perpetrator of whom nobody is quoted.

    Where both sides act, as in a battle, it is told of those alone who are likely to have begun.
    """
    said = {m.actor.actor.actor_id for m in telling.responsibility if m.actor is not None}
    doers = {
        party.actor.actor_id
        for party in parties
        if party.role in {PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1}
    }
    if telling.sub_event_type.event_type in _TWO_SIDED:
        doers &= {suspect.actor.actor_id for suspect in suspects if suspect.is_likely}
    return [
        told_responsibility(
            reading.document,
            vote.mention,
            reading.mentions.actors,
            reading.attributions,
            vote.mention.start,
            vote.mention.end,
        )
        for vote, _ in cast
        if vote.actor.actor_id in doers - said and not vote.is_generic
    ]


def _responsibility(
    document: Document, mentions: Sequence[ResponsibilityMention]
) -> tuple[Responsibility, ...]:
    """What is said of who acted, each pair of actor and kind once."""
    found: dict[tuple[str, ResponsibilityKind], Responsibility] = {}
    for mention in mentions:
        if mention.actor is None:
            continue
        span = document.span(mention.start, mention.end)
        by = None
        if mention.by_start is not None and mention.by_end is not None:
            by = document.text[mention.by_start : mention.by_end]
        stated = Responsibility(
            actor=mention.actor.actor.name,
            kind=mention.kind,
            by=by,
            span=span,
            text=document.report.passage(span),
        )
        found.setdefault((stated.actor, stated.kind), stated)
    return tuple(found.values())
