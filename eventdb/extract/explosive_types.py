"""Settles which means of explosives or remote violence a story tells of (ACLED: Explosions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from eventdb.codebook import SubEventType

_S = SubEventType
WEAPON_TYPE = {
    "weapon.air": _S.AIR_DRONE_STRIKE,
    "weapon.shell": _S.SHELLING,
    "weapon.bomb": _S.REMOTE_EXPLOSIVE,
    "weapon.suicide": _S.SUICIDE_BOMB,
    "weapon.grenade": _S.GRENADE,
    "weapon.chemical": _S.CHEMICAL_WEAPON,
}


def explosive_type(acts: Mapping[str, float], weapons: Mapping[str, float]) -> SubEventType:
    """The sub-event type of a story whose leading acts are of explosives.

    Args:
        acts: weight of each act, by concept.
        weapons: weight of each kind of weapon.
    """
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


def _open_explosive(acts: Mapping[str, float], weapons: Mapping[str, float]) -> SubEventType:
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
        return WEAPON_TYPE[named[0]]
    return _S.SHELLING if acts["bombardment"] >= acts["explosion"] else _S.REMOTE_EXPLOSIVE
