"""Settles the sub-event type of a story from its acts, weapons, parties and tolls.

ACLED Codebook, "Event types": the act decides before its target; a fight between armed groups
takes in the fire that supports it; force used on a peaceful crowd is Excessive force where people
were killed or badly hurt, Protest with intervention otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from eventdb.codebook import ActorKind, ClaimKind, SubEventType
from eventdb.extract.frames import Frame
from eventdb.extract.triggers import Modality
from eventdb.extract.weights import frame_weight

_S = SubEventType
# Acts whose means the word leaves open: weapons near them may settle it.
_OPEN_ACTS = frozenset(
    {
        "attack",
        "killing",
        "wounding",
        "incident",
        "bombardment",
        "explosion",
        "massacre",
        "murder",
        "assassination",
    }
)
_WEAPON_TYPE = {
    "weapon.air": _S.AIR_DRONE_STRIKE,
    "weapon.shell": _S.SHELLING,
    "weapon.bomb": _S.REMOTE_EXPLOSIVE,
    "weapon.suicide": _S.SUICIDE_BOMB,
    "weapon.grenade": _S.GRENADE,
    "weapon.chemical": _S.CHEMICAL_WEAPON,
}
_ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)


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
    frames: Sequence[Frame], agent: ActorKind | None, target: ActorKind | None
) -> SubEventType:
    """The sub-event type of a story.

    Args:
        frames: the story.
        agent: kind of its main agent; ``None`` where none is named.
        target: kind of its main target, likewise.
    """
    acts = act_weights(frames)
    weapons = weapon_weights(frames)
    if not acts:
        return _of_attack(target) if not weapons else _by_weapon(weapons, target)
    families = _family_weights(acts)
    if families.get("protest", 0.0) > 0 and _is_protest(families, agent, target):
        return _protest_type(acts, weapons, frames)
    leading = max(families, key=lambda name: families[name])
    if leading == "explosive":
        return _explosive_type(acts, weapons)
    if leading == "clash":
        return _clash_type(acts, agent)
    if leading == "open":
        return _by_weapon(weapons, target)
    if leading == "shooting":
        return _of_attack(target)
    if leading == "abduction":
        return _abduction_type(frames)
    return _other_type(acts, leading, agent, target)


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
    violent = [
        weights[group] for group in ("explosive", "clash", "shooting", "abduction", "protest")
    ]
    if max(violent) > 0.35 * weights["open"]:
        weights["open"] = 0.0
    return {name: weight for name, weight in weights.items() if weight > 0}


def _is_protest(
    families: dict[str, float], agent: ActorKind | None, target: ActorKind | None
) -> bool:
    crowd = {agent, target} & {ActorKind.PROTESTERS, ActorKind.RIOTERS}
    rest = max((weight for name, weight in families.items() if name != "protest"), default=0.0)
    return families["protest"] >= rest * (0.35 if crowd else 0.9)


def _protest_type(
    acts: Mapping[str, float], weapons: dict[str, float], frames: Sequence[Frame]
) -> SubEventType:
    harmed = any(
        count.kind in {ClaimKind.KILLED, ClaimKind.WOUNDED}
        and (count.best is None or count.best > 0)
        for frame in frames
        for count in frame.counts
    )
    is_fired_on = acts["shooting"] > 0 or "weapon.gun" in weapons or acts["killing"] > 0
    riotous = acts["riot"] + acts["mob"]
    if acts["mob"] > acts["protest"] + acts["riot"]:
        return _S.MOB_VIOLENCE
    if harmed and is_fired_on:
        return _S.EXCESSIVE_FORCE
    if riotous > acts["protest"]:
        return _S.VIOLENT_DEMONSTRATION
    if acts["dispersal"] > 0 or acts["arrest"] > 0 or "weapon.teargas" in weapons or harmed:
        return _S.PROTEST_WITH_INTERVENTION
    return _S.VIOLENT_DEMONSTRATION if riotous > 0 else _S.PEACEFUL_PROTEST


def _explosive_type(acts: Mapping[str, float], weapons: dict[str, float]) -> SubEventType:
    weights: dict[SubEventType, float] = defaultdict(float)
    for name, sub in (
        ("air_strike", _S.AIR_DRONE_STRIKE),
        ("drone_strike", _S.AIR_DRONE_STRIKE),
        ("shelling", _S.SHELLING),
        ("missile", _S.SHELLING),
        ("aircraft_downed", _S.SHELLING),
        ("chemical_attack", _S.CHEMICAL_WEAPON),
        ("suicide_bombing", _S.SUICIDE_BOMB),
        ("bombing", _S.REMOTE_EXPLOSIVE),
        ("grenade", _S.GRENADE),
    ):
        weights[sub] += acts[name]
    if acts["suicide_bombing"] or "weapon.suicide" in weapons:
        weights[_S.SUICIDE_BOMB] += weights[_S.REMOTE_EXPLOSIVE] + acts["explosion"] + 0.1
    if weapons.get("weapon.air") and not weapons.get("weapon.bomb"):
        # Aircraft that "bomb" strike from the air.
        weights[_S.AIR_DRONE_STRIKE] += weights.pop(_S.REMOTE_EXPLOSIVE, 0.0)
    if not any(weights.values()):
        return _open_explosive(acts, weapons)
    if acts["chemical_attack"] and weights[_S.CHEMICAL_WEAPON] >= 0.4 * max(weights.values()):
        return _S.CHEMICAL_WEAPON
    return max(weights, key=lambda sub: (weights[sub], -sub.rank))


def _open_explosive(acts: Mapping[str, float], weapons: dict[str, float]) -> SubEventType:
    """Type of a bombardment or blast by the weapons named beside it."""
    order = (
        ("weapon.air", "weapon.chemical", "weapon.shell", "weapon.bomb", "weapon.grenade")
        if acts["bombardment"] >= acts["explosion"]
        else (
            "weapon.suicide",
            "weapon.bomb",
            "weapon.grenade",
            "weapon.shell",
            "weapon.air",
            "weapon.chemical",
        )
    )
    named = [name for name in order if weapons.get(name)]
    if named:
        return _WEAPON_TYPE[named[0]]
    return _S.SHELLING if acts["bombardment"] >= acts["explosion"] else _S.REMOTE_EXPLOSIVE


def _clash_type(acts: Mapping[str, float], agent: ActorKind | None) -> SubEventType:
    if acts["recapture_place"] > 0.3 * acts["clash"] and acts["recapture_place"] > 0:
        return _S.GOVERNMENT_REGAINS_TERRITORY
    if acts["capture_place"] > 0.5 * acts["clash"] and acts["capture_place"] > 0:
        return _takeover(agent)
    return _S.ARMED_CLASH


def _takeover(agent: ActorKind | None) -> SubEventType:
    if agent in {ActorKind.STATE_FORCES}:
        return _S.GOVERNMENT_REGAINS_TERRITORY
    return _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY


def _by_weapon(weapons: dict[str, float], target: ActorKind | None) -> SubEventType:
    explosive = {name: weight for name, weight in weapons.items() if name in _WEAPON_TYPE}
    if explosive and "weapon.gun" not in weapons:
        if "weapon.suicide" in explosive:
            return _S.SUICIDE_BOMB
        return _WEAPON_TYPE[max(explosive, key=lambda name: explosive[name])]
    return _of_attack(target)


def _of_attack(target: ActorKind | None) -> SubEventType:
    """An attack with guns or by means left open: a fight where the target is armed and on duty.

    Any attacker of an armed target makes it an armed clash (ACLED Codebook, "Battles").
    """
    return _S.ARMED_CLASH if target in _ARMED else _S.ATTACK


def _abduction_type(frames: Sequence[Frame]) -> SubEventType:
    killed = any(
        count.kind is ClaimKind.KILLED and count.low > 0
        for frame in frames
        for count in frame.counts
    )
    return _S.ATTACK if killed else _S.ABDUCTION


def _other_type(
    acts: Mapping[str, float], leading: str, agent: ActorKind | None, target: ActorKind | None
) -> SubEventType:
    if leading == "territory":
        if acts["recapture_place"] >= acts["capture_place"]:
            return _S.GOVERNMENT_REGAINS_TERRITORY
        return _takeover(agent)
    if leading == "arrest":
        return (
            _S.ARRESTS
            if agent in {None, ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}
            else _S.ABDUCTION
        )
    if leading == "raid" and target in _ARMED:
        return _S.ARMED_CLASH
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
