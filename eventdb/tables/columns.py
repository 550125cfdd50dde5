"""Kinds of columns that several tables share, their checks, and the parent of all rows."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Double,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Every constraint has a name that both engines agree on, so that a migration can drop it.
NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant, kept and given back in UTC on both engines; SQLite keeps no time zone itself."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """The instant in UTC.

        Raises:
            ValueError: the instant has no time zone, so that nobody knows when it was.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value.isoformat()}")
        return value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """The instant in UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


# Both engines compare texts by their bytes, so that orders and exports agree, whatever the locale.
BYTEWISE_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class Row(DeclarativeBase):
    """Parent of all tables' rows."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        str: BYTEWISE_TEXT,
        int: BigInteger,
        float: Double,
        dt.date: Date,
        dt.datetime: UtcDateTime,
    }


Key = Annotated[str, mapped_column(primary_key=True)]


def counts_in_order(prefix: str) -> CheckConstraint:
    """0 ≤ low ≤ best ≤ high among those given.

    Args:
        prefix: beginning of the three columns' names: ``fatalities_`` or nothing.
    """
    low, best, high = (f"{prefix}{name}" for name in ("low", "best", "high"))
    rule = (
        f"{low} >= 0 AND {best} >= 0 AND {high} >= 0"
        f" AND {low} <= {best} AND {best} <= {high} AND {low} <= {high}"
    )
    return CheckConstraint(rule, name=f"{prefix}in_order")


def range_has_low(prefix: str) -> CheckConstraint:
    """A range has its low bound; without one there is no range at all."""
    rule = f"{prefix}low IS NOT NULL OR ({prefix}best IS NULL AND {prefix}high IS NULL)"
    return CheckConstraint(rule, name=f"{prefix}has_low")


def span_checks(prefix: str = "") -> tuple[CheckConstraint, ...]:
    """A span lies in the title or the text, and 0 ≤ start < end; none of its columns alone."""
    part, start, end = f"{prefix}part", f"{prefix}start_char", f"{prefix}end_char"
    return (
        CheckConstraint(f"{part} IN ('title', 'text')", name=f"{prefix}part_known"),
        CheckConstraint(f"{start} >= 0 AND {start} < {end}", name=f"{prefix}span_in_order"),
        CheckConstraint(
            f"({part} IS NULL) = ({start} IS NULL) AND ({part} IS NULL) = ({end} IS NULL)",
            name=f"{prefix}span_whole",
        ),
    )


def point_checks() -> tuple[CheckConstraint, ...]:
    """Coordinates are WGS 84 degrees, both or neither."""
    return (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_degrees"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_degrees"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
    )


def dates_in_order() -> CheckConstraint:
    """The first possible day is not after the last."""
    return CheckConstraint("first_date <= last_date", name="dates_in_order")


def is_probability(column: str) -> CheckConstraint:
    """The column lies between 0 and 1."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=f"{column}_0_to_1")
