"""Fits the small logistic models of ``eventdb/models/``: penalised, by Newton's method, in folds.

Whatever is trained here is judged by reports that its weights have not seen: a report's fold is a
checksum of its id, so that folds are the same in every run and for every model.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
PENALTY = 4.0
LEAST_SEEN = 8
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its features and its right answer.

    Attributes:
        report_id: the report that it is about, which settles its fold.
        weight: how much it counts, 1 for most.
        set_name: the hand-coded set that it comes from.
    """

    report_id: str
    features: Mapping[str, float]
    is_right: bool
    weight: float
    set_name: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model with what it answers for reports that it has not seen.

    Attributes:
        theta: weights of ``names``, then the bias.
        held_out: probability of each example, by weights fitted on the other folds.
    """

    names: tuple[str, ...]
    theta: Vector
    held_out: Vector
    target: Vector
    weight: Vector


def fit_in_folds(examples: Sequence[Example], penalty: float = PENALTY) -> Fitted:
    """Fit all examples, and each fold's by the others."""
    seen = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    table = _matrix(examples, names)
    target = np.array([float(example.is_right) for example in examples])
    weight = np.array([example.weight for example in examples])
    fold = np.array([fold_of(example.report_id) for example in examples])
    held_out = np.zeros(len(examples))
    for number in range(FOLDS):
        rest, part = fold != number, fold == number
        theta = _fit(table[rest], target[rest], weight[rest], penalty)
        held_out[part] = _probabilities(table[part], theta)
    return Fitted(tuple(names), _fit(table, target, weight, penalty), held_out, target, weight)


def answers(fitted: Fitted, examples: Sequence[Example]) -> Vector:
    """What a model answers for examples that it was not fitted on."""
    return _probabilities(_matrix(examples, fitted.names), fitted.theta)


def reliability(target: Vector, answer: Vector) -> list[tuple[float, float, int, float, float]]:
    """How far probabilities can be believed: by tenths, how many there are, their mean, the share that is right."""
    rows = []
    for number in range(10):
        low, high = number / 10, (number + 1) / 10
        part = (answer >= low) & (answer < high)
        if part.any():
            mean, share = float(answer[part].mean()), float(target[part].mean())
            rows.append((low, high, int(part.sum()), mean, share))
    return rows


def fold_of(report_id: str) -> int:
    """The fold of a report."""
    return zlib.crc32(report_id.encode()) % FOLDS


def best_threshold(fitted: Fitted) -> tuple[float, float]:
    """The threshold with the best weighted F1 on reports not seen, and that F1."""
    best = (0.5, 0.0)
    target, weight = fitted.target, fitted.weight
    for threshold in np.arange(0.2, 0.8, 0.02):
        kept = fitted.held_out >= threshold
        right = float((weight * target)[kept].sum())
        score = 2 * right / float((weight * kept).sum() + (weight * target).sum())
        if score > best[1]:
            best = (round(float(threshold), 2), score)
    return best


def as_toml(fitted: Fitted, threshold: float, heading: Sequence[str]) -> str:
    """The file of a model; weights that round to nothing are left out.

    Args:
        fitted: the model.
        threshold: the probability from which the answer is yes.
        heading: lines of comment: what the weights are of, and who made them from what.
    """
    rows = "\n".join(
        f'"{name}" = {value:.2f}'
        for name, value in zip(fitted.names, fitted.theta[:-1], strict=True)
        if abs(value) >= 0.005
    )
    comment = "".join(f"# {line}\n" for line in heading)
    return f"{comment}threshold = {threshold}\nbias = {fitted.theta[-1]:.2f}\n\n[weights]\n{rows}\n"


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Examples by features, with a column of ones last."""
    index = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(examples), len(names) + 1))
    table[:, -1] = 1.0
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in index:
                table[row, index[name]] = value
    return table


def _probabilities(table: NDArray[np.float64], theta: Vector) -> Vector:
    answer: Vector = 1.0 / (1.0 + np.exp(-np.clip(table @ theta, -30, 30)))
    return answer


def _fit(
    table: NDArray[np.float64], target: Vector, weight: Vector, least: float = PENALTY
) -> Vector:
    """Weights of the penalised logistic regression; the last is the bias, which is not penalised."""
    size = table.shape[1]
    penalty = np.full(size, least)
    penalty[-1] = 1e-6
    theta = np.zeros(size)
    for _ in range(30):
        probability = _probabilities(table, theta)
        gradient = table.T @ (weight * (probability - target)) + penalty * theta
        curvature = weight * np.maximum(probability * (1 - probability), 1e-6)
        hessian = (table * curvature[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return theta
