"""What sources make of true events: columns of habits, noise by array, passages one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.geography import COUNTRIES, Towns
from benchmarks.habits import Floats, Habits, make_habits
from benchmarks.passages import Writer, party_name
from benchmarks.worlds import FIRST_DAY, Ints, Rng, Style, Truth
from eventdb.codebook import SubEventType

Bools = npt.NDArray[np.bool_]

REPRINTERS = 16
COPIES = 0.16
ROUND_UPS = 0.6
"""Share of mentions that stand in a report with others, where their source tells others."""
LOOSE = 0.3
"""Share of wide dates that are weeks wide."""
OPEN = 0.15
"""Share of wide dates that have no beginning."""
FARTHEST_ERROR_KM = 60.0
"""No source takes a town for another that lies farther off."""

_S = SubEventType
CONFUSED = {
    _S.ARMED_CLASH: (_S.ATTACK, _S.SHELLING, _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY),
    _S.SHELLING: (_S.AIR_DRONE_STRIKE, _S.ARMED_CLASH, _S.REMOTE_EXPLOSIVE),
    _S.AIR_DRONE_STRIKE: (_S.SHELLING, _S.ATTACK, _S.SHELLING),
    _S.REMOTE_EXPLOSIVE: (_S.SUICIDE_BOMB, _S.GRENADE, _S.ATTACK),
    _S.SUICIDE_BOMB: (_S.REMOTE_EXPLOSIVE, _S.REMOTE_EXPLOSIVE, _S.ATTACK),
    _S.ATTACK: (_S.ARMED_CLASH, _S.ABDUCTION, _S.ARMED_CLASH),
    _S.ABDUCTION: (_S.ATTACK, _S.ARRESTS, _S.ARRESTS),
    _S.PEACEFUL_PROTEST: (_S.PROTEST_WITH_INTERVENTION, _S.VIOLENT_DEMONSTRATION),
    _S.PROTEST_WITH_INTERVENTION: (_S.PEACEFUL_PROTEST, _S.EXCESSIVE_FORCE),
    _S.EXCESSIVE_FORCE: (_S.PROTEST_WITH_INTERVENTION, _S.ATTACK),
    _S.VIOLENT_DEMONSTRATION: (_S.MOB_VIOLENCE, _S.PEACEFUL_PROTEST),
    _S.MOB_VIOLENCE: (_S.VIOLENT_DEMONSTRATION, _S.ATTACK),
    _S.GRENADE: (_S.REMOTE_EXPLOSIVE, _S.ATTACK),
    _S.GOVERNMENT_REGAINS_TERRITORY: (_S.ARMED_CLASH, _S.NON_VIOLENT_TRANSFER),
    _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY: (_S.ARMED_CLASH, _S.NON_VIOLENT_TRANSFER),
    _S.LOOTING: (_S.ATTACK, _S.MOB_VIOLENCE),
    _S.ARRESTS: (_S.ABDUCTION, _S.OTHER),
}
_VAGUE = ((20, 99), (12, 24), (10, 99), (24, 99))


@dataclass
class Drafts:
    """Mentions before they are written out, as columns."""

    event: Ints
    source: Ints
    hour: Ints
    original: Ints
    recalled: Bools


def draft_mentions(rng: Rng, size: int, truth: Truth, habits: Habits, style: Style) -> Drafts:
    """Which source tells of which event when; ``original`` is the mention copied, or −1."""
    own = round(size * (1 - COPIES))
    prominence = 0.35 + np.log1p(truth.killed) * rng.lognormal(0, style.fame, truth.size)
    event = np.concatenate(
        [
            rng.permutation(truth.size)[:own],
            rng.choice(truth.size, 4 * own, p=prominence / prominence.sum()),
        ]
    )
    source = rng.choice(style.sources, len(event), p=habits.weight / habits.weight.sum())
    _, first = np.unique(event * style.sources + source, return_index=True)
    again = np.ones(len(event), dtype=bool)
    again[first] = False
    stays = ~again | (rng.random(len(event)) < style.updates)
    event, source, again = event[stays][:own], source[stays][:own], again[stays][:own]
    start = truth.day[event] * 24 + truth.hour[event]
    wait = rng.exponential(habits.lag[source]) + np.where(again, rng.exponential(12, own), 0)
    recalled = rng.random(own) < style.recalls
    wait = np.where(recalled, rng.uniform(48, 1000, own), wait)
    hour = start + np.ceil(wait).astype(np.int64)
    copied = rng.choice(own, size - own, p=_copy_share(rng, own))
    return Drafts(
        event=np.concatenate([event, event[copied]]),
        source=np.concatenate([source, style.sources + rng.integers(0, REPRINTERS, size - own)]),
        hour=np.concatenate([hour, hour[copied] + rng.integers(1, 30, size - own)]),
        original=np.concatenate([np.full(own, -1), copied]),
        recalled=np.concatenate([recalled, recalled[copied]]),
    )


def _copy_share(rng: Rng, size: int) -> Floats:
    share = rng.lognormal(0, 1.2, size)
    result: Floats = share / share.sum()
    return result


def make_mentions(
    rng: Rng, size: int, truth: Truth, towns: Towns, style: Style
) -> Iterator[dict[str, Any]]:
    """Mentions in the exchange format, shuffled."""
    habits = make_habits(rng, style)
    drafts = draft_mentions(rng, size, truth, habits, style)
    own = int((drafts.original < 0).sum())
    writer = Writer(rng, truth, towns)
    rows = [*_write_own(rng, drafts, own, truth, towns, (habits, style), writer)]
    for index in range(own, size):
        rows.append(_copy(rng, rows[drafts.original[index]], drafts, index, writer))
    _bundle(rng, rows, drafts)
    for number, index in enumerate(rng.permutation(size).tolist()):
        yield {"mention_id": f"m{number:07d}", **rows[index]}


def _iso(hour: int) -> str:
    moment = FIRST_DAY.astype("datetime64[h]") + np.timedelta64(hour, "h")
    return f"{np.datetime_as_string(moment, unit='s')}Z"


def _bundle(rng: Rng, rows: list[dict[str, Any]], drafts: Drafts) -> None:
    """Put mentions of one source into one report, a round-up: often what it tells of one place."""
    seen: dict[tuple[int, int, Any], tuple[str, set[str]]] = {}
    chance = rng.random(len(rows))
    for index, row in enumerate(rows):
        row["report_id"] = f"r{index:07d}"
        if drafts.original[index] >= 0 or chance[index] > ROUND_UPS:
            continue
        area = row["location"] or row["admin1"] if chance[index] > ROUND_UPS / 3 else None
        key = (int(drafts.source[index]), int(drafts.hour[index]) // 24, area)
        report, events = seen.setdefault(key, (row["report_id"], set()))
        if row["event_key"] not in events:
            events.add(row["event_key"])
            row["report_id"] = report


def _copy(
    rng: Rng, original: dict[str, Any], drafts: Drafts, index: int, writer: Writer
) -> dict[str, Any]:
    """A reprint: the same fields save one or two that are lost, the same words with a credit."""
    row = dict(original)
    row["source"] = f"Reprinter {drafts.source[index] % REPRINTERS + 1}"
    row["published"] = _iso(int(drafts.hour[index]))
    if row["text"]:
        row["text"] = writer.reprint(row["text"], rng)
    if rng.random() < 0.1:
        row["injured_low"] = row["injured_best"] = row["injured_high"] = None
    if rng.random() < 0.08:
        row["actor2"] = []
    return row


def _write_own(
    rng: Rng,
    drafts: Drafts,
    own: int,
    truth: Truth,
    towns: Towns,
    manner: tuple[Habits, Style],
    writer: Writer,
) -> Iterator[dict[str, Any]]:
    habits, style = manner
    event, source = drafts.event[:own], drafts.source[:own]
    roll = {name: rng.random(own) for name in Habits.__dataclass_fields__}

    def hit(name: str) -> Bools:
        result: Bools = roll[name] < getattr(habits, name)[source]
        return result

    hits = {name: hit(name) for name in roll if name not in ("lag", "jitter", "weight", "language")}
    delay = np.maximum(drafts.hour[:own] // 24 - truth.day[event], 1)
    # who recalls an event leaves out most, and knows the day less well
    for name, share in (("no_killed", 0.6), ("no_injured", 0.9), ("wide_date", 0.25)):
        hits[name] |= drafts.recalled[:own] & (rng.random(own) < share)
    hits["late"] &= ~drafts.recalled[:own]
    hits["vague_place"] |= (truth.length[event] > 0) & (rng.random(own) < 0.5)
    # "overnight", "on Saturday or Sunday": the day itself may be the first or the second
    shifted = hits["two_days"] & (rng.random(own) < 0.6)
    day = (
        truth.day[event]
        + shifted
        + np.where(hits["late"], np.minimum(delay, rng.integers(1, 3, own)), 0)
    )
    told = _misplaced(rng, truth.town[event], towns, hits["near_place"])
    age = drafts.hour[:own] - truth.day[event] * 24
    killed = _counts(rng, truth.killed[event], hits, age, style)
    injured = _counts(rng, truth.injured[event], hits, age, style)
    spread = habits.jitter[source][:, None] * rng.standard_normal((own, 2))
    for index in range(own):
        number, at = int(event[index]), int(told[index])
        said = {name: bool(values[index]) for name, values in hits.items()}
        iso3 = list(COUNTRIES.values())[towns.country[at]]
        row: dict[str, Any] = {
            "event_key": f"e{number:07d}",
            "source": f"Source {source[index] + 1}",
            "published": _iso(int(drafts.hour[index])),
            "country": writer.country(iso3),
            "iso3": iso3,
        }
        row |= _date(rng, int(day[index]), int(truth.length[number]), said)
        row |= _place(at, said, towns, spread[index])
        if said["with_quarter"] and row["location"]:
            row["location"] += f" - {writer.quarter(number)}"
        row |= _act(rng, number, truth, said, iso3, writer)
        row |= _stated("fatalities", killed[index], said["no_killed"], said["zero_said"])
        row |= _stated("injured", injured[index], said["no_injured"], False)
        language = habits.language[source[index]]
        row["text"] = (
            None
            if said["no_text"]
            else writer.write(rng, number, row, language, int(source[index]))
        )
        row["language"] = language
        yield row


def _misplaced(rng: Rng, town: Ints, towns: Towns, is_wrong: Bools) -> Ints:
    """Towns as told: now and then a near one, as often the seat of the district, if not far."""
    size = len(town)
    other = towns.near[town, rng.integers(0, 4, size)]
    other = np.where(rng.random(size) < 0.5, towns.capital[town], other)
    x = (towns.longitude[other] - towns.longitude[town]) * np.cos(np.radians(towns.latitude[town]))
    near = np.hypot(x, towns.latitude[other] - towns.latitude[town]) * 111.2 < FARTHEST_ERROR_KM
    told: Ints = np.where(is_wrong & near, other, town)
    return told


def _date(rng: Rng, day: int, length: int, said: dict[str, bool]) -> dict[str, Any]:
    if said["no_date"]:
        return {"event_date": None, "event_date_end": None, "time_precision": None}
    length += int(said["two_days"] and not said["wide_date"])
    before, after = (
        (int(rng.integers(0, 4)), int(rng.integers(0, 4))) if said["wide_date"] else (0, 0)
    )
    if said["wide_date"] and rng.random() < LOOSE:  # "this month", "in recent weeks"
        before, after = int(rng.integers(2, 20)), int(rng.integers(0, 10))
    first = FIRST_DAY + np.timedelta64(day - before - length, "D")
    last = FIRST_DAY + np.timedelta64(day + after, "D")
    precision = 1 if not said["wide_date"] else 2 if before + after < 8 else 3
    is_open = said["wide_date"] and length == 0 and rng.random() < OPEN  # "before 8 February"
    return {
        "event_date": None if is_open else str(first),
        "event_date_end": str(last),
        "time_precision": precision,
    }


def _place(at: int, said: dict[str, bool], towns: Towns, spread: Floats) -> dict[str, Any]:
    vague = said["vague_place"]
    name = towns.variants[at] if said["respelled"] else towns.name[at]
    point: dict[str, float | None] = {"latitude": None, "longitude": None}
    if not said["no_point"]:
        source = towns.capital[at] if vague else at
        point = {
            "latitude": round(float(towns.latitude[source] + spread[0]), 4),
            "longitude": round(float(towns.longitude[source] + spread[1]), 4),
        }
    return {
        "admin1": towns.admin1[at],
        "admin2": None if vague and spread[0] >= 0 else towns.admin2[at],
        "location": None if vague else name,
        **point,
        "geo_precision": 3 if vague else 1,
    }


def _act(
    rng: Rng, number: int, truth: Truth, said: dict[str, bool], iso3: str, writer: Writer
) -> dict[str, Any]:
    sub_type = truth.sub_type[number]
    if said["other_type"] and sub_type in CONFUSED:
        others = CONFUSED[sub_type]
        sub_type = others[int(rng.integers(0, len(others)))]
    first, second = int(truth.actor1[number]), int(truth.actor2[number])
    general = int(rng.integers(0, 2)) if said["general"] else -1
    names = [
        party_name(code, iso3, writer, said["alias"], general == side)
        for side, code in enumerate((first, second))
    ]
    if said["no_party"]:
        names[int(rng.integers(0, 2))] = None
    if said["swapped"] and second >= 0:
        names.reverse()
    return {
        "event_type": sub_type.event_type.value,
        "sub_event_type": sub_type.value,
        "actor1": [names[0]] if names[0] else [],
        "assoc_actor_1": [],
        "actor2": [names[1]] if names[1] else [],
        "assoc_actor_2": [],
    }


def _counts(rng: Rng, true: Ints, hits: dict[str, Bools], age: Ints, style: Style) -> Ints:
    """Counts as told, n × 3, best −1 for vague words, high −1 for an open end."""
    size = len(true)
    pace = rng.lognormal(np.log(8.0 + 8.0 * style.news), 0.4 + 0.4 * style.news, size)
    grown = 1 - np.exp(-(age + 2.0) / pace)
    early = rng.binomial(true, np.clip(grown, 0.05, 1.0))
    best = np.where(hits["early"], early, true)
    slip = rng.random(size) < 0.08
    best = np.where(slip, np.maximum(best + rng.integers(-2, 3, size), 0), best)
    other = rng.random(size) < style.contradictions
    best = np.where(other, np.round(best * rng.lognormal(0.2, 0.8, size)), best).astype(np.int64)
    base = np.where(best >= 50, 10, np.where(best >= 12, 5, 1))
    rounded = hits["rounded"]
    best = np.where(rounded, best // base * base, best)
    counts = np.stack([best, best, best], axis=1)
    counts[rounded & (best > 2), 2] = -1
    vague = hits["vague_count"] & (best >= 12)
    for low, high in (_VAGUE[int(rng.integers(0, len(_VAGUE)))],):
        counts[vague] = (low, -1, high)
    return counts


def _stated(name: str, count: Ints, is_missing: bool, says_zero: bool) -> dict[str, Any]:
    low, best, high = (int(value) for value in count)
    if is_missing or (best == 0 and not says_zero):
        low_value: int | None = None
        return {f"{name}_low": low_value, f"{name}_best": None, f"{name}_high": None}
    return {
        f"{name}_low": low,
        f"{name}_best": None if best < 0 else best,
        f"{name}_high": None if high < 0 else high,
    }
