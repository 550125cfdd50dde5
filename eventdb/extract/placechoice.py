"""Decides which place a name means, and whether it means one, from the whole report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log10

from eventdb.extract.placecues import Context
from eventdb.extract.placeevidence import Evidence
from eventdb.extract.placehood import is_place
from eventdb.extract.placenames import is_well_known
from eventdb.extract.placereadings import Reading, bearers_of, is_shared
from eventdb.gazetteer import Candidate
from eventdb.gazetteer.distance import kilometres
from eventdb.gazetteer.entries import NameKind

_GROUP = {
    "town": "settlement",
    "village": "settlement",
    "district": "settlement",
    "camp": "settlement",
    "admin1": "division",
    "admin2": "division",
    "country": "country",
}
# Weights of the evidence, in units of one decimal order of population.
PRIOR = {"country": 8.0, "admin1": 3.0, "admin2": 1.8}
_SEEDPRIOR = 1.6
_CAPITAL, _SEAT, _SEEDED = 2.2, 0.4, 0.8
_ALTERNATE, _NAME_OF_ANOTHER = -0.8, -1.5
# Other names of places with few people are seldom written, and often words of another language.
_MANY, _RARE = 20_000, -1.6
_FOCUS, _IN_FOCUS = 3.0, 0.5
_ADMIN1, _DIVISION = 1.5, 1.0
_UNSUPPORTED, _LITTLE_SUPPORT = -1.2, 0.25
_CONTAINER, _OUTSIDE = 3.0, -2.0
_NEARBY, _NEARBY_KM = 0.8, 60.0
_SAME_KIND, _SAME_GROUP, _OTHER_GROUP = 2.5, 1.8, -1.5
_RURAL = 2.0
_HOLDS = 2.5
_TOWNS = frozenset({"town", "village", "camp"})
# A division that has the name of a town in it is meant only where that is said.
_BARE = {"admin1": -1.0, "admin2": -2.5}
# A report names no little known place in a country that it names nowhere else, where it is surely
# set elsewhere.
_SURE_VOTES, _NO_SUPPORT = 0.8, 0.1
# Share of the heaviest country's votes that such a name's country must have.
_NAMESAKE_SUPPORT = 0.3


def prior(place: Candidate) -> float:
    """How much is written about a place, other things equal."""
    if place.kind in PRIOR:
        weight = PRIOR[place.kind]
    elif place.population or place.kind == "town":
        weight = min(3.2, 0.5 * log10(place.population + 10))
        weight += _CAPITAL * place.is_capital + _SEAT * place.is_seat
        weight += _SEEDED * place.is_seeded
    else:
        weight = _SEEDPRIOR
    if place.name_kind >= NameKind.ALTERNATE:
        weight += _ALTERNATE if place.population >= _MANY or place.is_seeded else _RARE
    return weight


def choose(reading: Reading, evidence: Evidence) -> None:
    """Set the place that a name means in the light of the evidence."""
    candidates = reading.name.candidates
    homes = {division for it in bearers_of(reading) for division in _divisions(it)}
    # "Gaza Strip" stands among the other names of the town, but is the division's own.
    owners = {it.country for it in candidates if it.kind in _BARE and it.name_kind is NameKind.MAIN}
    others = evidence.focus(without=reading.name.key)
    best: tuple[float, int] | None = None
    for place in candidates:
        score = _score(place, reading, evidence) + _focus_score(place, others)
        if place.name_kind >= NameKind.ALTERNATE and place.country in owners:
            score += _NAME_OF_ANOTHER
        if place.number in homes and not _is_division(reading.context):
            score += _BARE[place.kind]
        if _holds(place, reading.content) or _is_named_again(place, reading, evidence):
            score += _HOLDS
        key = (score, -place.number)
        if best is None or key > best:
            best, reading.place, reading.score = key, place, score
    if reading.place is None:
        return
    reading.is_strange = _is_strange(reading, evidence)
    # Which place it is, the others tell; whether it is one, its own weight counts as well, unless
    # it is a mere other name of a place that nothing else speaks for.
    if not (reading.is_strange and reading.place.name_kind >= NameKind.ALTERNATE):
        every = evidence.focus()
        reading.score += _focus_score(reading.place, every) - _focus_score(reading.place, others)
    reading.is_accepted = is_place(reading)


def _holds(place: Candidate, content: Reading | None) -> bool:
    """Whether a division has a settlement of the name that is said to lie in it: "Ben Gardane, Medenine"."""
    if content is None or place.kind not in _BARE or "district" in content.context.kinds:
        return False
    return any(
        (it.admin1 if place.kind == "admin1" else it.admin2) == place.number
        for it in content.name.candidates
        if it.kind in _TOWNS and it.name_kind < NameKind.ALTERNATE
    )


def _is_named_again(place: Candidate, reading: Reading, evidence: Evidence) -> bool:
    """Whether a bare name is that of a division in which the report says elsewhere that a place lies.

    "Clashes in Aleppo" tells coarsely what "the village of Hayyan in Aleppo" tells in full.
    """
    return (
        place.kind in _BARE
        and place.number in evidence.holders
        and not (reading.context.kinds or reading.content)
    )


def _is_strange(reading: Reading, evidence: Evidence) -> bool:
    """Whether a little known place lies in a country of which the report, set elsewhere, says nothing."""
    place = reading.place
    if place is None:
        return False
    is_known = place.is_seeded or is_well_known(place)
    is_namesake = is_shared(reading)
    if is_known and not is_namesake:
        return False
    container = reading.container.place if reading.container else None
    if container is not None and container.country == place.country:
        return False
    votes = evidence.votes(without=reading.name.key)
    most = max(votes.values(), default=0.0)
    least = _NAMESAKE_SUPPORT if is_namesake else _NO_SUPPORT
    return most >= _SURE_VOTES and votes.get(place.country, 0.0) < least * most


def _divisions(place: Candidate) -> Iterable[int]:
    """The divisions that a settlement may share its name with; a province only with its seat."""
    if place.admin1 is not None and place.is_seat:
        yield place.admin1
    if place.admin2 is not None:
        yield place.admin2


def _is_division(context: Context) -> bool:
    return context.is_rural or bool(context.kinds)


def _score(place: Candidate, reading: Reading, evidence: Evidence) -> float:
    context = reading.context
    score = prior(place)
    if (
        place.admin1 is not None
        and place.admin1 != place.number
        and place.admin1 in evidence.admin1
    ):
        score += _ADMIN1
    if place.kind == "admin1" and place.number in evidence.admin1:
        score += _DIVISION
    if place.kind not in PRIOR and _is_near(place, evidence.points):
        score += _NEARBY
    if context.kinds:
        score += max(_kind_score(place.kind, kind) for kind in context.kinds)
    if context.is_rural and place.kind == "admin1":
        score += _RURAL
    container = reading.container.place if reading.container else None
    if container is not None and container.number != place.number:
        score += _container_score(place, container)
    return score


def _focus_score(place: Candidate, focus: Mapping[int, float]) -> float:
    share = focus.get(place.country, 0.0)
    if share > _LITTLE_SUPPORT:
        return _FOCUS * share + _IN_FOCUS
    return _FOCUS * share + _UNSUPPORTED * (not is_well_known(place))


def _kind_score(kind: str, promised: str) -> float:
    if kind == promised:
        return _SAME_KIND
    if promised == "region":
        return 0.5 if kind != "country" else 0.0
    group, other = _GROUP.get(kind, kind), _GROUP.get(promised, promised)
    if group == other:
        return _SAME_GROUP
    if promised == "admin1" and group == "settlement":
        return _OTHER_GROUP * 2
    # A district is called by its town.
    if promised == "admin2" and group == "settlement":
        return 0.0
    # Airports, camps and fields are called by the town beside them.
    return 0.4 if promised in {"facility", "camp", "field", "road"} else _OTHER_GROUP


def _container_score(place: Candidate, container: Candidate) -> float:
    if container.kind == "country":
        return _CONTAINER if place.country == container.country else _OUTSIDE
    if container.admin1 is not None and place.country == container.country:
        return _CONTAINER if place.admin1 == container.admin1 else 0.0
    return _OUTSIDE if place.country != container.country else 0.0


def _is_near(place: Candidate, points: Iterable[tuple[float, float]]) -> bool:
    return any(
        0.1 < kilometres(place.latitude, place.longitude, *point) <= _NEARBY_KM
        for point in points
        if abs(place.latitude - point[0]) < 1
    )
