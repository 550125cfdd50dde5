"""Tells numbers that count nobody: dates, ages, money, numbers in names, marks of a list, years."""

from __future__ import annotations

from collections.abc import Collection

from eventdb.documents import Document
from eventdb.extract.noun_phrases import PhraseReader
from eventdb.extract.word_index import WordIndex
from eventdb.records import NumberMention

_YEARS = range(1900, 2100)
_CURRENCY = frozenset("$€£¥")


class OtherNumbers:
    """Looks at what stands about the numbers of one document."""

    def __init__(
        self, document: Document, index: WordIndex, reader: PhraseReader, dated: Collection[int]
    ) -> None:
        self.document = document
        self.index = index
        self.reader = reader
        self.dated = frozenset(dated)

    def has(self, number: NumberMention, first: int, last: int) -> bool:
        """A date, an age, a sum of money, the number in a name, the mark of a list."""
        if self.dated.intersection(range(first, last + 1)):
            return True
        if self.index.from_token("date.month", last + 1):
            return True  # the 19 April Movement
        before = self.reader.before(first)
        if self._is_listed_age(before):
            return True
        if self.document.text[max(0, number.start - 2) : number.start].strip()[-1:] in _CURRENCY:
            return True
        if any(
            self.index.to_token(concept, before)
            for concept in ("victim.age.before", "victim.label", "victim.money", "victim.strength")
        ):
            return True
        return self._is_aside(number, first, last)

    def _is_listed_age(self, before: int) -> bool:
        """Whether ages stand before a number, and *and* or commas join it to them: aged 25 and 30."""
        at, words = before, self.document.words
        while at > 0 and (
            words[at].isdigit() or words[at] == "," or self.index.to_token("number.and", at)
        ):
            at -= 1
        return at < before and self.index.to_token("victim.age.before", at) is not None

    def _is_aside(self, number: NumberMention, first: int, last: int) -> bool:
        """The mark of a list ("1. ..."), an age or score put in: "Ali Hasan, 25, was killed"."""
        words = self.document.words
        if first != last or number.form != "exact" or not words[last].isdigit():
            return False
        after = words[last + 1] if last + 1 < len(words) else ""
        if first == self.document.sentence_at(number.start).first and after in {".", ")", "-"}:
            return True
        before = words[first - 1] if first > 0 else ""
        return before in {",", "،", "("} and after in {",", "،", ")"}

    def is_year(self, number: NumberMention, last: int) -> bool:
        """Whether a number looks like a year: four digits, by itself."""
        token = self.document.words[last]
        is_plain = number.form == "exact" and len(token) == 4 and token.isdigit()
        return is_plain and int(token) in _YEARS
