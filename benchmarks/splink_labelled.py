"""Splink with weights from labelled pairs, as what reconciliation is measured beside.

    python benchmarks/splink_labelled.py train LABELLED.jsonl MODEL.json
    python benchmarks/splink_labelled.py match MENTIONS.jsonl MODEL.json MAP.csv

Runs alone, in any interpreter that has ``splink`` 5 (``pip install splink``), and is no dependency of
the package. Rows are those of ``benchmarks.reconciliation``: parties are resolved already. Splink is
given what helps it: m, u and the prior are counted on labelled pairs inside the blocks of a sister
world, and the threshold is the one with the best B-cubed F1 there.
"""

from __future__ import annotations

import importlib
import json
import logging
import re
import sys
from pathlib import Path
from typing import Any

THRESHOLDS = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0)
"""Bits, of which the best on the labelled world is kept."""
LEAST = 1e-4
"""Of a level that no labelled pair has."""

_GAP = "greatest(0, date_diff('day', l.last_day, r.first_day), date_diff('day', r.last_day, l.first_day))"
_KM = (
    "111.2 * sqrt(power(l.latitude - r.latitude, 2)"
    " + power((l.longitude - r.longitude) * cos(radians(l.latitude)), 2))"
)
_NO_POINT = "l.latitude IS NULL OR r.latitude IS NULL"
_ONE_VAGUE = "l.location IS NULL OR r.location IS NULL"
_SHARED = "len(list_intersect(l.parties, r.parties))"


def _count(name: str) -> tuple[str, ...]:
    gap = f"abs(l.{name} - r.{name})"
    return (
        f"l.{name} IS NULL OR r.{name} IS NULL",
        f"{gap} = 0",
        f"{gap} <= 1",
        f"{gap} <= 0.25 * greatest(l.{name}, r.{name})",
        f"{gap} <= 0.6 * greatest(l.{name}, r.{name})",
    )


COMPARISONS = {
    # the first level of each is "not known", which says nothing
    "days": (
        "l.first_day IS NULL OR r.first_day IS NULL",
        "l.first_day = r.first_day AND l.last_day = r.last_day",
        f"{_GAP} = 0",
        f"{_GAP} = 1",
        f"{_GAP} = 2",
    ),
    "place": (
        f"({_NO_POINT}) AND ({_ONE_VAGUE})",
        "l.location = r.location",
        f"({_ONE_VAGUE}) AND l.admin2 = r.admin2",
        _ONE_VAGUE,
        _NO_POINT,
        f"{_KM} <= 3",
        f"{_KM} <= 10",
        f"{_KM} <= 30",
    ),
    "parties": (
        "len(l.parties) = 0 OR len(r.parties) = 0",
        f"{_SHARED} >= 2",
        f"{_SHARED} = 1 AND least(len(l.parties), len(r.parties)) = 1",
        f"{_SHARED} = 1",
    ),
    "type": ("false", "l.sub_type = r.sub_type", "l.type = r.type"),
    "killed": _count("killed"),
    "injured": _count("injured"),
    "publisher": (
        "l.source IS NULL OR r.source IS NULL",
        "l.report_id = r.report_id",
        "l.source = r.source",
    ),
}
_AREAS = ("l.iso3 = r.iso3 AND l.admin1 = r.admin1", "l.iso3 = r.iso3 AND l.cell = r.cell")
_NEAR = "abs(l.middle - r.middle) <= 3"
BLOCKS = tuple(
    f"{area} AND l.period = r.period{shift} AND {_NEAR}"
    for area in _AREAS
    for shift in ("", " + 1", " - 1")
)

ROWS = """
CREATE TABLE mention AS
SELECT *, row_number() OVER () AS unique_id, middle // 4 AS period,
    round(latitude / 0.4)::INT || '|' || round(longitude / 0.4)::INT AS cell
FROM (
    SELECT *, coalesce(
        (date_diff('day', DATE '1970-01-01', first_day)
            + date_diff('day', DATE '1970-01-01', last_day)) // 2,
        date_diff('day', DATE '1970-01-01', published) - 1) AS middle
    FROM read_json(?, format = 'newline_delimited', columns = {
        mention_id: 'VARCHAR', event_key: 'VARCHAR', report_id: 'VARCHAR', source: 'VARCHAR',
        published: 'DATE', first_day: 'DATE', last_day: 'DATE', iso3: 'VARCHAR',
        admin1: 'VARCHAR', admin2: 'VARCHAR', location: 'VARCHAR', latitude: 'DOUBLE',
        longitude: 'DOUBLE', type: 'VARCHAR', sub_type: 'VARCHAR', parties: 'VARCHAR[]',
        killed: 'INTEGER', injured: 'INTEGER'})
)
"""


def suffixed(condition: str) -> str:
    """A condition with Splink's names of the columns of a pair: ``l.killed`` is ``killed_l``."""
    return re.sub(r"\b([lr])\.(\w+)", r"\2_\1", condition)


def settings(model: dict[str, Any] | None) -> dict[str, Any]:
    """Splink's settings with the weights of a model, or without any meaning yet."""
    comparisons = []
    for name, conditions in COMPARISONS.items():
        levels: list[dict[str, Any]] = [
            {
                "sql_condition": suffixed(conditions[0]),
                "label_for_charts": "0",
                "is_null_level": True,
            }
        ]
        for number, condition in enumerate((*conditions[1:], "ELSE"), 1):
            label = len(conditions) - number
            m, u = model["levels"][name][str(label)] if model else (0.5, 0.5)
            levels.append(
                {
                    "sql_condition": suffixed(condition),
                    "label_for_charts": str(label),
                    "m_probability": m,
                    "u_probability": u,
                }
            )
        comparisons.append({"output_column_name": name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": model["prior"] if model else 0.1,
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in BLOCKS],
        "retain_matching_columns": model is None,  # and the levels with them
        "retain_intermediate_calculation_columns": model is None,
    }


def open_linker(path: str, model: dict[str, Any] | None) -> tuple[Any, Any]:
    """A linker over the rows of a file, and its connection."""
    splink, duckdb = importlib.import_module("splink"), importlib.import_module("duckdb")
    api = importlib.import_module("splink.internals.duckdb.database_api").DuckDBAPI
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(ROWS, [path])
    table = api(connection).register("mention")
    return splink.Linker(table, settings(model), log_level=logging.ERROR), connection


def train(labelled: str, output: str) -> None:
    """Count m, u and the prior in the blocks, and choose the threshold."""
    linker, connection = open_linker(labelled, None)
    pairs = linker.inference.predict().physical_name
    connection.execute(
        f"CREATE TABLE pair AS SELECT p.*, l.event_key = r.event_key AS same FROM {pairs} p"
        " JOIN mention l ON l.unique_id = p.unique_id_l"
        " JOIN mention r ON r.unique_id = p.unique_id_r"
    )
    model: dict[str, Any] = {"levels": {}, "threshold": 0.0}
    model["prior"] = connection.execute("SELECT avg(same::INT) FROM pair").fetchall()[0][0]
    for name, conditions in COMPARISONS.items():
        model["levels"][name] = {}
        for level in range(len(conditions)):
            m, u = (
                connection.execute(
                    f"SELECT avg((gamma_{name} = {level})::INT) FROM pair"
                    f" WHERE gamma_{name} >= 0 AND same = {same}"
                ).fetchall()[0][0]
                for same in ("true", "false")
            )
            model["levels"][name][str(level)] = (max(m or 0, LEAST), max(u or 0, LEAST))
    linker, connection = open_linker(labelled, model)
    scored = linker.inference.predict(threshold_match_weight=min(THRESHOLDS))
    found = {bits: b_cubed(linker, connection, scored, bits) for bits in THRESHOLDS}
    model["threshold"] = max(found, key=lambda bits: found[bits])
    model["b_cubed"] = found
    Path(output).write_text(json.dumps(model, indent=1), encoding="utf-8")


def b_cubed(linker: Any, connection: Any, scored: Any, bits: float) -> float:  # noqa: ANN401
    """B-cubed F1 of the components above a threshold."""
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(
        scored, threshold_match_weight=bits
    )
    (score,) = connection.execute(
        f"""
        WITH one AS (SELECT c.cluster_id AS c, m.event_key AS e
            FROM {made.physical_name} c JOIN mention m USING (unique_id)),
        sized AS (SELECT count(*) OVER (PARTITION BY c, e) AS shared,
            count(*) OVER (PARTITION BY c) AS cs, count(*) OVER (PARTITION BY e) AS es FROM one)
        SELECT 2 / (1 / avg(shared / cs) + 1 / avg(shared / es)) FROM sized
        """
    ).fetchall()[0]
    return float(score)


def match(mentions: str, model_path: str, output: str) -> None:
    """Write ``mention_id,event_id`` in the order of the mentions."""
    model = json.loads(Path(model_path).read_text(encoding="utf-8"))
    linker, connection = open_linker(mentions, model)
    scored = linker.inference.predict(threshold_match_weight=model["threshold"])
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(
        scored, threshold_match_weight=model["threshold"]
    )
    connection.execute(
        f"COPY (SELECT m.mention_id, c.cluster_id AS event_id FROM mention m"
        f" JOIN {made.physical_name} c USING (unique_id) ORDER BY m.unique_id)"
        f" TO '{output}' (HEADER)"
    )


if __name__ == "__main__":
    {"train": train, "match": match}[sys.argv[1]](*sys.argv[2:])
