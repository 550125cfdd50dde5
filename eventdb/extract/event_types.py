"""Settles the sub-event type of a story from its acts, weapons, parties and tolls.

ACLED Codebook, "Event types": the act decides before its target; a fight between armed groups
takes in the fire that supports it; force used on a peaceful crowd is Excessive force where people
were killed or badly hurt, Protest with intervention otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from eventdb.codebook import ActorKind, ClaimKind, SubEventType
from eventdb.extract.crowd_types import (
    ARMED,
    CROWD_ACTS,
    CROWDS,
    crowd_type,
    is_against_people,
    is_assault_on_people,
    is_crowd_event,
)
from eventdb.extract.explosive_types import WEAPON_TYPE, explosive_type
from eventdb.extract.frames import Frame
from eventdb.extract.grammar import Grammar
from eventdb.extract.modality import Modality
from eventdb.extract.sides import Sides
from eventdb.extract.weights import frame_weight

_S = SubEventType
# Acts whose means the word leaves open: weapons near them may settle it.
_OPEN_ACTS = frozenset(
    {
        "attack",
        "killing",
        "wounding",
        "bombardment",
        "explosion",
        "massacre",
        "murder",
        "assassination",
    }
)


_DESTRUCTION = frozenset({"destruction"})
# Share of the open acts from which a specific act says what they were. An explosion named once tells
# the means of an attack; a fight or shots may be another event.
_SPECIFIC, _MEANS = 0.35, 0.15
# Share of the abductions from which the killings beside them are what is told.
_KILLED_AFTER = 1.2


def act_weights(frames: Sequence[Frame]) -> Mapping[str, float]:
    """Weight of each act of a story, by concept."""
    weights: dict[str, float] = defaultdict(float)
    for frame in frames:
        for act in frame.triggers:
            factor = 0.5 if act.modality is Modality.HABITUAL else 1.0
            weights[act.name] += frame_weight(frame) * max(act.strength, 0.05) * factor
    return weights


def weapon_weights(frames: Sequence[Frame]) -> dict[str, float]:
    """Weight of each kind of weapon named in a story."""
    weights: dict[str, float] = defaultdict(float)
    for frame in frames:
        for cue in frame.weapons:
            weights[cue.name] += frame_weight(frame)
    return dict(weights)


def settle_type(
    frames: Sequence[Frame], sides: Sides, grammar: Grammar, iso3: str | None
) -> SubEventType:
    """The sub-event type of a story.

    Args:
        frames: the story.
        sides: its actors by role.
        grammar: function words of its document.
        iso3: its country.
    """
    agent, target = _agent_kind(sides, iso3), sides.target_kind
    acts = act_weights(frames)
    weapons = weapon_weights(frames)
    if not acts:
        return _of_attack(target) if not weapons else _by_weapon(weapons, target)
    families = _family_weights(acts)
    if is_crowd_event(families, acts, agent, target):
        return crowd_type(acts, weapons, frames, grammar)
    leading = max(families, key=lambda name: families[name])
    if target in CROWDS and leading in {"shooting", "open"}:
        return crowd_type(acts, weapons, frames, grammar)
    if leading == "explosive":
        return explosive_type(acts, weapons)
    if leading == "clash":
        parties = [v.actor.kind for v in (*sides.agents, *sides.fighters, *sides.targets)]
        if is_against_people(acts, parties, target):
            return _against_people(acts, weapons, frames, parties, grammar)
        if is_assault_on_people(frames, parties[1:], target):
            return _S.ATTACK
        return _clash_type(acts, agent)
    by_means = _by_means(frames, leading, target)
    if by_means is not None:
        return by_means
    if leading == "abduction":
        return _abduction_type(frames, acts, agent, target)
    return _other_type(acts, leading, agent, target)


def _agent_kind(sides: Sides, iso3: str | None) -> ActorKind | None:
    """Kind of the main agent; forces of a state are external abroad.

    ACLED: territory that a foreign state takes is taken as by a non-state actor, and regained by none.
    """
    kind = sides.agent_kind
    first = (sides.agents or sides.fighters)[:1]
    is_abroad = bool(first) and None not in {iso3, first[0].actor.iso3}
    if kind is ActorKind.STATE_FORCES and is_abroad and first[0].actor.iso3 != iso3:
        return ActorKind.EXTERNAL_FORCES
    return kind


def _against_people(
    acts: Mapping[str, float],
    weapons: Mapping[str, float],
    frames: Sequence[Frame],
    parties: Sequence[ActorKind],
    grammar: Grammar,
) -> SubEventType:
    """A fight of forces with people who are not said to be armed: what the crowd's acts make it."""
    is_crowd = not CROWDS.isdisjoint(parties)
    if is_crowd or any(acts.get(name, 0.0) > 0 for name in CROWD_ACTS):
        return crowd_type({**acts, "riot": acts["riot"] + acts["clash"]}, weapons, frames, grammar)
    return (
        _S.ATTACK if "weapon.gun" in weapons or acts["shooting"] > 0 else _S.VIOLENT_DEMONSTRATION
    )


def _by_means(
    frames: Sequence[Frame], leading: str, target: ActorKind | None
) -> SubEventType | None:
    """Type by the weapons named with acts that leave the means open."""
    if leading == "open":
        return _by_weapon(_used(frames, _OPEN_ACTS), target)
    explosives = _explosives(_used(frames, _DESTRUCTION)) if leading == "destruction" else {}
    # What was destroyed by a bomb or shell was bombed or shelled.
    return _by_weapon(explosives, target) if explosives else None


def _used(frames: Sequence[Frame], acts: Set[str]) -> dict[str, float]:
    """Weight of the weapons named where an act is told that can be done with them."""
    return weapon_weights([f for f in frames if any(act.name in acts for act in f.triggers)])


def _explosives(weapons: Mapping[str, float]) -> dict[str, float]:
    return {name: weight for name, weight in weapons.items() if name in WEAPON_TYPE}


_STATES = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
_GROUP = {
    "air_strike": "explosive", "drone_strike": "explosive", "shelling": "explosive",
    "missile": "explosive", "aircraft_downed": "explosive", "chemical_attack": "explosive",
    "suicide_bombing": "explosive", "bombing": "explosive", "grenade": "explosive",
    "bombardment": "explosive", "explosion": "explosive",
    "clash": "clash", "offensive": "clash", "ambush": "clash", "recapture_place": "territory",
    "capture_place": "territory",
    "attack": "open", "killing": "open", "wounding": "open", "incident": "open", "massacre": "open",
    "murder": "shooting", "assassination": "shooting", "shooting": "shooting",
    "execution": "shooting", "stabbing": "shooting", "ramming": "shooting", "beating": "shooting",
    "abduction": "abduction", "capture_people": "abduction",
    "protest": "protest", "riot": "protest", "dispersal": "protest", "mob": "protest",
}  # fmt: skip


def _family_weights(acts: Mapping[str, float]) -> dict[str, float]:
    """Weights by group; the open acts only count where no specific violence is told."""
    weights: dict[str, float] = defaultdict(float)
    for name, weight in acts.items():
        weights[_GROUP.get(name, name)] += weight
    # Shots at a crowd are told of both.
    crowd = weights["shooting"] + weights["protest"]
    violent = [weights["clash"], weights["abduction"], crowd]
    explosive = weights["explosive"] > _MEANS * weights["open"]
    if explosive or max(violent) > _SPECIFIC * weights["open"]:
        weights["open"] = 0.0
    if weights["explosive"] > _SPECIFIC * weights["destruction"]:
        # What a bomb destroys is no deed of its own.
        weights["destruction"] = 0.0
    return {name: weight for name, weight in weights.items() if weight > 0}


def _clash_type(acts: Mapping[str, float], agent: ActorKind | None) -> SubEventType:
    if acts["recapture_place"] > 0.3 * acts["clash"] and acts["recapture_place"] > 0:
        return _takeover(agent, is_back=True)
    if acts["capture_place"] > 0.5 * acts["clash"] and acts["capture_place"] > 0:
        return _takeover(agent)
    return _S.ARMED_CLASH


def _takeover(agent: ActorKind | None, *, is_back: bool = False) -> SubEventType:
    """Who took territory: its government, or another; who took it back unnamed, its government."""
    if agent is ActorKind.STATE_FORCES or (is_back and agent not in ARMED):
        return _S.GOVERNMENT_REGAINS_TERRITORY
    return _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY


def _by_weapon(weapons: Mapping[str, float], target: ActorKind | None) -> SubEventType:
    explosive = _explosives(weapons)
    if explosive and "weapon.gun" not in weapons:
        if "weapon.suicide" in explosive:
            return _S.SUICIDE_BOMB
        return WEAPON_TYPE[max(explosive, key=lambda name: explosive[name])]
    return _of_attack(target)


def _of_attack(target: ActorKind | None) -> SubEventType:
    """An attack with guns or by means left open: a fight where the target is armed and on duty.

    Any attacker of an armed target makes it an armed clash (ACLED Codebook, "Battles").
    """
    return _S.ARMED_CLASH if target in ARMED else _S.ATTACK


def _abduction_type(
    frames: Sequence[Frame],
    acts: Mapping[str, float],
    agent: ActorKind | None,
    target: ActorKind | None,
) -> SubEventType:
    """An abduction, an arrest, or an attack where those taken are said to be killed (ACLED).

    Who is captured by forces of a state is under arrest, and so is a fighter of whom nobody says
    who captured him.
    """
    taken = [
        frame
        for frame in frames
        if any(_GROUP.get(act.name) == "abduction" for act in frame.triggers)
    ]
    killed = any(
        count.kind is ClaimKind.KILLED and count.low > 0
        for frame in taken
        for count in frame.counts
    )
    deaths = acts["killing"] + acts["murder"] + acts["execution"]
    is_killing = deaths > _KILLED_AFTER * (acts["abduction"] + acts["capture_people"])
    if killed or is_killing:
        return _S.ATTACK
    is_capture = acts["capture_people"] > acts["abduction"]
    by_state = agent in _STATES or (agent is None and target in ARMED - _STATES)
    return _S.ARRESTS if is_capture and by_state else _S.ABDUCTION


def _other_type(
    acts: Mapping[str, float], leading: str, agent: ActorKind | None, target: ActorKind | None
) -> SubEventType:
    if leading == "shooting":
        return _of_attack(target)
    if leading == "territory":
        is_back = acts["recapture_place"] >= acts["capture_place"]
        return _takeover(agent, is_back=is_back)
    if leading == "arrest":
        return (
            _S.ARRESTS
            if agent in {None, ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}
            else _S.ABDUCTION
        )
    if leading == "raid" and target in ARMED:
        return _S.ARMED_CLASH
    if leading in {"destruction", "looting"} and agent in CROWDS:
        return _S.VIOLENT_DEMONSTRATION
    return _SUB_OF_ACT[leading]


_SUB_OF_ACT = {
    "arrest": _S.ARRESTS,
    "raid": _S.OTHER,
    "sexual_violence": _S.SEXUAL_VIOLENCE,
    "withdrawal": _S.NON_VIOLENT_TRANSFER,
    "agreement": _S.AGREEMENT,
    "interception": _S.DISRUPTED_WEAPONS_USE,
    "destruction": _S.LOOTING,
    "looting": _S.LOOTING,
    "deployment": _S.CHANGE_TO_GROUP,
    "base": _S.HEADQUARTERS_ESTABLISHED,
    "coup": _S.OTHER,
    "mass_grave": _S.OTHER,
    "displacement": _S.OTHER,
}
