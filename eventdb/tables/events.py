"""Tables of events: what reconciliation holds happened, and the claims that each column rests on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
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
)


class EventRow(Row):
    """What reconciliation holds happened, across sources."""

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["sub_event_type", "event_type"],
            ["sub_event_type.sub_event_type", "sub_event_type.event_type"],
        ),
        CheckConstraint("event_date BETWEEN first_date AND last_date", name="event_date_within"),
        CheckConstraint("independent_sources >= 0", name="independent_sources_sign"),
        Index(None, "iso3", "event_date"),
        Index(None, "sub_event_type"),
        dates_in_order(),
        counts_in_order("fatalities_"),
        counts_in_order("injured_"),
        range_has_low("fatalities_"),
        range_has_low("injured_"),
        is_probability("confidence"),
        *point_checks(),
    )

    event_id: Mapped[Key] = mapped_column(doc="ACLED's manner: country prefix and number")
    content_hash: Mapped[str] = mapped_column(doc="SHA-256 of the event, its fields and members")
    event_type: Mapped[str]
    sub_event_type: Mapped[str]
    event_date: Mapped[dt.date] = mapped_column(
        index=True, doc="ACLED's day: the first of a day's interval, the middle of a longer one"
    )
    first_date: Mapped[dt.date] = mapped_column(doc="first possible day")
    last_date: Mapped[dt.date] = mapped_column(doc="last possible day")
    time_precision: Mapped[int] = mapped_column(ForeignKey("time_precision.code"))
    iso3: Mapped[str] = mapped_column(ForeignKey("country.iso3"))
    country: Mapped[str]
    admin1: Mapped[str | None] = mapped_column(doc="first administrative division")
    admin2: Mapped[str | None] = mapped_column(doc="second administrative division")
    location: Mapped[str] = mapped_column(doc="finest place named")
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.place_id"), index=True)
    latitude: Mapped[float | None] = mapped_column(doc="WGS 84 degrees")
    longitude: Mapped[float | None] = mapped_column(doc="WGS 84 degrees")
    geo_precision: Mapped[int] = mapped_column(ForeignKey("geo_precision.code"))
    fatalities_low: Mapped[int | None] = mapped_column(doc="killed, all sides; null: not stated")
    fatalities_best: Mapped[int | None] = mapped_column(doc="null where only vague words give it")
    fatalities_high: Mapped[int | None] = mapped_column(doc="null: open, or not stated")
    injured_low: Mapped[int | None] = mapped_column(doc="wounded, all sides; null: not stated")
    injured_best: Mapped[int | None]
    injured_high: Mapped[int | None]
    is_civilian_targeting: Mapped[bool] = mapped_column(doc="civilians are the main target")
    independent_sources: Mapped[int] = mapped_column(doc="copies of one dispatch count once")
    confidence: Mapped[float] = mapped_column(doc="0 to 1")
    grade: Mapped[str | None] = mapped_column(doc="grade of the information, see docs")
    notes: Mapped[str] = mapped_column(doc="short English account made from the columns")
    changed_at: Mapped[dt.datetime] = mapped_column(
        index=True, doc="when this database last changed the event; not exported"
    )


class EventActorRow(Row):
    """Actors of an event, by column."""

    __tablename__ = "event_actor"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(ForeignKey("party_role.code"))
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.actor_id"), index=True)
    actor_name: Mapped[str] = mapped_column(doc="valid at the event's date")
    actor_kind: Mapped[int] = mapped_column(
        ForeignKey("actor_kind.code"), doc="in the event's country"
    )
    iso3: Mapped[str | None] = mapped_column(ForeignKey("country.iso3"))


class AcledPartiesRow(Row):
    """An event's parties in ACLED's layout, made from ``event_actor`` by ``eventdb/acled.py``."""

    __tablename__ = "acled_parties"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    actor1: Mapped[str]
    assoc_actor_1: Mapped[str | None] = mapped_column(doc="joined by '; '")
    inter1: Mapped[int] = mapped_column(ForeignKey("actor_kind.code"))
    actor2: Mapped[str | None]
    assoc_actor_2: Mapped[str | None] = mapped_column(doc="joined by '; '")
    inter2: Mapped[int] = mapped_column(ForeignKey("actor_kind.code"), doc="0: nobody")
    interaction: Mapped[int] = mapped_column(ForeignKey("interaction.code"))


class EventMemberRow(Row):
    """Candidates that an event was fused from; a candidate belongs to one event."""

    __tablename__ = "event_member"

    candidate_id: Mapped[Key] = mapped_column(
        ForeignKey("event_candidate.candidate_id", ondelete="CASCADE")
    )
    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.event_id", ondelete="CASCADE"), index=True
    )


class EventFieldRow(Row):
    """How a column of an event came about."""

    __tablename__ = "event_field"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    field: Mapped[Key] = mapped_column(doc="column, as fatalities or event_date")
    position: Mapped[int] = mapped_column(doc="order in the event, from 0")
    rule: Mapped[str] = mapped_column(doc="name of the fusion rule in the documentation")
    is_disputed: Mapped[bool] = mapped_column(doc="independent sources contradict one another")


class EventClaimRow(Row):
    """Claims that a column of an event rests on."""

    __tablename__ = "event_claim"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "field"],
            ["event_field.event_id", "event_field.field"],
            ondelete="CASCADE",
        ),
    )

    event_id: Mapped[Key]
    field: Mapped[Key]
    claim_id: Mapped[Key] = mapped_column(
        ForeignKey("claim.claim_id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(doc="order in the field, from 0")


class IdRedirectRow(Row):
    """Event ids that changed their meaning, and where each event went; ids are never reused."""

    __tablename__ = "id_redirect"
    __table_args__ = (CheckConstraint("old_event_id <> new_event_id", name="leads_on"),)

    redirect_id: Mapped[Key] = mapped_column(doc="made from ids and reason")
    old_event_id: Mapped[str] = mapped_column(index=True, doc="as it was published")
    new_event_id: Mapped[str | None] = mapped_column(
        index=True, doc="its successor; null: withdrawn"
    )
    reason: Mapped[str] = mapped_column(doc="merged, split or withdrawn")
    changed_at: Mapped[dt.datetime] = mapped_column(doc="when this database changed it")


class EventDisputeRow(Row):
    """What independent sources say, where they contradict one another on a column of an event."""

    __tablename__ = "event_dispute"

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    field: Mapped[Key] = mapped_column(doc="column, as fatalities")
    value: Mapped[Key] = mapped_column(doc="what is said, as text")
    candidate_id: Mapped[Key] = mapped_column(
        ForeignKey("event_candidate.candidate_id", ondelete="CASCADE"), index=True
    )


class EventResponsibilityRow(Row):
    """Who is said to have acted in an event, in which way and by whom; one row a stand."""

    __tablename__ = "event_responsibility"
    __table_args__ = (
        CheckConstraint("independent_sources >= 1", name="independent_sources_sign"),
        CheckConstraint("actor_name <> ''", name="actor_given"),
    )

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, doc="by the time of the first report, from 0"
    )
    actor_name: Mapped[str] = mapped_column(doc="who is said to have acted")
    responsibility_kind: Mapped[str] = mapped_column(ForeignKey("responsibility_kind.code"))
    stated_by: Mapped[str | None] = mapped_column(doc="who says so; null: the reports")
    first_published_at: Mapped[dt.datetime | None] = mapped_column(doc="first report of it")
    independent_sources: Mapped[int] = mapped_column(doc="how many report it")


class EventResponsibilityStatementRow(Row):
    """The reports' statements that a stand was put together from."""

    __tablename__ = "event_responsibility_statement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "position"],
            ["event_responsibility.event_id", "event_responsibility.position"],
            # PostgreSQL keeps 63 characters of a name; the usual ones are longer.
            name="fk_event_responsibility_statement_stand",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["candidate_id", "candidate_position"],
            ["candidate_responsibility.candidate_id", "candidate_responsibility.position"],
            name="fk_event_responsibility_statement_told",
            ondelete="CASCADE",
        ),
        Index(None, "event_id", "position"),
    )

    candidate_id: Mapped[Key]
    candidate_position: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, doc="position in candidate_responsibility"
    )
    event_id: Mapped[str]
    position: Mapped[int] = mapped_column(doc="position in event_responsibility")


class SourceGradeRow(Row):
    """How a source stands beside others, by the last reconciliation."""

    __tablename__ = "source_grade"
    __table_args__ = (
        CheckConstraint("letter IN ('A', 'B', 'C', 'D', 'E', 'F')", name="letter_known"),
        CheckConstraint(
            "0 <= borne_out AND borne_out <= beside_others AND beside_others <= candidates"
            " AND 0 <= copied AND copied <= candidates",
            name="counts_within",
        ),
    )

    source_id: Mapped[Key] = mapped_column(ForeignKey("source.source_id", ondelete="CASCADE"))
    candidates: Mapped[int] = mapped_column(doc="events that it tells of, one by one")
    beside_others: Mapped[int] = mapped_column(
        doc="of these, those that an independent source tells of, too"
    )
    borne_out: Mapped[int] = mapped_column(
        doc="of these, those whose number of killed another does not contradict"
    )
    copied: Mapped[int] = mapped_column(doc="told in the words of another's dispatch")
    letter: Mapped[str] = mapped_column(doc="A to E by the share borne out; F: too few to judge")


class UnplacedCandidateRow(Row):
    """Candidates that no event could be made of, and why."""

    __tablename__ = "unplaced_candidate"

    candidate_id: Mapped[Key] = mapped_column(
        ForeignKey("event_candidate.candidate_id", ondelete="CASCADE")
    )
    reason: Mapped[str]


class DispatchCopyRow(Row):
    """Reports that carry one and the same dispatch; they count as one independent source."""

    __tablename__ = "dispatch_copy"

    report_id: Mapped[Key] = mapped_column(ForeignKey("report.report_id", ondelete="CASCADE"))
    group_id: Mapped[str] = mapped_column(index=True, doc="the group's first report")
    agency: Mapped[str | None] = mapped_column(doc="credited agency")


class IdentityAnchorRow(Row):
    """Which candidate belonged to which event at the last reconciliation: what keeps ids stable.

    No foreign keys: an anchor outlives a candidate that a newer extractor numbers differently.
    """

    __tablename__ = "identity_anchor"

    event_id: Mapped[Key]
    candidate_id: Mapped[Key]
    report_id: Mapped[str] = mapped_column(index=True)
    start_char: Mapped[int] = mapped_column(doc="first character of the passage; -1: unknown")
    first_date: Mapped[dt.date | None] = mapped_column(doc="the event's first day at that time")
    place_id: Mapped[str | None] = mapped_column(doc="the event's place at that time")
