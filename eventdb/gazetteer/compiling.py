"""Compiles the entries to the files of the index: a trie of names, a trie of ids, columns.

The columns lie one after another in one file that opens with a table of contents, so that a reader
maps it into memory and workers share its pages.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import marisa_trie

from eventdb.gazetteer.entries import KINDS, Entry, NameKind
from eventdb.gazetteer.keys import derived_keys
from eventdb.gazetteer.tables import read_table

NAMES = "names.marisa"
IDS = "ids.marisa"
COLUMNS = "columns.bin"
NONE = 0xFFFFFFFF
# A link of a name to a place: the place's number, shifted, and the kind of name.
LINK_BITS = 3
IS_CAPITAL, IS_SEAT, IS_SEEDED = 1, 2, 4
_ALIGNMENT = 8


def write_index(entries: Sequence[Entry], affixes: Path, folder: Path) -> None:
    """Write the index of some entries into a folder.

    Args:
        entries: as ``assemble`` gives them.
        affixes: table with the romanised articles.
        folder: exists and is empty.
    """
    articles = frozenset(row["word"] for row in read_table(affixes) if row["kind"] == "article")
    links = _links(entries, articles)
    names = marisa_trie.Trie([f"{key} " for key in links])
    names.save(str(folder / NAMES))
    ids = marisa_trie.Trie([entry.place_id for entry in entries])
    ids.save(str(folder / IDS))

    columns = _entry_columns(entries)
    by_number = array("I", [0]) * len(entries)
    for at, entry in enumerate(entries):
        by_number[ids.key_id(entry.place_id)] = at
    columns["place_of_id"] = by_number
    columns["links"], columns["link_starts"] = _link_columns(names, links)
    columns["by_cell"], columns["cell_starts"] = _cell_columns(entries)
    columns["by_admin"] = array(
        "I", sorted(range(len(entries)), key=lambda at: _admin(entries, at))
    )
    _write_columns(folder / COLUMNS, columns)


def _admin(entries: Sequence[Entry], at: int) -> tuple[int, int, int]:
    entry = entries[at]
    return entry.country, NONE if entry.admin1 is None else entry.admin1, at


def _links(entries: Sequence[Entry], articles: frozenset[str]) -> dict[str, dict[int, NameKind]]:
    """Per key the places that bear it, each with its best kind of name."""
    romanised = _countries_of_arabic_script(entries)
    links: dict[str, dict[int, NameKind]] = defaultdict(dict)
    for at, entry in enumerate(entries):
        is_romanised = entry.country in romanised
        for key, kind in entry.keys.items():
            _link(links, key, at, kind)
            for derived in derived_keys(key, articles, is_romanised):
                _link(links, derived, at, NameKind.DERIVED)
    return links


def _link(links: dict[str, dict[int, NameKind]], key: str, at: int, kind: NameKind) -> None:
    places = links[key]
    places[at] = min(kind, places.get(at, kind))


def _countries_of_arabic_script(entries: Sequence[Entry]) -> frozenset[int]:
    """Countries where half of the towns have a name in Arabic letters."""
    towns: dict[int, int] = defaultdict(int)
    arabic: dict[int, int] = defaultdict(int)
    for entry in entries:
        towns[entry.country] += 1
        arabic[entry.country] += bool(entry.name_ar)
    return frozenset(country for country, count in towns.items() if arabic[country] * 4 >= count)


def _link_columns(
    names: marisa_trie.Trie, links: Mapping[str, Mapping[int, NameKind]]
) -> tuple[array[int], array[int]]:
    keys = [""] * len(links)
    for key in links:
        keys[names.key_id(f"{key} ")] = key
    packed, starts = array("I"), array("I", [0])
    for key in keys:
        packed.extend(at << LINK_BITS | kind for at, kind in sorted(links[key].items()))
        starts.append(len(packed))
    return packed, starts


def cell(latitude: float, longitude: float) -> int:
    """Number of the one-degree cell of the globe that holds a point."""
    row = min(179, max(0, int(latitude + 90)))
    return row * 360 + int(longitude + 180) % 360


def _cell_columns(entries: Sequence[Entry]) -> tuple[array[int], array[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        members[cell(entry.latitude, entry.longitude)].append(at)
    places, starts = array("I"), array("I", [0])
    for number in range(180 * 360):
        places.extend(members.get(number, ()))
        starts.append(len(places))
    return places, starts


def _entry_columns(entries: Sequence[Entry]) -> dict[str, array[int] | array[float] | bytes]:
    columns: dict[str, array[int] | array[float] | bytes] = {
        "kind": array("B", (KINDS.index(entry.kind) for entry in entries)),
        "flags": array("B", (_flags(entry) for entry in entries)),
        "latitude": array("d", (entry.latitude for entry in entries)),
        "longitude": array("d", (entry.longitude for entry in entries)),
        "population": array("I", (entry.population for entry in entries)),
        "country": array("I", (entry.country for entry in entries)),
        "admin1": array("I", (_or_none(entry.admin1) for entry in entries)),
        "admin2": array("I", (_or_none(entry.admin2) for entry in entries)),
    }
    for column, texts in (
        ("place_id", (entry.place_id for entry in entries)),
        ("name", (entry.name for entry in entries)),
        ("name_ar", (entry.name_ar or "" for entry in entries)),
        ("iso3", (entry.iso3 if entry.kind == "country" else "" for entry in entries)),
    ):
        blob, starts = _text_column(texts)
        columns[column], columns[f"{column}_starts"] = blob, starts
    return columns


def _flags(entry: Entry) -> int:
    return IS_CAPITAL * entry.is_capital | IS_SEAT * entry.is_seat | IS_SEEDED * entry.is_seeded


def _or_none(at: int | None) -> int:
    return NONE if at is None else at


def _text_column(texts: Iterable[str]) -> tuple[bytes, array[int]]:
    blob, starts = bytearray(), array("I", [0])
    for text in texts:
        blob += text.encode()
        starts.append(len(blob))
    return bytes(blob), starts


def _write_columns(path: Path, columns: Mapping[str, array[int] | array[float] | bytes]) -> None:
    """Contents as a line of JSON ``{name: [type code, start, bytes]}``, then the columns."""
    contents: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, column in columns.items():
        data = memoryview(column).nbytes
        contents[name] = ("s" if isinstance(column, bytes) else column.typecode, offset, data)
        offset += data + _padding(data)
    header = json.dumps({"byteorder": sys.byteorder, "columns": contents}).encode()
    with path.open("wb") as stream:
        stream.write(len(header).to_bytes(_ALIGNMENT, "little"))
        stream.write(header + b" " * _padding(len(header)))
        for chunk in _chunks(columns.values()):
            stream.write(chunk)


def _chunks(columns: Iterable[array[int] | array[float] | bytes]) -> Iterator[bytes]:
    for column in columns:
        data = column if isinstance(column, bytes) else column.tobytes()
        yield data + b"\0" * _padding(len(data))


def _padding(length: int) -> int:
    return -length % _ALIGNMENT
