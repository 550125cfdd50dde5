"""One entry of the gazetteer while it is compiled, and the codes that its columns hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from eventdb.gazetteer.keys import name_key

# Codes of kinds in the compiled columns are places in this row: append, never insert.
KINDS = (
    "country",
    "admin1",
    "admin2",
    "town",
    "village",
    "district",
    "camp",
    "field",
    "region",
    "water",
    "road",
    "facility",
)
# Kinds that are points where people live, so that a seed and a town of GeoNames can be one place.
SETTLEMENTS = frozenset({"town", "village", "camp"})


class NameKind(IntEnum):
    """How a name stands to its place; the lower, the better."""

    MAIN = 0
    ALIAS = 1
    ALTERNATE = 2
    DERIVED = 3


@dataclass(slots=True)
class Entry:
    """A place while it is compiled.

    Attributes:
        admin1, admin2: place in the list of entries of the division it lies in (itself, if it is
            one).
        keys: under which it is found (``eventdb.gazetteer.keys.name_key``), each with how the name
            stands to the place.
        is_capital: seat of a country's government.
        is_seat: seat of a first-level division.
        is_seeded: stands in the project's own tables, because reports keep naming it.
    """

    place_id: str
    kind: str
    name: str
    name_ar: str | None
    iso3: str
    latitude: float
    longitude: float
    country: int
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    keys: dict[str, NameKind] = field(default_factory=dict)
    is_capital: bool = False
    is_seat: bool = False
    is_seeded: bool = False

    def __post_init__(self) -> None:
        self.add_names((self.name, self.name_ar or ""), NameKind.MAIN)

    def add_names(self, names: Iterable[str], kind: NameKind) -> None:
        """Let the place be found by further names; a name that it has keeps the better kind."""
        keys = self.keys
        for name in names:
            key = name_key(name)
            if key and keys.get(key, kind) >= kind:
                keys[key] = kind
