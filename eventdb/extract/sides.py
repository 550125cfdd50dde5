"""The actors of a story by role: the votes of its frames summed, each actor in one role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventdb.codebook import ActorKind
from eventdb.extract.frames import Frame
from eventdb.extract.roles import Role, RoleVote
from eventdb.extract.weights import frame_weight
from eventdb.records import Actor, ActorMention

# "Russia bombed" counts for less than "the Russian air force": a state's name says many things.
_STATE_NAME = 0.5
# Acts that follow an attack: who arrests the suspects is no party to it.
AFTERMATH = frozenset(
    {"arrest", "raid", "interception", "deployment", "agreement", "incident", "dispersal"}
)
_AFTERWARDS = 0.15
_PLAIN = 0.5
_STATE_PREFIX = "country-state:"
_CROWD = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS})


@dataclass(frozen=True, slots=True)
class PartyVote:
    """An actor in a role with its summed weight and the mention that says it best."""

    actor: Actor
    role: Role
    weight: float
    mention: ActorMention
    is_generic: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """The actors of a story by role, heaviest first; an actor stands in one role only."""

    agents: tuple[PartyVote, ...]
    targets: tuple[PartyVote, ...]
    fighters: tuple[PartyVote, ...]

    @property
    def agent_kind(self) -> ActorKind | None:
        """Kind of the main agent, or of the first side of a fight."""
        first = (self.agents or self.fighters)[:1]
        return first[0].actor.kind if first else None

    @property
    def target_kind(self) -> ActorKind | None:
        """Kind of the main target."""
        return self.targets[0].actor.kind if self.targets else None


def weigh_sides(frames: Sequence[Frame]) -> Sides:
    """Sum the votes on roles over the frames of a story."""
    after = AFTERMATH if _is_violent(frames) else frozenset()
    weights: dict[tuple[str, Role], float] = defaultdict(float)
    best: dict[tuple[str, Role], tuple[float, RoleVote]] = {}
    for frame in frames:
        for vote in frame.votes:
            key = (vote.mention.actor.actor_id, vote.role)
            weight = vote.weight * frame_weight(frame) * trust(vote)
            if vote.act in after:
                weight *= _AFTERWARDS
            weights[key] += weight
            if key not in best or weight > best[key][0]:
                best[key] = (weight, vote)
    summed = [
        PartyVote(
            actor=vote.mention.actor,
            role=role,
            weight=weights[(actor_id, role)],
            mention=vote.mention,
            is_generic=vote.mention.is_generic,
        )
        for (actor_id, role), (_, vote) in best.items()
    ]
    return _one_role_each(_without_doubles(summed))


def _is_violent(frames: Sequence[Frame]) -> bool:
    """Whether a story tells of more than what forces do after an attack, or instead of one."""
    acts = [act for frame in frames for act in frame.triggers]
    return any(act.name not in AFTERMATH and act.strength >= _PLAIN for act in acts)


def trust(vote: RoleVote) -> float:
    """How far a vote is believed: crowds rarely act, and a state's name says many things."""
    if vote.mention.is_collective and vote.role is not Role.TARGET:
        return 0.3 if vote.mention.actor.kind in _CROWD else 0.0
    return _STATE_NAME if vote.mention.actor.actor_id.startswith(_STATE_PREFIX) else 1.0


def _without_doubles(votes: Sequence[PartyVote]) -> list[PartyVote]:
    """Drop a state's name where its forces are named too, and what has no weight."""
    forces = {
        vote.actor.name for vote in votes if not vote.actor.actor_id.startswith(_STATE_PREFIX)
    }
    return [
        vote
        for vote in votes
        if vote.weight > 0
        and not (vote.actor.actor_id.startswith(_STATE_PREFIX) and vote.actor.name in forces)
    ]


def _one_role_each(votes: Iterable[PartyVote]) -> Sides:
    by_actor: dict[str, PartyVote] = {}
    for vote in votes:
        held = by_actor.get(vote.actor.actor_id)
        if held is None or vote.weight > held.weight:
            by_actor[vote.actor.actor_id] = vote
    ranked = sorted(by_actor.values(), key=lambda vote: (-vote.weight, vote.mention.start))
    return Sides(
        *(
            tuple(vote for vote in ranked if vote.role is role)
            for role in (Role.AGENT, Role.TARGET, Role.SIDE)
        )
    )
