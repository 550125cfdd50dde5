"""Tells the days on which a toll rises from those of the event that it is of.

"The death toll from Tuesday's bombing rose to 45 on Wednesday" tells of one event, of Tuesday. Taken for
the day of an act, Wednesday would make a second event of the same dead. Nor does the day since which people
have died in a campaign date what the report tells: "280 have been killed since the offensive began in January".
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import CountScope
from eventdb.documents import Document
from eventdb.extract.count_scopes import DAYS_RUNNING
from eventdb.extract.datelinks import is_possessor
from eventdb.extract.frames import CASUALTIES
from eventdb.extract.triggers import TriggerMention
from eventdb.lexicon import Match, past_signs
from eventdb.records import AttributionMention, CountMention, DateMention

_REACH = 6  # tokens between the figure of a toll and the day on which it stood
_TOLLS = frozenset({"toll", "figure"})


def without_days_of_tolls(
    document: Document,
    dates: Sequence[DateMention],
    counts: Sequence[CountMention],
    acts: Sequence[TriggerMention],
    attributions: Sequence[AttributionMention],
) -> list[DateMention]:
    """The dates of a document but those on which a toll reached its figure, or since which it has long run.

    Nor is the day an event's on which somebody only gave another figure: "Earlier on Sunday officials had spoken of 52
    dead".

    Args:
        document: the report, prepared.
        dates: its dates.
        counts: its counts; those told as the number of all are tolls.
        acts: what happened; a day beside one is its own.
        attributions: who says what.
    """
    tolls = [count for count in counts if count.is_total]
    return [
        date
        for date in dates
        if date.form == "dateline"
        or not (
            any(_is_of_toll(document, date, toll, acts) for toll in tolls)
            or any(_is_start(document, date, count, acts) for count in counts)
            or any(_is_of_figure(document, date, said, counts, acts) for said in attributions)
        )
    ]


def _is_of_figure(
    document: Document,
    date: DateMention,
    said: AttributionMention,
    counts: Sequence[CountMention],
    acts: Sequence[TriggerMention],
) -> bool:
    """Whether somebody gave a figure on a day, for what was told before, and told nothing else of it."""
    sentence = document.sentence_at(date.start)
    if not sentence.start <= said.cue_start < sentence.end or _is_in_content(document, date, said):
        return False
    told = [act for act in acts if act.sentence == sentence.index]
    figures = [count for count in counts if date.end <= count.start < sentence.end]
    is_new = not any(
        act.sentence < sentence.index and (act.pos == "verb" or act.name not in CASUALTIES)
        for act in acts
    )
    return (
        bool(figures)
        and not is_new
        and all(act.pos != "verb" and act.name in CASUALTIES for act in told)
    )


def _is_in_content(document: Document, date: DateMention, said: AttributionMention) -> bool:
    """Whether a date stands in what is said: they said THAT ON FRIDAY it fell."""
    first, last = document.token_at(said.cue_end - 1), document.token_at(date.start)
    return any(
        match.sense.name == "that" and first < match.first < last
        for match in document.matches_of("speech")
    )


def _is_start(
    document: Document, date: DateMention, count: CountMention, acts: Sequence[TriggerMention]
) -> bool:
    """Whether a total runs since an act of long ago that the date is of."""
    published = document.report.published
    if count.scope is not CountScope.CUMULATIVE or published is None or date.last is None:
        return False
    sentence = document.sentence_at(date.start)
    if not sentence.start <= count.start < sentence.end:
        return False
    return date.last + DAYS_RUNNING < published.date() and any(
        act.is_after_earlier_event
        and min(date.start, count.end) <= act.start < max(date.start, count.end)
        for act in acts
    )


def _is_of_toll(
    document: Document, date: DateMention, toll: CountMention, acts: Sequence[TriggerMention]
) -> bool:
    """Whether no act stands between a date and the toll that it may belong to."""
    sentence = document.sentence_at(date.start)
    if not sentence.start <= toll.start < sentence.end:
        return False
    figure = toll.end if toll.number_start is None else toll.number_start
    noun = _noun(document, sentence.first, document.token_at(figure))
    first, last = document.token_at(date.start), document.token_at(date.end - 1)
    if noun is None:
        return False
    told = [act for act in acts if act.sentence == sentence.index and not _is_in(act, noun)]
    if _opens_act(document, date, told):
        return False
    if last < noun.first:
        return not any(act.last < noun.first for act in told)
    if last < document.token_at(figure):
        return not any(noun.first <= act.first <= first for act in told)
    end = document.token_at(toll.end - 1)
    return first - end <= _REACH and not any(end <= act.first <= first for act in told)


def _is_in(act: TriggerMention, noun: Match) -> bool:
    """Whether an act is only a noun in the words for a toll: حصيلة القتلى."""
    return act.pos != "verb" and noun.first <= act.first <= noun.last


def _noun(document: Document, first: int, figure: int) -> Match | None:
    """The words for the toll itself, nearest before its figure."""
    found = [
        match
        for match in document.matches_of("casualty")
        if match.sense.name in _TOLLS and first <= match.first < figure
    ]
    return max(found, key=lambda match: (match.first, match.last), default=None)


def _opens_act(document: Document, date: DateMention, acts: Sequence[TriggerMention]) -> bool:
    """Whether the words of an act begin right behind a date: Tuesday's twin bombings, the Monday raid."""
    at = past_signs(document.words, document.token_at(date.end - 1) + 1)
    return is_possessor(document, date) or any(act.first == at for act in acts)
