"""What speaks for and against an organised actor of a report as the perpetrator of a story.

Signs are of roles, places in the report and kinds, none of a language.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from eventdb.codebook import ActorKind, EventType, ResponsibilityKind, SubEventType
from eventdb.documents import Document
from eventdb.extract.blame import ResponsibilityMention
from eventdb.extract.frames import Frame
from eventdb.extract.roles import Role
from eventdb.extract.sides import AFTERMATH, trust
from eventdb.extract.weights import frame_weight
from eventdb.records import Actor, ActorMention

STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
_STATE_PREFIX = "country-state:"
# Families of sub-event types that states and others use unequally.
_FAMILY = {
    SubEventType.AIR_DRONE_STRIKE: "fire",
    SubEventType.SHELLING: "fire",
    SubEventType.CHEMICAL_WEAPON: "fire",
    SubEventType.REMOTE_EXPLOSIVE: "bomb",
    SubEventType.SUICIDE_BOMB: "bomb",
    SubEventType.GRENADE: "bomb",
    SubEventType.ABDUCTION: "abduction",
    SubEventType.ARRESTS: "arrest",
    SubEventType.LOOTING: "property",
    SubEventType.ATTACK: "attack",
}
_FAR = 6


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report says that bears on who did the act of one of its stories.

    Attributes:
        frames: of the story.
        others: of the report's other stories.
        told: who is said to have acted, by this story's sentences and those assigned to it.
        elsewhere: who is said so of the report's other stories.
        actors: every actor of the report.
        speakers: characters of those who are quoted.
        iso3: country of the story.
    """

    document: Document
    frames: Sequence[Frame]
    others: Sequence[Frame]
    told: Sequence[ResponsibilityMention]
    elsewhere: Sequence[ResponsibilityMention]
    actors: Sequence[ActorMention]
    speakers: Sequence[tuple[int, int]]
    sub_event_type: SubEventType
    iso3: str | None


def signs_of(
    scene: Scene, mentions: Mapping[str, Sequence[ActorMention]]
) -> dict[str, dict[str, float]]:
    """The signs of each organised actor.

    Args:
        scene: the story and its report.
        mentions: the mentions of each, by its name.
    """
    charged = frozenset(
        mention.actor.start
        for mention in scene.told
        if mention.actor is not None and mention.kind is not ResponsibilityKind.DENIED
    )
    votes = _Votes(scene.frames, charged)
    others = _Votes(scene.others)
    found = {}
    for name, own in mentions.items():
        features = {
            **_role_features(votes, name),
            **_other_features(others, name),
            **_blame_features(scene, name),
            **_place_features(scene, own, mentions),
            **_kind_features(scene, votes, own[0].actor),
        }
        features["generic"] = float(all(mention.is_generic for mention in own))
        features["country_name"] = float(
            all(mention.actor.actor_id.startswith(_STATE_PREFIX) for mention in own)
        )
        found[name] = {sign: value for sign, value in features.items() if value}
    return found


class _Votes:
    """Weights of the votes of some frames by actor and role."""

    def __init__(self, frames: Sequence[Frame], charged: Set[int] = frozenset()) -> None:
        self.weights: dict[tuple[str, str], float] = defaultdict(float)
        self.unknown_agent = 0.0
        self.target_states: set[str | None] = set()
        for frame in frames:
            for vote in frame.votes:
                actor = vote.mention.actor
                # "accused the army of killing two": the army is no target of the killing.
                if vote.role is Role.TARGET and vote.mention.start in charged:
                    continue
                weight = vote.weight * frame_weight(frame) * trust(vote)
                is_after = vote.act in AFTERMATH
                name = "after" if vote.role is Role.AGENT and is_after else str(vote.role)
                self.weights[(actor.name, name)] += weight
                if name == "agent" and actor.is_unidentified:
                    self.unknown_agent += weight
                if vote.role is Role.TARGET and actor.kind in STATE:
                    self.target_states.add(actor.iso3)

    def of(self, name: str, role: str) -> float:
        """The weight of an actor in a role."""
        return self.weights.get((name, role), 0.0)

    def most(self, name: str) -> float:
        """The greatest weight that any actor has in a role."""
        return max((w for (_, role), w in self.weights.items() if role == name), default=0.0)


def _role_features(votes: _Votes, name: str) -> dict[str, float]:
    features: dict[str, float] = {}
    for role in ("agent", "target", "side", "after"):
        weight = votes.of(name, role)
        features[role] = math.log1p(weight)
        features[f"{role}.any"] = float(weight > 0)
    agent = votes.of(name, "agent")
    features["agent.first"] = float(agent > 0 and agent >= votes.most("agent"))
    features["agent.more_than_target"] = float(agent > votes.of(name, "target"))
    features["other_agent"] = float(votes.most("agent") > agent)
    return features


def _other_features(others: _Votes, name: str) -> dict[str, float]:
    """What an actor does in the other stories of the report."""
    agent, target = others.of(name, "agent"), others.of(name, "target")
    return {
        "others.agent": math.log1p(agent),
        "others.agent.first": float(agent > 0 and agent >= others.most("agent")),
        "others.target": math.log1p(target),
        "others.more_target": float(target > agent),
    }


def _blame_features(scene: Scene, name: str) -> dict[str, float]:
    features: dict[str, float] = {}
    for where, mentions in (("told", scene.told), ("other_story", scene.elsewhere)):
        for mention in mentions:
            if mention.actor is None or mention.kind is None:
                continue
            if mention.actor.actor.name == name:
                features[f"{where}.{mention.kind}"] = 1.0
            elif where == "told" and mention.kind is not ResponsibilityKind.DENIED:
                features["told.other"] = 1.0
    return features


def _place_features(
    scene: Scene,
    own: Sequence[ActorMention],
    mentions: Mapping[str, Sequence[ActorMention]],
) -> dict[str, float]:
    """Where in the report an actor is named: how often, how near to the telling of the act."""
    document = scene.document
    total = sum(len(group) for group in mentions.values())
    told = {frame.sentence.index for frame in scene.frames}
    sentences = [document.sentence_at(mention.start).index for mention in own]
    inside = sum(index in told for index in sentences)
    gaps = [index - at for index in sentences for at in told]
    gap = min(gaps, key=lambda gap: (abs(gap), -gap))
    spoken = sum(
        any(start <= mention.start and mention.end <= end for start, end in scene.speakers)
        for mention in own
    )
    distance = min(abs(gap), _FAR)
    return {
        "mentions": math.log1p(len(own)),
        "mentions.share": len(own) / total,
        "mentions.inside": math.log1p(inside),
        "mentions.lead": float(min(sentences) <= 1),
        "distance": distance / _FAR,
        "same_sentence": float(gap == 0),
        "right_after": float(0 < gap <= 2),
        "before": float(gap < 0),
        "speaks": spoken / len(own),
    }


def _kind_features(scene: Scene, votes: _Votes, actor: Actor) -> dict[str, float]:
    is_state = actor.kind in STATE
    is_police = is_state and actor.actor_id.startswith("police")
    kind = "police" if is_police else "state" if is_state else str(int(actor.kind))
    sort = "state" if is_state else "group"
    family = _FAMILY.get(scene.sub_event_type, "other")
    is_fight = scene.sub_event_type.event_type is EventType.BATTLES
    is_foreign = bool(actor.iso3 and scene.iso3 and actor.iso3 != scene.iso3)
    hits_state = bool(votes.target_states - {actor.iso3})
    return {
        f"kind.{kind}": 1.0,
        f"{sort}.{'fight' if is_fight else family}": 1.0,
        f"{sort}.foreign": float(is_foreign),
        f"{sort}.hits_own_state": float(is_state and actor.iso3 in votes.target_states),
        f"{sort}.hits_state": float(not is_state and hits_state),
        f"{sort}.unknown_agent": float(votes.unknown_agent > 0),
    }
