"""Make ``eventdb/pages/static/outlines.js``: countries and first-level divisions, for the map.

``python -m training.outlines world_map.gpkg`` reads the layer ``states_provinces`` of the world map
that QGIS ships (Debian's package ``qgis-common``, ``resources/data/world_map.gpkg``): Natural
Earth's *Admin 1, States and Provinces*, 1:10 million, version 4.1.0, in the public domain.

Borders that two divisions share are kept once, as arcs, and thinned arc by arc (Visvalingam and
Whyatt 1993), so that neighbours still meet. An arc between two countries, or on a coast, is a border
of a country; every other arc parts two divisions of one country. Whole numbers are hundredths of a
degree, each the difference from the point before.
"""

from __future__ import annotations

import heapq
import itertools
import json
import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OUTPUT = Path("eventdb/pages/static/outlines.js")

# Hundredths of a degree, about a kilometre.
_SCALE = 100
# Triangles of less area (square hundredths of a degree) are cut off: a country's, a division's.
_LEAST_AREA = {0: 30.0, 1: 90.0}
# Islands of fewer square hundredths of a degree are left out, except where they are all of a country.
_LEAST_ISLAND = 60.0
# Divisions are drawn for countries with at most this many; more of them are municipalities.
_MOST_DIVISIONS = 90

# Natural Earth's own codes where ISO 3166 has another.
_ISO3 = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SAH": "ESH", "SOL": "SOM", "CYN": "CYP"}

Point = tuple[int, int]
Ring = list[Point]
Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Division:
    """One first-level division."""

    country: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A border that the same divisions share from end to end."""

    points: Ring
    level: int


def read_divisions(path: Path) -> list[Division]:
    """The divisions of the file; Antarctica is left out."""
    query = "SELECT adm0_a3, admin, geom FROM states_provinces ORDER BY fid"
    with sqlite3.connect(path) as connection:
        rows = connection.execute(query).fetchall()
    return [
        Division(_ISO3.get(code, code), admin, tuple(_rings(geometry)))
        for code, admin, geometry in rows
        if code != "ATA"
    ]


def _rings(blob: bytes) -> Iterator[Ring]:
    """Rings of a GeoPackage geometry, points rounded, none twice in a row."""
    envelope = (blob[3] >> 1) & 7
    offset = 8 + (0, 32, 48, 48, 64)[envelope]
    yield from _polygons(blob, offset)[0]


def _polygons(blob: bytes, at: int) -> tuple[list[Ring], int]:
    order = "<" if blob[at] == 1 else ">"
    kind, count = struct.unpack_from(f"{order}II", blob, at + 1)
    at += 9
    found: list[Ring] = []
    if kind % 1000 == 6:
        for _ in range(count):
            rings, at = _polygons(blob, at)
            found += rings
        return found, at
    for _ in range(count):
        (points,) = struct.unpack_from(f"{order}I", blob, at)
        flat = struct.unpack_from(f"{order}{2 * points}d", blob, at + 4)
        at += 4 + 16 * points
        ring: Ring = []
        for x, y in zip(flat[::2], flat[1::2], strict=True):
            point = (round(x * _SCALE), round(y * _SCALE))
            if not ring or ring[-1] != point:
                ring.append(point)
        if len(ring) > 3:
            found.append(ring)
    return found, at


def find_arcs(divisions: Sequence[Division]) -> list[Arc]:
    """The arcs of all borders."""
    outer = _countries_beside(divisions)
    owners = _owners(divisions, outer)
    beside: dict[Point, list[Edge]] = defaultdict(list)
    for edge in owners:
        beside[edge[0]].append(edge)
        beside[edge[1]].append(edge)

    def is_node(point: Point) -> bool:
        edges = beside[point]
        return len(edges) != 2 or owners[edges[0]] != owners[edges[1]]

    arcs: list[Arc] = []
    seen: set[Edge] = set()
    # From the nodes first, then the rings that meet no other.
    starts = [point for point in beside if is_node(point)] + list(beside)
    for start in starts:
        for edge in beside[start]:
            if edge not in seen:
                points = _walk(start, edge, beside, is_node, seen)
                arcs.append(Arc(points, 0 if edge in outer else 1))
    return arcs


def _countries_beside(divisions: Sequence[Division]) -> dict[Edge, list[str]]:
    """The countries on both sides of each border of a country."""
    outer: dict[Edge, list[str]] = defaultdict(list)
    for country, edges in sorted(_borders(divisions).items()):
        for edge in edges:
            outer[edge].append(country)
    return outer


def _owners(
    divisions: Sequence[Division], outer: Mapping[Edge, list[str]]
) -> dict[Edge, list[object]]:
    """What each border parts: countries, or divisions by their numbers."""
    owners: dict[Edge, list[object]] = defaultdict(list)
    for number, division in enumerate(divisions):
        for ring in division.rings:
            for edge in _edges(ring):
                # A border of a country is one arc, whatever divisions touch it.
                owners[edge] = [*(outer.get(edge) or [*owners[edge], number])]
    return owners


def _walk(
    start: Point,
    edge: Edge,
    beside: Mapping[Point, Sequence[Edge]],
    is_node: Callable[[Point], bool],
    seen: set[Edge],
) -> Ring:
    """The points from a node along its edge to the next node, or around to the start."""
    points, at = [start], start
    while edge not in seen:
        seen.add(edge)
        at = edge[1] if edge[0] == at else edge[0]
        points.append(at)
        if is_node(at) or at == start:
            break
        edge = next(other for other in beside[at] if other != edge)
    return points


def thin(points: Ring, least: float) -> Ring:
    """The points without those whose triangle with their neighbours is smaller than the area."""
    if len(points) < 4:
        return points
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    heap = [(_area(*points[at - 1 : at + 2]), at) for at in range(1, len(points) - 1)]
    areas = {at: area for area, at in heap}
    heapq.heapify(heap)
    keep = [True] * len(points)
    left = len(points)
    closed = points[0] == points[-1]
    while heap and left > (4 if closed else 2):
        area, at = heapq.heappop(heap)
        if not keep[at] or areas[at] != area:
            continue
        if area >= least:
            break
        keep[at] = False
        left -= 1
        one, two = before[at], after[at]
        after[one], before[two] = two, one
        for beside in (one, two):
            if 0 < beside < len(points) - 1:
                corner = _area(points[before[beside]], points[beside], points[after[beside]])
                areas[beside] = max(area, corner)
                heapq.heappush(heap, (areas[beside], beside))
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def _area(one: Point, two: Point, three: Point) -> float:
    return (
        abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2
    )


def _ring_area(points: Ring) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in itertools.pairwise(points))) / 2


def country_rings(divisions: Sequence[Division]) -> dict[str, list[Ring]]:
    """The borders of each country, as rings of unthinned points."""
    return {country: list(_joined(edges)) for country, edges in _borders(divisions).items()}


def _borders(divisions: Sequence[Division]) -> dict[str, set[Edge]]:
    """Edges of each country that no second division of it has, too."""
    edges: dict[str, set[Edge]] = defaultdict(set)
    for division in divisions:
        for ring in division.rings:
            for edge in _edges(ring):
                edges[division.country] ^= {edge}
    return edges


def _edges(ring: Ring) -> Iterator[Edge]:
    for one, two in itertools.pairwise(ring):
        yield (one, two) if one < two else (two, one)


def _joined(edges: set[Edge]) -> Iterator[Ring]:
    beside: dict[Point, list[Point]] = defaultdict(list)
    for one, two in sorted(edges):
        beside[one].append(two)
        beside[two].append(one)
    for start in sorted(beside):
        while beside[start]:
            ring = [start]
            while beside[ring[-1]]:
                onward = beside[ring[-1]].pop()
                beside[onward].remove(ring[-1])
                ring.append(onward)
                if onward == start:
                    break
            if len(ring) > 3 and ring[-1] == start:
                yield ring


def _delta(points: Ring) -> list[int]:
    found = [*points[0]]
    for (x, y), (u, v) in itertools.pairwise(points):
        found += [u - x, v - y]
    return found


def build(path: Path) -> dict[str, object]:
    """What the map draws."""
    divisions = read_divisions(path)
    names = _names(path)
    numbers: dict[str, int] = defaultdict(int)
    for division in divisions:
        numbers[division.country] += 1
    arcs = find_arcs(divisions)
    by_end: dict[Edge, tuple[int, bool]] = {}
    kept: list[list[int]] = []
    inner: list[int] = []
    country_of = {
        edge: division.country
        for division in divisions
        for ring in division.rings
        for edge in _edges(ring)
    }
    for arc in arcs:
        country = country_of[min(arc.points[:2]), max(arc.points[:2])]
        if arc.level == 1 and numbers[country] > _MOST_DIVISIONS:
            continue
        points = thin(arc.points, _LEAST_AREA[arc.level])
        number = len(kept)
        if arc.level == 1:
            inner.append(number)
        else:
            for one, two in zip(arc.points, arc.points[1:], strict=False):
                by_end[one, two] = (number, True)
                by_end[two, one] = (number, False)
        kept.append(_delta(points))
    countries = []
    for country, rings in sorted(country_rings(divisions).items()):
        largest = max(map(_ring_area, rings))
        chains = [
            _chain(ring, by_end)
            for ring in rings
            if (area := _ring_area(ring)) >= _LEAST_ISLAND or area == largest
        ]
        main = max(rings, key=_ring_area)
        countries.append([country, names[country], _middle(main), chains])
    used = {abs(part) - 1 for *_, chains in countries for chain in chains for part in chain}
    used |= set(inner)
    new = {old: at for at, old in enumerate(sorted(used))}
    for row in countries:
        row[3] = [
            [(new[abs(part) - 1] + 1) * (1 if part > 0 else -1) for part in chain]
            for chain in row[3]
        ]
    return {
        "scale": _SCALE,
        "arcs": [kept[old] for old in sorted(used)],
        "countries": countries,
        "divisions": [new[number] for number in inner],
    }


def _names(path: Path) -> dict[str, str]:
    query = "SELECT adm0_a3, admin FROM states_provinces WHERE admin IS NOT NULL"
    with sqlite3.connect(path) as connection:
        rows = connection.execute(query).fetchall()
    # A territory counted to a country comes before the country itself, whose name wins.
    rows.sort(key=lambda row: row[0] not in _ISO3)
    others = {code for code, _ in rows} - set(_ISO3)
    return {
        _ISO3.get(code, code): name
        for code, name in rows
        if code not in _ISO3 or _ISO3[code] not in others
    }


def _chain(ring: Ring, by_end: dict[Edge, tuple[int, bool]]) -> list[int]:
    """A ring as numbers of arcs from 1, negative where an arc is walked backwards."""
    chain: list[int] = []
    for edge in itertools.pairwise(ring):
        number, forward = by_end[edge]
        part = number + 1 if forward else -(number + 1)
        if not chain or chain[-1] != part:
            chain.append(part)
    if len(chain) > 1 and chain[0] == chain[-1]:
        chain.pop()
    return chain


def _middle(ring: Ring) -> list[int]:
    """The centre of gravity of a ring, where the country's name stands."""
    area = x = y = 0.0
    for (a, b), (c, d) in itertools.pairwise(ring):
        cross = a * d - c * b
        area += cross
        x += (a + c) * cross
        y += (b + d) * cross
    return [round(x / (3 * area)), round(y / (3 * area)), round(abs(area) / 2)]


if __name__ == "__main__":
    text = json.dumps(build(Path(sys.argv[1])), ensure_ascii=False, separators=(",", ":"))
    OUTPUT.write_text(
        "// Countries and first-level divisions: Natural Earth, public domain; made by"
        f" training/outlines.py.\nwindow.eventdbOutlines={text};\n",
        encoding="utf-8",
    )
