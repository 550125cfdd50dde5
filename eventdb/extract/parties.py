"""Settles the parties of a story: sums the votes on roles, then fills ACLED's actor columns.

ACLED Codebook, "Actors": in violence against civilians actor 1 is the perpetrator and actor 2 the
civilians; in battles either side may stand first; a protest has its protesters as actor 1 and those
who intervene as actor 2; a party that nobody names is an unidentified armed group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventdb.codebook import ActorKind, ClaimKind, EventType, PartyRole, SubEventType
from eventdb.extract.frames import Frame
from eventdb.extract.roles import Role, RoleVote
from eventdb.extract.weights import frame_weight
from eventdb.records import Actor, ActorMention, Party
from eventdb.registry import Registry

# A further actor stands beside the first when it has this share of the first one's weight.
_BESIDE = 0.4
# "Russia bombed" counts for less than "the Russian air force": a state's name says many things.
_STATE_NAME = 0.5
# Acts that follow an attack: who arrests the suspects is no party to it.
_AFTERMATH = frozenset(
    {"arrest", "raid", "interception", "deployment", "agreement", "incident", "dispersal"}
)
_AFTERWARDS = 0.15
_PLAIN = 0.5
_STATE_PREFIX = "country-state:"
_UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
_CROWD = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS})
_CIVILIAN_GROUPS = frozenset({"civilians", "women", "children"})


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
    after = _AFTERMATH if _is_violent(frames) else frozenset()
    weights: dict[tuple[str, Role], float] = defaultdict(float)
    best: dict[tuple[str, Role], tuple[float, RoleVote]] = {}
    for frame in frames:
        for vote in frame.votes:
            key = (vote.mention.actor.actor_id, vote.role)
            weight = vote.weight * frame_weight(frame) * _trust(vote)
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
    return any(act.name not in _AFTERMATH and act.strength >= _PLAIN for act in acts)


def _trust(vote: RoleVote) -> float:
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


def name_parties(
    sides: Sides,
    sub_event_type: SubEventType,
    frames: Sequence[Frame],
    iso3: str | None,
    registry: Registry,
) -> tuple[tuple[Party, ...], tuple[PartyVote, ...]]:
    """Fill the actor columns of a story.

    Args:
        sides: its weighed actors.
        sub_event_type: its settled type.
        frames: its frames, for the groups of its victims.
        iso3: its country, which names unidentified parties and civilians.
        registry: makes those.

    Returns:
        The parties, column by column, and the votes that they rest on.
    """
    kind = sub_event_type.event_type
    if kind is EventType.BATTLES:
        first, second = _fighting_sides(sides)
    elif kind in {EventType.PROTESTS, EventType.RIOTS}:
        return _crowd_parties(sides, sub_event_type, iso3, registry)
    else:
        first, second = _attacking_sides(sides)
    columns = [
        (PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1, first),
        (PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2, second),
    ]
    parties = [party for main, beside, votes in columns for party in _column(votes, main, beside)]
    used = [vote for _, _, votes in columns for vote in votes]
    if not first:
        parties.insert(0, Party(registry.unidentified(iso3), PartyRole.ACTOR1))
    if not second and _has_unnamed_target(kind, sub_event_type, frames):
        actor = (
            registry.unidentified(iso3) if kind is EventType.BATTLES else registry.civilians(iso3)
        )
        parties.append(Party(actor, PartyRole.ACTOR2))
    return tuple(parties), tuple(used)


def _column(votes: Sequence[PartyVote], main: PartyRole, beside: PartyRole) -> Iterable[Party]:
    for number, vote in enumerate(votes):
        yield Party(vote.actor, main if number == 0 else beside)


def _has_unnamed_target(
    kind: EventType, sub_event_type: SubEventType, frames: Sequence[Frame]
) -> bool:
    """Whether an event without a named target still hit somebody: fighters or civilians."""
    if kind in {EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS}:
        return True
    if sub_event_type is SubEventType.ARRESTS:
        return True
    return kind is EventType.EXPLOSIONS and any(
        count.kind in {ClaimKind.KILLED, ClaimKind.WOUNDED} and count.high != 0
        for frame in frames
        for count in frame.counts
    )


def _fighting_sides(sides: Sides) -> tuple[list[PartyVote], list[PartyVote]]:
    """Both sides of a battle: agents against targets, sides of a fight where roles leave a gap."""
    agents = [vote for vote in sides.agents if vote.actor.kind not in _UNARMED]
    targets = [vote for vote in sides.targets if vote.actor.kind not in _UNARMED]
    fighters = [vote for vote in sides.fighters if vote.actor.kind not in _UNARMED]
    if not agents and fighters:
        agents = [fighters.pop(0)]
    if not targets:
        others = [vote for vote in fighters if not _same_side(vote, agents)]
        if others:
            targets = [others[0]]
        elif len(agents) > 1 and agents[1].weight >= _BESIDE * agents[0].weight:
            targets, agents = [agents[1]], [agents[0], *agents[2:]]
    return _main_and_beside(agents), _main_and_beside(targets)


def _same_side(vote: PartyVote, agents: Sequence[PartyVote]) -> bool:
    """Whether a fighter only repeats the attacker: the same forces named more loosely."""
    return any(
        vote.actor.kind is agent.actor.kind
        and vote.actor.iso3 == agent.actor.iso3
        and (vote.is_generic or agent.is_generic)
        for agent in agents
    )


def _attacking_sides(sides: Sides) -> tuple[list[PartyVote], list[PartyVote]]:
    """Attacker and target of remote violence, violence against civilians and the rest."""
    agents = [vote for vote in sides.agents if vote.actor.kind not in _UNARMED]
    targets = list(sides.targets)
    if not agents and sides.fighters:
        agents = [vote for vote in sides.fighters if vote.actor.kind not in _UNARMED][:1]
    return _main_and_beside(agents), _main_and_beside(targets)


def _main_and_beside(votes: Sequence[PartyVote]) -> list[PartyVote]:
    """The heaviest vote and those that come near it; an unnamed one only where it is alone."""
    ranked = sorted(votes, key=lambda vote: -vote.weight)
    if not ranked:
        return []
    first = next(
        (v for v in ranked if not v.is_generic and v.weight >= _BESIDE * ranked[0].weight),
        ranked[0],
    )
    rest = [
        vote
        for vote in ranked
        if vote is not first and vote.weight >= _BESIDE * first.weight and not vote.is_generic
    ]
    return [first, *rest[:3]]


def _crowd_parties(
    sides: Sides, sub_event_type: SubEventType, iso3: str | None, registry: Registry
) -> tuple[tuple[Party, ...], tuple[PartyVote, ...]]:
    everybody = sorted([*sides.agents, *sides.targets, *sides.fighters], key=lambda v: -v.weight)
    wanted = (
        ActorKind.RIOTERS if sub_event_type.event_type is EventType.RIOTS else ActorKind.PROTESTERS
    )
    crowd = [vote for vote in everybody if vote.actor.kind is wanted][:1]
    forces = [vote for vote in everybody if vote.actor.kind not in _UNARMED][:2]
    named = (registry.rioters if wanted is ActorKind.RIOTERS else registry.protesters)(iso3)
    parties = [Party(crowd[0].actor if crowd and iso3 is None else named, PartyRole.ACTOR1)]
    peaceful = sub_event_type is SubEventType.PEACEFUL_PROTEST
    if forces and not peaceful:
        parties.extend(_column(forces, PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2))
    if sub_event_type is SubEventType.MOB_VIOLENCE and not forces:
        parties.append(Party(registry.civilians(iso3), PartyRole.ACTOR2))
    return tuple(parties), (*crowd, *(() if peaceful else forces))
