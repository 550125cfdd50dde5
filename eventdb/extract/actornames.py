"""Names of the registry's actors in a document: longest alias, the right one of several bearers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eventdb.codebook import ActorKind
from eventdb.documents import Document, longest
from eventdb.extract.cues import is_spelt_so
from eventdb.lexicon import Lexicon, Match, Sense, load_lexicon
from eventdb.records import Actor
from eventdb.registry import Alias, Registry
from eventdb.text import fold_words, split_tokens

_NAMESPACE = "actor"
_CONCEPT = f"{_NAMESPACE}.name"
_NO_PARTY = "actor.none"
# Countries of a report in which a local alias ("the coalition") may be at home.
_LOCAL_REACH = 3
# Prepositions that make an adverb of a common word: بالتحالف مع, in alliance with.
_ADVERBIAL = frozenset({"bi", "ka"})
_LONGEST_ABBREVIATION = 5
# What the name of a group says of where a report is set, beside a demonym's 0.3; one that is at
# home in more countries says nothing.
_HOME, _MOST_HOMES = 0.4, 3


@dataclass(frozen=True, slots=True)
class NamedParty:
    """An actor found by a name: tokens ``first`` to ``last`` (inclusive).

    Attributes:
        clitics: names of the clitics written on to the first token.
    """

    first: int
    last: int
    actor: Actor
    is_generic: bool = False
    clitics: tuple[str, ...] = ()


@lru_cache(maxsize=32)
def name_lexicon(registry: Registry, code: str) -> Lexicon:
    """The aliases of one language as a matcher, compiled once per process."""
    senses = [
        Sense(_CONCEPT, {"alias": alias}, words)
        for alias in registry.aliases(code)
        if (words := fold_words(alias.text))
    ]
    return Lexicon(code, load_lexicon(code).settings, senses)


def find_names(
    document: Document, registry: Registry, focus: Sequence[str], day: dt.date | None
) -> list[NamedParty]:
    """Named actors of a document; an alias with several bearers goes to the one at home here.

    Args:
        document: the report.
        registry: holds the aliases.
        focus: the report's countries (ISO3), heaviest first.
        day: publication day, for the years of validity.
    """
    lexicon = name_lexicon(registry, document.lexicon.code)
    bearers: defaultdict[tuple[int, int], list[Alias]] = defaultdict(list)
    kept: dict[tuple[int, int], Match] = {}
    near = focus[:_LOCAL_REACH]
    for match in lexicon.match(document.words).get(_NAMESPACE, ()):
        alias: Alias = match.sense.features["alias"]
        entry = registry.entry(alias.actor_id)
        if not entry.is_valid(day) or (alias.is_local and not entry.countries & set(near)):
            continue
        if _is_written_so(document, lexicon, match, alias):
            bearers[(match.first, match.last)].append(alias)
            kept.setdefault((match.first, match.last), match)
    found = []
    for match in longest(kept.values()):
        first, last = match.first, match.last
        if not _is_blocked(document, first, last):
            alias = _bearer(bearers[(first, last)], registry, focus)
            actor = registry.actor(alias.actor_id, focus)
            found.append(NamedParty(first, last, actor, alias.is_generic, match.clitics))
    return found


def home_votes(document: Document, registry: Registry, day: dt.date | None) -> dict[str, float]:
    """Votes for countries (ISO3) that the names of armed groups give: each for its homes.

    States' forces fight abroad and have the names of their countries, which vote themselves.
    """
    votes: dict[str, float] = defaultdict(float)
    names = {it.actor.actor_id: it for it in find_names(document, registry, (), day)}
    for name in names.values():
        homes = registry.entry(name.actor.actor_id).homes
        if name.is_generic or name.actor.kind is ActorKind.STATE_FORCES:
            continue
        for iso3 in homes if len(homes) <= _MOST_HOMES else ():
            votes[iso3] += _HOME / len(homes)
    return dict(votes)


def _is_blocked(document: Document, first: int, last: int) -> bool:
    """Whether a name is part of a phrase for no party ("rebel-held") or of a longer noun."""
    return any(
        match.first <= first
        and last <= match.last
        and (match.concept == _NO_PARTY or last - first < match.last - match.first)
        for match in document.matches_of("actor")
    )


def _bearer(aliases: Iterable[Alias], registry: Registry, focus: Sequence[str]) -> Alias:
    """The alias whose actor is at home, else acts, in the heaviest country; then seed order."""

    def rank(alias: Alias) -> tuple[int, bool]:
        entry = registry.entry(alias.actor_id)
        places = (place for place, iso3 in enumerate(focus) if iso3 in entry.countries)
        place = next(places, len(focus) + bool(entry.countries))
        return place, place < len(focus) and focus[place] not in entry.homes

    return min(aliases, key=rank)


def _is_written_so(document: Document, lexicon: Lexicon, match: Match, alias: Alias) -> bool:
    """Whether the words stand there as the alias demands: capitals, article."""
    start, end = document.passage(match.first, match.last)
    surface = document.text[start:end]
    if not lexicon.is_right_to_left:
        return _has_capitals(surface, alias) and not (
            alias.is_exact and _is_function_word(document, match)
        )
    if not alias.is_exact:
        return True
    return is_spelt_so(document, match) and not _ADVERBIAL & set(match.clitics)


def _has_capitals(surface: str, alias: Alias) -> bool:
    """In cased scripts: an exact alias letter by letter, an abbreviation in capitals.

    An alias of several words is believed in any case.
    """
    text = alias.text
    if alias.is_exact:
        return surface == text
    words = split_tokens(text)
    if len(words) > 1 or not text[0].isupper():
        return True
    if text.isupper() and len(text) <= _LONGEST_ABBREVIATION:
        return surface.isupper() or (len(text) > 3 and surface.istitle())
    return not surface[0].islower()


def _is_function_word(document: Document, match: Match) -> bool:
    """Whether, in a sentence all in capitals, the name may as well be a function word (IS)."""
    sentence = document.sentence_at(document.starts[match.first])
    if not document.text[sentence.start : sentence.end].isupper():
        return False
    words = {grammar.first for grammar in document.matches_of("grammar")}
    return match.first == match.last and match.first in words
