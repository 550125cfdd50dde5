"""Leaves out what a report only remembers: anniversaries, and acts that bear a date of long ago.

"Iraq marked the 30th anniversary of the attack in which 5,000 people died" tells of no attack of this
day, and its 5,000 dead must not be counted again. What stands behind a word of remembrance in its
clause is remembered, with the relative clauses that follow; so is an act with a date of long ago beside
news ("five were killed on Thursday in Gao, where an attack in 2012 killed 40"). Where a sentence tells
of such an act alone, its old date is the one that counts, and not the day on which it is spoken of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventdb.documents import Document
from eventdb.extract.factuality import CLAUSE_SIGNS
from eventdb.extract.features import CURRENT_DAYS
from eventdb.extract.frames import Mentions
from eventdb.extract.modality import Modality
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.triggers import TriggerMention
from eventdb.lexicon import past_signs
from eventdb.records import CountMention, DateMention

_YEAR_REACH = 3  # tokens between a year and the act that it dates: the 2005 car bombing
_TAKEN_UP_REACH = 3  # tokens between "killed" and "the attack" in which people were
_YEAR_DIGITS = 4

Span = tuple[int, int]


def without_remembered(
    document: Document, mentions: Mentions, published: dt.date | None
) -> Mentions:
    """The mentions, with remembered acts as topics and without the counts of remembered dead.

    Args:
        document: the report, prepared.
        mentions: all that was found in it.
        published: its day; without one no date is known to be old.
    """
    acts = mentions.triggers.acts
    spans = [*_behind_words(document), *_behind_years(document, acts, published)]
    old, dates = _dated_long_ago(document, acts, mentions.dates, published)
    mentions = replace(mentions, dates=dates)
    if not spans and not old:
        return mentions
    spans += _taken_up(acts, spans, old)
    told = tuple(
        replace(act, modality=Modality.TOPIC)
        if act.first in old or _is_in(act.first, spans)
        else act
        for act in acts
    )
    remembered = [*spans, *((first, last) for first, last in old.items())]
    counts = [count for count in mentions.counts if not _is_counted(document, count, remembered)]
    return replace(mentions, triggers=replace(mentions.triggers, acts=told), counts=counts)


def _is_in(at: int, spans: Sequence[Span]) -> bool:
    return any(first <= at <= last for first, last in spans)


def _is_counted(document: Document, count: CountMention, spans: Sequence[Span]) -> bool:
    """Whether what befell the people of a count, or their number, stands in what is remembered."""
    tokens = document.tokens_of(count.start, count.end)
    return any(_is_in(at, spans) for at in (tokens.start, tokens.stop - 1))


def _taken_up(
    acts: Sequence[TriggerMention], spans: Sequence[Span], old: dict[int, int]
) -> Iterator[Span]:
    """Where a later sentence takes up what is remembered: 46 sailors killed in THE attack."""
    is_remembered: dict[str, bool] = {}
    before: TriggerMention | None = None
    for act in acts:
        if act.first in old or _is_in(act.first, spans):
            is_remembered[act.name] = True
        elif act.is_definite and act.pos != "verb" and is_remembered.get(act.name):
            is_close = before is not None and act.first - before.last <= _TAKEN_UP_REACH
            yield before.first if before is not None and is_close else act.first, act.last
        else:
            is_remembered[act.name] = False
        before = act


# --------------------------------------------------------------------------------------------
# Words of remembrance
# --------------------------------------------------------------------------------------------


def _behind_words(document: Document) -> Iterator[Span]:
    for match in document.matches_of("grammar"):
        if match.sense.name == "remembrance":
            yield match.first, _clause_end(document, match.last)


def _clause_end(document: Document, at: int) -> int:
    """The last token of the clause that a token stands in, relative clauses behind it included."""
    words = document.words
    last = document.sentences[document.sentence_of[at]].last - 1
    relatives = {m.first for m in document.matches_of("grammar") if m.sense.name == "relative"}
    while at < last:
        at += 1
        if words[at] in CLAUSE_SIGNS and not (
            words[at] in COMMAS and _opens_relative(document, at + 1, relatives)
        ):
            return at
    return last


def _opens_relative(document: Document, at: int, relatives: set[int]) -> bool:
    """Whether a relative clause begins at a token, over a preposition: , in which 5,000 died."""
    words = document.words
    at = past_signs(words, at)
    return at in relatives or at + 1 in relatives


# --------------------------------------------------------------------------------------------
# Dates of long ago
# --------------------------------------------------------------------------------------------


def _behind_years(
    document: Document, acts: Sequence[TriggerMention], published: dt.date | None
) -> Iterator[Span]:
    """Acts with a past year for an adjective, and what is told of them: the 2005 bombing that killed 22."""
    if published is None or "victim.head_final" not in document.lexicon.concepts():
        return
    for act in acts:
        for at in range(max(act.first - _YEAR_REACH, 0), act.first):
            word = document.words[at]
            is_year = len(word) == _YEAR_DIGITS and word.isdigit()
            if is_year and 1900 <= int(word) < published.year and _opens_phrase(document, at):
                yield at, _clause_end(document, act.last)


def _opens_phrase(document: Document, at: int) -> bool:
    """Whether a determiner or a possessor stands before a token."""
    before = document.words[at - 1] if at else ""
    ends = {m.last for m in document.matches_of("victim") if m.sense.name == "determiner"}
    return at - 1 in ends or before in {"'s", "'"}


def _dated_long_ago(
    document: Document,
    acts: Sequence[TriggerMention],
    dates: Sequence[DateMention],
    published: dt.date | None,
) -> tuple[dict[int, int], Sequence[DateMention]]:
    """Acts of long ago beside news, by first and last tokens; and the dates that may date an act.

    In a sentence of old acts alone no other date is theirs.
    """
    if published is None:
        return {}, dates
    old: dict[int, int] = {}
    left_out: set[DateMention] = set()
    for sentence in sorted({act.sentence for act in acts}):
        here = [act for act in acts if act.sentence == sentence]
        own = {act.first: _own_date(document, act, acts, dates) for act in here}
        past = [act for act in here if (date := own[act.first]) and _is_old(date, published)]
        if len(past) < len(here):
            old |= {act.first: act.last for act in past}
        elif past:
            told = document.sentences[sentence]
            left_out |= {
                date
                for date in dates
                if told.start <= date.start < told.end and not _is_old(date, published)
            }
    return old, [date for date in dates if date not in left_out]


def _own_date(
    document: Document,
    act: TriggerMention,
    acts: Sequence[TriggerMention],
    dates: Sequence[DateMention],
) -> DateMention | None:
    """The date of an act: the one behind it in its clause, over no other act, else the one before."""
    words = document.words
    sentence = document.sentences[act.sentence]
    first, last = act.first, act.last
    while first > sentence.first and words[first - 1] not in CLAUSE_SIGNS:
        first -= 1
    while last + 1 < sentence.last and words[last + 1] not in CLAUSE_SIGNS:
        last += 1
    start, end = document.starts[first], document.ends[last]
    here = [
        date
        for date in dates
        if start <= date.start and date.end <= end and not _is_since(document, act, date)
    ]
    behind = min((d for d in here if d.start >= act.end), key=lambda date: date.start, default=None)
    if behind is not None and not any(act.end <= o.start < behind.start for o in acts):
        return behind
    return max((d for d in here if d.end <= act.start), key=lambda date: date.end, default=behind)


def _is_since(document: Document, act: TriggerMention, date: DateMention) -> bool:
    """Whether a date only tells since when: the fighting since the fall of Kabul in 2001."""
    if date.is_duration:
        return True
    at = document.token_at(date.start)
    return any(
        match.sense.name == "since" and act.last < match.first <= at
        for match in document.matches_of("date")
    )


def _is_old(date: DateMention, published: dt.date) -> bool:
    if date.last is None:
        return False
    if date.form == "year":
        return date.last.year < published.year
    return (published - date.last).days > CURRENT_DAYS
