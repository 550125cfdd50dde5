"""Whom a bare name means: the cell of a table of events, looked up as ACLED's, or read as words.

Event data from elsewhere name parties in manners of their own: ``Military Forces of Syria
(2000-2024)``, ``Islamic State``, ``Israeli forces``, ``مسلحون``. A name that the registry writes so is
that actor; any other is read as a report's words are, and holds only where one party takes up all of
it. What is left over stands for itself.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache, lru_cache

from eventdb.documents import read_document
from eventdb.extract.actors import find_actors
from eventdb.lexicon import language_codes
from eventdb.records import Actor, Report
from eventdb.registry import Branch, open_registry
from eventdb.registry.states import STATE_AS_SUCH
from eventdb.text import fold_words

# "Military Forces of Syria (2000-2024) Air Force": a name, what stands in brackets, a unit.
_BRACKETED = re.compile(r"(?P<head>[^()]+?)\s*\((?P<inside>[^()]*)\)\s*(?P<unit>[^()]*)")
_YEARS = re.compile(r"\d{4}\s*[-–]\s*(?:\d{4})?")
_BRANCHES = {f"{branch}": branch for branch in Branch}


def resolve_party(name: str, iso3: str | None, day: dt.date | None) -> Actor | None:
    """The actor of a name; ``None`` for one that the registry does not know and nobody can read.

    Args:
        name: as the data write it, in any language that has a lexicon.
        iso3: country of the event, which settles "the army" and names of several bearers.
        day: of the event, for years of validity and the names of governments.
    """
    actor = _resolve(name, iso3, None if day is None else day.year)
    return None if actor is None else _on_day(actor, day)


# By year, as an actor is valid by years: a million mentions repeat few names in few years.
@lru_cache(maxsize=200_000)
def _resolve(name: str, iso3: str | None, year: int | None) -> Actor | None:
    parts = _BRACKETED.fullmatch(name.strip())
    if parts is None:
        # Read first: what bears a name depends on the country and the year.
        found = _read(name.strip(), iso3, year) or _spelt_so(name.strip(), iso3, year)
        return found or _registered().get(fold_words(name))
    return _registered().get(fold_words(name)) or _read_bracketed(name, parts, iso3, year)


def _read_bracketed(
    name: str, parts: re.Match[str], iso3: str | None, year: int | None
) -> Actor | None:
    """The party before the brackets, in the country or the years that stand within them."""
    home = _countries().get(fold_words(parts["inside"]))
    actor = _read(parts["head"], home or iso3, year)
    if actor is None:
        return None
    if home is None and not _YEARS.fullmatch(parts["inside"].strip()):
        # UCDP's other name of a state: "Government of Myanmar (Burma)".
        is_state = actor.actor_id.startswith(STATE_AS_SUCH)
        return actor if is_state and not parts["unit"] else None
    if not parts["unit"]:
        return actor
    # A unit is an actor of its own, of its forces' kind and country.
    own = " ".join(name.split())
    return replace(actor, actor_id=own.casefold(), name=own)


def _spelt_so(name: str, iso3: str | None, year: int | None) -> Actor | None:
    """The one bearer of a name that holds only as it is written (IS, الشباب)."""
    registry = open_registry()
    day = None if year is None else dt.date(year, 7, 1)
    bearers = []
    for code in language_codes():
        for alias in registry.aliases(code):
            entry = registry.entry(alias.actor_id)
            is_near = not alias.is_local or iso3 in entry.countries
            if alias.is_exact and alias.text == name and is_near and entry.is_valid(day):
                bearers.append(alias.actor_id)
    if len(set(bearers)) != 1:
        return None
    return registry.actor(bearers[0], () if iso3 is None else (iso3,))


def _read(name: str, iso3: str | None, year: int | None) -> Actor | None:
    """The party that all words of a name tell, in the first language in which they do."""
    home = _countries().get(fold_words(name))
    if home is not None:
        return open_registry().state_as_such(Branch.MILITARY, home, None)
    focus = () if iso3 is None else (iso3,)
    day = None if year is None else dt.date(year, 7, 1)
    for code in language_codes():
        document = read_document(Report("name", name, language=code))
        found = find_actors(document, open_registry(), focus, day)
        if len(found) == 1 and fold_words(name) == fold_words(name[found[0].start : found[0].end]):
            return found[0].actor
    return None


def _on_day(actor: Actor, day: dt.date | None) -> Actor:
    """Forces and governments under the name that they bear on a day.

    A state that stands as a party of an event stands for its forces.
    """
    states = open_registry().states
    kind, _, home = actor.actor_id.partition(":")
    if kind == STATE_AS_SUCH:
        return states.resolve(Branch.MILITARY, actor.iso3, day)
    if kind in _BRANCHES and home == actor.iso3:
        return states.resolve(_BRANCHES[kind], home, day)
    return actor


@cache
def _registered() -> dict[tuple[str, ...], Actor]:
    """Actors, their branches and the families of countries by the words of their names."""
    registry = open_registry()
    families = (
        registry.unidentified,
        registry.gang,
        registry.tribal_militia,
        registry.communal_militia,
        registry.pro_government_militia,
        registry.civilians,
        registry.protesters,
        registry.rioters,
    )
    actors = [family(iso3) for family in families for iso3 in (None, *registry.states.countries)]
    for entry in registry.entries():
        actors += [registry.actor(entry.actor.actor_id, (iso3,)) for iso3 in entry.branches]
        actors.append(entry.actor)
    return {fold_words(actor.name): actor for actor in actors}


@cache
def _countries() -> dict[tuple[str, ...], str]:
    """Countries by the words of their English names, as ACLED writes them."""
    states = open_registry().states
    names = {fold_words(name): iso3 for iso3, name in states.countries.items()}
    return names | {fold_words(states.name_after_of(iso3)): iso3 for iso3 in states.countries}
