"""Finds groups of people: a number with its noun, or a noun that is itself one, two or several.

"At least 12 members of the force", "a soldier", مدنيان, خمسة من رجال الأمن. Numbers that count or
measure something else (years, kilometres, houses, money), ages, dates, names of units and
resolutions are no groups. Words are in ``languages/<code>/victims.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from eventdb.documents import Document, Sentence
from eventdb.extract.governors import GOVERNING_CLITICS, Governors
from eventdb.extract.groups import Group, is_repeated, limits_of
from eventdb.extract.names import Names
from eventdb.extract.noun_phrases import Phrase, PhraseReader
from eventdb.extract.numerals import has_article
from eventdb.extract.other_numbers import OtherNumbers
from eventdb.extract.predicates import Predicate
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT, Match
from eventdb.records import DateMention, NumberMention

_DUAL_REACH = 8  # tokens between two victims and "one of the two"
_ADJECTIVES = 5  # tokens before a noun that may be its adjectives


class GroupFinder:
    """Finds the groups of a document."""

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        predicates: Sequence[Predicate],
        numbers: Sequence[NumberMention],
        dates: Sequence[DateMention],
        things: Collection[int] = (),
    ) -> None:
        self.document = document
        self.index = index
        self.numbers = numbers
        self.number_at: dict[int, NumberMention] = {}
        for number in numbers:
            for at in document.tokens_of(number.start, number.end):
                self.number_at[at] = number
        self.dated = {at for date in dates for at in document.tokens_of(date.start, date.end)}
        self.predicate_at = {predicate.first: predicate for predicate in predicates}
        self.reader = PhraseReader(
            document, index, self.predicate_at, self.dated | set(self.number_at)
        )
        self.others = OtherNumbers(document, index, self.reader, self.dated)
        self.names = Names(document, index, self.dated | set(self.number_at), things)
        self.governors = Governors(document, index, self.reader)

    def find(self) -> list[Group]:
        """The groups, by position."""
        groups = [group for number in self.numbers if (group := self._counted(number))]
        covered = {at for group in groups for at in range(group.first, group.last + 1)}
        covered |= set(self.number_at)
        covered |= {at for p in self.predicate_at.values() for at in range(p.first, p.last + 1)}
        named = [it for each in self.document.sentences for it in self._named(each, covered)]
        counted = [group for group in groups if not is_repeated(group, named)]
        return sorted([*counted, *named], key=lambda group: group.first)

    # -- a number with its noun ------------------------------------------------------------------

    def _counted(self, number: NumberMention) -> Group | None:
        tokens = self.document.tokens_of(number.start, number.end)
        first, last = tokens.start, self._restated_end(number, tokens.stop - 1)
        if number.form == "ordinal":
            return self._ranked(first, last)
        if self.others.has(number, first, last):
            return None
        phrase = self.reader.behind(last + 1)
        if phrase is None or self._is_no_group(number, phrase, last):
            return None
        if phrase.first is None and self._is_attribute(number, first):
            return None
        if number.best is None and self.reader.is_of_harmed(phrase, last + 1):
            return None
        return Group(
            first=self.governors.first_of(first),
            last=max(phrase.last or last, phrase.head.last if phrase.head else last),
            low=number.low,
            best=number.best,
            high=number.high,
            number=number,
            noun_first=phrase.first,
            noun_last=phrase.last,
            victim_group=phrase.person.feature("group") if phrase.person is not None else None,
            head=phrase.head,
            is_person=phrase.person is not None or phrase.head is not None,
            is_other=phrase.is_other,
            is_general=_is_general(phrase.person),
            is_governed=self.governors.has(first),
            is_part=phrase.is_part and number.best is not None,
            case=self._case(phrase.person),
            clitics=self.governors.clitics(first),
        )

    def _ranked(self, first: int, last: int) -> Group | None:
        """One more person, told by an ordinal alone, not THE fourth: a fourth was hurt, وأصيب رابع."""
        determiner = self.index.to_token("victim.determiner", first - 1)
        if self.reader.head_final:
            is_alone = determiner is not None and not determiner.feature("definite")
        else:
            has_own = self.document.lexicon.has_article(self.document.words[first])
            is_alone = not has_own and first - 1 in self.reader.predicate_ends
        if not is_alone or not (self.reader.is_end(last + 1) or last + 1 in self.predicate_at):
            return None
        start = first if determiner is None else determiner.first
        return Group(start, last, 1, 1, 1, is_person=True, is_other=True)

    def _restated_end(self, number: NumberMention, last: int) -> int:
        """The last token of a number, with its figure in brackets: thirteen (13)."""
        again = self.number_at.get(last + 2)
        if again is None or self.document.words[last + 1] != "(" or again.best != number.best:
            return last
        end = self.document.tokens_of(again.start, again.end).stop
        is_closed = end < len(self.document.words) and self.document.words[end] == ")"
        return end if is_closed else last

    def _is_no_group(self, number: NumberMention, phrase: Phrase, last: int) -> bool:
        """A year, "no" before something else than people, a singular behind a plural number."""
        if self.others.is_year(number, last):
            return phrase.person is None or phrase.head is not None
        if number.form == "none" and phrase.first is not None:
            is_people = phrase.person is not None or phrase.head is not None or phrase.is_other
            return not is_people and self.index.from_token("number.none_of", last) is not None
        head = phrase.head
        if head is None or not self.reader.head_final or head.number != "singular":
            return False
        return number.best != 1

    def _is_attribute(self, number: NumberMention, first: int) -> bool:
        """Whether a number behind its noun belongs to it: من عائلة واحدة, شخصين اثنين."""
        if self.reader.head_final or number.best not in {1, 2}:
            return False
        at = first - 1
        if at < 0 or self.document.words[first].isdigit() or self.document.words[at] in TRANSPARENT:
            return False
        is_noun = not self.reader.is_end(at) or self.reader.is_joined(at)  # وصحفيين اثنين
        return is_noun and not (at in self.reader.predicate_ends or self.governors.clitics(first))

    # -- a noun that says its number ---------------------------------------------------------------

    def _named(self, sentence: Sentence, covered: set[int]) -> Iterator[Group]:
        at = sentence.first
        while at < sentence.last:
            match = self.index.from_token("victim.person", at) or self._others(at)
            if match is None or at in covered or at in self.dated:
                at += 1
                continue
            at = match.last + 1
            if self.reader.follows_as_noun(match) and not self._is_of_a_body(match):
                group = self._named_group(match)
                at = max(at, (group.noun_last or group.last) + 1)
                yield group

    def _is_of_a_body(self, match: Match) -> bool:
        """Whether a people's name is an adjective of what follows: the Syrian Army, American University."""
        at = match.last + 1
        if not self.reader.head_final or match.feature("group") != "foreigners":
            return False
        if self.reader.is_end(at) or not self.document.doc[at].text[0].isupper():
            return False
        last = self.names.end(at)
        return last is None or last == at

    def _others(self, at: int) -> Match | None:
        """Further people without a number: إصابة آخرين."""
        match = self.index.from_token("victim.other", at)
        return match if match is not None and match.feature("number") else None

    def _named_group(self, match: Match) -> Group:
        low, best, high = limits_of(self._number_of(match))
        determiner = self._determiner(match.first)
        first, last = match.first, match.last
        is_possessed = bool(match.feature("possessed"))
        is_definite = has_article(self.document, match) or is_possessed
        if determiner is not None:
            first = determiner.first
            is_definite = is_definite or bool(determiner.feature("definite"))
        elif self.reader.head_final:
            first = self._first_adjective(first)
        while not self.reader.head_final and self._is_adjective(last + 1):
            last += 1
        name_last = self._name_behind(match)
        last = last if name_last is None else name_last
        noun_last = self.reader.complement_end(last, last + 1)
        behind = self.number_at.get(last + 1)
        if behind is not None and self._repeats(behind, low, is_definite=is_definite):
            low, best, high = behind.low, behind.best, behind.high
            last += 1
        bound = self.index.from_token("number.bound.after", last + 1)
        if bound is not None and bound.feature("form") == "at_least":
            high, last = None, bound.last
        return Group(
            first=first,
            last=max(noun_last or last, last),
            low=low,
            best=best,
            high=high,
            noun_first=match.first,
            noun_last=noun_last,
            victim_group=match.feature("group"),
            is_person=True,
            is_other=match.concept == "victim.other",
            is_general=_is_general(match),
            is_definite=is_definite,
            is_possessed=is_possessed,
            is_named=name_last is not None or bool(match.feature("named")),
            is_governed=self.governors.has(first)
            or bool(GOVERNING_CLITICS & set(match.clitics) or match.feature("object")),
            case=self._case(match),
            clitics=match.clitics,
        )

    def _number_of(self, noun: Match) -> str:
        """The number of a noun; a form of plural and dual alike is dual where "one of the two" follows."""
        number = str(noun.feature("number", "singular"))
        if number != "plural" or self.reader.head_final:
            return number
        is_dual = any(
            match.feature("dual")
            for at in range(noun.last + 1, noun.last + 1 + _DUAL_REACH)
            if (match := self.index.from_token("casualty.subset.before", at)) is not None
        )
        endings = self.document.lexicon.concept("victim.case")
        duals = tuple(ending for sense in endings for ending in sense.features["dual"])
        return "dual" if is_dual and noun.sense.form[-1].endswith(duals) else number

    def _name_behind(self, title: Match) -> int | None:
        """The end of the name that a title stands before: Judge Ana Ruiz."""
        if not self.reader.head_final or title.feature("number", "singular") != "singular":
            return None
        return self.names.end(title.last + 1)

    def _case(self, noun: Match | None) -> str:
        if noun is None or self.reader.head_final:
            return ""
        return str(noun.feature("case") or self._ending(noun))

    def _ending(self, noun: Match) -> str:
        word = noun.sense.form[-1]
        for endings in self.document.lexicon.concept("victim.case"):
            if word.endswith(tuple(endings.features["hidden"])):
                return ""
            if word.endswith(tuple(endings.features["accusative"])):
                return "accusative"
        return "other"

    def _first_adjective(self, at: int) -> int:
        """The first of the unknown words before a noun, which are its adjectives: pro-regime fighters."""
        first = at
        for before in range(at - 1, max(at - _ADJECTIVES, 0), -1):
            if before in self.predicate_at or before in self.reader.predicate_ends:
                break
            if self.reader.is_end(before) or self.index.from_token("victim.of", before):
                break
            if self.document.words[before].isalnum():
                first = before
        return first

    def _determiner(self, at: int) -> Match | None:
        """The determiner of a noun, over adjectives before it where the noun stands last."""
        if not self.reader.head_final:
            match = self.index.to_token("victim.determiner", at - 1)
            return match if match is not None and not match.feature("definite") else None
        for before in range(at - 1, max(at - 5, -1), -1):
            match = self.index.to_token("victim.determiner", before)
            if match is not None:
                return match
            if before in self.predicate_at or self.reader.is_end(before):
                return None
            if self.index.from_token("victim.of", before):
                return None
        return None

    def _is_adjective(self, at: int) -> bool:
        """Whether an adjective or "other" stands behind a noun: شاب فلسطيني, شخصين آخرين."""
        if self.index.from_token("victim.other", at):
            return True
        match = self.index.from_token("victim.person", at)
        return match is not None and bool(match.feature("adjectival")) and not match.clitics

    def _repeats(self, number: NumberMention, low: int, *, is_definite: bool) -> bool:
        """Whether a numeral behind its noun tells its number: شخص واحد, جنديين اثنين, الجنود الثلاثة."""
        if self.reader.head_final:
            return False
        word = self.document.words[self.document.token_at(number.start)]
        is_agreeing = is_definite and low > 1 and self.document.lexicon.has_article(word)
        return number.best == low or (is_agreeing and number.best is not None)


def _is_general(noun: Match | None) -> bool:
    """Whether a noun says nothing of who people are: persons, شخصا."""
    return noun is not None and bool(noun.feature("general"))
