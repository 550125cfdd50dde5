"""Tells stories of violent words that are no conflict, whatever else speaks for them.

Road accidents, epidemics, storms, animals, matches, exercises and murders at home would stand in the database
as acts of "unidentified armed groups". ACLED (Codebook, "Core event types") and UCDP (GED Codebook, "Definition of
an event") leave them out alike.
"""

from __future__ import annotations

from collections.abc import Mapping

_HARM = frozenset({"act.killing", "act.wounding"})
# What a gas cylinder does as well as a bomb, and a fault as well as a missile.
_CRASHES = frozenset({"weapon.air"})
_UNTOLD = frozenset({"act.explosion", "act.bombing", "act.aircraft_downed"})
_NOBODYS_ACT = frozenset({"near.topic.accident", "near.topic.illness", "near.topic.wreck"})
# What storms, quakes and dogs do in the words of attackers: struck, hit, attacked.
_STRIKING = frozenset({"act.attack", "act.bombardment"})
_PLAY = _STRIKING | {"act.shooting", "act.killing", "act.offensive"}
_AT_HOME = _HARM | {"act.shooting", "act.stabbing", "act.attack", "act.attempted_killing"}
# Topic words per thirty of a report that is about a match: two in a short one.
_MATCH_SHARE = 0.6
_SHOWN = frozenset({"act.protest", "act.riot", "act.arrest", "act.abduction"})


def is_no_conflict(features: Mapping[str, float]) -> bool:
    """Whether a story with these features is one of those that are no conflict."""
    acts = {name for name in features if name.startswith("act.")}
    if is_staged(features, acts):
        return True
    return "any_agent" not in features and (
        is_mishap(features, acts) or is_played(features, acts) or is_private(features, acts)
    )


def is_mishap(features: Mapping[str, float], acts: set[str]) -> bool:
    """Whether people came to harm by nobody's act: deaths beside words of accident or illness, no weapon.

    Nor is a blast or a crash beside words of what goes off or fails by itself (a gas cylinder, an engine) an act,
    nor what a storm, a quake or an animal strikes.
    """
    weapons = {name for name in features if name.startswith("weapon.")}
    if not weapons <= _CRASHES:
        return False
    if "near.topic.mishap" in features and acts <= _HARM | _UNTOLD:
        return True
    if "near.topic.nature" in features and acts <= _HARM | _STRIKING:
        return True
    return not _NOBODYS_ACT.isdisjoint(features) and acts <= _HARM


def is_staged(features: Mapping[str, float], acts: set[str]) -> bool:
    """Whether forces only train: bombs on mock targets, nobody hurt."""
    return (
        "near.topic.exercise" in features and not _is_anybody_hurt(features) and not acts & _SHOWN
    )


def is_played(features: Mapping[str, float], acts: set[str]) -> bool:
    """Whether a match is told in words of war: nobody is hurt, no weapon is named."""
    is_armed = any(name.startswith("weapon.") for name in features)
    is_match = "near.topic.sport" in features and features["topic.sport"] >= _MATCH_SHARE
    return is_match and acts <= _PLAY and not is_armed and not _is_anybody_hurt(features)


def is_private(features: Mapping[str, float], acts: set[str]) -> bool:
    """Whether somebody killed at home: his wife, after a family quarrel."""
    return "near.topic.domestic" in features and acts <= _AT_HOME


def _is_anybody_hurt(features: Mapping[str, float]) -> bool:
    return bool(features.get("killed") or features.get("wounded"))
