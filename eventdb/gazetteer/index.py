"""The compiled gazetteer, read from memory-mapped files."""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from pathlib import Path

import marisa_trie

from eventdb.errors import EventdbError
from eventdb.gazetteer.compiling import (
    COLUMNS,
    IDS,
    IS_CAPITAL,
    IS_SEAT,
    IS_SEEDED,
    LINK_BITS,
    NAMES,
    NONE,
    cell,
)
from eventdb.gazetteer.distance import DEGREE_KM, kilometres
from eventdb.gazetteer.entries import KINDS, NameKind
from eventdb.gazetteer.keys import name_key
from eventdb.records import Place

# The longest names that news use have six words; longer ones are official names of councils.
LONGEST_NAME = 7
_SAME_KM = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name; cheap to make, for a common name has hundreds.

    Attributes:
        number: of the place in the index; only good for the Gazetteer that gave it.
        country, admin1: numbers of the country and division; ``admin1`` None where unknown.
        name_kind: how the name stands to the place.
        is_capital, is_seat: seat of a country's government, of a first-level division.
        is_seeded: stands in the project's own tables, because reports keep naming it.
    """

    number: int
    name_kind: NameKind
    kind: str
    country: int
    admin1: int | None
    admin2: int | None
    population: int
    latitude: float
    longitude: float
    is_capital: bool
    is_seat: bool
    is_seeded: bool


class Gazetteer:
    """Places by name, id, division and point; made by ``open_gazetteer``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names = marisa_trie.Trie().mmap(str(folder / NAMES))
        self._ids = marisa_trie.Trie().mmap(str(folder / IDS))
        self._columns = _read_columns(folder / COLUMNS)
        self._kind = self._columns["kind"]
        self._flags = self._columns["flags"]
        self._latitude = self._columns["latitude"]
        self._longitude = self._columns["longitude"]
        self._population = self._columns["population"]
        self._country = self._columns["country"]
        self._admin1 = self._columns["admin1"]
        self._links = self._columns["links"]
        self._link_starts = self._columns["link_starts"]
        self._countries = self._read_countries()
        self.place_at = lru_cache(maxsize=20_000)(self._place_at)
        self.candidates = lru_cache(maxsize=20_000)(self._candidates)
        self.begins = lru_cache(maxsize=200_000)(self._begins)

    def __len__(self) -> int:
        """Number of places."""
        return len(self._kind)

    # ---------------------------------------------------------------------------- by name

    def named(self, name: str | Sequence[str]) -> Sequence[Place]:
        """Every place that bears a name, the better known first.

        Args:
            name: a name as written, or its folded words.
        """
        key = name_key(name if isinstance(name, str) else " ".join(name))
        number = self._names.get(f"{key} ")
        if number is None:
            return ()
        found = sorted(
            self.candidates(number),
            key=lambda it: (it.name_kind, KINDS.index(it.kind), -it.population, it.number),
        )
        return [self.place_at(it.number) for it in found]

    def _begins(self, word: str) -> bool:
        """Whether the key of a word is the first word of some name."""
        return next(self._names.iterkeys(f"{word} "), None) is not None

    def prefixes(self, words: Sequence[str], first: int = 0) -> Iterator[tuple[int, int]]:
        """Names that begin at a word of a sequence.

        Args:
            words: keys of words (``eventdb.gazetteer.keys.word_key``), no empty ones.
            first: where to begin.

        Yields:
            Length in words and number of the name, shortest first; ``candidates`` takes the number.
        """
        text = " ".join(words[first : first + LONGEST_NAME]) + " "
        for key, number in self._names.iter_prefixes_with_ids(text):
            yield key.count(" "), number

    def _candidates(self, name: int) -> tuple[Candidate, ...]:
        """The places that bear a name, given the number that ``prefixes`` yields."""
        start, end = self._link_starts[name], self._link_starts[name + 1]
        mask = (1 << LINK_BITS) - 1
        return tuple(
            self._candidate(link >> LINK_BITS, NameKind(link & mask))
            for link in self._links[start:end]
        )

    def candidate(self, place: Place) -> Candidate:
        """A place as a candidate under its main name."""
        return self._candidate(self.number_of(place.place_id), NameKind.MAIN)

    def _candidate(self, at: int, name_kind: NameKind) -> Candidate:
        admin1, admin2, flags = self._admin1[at], self._columns["admin2"][at], self._flags[at]
        return Candidate(
            at, name_kind, KINDS[self._kind[at]], self._country[at],
            None if admin1 == NONE else admin1, None if admin2 == NONE else admin2, self._population[at],
            self._latitude[at], self._longitude[at], bool(flags & IS_CAPITAL), bool(flags & IS_SEAT),
            bool(flags & IS_SEEDED),
        )  # fmt: skip

    # ---------------------------------------------------------------------------- by id

    def place(self, place_id: str) -> Place:
        """The place of an id.

        Raises:
            KeyError: there is none.
        """
        return self.place_at(self.number_of(place_id))

    def number_of(self, place_id: str) -> int:
        """Number of a place in this index.

        Raises:
            KeyError: there is no such place.
        """
        found: int = self._columns["place_of_id"][self._ids[place_id]]
        return found

    def _place_at(self, number: int) -> Place:
        """The place of a number."""
        country = self._country[number]
        return Place(
            place_id=self._text("place_id", number),
            kind=KINDS[self._kind[number]],
            name=self._text("name", number),
            name_ar=self._text("name_ar", number) or None,
            iso3=self._text("iso3", country),
            country=self._text("name", country),
            admin1=self._name_or_none(self._admin1[number]),
            admin2=self._name_or_none(self._columns["admin2"][number]),
            latitude=self._latitude[number],
            longitude=self._longitude[number],
            population=self._population[number],
        )

    def _name_or_none(self, number: int) -> str | None:
        return None if number == NONE else self._text("name", number)

    def _text(self, column: str, number: int) -> str:
        starts = self._columns[f"{column}_starts"]
        return bytes(self._columns[column][starts[number] : starts[number + 1]]).decode()

    # ---------------------------------------------------------------------------- by division

    def _read_countries(self) -> dict[str, int]:
        found = {}
        for number in range(len(self)):
            if KINDS[self._kind[number]] != "country":
                break
            found[self._text("iso3", number)] = number
        return found

    def country(self, iso3: str) -> Place | None:
        """A country by its ISO 3166-1 alpha-3 code."""
        number = self._countries.get(iso3)
        return None if number is None else self.place_at(number)

    def capital(self, iso3: str) -> Place | None:
        """The seat of a country's government."""
        country = self.country(iso3)
        if country is None:
            return None
        # A country has the coordinates of its seat.
        for place in self.nearest(country.latitude, country.longitude, _SAME_KM):
            if self._flags[self.number_of(place.place_id)] & IS_CAPITAL:
                return place
        return None

    def country_number(self, iso3: str) -> int | None:
        """Number of a country, as in ``Candidate.country``."""
        return self._countries.get(iso3)

    def iso3(self, country: int) -> str:
        """Code of the country of a number."""
        return self._text("iso3", country)

    def admin1(self, iso3: str, name: str) -> Place | None:
        """A first-level division by its country and any of its names."""
        return next(
            (place for place in self.named(name) if place.kind == "admin1" and place.iso3 == iso3),
            None,
        )

    def children(self, place: Place) -> Sequence[Place]:
        """The divisions of a country, or every place in a division."""
        number = self.number_of(place.place_id)
        if place.kind == "country":
            return [it for it in self._within(number, None) if it.kind == "admin1"]
        if place.kind == "admin1":
            return [it for it in self._within(self._country[number], number) if it != place]
        admin1 = self._admin1[number]
        return [
            it
            for it in self._within(self._country[number], admin1)
            if it.admin2 == place.name and it != place
        ]

    def places_of(self, iso3: str) -> Iterator[Place]:
        """Every place of a country, the country itself included; none for an unknown code."""
        number = self._countries.get(iso3)
        return iter(()) if number is None else self._within(number, None)

    def _within(self, country: int, admin1: int | None) -> Iterator[Place]:
        order = self._columns["by_admin"]

        def key(number: int) -> tuple[int, int]:
            return self._country[number], self._admin1[number]

        at = bisect_left(order, (country, -1 if admin1 is None else admin1), key=key)
        while at < len(order) and self._country[order[at]] == country:
            if admin1 is not None and self._admin1[order[at]] != admin1:
                return
            yield self.place_at(order[at])
            at += 1

    # ---------------------------------------------------------------------------- by point

    def nearest(self, latitude: float, longitude: float, km: float) -> Sequence[Place]:
        """Places that are points (no countries or divisions) within a distance, nearest first."""
        reach = int(km / DEGREE_KM) + 1
        wide = min(180, int(km / (DEGREE_KM * max(0.01, cos(radians(latitude))))) + 1)
        found = []
        starts, order = self._columns["cell_starts"], self._columns["by_cell"]
        for row in range(-reach, reach + 1):
            if not -90 <= latitude + row <= 90:
                continue
            for column in range(-wide, wide + 1):
                number = cell(latitude + row, longitude + column)
                for at in order[starts[number] : starts[number + 1]]:
                    gap = kilometres(latitude, longitude, self._latitude[at], self._longitude[at])
                    if gap <= km and KINDS[self._kind[at]] not in ("country", "admin1", "admin2"):
                        found.append((gap, at))
        return [self.place_at(at) for _, at in sorted(found)]


def _read_columns(path: Path) -> dict[str, memoryview]:
    with path.open("rb") as stream:
        view = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    length = int.from_bytes(view[:8], "little")
    try:
        contents = json.loads(bytes(view[8 : 8 + length]))["columns"]
    except (ValueError, KeyError) as error:
        raise EventdbError(f"{path}: damaged; delete the folder, it is compiled again") from error
    start = 8 + length + -length % 8
    return {
        name: view[start + offset : start + offset + size].cast("B" if code == "s" else code)
        for name, (code, offset, size) in contents.items()
    }
