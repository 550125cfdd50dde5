"""Quality and cost of reconciliation on generated worlds, beside a plain same-day-same-place key.

    python -m benchmarks.reconciliation 10000 100000 1000000 --seed 1

Each size runs in a process of its own: reading the file of mentions, reconciling and writing the map
and the fused events are all in the time and in the peak of memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from benchmarks.registry import make_registry
from benchmarks.scores import find_hard_pairs, score
from benchmarks.worlds import make_world
from eventdb.reconcile.mentions import reconcile_file

REGISTRY_SHARE = 0.7


def run_one(mentions: Path, output: Path, fused: Path) -> dict[str, float]:
    """Reconcile a file in this process; seconds and peak memory in megabytes."""
    start = time.perf_counter()
    reconcile_file(mentions, output, fused, resolve=make_registry(REGISTRY_SHARE, 1))
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # two processes may be at their largest at once
    peak = (own + 2 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    return {"seconds": round(seconds, 1), "peak_mb": round(peak)}


def plain_key(record: dict[str, Any]) -> str:
    """The label of a mention by its country, finest place named and first day."""
    place = record["location"] or record["admin1"]
    return f"{record['iso3']}|{place}|{record['event_date']}"


def measure(size: int, seed: int, news: float, folder: Path) -> list[dict[str, Any]]:
    """A row for reconciliation and one for the plain key."""
    mentions, output, fused = (folder / name for name in ("m.jsonl", "map.csv", "events.jsonl"))
    true: list[str] = []
    plain: list[str] = []
    alike: defaultdict[str, Counter[tuple[Any, ...]]] = defaultdict(Counter)
    with mentions.open("w", encoding="utf-8") as file:
        for record in make_world(size, seed, news):
            key = record.pop("event_key")
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            true.append(key)
            plain.append(plain_key(record))
            parties = tuple(sorted((*record["actor1"], *record["actor2"])))
            alike[key][(record["iso3"], record["location"], record["event_date"], parties)] += 1
    # what most mentions of an event say stands for the event
    events = {key: said.most_common(1)[0][0] for key, said in alike.items()}
    hard = find_hard_pairs(events)
    command = [sys.executable, "-m", "benchmarks.reconciliation", "--run", str(mentions)]
    command += [str(output), str(fused)]
    cost = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    with output.open(encoding="utf-8") as file:
        predicted = [row["event_id"] for row in csv.DictReader(file)]
    setting = {"size": size, "seed": seed, "news": news}
    return [
        {**setting, "method": "eventdb", **score(predicted, true, hard).as_row(), **cost},
        {**setting, "method": "same day, same place", **score(plain, true, hard).as_row()},
    ]


def growth(rows: list[dict[str, Any]]) -> float | None:
    """Exponent of time over size, from the smallest to the largest size measured."""
    timed = sorted((row["size"], row["seconds"]) for row in rows if "seconds" in row)
    (small, first), (large, last) = timed[0], timed[-1]
    if small == large or not first:
        return None
    return round(math.log(last / first) / math.log(large / small), 3)


def main() -> None:
    """Print a row of JSON for each size and method."""
    if sys.argv[1:2] == ["--run"]:
        sys.stdout.write(json.dumps(run_one(*map(Path, sys.argv[2:5]))))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--news", type=float, default=0.0, help="0 monitors, 1 newsrooms")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(size, options.seed, options.news, Path(folder)):
                rows.append(row)
                sys.stdout.write(json.dumps(row) + "\n")
                sys.stdout.flush()
    exponent = growth(rows)
    if exponent is not None:
        sys.stdout.write(json.dumps({"growth_exponent": exponent}) + "\n")


if __name__ == "__main__":
    main()
