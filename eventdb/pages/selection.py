"""Which events of the index are asked for, and what map, time line and list show of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventdb.pages.folding import match_expression

PAGE = 50
# A map of 1,200 by 800 pixels has some 25 by 17 cells of this size.
CELL = 48
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Time lines of more days than this are by month, of more than this by year.
_MOST_DAYS, _MOST_MONTHS = 92, 240
_DEATHS = "coalesce(fatalities_best, fatalities_low, 0)"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events, as the conditions of a query on the index."""

    conditions: tuple[str, ...]
    values: tuple[object, ...]

    @property
    def where(self) -> str:
        """The WHERE clause; empty where every event is asked for."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def read_selection(asked: Mapping[str, str]) -> Selection:
    """The selection of a query string; what cannot be read is left out of account.

    Args:
        asked: ``country``, ``type`` (event type or sub-event type), ``from`` and ``to`` (days),
            ``actor`` and ``text`` (words), ``deaths`` (the least number), ``box``: west, north,
            east and south in the projection.
    """
    found = list(_conditions(asked))
    return Selection(
        tuple(condition for condition, _ in found),
        tuple(value for _, values in found for value in values),
    )


def _conditions(asked: Mapping[str, str]) -> Iterator[tuple[str, tuple[object, ...]]]:
    if country := asked.get("country"):
        yield "country = ?", (country,)
    if kind := asked.get("type"):
        yield "(event_type = ? OR sub_event_type = ?)", (kind, kind)
    for name, sign in (("from", ">="), ("to", "<=")):
        day = asked.get(name, "")
        if _DAY.fullmatch(day):
            yield f"event_date {sign} ?", (day,)
    if (least := asked.get("deaths", "")).isdecimal() and len(least) < 10 and int(least) > 0:
        yield f"{_DEATHS} >= ?", (int(least),)
    for name, column in (("actor", "parties"), ("text", "text")):
        expression = match_expression(asked.get(name, ""))
        if expression is not None:
            yield (
                "number IN (SELECT rowid FROM words WHERE words MATCH ?)",
                (f"{column} : ({expression})",),
            )
    box = _box(asked.get("box", ""))
    if box is not None:
        yield "x BETWEEN ? AND ? AND y BETWEEN ? AND ?", (box[0], box[2], box[1], box[3])


def _box(text: str) -> tuple[float, float, float, float] | None:
    try:
        west, north, east, south = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return west, north, east, south


def clusters(index: sqlite3.Connection, asked: Mapping[str, str]) -> dict[str, object]:
    """What the map shows: events gathered into cells of the screen.

    Args:
        index: of the events.
        asked: a selection; ``view``, a box that the map shows; ``cells``, how many cells the whole
            world has from west to east.

    Returns:
        ``clusters``: middle, number of events, deaths, most frequent type, reach (west, north,
        east, south) and, of a single event, its id and name; ``bounds`` of the whole selection.
    """
    chosen = read_selection(asked)
    reach = index.execute(
        f"SELECT min(x), min(y), max(x), max(y), count(x) FROM events {chosen.where}",
        chosen.values,
    ).fetchone()
    cells = _number(asked.get("cells", ""), 64, 1, 1 << 24)
    seen = read_selection(dict(asked) | {"box": asked.get("view", "")})
    both = Selection(
        (*chosen.conditions, "x IS NOT NULL", *seen.conditions), chosen.values + seen.values
    )
    rows = index.execute(
        f"""SELECT avg(x), avg(y), sum(n), sum(deaths), event_type, max(n), min(west), min(north),
            max(east), max(south), min(number)
        FROM (
            SELECT CAST(x * {cells} AS INTEGER) AS column, CAST(y * {cells} AS INTEGER) AS line,
                event_type, count(*) AS n, sum({_DEATHS}) AS deaths, avg(x) AS x, avg(y) AS y,
                min(x) AS west, min(y) AS north, max(x) AS east, max(y) AS south,
                min(number) AS number
            FROM events {both.where}
            GROUP BY 1, 2, 3
        )
        GROUP BY column, line
        ORDER BY sum(n) DESC
        LIMIT 400""",
        both.values,
    ).fetchall()
    names = _names(index, [row[10] for row in rows if row[2] == 1])
    return {
        "bounds": None if reach[0] is None else list(reach[:4]),
        "mapped": reach[4],
        "clusters": [
            {
                "x": row[0],
                "y": row[1],
                "events": row[2],
                "deaths": row[3],
                "type": row[4],
                "reach": list(row[6:10]),
                "event": names.get(row[10]) if row[2] == 1 else None,
            }
            for row in rows
        ],
    }


def _names(index: sqlite3.Connection, numbers: list[int]) -> dict[int, tuple[str, str]]:
    marks = ", ".join("?" * len(numbers))
    rows = index.execute(
        "SELECT number, event_id, event_date || ', ' || sub_event_type || ', ' || location"
        f" FROM events WHERE number IN ({marks})",
        numbers,
    )
    return {number: (key, name) for number, key, name in rows}


def listing(index: sqlite3.Connection, asked: Mapping[str, str]) -> dict[str, object]:
    """What stands beside the map: how many events, the time line, and a page of the list."""
    chosen = read_selection(asked)
    total, deaths, first, last = index.execute(
        f"SELECT count(*), sum({_DEATHS}), min(event_date), max(event_date)"
        f" FROM events {chosen.where}",
        chosen.values,
    ).fetchone()
    length = _step(first, last)
    bars = index.execute(
        f"SELECT substr(event_date, 1, {length}), count(*), sum({_DEATHS})"
        f" FROM events {chosen.where} GROUP BY 1 ORDER BY 1",
        chosen.values,
    ).fetchall()
    page = _number(asked.get("page", ""), 0, 0, 1_000_000)
    rows = index.execute(
        "SELECT event_id, event_date, event_type, sub_event_type, location, admin1, country, actor1,"
        " actor2, fatalities_low, fatalities_best, fatalities_high, sources"
        f" FROM events {chosen.where} ORDER BY number LIMIT {PAGE + 1} OFFSET {page * PAGE}",
        chosen.values,
    ).fetchall()
    return {
        "total": total,
        "deaths": deaths or 0,
        "bars": [list(bar) for bar in bars],
        "rows": [list(row) for row in rows[:PAGE]],
        "more": len(rows) > PAGE,
    }


def _step(first: str | None, last: str | None) -> int:
    """How many characters of a day tell the time line's bars apart: those of year, month or day."""
    if first is None or last is None:
        return 10
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    if months * 30.4 + int(last[8:]) - int(first[8:]) <= _MOST_DAYS:
        return 10
    return 7 if months <= _MOST_MONTHS else 4


def _number(text: str, default: int, least: int, most: int) -> int:
    return max(least, min(most, int(text))) if text.isdecimal() and len(text) < 12 else default


def choices(index: sqlite3.Connection) -> dict[str, object]:
    """What the filters offer: countries, types and the commonest actors, with their numbers."""
    return {
        "countries": index.execute(
            "SELECT country, count(*) FROM events GROUP BY 1 ORDER BY 1"
        ).fetchall(),
        "types": index.execute(
            "SELECT event_type, sub_event_type, count(*) FROM events GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall(),
        "actors": [
            name
            for (name,) in index.execute(
                "SELECT name FROM (SELECT actor1 AS name FROM events UNION ALL SELECT actor2 FROM events)"
                " WHERE name IS NOT NULL GROUP BY name ORDER BY count(*) DESC, name LIMIT 300"
            )
        ],
    }
