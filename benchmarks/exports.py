"""What exports, a release and its check cost, at several sizes of the database.

    python -m benchmarks.exports 10000 100000 [--folder DIR]

Databases are made by ``benchmarks.store`` where they are missing. Memory is the most that the command
held at a time; where it does not grow with the events, rows are streamed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.cost import Cost, run
from benchmarks.store import fill
from eventdb.exports import FORMATS


def measure(url: str, folder: Path) -> Iterator[tuple[str, Cost]]:
    """Run each command on a database; its name and cost."""
    program = [sys.executable, "-m", "eventdb"]
    for name in FORMATS:
        yield name, run([*program, "export", "--db", url, "-o", str(folder), "--format", name])
    every = [part for name in FORMATS for part in ("--format", name)]
    yield "all formats", run([*program, "export", "--db", url, "-o", str(folder), *every])
    public = ["--profile", "public", *every]
    yield "all, public", run([*program, "export", "--db", url, "-o", str(folder), *public])
    yield "check", run([*program, "check", str(folder)])
    release = [*program, "release", "--db", url, "-o", str(folder / "releases")]
    yield "release", run([*release, "1"])
    yield "release with changes", run([*release, "2"])


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args(arguments)
    print("| events | command | seconds | MB at most |")
    print("| --- | --- | --- | --- |")
    for events in given.events:
        path = given.folder / f"store-{events}.sqlite"
        url = f"sqlite:///{path}"
        if not path.exists():
            fill(url, events)
        work = Path(tempfile.mkdtemp(dir=given.folder))
        try:
            for name, cost in measure(url, work):
                print(
                    f"| {events} | {name} | {cost.seconds:.1f} | {cost.peak_mb:.0f} |", flush=True
                )
        finally:
            shutil.rmtree(work)


if __name__ == "__main__":
    _main(sys.argv[1:])
