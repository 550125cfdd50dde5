"""Tables of tallies: what views ask of every claim and report, counted when events are written."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import Key, Row


class EventCasualtyRow(Row):
    """Casualties of events by kind of harm and group of victims; counted when events are written."""

    __tablename__ = "event_casualty"
    __table_args__ = (Index(None, "victim_group"),)

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    claim_kind: Mapped[Key] = mapped_column(ForeignKey("claim_kind.code"))
    victim_group: Mapped[Key] = mapped_column(doc="civilians, women …; or: not stated")
    low: Mapped[int | None] = mapped_column(doc="lowest that anybody states")
    best_low: Mapped[int | None] = mapped_column(doc="lowest number named")
    best_high: Mapped[int | None] = mapped_column(doc="highest number named")
    high: Mapped[int | None] = mapped_column(doc="highest that anybody states")
    open_claims: Mapped[int] = mapped_column(doc="how many leave the high open")
    claims: Mapped[int]
    reports: Mapped[int]


class EventSpeakerRow(Row):
    """Claims about events by kind of claim and of speaker; counted when events are written."""

    __tablename__ = "event_speaker"
    # With all that a tally by kind of speaker asks for, which so never reads the rows.
    __table_args__ = (Index(None, "claim_kind", "speaker_kind", "speaker_kinds", "claims"),)

    event_id: Mapped[Key] = mapped_column(ForeignKey("event.event_id", ondelete="CASCADE"))
    claim_kind: Mapped[Key] = mapped_column(ForeignKey("claim_kind.code"))
    speaker_kind: Mapped[Key] = mapped_column(ForeignKey("speaker_kind.code"))
    claims: Mapped[int]
    reports: Mapped[int]
    speaker_kinds: Mapped[int] = mapped_column(
        doc="how many kinds of speakers claim something of that kind of the event"
    )


class SourceTallyRow(Row):
    """What came of each source's reports; counted when events are written."""

    __tablename__ = "source_tally"

    source_id: Mapped[Key] = mapped_column(ForeignKey("source.source_id", ondelete="CASCADE"))
    candidates: Mapped[int] = mapped_column(doc="events that its reports tell of, one by one")
    events: Mapped[int] = mapped_column(doc="events that it tells of")
    events_borne_out: Mapped[int] = mapped_column(
        doc="of these, those with two independent sources"
    )
    events_with_disputed_counts: Mapped[int] = mapped_column(
        doc="of these, those whose killed or wounded are disputed"
    )
    reports_in_dispatches: Mapped[int] = mapped_column(
        doc="its reports that carry one dispatch with others"
    )
