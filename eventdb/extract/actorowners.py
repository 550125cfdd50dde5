"""Whose a party is, by the words about its noun: nationality, country, ruler, side, sponsor."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.cues import Cues
from eventdb.extract.nationality import Nations, NationWord

FILLERS = ("actor.adjective", "actor.possessive")
LINKS = ("grammar.of", "grammar.from")
_PLACES = ("grammar.of", "grammar.from", "grammar.in")
REACH = 4


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a party is.

    Attributes:
        words: the words that state its countries, the nearest first.
        is_sponsored: a country stands behind it, which is not its own.
        is_loyal: it fights for a government without being its army.
        first, last: tokens that the phrase reaches, where it goes beyond the noun.
    """

    words: tuple[NationWord, ...] = ()
    is_sponsored: bool = False
    is_loyal: bool = False
    first: int | None = None
    last: int | None = None


_NEXT: tuple[str, ...] = ("people", "leader", "country", "seat", "adjective")
_FURTHER: tuple[str, ...] = ("people", "adjective")
NOBODY = Owner()


class Owners:
    """Finds the owner of a noun for a party in one document."""

    def __init__(self, document: Document, cues: Cues, nations: Nations) -> None:
        self._cues = cues
        self._nations = nations
        self._count = len(document.words)
        self._is_noun_first = document.lexicon.is_right_to_left

    def of(self, first: int, last: int) -> Owner:
        """The owner of the noun at tokens ``first`` to ``last`` (inclusive)."""
        if self._is_noun_first:
            return self._after(last)
        owner = self._before(first)
        return owner if owner != NOBODY else self._behind(last)

    def _before(self, first: int) -> Owner:
        """Demonym or possessor before a noun, over adjectives: "Iraqi security forces"."""
        at = self._cues.before(first)
        for _ in range(REACH):
            loyal = self._cues.ending(at, "actor.loyal_adjective")
            if loyal is not None:
                return Owner(is_loyal=True, first=loyal.first)
            word = self._nations.ending(at, "people", "country", "leader", "seat")
            if word is not None and (not word.is_sponsor or self._is_supporter(word)):
                return self._coordinated(word)
            if word is not None:
                is_leader = word.kind == "leader"
                return Owner(is_sponsored=not is_leader, is_loyal=is_leader)
            sponsor = self._cues.ending(at, "actor.sponsored")
            if sponsor is not None:
                behind = self._cues.before(sponsor.first)
                if self._nations.ending(behind, "people", "country", "seat", "leader"):
                    return Owner(is_sponsored=True)
            filler = self._cues.ending(at, *FILLERS)
            if filler is None:
                break
            at = self._cues.before(filler.first)
        return NOBODY

    def _is_supporter(self, word: NationWord) -> bool:
        """Whether a nationality behind "backed by" is that of forces that are named: Turkish jets."""
        before = self._cues.before(word.first)
        return self._cues.ending(before, "grammar.by", "grammar.with") is not None

    def _behind(self, last: int) -> Owner:
        """Country after a noun: "the army of Chad", "police in Nigeria", "loyal to Assad"."""
        at = self._cues.after(last)
        link = self._cues.beginning(at, *_PLACES, "actor.loyal")
        if link is None:
            return NOBODY
        is_loyal = link.sense.name == "loyal"
        at = self._skip(self._cues.after(link.last), "actor.determiner", "grammar.determiner")
        word = self._nations.beginning(at, "country", "leader")
        if word is not None and not word.is_sponsor:
            return Owner((word,), is_loyal=is_loyal, last=word.last)
        regime = self._cues.beginning(at, "actor.regime")
        if is_loyal and regime is not None:
            return Owner(is_loyal=True, last=regime.last)
        return NOBODY

    def _after(self, last: int) -> Owner:
        """Demonym or country after a noun, over adjectives: قوات الأمن العراقية, جيش العراق."""
        at = self._cues.after(last)
        is_next = True
        for _ in range(REACH):
            kinds = _NEXT if is_next else _FURTHER
            word = self._nations.beginning(at, *kinds)
            if word is not None and not word.clitics:
                return self._coordinated(word)
            if self._cues.beginning(at, "actor.loyal", "actor.sponsored"):
                return self._backer(at)
            if (link := self._cues.beginning(at, "grammar.from")) is not None:
                # A fighter of those loyal to the ruler: مقاتل من الموالين للرئيس.
                beyond = self._cues.after(link.last)
                if self._cues.beginning(beyond, "actor.loyal"):
                    return self._backer(beyond)
            filler = self._cues.beginning(at, *FILLERS)
            if filler is None:
                break
            at = self._cues.after(filler.last)
            is_next = False
        place = self._cues.beginning(at, *_PLACES)
        if place is not None:
            word = self._nations.beginning(self._cues.after(place.last), "country")
            if word is not None:
                return Owner((word,))
        return NOBODY

    def _backer(self, at: int) -> Owner:
        """Loyal to a ruler or government is the state's; backed by a country is its client."""
        for step in range(at, min(at + REACH, self._count)):
            word = self._nations.beginning(step, "leader", "country", "people", "seat")
            regime = self._cues.beginning(step, "actor.regime", "actor.military")
            if regime is not None:
                following = self._nations.beginning(
                    self._cues.after(regime.last), "people", "leader"
                )
                words = () if following is None else (following,)
                last = regime.last if following is None else following.last
                return Owner(words, is_loyal=True, last=last)
            ruler = self._cues.beginning(step, "actor.ruler")
            if ruler is not None:
                return self._ruler(ruler.last)
            if word is not None and word.kind == "leader":
                return Owner((word,), is_loyal=True, last=word.last)
            if word is not None:
                return Owner(is_sponsored=True)
        return NOBODY

    def _ruler(self, last: int) -> Owner:
        """The side of a ruler behind his title: الرئيس السوري بشار الأسد."""
        nation = self._nations.beginning(self._cues.after(last), "people", "adjective")
        leader = self._nations.beginning(
            self._cues.after(last if nation is None else nation.last), "leader"
        )
        words = tuple(word for word in (leader, nation) if word is not None)
        return Owner(words, is_loyal=True, last=words[0].last if words else last)

    def _coordinated(self, word: NationWord) -> Owner:
        """A demonym and those joined to it: "Russian and Syrian jets"."""
        if word.is_sponsor and not self._is_supporter(word):
            return Owner(is_sponsored=True)
        other: NationWord | None = None
        if self._is_noun_first:
            other = self._nations.beginning(self._cues.after(word.last), "people")
            other = other if other is not None and other.clitics else None
        else:
            link = self._cues.ending(self._cues.before(word.first), "grammar.and")
            if link is not None:
                other = self._nations.ending(self._cues.before(link.first), "people")
                other = other if other is not None and not other.is_plural else None
        return Owner((word,) if other is None else (word, other))

    def _skip(self, at: int, *concepts: str) -> int:
        match = self._cues.beginning(at, *concepts)
        return at if match is None else self._cues.after(match.last)
