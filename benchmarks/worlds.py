"""Generate test worlds: true events, and the mentions that sources with habits make of them.

    python -m benchmarks.worlds 10000 -o world.jsonl --seed 1

Events are as crowded as wars are: half of them lie at moving fronts, where one town sees many on
one day between the same parties. Each source has its own habits (late days, vague or neighbouring
places, other names of parties, other sub-types, rounded or growing counts, missing fields, its own
wording), drawn anew for every seed, so that no single level of noise is learned by heart.
Reprinters copy passages with an agency's credit. The truth stays with each mention in ``event_key``.

A world has a style between two poles: the monitor's, in which many sources each tell every small
event of a front once, and the newsroom's, in which few publishers write again and again of famous
events while tolls grow and contradict one another, recall them weeks later, and add up campaigns.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.geography import COUNTRIES, NEIGHBOURS, Towns, load_towns
from eventdb.codebook import EventType, SubEventType

Ints = npt.NDArray[np.int64]
Rng = np.random.Generator

EVENTS_PER_DAY = 13.0
FIRST_DAY = np.datetime64("2015-01-01")
CIVILIANS, PROTESTERS, RIOTERS, UNIDENTIFIED, NOBODY = -2, -3, -4, -5, -1
_CROWDS = {
    CIVILIANS: "Civilians",
    PROTESTERS: "Protesters",
    RIOTERS: "Rioters",
    UNIDENTIFIED: "Unidentified Armed Group",
}

_S = SubEventType
FRONT_TYPES = (_S.ARMED_CLASH, _S.SHELLING, _S.AIR_DRONE_STRIKE, _S.REMOTE_EXPLOSIVE)
FRONT_SHARES = (4.0, 3.0, 3.0, 1.0)
WAVE_TYPES = (
    _S.ATTACK,
    _S.REMOTE_EXPLOSIVE,
    _S.ABDUCTION,
    _S.SUICIDE_BOMB,
    _S.GRENADE,
    _S.ARRESTS,
    _S.LOOTING,
)
WAVES = 0.25
"""Share of fronts that are waves of attacks, bombings, arrests: rarer types come in crowds, too."""
OTHER_TYPES = {
    _S.ATTACK: 16, _S.SHELLING: 14, _S.ARMED_CLASH: 14, _S.AIR_DRONE_STRIKE: 12,
    _S.REMOTE_EXPLOSIVE: 12, _S.PEACEFUL_PROTEST: 10, _S.ABDUCTION: 5, _S.SUICIDE_BOMB: 3,
    _S.VIOLENT_DEMONSTRATION: 3, _S.MOB_VIOLENCE: 2, _S.LOOTING: 3, _S.ARRESTS: 2,
    _S.GRENADE: 2, _S.PROTEST_WITH_INTERVENTION: 2, _S.EXCESSIVE_FORCE: 1,
    _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY: 1, _S.GOVERNMENT_REGAINS_TERRITORY: 1,
    _S.DISRUPTED_WEAPONS_USE: 2, _S.CHANGE_TO_GROUP: 2, _S.AGREEMENT: 1,
}  # fmt: skip
DEADLY = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS})


@cache
def words() -> dict[str, Any]:
    """The words of ``worlds.toml``."""
    path = Path(__file__).with_name("worlds.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def armed_actors() -> tuple[list[list[Any]], list[Ints]]:
    """All armed actors, and the indices of those of each country."""
    listed: list[list[Any]] = []
    of_country: list[Ints] = []
    for iso3 in COUNTRIES.values():
        own = words()["actors"][iso3]["list"]
        of_country.append(np.arange(len(listed), len(listed) + len(own)))
        listed += own
    return listed, of_country


@dataclass(frozen=True)
class Style:
    """What a world is like; every figure is drawn once a world.

    Attributes:
        news: 0 for the monitor's pole, 1 for the newsroom's.
        sources: number of sources.
        fame: spread of how often events are told.
        updates: share of further mentions by one source that stay.
        recalls: share of mentions that recall an event days or weeks later.
        totals: share of events that are totals over a span of days.
        front: share of events at fronts.
        contradictions: share of counts that differ by more than a slip.
    """

    news: float
    sources: int
    fame: float
    updates: float
    recalls: float
    totals: float
    front: float
    contradictions: float


def draw_style(rng: Rng, news: float | None = None) -> Style:
    """A style, anywhere between the poles unless ``news`` says where."""
    at = rng.choice([0.0, 0.0, 0.3, 0.6, 1.0]) if news is None else news
    return Style(
        news=float(at),
        sources=round(22 - 14 * float(at)),
        fame=0.6 + 0.9 * at,
        updates=0.1 + 0.6 * at,
        recalls=0.01 + 0.12 * at,
        totals=0.01 + 0.08 * at,
        front=0.5 - 0.25 * at,
        contradictions=0.02 + 0.15 * at,
    )


@dataclass(frozen=True)
class Truth:
    """True events as columns; parties are indices of ``armed_actors`` or the negative codes.

    Attributes:
        length: days before ``day`` that a total spans; 0 for an event of one day.
    """

    town: Ints
    day: Ints
    hour: Ints
    sub_type: npt.NDArray[np.object_]
    actor1: Ints
    actor2: Ints
    killed: Ints
    injured: Ints
    target: Ints
    act: Ints
    quarter: Ints
    length: Ints

    @property
    def size(self) -> int:
        """Number of events."""
        return len(self.town)


def make_truth(rng: Rng, size: int, towns: Towns, style: Style) -> Truth:
    """True events at the density of a world at war."""
    days = max(15, round(size / EVENTS_PER_DAY))
    at_front = rng.random(size) < style.front
    town, day, sub_type, actor1, actor2 = _elsewhere(rng, size, towns, days)
    _move_to_fronts(rng, at_front, towns, days, (town, day, sub_type, actor1, actor2))
    length = np.zeros(size, dtype=np.int64)
    totals = np.flatnonzero(rng.random(size) < style.totals)
    like = rng.integers(0, size, len(totals))  # a total adds up events such as this one
    for column in (town, day, sub_type, actor1, actor2):
        column[totals] = column[like]
    length[totals] = rng.integers(2, 60, len(totals))
    deadly = np.array([sub.event_type in DEADLY for sub in sub_type])
    some = rng.random(size) < np.where(deadly, 0.62, 0.06)
    killed = np.where(some, 1 + np.floor(rng.lognormal(0.8, 1.1, size)), 0).astype(np.int64)
    hurt = rng.random(size) < np.where(deadly, 0.65, 0.12)
    injured = np.where(
        hurt, rng.poisson(killed * rng.uniform(0.3, 2.5, size) + rng.exponential(2.0, size)), 0
    )
    return Truth(
        town=town,
        day=day,
        hour=rng.integers(0, 24, size),
        sub_type=sub_type,
        actor1=actor1,
        actor2=actor2,
        killed=np.where(length > 0, killed * rng.integers(3, 20, size) + 5, killed),
        injured=injured.astype(np.int64),
        target=np.minimum(rng.zipf(1.35, size) - 1, 400) % len(words()["en"]["targets"]["values"]),
        act=rng.integers(0, 12, size),
        quarter=rng.integers(0, 40, size),
        length=length,
    )


def _elsewhere(
    rng: Rng, size: int, towns: Towns, days: int
) -> tuple[Ints, Ints, npt.NDArray[np.object_], Ints, Ints]:
    country_share = rng.dirichlet(np.full(len(COUNTRIES), 1.2))
    country = rng.choice(len(COUNTRIES), size, p=country_share)
    town = np.zeros(size, dtype=np.int64)
    for number in range(len(COUNTRIES)):
        own = np.flatnonzero(towns.country == number)
        rank = 1.0 / (1 + rng.permutation(len(own))) ** 0.9
        mine = np.flatnonzero(country == number)
        town[mine] = rng.choice(own, len(mine), p=rank / rank.sum())
    kinds = np.array(list(OTHER_TYPES), dtype=object)
    share = np.array(list(OTHER_TYPES.values()), dtype=float)
    sub_type = kinds[rng.choice(len(kinds), size, p=share / share.sum())]
    day = rng.integers(0, days, size)
    actor1, actor2 = _parties(rng, sub_type, country)
    return town, day, sub_type, actor1, actor2


def _parties(rng: Rng, sub_type: npt.NDArray[np.object_], country: Ints) -> tuple[Ints, Ints]:
    _, of_country = armed_actors()
    size = len(sub_type)
    first = np.zeros(size, dtype=np.int64)
    second = np.zeros(size, dtype=np.int64)
    for number, own in enumerate(of_country):
        mine = np.flatnonzero(country == number)
        one = rng.integers(0, len(own), len(mine))
        first[mine] = own[one]
        second[mine] = own[(one + rng.integers(1, len(own), len(mine))) % len(own)]
    types = np.array([sub.event_type.name for sub in sub_type])
    unknown = rng.random(size)
    first[(unknown < 0.25) & (types != "BATTLES")] = UNIDENTIFIED
    second[types == "VIOLENCE_AGAINST_CIVILIANS"] = CIVILIANS
    blast = types == "EXPLOSIONS"
    second[blast & (rng.random(size) < 0.35)] = CIVILIANS
    second[blast & (rng.random(size) < 0.2)] = NOBODY
    first[types == "PROTESTS"] = PROTESTERS
    first[types == "RIOTS"] = RIOTERS
    second[np.isin(types, ("PROTESTS", "RIOTS")) & (rng.random(size) < 0.7)] = NOBODY
    second[(types == "STRATEGIC_DEVELOPMENTS") & (rng.random(size) < 0.6)] = NOBODY
    return first, second


def _move_to_fronts(
    rng: Rng,
    at_front: npt.NDArray[np.bool_],
    towns: Towns,
    days: int,
    columns: tuple[Ints, Ints, npt.NDArray[np.object_], Ints, Ints],
) -> None:
    """Give the events at fronts the town, day, type and parties of a front."""
    town, day, sub_type, actor1, actor2 = columns
    _, of_country = armed_actors()
    count = max(3, round(days * 5 / 60))
    start = rng.integers(-30, days, count)
    length = rng.integers(15, 90, count)
    country = rng.integers(0, len(COUNTRIES), count)
    centre = np.array([rng.choice(np.flatnonzero(towns.country == c)) for c in country])
    pair = np.array([rng.choice(of_country[c], 2, replace=False) for c in country])
    shares = rng.dirichlet(FRONT_SHARES, count)
    intensity = length * rng.lognormal(0, 0.7, count)
    index = np.flatnonzero(at_front)
    front = rng.choice(count, len(index), p=intensity / intensity.sum())
    # days of a front are bursty: squares of uniform steps pile events on some of its days
    bursts = np.round(rng.random((count, 12)) * length[:, None]).astype(np.int64)
    burst = bursts[front, rng.integers(0, 12, len(index))]
    plain = rng.integers(0, 90, len(index)) % length[front]
    offset = np.where(rng.random(len(index)) < 0.5, burst, plain)
    day[index] = np.clip(start[front] + offset, 0, days - 1)
    step = np.minimum(rng.geometric(0.45, len(index)) - 1, NEIGHBOURS)
    near = np.concatenate([centre[:, None], towns.near[centre]], axis=1)
    drift = (offset * 3 // length[front] > 1).astype(np.int64)  # late in its life it has moved on
    town[index] = near[front, np.minimum(step + drift, NEIGHBOURS)]
    kinds = np.array(FRONT_TYPES, dtype=object)
    cumulative = shares[front].cumsum(axis=1)
    chosen = (rng.random(len(index))[:, None] > cumulative).sum(axis=1)
    sub_type[index] = kinds[np.minimum(chosen, len(kinds) - 1)]
    wave = np.array([rng.choice(len(WAVE_TYPES), 2, replace=False) for _ in range(count)])
    is_wave = (rng.random(count) < WAVES)[front]
    of_wave = wave[front, rng.integers(0, 2, len(index))]
    sub_type[index[is_wave]] = np.array(WAVE_TYPES, dtype=object)[of_wave[is_wave]]
    turned = rng.random(len(index)) < 0.3
    actor1[index] = np.where(turned, pair[front, 1], pair[front, 0])
    actor2[index] = np.where(turned, pair[front, 0], pair[front, 1])
    civil = [sub.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS for sub in sub_type[index]]
    actor2[index[civil]] = CIVILIANS


def own_name(code: int, country: str) -> str | None:
    """A party's name in ACLED's manner; ``None`` for nobody."""
    if code == NOBODY:
        return None
    crowd = _CROWDS.get(code)
    if crowd is not None:
        return f"{crowd} ({country})"
    name: str = armed_actors()[0][code][0]
    return name


def draw_events(size: int, seed: int, news: float | None = 0.0) -> tuple[Rng, Towns, Style, Truth]:
    """The true events of a world, and the random numbers from which its mentions are drawn."""
    rng = np.random.default_rng(seed)
    towns = load_towns()
    style = draw_style(rng, news)
    return rng, towns, style, make_truth(rng, round(size * 0.424), towns, style)


def make_world(size: int, seed: int, news: float | None = 0.0) -> Iterator[dict[str, Any]]:
    """Mentions of a world in the exchange format, with the truth in ``event_key``.

    Args:
        size: number of mentions.
        seed: the same seed gives the same world.
        news: style of the world; ``None`` draws one.
    """
    from benchmarks.mentions import make_mentions

    rng, towns, style, truth = draw_events(size, seed, news)
    return make_mentions(rng, size, truth, towns, style)


def main() -> None:
    """Write a world as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--news", type=float, default=0.0, help="0 monitors, 1 newsrooms")
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8") as file:
        for mention in make_world(options.size, options.seed, options.news):
            file.write(json.dumps(mention, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
