"""The profile ``public``: what a file withholds so that nobody is endangered by it.

Do no harm (Standards for Casualty Recording, 2016, 1.4): words of reports, speakers and correctors,
names that no register of actors holds, and the exact point of camps, hospitals, schools and shelters
stay out. What is done with each column stands in the codebook, ``column_meaning.public``; the kinds
and words of such places in ``eventdb/exports/sites.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.codebook import GeoPrecision
from eventdb.exports.columns import read_columns

WITHHELD_NAME = "Name withheld"

Values = Sequence[object]

_SITES = Path(__file__).with_name("sites.toml")
# A tenth of a degree is some eleven kilometres: a district, not a building.
_DECIMALS = 1
_PLACES = ("location", "where_coordinates")
_DIVISIONS = ("admin2", "adm_2", "admin1", "adm_1", "country")
# The id of an actor of a kind and country, as "civilians:SYR", has a colon; crowds and civilians
# (kinds 5 to 7) are never persons.
_UNKNOWN_NAMES = """
    SELECT ea.actor_name FROM event_actor AS ea
    JOIN actor AS a ON a.actor_id = ea.actor_id
    WHERE NOT a.is_registered AND a.actor_kind NOT IN (5, 6, 7) AND a.actor_id NOT LIKE '%\\:%'
    UNION
    SELECT q.actor_name FROM candidate_responsibility AS q
    WHERE q.actor_name NOT IN (SELECT name FROM actor)
        AND q.actor_name NOT IN (SELECT actor_name FROM event_actor)
        AND q.actor_name NOT IN (SELECT actor_name FROM candidate_party)
"""
_FIELD = re.compile(r"[a-z0-9_]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Withholding:
    """What a database has that the profile does not tell.

    Attributes:
        sites: names of places whose point is coarsened.
        names: names of parties that are no registered actors and no general ones.
    """

    sites: frozenset[str]
    names: frozenset[str]

    def of_file(self, dataset: str, columns: Sequence[str]) -> Callable[[Values], list[object]]:
        """A function that withholds from the rows of a query what a file must not tell.

        Args:
            dataset: file of the codebook whose rules hold.
            columns: of the query.
        """
        known = read_columns()
        told = {**known["acled.csv"], **known["events.csv"], **known[dataset]}
        rules = [
            (index, column.public)
            for index, name in enumerate(columns)
            if (column := told.get(name)) is not None and column.public is not None
        ]
        position = {name: index for index, name in enumerate(columns)}

        def publish(row: Values) -> list[object]:
            values = list(row)
            place = next((row[position[name]] for name in _PLACES if name in position), None)
            area = _area(row, position) if place in self.sites else None
            for index, rule in rules:
                values[index] = self._value(rule, values[index], place, area)
            if area is not None and "geom_wkt" in position:
                point = (values[position[name]] for name in ("longitude", "latitude"))
                values[position["geom_wkt"]] = f"POINT ({' '.join(map(str, point))})"
            return values

        return publish

    def _value(self, rule: str, value: object, place: object, area: str | None) -> object:
        if value is None or rule == "withheld":
            return None
        match rule:
            case "names":
                return self._without_names(str(value))
            case "authors":
                parts = (part.partition(" (")[0] for part in str(value).split("; "))
                return "; ".join(part for part in parts if _FIELD.fullmatch(part)) or None
            case "notes":
                text = self._without_names(str(value))
                return text if area is None else text.replace(str(place), area)
            case _:
                return value if area is None else _coarse(rule, value, area)

    def _without_names(self, text: str) -> str:
        for name in self.names:
            text = text.replace(name, WITHHELD_NAME)
        return text


def _coarse(rule: str, value: object, area: str) -> object:
    if rule == "place":
        return area
    if rule == "point" and isinstance(value, float):
        return round(value, _DECIMALS)
    if rule == "precision" and isinstance(value, int):
        return max(value, int(GeoPrecision.NEAR))
    return None if rule == "place_id" else value


def _area(row: Values, position: dict[str, int]) -> str:
    """The smallest division that the row names."""
    found = (row[position[name]] for name in _DIVISIONS if name in position)
    return str(next((value for value in found if value), WITHHELD_NAME))


def read_withholding(connection: Connection) -> Withholding:
    """What the profile withholds of a database."""
    places = connection.exec_driver_sql(
        "SELECT DISTINCT e.location, p.kind, p.name, p.name_ar FROM event AS e"
        " LEFT JOIN place AS p ON p.place_id = e.place_id"
    )
    sites = frozenset(
        str(location) for location, kind, *names in places if _is_site(kind, location, *names)
    )
    return Withholding(sites, frozenset(connection.scalars(sa.text(_UNKNOWN_NAMES))))


def _is_site(kind: str | None, *names: str | None) -> bool:
    kinds, words = _site_words()
    if kind in kinds:
        return True
    return any(word in words for name in names if name for word in _WORD.findall(name.casefold()))


@cache
def _site_words() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(_SITES.read_text(encoding="utf-8"))
    return frozenset(table["kinds"]), frozenset(table["words"])
