"""Reads the noun phrase behind a number or around a noun: where it ends, what its noun means.

There is no parser. A phrase ends at a sign, a function word, a number, a date or a verb of casualties;
its noun is the last known one in a language that puts the noun last (English: *armed young men*), the
first known one in a language that puts it first (Arabic).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.factuality import CLAUSE_SIGNS
from eventdb.extract.predicates import Predicate
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT, Match

_JOINING = frozenset({"wa", "fa"})
_LEAST_JOINED = 4  # letters of a word that may begin with a conjunction
_REACH = 6  # words of a phrase, and again of its complement
_NOUNS = ("victim.other", "victim.person", "victim.thing", "victim.collective")
_BRACKETS = frozenset(")]")  # behind one in brackets nothing belongs to a number
_CLOSING = TRANSPARENT & frozenset("\"'»”’)]›")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands behind a number.

    Attributes:
        first, last: words that name who is counted; ``None`` where the number stands alone.
        person: the noun for people.
        head: predicate that is the noun (12 deaths).
        is_other: further people (12 others).
        is_part: a part of a known whole (12 of the dead, 3 of them).
    """

    first: int | None = None
    last: int | None = None
    person: Match | None = None
    head: Predicate | None = None
    is_other: bool = False
    is_part: bool = False


class PhraseReader:
    """Reads noun phrases of a document."""

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        predicate_at: Mapping[int, Predicate],
        stops: Collection[int],
    ) -> None:
        self.document = document
        self.index = index
        self.head_final = "victim.head_final" in document.lexicon.concepts()
        self.predicate_at = predicate_at
        self.predicate_ends = {predicate.last for predicate in predicate_at.values()}
        self.stops = stops  # tokens of numbers and dates
        self.nationalities = {match.first for match in document.matches_of("demonym")}
        self.whole: set[int] = set()  # tokens that a lexicon reads as they stand
        self.with_clitics: set[int] = set()  # and those that it reads without clitics
        for matches in document.matches.values():
            for match in matches:
                (self.with_clitics if match.clitics else self.whole).add(match.first)

    def is_joined(self, at: int) -> bool:
        """Whether a word begins with a conjunction or preposition written onto it.

        A known word does where only that reads it; an unknown one where it can be read with *and*.
        """
        if at in self.whole:
            return False
        word = self.document.words[at]
        if at in self.with_clitics:
            return True
        readings = self.document.lexicon.without_clitics(word) if len(word) > _LEAST_JOINED else ()
        return any(_JOINING & set(clitics) for _, clitics in readings)

    def behind(self, start: int) -> Phrase | None:
        """The phrase behind a number; ``None`` where the noun means no people."""
        number_last = start - 1
        while start < len(self.document.words) and self.document.words[start] in TRANSPARENT:
            if self.document.words[start] in _BRACKETS:
                return Phrase()
            start += 1
        if self.index.from_token("victim.age.after", start):
            return None
        of_them = self.index.from_token("casualty.subset.after", start) or self.index.from_token(
            "casualty.subset.after", number_last
        )
        if of_them is not None:
            at = of_them.last + 1
            who = self.index.from_token("victim.person", at)  # six of them CIVILIANS
            if who is None or who.clitics or at in self.stops:
                return Phrase(is_other=True, is_part=True)
            return Phrase(at, who.last, who, None, is_other=True, is_part=True)
        at, is_part = self._after_of(start)
        noun, at, first, last = self._walk(at)
        head = self._head(at, last, noun)
        if head is not None:
            return self._headed(head, first, is_part)
        if noun is not None and noun.concept == "victim.thing":
            return None
        if noun is not None and noun.concept == "victim.collective" and not is_part:
            return None
        last = self.complement_end(last, at)
        is_other = noun is not None and noun.concept == "victim.other"
        person = noun if noun is not None and noun.concept == "victim.person" else None
        return Phrase(first, last, person, None, is_other, is_part and person is None)

    def _after_of(self, start: int) -> tuple[int, bool]:
        of = self.index.from_token("victim.of", start)
        if of is None or of.clitics:
            return start, False
        return of.last + 1, True

    def is_of_harmed(self, phrase: Phrase, start: int) -> bool:
        """Whether a vague number is of victims told of before: many of the dead, not "of wounded".

        Args:
            phrase: the phrase behind the number.
            start: the token behind it.
        """
        at, _ = self._after_of(start)
        word = self.index.from_token("victim.determiner", at)
        if word is None or not word.feature("definite"):
            return False
        is_grave = phrase.last is not None and self.index.from_token("casualty.grave", phrase.last)
        return phrase.head is not None or bool(is_grave)

    def _walk(self, start: int) -> tuple[Match | None, int, int | None, int | None]:
        """The noun of a phrase, the token behind it, and its first and last word."""
        noun: Match | None = None
        first: int | None = None
        last: int | None = None
        at, steps = start, 0
        while steps < _REACH and not self.is_end(at) and not self._is_of(at):
            predicate = self.predicate_at.get(at)
            if predicate is not None and not self._is_attribute(predicate):
                break
            match = self.noun_at(at)
            reach = at if match is None else match.last
            if predicate is not None:
                reach = predicate.last
            elif match is not None and (noun is None or self.head_final):
                noun = match if noun is None or match.concept != "victim.other" else noun
            is_word = self.document.words[at] not in TRANSPARENT
            if is_word and not self.index.from_token("victim.determiner", at):
                steps += 1
                first = at if first is None else first
                last = reach
            at = reach + 1
        return noun, at, first, last

    def _is_of(self, at: int) -> bool:
        return self.index.from_token("victim.of", at) is not None

    def _head(self, at: int, last: int | None, noun: Match | None) -> Predicate | None:
        """The predicate that is the noun of the number: deaths, قتيلا, bodies of."""
        predicate = self.predicate_at.get(at)
        if predicate is None or {"wa", "fa"} & set(predicate.clitics):
            return None
        if predicate.frame == "victim":
            return predicate if self.head_final or noun is None else None
        is_noun = self.head_final and predicate.frame == "inflict" and not predicate.form
        return predicate if is_noun and last is None else None

    def _headed(self, head: Predicate, first: int | None, is_part: bool) -> Phrase:
        """The phrase of a noun of victims; whose they are is what its complement names."""
        if head.frame == "inflict":
            end = self._words_end(head.last + 1)
            inner = self._walk(head.last + 1)[0]
            person = inner if inner is not None and inner.concept == "victim.person" else None
            return Phrase(head.last + 1 if end else None, end, person, head)
        start, end = head.first, self.complement_end(head.last, head.last + 1)
        of = self.index.from_token("victim.of", head.last + 1)
        if of is not None and end is not None and end > of.last:
            inner = self._walk(of.last + 1)[0]
            person = inner if inner is not None and inner.concept == "victim.person" else None
            return Phrase(of.last + 1, end, person, head, False, is_part)
        return Phrase(start, head.last, None, head, False, is_part)

    def complement_end(self, last: int | None, at: int) -> int | None:
        """The end of "of the armed forces" behind a noun that ends at ``last``."""
        of = self.index.from_token("victim.of", at)
        if last is None or of is None or of.clitics or at != last + 1:
            return last
        end = self._words_end(of.last + 1)
        return last if end is None else self._attached_end(end)

    def _attached_end(self, end: int) -> int:
        """The end of a phrase with whom its people stand by: fighters of those allied WITH the president."""
        for at in (end, end + 1):
            attached = self.index.from_token("victim.attached", at)
            if attached is not None:
                return self._words_end(attached.last + 1) or end
        return end

    def _words_end(self, at: int) -> int | None:
        """The last word of a phrase that begins at a token."""
        end: int | None = None
        for _ in range(_REACH):
            predicate = self.predicate_at.get(at)
            if self.is_end(at) or (predicate is not None and predicate.frame != "victim"):
                break
            if self.document.words[at] not in TRANSPARENT:
                end = at
            at += 1
        return end

    def noun_at(self, at: int) -> Match | None:
        """The longest known noun that begins at a token; a word for people before one for things."""
        found: Match | None = None
        for concept in _NOUNS:
            match = self.index.from_token(concept, at)
            if match is not None and (found is None or match.last > found.last):
                found = match
        return found

    def _is_attribute(self, predicate: Predicate) -> bool:
        """Whether a predicate between a number and its noun describes it: 12 wounded soldiers."""
        if not self.head_final or predicate.frame not in {"act", "state"}:
            return False
        at = predicate.last + 1
        while at in self.nationalities:
            at += 1
        noun = self.index.from_token("victim.person", at)
        return noun is not None and noun.feature("number") != "singular"

    def is_end(self, at: int) -> bool:
        """Whether a phrase cannot go on over a token: a sign, a function word, a word joined on."""
        document, index = self.document, self.index
        if at >= len(document.words) or document.words[at] in CLAUSE_SIGNS or at in self.stops:
            return True
        if at > 0 and document.sentence_of[at] != document.sentence_of[at - 1]:
            return True
        if index.from_token("victim.adjective", at):
            return False
        if index.from_token("victim.boundary", at) or index.from_token("victim.preposition", at):
            return True
        if index.from_token("casualty.subset.before", at):
            return True
        return self.is_joined(at)

    def follows_as_noun(self, match: Match) -> bool:
        """Whether a noun is the head of its phrase: not "student protest", "the soldier's house"."""
        if match.feature("object"):
            return True
        if match.feature("spelt", "") not in self.document.doc[match.first].text:
            return False
        if not self.head_final:
            return not (match.feature("adjectival") and self._is_described(match))
        at = match.last + 1
        if self.is_end(at) or self.document.words[at] in TRANSPARENT:
            return True
        if self.document.words[at] == "'s" or self.noun_at(at) is not None:
            return False
        if at in self.predicate_at or self.index.from_token("victim.of", at):
            return True
        if self.index.from_token("victim.participle", at):
            return True
        return self.document.doc[at].text[0].isupper()

    def _is_described(self, match: Match) -> bool:
        """Whether a word that may be an adjective stands behind its noun: شاب فلسطيني."""
        at = match.first - 1
        if match.clitics or at < 0:
            return False
        stands_alone = (
            self.is_end(at)
            or at in self.predicate_ends
            or self.is_joined(at)
            or self.index.to_token("victim.determiner", at)
            or self._disagrees(at, match)
            or self.document.sentence_of[at] != self.document.sentence_of[match.first]
        )
        return not stands_alone and bool(self.document.words[at])

    def _disagrees(self, at: int, match: Match) -> bool:
        """Whether case bars a word from describing the one before it: اغتال مجهولون قياديا."""
        word, described = match.sense.form[-1], self.document.words[at]
        return any(
            described.endswith(tuple(endings.features.get("nominative", ())))
            and word.endswith(tuple(endings.features["accusative"]))
            for endings in self.document.lexicon.concept("victim.case")
        )

    def before(self, at: int) -> int:
        """The token before one, over signs that mean nothing."""
        at -= 1
        while at > 0 and self.document.words[at] in TRANSPARENT:
            at -= 1
        return at
