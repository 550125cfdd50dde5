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


def probability_of(features: Mapping[str, float]) -> float:
    """Probability that a story is an event of conflict told as current."""
    return load_model("selection").probability(features)


def is_event(probability: float) -> bool:
    """Whether a story of this probability is kept: the threshold is the one best on reports not trained on."""
    return probability >= load_model("selection").threshold


def is_aside(features: Mapping[str, float]) -> bool:
    """Whether a story tells no act, and of people only such as were counted before: ten of the wounded."""
    return "only_parts" in features


def is_current(when: When, published: dt.date | None) -> bool:
    """Whether an event lies near enough to publication to be news."""
    if published is None or when.last is None:
        return True
    return (published - when.last).days <= CURRENT_DAYS
