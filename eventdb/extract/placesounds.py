"""Finds listed places under spellings that no list has: names of another script, written by ear.

GeoNames knows the Arabic names of half the towns of the world, and reporters spell those of the other
half as they hear them: بوتيسكوم is Potiskum, ننكرهار and نانغرهار are Nangarhar. Both spellings are
turned into plain sounds (``[sounds]`` of the language's ``language.toml``); places whose consonants
agree are candidates, and the nearest one in full is the place, where no other comes near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from eventdb.gazetteer import Gazetteer
from eventdb.lexicon import load_lexicon
from eventdb.records import Place
from eventdb.text import fold

# Fewer consonants agree by chance.
_LEAST_CONSONANTS = 3
# Of 100: how alike the sounds must be in full, and by how much the next place must be less so.
_LEAST_LIKENESS = 72.0
# Where only "in" stands before a name, an ordinary word may sound like a place by chance.
_LEAST_BARE_LIKENESS = 87.0
_LEAST_BARE_PEOPLE = 40_000
_LEAST_LEAD = 8.0
# A smaller place is meant only where the division that it lies in is named.
_LEAST_PEOPLE = 15_000
# A place so much more populous is meant where two sound alike.
_FAMOUS = 20
_LATIN = "en"
_VOWELS = re.compile("[aiuoh ]")
_REPEATED = re.compile(r"(.)\1+")
# Voiced or not is heard alike, and written either way.
_UNVOICED = str.maketrans("gz", "ks")
_KINDS = frozenset({"admin1", "admin2", "town", "village"})


def is_written_by_ear(code: str) -> bool:
    """Whether names of other scripts are written by ear in a language: it has ``[sounds]`` of its own."""
    return code != _LATIN and bool(sounds_of(code))


def place_spelled(gazetteer: Gazetteer, code: str, name: str, within: Place) -> Place | None:
    """The place of a wider one that a name sounds like.

    Args:
        gazetteer: where to look.
        code: language of the name; one without ``[sounds]`` of its own script finds none.
        name: as the report spells it.
        within: a country, or a place that lies in a first-level division, which then is searched
            first.

    Returns:
        The place, or ``None`` where none sounds so, or several do.
    """
    if not is_written_by_ear(code):
        return None
    heard = sounded(name, code)
    skeleton = _skeleton(heard)
    if len(skeleton) < _LEAST_CONSONANTS:
        return None
    country = _by_skeleton(gazetteer, within.iso3)
    there = [gazetteer.place(place_id) for place_id in country.get(skeleton, ())]
    near = [place for place in there if place.admin1 == within.admin1]
    known = [
        place for place in there if place.kind == "admin1" or place.population >= _LEAST_PEOPLE
    ]
    return _nearest(heard, near) or _nearest(heard, known)


def sounds_like_place(gazetteer: Gazetteer, code: str, name: str, iso3: str) -> bool:
    """Whether a word that nothing but "in" introduces is surely a well-known place of a country."""
    country = gazetteer.country(iso3)
    if country is None or load_lexicon(code).has_article(name):
        return False
    place = place_spelled(gazetteer, code, name, country)
    if place is None:
        return False
    is_known = place.kind == "admin1" or place.population >= _LEAST_BARE_PEOPLE
    heard = sounded(name, code), sounded(place.name, _LATIN)
    return is_known and ratio(*heard) >= _LEAST_BARE_LIKENESS


def sounds_of(code: str) -> Mapping[str, str]:
    """Sounds by letter or letters of a language's script."""
    found: Mapping[str, str] = load_lexicon(code).settings.get("sounds", {})
    return found


@lru_cache(maxsize=4096)
def sounded(name: str, code: str) -> str:
    """A name in plain sounds, its article left out: Potiskum and بوتيسكوم are both "botiskom"."""
    sounds, pattern = sounds_of(code), _letters_of(code)
    lexicon = load_lexicon(code)
    plain = "".join(it if it in sounds else fold(it) for it in name.lower().replace("_", " "))
    words = [lexicon.strip_article(word) for word in plain.split()]
    heard = ("".join(sounds[match.group()] for match in pattern.finditer(word)) for word in words)
    return _REPEATED.sub(r"\1", " ".join(heard))


@lru_cache(maxsize=8)
def _letters_of(code: str) -> re.Pattern[str]:
    letters = sorted(sounds_of(code), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, letters)))


def _skeleton(heard: str) -> str:
    """The consonants of a name in plain sounds."""
    return _REPEATED.sub(r"\1", _VOWELS.sub("", heard).translate(_UNVOICED))


@lru_cache(maxsize=64)
def _by_skeleton(gazetteer: Gazetteer, iso3: str) -> Mapping[str, Sequence[str]]:
    """Ids of the places of a country by the consonants of their Latin name."""
    found: dict[str, list[str]] = defaultdict(list)
    for place in gazetteer.places_of(iso3):
        if place.kind not in _KINDS:
            continue
        skeleton = _skeleton(sounded(place.name, _LATIN))
        if len(skeleton) >= _LEAST_CONSONANTS:
            found[skeleton].append(place.place_id)
    return dict(found)


def _nearest(heard: str, places: Sequence[Place]) -> Place | None:
    """The place that sounds most like it, unless another does nearly so."""
    ranked = sorted(
        ((ratio(heard, sounded(place.name, _LATIN)), place.population, place) for place in places),
        key=lambda it: it[:2],
        reverse=True,
    )
    if not ranked or ranked[0][0] < _LEAST_LIKENESS:
        return None
    best = ranked[0]
    rivals = [it for it in ranked[1:] if best[0] - it[0] < _LEAST_LEAD]
    if any(best[1] < _FAMOUS * it[1] or not best[1] for it in rivals):
        return None
    return best[2]
