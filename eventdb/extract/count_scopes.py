"""What a count covers: the event, a part of another count, or more than the event.

A total "since 2011", "so far this year", over a war, or over days that a date gives as a span is
cumulative; since this morning, or over the last day, is still the event's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.surroundings import COMMAS, HARD_SIGNS
from eventdb.extract.word_index import WordIndex
from eventdb.records import DateMention

# A span of at most this many days is told of one event.
_EVENT_DAYS = dt.timedelta(days=2)
# A total since a day longer ago than this is of more than one event: since 30 March, since last week.
DAYS_RUNNING = dt.timedelta(days=7)
_BEFORE_REACH = 7  # words between "since the start of the war" and the count it opens
_AFTER_REACH = 12  # words between a count and "since"
_RECENT_REACH = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of one count, from its first word to its last."""

    first: int
    last: int


class Scopes:
    """Finds the counts of a document that are totals over a longer time."""

    def __init__(self, document: Document, index: WordIndex, dates: Sequence[DateMention]) -> None:
        self.document = document
        self.index = index
        self.dates = dates
        self.cues = sorted({*self._word_cues(), *self._date_cues()})
        self.forward = {
            at for at, m in index.of("casualty.cumulative").items() if m.feature("forward")
        }

    def _word_cues(self) -> list[int]:
        return [
            at
            for at, match in self.index.of("casualty.cumulative").items()
            if not self._is_recent(match.last)
        ]

    def _is_recent(self, last: int) -> bool:
        """Whether what follows "since" is so near that the total is the event's."""
        for at in range(last + 1, last + 1 + _RECENT_REACH):
            if self.index.from_token("casualty.recent", at):
                return True
        end = self.document.starts[self._clause_end(last)]
        return any(
            self.document.starts[last] <= date.start < end
            and is_of_days(date)
            and not self._is_long_ago(date)
            for date in self.dates
        )

    def _clause_end(self, at: int) -> int:
        """The sign that ends the clause of a token, or the last token of its sentence."""
        sentence = self.document.sentences[self.document.sentence_of[at]]
        while at < sentence.last - 1 and self.document.words[at] not in HARD_SIGNS | COMMAS:
            at += 1
        return at

    def _is_long_ago(self, date: DateMention) -> bool:
        """Whether a date lies so long before publication that a total since then is no one event's."""
        published = self.document.report.published
        if published is None or date.last is None:
            return False
        return date.last + DAYS_RUNNING < published.date()

    def _date_cues(self) -> list[int]:
        return [
            self.document.token_at(date.start)
            for date in self.dates
            if not is_of_days(date) and (date.is_duration or self._is_spanned(date))
        ]

    def _is_spanned(self, date: DateMention) -> bool:
        """Whether a word before a date fills all of it: DURING April and May."""
        before = self.document.token_at(date.start) - 1
        is_fine = date.first is None or date.last is None or date.form == "year"
        return not is_fine and self.index.to_token("casualty.throughout", before) is not None

    def cumulative(self, stretches: Sequence[Stretch]) -> set[Stretch]:
        """Those of the counts of a document that a cue makes a longer total."""
        found: set[Stretch] = set()
        for cue in self.cues:
            found |= self._under(cue, stretches)
        return found

    def _under(self, cue: int, stretches: Sequence[Stretch]) -> set[Stretch]:
        sentence = self.document.sentence_of[cue]
        near = [s for s in stretches if self.document.sentence_of[s.first] == sentence]
        inside = {s for s in near if s.first <= cue <= s.last}
        if inside:
            return inside
        before = [s for s in near if s.last < cue and self._reaches_on(s.last, cue)]
        if before and cue not in self.forward:
            nearest = max(before, key=lambda s: s.last)
            return {nearest} | self._chained(nearest, near)
        match = self.index.from_token("casualty.cumulative", cue)
        last = cue if match is None else match.last  # the war THAT: its own pronoun stops nothing
        after = [s for s in near if s.first > last and self._reaches(last, s.first, _BEFORE_REACH)]
        if not after:
            return set()
        nearest = min(after, key=lambda s: s.first)
        return {nearest} | self._chained(nearest, near)

    def _chained(self, stretch: Stretch, near: Sequence[Stretch]) -> set[Stretch]:
        """Counts told in one breath with one: 33 were killed and some 2,800 hurt since March."""
        chain: set[Stretch] = set()
        for other in near:
            gap = max(other.first - stretch.last, stretch.first - other.last) - 1
            if gap <= 2 and not any(
                self.document.words[at] in HARD_SIGNS
                for at in range(min(other.last, stretch.last), max(other.first, stretch.first))
            ):
                chain.add(other)
        return chain

    def _reaches_on(self, last: int, cue: int) -> bool:
        """Whether a cue behind a count belongs to it, over a clause that says who: those WHO died since."""
        if self._reaches(last, cue, _AFTER_REACH):
            return True
        is_clause = self.index.from_token("grammar.relative", last + 1) is not None
        return is_clause and self._reaches(last + 1, cue, _AFTER_REACH)

    def _reaches(self, first: int, last: int, reach: int) -> bool:
        gap = range(first + 1, last)
        return len(gap) <= reach and not any(
            self.document.words[at] in HARD_SIGNS or self.index.from_token("grammar.relative", at)
            for at in gap
        )


def is_of_days(date: DateMention) -> bool:
    """Whether a date is of the days that one event may take."""
    if date.first is None or date.last is None:
        return False
    return date.last - date.first <= _EVENT_DAYS
