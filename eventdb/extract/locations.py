"""Settles where a story happened: the finest place that its frames name, in its country.

Every place named in a frame is weighed by the frame, its distance from the act, and what introduces
it; a division backs the places inside it. A story that names no place takes the one of the story
before it, of the headline or of the dateline, whose town is where the report was written and only
gives the country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.frames import Frame
from eventdb.extract.grammar import Grammar
from eventdb.extract.weights import frame_weight, nearness
from eventdb.records import Place, PlaceMention

_REACH = 80
_WIDE = frozenset({"country", "admin1", "admin2", "region", "water"})
_RANK = {"country": 0, "region": 1, "water": 1, "admin1": 2, "admin2": 3}
# A finer place is taken before a wider one when it has this share of the heaviest one's weight.
_FINE_SHARE = 0.25
_CALLED = frozenset({"district", "facility", "field"})
_INTRODUCED = 1.8
# Of a place from which the distance to the scene is told.
_MEASURED = 0.3


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a story; ``mention`` is the passage that names it.

    Attributes:
        place: gazetteer entry of the place, or of the wider one where the place is unlisted.
        name: the place as it goes into ``location``; ``None`` where only a division or country is known.
    """

    place: Place
    name: str | None
    geo_precision: GeoPrecision
    mention: PlaceMention | None
    is_listed: bool = True


def settle_place(
    document: Document,
    frames: Sequence[Frame],
    grammar: Grammar,
    carried: Where | None,
    focus: Place | None,
) -> Where | None:
    """The place of a story.

    Args:
        document: the report.
        frames: the story.
        grammar: function words of the document.
        carried: place of an earlier story or of the dateline, taken where this story has none.
        focus: the country that the report is about.
    """
    weights = _weigh(document, frames, grammar, focus)
    if not weights:
        if carried is not None:
            return carried
        return None if focus is None else Where(focus, None, GeoPrecision.REGION, None)
    backed = [(weight + _backing(mention, weights), mention) for weight, mention in weights]
    country = _country(backed, focus)
    inside = [(w, m) for w, m in backed if _wider(m).iso3 == country] or backed
    heaviest = max(weight for weight, _ in inside)
    fine = [(w, m) for w, m in inside if w >= _FINE_SHARE * heaviest]
    holders = {m.within.place_id for _, m in fine if m.within is not None and m.place is not None}
    best = max(
        fine,
        # Of two places that weigh about the same ("between X and Y"), the one named first.
        key=lambda pair: (_depth(pair[1], holders), round(4 * pair[0] / heaviest), -pair[1].start),
    )[1]
    found = of_mention(best)
    if carried is not None and _is_wider(found, carried):
        return carried
    return found


def of_mention(mention: PlaceMention) -> Where:
    """A place mention as the place of an event."""
    if mention.place is None:
        return Where(_wider(mention), mention.name, mention.geo_precision, mention, is_listed=False)
    place = mention.place
    return Where(place, _name_of(mention, place), mention.geo_precision, mention)


def _name_of(mention: PlaceMention, place: Place) -> str | None:
    """What goes into ``location``: the gazetteer's name, so that one town has one.

    Quarters and facilities have no settled name: they are called as the text calls them, where its
    letters are those of the output, else by their own part of "Aleppo - Old City".
    """
    if place.kind in {"country", "admin1"}:
        return None
    if place.kind in _CALLED and _is_latin(mention.name):
        return mention.name
    return place.name.rpartition(" - ")[2] if place.kind == "district" else place.name


def _is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, and not all in capitals."""
    return name[0] < "\u0250" and not name.isupper()


def _wider(mention: PlaceMention) -> Place:
    place = mention.place or mention.within
    if place is None:
        raise ValueError(f"place mention {mention.name!r} has neither an entry nor a wider place")
    return place


def _weigh(
    document: Document, frames: Sequence[Frame], grammar: Grammar, focus: Place | None
) -> list[tuple[float, PlaceMention]]:
    """Weight of each place by entry, with the mention that weighs most."""
    total: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, PlaceMention]] = {}
    for frame in frames:
        for mention in frame.places:
            if mention.place is None and mention.within is None:
                continue
            is_introduced = _is_introduced(document, mention, grammar)
            if focus is not None and _is_party(mention, focus, is_introduced=is_introduced):
                continue
            weight = frame_weight(frame) * nearness(frame, mention, _REACH)
            if mention.is_adjectival:
                weight *= 0.15
            elif mention.is_measured:
                weight *= _MEASURED
            elif is_introduced:
                weight *= _INTRODUCED
            key = (
                mention.place.place_id
                if mention.place
                else f"{_wider(mention).place_id}/{mention.name}"
            )
            total[key] += weight
            if key not in best or weight > best[key][0]:
                best[key] = (weight, mention)
    return [(total[key], mention) for key, (_, mention) in best.items()]


def _is_party(mention: PlaceMention, focus: Place, *, is_introduced: bool) -> bool:
    """Whether another country than the report's is named as one who acts or speaks, not as a scene.

    "The U.S. embassy", "Spain condemned": only "in Spain" would set the story there.
    """
    place = _wider(mention)
    if place.iso3 == focus.iso3:
        return False
    return mention.is_adjectival or (place.kind == "country" and not is_introduced)


def _is_introduced(document: Document, mention: PlaceMention, grammar: Grammar) -> bool:
    """Whether a preposition of place stands before the mention (or is written onto it)."""
    first = document.token_at(mention.start)
    if "in" in grammar.before(first) or "in" in grammar.between(max(0, first - 4), first - 1):
        return True
    return any(
        match.first == first and set(match.clitics) & {"bi"}
        for match in document.matches_of("place")
    )


def _backing(mention: PlaceMention, weights: Sequence[tuple[float, PlaceMention]]) -> float:
    """What the divisions around a place add to it."""
    inner = _wider(mention)
    added = 0.0
    for weight, other in weights:
        outer = other.place
        if outer is None or other is mention or outer.iso3 != inner.iso3:
            continue
        if _depth(other) >= _depth(mention):
            continue
        if outer.kind == "country":
            added += 0.2 * weight
        elif outer.kind == "admin1" and outer.admin1 == inner.admin1:
            added += 0.5 * weight
        elif outer.kind == "admin2" and outer.admin2 == inner.admin2:
            added += 0.7 * weight
    return added


def _country(weights: Sequence[tuple[float, PlaceMention]], focus: Place | None) -> str:
    by_country: dict[str, float] = defaultdict(float)
    for weight, mention in weights:
        by_country[_wider(mention).iso3] += weight
    if focus is not None and focus.iso3 in by_country:
        by_country[focus.iso3] *= 1.5
    return max(by_country, key=lambda iso3: (by_country[iso3], iso3))


def _depth(mention: PlaceMention, holders: Set[str] = frozenset()) -> int:
    """Fineness: 0 a country to 5 a settlement, 6 a part of one or an unlisted place.

    A town that its division is named after may stand for the division, and comes before none; so
    does one of ``holders``, in which another place is said to lie ("Oicha, Beni territory").
    """
    place = mention.place
    if place is not None and place.place_id in holders:
        return min(4, _depth(mention))
    if place is None or place.kind == "district":
        return 6
    if place.kind in _RANK:
        return _RANK[place.kind]
    return 4 if place.kind == "facility" or place.name in {place.admin1, place.admin2} else 5


def _is_wider(found: Where, carried: Where) -> bool:
    """Whether a story names only the country or division of the place that it carries on from."""
    if (
        not found.is_listed
        or found.place.kind not in _WIDE
        or found.place.iso3 != carried.place.iso3
    ):
        return False
    if found.place.kind == "country":
        return True
    return found.place.kind == "admin1" and found.place.admin1 == carried.place.admin1
