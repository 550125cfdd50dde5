"""What the selection of events sees of a story: its acts, how and where they are told, what stands beside.

No feature is of a language: each is a concept, a place in the report, a distance or a count.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from eventdb.codebook import ClaimKind, CountScope
from eventdb.extract.frames import Frame
from eventdb.extract.locations import Where
from eventdb.extract.modality import Modality
from eventdb.extract.sides import Sides
from eventdb.extract.times import When
from eventdb.extract.traits import Traits
from eventdb.extract.triggers import TriggerMention
from eventdb.records import DateMention

# An event this long before publication is history, whatever else speaks for it.
CURRENT_DAYS = 62
_PAST = frozenset({"past", "past_first"})
_WIDE = frozenset({"country", "admin1", "region", "water"})
_QUOTES = frozenset("\"«»“”„‟'")
# Topics that say so much of the sentence that they stand in; of others the report's share is enough.
_BESIDE = frozenset(
    f"topic.{name}"
    for name in (
        "accident",
        "court",
        "diplomacy",
        "domestic",
        "exercise",
        "illness",
        "migration",
        "mishap",
        "nature",
        "sport",
        "talk",
        "wreck",
    )
)
_HARMED = (ClaimKind.KILLED, ClaimKind.WOUNDED)


def describe(
    frames: Sequence[Frame],
    order: int,
    sides: Sides,
    when: When,
    where: Where | None,
    traits: Traits,
) -> dict[str, float]:
    """Features of a story.

    Args:
        frames: the story.
        order: its place among the stories of the report.
        sides: its weighed actors.
        when: its settled day.
        where: its settled place.
        traits: the report.
    """
    acts = [act for frame in frames for act in frame.triggers]
    features = dict(traits.features)
    features.update(_act_features(frames, acts))
    features.update(_position_features(frames, order, traits))
    features.update(_count_features(frames))
    features.update(_party_features(sides))
    features.update(_date_features(frames, when, traits.published))
    features.update(_place_features(frames, where))
    features.update(_telling_features(frames, traits))
    features.update(_sentence_features(frames, acts, traits))
    return {name: round(min(value, 5.0), 4) for name, value in sorted(features.items()) if value}


def _act_features(frames: Sequence[Frame], acts: Sequence[TriggerMention]) -> dict[str, float]:
    features: dict[str, float] = {}
    for act in acts:
        scale = 0.5 if act.modality in {Modality.HABITUAL, Modality.ATTEMPTED} else 1.0
        name = f"act.{act.name}"
        features[name] = max(features.get(name, 0.0), scale)
    for frame in frames:
        for cue in frame.weapons:
            features[cue.name] = 1.0
    features["strength"] = max((act.strength for act in acts), default=0.0)
    features["acts"] = math.log1p(len(acts))
    features["told_by_verb"] = float(any(act.pos == "verb" for act in acts))
    features["only_generic"] = float(bool(acts) and all(act.family == "generic" for act in acts))
    features["only_purpose"] = float(bool(acts) and all("li" in act.clitics for act in acts))
    return features


def _position_features(frames: Sequence[Frame], order: int, traits: Traits) -> dict[str, float]:
    first = min(frame.sentence.index for frame in frames)
    families = {act.family for frame in frames for act in frame.triggers}
    in_title = traits.is_headline or any(frame.sentence.is_title for frame in frames)
    shared = families & traits.title_families
    return {
        "in_title": float(in_title),
        "as_title": float(bool(shared) and not in_title),
        "beside_title": float(bool(traits.title_families) and not in_title and not shared),
        "lead": float(first <= 2),
        "depth": min(first, 30) / 10,
        "first_story": float(order == 0),
        "frames": math.log1p(len(frames)),
        "only_background": float(all(frame.is_background for frame in frames)),
    }


def _tells(act: TriggerMention) -> bool:
    """Whether a word tells an act, and not only of those known to have suffered it: المصابون."""
    return not (act.pos == "participle" and act.is_definite)


def _count_features(frames: Sequence[Frame]) -> dict[str, float]:
    counts = [count for frame in frames for count in frame.counts]
    return {
        "killed": float(any(c.kind is ClaimKind.KILLED and c.high != 0 for c in counts)),
        "wounded": float(any(c.kind is ClaimKind.WOUNDED and c.high != 0 for c in counts)),
        "taken": float(any(c.kind in {ClaimKind.ABDUCTED, ClaimKind.DETAINED} for c in counts)),
        "only_counts": float(bool(counts) and not any(frame.triggers for frame in frames)),
        "only_parts": float(
            bool(counts)
            and not any(_tells(act) for frame in frames for act in frame.triggers)
            and all(c.scope is CountScope.SUBSET for c in counts)
        ),
        "cumulative": float(
            any(c.scope in {CountScope.CUMULATIVE, CountScope.REPORT} for c in counts)
        ),
        "many": float(any(c.kind in _HARMED and c.low >= 100 for c in counts)),
    }


def _party_features(sides: Sides) -> dict[str, float]:
    named = [vote for vote in (*sides.agents, *sides.fighters) if not vote.is_generic]
    features = {
        "named_agent": float(bool(named)),
        "any_agent": float(bool(sides.agents or sides.fighters)),
        "any_target": float(bool(sides.targets)),
        "both_sides": float(len(sides.fighters) > 1 or bool(sides.agents and sides.targets)),
    }
    if sides.target_kind is not None:
        features[f"target.{sides.target_kind.name.lower()}"] = 1.0
    return features


def _date_features(
    frames: Sequence[Frame], when: When, published: dt.date | None
) -> dict[str, float]:
    real = [date for frame in frames if frame.triggers for date in frame.dates]
    features = {"old_date": float(any(_is_old(date, published) for date in real))}
    if when.mention is None:
        return {**features, "no_date": 1.0}
    if published is None or when.last is None:
        return features
    age = (published - when.last).days
    return {
        **features,
        "recent": float(age <= 3),
        "within_month": float(3 < age <= 31),
        "old": float(31 < age <= CURRENT_DAYS),
        "history": float(age > CURRENT_DAYS),
        "long": float(when.first is not None and (when.last - when.first).days > 6),
    }


def _is_old(date: DateMention, published: dt.date | None) -> bool:
    if date.form == "year":
        return published is None or date.last is None or date.last.year < published.year
    return (
        published is not None
        and date.last is not None
        and ((published - date.last).days > CURRENT_DAYS)
    )


def _place_features(frames: Sequence[Frame], where: Where | None) -> dict[str, float]:
    return {
        "has_place": float(any(not p.is_adjectival for f in frames for p in f.places)),
        "no_place": float(where is None or where.mention is None),
    }


def _telling_features(frames: Sequence[Frame], traits: Traits) -> dict[str, float]:
    """How concretely a story is told: in one clause with its day, its place, its number of victims."""
    real = [frame for frame in frames if frame.triggers]
    verbs = [act for frame in real for act in frame.triggers if act.pos == "verb"]
    is_past = any(act.form in _PAST or traits.is_headline for act in verbs)
    signs = [
        (_has_day(f), _has_settlement(f), any(c.best is not None for c in f.counts)) for f in real
    ]
    return {
        "dated_act": float(any(sign[0] for sign in signs)),
        "placed_act": float(any(sign[1] for sign in signs)),
        "counted_act": float(any(sign[2] for sign in signs)),
        "concrete": max((sum(sign) for sign in signs), default=0) / 3,
        "past_verb": float(is_past),
        "present_verb": float(bool(verbs) and not is_past),
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


def _sentence_features(
    frames: Sequence[Frame], acts: Sequence[TriggerMention], traits: Traits
) -> dict[str, float]:
    """What stands in the sentences of the acts: topics, quotation marks, speech."""
    features = {
        f"near.{name}": 1.0
        for frame in frames
        for name in traits.topics.get(frame.sentence.index, frozenset()) & _BESIDE
    }
    if acts:
        spoken = [any(s <= act.start < e for s, e in traits.speakers) for act in acts]
        features["spoken"] = sum(spoken) / len(acts)
        features["quoted"] = float(all(_is_quoted(act, traits) for act in acts))
    return features


def _is_quoted(act: TriggerMention, traits: Traits) -> bool:
    """Whether quotation marks stand about an act: it is so called, or somebody's own words."""
    text = traits.document.text
    before = text[max(act.start - 1, 0) : act.start]
    return before in _QUOTES or text[act.end : act.end + 1] in _QUOTES
