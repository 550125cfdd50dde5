"""Tells the days on which something is said from those on which it happened.

What is stated on a day ("said on Friday that") happened on it or the day before, so that the day is one
by which. A day behind what happened, with a comma or the end of the sentence before the verb of speech
("were killed on Friday, police said"), is the day on which it happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from eventdb.documents import Document
from eventdb.extract.frames import gap_between
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.triggers import TriggerMention
from eventdb.records import AttributionMention, DateMention

# A date this near to a verb of speech, in characters, and nearer than to any act, dates the speech.
_REACH = 24
_FAR = 99


def with_days_of_speech(
    document: Document,
    dates: Sequence[DateMention],
    attributions: Sequence[AttributionMention],
    acts: Sequence[TriggerMention],
    written: int,
) -> list[DateMention]:
    """The dates of a document, those of speech widened by the day before.

    Args:
        document: the report, prepared.
        dates: its dates.
        attributions: its speakers and their verbs.
        acts: what happened.
        written: end of the dateline, whose dates are marked as its own.
    """
    found = []
    for date in dates:
        if date.start < written:
            found.append(replace(date, form="dateline"))
            continue
        is_one_day = date.first is not None and date.first == date.last
        told = min((_gap(document, date, cue) for cue in attributions), default=_FAR)
        done = min((gap_between(date, act) for act in acts), default=_FAR)
        if is_one_day and told < min(done, _REACH) and date.first is not None:
            date = replace(date, first=date.first - dt.timedelta(days=1))
        found.append(date)
    return found


def _gap(document: Document, date: DateMention, cue: AttributionMention) -> int:
    """Characters between a date and a verb of speech that it may belong to."""
    sentence = document.sentence_at(date.start)
    if not sentence.start <= cue.cue_start < sentence.end:
        return _FAR
    if date.end <= cue.cue_start and _is_apart(document, date, cue.cue_start):
        return _FAR
    return max(cue.cue_start - date.end, date.start - cue.cue_end, 0)


def _is_apart(document: Document, date: DateMention, start: int) -> bool:
    """Whether a comma stands between a date that opens no sentence and the verb behind it."""
    first, last = document.token_at(date.start), document.token_at(start)
    opening = document.sentence_at(date.start).first
    is_opening = not any(
        document.words[at].isalnum() for at in range(opening, max(first - 1, opening))
    )
    return not is_opening and any(document.words[at] in COMMAS for at in range(first, last))
