"""Settles the parties of a story: fills ACLED's actor columns from its weighed sides.

ACLED Codebook, "Actors": in violence against civilians actor 1 is the perpetrator and actor 2 the
civilians; in battles either side may stand first; a protest has its protesters as actor 1 and those
who intervene as actor 2; a party that nobody names is an unidentified armed group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from eventdb.codebook import ActorKind, ClaimKind, EventType, PartyRole, SubEventType
from eventdb.extract.allies import Allies
from eventdb.extract.attackers import (
    as_agent,
    is_likelier,
    is_unknown,
    likeliest_attacker,
    only_fights_back,
    together,
)
from eventdb.extract.frames import Frame
from eventdb.extract.sides import PartyVote, Sides
from eventdb.extract.suspects import Suspect
from eventdb.records import Party
from eventdb.registry import Registry

# A further actor stands beside the first when it has this share of the first one's weight.
_BESIDE = 0.4
# An ally of the first needs less: where a sentence puts them together, where the record does.
_TOLD_ALLY = 0.1
_KNOWN_ALLY = 0.3
# Actors in one column and the one beside it.
_MOST = 4
_ONE_SIDED = frozenset({EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS})
_UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})

Cast = tuple[PartyVote, PartyRole]
"""An actor of a story with the evidence for it, and the column that it stands in."""


def name_parties(
    sides: Sides,
    sub_event_type: SubEventType,
    frames: Sequence[Frame],
    iso3: str | None,
    registry: Registry,
    day: dt.date | None,
    suspects: Sequence[Suspect],
) -> tuple[tuple[Party, ...], tuple[Cast, ...]]:
    """Fill the actor columns of a story.

    Args:
        sides: its weighed actors.
        sub_event_type: its settled type.
        frames: its frames, for the groups of its victims.
        iso3: its country, which names unidentified parties and civilians.
        registry: makes those.
        day: its day or the report's, for who was on whose side.
        suspects: the organised actors of its report by how likely they did it.

    Returns:
        The parties, column by column, and the votes that they rest on, each with its column.
    """
    kind = sub_event_type.event_type
    allies = Allies(frames, registry, iso3, day)
    if kind is EventType.BATTLES:
        first, second = _fighting_sides(sides, allies)
        if is_likelier(second, first, suspects) or only_fights_back(first, second, suspects):
            first, second = second, first
        if all(is_unknown(vote) for vote in first):
            first = likeliest_attacker(second, suspects, allies) or first
    elif kind in {EventType.PROTESTS, EventType.RIOTS}:
        return _crowd_parties(sides, sub_event_type, iso3, registry)
    else:
        if kind in _ONE_SIDED or sub_event_type is SubEventType.LOOTING:
            sides = _with_suspects(sides, suspects, allies)
        first, second = _attacking_sides(sides, allies)
    columns = [
        (PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1, first),
        (PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2, second),
    ]
    cast = [it for main, beside, votes in columns for it in _column(votes, main, beside)]
    parties = [Party(vote.actor, role) for vote, role in cast]
    if not first:
        parties.insert(0, Party(registry.unidentified(iso3), PartyRole.ACTOR1))
    if not second and _has_unnamed_target(kind, sub_event_type, frames):
        actor = (
            registry.unidentified(iso3) if kind is EventType.BATTLES else registry.civilians(iso3)
        )
        parties.append(Party(actor, PartyRole.ACTOR2))
    return tuple(parties), tuple(cast)


def _with_suspects(sides: Sides, suspects: Sequence[Suspect], allies: Allies) -> Sides:
    """The sides with the likely suspects as the agents, or those of whom only the kind is known."""
    likely = together([suspect for suspect in suspects if suspect.is_likely], allies)
    names = {suspect.actor.name for suspect in likely}
    targets = tuple(vote for vote in sides.targets if vote.actor.name not in names)
    fighters = tuple(vote for vote in sides.fighters if vote.actor.name not in names)
    unknown = tuple(vote for vote in sides.agents if is_unknown(vote))
    if not likely:
        return Sides(unknown, targets, ())
    agents = tuple(as_agent(suspect) for suspect in likely)
    return Sides(agents, targets, fighters)


def _column(votes: Sequence[PartyVote], main: PartyRole, beside: PartyRole) -> Iterable[Cast]:
    for number, vote in enumerate(votes):
        yield vote, main if number == 0 else beside


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


def _fighting_sides(sides: Sides, allies: Allies) -> tuple[list[PartyVote], list[PartyVote]]:
    """Both sides of a battle: agents against targets, sides of a fight where roles leave a gap."""
    agents = [vote for vote in sides.agents if vote.actor.kind not in _UNARMED]
    targets = [vote for vote in sides.targets if vote.actor.kind not in _UNARMED]
    fighters = [vote for vote in sides.fighters if vote.actor.kind not in _UNARMED]
    everybody = [*agents, *targets, *fighters]
    if not agents and fighters:
        agents = [fighters.pop(0)]
    targets = _not_beside(targets, agents, allies)
    if all(is_unknown(vote) for vote in targets):
        targets = [*_foes(agents, allies), *targets]
    if not targets:
        others = [vote for vote in fighters if not _same_side(vote, agents)]
        others = _not_beside(others, agents, allies)
        if others:
            targets = [others[0]]
        elif len(agents) > 1 and agents[1].weight >= _BESIDE * agents[0].weight:
            targets, agents = [agents[1]], [agents[0], *agents[2:]]
    return _with_allies(_main_and_beside(agents), _main_and_beside(targets), everybody, allies)


def _not_beside(
    votes: Sequence[PartyVote], agents: Sequence[PartyVote], allies: Allies
) -> list[PartyVote]:
    """Those of some actors that do not stand with the main agent."""
    lead = _main_and_beside(agents)[:1]
    if not lead:
        return list(votes)
    return [vote for vote in votes if allies.closeness(vote.actor, lead[0].actor) <= 0]


def _foes(agents: Sequence[PartyVote], allies: Allies) -> list[PartyVote]:
    """Agents that do not stand with the main one: each side of a fight acts."""
    lead = _main_and_beside(agents)[:1]
    return [vote for vote in agents if lead and allies.closeness(vote.actor, lead[0].actor) < 0]


def _with_allies(
    first: list[PartyVote],
    second: list[PartyVote],
    everybody: Iterable[PartyVote],
    allies: Allies,
) -> tuple[list[PartyVote], list[PartyVote]]:
    """Two sides, each with those of the story's actors who stand with its main one.

    An actor beside the wrong main one changes sides; one without a role joins its ally.
    """
    result: tuple[list[PartyVote], list[PartyVote]] = (first[:1], second[:1])
    mains = [vote for side in result for vote in side]
    for vote in sorted(everybody, key=lambda vote: -vote.weight):
        if any(vote.actor.actor_id == main.actor.actor_id for main in mains):
            continue
        near = [0.0 if not side else allies.closeness(vote.actor, side[0].actor) for side in result]
        if near[0] != near[1] and max(near) > 0:
            best = near.index(max(near))
            lead = result[best][0]
            share = _TOLD_ALLY if allies.told(vote.actor, lead.actor) > 0 else _KNOWN_ALLY
            if not is_unknown(vote) and vote.weight >= share * lead.weight:
                result[best].append(vote)
        elif vote in first and near[0] >= 0:
            result[0].append(vote)
        elif vote in second and near[1] >= 0:
            result[1].append(vote)
    return result[0][:_MOST], result[1][:_MOST]


def _same_side(vote: PartyVote, agents: Sequence[PartyVote]) -> bool:
    """Whether a fighter only repeats the attacker: the same forces named more loosely."""
    return any(
        vote.actor.kind is agent.actor.kind
        and vote.actor.iso3 == agent.actor.iso3
        and (vote.is_generic or agent.is_generic)
        for agent in agents
    )


def _attacking_sides(sides: Sides, allies: Allies) -> tuple[list[PartyVote], list[PartyVote]]:
    """Attacker and target of remote violence, violence against civilians and the rest."""
    agents = [vote for vote in sides.agents if vote.actor.kind not in _UNARMED]
    fighters = [vote for vote in sides.fighters if vote.actor.kind not in _UNARMED]
    if not agents and fighters:
        agents = fighters[:1]
    everybody = [*agents, *sides.targets, *fighters]
    # Who was hit was hit, also by his ally.
    beside = [vote for vote in everybody if vote not in sides.targets]
    first, _ = _with_allies(_main_and_beside(agents), [], beside, allies)
    return first, _main_and_beside(sides.targets)


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
) -> tuple[tuple[Party, ...], tuple[Cast, ...]]:
    everybody = sorted([*sides.agents, *sides.targets, *sides.fighters], key=lambda v: -v.weight)
    wanted = (
        ActorKind.RIOTERS if sub_event_type.event_type is EventType.RIOTS else ActorKind.PROTESTERS
    )
    crowd = [vote for vote in everybody if vote.actor.kind is wanted][:1]
    forces = [vote for vote in everybody if vote.actor.kind not in _UNARMED][:2]
    named = (registry.rioters if wanted is ActorKind.RIOTERS else registry.protesters)(iso3)
    parties = [Party(crowd[0].actor if crowd and iso3 is None else named, PartyRole.ACTOR1)]
    peaceful = sub_event_type is SubEventType.PEACEFUL_PROTEST
    against = [] if peaceful else list(_column(forces, PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2))
    parties.extend(Party(vote.actor, role) for vote, role in against)
    if sub_event_type is SubEventType.MOB_VIOLENCE and not forces:
        parties.append(Party(registry.civilians(iso3), PartyRole.ACTOR2))
    return tuple(parties), (*((vote, PartyRole.ACTOR1) for vote in crowd), *against)
