"""Nouns for parties and the words that say whose: "Russian warplanes", قوات النظام, gunmen.

A noun is joined with a name beside it ("Taliban fighters", عناصر من داعش), else resolved by the
nationality that its phrase states, else by the country that its sentence or the report is about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eventdb.documents import Document, longest
from eventdb.extract.actornames import NamedParty
from eventdb.extract.cues import Cues
from eventdb.extract.nationality import Nations, NationWord
from eventdb.lexicon import Match
from eventdb.records import Actor
from eventdb.registry import Branch, Registry

_HEADS = frozenset(
    {
        "military", "police", "aircraft", "regime", "armed", "gang", "tribal", "civilian",
        "protester", "rioter", "member",
    }
)  # fmt: skip
_BLOCK = "none"
_BRANCH = {
    "military": Branch.MILITARY,
    "aircraft": Branch.MILITARY,
    "police": Branch.POLICE,
    "regime": Branch.MILITARY,
}
_COLLECTIVE = frozenset({"civilian", "protester"})
_LINKS = ("grammar.of", "grammar.from")
_PLACES = ("grammar.of", "grammar.from", "grammar.in")
_FILLERS = ("actor.adjective", "actor.possessive")
_REACH = 4


@dataclass(frozen=True, slots=True)
class NounParty:
    """A party found by a noun: tokens ``first`` to ``last`` (inclusive)."""

    first: int
    last: int
    actor: Actor
    is_generic: bool
    is_collective: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """A noun for a party with its meanings, by concept."""

    first: int
    last: int
    senses: tuple[Match, ...]

    @property
    def is_member(self) -> bool:
        return any(match.sense.name == "member" for match in self.senses)

    @property
    def meaning(self) -> Match | None:
        """The meaning that stands without a name, the one that needs nothing first."""
        own = [match for match in self.senses if match.sense.name != "member"]
        return min(own, key=lambda match: match.feature("needs") is not None, default=None)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose the party is: countries with the tokens that state them; or only who backs it."""

    words: tuple[NationWord, ...] = ()
    is_sponsored: bool = False


class PartyNouns:
    """Finds the parties that nouns name in one document."""

    def __init__(
        self,
        document: Document,
        registry: Registry,
        cues: Cues,
        nations: Nations,
        focus: Sequence[str],
        day: dt.date | None,
    ) -> None:
        self._document = document
        self._registry = registry
        self._cues = cues
        self._nations = nations
        self._focus = focus
        self._day = day
        self._is_noun_first = document.lexicon.is_right_to_left
        self.owners: set[NationWord] = set()

    def find(self, names: Sequence[NamedParty]) -> tuple[list[NamedParty], list[NounParty]]:
        """Names, grown by the nouns that belong to them, and the parties of the other nouns."""
        grown = {(name.first, name.last): name for name in names}
        by_first = {name.first: name for name in names}
        by_last = {name.last: name for name in names}
        found: list[NounParty] = []
        for head in self._heads(names):
            name = self._join(head, by_first, by_last) if head.is_member else None
            if name is not None:
                key = (name.first, name.last)
                held = grown[key]
                grown[key] = NamedParty(
                    min(held.first, head.first),
                    max(held.last, head.last),
                    held.actor,
                    held.is_generic,
                )
                continue
            found.extend(self._parties(head))
        return list(grown.values()), found

    def _heads(self, names: Sequence[NamedParty]) -> Iterator[_Head]:
        """Nouns for parties, without those that are part of a name or of a phrase for no party."""
        taken = {at for name in names for at in range(name.first, name.last + 1)}
        matches = [
            match
            for match in self._document.matches_of("actor")
            if match.sense.name in _HEADS or match.sense.name == _BLOCK
        ]
        spans: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
        for match in longest(matches):
            spans[(match.first, match.last)].append(match)
        for (first, last), senses in sorted(spans.items()):
            if any(match.sense.name == _BLOCK for match in senses):
                continue
            if not any(at in taken for at in range(first, last + 1)):
                yield _Head(first, last, tuple(senses))

    # --- names beside a noun ------------------------------------------------------------------

    def _join(
        self, head: _Head, by_first: dict[int, NamedParty], by_last: dict[int, NamedParty]
    ) -> NamedParty | None:
        """The name that a noun belongs to: before it as a compound, after it as a genitive."""
        if not self._is_noun_first:
            at = self._cues.before(head.first)
            for _ in range(_REACH):
                if at in by_last:
                    return by_last[at]
                filler = self._cues.ending(at, *_FILLERS)
                if filler is None:
                    break
                at = self._cues.before(filler.first)
        at = self._cues.after(head.last)
        link = self._cues.beginning(at, *_LINKS)
        if link is not None:
            at = self._cues.after(link.last)
        elif not self._is_noun_first:
            return None
        for _ in range(_REACH):
            if at in by_first:
                return by_first[at]
            filler = self._cues.beginning(at, *_FILLERS, "actor.determiner", "actor.member")
            if filler is None:
                return None
            at = self._cues.after(filler.last)
        return None

    # --- nouns alone --------------------------------------------------------------------------

    def _parties(self, head: _Head) -> Iterator[NounParty]:
        meaning = head.meaning
        if meaning is None:
            return
        owner = self._owner(head)
        self.owners.update(owner.words)
        concept = meaning.sense.name
        if not owner.words:
            if meaning.feature("needs") == "owner":
                if not owner.is_sponsored:
                    return
                concept = "armed"
            if owner.is_sponsored and concept in _BRANCH:
                concept = "armed"
            actor = self._actor(concept, self._country(head.first))
            yield NounParty(head.first, head.last, actor, True, concept in _COLLECTIVE)
            return
        nearest, *others = owner.words
        actor = self._actor(concept, nearest.iso3)
        is_generic = concept not in _BRANCH or concept == "regime"
        first, last = min(head.first, nearest.first), max(head.last, nearest.last)
        yield NounParty(first, last, actor, is_generic, concept in _COLLECTIVE)
        for word in others:
            actor = self._actor(concept, word.iso3)
            yield NounParty(word.first, word.last, actor, is_generic, concept in _COLLECTIVE)

    def _actor(self, concept: str, iso3: str | None) -> Actor:
        registry = self._registry
        if concept in _BRANCH:
            if concept == "regime" and iso3 is not None:
                return registry.state_as_such(_BRANCH[concept], iso3, self._day)
            return registry.resolve_state(_BRANCH[concept], iso3, self._day)
        family = {
            "gang": registry.gang,
            "tribal": registry.tribal_militia,
            "civilian": registry.civilians,
            "protester": registry.protesters,
            "rioter": registry.rioters,
        }.get(concept, registry.unidentified)
        return family(iso3)

    def _country(self, index: int) -> str | None:
        """The country that a noun without nationality belongs to: its sentence's, the report's."""
        named = {
            word.iso3
            for word in self._nations.in_sentence(index)
            if word.kind == "country" and not word.is_sponsor and word.iso3 in self._focus
        }
        if len(named) == 1:
            return named.pop()
        return self._focus[0] if self._focus else None

    # --- whose --------------------------------------------------------------------------------

    def _owner(self, head: _Head) -> _Owner:
        if self._is_noun_first:
            return self._owner_after(head.last)
        owner = self._owner_before(head.first)
        if owner.words or owner.is_sponsored:
            return owner
        return self._owner_of(head.last)

    def _owner_before(self, first: int) -> _Owner:
        """Demonym or possessor before a noun, over adjectives: "Iraqi security forces"."""
        at = self._cues.before(first)
        for _ in range(_REACH):
            word = self._nations.ending(at, "people", "country", "leader", "seat")
            if word is not None:
                return self._coordinated(word, is_before=True)
            filler = self._cues.ending(at, *_FILLERS)
            sponsor = self._cues.ending(at, "actor.sponsored")
            if sponsor is not None:
                behind = self._cues.before(sponsor.first)
                if self._nations.ending(behind, "people", "country", "seat", "leader"):
                    return _Owner(is_sponsored=True)
            if filler is None:
                break
            at = self._cues.before(filler.first)
        return _Owner()

    def _owner_of(self, last: int) -> _Owner:
        """Country after a noun: "the army of Chad", "police in Nigeria", "loyal to Assad"."""
        at = self._cues.after(last)
        link = self._cues.beginning(at, *_PLACES, "actor.loyal")
        if link is None:
            return _Owner()
        at = self._cues.after(link.last)
        article = self._cues.beginning(at, "actor.determiner")
        if article is not None:
            at = self._cues.after(article.last)
        word = self._nations.beginning(at, "country", "leader")
        return _Owner((word,)) if word is not None and not word.is_sponsor else _Owner()

    def _owner_after(self, last: int) -> _Owner:
        """Demonym or country after a noun, over adjectives: قوات الأمن العراقية, جيش العراق."""
        at = self._cues.after(last)
        is_next = True
        for _ in range(_REACH):
            kinds = ("people", "leader", "country") if is_next else ("people",)
            word = self._nations.beginning(at, *kinds)
            if word is not None and not word.has_clitic:
                return self._coordinated(word, is_before=False)
            if self._cues.beginning(at, "actor.sponsored"):
                return self._backer(at)
            filler = self._cues.beginning(at, *_FILLERS)
            if filler is None:
                break
            at = self._cues.after(filler.last)
            is_next = False
        place = self._cues.beginning(at, *_PLACES)
        if place is not None:
            word = self._nations.beginning(self._cues.after(place.last), "country")
            if word is not None:
                return _Owner((word,))
        return _Owner()

    def _backer(self, at: int) -> _Owner:
        """Loyal to a ruler is that ruler's own; backed by a country is the country's client."""
        for step in range(_REACH):
            word = self._nations.beginning(at + step, "leader", "country", "people")
            if word is not None:
                return _Owner((word,)) if word.kind == "leader" else _Owner(is_sponsored=True)
        return _Owner()

    def _coordinated(self, word: NationWord, *, is_before: bool) -> _Owner:
        """A demonym and those joined to it: "Russian and Syrian jets"."""
        if word.is_sponsor:
            return _Owner(is_sponsored=True)
        words = [word]
        at = word.first if is_before else word.last
        if is_before:
            link = self._cues.ending(self._cues.before(at), "grammar.and")
            if link is not None:
                other = self._nations.ending(self._cues.before(link.first), "people")
                words += [other] if other is not None and not other.is_plural else []
        else:
            other = self._nations.beginning(self._cues.after(at), "people")
            words += [other] if other is not None and other.has_clitic else []
        return _Owner(tuple(words))


def people_by_nationality(
    document: Document,
    registry: Registry,
    cues: Cues,
    nations: Iterable[NationWord],
    owners: set[NationWord],
) -> Iterator[NounParty]:
    """Plural demonyms that stand alone ("three Syrians", خمسة فلسطينيين) are civilians.

    Where nouns stand before their adjectives a plural demonym may be an adjective; it is a noun
    after a number, a word of happening, a function word, or at a sentence's beginning.
    """
    for word in nations:
        if not word.is_plural or word.kind != "people" or word in owners or word.is_sponsor:
            continue
        at = cues.before(word.first)
        is_first = at < 0 or document.sentence_of[at] != document.sentence_of[word.first]
        if document.lexicon.is_right_to_left and not (is_first or _may_govern(document, cues, at)):
            continue
        actor = registry.civilians(word.iso3)
        yield NounParty(word.first, word.last, actor, is_generic=True, is_collective=True)


def _may_govern(document: Document, cues: Cues, at: int) -> bool:
    word = document.words[at]
    if word.isdigit() or not any(char.isalpha() for char in word):
        return True
    spaces = {match.sense.namespace for match in cues.end(at)}
    return bool(spaces & {"trigger", "number", "grammar"})
