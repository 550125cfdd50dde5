"""What changed between two releases: events added, changed, merged and removed, each with its reason.

The two files of events are compared, whatever made them: in a temporary file of SQLite, so that two
million events need no more memory than two.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.errors import EventdbError
from eventdb.exports.files import Written, staged, write_csv

EVENTS = "events.csv"
FOLDER = "changes"
# Made from the other columns: a change of it says nothing more.
_MADE = frozenset({"event_id", "notes"})
_TOLD = ("event_date", "country", "admin1", "location", "sub_event_type", "fatalities_best")

ADDED = ("event_id", *_TOLD)
CHANGED = ("event_id", "column", "before", "after", "decided_by", "reason")
MERGED = ("event_id", "merged_into", "decided_by", "reason", *_TOLD)
REMOVED = ("event_id", "why", "decided_by", "reason", *_TOLD)

# The field of event_field that fills a column of events.csv, where it bears another name.
_FIELD_OF = {
    "event_date": "date",
    "first_date": "date",
    "last_date": "date",
    "time_precision": "date",
    "event_type": "sub_event_type",
    **dict.fromkeys(("fatalities_low", "fatalities_best", "fatalities_high"), "fatalities"),
    **dict.fromkeys(("injured_low", "injured_best", "injured_high"), "injured"),
    **dict.fromkeys(("location", "place_id", "admin1", "admin2", "iso3", "country"), "place"),
    **dict.fromkeys(("latitude", "longitude", "geo_precision"), "place"),
    **dict.fromkeys(("actor1", "assoc_actor_1", "actor2", "assoc_actor_2"), "parties"),
}
_Row = Mapping[str, str]
_Reason = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a database says of why events changed.

    Attributes:
        redirects: successor and reason of each id that is no event's any more.
        rejected: who rejected an event, and why.
        merges: who merged others into an event, and why.
        values: who set a field of an event, and why.
        is_public: names of people and their words are not told.
    """

    redirects: Mapping[str, tuple[str | None, str]]
    rejected: Mapping[str, _Reason]
    merges: Mapping[str, _Reason]
    values: Mapping[tuple[str, str], _Reason]
    is_public: bool = False

    def told(self, reason: _Reason | None) -> _Reason:
        """Author and reason as the release tells them."""
        if reason is None:
            return None, None
        return ("a person", None) if self.is_public else reason


@dataclass(frozen=True, slots=True)
class Changes:
    """How much changed, for the page of the release.

    Attributes:
        previous: version of the former release.
        files: the lists that were written.
        columns: events changed in each column.
        new_columns, gone_columns: of ``events.csv``.
    """

    previous: str
    files: tuple[Written, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    new_columns: tuple[str, ...] = ()
    gone_columns: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each list by its file."""
        return {file.name: file.rows for file in self.files}


def read_decisions(connection: Connection, *, is_public: bool = False) -> Decisions:
    """Redirects and corrections of a database."""
    redirects = {
        str(old): (new, str(reason))
        for old, new, reason in connection.execute(
            sa.text(
                "SELECT old_event_id, new_event_id, reason FROM id_redirect"
                " ORDER BY changed_at, redirect_id"
            )
        )
    }
    rejected: dict[str, _Reason] = {}
    merges: dict[str, _Reason] = {}
    values: dict[tuple[str, str], _Reason] = {}
    undone = {
        json.loads(payload)["undoes"] if isinstance(payload, str) else payload["undoes"]
        for (payload,) in connection.execute(
            sa.text("SELECT payload FROM correction WHERE action = 'undo'")
        )
    }
    for key, event_id, author, reason in connection.execute(
        sa.text(
            "SELECT correction_id, event_id, author, reason FROM correction"
            " WHERE action = 'reject' ORDER BY corrected_at, correction_id"
        )
    ):
        if key not in undone:
            rejected[str(event_id)] = (author, reason)
    for event_id, name, action, author, reason in connection.execute(
        sa.text(
            "SELECT q.event_id, q.field, k.action, k.author, k.reason FROM event_correction AS q"
            " JOIN correction AS k ON k.correction_id = q.correction_id"
            " ORDER BY k.corrected_at, k.correction_id"
        )
    ):
        if action == "set":
            values[(str(event_id), str(name))] = (author, reason)
        elif action == "merge":
            merges[str(event_id)] = (author, reason)
    return Decisions(redirects, rejected, merges, values, is_public)


def write_changes(
    previous: Path, current: Path, version: str, folder: Path, decisions: Decisions
) -> Changes:
    """Compare the events of two releases, and write the four lists into a folder.

    Args:
        previous: folder of the former release.
        current: folder of the one that is made.
        version: of the former.
        folder: where the lists go.
        decisions: of the database that the new one was made of.

    Raises:
        EventdbError: a release has no list of events.
    """
    with closing(sqlite3.connect("")) as store:
        old, new = (
            _load(store, side, path / EVENTS) for side, path in enumerate((previous, current))
        )
        shared = [name for name in new if name in old and name not in _MADE]
        of_column: Counter[str] = Counter()
        lists: tuple[tuple[str, Sequence[str], Iterator[Sequence[object]]], ...] = (
            ("events_added.csv", ADDED, _added(store)),
            ("events_changed.csv", CHANGED, _changed(store, shared, decisions, of_column)),
            ("events_merged.csv", MERGED, _merged(store, decisions)),
            ("events_removed.csv", REMOVED, _removed(store, decisions)),
        )
        with staged(folder) as files:
            for name, columns, rows in lists:
                files.append(write_csv(folder, name, columns, rows, {}))
    return Changes(
        version,
        tuple(files),
        dict(sorted(of_column.items())),
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
    )


def _load(store: sqlite3.Connection, side: int, path: Path) -> list[str]:
    """Put a file of events into the store; its columns."""
    store.execute(f"CREATE TABLE event{side} (event_id TEXT PRIMARY KEY, cells TEXT)")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = ((row["event_id"], json.dumps(row)) for row in reader)
            store.executemany(f"INSERT INTO event{side} VALUES (?, ?)", rows)
            return list(reader.fieldnames or ())
    except (OSError, KeyError, UnicodeDecodeError, sqlite3.IntegrityError) as error:
        mend = "name a folder that eventdb release made, with --previous"
        raise EventdbError(f"{path}: no events of a release ({error}); {mend}") from error


def _only(store: sqlite3.Connection, side: int) -> Iterator[tuple[str, _Row]]:
    """Events of one side that the other lacks, by id."""
    query = (
        f"SELECT event_id, cells FROM event{side}"
        f" WHERE event_id NOT IN (SELECT event_id FROM event{1 - side}) ORDER BY event_id"
    )
    for event_id, cells in store.execute(query):
        yield event_id, json.loads(cells)


def _told(row: _Row) -> list[str]:
    return [row.get(name, "") for name in _TOLD]


def _added(store: sqlite3.Connection) -> Iterator[Sequence[object]]:
    for event_id, row in _only(store, 1):
        yield [event_id, *_told(row)]


def _changed(
    store: sqlite3.Connection, columns: Sequence[str], decisions: Decisions, counted: Counter[str]
) -> Iterator[Sequence[object]]:
    pairs = store.execute(
        "SELECT o.event_id, o.cells, n.cells FROM event0 AS o JOIN event1 AS n"
        " ON n.event_id = o.event_id WHERE n.cells <> o.cells ORDER BY o.event_id"
    )
    for event_id, before_cells, after_cells in pairs:
        before, after = json.loads(before_cells), json.loads(after_cells)
        for name in columns:
            if before[name] != after[name]:
                counted[name] += 1
                reason = decisions.values.get((event_id, _FIELD_OF.get(name, name)))
                yield [event_id, name, before[name], after[name], *decisions.told(reason)]


def _merged(store: sqlite3.Connection, decisions: Decisions) -> Iterator[Sequence[object]]:
    for event_id, row in _only(store, 0):
        successor = _successor(event_id, decisions)
        if successor is not None:
            reason = decisions.merges.get(successor)
            yield [event_id, successor, *decisions.told(reason), *_told(row)]


def _removed(store: sqlite3.Connection, decisions: Decisions) -> Iterator[Sequence[object]]:
    for event_id, row in _only(store, 0):
        if _successor(event_id, decisions) is not None:
            continue
        reason = decisions.rejected.get(event_id)
        why = "rejected" if reason else decisions.redirects.get(event_id, (None, "withdrawn"))[1]
        yield [event_id, why, *decisions.told(reason), *_told(row)]


def _successor(event_id: str, decisions: Decisions) -> str | None:
    """The event that an id leads to in the end; ``None``: to none."""
    seen = {event_id}
    found = decisions.redirects.get(event_id, (None, ""))[0]
    while found is not None and found not in seen:
        seen.add(found)
        onward = decisions.redirects.get(found)
        if onward is None or onward[0] is None:
            return found
        found = onward[0]
    return found
