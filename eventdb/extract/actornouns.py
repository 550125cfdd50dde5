"""Nouns for parties and the words that say whose: "Russian warplanes", قوات النظام, gunmen.

A noun is joined with a name beside it ("Taliban fighters", عناصر من داعش), else resolved by the
nationality that its phrase states, else by the country that its sentence or the report is about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventdb.documents import Document, longest
from eventdb.extract.actornames import NamedParty
from eventdb.extract.actorowners import FILLERS, LINKS, REACH, Owner, Owners
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
# Acts whose object is a person: مقتل فلسطيني says that a Palestinian was killed.
DONE_TO_PEOPLE = frozenset(
    {"killing", "wounding", "assassination", "abduction", "arrest", "execution", "beating"}
)
_COLLECTIVE = frozenset({"civilian", "protester"})
_LOYAL = "loyal"
# A bare noun is the one named with its country at most so many sentences before.
_MEMORY = 2
_NEAR = 3


@dataclass(frozen=True, slots=True)
class NounParty:
    """A party found by a noun: tokens ``first`` to ``last`` (inclusive).

    Attributes:
        clitics: names of the clitics written on to the first token.
    """

    first: int
    last: int
    actor: Actor
    is_generic: bool
    is_collective: bool
    clitics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """A noun for a party with its meanings, by concept."""

    first: int
    last: int
    senses: tuple[Match, ...]

    @property
    def clitics(self) -> tuple[str, ...]:
        return self.senses[0].clitics

    @property
    def may_join(self) -> bool:
        """Whether the noun may belong to a name: members and fighters of a party."""
        return any(match.sense.name in {"member", "armed"} for match in self.senses)

    @property
    def meaning(self) -> Match | None:
        """The meaning that stands without a name, the one that needs nothing first."""
        own = [match for match in self.senses if match.sense.name != "member"]
        return min(own, key=lambda match: match.feature("needs") is not None, default=None)


class PartyNouns:
    """Finds the parties that nouns name in one document.

    Attributes:
        owned: words of nationality that belong to a noun.
    """

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
        self._owners = Owners(document, cues, nations)
        self._focus = focus
        self._day = day
        self._is_noun_first = document.lexicon.is_right_to_left
        self._told: dict[tuple[str, ...], tuple[int, str]] = {}
        self.owned: set[NationWord] = set()

    def find(self, names: Sequence[NamedParty]) -> tuple[list[NamedParty], list[NounParty]]:
        """Names, grown by the nouns that belong to them, and the parties of the other nouns."""
        grown = {(name.first, name.last): name for name in names}
        by_first = {name.first: name for name in names}
        by_last = {name.last: name for name in names}
        found: list[NounParty] = []
        for head in self._heads(names):
            name = self._join(head, by_first, by_last) if head.may_join else None
            if name is None:
                found.extend(self._parties(head))
                continue
            key = (name.first, name.last)
            held = grown[key]
            grown[key] = replace(
                held,
                first=min(held.first, head.first),
                last=max(held.last, head.last),
                clitics=head.clitics if head.first < held.first else held.clitics,
            )
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
            if not any(at in taken for at in range(first, last + 1)) and not self._is_adjective(
                first, senses
            ):
                yield _Head(first, last, tuple(senses))

    def _is_adjective(self, first: int, senses: Sequence[Match]) -> bool:
        """Whether a singular qualifies the noun of act before it (هجوم انتحاري, نزاع مسلح)."""
        if not self._is_noun_first or all(m.feature("number") != "singular" for m in senses):
            return False
        before = self._cues.before(first)
        return any(
            match.sense.namespace == "trigger"
            and match.feature("pos") != "verb"
            and match.sense.name not in DONE_TO_PEOPLE
            and match.first <= before
            for match in (*self._cues.end(before), *self._cues.end(first))
        )

    # --- names beside a noun ------------------------------------------------------------------

    def _join(
        self, head: _Head, by_first: dict[int, NamedParty], by_last: dict[int, NamedParty]
    ) -> NamedParty | None:
        """The name that a noun belongs to: before it as a compound, after it as a genitive."""
        before = None if self._is_noun_first else self._name_before(head.first, by_last)
        if before is not None:
            return before
        at = self._cues.after(head.last)
        link = self._cues.beginning(at, *LINKS)
        if link is not None:
            at = self._cues.after(link.last)
        elif not self._is_noun_first:
            # In apposition: the terrorist Tupac Amaru Movement.
            return by_first.get(at) if head.last - head.first == 0 else None
        for _ in range(REACH):
            if at in by_first:
                return by_first[at]
            filler = self._cues.beginning(at, *FILLERS, "actor.determiner", "actor.member")
            if filler is None:
                return None
            at = self._cues.after(filler.last)
        return None

    def _name_before(self, first: int, by_last: dict[int, NamedParty]) -> NamedParty | None:
        at = self._cues.before(first)
        for _ in range(REACH):
            if at in by_last:
                return by_last[at]
            filler = self._cues.ending(at, *FILLERS)
            if filler is None:
                return None
            at = self._cues.before(filler.first)
        return None

    # --- nouns alone --------------------------------------------------------------------------

    def _parties(self, head: _Head) -> Iterator[NounParty]:
        meaning = head.meaning
        if meaning is None:
            return
        owner = self._owners.of(head.first, head.last)
        self.owned.update(owner.words)
        concept = self._concept(meaning, owner)
        if concept is None:
            return
        is_generic = concept not in _BRANCH or concept == "regime" or not owner.words
        is_collective = concept in _COLLECTIVE
        nearest = self._nearest(head, meaning, concept, owner)
        first, last = _reach(head, owner)
        actor = self._actor(concept, nearest, meaning.feature("branch"))
        clitics = head.clitics if first == head.first else ()
        yield NounParty(first, last, actor, is_generic, is_collective, clitics)
        for word in owner.words[1:]:
            actor = self._actor(concept, word.iso3)
            yield NounParty(word.first, word.last, actor, is_generic, is_collective)

    @staticmethod
    def _concept(meaning: Match, owner: Owner) -> str | None:
        """What the noun means beside its owner; ``None`` where it says too little."""
        concept = meaning.sense.name
        is_bare = meaning.feature("needs") is not None
        if is_bare and owner == Owner():
            return None
        if owner.is_sponsored and (is_bare or concept in _BRANCH):
            return "armed"
        if owner.is_loyal and concept in {"armed", "tribal", "gang"}:
            return _LOYAL
        return concept

    def _actor(self, concept: str, iso3: str | None, branch: str | None = None) -> Actor:
        registry = self._registry
        if concept in _BRANCH:
            forces = _BRANCH[concept] if branch is None else Branch(branch)
            if concept == "regime" and iso3 is not None:
                return registry.state_as_such(forces, iso3, self._day)
            return registry.resolve_state(forces, iso3, self._day)
        family = {
            "gang": registry.gang,
            "tribal": registry.tribal_militia,
            "civilian": registry.civilians,
            "protester": registry.protesters,
            "rioter": registry.rioters,
            _LOYAL: registry.pro_government_militia,
        }.get(concept, registry.unidentified)
        return family(iso3)

    def _nearest(self, head: _Head, meaning: Match, concept: str, owner: Owner) -> str | None:
        """The country of a noun: stated, told of the same noun shortly before, or assumed."""
        sentence = self._document.sentence_of[head.first]
        form = meaning.sense.form
        if owner.words:
            self._told[form] = (sentence, owner.words[0].iso3)
            return owner.words[0].iso3
        if concept in _BRANCH and form in self._told:
            told, iso3 = self._told[form]
            if sentence - told <= _MEMORY:
                return iso3
        country = self._country(head.first)
        return country if concept in _BRANCH else self._ruled(country)

    def _country(self, index: int) -> str | None:
        """The country that a noun without nationality belongs to: its sentence's, the report's."""
        named = {
            word.iso3
            for word in self._nations.in_sentence(index)
            if word.kind == "country" and word.is_location and word.iso3 in self._focus
        }
        if len(named) == 1:
            return named.pop()
        return self._focus[0] if self._focus else None

    def _ruled(self, country: str | None) -> str | None:
        """Where a report is about a country and one that it rules by its army, the ruled one.

        The acts of such a report happen there, to its people or by them.
        """
        for other in self._focus[1:_NEAR]:
            if other != country and self._registry.states.army_of(other) == country:
                return other
        return country


def _reach(head: _Head, owner: Owner) -> tuple[int, int]:
    """Tokens of the noun with the words that say whose."""
    firsts = [head.first, *(word.first for word in owner.words[:1])]
    lasts = [head.last, *(word.last for word in owner.words[:1])]
    firsts += [] if owner.first is None else [owner.first]
    lasts += [] if owner.last is None else [owner.last]
    return min(firsts), max(lasts)
