"""How fast the served pages answer with many events.

    python -m benchmarks.pages 100000 [--folder DIR]

A database is made by ``benchmarks.store`` where it is missing, and ``eventdb serve`` is started on it. Each
address is asked for twice: the first answer is that of a server just started, the second what it keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.store import fill
from eventdb.questions import read_questions
from eventdb.resources import questions_path
from eventdb.serve import query_name

_VIEW = "cells=60&view=0.4,0.3,0.7,0.6"
_PAGES = {
    "first page": "/",
    "list": "/-/listing.json?page=0",
    "map, whole": "/-/clusters.json?cells=1",
    "map, a view": f"/-/clusters.json?{_VIEW}",
    "map, type and days": f"/-/clusters.json?{_VIEW}&type=Battles&from=2020-01-01",
    "map, Arabic word": f"/-/clusters.json?{_VIEW}&text={quote('قصف')}",
    "list, English word": "/-/listing.json?text=shelling",
    "codebook": "/-/codebook",
    "CSV of a country": "/-/events.csv?country=Syria",
}
_SECONDS_TO_START = 600


@contextmanager
def serving(database: Path, cache: Path) -> Iterator[str]:
    """The address of a server of a database; its index is made first, and not measured."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "eventdb", "serve", "--db", f"sqlite:///{database}"]
    environment = os.environ | {"EVENTDB_CACHE": str(cache)}
    server = subprocess.Popen([*command, "--port", str(port)], env=environment)
    try:
        end = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def seconds(address: str) -> float:
    """Seconds until an address has answered in full."""
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=300) as answer:
        answer.read()
    return time.perf_counter() - start


def addresses(base: str, name: str) -> Iterator[tuple[str, str]]:
    """What is asked for: pages, the page of one event, and every question."""
    yield from ((what, base + path) for what, path in _PAGES.items())
    with urllib.request.urlopen(f"{base}/-/listing.json?page=0", timeout=300) as answer:
        event_id = json.load(answer)["rows"][0][0]
    yield "an event", f"{base}/-/event/{event_id}"
    for question in read_questions(questions_path().read_text(encoding="utf-8")):
        yield question.title, f"{base}/{name}/{query_name(question.title)}.json"


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "eventdb-pages"
    )
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    database = asked.folder / f"store-{asked.events}.sqlite"
    if not database.exists():
        fill(f"sqlite:///{database}", asked.events)
    print("| page | first, s | again, s |\n| --- | --- | --- |")
    with serving(database, asked.folder / "cache") as base:
        for what, address in addresses(base, database.stem):
            print(f"| {what} | {seconds(address):.2f} | {seconds(address):.2f} |", flush=True)


if __name__ == "__main__":
    _main(sys.argv[1:])
