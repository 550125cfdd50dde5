"""Evidence: what speaks for and against two candidates, or two events, being the same, in bits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eventdb.reconcile.blocking import Pairs
from eventdb.reconcile.cluster import ABSENT
from eventdb.reconcile.columns import Columns, make_columns
from eventdb.reconcile.compare import compare_pairs
from eventdb.reconcile.crowds import find_crowds
from eventdb.reconcile.grouping import canonical_order, score_pairs
from eventdb.reconcile.rivals import FIELD, LEVELS
from eventdb.reconcile.weights import Weights, shipped_weights
from eventdb.records import EventCandidate


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """What a pair's score is made of.

    Attributes:
        bits: the sum; above 0 the two are held to be one event, as far as they alone decide.
        contributions: fields, the levels found, bits; the largest first.
        obstacle: why the pair is not merged whatever its bits: told apart by one report, or too far
            apart in time or space to be compared; ``None`` where nothing stands against it.
    """

    left: str
    right: str
    bits: float
    contributions: tuple[tuple[str, str, float], ...]
    obstacle: str | None = None


@dataclass(frozen=True, slots=True)
class GroupEvidence:
    """What joins or parts two groups of candidates.

    Attributes:
        average: mean of the pairs' bits, by which clusters are merged; above 0 they belong together.
        pairs: by bits, highest first.
    """

    average: float
    pairs: tuple[PairEvidence, ...]

    @property
    def obstacles(self) -> tuple[PairEvidence, ...]:
        """Pairs that must not be merged."""
        return tuple(pair for pair in self.pairs if pair.obstacle is not None)


class Evidence:
    """Explains pairs among the candidates of one reconciliation.

    Args:
        candidates: all candidates of the country and weeks in question, as how crowded a place is
            and how rare a word is counts, too.
        weights: those used in the reconciliation.
    """

    def __init__(
        self, candidates: Iterable[EventCandidate], weights: Weights | None = None
    ) -> None:
        ordered = sorted(candidates, key=canonical_order)
        self._columns: Columns = make_columns(ordered)
        self._crowds = find_crowds(self._columns)
        self._index = {name: position for position, name in enumerate(self._columns.ids)}
        self._weights = weights or shipped_weights()
        pairs = score_pairs(self._columns, self._weights)
        keys = pairs.left * self._columns.size + pairs.right
        found = zip(keys.tolist(), pairs.rivals.tolist(), strict=True)
        self._rivals = {
            key: (LEVELS[level], float(self._weights.rivals[level])) for key, level in found
        }

    def of_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[PairEvidence]:
        """Evidence of pairs of candidate ids.

        Raises:
            KeyError: a candidate is not among those given.
        """
        if not pairs:
            return []
        ends = [sorted((self._index[one], self._index[other])) for one, other in pairs]
        index = Pairs(
            np.array([low for low, _ in ends], dtype=np.int64),
            np.array([high for _, high in ends], dtype=np.int64),
        )
        levels = compare_pairs(self._columns, self._crowds, index)
        return [
            self._pair(low, high, self._weights.contributions(levels, at))
            for at, (low, high) in enumerate(ends)
        ]

    def _pair(self, low: int, high: int, rows: list[tuple[str, str, float]]) -> PairEvidence:
        obstacle = self._obstacle(low, high)
        if obstacle is None:
            level, bits = self._rivals[low * self._columns.size + high]
            rows = sorted([*rows, (FIELD, level, bits)], key=lambda row: (-abs(row[2]), row[0]))
        total = round(sum(bits for _, _, bits in rows), 2)
        return PairEvidence(
            self._columns.ids[low], self._columns.ids[high], total, tuple(rows), obstacle
        )

    def of_event(self, candidate_ids: Sequence[str]) -> GroupEvidence:
        """What holds the candidates of one event together."""
        ids = sorted(candidate_ids)
        return self._group([(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :]])

    def between(self, one: Sequence[str], other: Sequence[str]) -> GroupEvidence:
        """What parts two events that were not merged, given by their candidates."""
        return self._group([(left, right) for left in sorted(one) for right in sorted(other)])

    def _group(self, pairs: Sequence[tuple[str, str]]) -> GroupEvidence:
        found = self.of_pairs(pairs)
        low = self._columns.size
        blocked = [self._index[p.left] * low + self._index[p.right] in self._rivals for p in found]
        bits = [p.bits if near else ABSENT for p, near in zip(found, blocked, strict=True)]
        average = sum(bits) / len(bits) if bits else 0.0
        ranked = sorted(found, key=lambda pair: (-pair.bits, pair.left, pair.right))
        return GroupEvidence(round(average, 2), tuple(ranked))

    def _obstacle(self, low: int, high: int) -> str | None:
        if self._columns.report[low] == self._columns.report[high]:
            return "one report tells both"
        if low * self._columns.size + high not in self._rivals:
            return "too far apart in time or space"
        return None


def print_pair(pair: PairEvidence, least: float = 0.2) -> str:
    """A pair's evidence as text, one line a contribution of at least ``least`` bits."""
    lines = [f"{pair.left} – {pair.right}: {pair.bits:+.2f} bits"]
    if pair.obstacle is not None:
        lines[0] += f" ({pair.obstacle})"
    rest = 0.0
    for fields, levels, bits in pair.contributions:
        if abs(bits) >= least:
            lines.append(f"  {bits:+6.2f}  {fields}: {levels}")
        else:
            rest += bits
    if rest:
        lines.append(f"  {rest:+6.2f}  all else")
    return "\n".join(lines)
