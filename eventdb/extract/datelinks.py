"""Which date of a report is that of a story: features of a date beside the acts, and their score.

A report tells other days than the event's: that of the statement, of a visit, of what went before.
Whether a date belongs to a story is a small logistic model over where it stands: how near to which
act, on which side, whether a verb of speech is nearer, how old it is, how fine. The features are
of positions, days and concepts, none of a language; ``training/datelinks.py`` makes the weights.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.count_scopes import is_of_days
from eventdb.extract.frames import Frame, gap_between
from eventdb.extract.grammar import Grammar
from eventdb.extract.logistic import load_model
from eventdb.extract.triggers import TriggerMention
from eventdb.records import AttributionMention, DateMention

# Signs that make the word before them a possessor.
_POSSESSORS = ("'s", "’s", "'", "’")
_SIGNS = frozenset({",", "،", ";", "؛", ":", "(", ")", "-", "–", "—"})
# Characters beyond which no cue is beside a date; sentences beyond which no date is a story's.
_FAR = 200
_REACH = 6
_BEFORE_DATE = 4
# Tokens from the sign of a possessor to what it possesses: "Friday's deadly car bombing".
_OWNED = 5
_AGES = ((0, "today"), (1, "yesterday"), (7, "week"), (31, "month"), (62, "two_months"))


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date with what stands around it in its sentence.

    Attributes:
        order: its place among the dates of the report.
        sentence: number of its sentence.
        told: characters to the nearest verb of speech of the sentence.
        stated: characters to the nearest word of a stance ("condemned", "discussed").
        cues: function words just before it ("since", "after").
        is_of_act: the noun of an act has it for its own day: "Friday's bombing", تفجير الجمعة.
    """

    mention: DateMention
    order: int
    sentence: int
    told: int
    stated: int
    cues: frozenset[str]
    signs: tuple[int, ...]
    acts: tuple[TriggerMention, ...]
    is_of_act: bool = False


def dated_words(
    document: Document,
    grammar: Grammar,
    dates: Sequence[DateMention],
    attributions: Sequence[AttributionMention],
    acts: Sequence[TriggerMention],
) -> list[DatedWords]:
    """The dates of a report with their surroundings, in order."""
    cues = sorted({(said.cue_start, said.cue_end) for said in attributions})
    found = []
    for order, mention in enumerate(dates):
        sentence = document.sentence_at(mention.start)
        first = document.token_at(mention.start)
        stances = [
            document.passage(cue.first, cue.last)
            for cue in grammar.beginning_within(sentence.first, sentence.last - 1)
            if cue.concept == "grammar.statement"
        ]
        said = [cue for cue in cues if sentence.start <= cue[0] < sentence.end]
        found.append(
            DatedWords(
                mention=mention,
                order=order,
                sentence=sentence.index,
                told=_nearest(mention, said),
                stated=_nearest(mention, stances),
                cues=frozenset(
                    cue.sense.name
                    for cue in grammar.beginning_within(
                        max(sentence.first, first - _BEFORE_DATE), first
                    )
                ),
                signs=tuple(
                    document.starts[at]
                    for at in range(sentence.first, sentence.last)
                    if document.words[at] in _SIGNS
                ),
                acts=tuple(act for act in acts if act.sentence == sentence.index),
                is_of_act=any(_is_genitive(document, mention, act) for act in acts),
            )
        )
    return found


def _is_genitive(document: Document, date: DateMention, act: TriggerMention) -> bool:
    """Whether the noun of an act stands right before its day, or behind it as what the day possesses."""
    if act.pos != "noun" or act.is_after_earlier_event or not is_of_days(date):
        return False
    first, last = document.token_at(date.start), document.token_at(date.end - 1)
    if act.last + 1 == first:
        return True
    return is_possessor(document, date) and 0 < act.first - last <= _OWNED


def is_possessor(document: Document, date: DateMention) -> bool:
    """Whether a sign makes a date the possessor of what follows: Friday's."""
    last = document.token_at(date.end - 1)
    is_behind = "".join(document.words[last + 1 : last + 2]) in _POSSESSORS
    return is_behind or document.text[date.start : date.end].endswith(_POSSESSORS)


def _nearest(mention: DateMention, passages: Sequence[tuple[int, int]]) -> int:
    return min((max(s - mention.end, mention.start - e, 0) for s, e in passages), default=_FAR)


def describe_link(
    dated: DatedWords,
    frames: Sequence[Frame],
    published: dt.date | None,
    *,
    is_carried: bool,
) -> dict[str, float] | None:
    """Features of a date as that of a story; ``None`` where it stands too far from it.

    Args:
        dated: the date.
        frames: the story.
        published: day of publication.
        is_carried: it dates the story before.
    """
    distance = min((abs(f.sentence.index - dated.sentence) for f in frames), default=_FAR)
    if distance > _REACH:
        return None
    features = {f"age.{_age(dated.mention, published)}": 1.0, f"form.{dated.mention.form}": 1.0}
    features |= {f"span.{_span(dated.mention)}": 1.0, "carried": float(is_carried)}
    features |= {
        "duration": float(dated.mention.is_duration),
        "first_date": float(dated.order == 0),
    }
    own = [frame for frame in frames if dated.mention in frame.dates]
    if own:
        features |= _inside(dated, own[0], frames, "age.today" in features)
    else:
        side = "after" if dated.sentence >= frames[0].sentence.index else "before"
        features |= {f"outside.{side}": 1.0, "distance": min(distance, _REACH) / _REACH}
        features["outside.same"] = float(distance == 0)
        features["outside.acts"] = float(bool(dated.acts))
    features["alike"] = math.log1p(
        sum(
            _meets(dated.mention, other)
            for frame in frames
            for other in frame.dates
            if other is not dated.mention
        )
    )
    for cue in dated.cues & {"earlier_event", "because", "background"}:
        features[f"cue.{cue}"] = 1.0
    return {name: value for name, value in features.items() if value}


def _inside(
    dated: DatedWords, frame: Frame, frames: Sequence[Frame], is_today: bool
) -> dict[str, float]:
    """Features of a date in one of the story's own frames."""
    mention = dated.mention
    features = {
        "own": 1.0,
        "own.title": float(frame.sentence.is_title),
        "own.lead": float(frame.sentence.index <= 2),
        "own.first": float(frame is frames[0]),
        "own.depth": min(frame.sentence.index, 20) / 10,
        "own.background": float(frame.is_background),
        "own.no_act": float(not frame.triggers),
    }
    acts = frame.triggers[:3]
    done = min((gap_between(mention, act) for act in acts), default=_FAR)
    features["near"] = 1.0 / (1.0 + done / 40)
    features["beside"] = float(done <= 4)
    features["spoken"] = float(dated.told < min(done, 24))
    features["spoken.near"] = float(dated.told <= 2 and done > 2)
    features["stated"] = float(dated.stated < min(done, 24))
    if acts:
        nearest = min(acts, key=lambda act: gap_between(mention, act))
        features["follows"] = float(nearest.end <= mention.start)
        features["strong"] = nearest.strength
        features["verb"] = float(nearest.pos == "verb")
        low, high = sorted((nearest.start, mention.start))
        features["signs"] = (
            min(3, bisect_left(dated.signs, high) - bisect_left(dated.signs, low)) / 3
        )
        others = [act for act in dated.acts if act not in frame.triggers[:3]]
        features["opens"] = float(mention.start - frame.sentence.start <= 12)
        features["same_clause"] = float(features["signs"] == 0)
        features["today.spoken"] = features["spoken"] * float(is_today)
        features["today.near"] = features["near"] * float(is_today)
        features["counted"] = 1 / (
            1 + min((gap_between(mention, count) for count in frame.counts), default=_FAR) / 40
        )
        features["other_nearer"] = float(any(gap_between(mention, act) < done for act in others))
    return features


def _meets(one: DateMention, other: DateMention) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _age(mention: DateMention, published: dt.date | None) -> str:
    last = mention.last or published
    if published is None or last is None:
        return "unknown"
    days = (published - last).days
    if days < 0:
        return "future" if mention.first is None or mention.first > published else "today"
    return next((name for most, name in _AGES if days <= most), "older")


def _span(mention: DateMention) -> str:
    if mention.first is None or mention.last is None:
        return "open"
    days = (mention.last - mention.first).days
    return "day" if days == 0 else "days" if days <= 2 else "week" if days <= 10 else "long"


def describe_default(frames: Sequence[Frame], dated: Sequence[DatedWords]) -> dict[str, float]:
    """Features of the day of publication and the day before as a story's, for want of a date."""
    own = [date for frame in frames for date in frame.dates]
    first = frames[0]
    return {
        name: value
        for name, value in {
            "default": 1.0,
            "default.own": float(bool(own)),
            "default.lead": float(first.sentence.index <= 2),
            "default.title": float(first.sentence.is_title),
            "default.depth": min(first.sentence.index, 20) / 10,
            "default.background": float(all(frame.is_background for frame in frames)),
            "default.dates": min(len(dated), 10) / 10,
            "default.only": float(not dated),
        }.items()
        if value
    }


def link_score(features: Mapping[str, float]) -> float:
    """Log-odds that a date is that of the event."""
    return load_model("datelinks").score(features)
