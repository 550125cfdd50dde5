"""Evidence of where a report is set, gathered from all of its names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

_NO_VOTES = 1e-6


@dataclass(slots=True)
class Evidence:
    """What a report says about where it is set.

    Attributes:
        countries: votes by number of the country.
        by_name: the part of the votes that each name gave.
        admin1: first-level divisions that it names or names places in.
        holders: divisions in which it says that some other place lies.
        points: coordinates of places that are sure.
    """

    countries: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    by_name: dict[str, dict[int, float]] = field(default_factory=dict)
    admin1: set[int] = field(default_factory=set)
    holders: set[int] = field(default_factory=set)
    points: list[tuple[float, float]] = field(default_factory=list)
    _focus: dict[str, dict[int, float]] = field(default_factory=dict, repr=False)

    def add(self, name: str, country: int, votes: float) -> None:
        """Count a name's votes for a country."""
        self.add_nameless(country, votes)
        given = self.by_name.setdefault(name, {})
        given[country] = given.get(country, 0.0) + votes

    def add_nameless(self, country: int, votes: float) -> None:
        """Count votes for a country that no name of a place gives."""
        self.countries[country] += votes
        self._focus.clear()

    def votes(self, without: str = "") -> dict[int, float]:
        """Votes of each country, those that a name gave left out."""
        own = self.by_name.get(without, {})
        return {it: count - own.get(it, 0.0) for it, count in self.countries.items()}

    def focus(self, without: str = "") -> dict[int, float]:
        """Weight of each country, 1 for the one with most votes.

        Args:
            without: a name whose own votes are left out, so that it is no witness of itself.
        """
        kept = self._focus.get(without)
        if kept is None:
            votes = self.votes(without)
            most = max(votes.values(), default=0.0)
            kept = {it: count / most for it, count in votes.items()} if most > _NO_VOTES else {}
            self._focus[without] = kept
        return kept
