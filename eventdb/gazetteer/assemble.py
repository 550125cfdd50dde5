"""Joins the seed tables and the towns of GeoNames into one list of entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from pathlib import Path

from eventdb.errors import SeedError
from eventdb.gazetteer.distance import kilometres
from eventdb.gazetteer.entries import KINDS, SETTLEMENTS, Entry, NameKind
from eventdb.gazetteer.keys import name_key
from eventdb.gazetteer.tables import City, Row, read_table

# Two settlements of one name this near to each other are one: GeoNames and hand-made coordinates
# of a village differ by a few kilometres.
_SAME_KM = 8.0
# A town this near to the seat of a second-level division is taken to lie in it.
_ADMIN2_KM = 10.0
# GeoNames lists airport and postal codes as names.
_CODE = re.compile(r"^[A-Z0-9]{1,4}$")
# Names in Arabic letters only: Persian and Urdu spellings stand among the alternate names as well.
_ARABIC_NAME = re.compile(r"^[\u0621-\u063a\u0641-\u064a -]+$")
# Scripts behind Arabic in Unicode are those of languages that have no lexicon yet.
_LAST_SCRIPT = "\u0700"
_NOWHERE = (0.0, 0.0)


def assemble(folder: Path, cities: Iterable[City]) -> list[Entry]:
    """Every entry of the gazetteer: countries, divisions, towns, seeds, in this order.

    Args:
        folder: the seed tables.
        cities: rows of GeoNames.

    Raises:
        SeedError: a row names a country, division or kind that there is not.
    """
    builder = _Builder()
    for row in read_table(folder / "countries.csv"):
        builder.add_country(row)
    for row in read_table(folder / "admin1.csv"):
        builder.add_admin1(row)
    for city in cities:
        builder.add_city(city)
    builder.seat_divisions()
    for row in read_table(folder / "admin2.csv"):
        builder.add_admin2(row)
    for path in sorted(folder.glob("places*.csv")):
        for row in read_table(path):
            builder.add_place(row)
    builder.place_in_admin2()
    return builder.entries


class _Builder:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._country: dict[str, int] = {}
        self._country_of_iso2: dict[str, int] = {}
        self._capital: dict[int, str] = {}
        self._seat: dict[int, str] = {}
        self._admin1_of_code: dict[tuple[int, str], int] = {}
        self._admin1_of_name: dict[tuple[int, str], int] = {}
        self._admin2_of_name: dict[tuple[int, str], int] = {}
        self._admin2_of_admin1: dict[int, list[int]] = defaultdict(list)
        self._towns: dict[int, list[int]] = defaultdict(list)
        self._settlements: dict[tuple[int, str], list[int]] = defaultdict(list)

    def _append(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1

    # ---------------------------------------------------------------------------- divisions

    def add_country(self, row: Row) -> None:
        at = len(self.entries)
        entry = Entry(
            f"seed:{row['iso3']}", "country", row["en"], row["ar"] or None, row["iso3"], *_NOWHERE,
            country=at,
        )  # fmt: skip
        entry.add_names(row.names(), NameKind.ALIAS)
        self._append(entry)
        self._country[row["iso3"]] = self._country_of_iso2[row["iso2"]] = at
        self._capital[at] = name_key(row["capital"])

    def add_admin1(self, row: Row) -> None:
        country = self._country_of(row)
        at = len(self.entries)
        entry = Entry(
            f"seed:{row['iso3']}.{row['code']}", "admin1", row["en"], row["ar"] or None,
            row["iso3"], *_NOWHERE, country=country, admin1=at,
        )  # fmt: skip
        entry.add_names(row.names(), NameKind.ALIAS)
        self._append(entry)
        self._admin1_of_code[country, row["code"]] = at
        self._seat[at] = name_key(row["seat"])
        for key in entry.keys:
            self._admin1_of_name.setdefault((country, key), at)

    def add_admin2(self, row: Row) -> None:
        country = self._country_of(row)
        admin1 = self._admin1_named(row, country)
        at = len(self.entries)
        point = row.degrees() or self._point_of_town(admin1, row)
        entry = Entry(
            f"seed:{self.entries[admin1].place_id.removeprefix('seed:')}.admin2.{_slug(row['en'])}",
            "admin2", row["en"], row["ar"] or None, row["iso3"], *point,
            country=country, admin1=admin1, admin2=at,
        )  # fmt: skip
        entry.add_names(row.names(), NameKind.ALIAS)
        self._append(entry)
        self._admin2_of_admin1[admin1].append(at)
        for key in entry.keys:
            self._admin2_of_name.setdefault((admin1, key), at)

    def _country_of(self, row: Row) -> int:
        try:
            return self._country[row["iso3"]]
        except KeyError:
            raise SeedError(f"{row.origin}: no country {row['iso3']!r} in countries.csv") from None

    def _admin1_named(self, row: Row, country: int) -> int:
        try:
            return self._admin1_of_name[country, name_key(row["admin1"])]
        except KeyError:
            raise SeedError(
                f"{row.origin}: no division {row['admin1']!r} of {row['iso3']} in admin1.csv"
            ) from None

    def _point_of_town(self, admin1: int, row: Row) -> tuple[float, float]:
        """Coordinates of the town that a division is named after, else of the wider division."""
        for name in (row["en"], row["ar"], *row.names()):
            for at in self._settlements.get((self.entries[admin1].country, name_key(name)), ()):
                if self.entries[at].admin1 == admin1:
                    return self.entries[at].latitude, self.entries[at].longitude
        return self.entries[admin1].latitude, self.entries[admin1].longitude

    # ---------------------------------------------------------------------------- towns

    def add_city(self, city: City) -> None:
        country = self._country_of_iso2.get(city["countrycode"])
        if country is None:
            return
        name, others = city["name"], city["alternatenames"]
        arabic = next((other for other in others if _ARABIC_NAME.match(other)), None)
        entry = Entry(
            f"geonames:{city['geonameid']}", "town", name, arabic, self.entries[country].iso3,
            city["latitude"], city["longitude"], country=country,
            admin1=self._admin1_of_code.get((country, city["admin1code"])),
            population=city["population"],
        )  # fmt: skip
        entry.add_names(
            (other for other in others if other < _LAST_SCRIPT and not _CODE.match(other)),
            NameKind.ALTERNATE,
        )
        at = self._append(entry)
        self._towns[country].append(at)
        for key in entry.keys:
            self._settlements[country, key].append(at)

    def seat_divisions(self) -> None:
        """Give countries and first-level divisions the coordinates of their seats.

        The seat is the town named in the table, else the one that the division is named after,
        else its most populous one (ACLED places what is known to a region at its capital).
        """
        for country, towns in self._towns.items():
            by_division: dict[int, list[int]] = defaultdict(list)
            for at in towns:
                division = self.entries[at].admin1
                if division is not None:
                    by_division[division].append(at)
            for division, members in by_division.items():
                names = self.entries[division].keys.keys()
                seat = self._seat_among(members, self._seat[division], names)
                seat.is_seat = True
                self._lend_names(division, seat)
                self._move(division, seat)
            capital = self._seat_among(towns, self._capital[country], set())
            capital.is_capital = True
            self._move(country, capital)

    def _lend_names(self, division: int, seat: Entry) -> None:
        """Give a seat that has its division's name both of its names: GeoNames lacks many."""
        main = {key for key, kind in seat.keys.items() if kind is NameKind.MAIN}
        entry = self.entries[division]
        if main.isdisjoint(entry.keys):
            return
        seat.name_ar = seat.name_ar or entry.name_ar
        seat.add_names((entry.name, entry.name_ar or ""), NameKind.ALIAS)

    def _seat_among(self, towns: Sequence[int], seat: str, names: Set[str]) -> Entry:
        def rank(at: int) -> tuple[bool, bool, int, bool]:
            entry = self.entries[at]
            is_namesake = not names.isdisjoint(entry.keys)
            return (
                seat in entry.keys, is_namesake and entry.population >= 10_000, entry.population,
                is_namesake,
            )  # fmt: skip

        return self.entries[max(towns, key=rank)]

    def _move(self, at: int, seat: Entry) -> None:
        self.entries[at].latitude, self.entries[at].longitude = seat.latitude, seat.longitude

    def place_in_admin2(self) -> None:
        """Put places near the seat of a second-level division into it; others stay without."""
        for entry in self.entries:
            if entry.admin2 is not None or entry.kind in ("country", "admin1", "region"):
                continue
            divisions = self._admin2_of_admin1.get(-1 if entry.admin1 is None else entry.admin1)
            if divisions:
                nearest = min(divisions, key=lambda it: self._gap(entry, it))
                if self._gap(entry, nearest) <= _ADMIN2_KM:
                    entry.admin2 = nearest

    def _gap(self, town: Entry, at: int) -> float:
        other = self.entries[at]
        return kilometres(town.latitude, town.longitude, other.latitude, other.longitude)

    # ---------------------------------------------------------------------------- seeds

    def add_place(self, row: Row) -> None:
        """Add a place, or its names to the settlement of GeoNames that is the same."""
        if row["kind"] not in KINDS:
            raise SeedError(f"{row.origin}: no kind {row['kind']!r}; known are {', '.join(KINDS)}")
        country = self._country_of(row)
        admin1 = self._admin1_named(row, country) if row["admin1"] else None
        admin2 = self._admin2_of_name.get((admin1 or -1, name_key(row["admin2"])))
        if row["admin2"] and admin2 is None:
            raise SeedError(f"{row.origin}: no division {row['admin2']!r} in admin2.csv")
        same = self._same(row, country)
        if same is not None:
            self._enrich(same, row, admin2)
            return
        point = row.degrees()
        if point is None:
            raise SeedError(
                f"{row.origin}: {row['en']!r} needs degrees, as no town of GeoNames bears its name"
            )
        name = f"{row['city']} - {row['en']}" if row["city"] else row["en"]
        home = self.entries[country if admin1 is None else admin1].place_id
        entry = Entry(
            f"{home}.{_slug(name)}", row["kind"], name, row["ar"] or None, row["iso3"],
            *point, country=country, admin1=admin1, admin2=admin2, is_seeded=True,
        )  # fmt: skip
        entry.add_names((row["en"],), NameKind.MAIN)
        entry.add_names(row.names(), NameKind.ALIAS)
        at = self._append(entry)
        if row["kind"] in SETTLEMENTS:
            for key in entry.keys:
                self._settlements[country, key].append(at)

    def _same(self, row: Row, country: int) -> Entry | None:
        if row["kind"] not in SETTLEMENTS or row["city"]:
            return None
        point = row.degrees()
        division = self._admin1_of_name.get((country, name_key(row["admin1"])))
        for name in (row["en"], row["ar"], *row.names()):
            for at in self._settlements.get((country, name_key(name)), ()) if name else ():
                entry = self.entries[at]
                if point is None:
                    if division is None or entry.admin1 == division:
                        return entry
                elif kilometres(*point, entry.latitude, entry.longitude) <= _SAME_KM:
                    return entry
        return None

    def _enrich(self, entry: Entry, row: Row, admin2: int | None) -> None:
        if entry.place_id.startswith("geonames:"):
            entry.name = row["en"]
        entry.name_ar = row["ar"] or entry.name_ar
        entry.kind = row["kind"]
        entry.is_seeded = True
        entry.admin2 = admin2 if admin2 is not None else entry.admin2
        entry.add_names((row["en"], row["ar"]), NameKind.MAIN)
        entry.add_names(row.names(), NameKind.ALIAS)


def _slug(name: str) -> str:
    return name_key(name).replace(" ", "-")
