"""Which organised actors of a report did the act of a story: each with a trained probability.

An actor that no verb of the story names may still be its perpetrator: it claims the act two
paragraphs later, is suspected, or is the only armed group that the report speaks of. And a verb may
name one that is none: the police that look for the attackers. The signs are summed with the weights
of ``models/suspects.toml``; they are of roles, places in the report and kinds, none of a language.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventdb.codebook import ActorKind, EventType, ResponsibilityKind, SubEventType
from eventdb.documents import Document
from eventdb.extract.frames import Frame
from eventdb.extract.logistic import load_model
from eventdb.extract.responsibility import ResponsibilityMention
from eventdb.extract.roles import Role
from eventdb.extract.sides import AFTERMATH, trust
from eventdb.extract.weights import frame_weight
from eventdb.records import Actor, ActorMention

_STATE_PREFIX = "country-state:"
_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
_ORGANISED = frozenset(
    {
        *_STATE,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
    }
)
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
# Log of the weight of votes from which verbs leave no doubt: two strong ones, or one in the lead.
_SURE = 2.3


@dataclass(frozen=True, slots=True)
class Suspect:
    """An organised actor with the probability that it did the act of a story.

    Attributes:
        mention: the one nearest to the telling of the act.
    """

    actor: Actor
    mention: ActorMention
    features: Mapping[str, float]
    probability: float

    @property
    def is_likely(self) -> bool:
        """Whether it is named as the perpetrator.

        Who claims the act is, whatever else speaks against it; who is only hit by it, or only
        speaks of it, is not.
        """
        signs = self.features
        if "told.claimed" in signs and "told.denied" not in signs:
            return True
        is_blamed = "told.accused" in signs or "told.reported" in signs
        acts = "agent.any" in signs or is_blamed
        if not acts and ("target.any" in signs or signs.get("speaks", 0.0) == 1.0):
            return False
        if acts and signs.get("agent", 0.0) >= _SURE and "agent.more_than_target" in signs:
            return True
        return self.probability >= load_model("suspects").threshold


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report says that bears on who did the act of one of its stories.

    Attributes:
        frames: of the story.
        told: who is said to have acted, by this story's sentences and those assigned to it.
        elsewhere: who is said so of the report's other stories.
        actors: every actor of the report.
        speakers: characters of those who are quoted.
        iso3: country of the story.
    """

    document: Document
    frames: Sequence[Frame]
    told: Sequence[ResponsibilityMention]
    elsewhere: Sequence[ResponsibilityMention]
    actors: Sequence[ActorMention]
    speakers: Sequence[tuple[int, int]]
    sub_event_type: SubEventType
    iso3: str | None


def find_suspects(scene: Scene) -> tuple[Suspect, ...]:
    """The organised actors of a report as suspects of one story, the likeliest first."""
    mentions = _by_actor(scene.actors)
    if not mentions:
        return ()
    model = load_model("suspects")
    votes = _Votes(scene.frames)
    found = []
    for actor_id, own in mentions.items():
        features = _describe(scene, votes, actor_id, own, mentions)
        found.append(
            Suspect(
                actor=own[0].actor,
                mention=_nearest(scene, own),
                features=features,
                probability=model.probability(features),
            )
        )
    return tuple(sorted(found, key=lambda suspect: (-suspect.probability, suspect.mention.start)))


def _by_actor(actors: Iterable[ActorMention]) -> dict[str, list[ActorMention]]:
    """Mentions of each organised actor; a state's name goes to its forces where both stand."""
    found: dict[str, list[ActorMention]] = defaultdict(list)
    for mention in actors:
        actor = mention.actor
        if actor.kind in _ORGANISED and not actor.is_unidentified:
            found[actor.actor_id].append(mention)
    return found


class _Votes:
    """Weights of the votes of a story by actor and role."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.weights: dict[tuple[str, str], float] = defaultdict(float)
        self.unknown_agent = 0.0
        self.target_states: set[str | None] = set()
        for frame in frames:
            for vote in frame.votes:
                actor = vote.mention.actor
                weight = vote.weight * frame_weight(frame) * trust(vote)
                is_after = vote.act in AFTERMATH
                name = "after" if vote.role is Role.AGENT and is_after else str(vote.role)
                self.weights[(actor.actor_id, name)] += weight
                if frame.sentence.index <= 1:
                    self.weights[(actor.actor_id, f"lead.{name}")] += weight
                if name == "agent" and actor.is_unidentified:
                    self.unknown_agent += weight
                if vote.role is Role.TARGET and actor.kind in _STATE:
                    self.target_states.add(actor.iso3)

    def most(self, name: str) -> float:
        """The greatest weight that any actor has in a role."""
        return max((w for (_, role), w in self.weights.items() if role == name), default=0.0)


def _describe(
    scene: Scene,
    votes: _Votes,
    actor_id: str,
    own: Sequence[ActorMention],
    mentions: Mapping[str, Sequence[ActorMention]],
) -> dict[str, float]:
    """The signs for and against one actor."""
    actor = own[0].actor
    features = {
        **_role_features(votes, actor_id),
        **_blame_features(scene, actor_id),
        **_place_features(scene, own, sum(len(group) for group in mentions.values())),
        **_kind_features(scene, votes, actor),
    }
    if actor.kind not in _STATE:
        groups = [group[0].actor for group in mentions.values()]
        is_only = sum(other.kind not in _STATE for other in groups) == 1
        features["only_group"] = float(is_only)
        features["only_group.unknown_agent"] = float(is_only and votes.unknown_agent > 0)
    features["generic"] = float(all(mention.is_generic for mention in own))
    features["country_name"] = float(actor_id.startswith(_STATE_PREFIX))
    return {name: value for name, value in features.items() if value}


def _role_features(votes: _Votes, actor_id: str) -> dict[str, float]:
    features: dict[str, float] = {}
    for name in ("agent", "target", "side", "after", "lead.agent"):
        weight = votes.weights.get((actor_id, name), 0.0)
        features[name] = math.log1p(weight)
        features[f"{name}.any"] = float(weight > 0)
    agent = votes.weights.get((actor_id, "agent"), 0.0)
    features["agent.first"] = float(agent > 0 and agent >= votes.most("agent"))
    features["agent.more_than_target"] = float(agent > votes.weights.get((actor_id, "target"), 0.0))
    features["other_agent"] = float(votes.most("agent") > agent)
    return features


def _blame_features(scene: Scene, actor_id: str) -> dict[str, float]:
    features: dict[str, float] = {}
    for name, mentions in (("told", scene.told), ("other_story", scene.elsewhere)):
        for mention in mentions:
            if mention.actor is None or mention.kind is None:
                continue
            is_own = mention.actor.actor.actor_id == actor_id
            if is_own:
                features[f"{name}.{mention.kind}"] = 1.0
            elif name == "told" and mention.kind is not ResponsibilityKind.DENIED:
                features["told.other"] = 1.0
    return features


def _place_features(scene: Scene, own: Sequence[ActorMention], total: int) -> dict[str, float]:
    """Where in the report an actor is named: how often, how near to the telling of the act."""
    document = scene.document
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
        "named_first": float(min(m.start for m in own) == min(m.start for m in scene.actors)),
    }


def _kind_features(scene: Scene, votes: _Votes, actor: Actor) -> dict[str, float]:
    is_state = actor.kind in _STATE
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


def _nearest(scene: Scene, own: Sequence[ActorMention]) -> ActorMention:
    """The mention that stands nearest to the story's sentences, one with a vote as agent first."""
    acting = {
        vote.mention.start
        for frame in scene.frames
        for vote in frame.votes
        if vote.role is Role.AGENT
    }
    blamed = {mention.actor_start for mention in scene.told}
    told = [frame.sentence.index for frame in scene.frames]

    def rank(mention: ActorMention) -> tuple[int, int, int]:
        index = scene.document.sentence_at(mention.start).index
        is_sure = mention.start in acting or mention.start in blamed
        return (not is_sure, min(abs(index - at) for at in told), mention.start)

    return min(own, key=rank)
