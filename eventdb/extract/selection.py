"""Decides whether a story is an event of conflict that the report tells as current.

A small logistic model over features that no language owns (``features.py``). The weights are a
reviewed data file, ``models/selection.toml``; the probability that comes out is the candidate's
confidence, and is meant as one: docs/evaluation.md has how often it is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from eventdb.extract.features import CURRENT_DAYS
from eventdb.extract.logistic import load_model
from eventdb.extract.times import When

_HARM = frozenset({"act.killing", "act.wounding"})
# What a gas cylinder does as well as a bomb, and a fault as well as a missile.
_CRASHES = frozenset({"weapon.air"})
_UNTOLD = frozenset({"act.explosion", "act.bombing", "act.aircraft_downed"})
_NOBODYS_ACT = frozenset({"near.topic.accident", "near.topic.illness", "near.topic.wreck"})


def probability_of(features: Mapping[str, float]) -> float:
    """Probability that a story is an event of conflict told as current."""
    return load_model("selection").probability(features)


def is_event(probability: float) -> bool:
    """Whether a story of this probability is kept: the threshold is the one best on reports not trained on."""
    return probability >= load_model("selection").threshold


def is_mishap(features: Mapping[str, float]) -> bool:
    """Whether people came to harm by nobody's act: deaths beside words of accident or illness, no agent, no weapon.

    A road accident or an epidemic is no event whatever else speaks for one: its dead would stand in
    the database as victims of conflict. Nor is a blast or a crash beside words of what goes off or fails by
    itself (a gas cylinder, an engine).
    """
    acts = {name for name in features if name.startswith("act.")}
    weapons = {name for name in features if name.startswith("weapon.")}
    if "any_agent" in features:
        return False
    if "near.topic.mishap" in features and weapons <= _CRASHES:
        return acts <= _HARM | _UNTOLD
    return not _NOBODYS_ACT.isdisjoint(features) and acts <= _HARM and not weapons


def is_aside(features: Mapping[str, float]) -> bool:
    """Whether a story tells no act, and of people only such as were counted before: ten of the wounded."""
    return "only_parts" in features


def is_current(when: When, published: dt.date | None) -> bool:
    """Whether an event lies near enough to publication to be news."""
    if published is None or when.last is None:
        return True
    return (published - when.last).days <= CURRENT_DAYS
