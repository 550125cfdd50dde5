"""Habits of the sources of a test world: how often each errs in each way, and how fast it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.worlds import Rng, Style

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Habits:
    """One row a source: chances of each kind of error, mean lag in hours, wording."""

    lag: Floats
    late: Floats
    wide_date: Floats
    no_date: Floats
    two_days: Floats
    with_quarter: Floats
    vague_place: Floats
    near_place: Floats
    respelled: Floats
    no_point: Floats
    jitter: Floats
    alias: Floats
    general: Floats
    no_party: Floats
    swapped: Floats
    other_type: Floats
    early: Floats
    rounded: Floats
    vague_count: Floats
    no_killed: Floats
    no_injured: Floats
    zero_said: Floats
    no_text: Floats
    weight: Floats
    language: npt.NDArray[np.object_]


def make_habits(rng: Rng, style: Style) -> Habits:
    """Habits of the sources of one world; their level varies from world to world."""
    level = rng.uniform(0.6, 1.4)
    size = style.sources

    def chance(mean: float) -> Floats:
        return np.minimum(rng.beta(1.2, 1.2 / mean - 1.2, size) * level, 0.9)

    arabic = rng.random(size) < rng.choice([0.0, 0.3, 0.5])
    return Habits(
        lag=np.where(rng.random(size) < 0.15, 60.0, rng.uniform(3, 24, size)),
        late=chance(0.12),
        wide_date=chance(0.06),
        no_date=chance(0.02),
        two_days=chance(0.06 + 0.2 * style.news),
        with_quarter=np.where(rng.random(size) < 0.25, 0.3, 0.02),
        vague_place=chance(0.11),
        near_place=chance(0.08),
        respelled=np.where(rng.random(size) < 0.35, 0.9, 0.03),
        no_point=np.where(rng.random(size) < 0.2, 0.8, 0.05),
        jitter=np.where(rng.random(size) < 0.3, 0.02, 0.0),
        alias=np.where(rng.random(size) < 0.5, 0.8, 0.1),
        general=chance(0.14),
        no_party=chance(0.12),
        swapped=chance(0.08),
        other_type=chance(0.17),
        early=chance(0.25 + 0.3 * style.news),
        rounded=chance(0.12),
        vague_count=chance(0.05 + 0.1 * style.news),
        no_killed=chance(0.15 + 0.1 * style.news),
        no_injured=chance(0.40),
        zero_said=np.full(size, 0.5),
        no_text=np.where(rng.random(size) < 0.1, 0.9, 0.02),
        weight=rng.lognormal(0, 0.7, size),
        language=np.where(arabic, "ar", "en").astype(object),
    )
