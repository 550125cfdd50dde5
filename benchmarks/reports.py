"""Generate reports in Arabic and English, as many as wanted, to see what a build of so many costs.

    python -m benchmarks.reports 100000 -o reports.jsonl --seed 1

Invented events of seven kinds in real towns of twelve countries over two years, each told by one to five of
sixteen invented publishers on the day or the day after, some with another toll; three reports in ten are of
sport, markets, weather and the like. Sentences are put together from ``reports.toml``. What is said here is
simple, so that quality is measured elsewhere, and cost here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST_DAY = dt.date(2016, 1, 1)
DAYS = 730
OTHER = 0.3
_MOST_TELLINGS = 5


def reports(count: int, seed: int) -> Iterator[dict[str, str]]:
    """So many reports, as records of the exchange format."""
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    chance = random.Random(seed)
    made = 0
    while made < count:
        event = _event(words, chance)
        tellings = (
            1 if event["kind"] is None else min(_MOST_TELLINGS, 1 + int(chance.expovariate(0.9)))
        )
        tellers = [(code, name) for code in ("en", "ar") for name in words[code]["sources"]]
        for code, source in chance.sample(tellers, tellings)[: count - made]:
            made += 1
            yield {"id": f"g{made:07}", "source": source, **_telling(words, code, event, chance)}


def _event(words: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    kind = None if chance.random() < OTHER else chance.randrange(len(words["en"]["leads"]))
    return {
        "kind": kind,
        "place": chance.choice(words["places"]),
        "day": FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS)),
        "target": chance.randrange(len(words["en"]["targets"])),
        "killed": chance.randint(3, 10),
        "wounded": chance.randint(11, 60),
    }


def _telling(
    words: dict[str, Any], code: str, event: dict[str, Any], chance: random.Random
) -> dict[str, str]:
    of = words[code]
    day: dt.date = event["day"]
    english, arabic, country, country_arabic = event["place"]
    published = dt.datetime.combine(
        day, dt.time(chance.randrange(24), chance.randrange(60)), dt.UTC
    )
    published += dt.timedelta(days=chance.randrange(2))
    earlier = f"{chance.choice(of['months'])} {chance.randint(2003, 2014)}"
    slots = {
        "place": english if code == "en" else arabic,
        "country": country if code == "en" else country_arabic,
        "weekday": of["weekdays"][day.weekday()],
        "target": of["targets"][event["target"]],
        "speaker": chance.choice(of["speakers"]),
        "killed": str(event["killed"] + (chance.randrange(3) if chance.random() < 0.3 else 0)),
        "wounded": str(event["wounded"] + (chance.randrange(9) if chance.random() < 0.3 else 0)),
        "earlier": earlier,
    }
    if event["kind"] is None:
        title, text = chance.choice(of["other"])
    else:
        title = chance.choice(of["headlines"])
        told = chance.sample(of["details"], chance.randint(3, 7))
        text = " ".join([of["leads"][event["kind"]], *told, chance.choice(of["earlier"])])
    return {
        "language": code,
        "published": published.isoformat().replace("+00:00", "Z"),
        "title": title.format(**slots),
        "text": text.format(**slots),
    }


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8", newline="\n") as stream:
        for record in reports(options.count, options.seed):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
