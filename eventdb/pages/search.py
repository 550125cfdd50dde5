"""An index of the events for map, time line and search: a file beside the database, made from it.

The database itself stays as it is, and may be read-only. The index holds a row an event, with its point
in the Mercator projection (0 to 1 from west to east and from north to south), and the folded words of
its reports for full-text search.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.pages.folding import indexed

_SCHEMA = """
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    event_date TEXT NOT NULL,
    country TEXT NOT NULL,
    admin1 TEXT,
    location TEXT NOT NULL,
    event_type TEXT NOT NULL,
    sub_event_type TEXT NOT NULL,
    actor1 TEXT NOT NULL,
    actor2 TEXT,
    fatalities_low INTEGER,
    fatalities_best INTEGER,
    fatalities_high INTEGER,
    sources INTEGER NOT NULL,
    confidence REAL NOT NULL,
    latitude REAL,
    longitude REAL,
    x REAL,
    y REAL
);
CREATE VIRTUAL TABLE words USING fts5 (
    text, parties, content='', tokenize="porter unicode61 remove_diacritics 2"
);
"""
# Where the projection is as high as it is wide.
_NORTHMOST = 85.0511
# The map asks for these columns alone, and reads them from the index without the rows.
_INDEXES = """
CREATE INDEX by_point ON events
    (event_date, country, event_type, sub_event_type, fatalities_best, fatalities_low, x, y, number);
CREATE INDEX by_country ON events (country, event_date);
"""
_EVENTS = """
SELECT e.event_id, e.event_date, e.country, e.admin1, e.location, e.event_type, e.sub_event_type,
    p.actor1, p.actor2, e.fatalities_low, e.fatalities_best, e.fatalities_high,
    e.independent_sources, e.confidence, e.latitude, e.longitude, e.notes, e.admin2, q.name_ar
FROM event AS e
JOIN acled_parties AS p ON p.event_id = e.event_id
LEFT JOIN place AS q ON q.place_id = e.place_id
ORDER BY e.event_date DESC, e.event_id
"""
_REPORTS = """
SELECT m.event_id, r.title, r.text, r.source_name
FROM event_member AS m
JOIN event_candidate AS k ON k.candidate_id = m.candidate_id
JOIN report AS r ON r.report_id = k.report_id
WHERE m.event_id IN :keys
GROUP BY m.event_id, r.report_id, r.title, r.text, r.source_name
"""
_PARTIES = "SELECT event_id, actor_name FROM event_actor WHERE event_id IN :keys"
_INSERT = f"""
INSERT INTO events (number, event_id, event_date, country, admin1, location, event_type,
    sub_event_type, actor1, actor2, fatalities_low, fatalities_best, fatalities_high, sources,
    confidence, latitude, longitude, x, y)
VALUES ({", ".join("?" * 19)})
"""
_VERSION = 1
_BATCH = 500


def version_of(path: Path) -> str:
    """What the index of a database file is known by: it changes when the file does."""
    state = path.stat()
    return f"{_VERSION}-{state.st_size}-{state.st_mtime_ns}"


def write_index(connection: Connection, path: Path) -> Path:
    """Write the index of a database to a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    index = sqlite3.connect(partial)
    try:
        index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        rows = connection.execute(sa.text(_EVENTS)).all()
        for start in range(0, len(rows), _BATCH):
            _write_batch(connection, index, start, rows[start : start + _BATCH])
        index.execute("INSERT INTO words(words) VALUES ('optimize')")
        index.commit()
        index.executescript(_INDEXES + "ANALYZE;")
    finally:
        index.close()
    return partial.replace(path)


def _write_batch(
    connection: Connection, index: sqlite3.Connection, start: int, rows: Sequence[sa.Row[Any]]
) -> None:
    keys = [row.event_id for row in rows]
    texts = _texts(connection, _REPORTS, keys)
    parties = _texts(connection, _PARTIES, keys)
    index.executemany(
        _INSERT,
        [
            (
                number,
                row.event_id,
                str(row.event_date),
                *row[2:16],
                *project(row.latitude, row.longitude),
            )
            for number, row in enumerate(rows, start)
        ],
    )
    index.executemany(
        "INSERT INTO words (rowid, text, parties) VALUES (?, ?, ?)",
        [
            (
                number,
                indexed(f"{_line(row[2:7] + row[16:])}\n{texts[row.event_id]}"),
                indexed(parties[row.event_id]),
            )
            for number, row in enumerate(rows, start)
        ],
    )


def _texts(connection: Connection, query: str, keys: Sequence[str]) -> Mapping[str, str]:
    """All texts of each of some events."""
    statement = sa.text(query).bindparams(sa.bindparam("keys", expanding=True))
    found: dict[str, list[str]] = defaultdict(list)
    for key, *values in connection.execute(statement, {"keys": keys}):
        found[key].append(_line(values))
    return defaultdict(str, {key: "\n".join(lines) for key, lines in found.items()})


def _line(values: Iterable[object]) -> str:
    return " ".join(str(value) for value in values if value)


def project(latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
    """A point in the Mercator projection, 0 to 1 from west to east and from north to south."""
    if latitude is None or longitude is None:
        return None, None
    north = math.radians(max(-_NORTHMOST, min(_NORTHMOST, latitude)))
    y = (1 - math.log(math.tan(north) + 1 / math.cos(north)) / math.pi) / 2
    return (longitude + 180) / 360, y
