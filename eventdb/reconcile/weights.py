"""The weights file: levels to bits, with interactions of two fields; a score is a sum of its rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from eventdb.errors import SeedError
from eventdb.reconcile.columns import Floats
from eventdb.reconcile.compare import Levels
from eventdb.reconcile.levels import FIELDS
from eventdb.reconcile.rivals import LEVELS as RIVAL_LEVELS


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-likelihood weights in bits.

    Attributes:
        base: what is added to every pair of a block: the odds that such a pair matches.
        rivals: bits by the level of ``rivals``, which is found from the bits of all other fields.
        tables: for one field, a row of bits by level; for two or three fields, a table with one
            axis a field, in the order of the key.
    """

    base: float
    rivals: Floats
    tables: dict[tuple[str, ...], Floats]

    def score(self, levels: Levels) -> Floats:
        """Bits for "same event" of each pair, rivals not yet counted.

        Above 0 the two belong together, as far as they alone decide.
        """
        total = np.full(len(next(iter(levels.values()))), self.base)
        for fields, table in self.tables.items():
            total += table[tuple(levels[name] for name in fields)]
        return total

    def contributions(self, levels: Levels, index: int) -> list[tuple[str, str, float]]:
        """What makes up the score of one pair: fields, their levels, bits; largest first."""
        rows = [("base", "any pair of a block", self.base)]
        for fields, table in self.tables.items():
            at = tuple(int(levels[name][index]) for name in fields)
            names = " × ".join(FIELDS[name][level] for name, level in zip(fields, at, strict=True))
            rows.append((" × ".join(fields), names, float(table[at])))
        return sorted(rows, key=lambda row: (-abs(row[2]), row[0]))


def read_weights(path: Path) -> Weights:
    """Weights of a file.

    Raises:
        SeedError: the file names a field or level that comparison does not know.
    """
    return _parse(json.loads(path.read_text(encoding="utf-8")), str(path))


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package."""
    text = files("eventdb.reconcile").joinpath("weights.json").read_text(encoding="utf-8")
    return _parse(json.loads(text), "weights.json")


def _parse(data: dict[str, Any], origin: str) -> Weights:
    tables: dict[tuple[str, ...], Floats] = {}
    try:
        for field, row in data["main"].items():
            tables[(field,)] = _row(field, row)
        for interaction in data["interactions"]:
            fields = tuple(interaction["fields"])
            shape = tuple(len(FIELDS[name]) for name in fields)
            tables[fields] = np.array(interaction["bits"], dtype=np.float64).reshape(shape)
        rivals = np.array([float(data["rivals"][level]) for level in RIVAL_LEVELS])
        return Weights(float(data["base"]), rivals, tables)
    except (KeyError, ValueError, TypeError) as error:
        raise SeedError(f"{origin}: not a weights file: {error}; train it again") from error


def _row(field: str, row: dict[str, float]) -> Floats:
    unknown = row.keys() - set(FIELDS[field])
    if unknown:
        raise ValueError(f"field {field} has no level {sorted(unknown)[0]!r}")
    return np.array([row.get(level, 0.0) for level in FIELDS[field]], dtype=np.float64)
