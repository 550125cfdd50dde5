"""Share a file of mentions among processes by country, and join what they write.

Mentions of two countries are never compared and ids are numbered by country, so that each country
can be reconciled by itself with the same outcome.
"""

from __future__ import annotations

import csv
import heapq
import json
import multiprocessing
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from multiprocessing.process import BaseProcess
from pathlib import Path
from pickle import dump, load
from typing import Any, TypeVar

from eventdb.errors import EventdbError

LARGE = 20_000_000
"""Bytes of a file above which two processes are used."""

_COUNTRY = re.compile(r'"iso3"\s*:\s*"([^"\\]*)"')
_Result = TypeVar("_Result")


def country_of(line: str) -> str:
    """The country that a line of JSON states, empty where it states none."""
    found = _COUNTRY.search(line)
    return found[1] if found else ""


PARTS = 4
"""Parts for each process, one after the other, so that memory holds a part of the file at once."""


def count_workers(path: Path) -> int:
    """Processes for a file, unless the user says otherwise."""
    return 2 if path.stat().st_size > LARGE and (os.cpu_count() or 1) > 1 else 1


def share_countries(path: Path, workers: int) -> list[frozenset[str] | None]:
    """Countries of each part, parts of like size; a single ``None`` where one part is all."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if workers < 2 or not can_fork or ".csv" in path.suffixes or path.suffix == ".gz":
        return [None]
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        counts = Counter(map(country_of, file))
    loads = [(0, number) for number in range(workers * PARTS)]
    shares: list[set[str]] = [set() for _ in loads]
    for country, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        weight, number = heapq.heappop(loads)  # the largest country to the part with least
        shares[number].add(country)
        heapq.heappush(loads, (weight + count, number))
    return [frozenset(share) for share in shares if share] or [None]


def run_shares(tasks: Sequence[Callable[[], _Result]], workers: int) -> list[_Result]:
    """Results of tasks, shared among processes.

    Raises:
        EventdbError: a process has died.
    """
    if workers < 2 or len(tasks) == 1:
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")  # tasks hold functions that cannot be pickled
    with tempfile.TemporaryDirectory(prefix="eventdb-") as folder:
        files = [Path(folder) / str(number) for number in range(len(tasks))]
        processes: list[BaseProcess] = []
        for number in range(workers):
            own = list(zip(tasks, files, strict=True))[number::workers]
            process: BaseProcess = context.Process(target=_keep_results, args=(own,))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
            if process.exitcode != 0:
                raise EventdbError(
                    "a process that reconciled mentions has died; "
                    "free memory, or reconcile the countries one by one"
                )
        results: list[_Result] = []
        for file in files:
            with file.open("rb") as stored:
                results.append(load(stored))
        return results


def _keep_results(tasks: Sequence[tuple[Callable[[], Any], Path]]) -> None:
    for task, path in tasks:
        with path.open("wb") as file:
            dump(task(), file)


def write_map(path: Path, rows: Iterable[tuple[int, str, str]]) -> None:
    """Write a part of the map: line in the file of mentions, mention, event."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def join_maps(parts: Sequence[Path], output: Path) -> None:
    """The whole map, in the order of the mentions."""
    with ExitStack() as stack, output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("mention_id", "event_id"))
        opened = [stack.enter_context(part.open(encoding="utf-8", newline="")) for part in parts]
        rows = heapq.merge(*map(csv.reader, opened), key=lambda row: int(row[0]))
        writer.writerows((mention, event) for _, mention, event in rows)


def write_events(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    """Write a part of the events, which stand in the order of their countries."""
    with path.open("w", encoding="utf-8") as file:
        for event in events:
            line = json.dumps(event, ensure_ascii=False)
            file.write(f"{event['iso3'] or ''}\t{line}\n")


def join_events(parts: Sequence[Path], output: Path) -> None:
    """All events, by country."""
    with ExitStack() as stack, output.open("w", encoding="utf-8") as file:
        opened = [stack.enter_context(part.open(encoding="utf-8")) for part in parts]
        for line in heapq.merge(*opened, key=_country_of_event):
            file.write(line.partition("\t")[2])


def _country_of_event(line: str) -> str:
    return line.partition("\t")[0]


def lines_of(file: Iterable[str], countries: frozenset[str] | None) -> Iterator[tuple[int, str]]:
    """Numbered lines of JSON of some countries, or of all."""
    numbered = enumerate(file, start=1)
    if countries is None:
        return numbered
    return ((number, line) for number, line in numbered if country_of(line) in countries)
