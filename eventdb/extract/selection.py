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
_NOBODYS_ACT = frozenset({"near.topic.accident", "near.topic.illness"})


def probability_of(features: Mapping[str, float]) -> float:
    """Probability that a story is an event of conflict told as current."""
    return load_model("selection").probability(features)


def is_event(probability: float) -> bool:
    """Whether a story of this probability is kept: the threshold is the one best on reports not trained on."""
    return probability >= load_model("selection").threshold


def is_mishap(features: Mapping[str, float]) -> bool:
    """Whether people came to harm by nobody's act: deaths beside words of accident or illness, no agent, no weapon.

    A road accident or an epidemic is no event whatever else speaks for one: its dead would stand in
    the database as victims of conflict.
    """
    acts = {name for name in features if name.startswith("act.")}
    is_armed = any(name.startswith("weapon.") for name in features)
    return (
        not _NOBODYS_ACT.isdisjoint(features)
        and acts <= _HARM
        and "any_agent" not in features
        and not is_armed
    )


def is_current(when: When, published: dt.date | None) -> bool:
    """Whether an event lies near enough to publication to be news."""
    if published is None or when.last is None:
        return True
    return (published - when.last).days <= CURRENT_DAYS
