"""A name of a document with the place that it is taken for, and who else bears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventdb.extract.placecues import Context
from eventdb.extract.placenames import Name
from eventdb.gazetteer import Candidate
from eventdb.gazetteer.entries import NameKind

_SETTLEMENTS = frozenset({"town", "village", "district", "camp"})
# A name that towns of so many countries have is of the country that the report is about, unless a
# city of so many people is known by it; one that still more have (San José) even then.
_NAMESAKES, _CITY, _EVERYWHERE = 4, 500_000, 10


@dataclass(slots=True)
class Reading:
    """A name with its surroundings and the place that it is taken for.

    Attributes:
        is_ordinary: the name is listed as an ordinary word or a given name.
        is_word: the name is also a word of grammar, act, number ….
        is_masked: it cannot be a place.
        container: the reading of the place that this one is said to lie in.
        content: the reading of a place that is said to lie in this one.
        place: best candidate; ``None`` while undecided or if there is none.
        score: how well the best candidate fits.
        is_strange: the report is set elsewhere, and nothing else speaks for the candidate's country.
        is_accepted: the name means a place.
    """

    name: Name
    context: Context
    is_ordinary: bool = False
    is_word: bool = False
    is_masked: bool = False
    container: Reading | None = None
    content: Reading | None = None
    place: Candidate | None = None
    score: float = 0.0
    is_strange: bool = False
    is_accepted: bool = False


def is_shared(reading: Reading) -> bool:
    """Whether towns of several countries have the name of one that is no great city: San Ramon."""
    place = reading.place
    if place is None or place.kind not in _SETTLEMENTS:
        return False
    is_city = place.is_capital or place.population >= _CITY
    bearers = len({it.country for it in bearers_of(reading)})
    return bearers >= (_EVERYWHERE if is_city else _NAMESAKES)


def bearers_of(reading: Reading) -> Iterable[Candidate]:
    """The settlements whose own name or alias it is."""
    return (
        it
        for it in reading.name.candidates
        if it.kind in _SETTLEMENTS and it.name_kind < NameKind.ALTERNATE
    )
