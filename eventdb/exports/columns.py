"""What each column of each file is, as ``seeds/codebook/column_meaning.csv`` tells it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from eventdb.resources import seeds_path

VOCABULARIES = "codebook"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one file.

    Attributes:
        value_type: string, integer, number, boolean, date or datetime.
        is_required: never blank.
        vocabulary: file and column of ``seeds/codebook`` that its values are of.
        public: what the profile ``public`` does with it (``eventdb/exports/public.py``).
        acled, ucdp: how it differs from the column of ACLED and of UCDP GED; empty: they have none.
    """

    dataset: str
    name: str
    meaning: str
    allowed_values: str
    rule: str
    value_type: str
    is_required: bool
    vocabulary: str | None
    lowest: int | None
    highest: int | None
    public: str | None
    acled: str
    ucdp: str


@cache
def read_columns() -> Mapping[str, Mapping[str, Column]]:
    """The columns of each file by their names, in their order."""
    path = seeds_path() / "codebook" / "column_meaning.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    columns: dict[str, dict[str, Column]] = {}
    for line in sorted(lines, key=lambda line: (line["dataset"], int(line["position"]))):
        columns.setdefault(line["dataset"], {})[line["column_name"]] = _column(line)
    return columns


def _column(line: Mapping[str, str]) -> Column:
    return Column(
        dataset=line["dataset"],
        name=line["column_name"],
        meaning=line["meaning"],
        allowed_values=line["allowed_values"],
        rule=line["rule"],
        value_type=line["value_type"],
        is_required=line["presence"] == "required",
        vocabulary=line["vocabulary"] or None,
        lowest=int(line["lowest"]) if line["lowest"] else None,
        highest=int(line["highest"]) if line["highest"] else None,
        public=line["public"] or None,
        acled=line["acled"],
        ucdp=line["ucdp"],
    )


@cache
def vocabulary(name: str) -> tuple[str, ...]:
    """The values of a vocabulary, as ``event_type.event_type``, in the seed's order."""
    table, _, column = name.partition(".")
    path = seeds_path() / "codebook" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        values = [line[column] for line in csv.DictReader(file)]
    return tuple(dict.fromkeys(value for value in values if value))
