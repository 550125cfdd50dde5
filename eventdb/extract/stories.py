"""Stories: frames of a report that tell one event, joined in the order of the text.

A frame joins the story that it fits best, or opens a new one. What speaks for and against is a
sum of signs (type, place, day, toll, parties, anaphora, position), each a line of ``link_score``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from eventdb.codebook import ClaimKind, CountScope
from eventdb.extract.frames import CASUALTIES, Frame, is_settlement
from eventdb.extract.roles import Role
from eventdb.gazetteer.distance import kilometres
from eventdb.records import CountMention, Place, PlaceMention

# A report tells one event more often than two: what speaks neither for nor against joins.
_TOLL_AGAIN = 0.5
JOIN_AT = -1.0
# Families of acts that one event can be told by, with the weight of the sign; the pair is
# unordered. What is missing here is a different act (-3).
_COMPATIBLE: dict[frozenset[str], float] = {
    frozenset(pair): weight
    for pair, weight in {
        ("air", "bombardment"): 2.0,
        ("shelling", "bombardment"): 2.0,
        ("air", "shelling"): -0.5,
        ("bomb", "shelling"): -0.5,
        ("bomb", "bombardment"): -0.5,
        ("chemical", "bombardment"): 1.0,
        ("chemical", "air"): 1.0,
        ("chemical", "shelling"): 0.5,
        ("chemical", "bomb"): 0.0,
        ("clash", "shooting"): 1.0,
        ("clash", "shelling"): 0.5,
        ("clash", "bombardment"): 0.5,
        ("clash", "air"): 0.0,
        ("clash", "bomb"): 0.0,
        ("clash", "territory"): 1.0,
        ("clash", "attack"): 0.5,
        ("clash", "raid"): 0.5,
        ("clash", "protest"): 0.5,
        ("clash", "abduction"): -0.5,
        ("shooting", "attack"): 2.0,
        ("shooting", "bomb"): 0.5,
        ("shooting", "protest"): 1.0,
        ("shooting", "raid"): 1.0,
        ("shooting", "abduction"): 0.0,
        ("attack", "bomb"): 0.5,
        ("attack", "abduction"): 0.0,
        ("attack", "property"): 0.0,
        ("attack", "shelling"): 0.0,
        ("bomb", "property"): 0.5,
        ("bomb", "air"): -1.0,
        ("protest", "arrest"): 0.5,
        ("protest", "property"): 0.5,
        ("raid", "arrest"): 1.5,
        ("abduction", "arrest"): 0.0,
        ("territory", "withdrawal"): 0.5,
        ("territory", "bombardment"): -0.5,
        ("interception", "shelling"): 1.0,
        ("interception", "air"): 0.0,
        ("interception", "bomb"): 0.5,
        ("property", "shooting"): 0.0,
    }.items()
}
# Families that the general nouns of violence ("attack", "killing", "incident") can stand for.
_VIOLENT = frozenset(
    {"air", "bombardment", "shelling", "chemical", "bomb", "clash", "attack", "shooting", "abduction",
     "raid", "property", "sexual", "generic", "interception", "territory", "protest"}
)  # fmt: skip
_NEAR_KM = 12.0
# Sentences over which a building is taken up.
_TAKEN_UP = 2


@dataclass(slots=True)
class Story:
    """Frames of one event, in the order of the report."""

    frames: list[Frame] = field(default_factory=list)

    @property
    def families(self) -> frozenset[str]:
        """Families of its acts, without general nouns where others are there."""
        found = {act.family for frame in self.frames for act in frame.triggers}
        return frozenset(found - {"generic"} or found)

    @property
    def places(self) -> list[PlaceMention]:
        """Its places, in order."""
        return [place for frame in self.frames for place in frame.places]

    @property
    def tolls(self) -> list[CountMention]:
        """Its counts of killed that speak of the event as a whole."""
        return [c for frame in self.frames for c in frame.counts if is_toll(c)]


def is_toll(count: CountMention) -> bool:
    """Whether a count is of this event's killed."""
    return (
        count.kind is ClaimKind.KILLED and count.scope is CountScope.EVENT and not count.is_combined
    )


def is_figure(frame: Frame) -> bool:
    """Whether a frame only gives a figure, without day, place or verb: officials had spoken of seven dead."""
    return (
        any(is_toll(count) for count in frame.counts)
        and not _days(frame)
        and not frame.places
        and all(act.pos != "verb" and act.name in CASUALTIES for act in frame.triggers)
    )


def tell_stories(frames: Sequence[Frame]) -> list[Story]:
    """Join the frames of a report into stories, in the order of their first frames."""
    stories: list[Story] = []
    for frame in frames:
        scored = [
            (link_score(frame, story, stories), -index) for index, story in enumerate(stories)
        ]
        best = max(scored, default=(0.0, 0))
        if scored and best[0] >= JOIN_AT:
            stories[-best[1]].frames.append(frame)
        else:
            stories.append(Story([frame]))
    return stories


def link_score(frame: Frame, story: Story, stories: Sequence[Story]) -> float:
    """How well a frame fits a story; at ``JOIN_AT`` and above it joins."""
    last = story.frames[-1]
    score = type_sign(_families(frame), story.families)
    score += _place_link(frame, story)
    score += date_sign(frame, story)
    score += toll_sign(frame, story)
    score += agent_sign(frame, story)
    main = frame.main
    if main is None:
        score += 0.5
    elif main.is_definite and story is stories[-1]:
        score += 1.0
    if story.frames[0].sentence.is_title and frame.sentence.index <= 2:
        score += 1.5
    if frame.is_separate and not frame.sentence.is_title:
        score -= 2.5
    if frame.is_background and not story.frames[0].is_background and not is_figure(frame):
        score -= 2.0
    if frame.sentence.index == last.sentence.index:
        score += -0.5 if frame.is_separate else 0.5
    return score - min(1.0, 0.1 * (frame.sentence.index - last.sentence.index))


def _place_link(frame: Frame, story: Story) -> float:
    """Sign of the places; none against a frame that takes up the act or the building of the story.

    A country says nothing against an act that is taken up: "the attack answers wars in Somalia". Nor does another town
    against "the mosque", told with its whereabouts.
    """
    sign = place_sign(frame.places, story.places)
    is_taken_up = frame.main is not None and frame.main.is_definite
    if is_taken_up and all(m.place is not None and m.place.kind == "country" for m in frame.places):
        return max(sign, 0.0)
    last = story.frames[-1].sentence.index
    told = {site.noun for other in story.frames for site in other.sites}
    known = {site.noun for site in frame.sites if site.is_known}
    if known & told and frame.sentence.index - last <= _TAKEN_UP:
        return max(sign, 0.0)
    return sign


def _families(frame: Frame) -> frozenset[str]:
    found = {act.family for act in frame.triggers}
    return frozenset(found - {"generic"} or found)


def type_sign(some: frozenset[str], others: frozenset[str]) -> float:
    """Sign of the acts: shared family, compatible families, or a different act."""
    if not some or not others:
        return 0.5
    if some & others:
        return 2.0
    if some == {"generic"} or others == {"generic"}:
        return 1.0 if (some | others) <= _VIOLENT else -2.0
    pairs = [_COMPATIBLE.get(frozenset({a, b}), -3.0) for a in some for b in others]
    return max(pairs)


def place_sign(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> float:
    """Sign of the places: the same, one in the other, unknown, or apart."""
    here, there = _finest(some), _finest(others)
    if here is None or there is None:
        return 0.0
    return max(_place_pair(a, b) for a in here for b in there)


def _finest(mentions: Sequence[PlaceMention]) -> list[PlaceMention] | None:
    real = [mention for mention in mentions if not mention.is_adjectival]
    below = [m for m in real if m.place is None or m.place.kind != "country"]
    towns = [m for m in below if is_settlement(m)]
    return towns or below or real or None


def _place_pair(a: PlaceMention, b: PlaceMention) -> float:
    if a.place is None or b.place is None:
        if a.name == b.name:
            return 2.0
        inner, outer = (a, b) if a.place is None else (b, a)
        if outer.place is not None and inner.within is not None:
            return (
                1.0
                if contains(outer.place, inner.within) or contains(inner.within, outer.place)
                else -2.0
            )
        return -0.5
    if a.place.place_id == b.place.place_id:
        return 2.0
    if contains(a.place, b.place) or contains(b.place, a.place):
        return 1.0
    if a.place.iso3 != b.place.iso3:
        return -3.0
    return 0.5 if _distance(a.place, b.place) < _NEAR_KM else -4.0


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place is a division or country that the other lies in."""
    if outer.iso3 != inner.iso3:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1
    return outer.kind == "admin2" and inner.admin2 == outer.admin2 and inner.admin1 == outer.admin1


def _distance(a: Place, b: Place) -> float:
    return kilometres(a.latitude, a.longitude, b.latitude, b.longitude)


def date_sign(frame: Frame, story: Story) -> float:
    """Sign of the days: they meet, one is unknown, or they are apart."""
    here = _days(frame)
    there = [day for other in story.frames for day in _days(other)]
    if not here or not there:
        return 0.0
    if any(a[0] <= b[1] and b[0] <= a[1] for a in here for b in there):
        return 1.0
    return -3.0


def _days(frame: Frame) -> list[tuple[dt.date, dt.date]]:
    return [
        (date.first, date.last)
        for date in frame.dates
        if date.first is not None
        and date.last is not None
        and date.form not in {"dateline", "future", "year"}
    ]


def toll_sign(frame: Frame, story: Story) -> float:
    """Sign of the tolls: equal, or plainly different; a toll told anew is of what was told before."""
    is_told_anew = any(count.is_total for count in frame.counts) and frame.main is None
    if is_told_anew or is_figure(frame):
        return _TOLL_AGAIN if any(is_toll(count) for count in frame.counts) else 0.0
    here = {c.best for c in frame.counts if is_toll(c) and c.best}
    there = {c.best for c in story.tolls if c.best}
    if not here or not there:
        return 0.0
    return 1.5 if here & there else -1.5


def agent_sign(frame: Frame, story: Story) -> float:
    """Sign of the parties that act: shared, or others."""
    here = {
        v.mention.actor.actor_id
        for v in frame.votes
        if v.role is not Role.TARGET and not v.mention.is_generic
    }
    there = {
        v.mention.actor.actor_id
        for other in story.frames
        for v in other.votes
        if v.role is not Role.TARGET and not v.mention.is_generic
    }
    if not here or not there:
        return 0.0
    return 0.7 if here & there else -0.7
