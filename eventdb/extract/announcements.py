"""Tells the day on which something is announced from that on which it happened, where a sentence has both.

"The ministry said on Friday that the blast on 14 October had killed 358"; "the toll of Sunday's blast rose to
292, the minister said on Thursday". The day of the verb of speech dates nothing that happened then.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.documents import Document, Sentence
from eventdb.extract.datelinks import is_possessor
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.triggers import TriggerMention
from eventdb.lexicon import TRANSPARENT
from eventdb.records import AttributionMention, DateMention

# Characters of the speaker between a verb of speech and its day.
_REACH = 70
# Characters of the claimant's name between its claim and the day of that.
_CLAIM_REACH = 25
# A day, a week-end, "last week" is when something happened; a longer time is background.
_LONGEST = 10


def without_days_of_announcements(
    document: Document,
    dates: Sequence[DateMention],
    attributions: Sequence[AttributionMention],
    acts: Sequence[TriggerMention],
    claims: Sequence[tuple[int, int]],
) -> list[DateMention]:
    """The dates of a document but those of speech in sentences that date what happened as well.

    Args:
        document: the report, prepared.
        dates: its dates.
        attributions: its speakers and their verbs.
        acts: what happened.
        claims: characters that tell who claims or denies an act: "the group claimed on Tuesday the attack of Saturday".
    """
    thats = {match.first for match in document.matches_of("speech") if match.sense.name == "that"}
    spoken = [
        date
        for date in dates
        if _is_of_speech(document, date, attributions, acts, thats)
        or any(_is_of_claim(document, date, claim, acts) for claim in claims)
    ]
    own = {
        document.sentence_at(date.start).index
        for date in dates
        if date not in spoken and date.form != "dateline" and _is_short(date)
    }
    return [
        date
        for date in dates
        if date not in spoken or document.sentence_at(date.start).index not in own
    ]


def _is_short(date: DateMention) -> bool:
    if date.first is None or date.last is None or date.is_duration:
        return False
    return (date.last - date.first).days <= _LONGEST


def _is_of_speech(
    document: Document,
    date: DateMention,
    attributions: Sequence[AttributionMention],
    acts: Sequence[TriggerMention],
    thats: set[int],
) -> bool:
    """Whether a date belongs to the verb of speech before it, and to no act."""
    if date.form == "dateline":
        return False
    sentence = document.sentence_at(date.start)
    told = [act for act in acts if act.sentence == sentence.index]
    for said in attributions:
        gap = date.start - said.cue_end
        if said.cue_start < sentence.start or not 0 <= gap <= _REACH:
            continue
        if any(said.cue_end <= act.start < date.start for act in told):
            continue
        if _next(document, date, sentence) in thats:
            return True
        is_last = not any(act.start > date.start for act in told)
        if is_last and any(act.start < said.cue_start for act in told):
            return True
    return False


def _is_of_claim(
    document: Document, date: DateMention, claim: tuple[int, int], acts: Sequence[TriggerMention]
) -> bool:
    """Whether a day stands right behind the words of a claim, before the act that is claimed."""
    start, end = claim
    sentence = document.sentence_at(date.start)
    if not sentence.start <= start < date.start <= end + _CLAIM_REACH:
        return False
    return not is_possessor(document, date) and not any(start < a.start < date.start for a in acts)


def _next(document: Document, date: DateMention, sentence: Sentence) -> int:
    """The token of the next word behind a date."""
    at = document.token_at(date.end - 1) + 1
    while at < sentence.last and (
        document.words[at] in TRANSPARENT or document.words[at] in COMMAS
    ):
        at += 1
    return at
