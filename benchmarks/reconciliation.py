"""Quality and cost of reconciliation on generated worlds, beside a plain key and Splink.

    python -m benchmarks.reconciliation 10000 100000 1000000 --seed 11

gives a row of JSON for each size and method: a plain same-day-same-place key, Splink with weights
from the labelled pairs of a sister world (another seed, 10,000 mentions), and this package. Matching
runs in processes of its own: reading the file of mentions, reconciling and writing the map (and, for
this package, the fused events) are all in the time and in the peak of memory. Splink is no dependency:
without it that row is left out. To have it,

    python -m venv SPLINK && SPLINK/bin/pip install 'splink>=5' && ... --splink SPLINK/bin/python

Only clusters of two mentions and more count for the fields; the plain key and Splink, which fuse
nothing, are given the commonest statement of their clusters. Close to three gigabytes a million
mentions are used by this program itself, to hold the truth.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import splink_labelled
from benchmarks.cost import run
from benchmarks.fields import Stated, accuracy, commonest, stated, true_fields
from benchmarks.registry import Resolve, make_registry
from benchmarks.scores import find_hard_pairs, score
from benchmarks.worlds import draw_events, make_world
from eventdb.reconcile.mentions import reconcile_file

REGISTRY_SHARE = 0.7
SISTER_SIZE = 10_000
SISTER = 500
"""Added to the seed of a world for that of its sister, on whose pairs Splink's weights are counted."""
OWN = "eventdb"


def plain_key(record: dict[str, Any]) -> str:
    """The label of a mention by its country, finest place named and first day."""
    place = record["location"] or record["admin1"]
    return f"{record['iso3']}|{place}|{record['event_date']}"


def splink_row(record: dict[str, Any], resolve: Resolve) -> dict[str, Any]:
    """A mention as a flat row, its parties resolved as far as the registry knows them."""
    names = sorted({*record["actor1"], *record["actor2"]})
    actors = [(name, resolve(name, record["iso3"], None)) for name in names]
    same = ("mention_id", "report_id", "source", "iso3", "admin1", "admin2", "location")
    return {
        **{key: record[key] for key in (*same, "latitude", "longitude")},
        "event_key": record.get("event_key"),
        "published": record["published"][:10],
        "first_day": record["event_date"] or record["event_date_end"],
        "last_day": record["event_date_end"],
        "type": record["event_type"],
        "sub_type": record["sub_event_type"],
        "parties": sorted({actor.name if actor else name for name, actor in actors}),
        "killed": _figure(record, "fatalities"),
        "injured": _figure(record, "injured"),
    }


def _figure(record: dict[str, Any], name: str) -> int | None:
    best = record[f"{name}_best"]
    figure: int | None = record[f"{name}_low"] if best is None else best
    return figure


@dataclass
class World:
    """A world on disk and its truth.

    Attributes:
        true: key of the true event of each mention.
        plain: label of each mention by the plain key.
        told: what each mention states.
        hard: pairs of true events that are hard to tell apart.
    """

    size: int
    seed: int
    news: float
    mentions: Path
    rows: Path
    true: list[str]
    plain: list[str]
    told: list[Stated]
    hard: list[tuple[str, str]]


def write_world(size: int, seed: int, news: float, folder: Path) -> World:
    """Write a world to a folder, once for this package and once as flat rows."""
    mentions, rows = folder / "mentions.jsonl", folder / "rows.jsonl"
    resolve = make_registry(REGISTRY_SHARE, 1)
    world = World(size, seed, news, mentions, rows, [], [], [], [])
    alike: defaultdict[str, Counter[tuple[Any, ...]]] = defaultdict(Counter)
    with mentions.open("w", encoding="utf-8") as file, rows.open("w", encoding="utf-8") as flat:
        for record in make_world(size, seed, news):
            key = record.pop("event_key")
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            flat.write(json.dumps(splink_row(record, resolve), ensure_ascii=False) + "\n")
            world.true.append(key)
            world.plain.append(plain_key(record))
            world.told.append(stated(record))
            parties = tuple(sorted((*record["actor1"], *record["actor2"])))
            alike[key][(record["iso3"], record["location"], record["event_date"], parties)] += 1
    # what most mentions of an event say stands for the event
    world.hard = find_hard_pairs({key: said.most_common(1)[0][0] for key, said in alike.items()})
    return world


def write_sister(seed: int, news: float, path: Path) -> None:
    """Write the labelled rows of the sister world."""
    resolve = make_registry(REGISTRY_SHARE, 1)
    with path.open("w", encoding="utf-8") as file:
        for record in make_world(SISTER_SIZE, seed + SISTER, news):
            file.write(json.dumps(splink_row(record, resolve), ensure_ascii=False) + "\n")


def measure(world: World, folder: Path, splink: str | None) -> Iterator[dict[str, Any]]:
    """A row for each method."""
    setting = {"size": world.size, "seed": world.seed, "news": world.news}

    def row(method: str, labels: Sequence[str], fused: dict[str, Stated] | None) -> dict[str, Any]:
        scores = score(labels, world.true, world.hard).as_row()
        return {**setting, "method": method, **scores, **_field_accuracy(world, labels, fused)}

    output, fused = folder / "map.csv", folder / "events.jsonl"
    yield row("same day, same place", world.plain, None)
    if splink:
        program, model = splink_labelled.__file__, folder / "splink.json"
        labelled = folder / "labelled.jsonl"
        write_sister(world.seed, world.news, labelled)
        subprocess.run([splink, program, "train", str(labelled), str(model)], check=True)
        cost = run([splink, program, "match", str(world.rows), str(model), str(output)])
        yield {**row("splink, labelled pairs", _labels(output), None), **cost.as_row()}
    command = [sys.executable, "-m", "benchmarks.reconciliation", "--run", str(world.mentions)]
    cost = run([*command, str(output), str(fused)])
    with fused.open(encoding="utf-8") as file:
        events = {e["event_id"]: stated(e) for e in map(json.loads, file)}
    yield {**row(OWN, _labels(output), events), **cost.as_row()}


def _labels(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return [row["event_id"] for row in csv.DictReader(file)]


def _field_accuracy(
    world: World, labels: Sequence[str], fused: dict[str, Stated] | None
) -> dict[str, float]:
    _, towns, _, truth = draw_events(world.size, world.seed, world.news)
    clusters: defaultdict[str, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        clusters[label].append(index)

    def pairs() -> Iterator[tuple[Stated, Stated]]:
        for label, members in clusters.items():
            if len(members) < 2:
                continue
            told = Counter(world.true[index] for index in members)
            # of events that are told as often, the first by name: no order of mentions decides
            key = min(told, key=lambda name: (-told[name], name))
            given = fused[label] if fused else commonest([world.told[i] for i in members])
            yield given, true_fields(truth, towns, int(key[1:]))

    return accuracy(pairs())


def growth(rows: Sequence[dict[str, Any]], method: str) -> float | None:
    """Exponent of time over size: the slope of the line through the logarithms of all sizes."""
    timed = [(row["size"], row["seconds"]) for row in rows if row["method"] == method]
    if len({size for size, _ in timed}) < 2:
        return None
    sizes, seconds = np.log(np.array(timed, dtype=float)).T
    return round(float(np.polyfit(sizes, seconds, 1)[0]), 3)


def find_splink(given: str | None) -> str | None:
    """An interpreter that has Splink, or ``None``, with a word on how to get it."""
    if given is not None:
        return given
    if importlib.util.find_spec("splink") is not None:
        return sys.executable
    sys.stderr.write("Splink is not measured: it is not installed here. Install it with\n")
    sys.stderr.write("  python -m venv SPLINK && SPLINK/bin/pip install 'splink>=5'\n")
    sys.stderr.write("and give --splink SPLINK/bin/python\n")
    return None


def main() -> None:
    """Print a row of JSON for each size and method, and the exponents."""
    if sys.argv[1:2] == ["--run"]:
        mentions, output, fused = map(Path, sys.argv[2:5])
        reconcile_file(mentions, output, fused, resolve=make_registry(REGISTRY_SHARE, 1))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--news", type=float, default=0.0, help="0 monitors, 1 newsrooms")
    parser.add_argument("--splink", help="Python interpreter that has Splink")
    options = parser.parse_args()
    splink = find_splink(options.splink)
    rows: list[dict[str, Any]] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            world = write_world(size, options.seed, options.news, Path(folder))
            for row in measure(world, Path(folder), splink):
                rows.append(row)
                sys.stdout.write(json.dumps(row) + "\n")
                sys.stdout.flush()
    for method in sorted({row["method"] for row in rows if "seconds" in row}):
        exponent = growth(rows, method)
        if exponent is not None and math.isfinite(exponent):
            sys.stdout.write(json.dumps({"method": method, "growth_exponent": exponent}) + "\n")


if __name__ == "__main__":
    main()
