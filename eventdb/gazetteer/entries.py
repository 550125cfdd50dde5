"""One entry of the gazetteer while it is compiled, and the codes that its columns hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

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
        names: further names beside ``name`` and ``name_ar``, with how they stand to the place.
        is_capital: seat of a country's government.
        is_seat: seat of a first-level division.
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
    names: list[tuple[str, NameKind]] = field(default_factory=list)
    is_capital: bool = False
    is_seat: bool = False

    def all_names(self) -> list[tuple[str, NameKind]]:
        """Every name, the main ones first."""
        main = [(self.name, NameKind.MAIN)]
        if self.name_ar:
            main.append((self.name_ar, NameKind.MAIN))
        return main + self.names
