"""Tables of event candidates: what one report tells, and its claims with their words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import (
    Key,
    Row,
    counts_in_order,
    dates_in_order,
    is_probability,
    point_checks,
    range_has_low,
    span_checks,
)

_POSITION = "order in the report's telling, from 0"


class EventCandidateRow(Row):
    """Events as one report tells them."""

    __tablename__ = "event_candidate"
    __table_args__ = (
        ForeignKeyConstraint(
            ["sub_event_type", "event_type"],
            ["sub_event_type.sub_event_type", "sub_event_type.event_type"],
        ),
        UniqueConstraint("report_id", "position"),
        UniqueConstraint("candidate_id", "report_id"),
        Index(None, "iso3", "first_date"),
        dates_in_order(),
        counts_in_order("fatalities_"),
        counts_in_order("injured_"),
        range_has_low("fatalities_"),
        range_has_low("injured_"),
        is_probability("confidence"),
        *point_checks(),
        *span_checks(),
    )

    candidate_id: Mapped[Key] = mapped_column(
        doc="made from the report and the event's place in it"
    )
    report_id: Mapped[str] = mapped_column(ForeignKey("report.report_id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(doc="0 for the report's first event")
    content_hash: Mapped[str] = mapped_column(doc="SHA-256 of all that the candidate says")
    event_type: Mapped[str]
    sub_event_type: Mapped[str]
    first_date: Mapped[dt.date | None] = mapped_column(doc="first possible day; null: on or before")
    last_date: Mapped[dt.date | None] = mapped_column(doc="last possible day")
    time_precision: Mapped[int | None] = mapped_column(ForeignKey("time_precision.code"))
    iso3: Mapped[str | None] = mapped_column(ForeignKey("country.iso3"))
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    admin2: Mapped[str | None]
    location: Mapped[str | None]
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.place_id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    geo_precision: Mapped[int | None] = mapped_column(ForeignKey("geo_precision.code"))
    fatalities_low: Mapped[int | None] = mapped_column(doc="killed, all sides; null: not stated")
    fatalities_best: Mapped[int | None] = mapped_column(doc="null where only vague words give it")
    fatalities_high: Mapped[int | None] = mapped_column(doc="null: open, or not stated")
    injured_low: Mapped[int | None]
    injured_best: Mapped[int | None]
    injured_high: Mapped[int | None]
    part: Mapped[str] = mapped_column(doc="text that the span counts: title or text")
    start_char: Mapped[int] = mapped_column(doc="first character of the passage")
    end_char: Mapped[int] = mapped_column(doc="character after the passage")
    words: Mapped[str] = mapped_column(doc="the passage")
    confidence: Mapped[float]
    triggers: Mapped[list[Any]] = mapped_column(JSON, doc="concepts of the words that tell the act")
    source_name: Mapped[str | None] = mapped_column(doc="publisher, as the extractor had it")
    published_at: Mapped[dt.datetime | None] = mapped_column(doc="as the extractor had it")
    language: Mapped[str | None] = mapped_column(doc="as the extractor had it")
    extractor_version: Mapped[str]


class CandidatePartyRow(Row):
    """Actors of a candidate, by column."""

    __tablename__ = "candidate_party"

    candidate_id: Mapped[Key] = mapped_column(
        ForeignKey("event_candidate.candidate_id", ondelete="CASCADE")
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc=_POSITION)
    role: Mapped[str] = mapped_column(ForeignKey("party_role.code"))
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.actor_id"), index=True)
    actor_name: Mapped[str] = mapped_column(doc="valid at the event's date")
    actor_kind: Mapped[int] = mapped_column(
        ForeignKey("actor_kind.code"), doc="in the event's country"
    )
    iso3: Mapped[str | None] = mapped_column(ForeignKey("country.iso3"))


class ClaimRow(Row):
    """Statements of one field of one candidate, by a speaker, with their words."""

    __tablename__ = "claim"
    __table_args__ = (
        # The claim's report is its candidate's report.
        ForeignKeyConstraint(
            ["candidate_id", "report_id"],
            ["event_candidate.candidate_id", "event_candidate.report_id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("candidate_id", "position"),
        counts_in_order(""),
        *span_checks(),
        *span_checks("attribution_"),
    )

    claim_id: Mapped[Key] = mapped_column(doc="made from candidate and position")
    candidate_id: Mapped[str]
    report_id: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(doc="index among the candidate's claims, from 0")
    claim_kind: Mapped[str] = mapped_column(ForeignKey("claim_kind.code"))
    part: Mapped[str] = mapped_column(doc="text that the span counts: title or text")
    start_char: Mapped[int] = mapped_column(doc="first character of the passage")
    end_char: Mapped[int] = mapped_column(doc="character after the passage")
    words: Mapped[str] = mapped_column(doc="the passage as the report has it")
    low: Mapped[int | None] = mapped_column(doc="for counts")
    best: Mapped[int | None] = mapped_column(doc="the number named; null for vague words")
    high: Mapped[int | None] = mapped_column(doc="null: open")
    value: Mapped[str | None] = mapped_column(doc="for other fields: what was understood")
    role: Mapped[str | None] = mapped_column(ForeignKey("party_role.code"))
    victims: Mapped[str | None] = mapped_column(doc="words that name the victims")
    victim_group: Mapped[str | None] = mapped_column(doc="civilians, women, combatants …")
    count_scope: Mapped[str] = mapped_column(ForeignKey("count_scope.code"))
    attributed_to: Mapped[str | None] = mapped_column(doc="the speaker's words; null: the report")
    attribution_part: Mapped[str | None]
    attribution_start_char: Mapped[int | None]
    attribution_end_char: Mapped[int | None]
    speaker_kind: Mapped[str] = mapped_column(ForeignKey("speaker_kind.code"))
    stance: Mapped[str] = mapped_column(ForeignKey("stance.code"))
    extractor_version: Mapped[str]


class CandidateResponsibilityRow(Row):
    """Who is said to have acted, by whom, in which words."""

    __tablename__ = "candidate_responsibility"
    __table_args__ = (CheckConstraint("actor_name <> ''", name="actor_given"), *span_checks())

    candidate_id: Mapped[Key] = mapped_column(
        ForeignKey("event_candidate.candidate_id", ondelete="CASCADE")
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc=_POSITION)
    actor_name: Mapped[str]
    responsibility_kind: Mapped[str] = mapped_column(ForeignKey("responsibility_kind.code"))
    stated_by: Mapped[str | None] = mapped_column(doc="who says so; null: the report")
    part: Mapped[str]
    start_char: Mapped[int]
    end_char: Mapped[int]
    words: Mapped[str]
