"""A registry of the worlds' actors that knows some of their other names, as real ones do."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from benchmarks.worlds import words
from eventdb.codebook import ActorKind
from eventdb.records import Actor

Resolve = Callable[[str, str | None, dt.date | None], Actor | None]

_CROWDS = {
    "Civilians": ActorKind.CIVILIANS,
    "Protesters": ActorKind.PROTESTERS,
    "Rioters": ActorKind.RIOTERS,
    "Unidentified Armed Group": ActorKind.POLITICAL_MILITIA,
}


def make_registry(share: float, seed: int) -> Resolve:
    """A resolver that knows each name of ACLED's and ``share`` of the other names."""
    chance = random.Random(seed)
    known: dict[tuple[str, str | None], Actor] = {}
    for iso3, spec in words()["actors"].items():
        country = spec["country"]
        for label, kind in _CROWDS.items():
            name = f"{label} ({country})"
            known[name, iso3] = Actor(name.lower(), name, kind, iso3)
        for name, kind, english, arabic, general in spec["list"]:
            actor = Actor(name.lower(), name, ActorKind(kind), iso3)
            known[name, iso3] = actor
            for other in (*english, *arabic):
                if chance.random() < share:
                    known[other, iso3] = actor
            kind_of_general = ActorKind(kind) if kind in (1, 8) else ActorKind.REBEL_GROUP
            known.setdefault(
                (general, iso3), Actor(general.lower(), general, kind_of_general, iso3)
            )
    return lambda name, iso3, _: known.get((name, iso3))
