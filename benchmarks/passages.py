"""Passages of the test worlds: one sentence or two about an event in a source's own wording."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.geography import Towns
from benchmarks.worlds import FIRST_DAY, Rng, Truth, armed_actors, own_name, words

_HOURS = (3, 6, 10, 14, 17, 20, 23)
"""Ends of the parts of a day: after midnight, dawn, morning, noon, afternoon, evening, night."""
_TIME_OF_PART = (6, 0, 1, 2, 3, 4, 5)
_SYLLABLES = (
    "ba",
    "dar",
    "han",
    "jas",
    "kar",
    "lem",
    "mar",
    "naz",
    "qas",
    "rum",
    "sal",
    "tel",
    "zah",
)


class Writer:
    """Writes passages; quarters have names of their own in each town."""

    def __init__(self, rng: Rng, truth: Truth, towns: Towns) -> None:
        self.truth = truth
        self.towns = towns
        self.templates = {
            code: [
                template
                for template in words()[code]["templates"]
                if rng.random() < 0.75 or template == words()[code]["templates"][0]
            ]
            for code in ("en", "ar")
        }

    def country(self, iso3: str) -> str:
        """Name of a country."""
        name: str = words()["actors"][iso3]["country"]
        return name

    def quarter(self, number: int) -> str:
        """The event's quarter of the town; the same name for the same quarter."""
        seed = int(self.truth.town[number]) * 41 + int(self.truth.quarter[number]) // 3
        size = len(_SYLLABLES)
        name = (
            _SYLLABLES[seed % size] + _SYLLABLES[seed // size % size] + _SYLLABLES[seed // 7 % size]
        )
        return name.capitalize()

    def write(self, rng: Rng, number: int, row: dict[str, Any], language: str, source: int) -> str:
        """A passage about an event as the row tells it."""
        book = words()[language]
        templates = self.templates[language]
        pick = (
            source % len(templates) if rng.random() < 0.5 else int(rng.integers(0, len(templates)))
        )
        text: str = templates[pick].format(
            place=row["location"] or row["admin1"],
            actor1=row["actor1"][0] if row["actor1"] else book["killed_unknown"][0],
            actor2=row["actor2"][0] if row["actor2"] else "",
            act=self._act(rng, number, row, book, source),
            target=_wording(rng, book["targets"]["values"][int(self.truth.target[number])], source),
            quarter=self.quarter(number),
            time=self._time(rng, number, book, source),
            weekday=self._weekday(row, book),
            killed=_count(rng, row, "fatalities", book),
            injured=_count(rng, row, "injured", book),
        )
        for _ in range(int(rng.integers(0, 3))):
            text += " " + book["fillers"][int(rng.integers(0, len(book["fillers"])))]
        return text

    def reprint(self, text: str, rng: Rng) -> str:
        """The same words with an agency's credit, now and then cut after the first sentence."""
        arabic = any("\u0600" <= char <= "\u06ff" for char in text[:80])
        book = words()["ar" if arabic else "en"]
        credit = book["credits"][int(rng.integers(0, len(book["credits"])))]
        if rng.random() < 0.2 and ". " in text:
            text = text[: text.index(". ") + 1]
        return f"{credit} {text}" if rng.random() < 0.3 else f"{text} {credit}"

    def _act(
        self, rng: Rng, number: int, row: dict[str, Any], book: dict[str, Any], source: int
    ) -> str:
        kinds = book["acts"].get(row["sub_event_type"]) or book["acts"]["Attack"]
        act = _wording(rng, kinds[int(self.truth.act[number]) % len(kinds)], source)
        other: str = row["actor2"][0] if row["actor2"] else ""
        return act.replace("{actor2}", other)

    def _time(self, rng: Rng, number: int, book: dict[str, Any], source: int) -> str:
        if rng.random() < 0.3:
            return ""
        part = int(np.searchsorted(_HOURS, int(self.truth.hour[number]), "right")) % 7
        return _wording(rng, book["times"][_TIME_OF_PART[part]], source)

    def _weekday(self, row: dict[str, Any], book: dict[str, Any]) -> str:
        if row["event_date"] is None:
            return ""
        days = int((np.datetime64(row["event_date"]) - FIRST_DAY) / np.timedelta64(1, "D"))
        name: str = book["weekdays"][(days + 3) % 7]  # the first day is a Thursday
        return name


def party_name(
    code: int, iso3: str, writer: Writer, is_alias: bool, is_general: bool
) -> str | None:
    """The name of a party as told."""
    country = writer.country(iso3)
    name = own_name(code, country)
    if code < 0 or not (is_general or is_alias):
        return name
    _, _, others, _, general = armed_actors()[0][code]
    chosen: str = general if is_general else others[len(country) % len(others)]
    return chosen


def _wording(rng: Rng, options: list[str], source: int) -> str:
    return options[
        source % len(options) if rng.random() < 0.7 else int(rng.integers(0, len(options)))
    ]


def _count(rng: Rng, row: dict[str, Any], name: str, book: dict[str, Any]) -> str:
    low, best = row[f"{name}_low"], row[f"{name}_best"]
    kind = "killed" if name == "fatalities" else "injured"
    if low is None:
        options = book[f"{kind}_unknown"]
    elif best is None:
        options = book["dozens"]
    elif kind == "killed" and best <= 1:
        options = book["killed_none"] if best == 0 else book["killed_one"]
    else:
        options = book[f"{kind}_some"]
    text: str = options[int(rng.integers(0, len(options)))]
    return text.replace("{n}", str(best))
