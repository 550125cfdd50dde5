"""Tables of sources, actors and places: reference data from seeds, and what reports add to it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from eventdb.tables.columns import Key, Row, point_checks


class SourceRow(Row):
    """Publishers of reports."""

    __tablename__ = "source"

    source_id: Mapped[Key] = mapped_column(doc="from the seed, otherwise made from the name")
    name: Mapped[str]
    scale: Mapped[str] = mapped_column(ForeignKey("source_scale.code"), doc="ACLED's source scale")
    kind: Mapped[str | None] = mapped_column(doc="agency, newspaper, broadcaster, state media …")
    language: Mapped[str | None] = mapped_column(doc="BCP 47")
    iso3: Mapped[str | None] = mapped_column(ForeignKey("country.iso3"), doc="home country")
    url: Mapped[str | None]
    is_registered: Mapped[bool] = mapped_column(doc="stands in the seed")


class SourceAliasRow(Row):
    """Further names of sources, as reports give them."""

    __tablename__ = "source_alias"

    alias: Mapped[Key] = mapped_column(doc="case-folded, white space single")
    source_id: Mapped[str] = mapped_column(
        ForeignKey("source.source_id", ondelete="CASCADE"), index=True
    )


class ActorRow(Row):
    """Actors: those of the registry, and unidentified ones made from kind and country."""

    __tablename__ = "actor"
    __table_args__ = (CheckConstraint("valid_from <= valid_to", name="years_in_order"),)

    actor_id: Mapped[Key]
    name: Mapped[str] = mapped_column(
        doc="as ACLED writes it; party rows keep the name of their date"
    )
    actor_kind: Mapped[int] = mapped_column(
        ForeignKey("actor_kind.code"), doc="kind at home; abroad state forces are kind 8"
    )
    iso3: Mapped[str | None] = mapped_column(
        ForeignKey("country.iso3"), doc="home country; null for actors of no single country"
    )
    valid_from: Mapped[int | None] = mapped_column(doc="first year under this name")
    valid_to: Mapped[int | None] = mapped_column(doc="last year; null while it lasts")
    side: Mapped[str | None] = mapped_column(doc="what it fights for or belongs to")
    is_registered: Mapped[bool] = mapped_column(doc="stands in the seed")
    note: Mapped[str | None]


class ActorAliasRow(Row):
    """What reports call a registered actor."""

    __tablename__ = "actor_alias"

    actor_id: Mapped[Key] = mapped_column(ForeignKey("actor.actor_id", ondelete="CASCADE"))
    language: Mapped[Key] = mapped_column(doc="BCP 47")
    alias: Mapped[Key]
    rule: Mapped[str | None] = mapped_column(doc="exact, local, generic: when it holds")


class PlaceRow(Row):
    """Places that candidates and events name."""

    __tablename__ = "place"
    __table_args__ = (*point_checks(), CheckConstraint("population >= 0", name="population_sign"))

    place_id: Mapped[Key] = mapped_column(doc="as geonames:170794 or seed:SY-DY")
    kind: Mapped[str | None] = mapped_column(doc="country, admin1, admin2, town, village, camp …")
    name: Mapped[str] = mapped_column(doc="English name")
    name_ar: Mapped[str | None]
    iso3: Mapped[str | None] = mapped_column(ForeignKey("country.iso3"), index=True)
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    admin2: Mapped[str | None]
    latitude: Mapped[float | None] = mapped_column(doc="WGS 84 degrees")
    longitude: Mapped[float | None] = mapped_column(doc="WGS 84 degrees")
    population: Mapped[int | None] = mapped_column(doc="0 or null where unknown")
