"""Tables of the codebook: closed vocabularies that other tables point at.

Their rows come from ``seeds/codebook``; a test holds them equal to ``eventdb/codebook.py``.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import Key, Row


class EventTypeRow(Row):
    """ACLED's six event types."""

    __tablename__ = "event_type"

    event_type: Mapped[Key]
    rank: Mapped[int] = mapped_column(doc="place in ACLED's hierarchy, 1 the highest")
    meaning: Mapped[str] = mapped_column(doc="when it applies")


class SubEventTypeRow(Row):
    """ACLED's 25 sub-event types."""

    __tablename__ = "sub_event_type"
    # Lets an event name both columns in one foreign key: a type and a sub-type that belongs to it.
    __table_args__ = (UniqueConstraint("sub_event_type", "event_type"),)

    sub_event_type: Mapped[Key]
    event_type: Mapped[str] = mapped_column(ForeignKey("event_type.event_type"))
    disorder_type: Mapped[str] = mapped_column(doc="one or two disorder types, joined by '; '")
    rank: Mapped[int] = mapped_column(doc="place in ACLED's hierarchy, 1 the highest")
    ged_note: Mapped[str] = mapped_column(doc="usual UCDP GED counterpart")
    meaning: Mapped[str] = mapped_column(doc="when it applies")


class PloverTypeRow(Row):
    """PLOVER's counterpart of each sub-event type; none for those that PLOVER does not record."""

    __tablename__ = "plover_type"

    sub_event_type: Mapped[Key] = mapped_column(ForeignKey("sub_event_type.sub_event_type"))
    plover_type: Mapped[str]
    mode: Mapped[str | None]
    contexts: Mapped[str | None] = mapped_column(doc="joined by '; '")
    quad_code: Mapped[int] = mapped_column(doc="2 material cooperation, 4 material conflict …")


class ActorKindRow(Row):
    """ACLED's actor types (``inter``)."""

    __tablename__ = "actor_kind"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(doc="ACLED's text; empty for no actor")
    plover_sector: Mapped[str | None] = mapped_column(doc="PLOVER's sector of such actors")
    meaning: Mapped[str] = mapped_column(doc="who belongs to it")


class InteractionRow(Row):
    """ACLED's pairs of actor types."""

    __tablename__ = "interaction"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(doc="ACLED's text")


class TimePrecisionRow(Row):
    """ACLED's time precision."""

    __tablename__ = "time_precision"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(doc="the level in one word")
    meaning: Mapped[str] = mapped_column(doc="what the reports fix")


class GeoPrecisionRow(Row):
    """ACLED's geo precision."""

    __tablename__ = "geo_precision"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(doc="the level in one word")
    meaning: Mapped[str] = mapped_column(doc="what the reports fix")


class _Vocabulary:
    """Columns of a plain vocabulary."""

    code: Mapped[Key]
    rank: Mapped[int] = mapped_column(doc="order of listing")
    meaning: Mapped[str] = mapped_column(doc="when it applies")


class ClaimKindRow(_Vocabulary, Row):
    """Fields that a claim can state."""

    __tablename__ = "claim_kind"


class StanceRow(_Vocabulary, Row):
    """How a speaker stands to what is said."""

    __tablename__ = "stance"


class CountScopeRow(_Vocabulary, Row):
    """What a count covers."""

    __tablename__ = "count_scope"


class SpeakerKindRow(_Vocabulary, Row):
    """Kinds of speaker that a claim is attributed to."""

    __tablename__ = "speaker_kind"


class ResponsibilityKindRow(_Vocabulary, Row):
    """How somebody comes to be named as having acted."""

    __tablename__ = "responsibility_kind"


class PartyRoleRow(_Vocabulary, Row):
    """Columns of an event in which an actor can stand."""

    __tablename__ = "party_role"


class SourceScaleRow(_Vocabulary, Row):
    """ACLED's source scales, in the order in which two of them are joined."""

    __tablename__ = "source_scale"


class VagueNumberRow(Row):
    """What a vague number becomes in each scheme of export."""

    __tablename__ = "vague_number"

    scheme: Mapped[Key]
    low: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, doc="low bound that the words allow"
    )
    high: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, doc="high bound that the words allow"
    )
    value: Mapped[int] = mapped_column(doc="the number to export")
    words: Mapped[str] = mapped_column(doc="an example of the words")
    reason: Mapped[str] = mapped_column(doc="where the rule comes from")


class CountryRow(Row):
    """Countries as ACLED names and groups them."""

    __tablename__ = "country"

    iso3: Mapped[Key]
    iso_code: Mapped[int] = mapped_column(doc="ISO 3166-1 numeric")
    name: Mapped[str] = mapped_column(doc="ACLED's English name")
    region: Mapped[str] = mapped_column(doc="ACLED's region")
    ged_region: Mapped[str] = mapped_column(doc="UCDP's region")
    gw_code: Mapped[int | None] = mapped_column(doc="Gleditsch and Ward number, where there is one")
    south: Mapped[int] = mapped_column(doc="degrees: a box round its places, a degree wider")
    north: Mapped[int]
    west: Mapped[int] = mapped_column(doc="-180 to 180 where the date line cuts the country")
    east: Mapped[int]


class ColumnMeaningRow(Row):
    """What each column of an export or view means: the codebook that goes out with the data."""

    __tablename__ = "column_meaning"

    dataset: Mapped[Key]
    column_name: Mapped[Key]
    position: Mapped[int] = mapped_column(doc="order in the file, from 1")
    meaning: Mapped[str]
    allowed_values: Mapped[str] = mapped_column(doc="type and permitted values")
    rule: Mapped[str] = mapped_column(doc="how the value comes about")
    value_type: Mapped[str | None] = mapped_column(
        doc="string, integer, number, boolean, date or datetime"
    )
    presence: Mapped[str | None] = mapped_column(doc="required: never blank; optional")
    vocabulary: Mapped[str | None] = mapped_column(
        doc="list of its values, as event_type.event_type"
    )
    lowest: Mapped[int | None] = mapped_column(doc="least value")
    highest: Mapped[int | None] = mapped_column(doc="greatest value")
    public: Mapped[str | None] = mapped_column(doc="what the profile public does with it")
    acled: Mapped[str | None] = mapped_column(doc="how it differs from ACLED's column")
    ucdp: Mapped[str | None] = mapped_column(doc="how it differs from UCDP GED's column")
