"""Decides whether a story is an event of conflict that the report tells as current.

A small logistic model over features that no language owns: what kind of act, how told, where in
the report, what stands beside it. The weights are a reviewed data file, ``models/selection.toml``;
the probability that comes out is the candidate's confidence.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from eventdb.codebook import ClaimKind
from eventdb.extract.frames import Frame
from eventdb.extract.logistic import load_model
from eventdb.extract.sides import Sides
from eventdb.extract.times import When
from eventdb.extract.triggers import CueMention, Modality

# An event this long before publication is history, whatever else speaks for it.
CURRENT_DAYS = 62
SURE = 0.6
_HIT = ("killed", "wounded", "taken")
_PAST = frozenset({"past", "past_first"})
_WIDE = frozenset({"country", "admin1", "region", "water"})


def probability_of(features: Mapping[str, float]) -> float:
    """Probability that a story is an event of conflict told as current."""
    return load_model("selection").probability(features)


def describe(
    frames: Sequence[Frame],
    order: int,
    sides: Sides,
    when: When,
    topics: Sequence[CueMention],
    words: int,
    published: dt.date | None,
) -> dict[str, float]:
    """Features of a story.

    Args:
        frames: the story.
        order: its place among the stories of the report.
        sides: its weighed actors.
        when: its settled day.
        topics: topic words of the whole document.
        words: number of tokens of the document.
        published: publication date.
    """
    features: dict[str, float] = {}
    for frame in frames:
        for act in frame.triggers:
            scale = 0.5 if act.modality in {Modality.HABITUAL, Modality.ATTEMPTED} else 1.0
            name = f"act.{act.name}"
            features[name] = max(features.get(name, 0.0), scale)
        for cue in frame.weapons:
            features[cue.name] = 1.0
    acts = [act for frame in frames for act in frame.triggers]
    features["strength"] = max((act.strength for act in acts), default=0.0)
    features["acts"] = math.log1p(len(acts))
    features["told_by_verb"] = float(any(act.pos == "verb" for act in acts))
    features["in_title"] = float(any(frame.sentence.is_title for frame in frames))
    first = min(frame.sentence.index for frame in frames)
    features["lead"] = float(first <= 2)
    features["depth"] = min(first, 30) / 10
    features["first_story"] = float(order == 0)
    features["frames"] = math.log1p(len(frames))
    features["only_background"] = float(all(frame.is_background for frame in frames))
    features.update(_count_features(frames))
    features.update(_party_features(sides))
    features.update(_date_features(when, published))
    features.update(_telling_features(frames))
    features["has_place"] = float(any(not p.is_adjectival for f in frames for p in f.places))
    for cue in topics:
        features[cue.name] = features.get(cue.name, 0.0) + 30.0 / max(words, 100)
        if any(cue.sentence == frame.sentence.index for frame in frames):
            features[f"near.{cue.name}"] = 1.0
    return {name: round(min(value, 5.0), 4) for name, value in sorted(features.items()) if value}


def _telling_features(frames: Sequence[Frame]) -> dict[str, float]:
    """How concretely a story is told: in one clause with its day, its place, its number of victims."""
    real = [frame for frame in frames if frame.triggers]
    verbs = [act for frame in real for act in frame.triggers if act.pos == "verb"]
    return {
        "dated_act": float(any(_has_day(frame) for frame in real)),
        "placed_act": float(any(_has_settlement(frame) for frame in real)),
        "counted_act": float(any(c.best is not None for f in real for c in f.counts)),
        "past_verb": float(any(act.form in _PAST for act in verbs)),
        "present_verb": float(bool(verbs) and not any(act.form in _PAST for act in verbs)),
        "only_plural": float(
            bool(real) and all(act.is_plural for frame in real for act in frame.triggers)
        ),
        "only_unreal": float(
            bool(real) and all(a.modality is not Modality.ACTUAL for f in real for a in f.triggers)
        ),
        "definite": float(bool(real) and all(a.is_definite for a in real[0].triggers)),
    }


def _has_day(frame: Frame) -> bool:
    return any(
        date.first is not None and date.last is not None and (date.last - date.first).days <= 2
        for date in frame.dates
    )


def _has_settlement(frame: Frame) -> bool:
    return any(
        not place.is_adjectival and (place.place is None or place.place.kind not in _WIDE)
        for place in frame.places
    )


def _count_features(frames: Sequence[Frame]) -> dict[str, float]:
    counts = [count for frame in frames for count in frame.counts]
    return {
        "killed": float(any(c.kind is ClaimKind.KILLED and c.high != 0 for c in counts)),
        "wounded": float(any(c.kind is ClaimKind.WOUNDED and c.high != 0 for c in counts)),
        "taken": float(any(c.kind in {ClaimKind.ABDUCTED, ClaimKind.DETAINED} for c in counts)),
        "only_counts": float(bool(counts) and not any(frame.triggers for frame in frames)),
    }


def _party_features(sides: Sides) -> dict[str, float]:
    named = [vote for vote in (*sides.agents, *sides.fighters) if not vote.is_generic]
    return {
        "named_agent": float(bool(named)),
        "any_agent": float(bool(sides.agents or sides.fighters)),
        "any_target": float(bool(sides.targets)),
    }


def _date_features(when: When, published: dt.date | None) -> dict[str, float]:
    if when.mention is None:
        return {"no_date": 1.0}
    if published is None or when.last is None:
        return {}
    age = (published - when.last).days
    return {
        "recent": float(age <= 3),
        "within_month": float(3 < age <= 31),
        "old": float(31 < age <= CURRENT_DAYS),
        "history": float(age > CURRENT_DAYS),
    }


def is_told_surely(probability: float, features: Mapping[str, float]) -> bool:
    """Whether a story is kept: likely enough, and concrete where it is not more than likely.

    Talk of summits, courts and matches borrows the words of war. What is less than sure must be
    told with people hit, or with its day and its place, or in the headline with one of these.
    """
    if probability < load_model("selection").threshold:
        return False
    if probability >= SURE or any(name in features for name in _HIT):
        return True
    when_and_where = ("dated_act" in features) + ("placed_act" in features)
    return when_and_where + ("in_title" in features) >= 2


def is_current(when: When, published: dt.date | None) -> bool:
    """Whether an event lies near enough to publication to be news."""
    if published is None or when.last is None:
        return True
    return (published - when.last).days <= CURRENT_DAYS
