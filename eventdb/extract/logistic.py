"""Small logistic models whose weights are reviewed data files: ``models/<name>.toml``.

Each file holds a bias, the probability from which an answer is "yes", and weights by feature. The
features are of concepts, distance, voice and position, so that what is learned from reports in one
language serves the others. ``training/`` makes the files; nothing is fitted at run time.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from eventdb.errors import LexiconError

_MOST = 30.0


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Weights by feature, the bias, and the probability from which the answer is yes."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def score(self, features: Mapping[str, float]) -> float:
        """Log-odds of yes."""
        weights = self.weights
        return self.bias + sum(weights.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """Probability of yes."""
        return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, self.score(features)))))


@cache
def load_model(name: str) -> LogisticModel:
    """The reviewed weights of ``models/<name>.toml``.

    Raises:
        LexiconError: the file does not hold what it must.
    """
    path = resources.files("eventdb") / "models" / f"{name}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return LogisticModel(
            bias=float(table["bias"]),
            weights={feature: float(value) for feature, value in table["weights"].items()},
            threshold=float(table["threshold"]),
        )
    except (KeyError, OSError, ValueError) as error:
        raise LexiconError(f"models/{name}.toml: {error}") from error
