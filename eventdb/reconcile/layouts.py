"""Layouts of well-known data sets: their rows under the keys of the exchange format."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from eventdb.errors import EventdbError
from eventdb.resources import seeds_path

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a data set writes an event.

    Attributes:
        name: the data set, as the source of its mentions; ``None`` where each row names its own.
        source: columns of the source of a row.
        columns: key of the exchange format to the columns that may hold it, the first filled counts.
        codes: key to the meaning of the data set's codes; a cell without one stands as it is.
        country: column that tells the country.
        country_by: column of the seed of countries that has what is written there.
        date: columns of year, month and day, where a date is in three of them.
    """

    name: str | None
    source: Sequence[str]
    columns: Mapping[str, Sequence[str]]
    codes: Mapping[str, Mapping[str, str]]
    country: str
    country_by: str
    date: Sequence[str]

    def read(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row under the keys of the exchange format; cells are text.

        Raises:
            ValueError: a date that is none.
        """
        cells = {key: str(value).strip() for key, value in row.items() if value is not None}
        record: dict[str, Any] = {
            key: self._meaning(key, _first(cells, columns)) for key, columns in self.columns.items()
        }
        record["iso3"] = _countries(self.country_by).get(cells.get(self.country, "").casefold())
        record["source"] = self.name or _first(cells, self.source)
        if self.date:
            parts = [int(float(cells.get(column) or 0)) for column in self.date]
            record["event_date"], record["event_date_end"] = _interval(*parts)
        else:
            for key in ("event_date", "event_date_end"):
                record[key] = _iso(record.get(key))
        return record

    def _meaning(self, key: str, cell: str | None) -> str | None:
        return None if cell is None else self.codes.get(key, {}).get(cell, cell)


def _first(cells: Mapping[str, str], columns: Sequence[str]) -> str | None:
    return next((cells[column] for column in columns if cells.get(column)), None)


def _iso(text: str | None) -> str | None:
    """A day as ISO 8601 has it, from that or from ``10 March 2018``, as ACLED's files write it."""
    words = text.split() if text else []
    if len(words) == 3 and words[1].casefold() in _MONTHS:
        return dt.date(int(words[2]), _MONTHS[words[1].casefold()], int(words[0])).isoformat()
    return text


def _interval(year: int, month: int, day: int) -> tuple[str, str]:
    """First and last day of a date of which day or month may be 0, not known."""
    if not month:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = calendar.monthrange(year, month)[1]
    days = dt.date(year, month, day or 1), dt.date(year, month, day or last)
    return days[0].isoformat(), days[1].isoformat()


@cache
def _countries(column: str) -> dict[str, str]:
    with (seeds_path() / "codebook" / "country.csv").open(encoding="utf-8", newline="") as file:
        return {row[column].casefold(): row["iso3"] for row in csv.DictReader(file) if row[column]}


@cache
def _layouts() -> dict[str, Any]:
    text = files("eventdb.reconcile").joinpath("layouts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def layout_names() -> list[str]:
    """Data sets that are known."""
    return sorted(_layouts())


def find_layout(name: str) -> Layout:
    """The layout of a data set.

    Raises:
        EventdbError: none is known by this name.
    """
    spec = _layouts().get(name)
    if spec is None:
        known = ", ".join(layout_names())
        raise EventdbError(
            f"no layout {name!r}; there are {known}; for others, name columns with --column"
        )
    return Layout(
        name=spec.get("name"),
        source=spec.get("source", ()),
        columns=spec["columns"],
        codes=spec.get("codes", {}),
        country=spec["country"]["column"],
        country_by=spec["country"]["by"],
        date=spec.get("date", ()),
    )
