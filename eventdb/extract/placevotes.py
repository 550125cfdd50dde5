"""The evidence that the names of a report give together about where it is set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import exp

from eventdb.extract.placechoice import PRIOR, prior
from eventdb.extract.placeevidence import Evidence
from eventdb.extract.placereadings import Reading


def vote(readings: Iterable[Reading], demonyms: Mapping[int, float]) -> Evidence:
    """The evidence that readings give: before the first choice from all candidates, then from the places chosen.

    Args:
        readings: names of a report.
        demonyms: votes for countries that adjectives give.
    """
    evidence = Evidence()
    for country, votes in demonyms.items():
        evidence.add_nameless(country, votes)
    counts: dict[str, int] = defaultdict(int)
    for reading in readings:
        if reading.is_masked or reading.context.is_organisation or reading.context.is_person:
            continue
        if reading.place is not None and not reading.is_accepted:
            continue
        counts[reading.name.key] += 1
        # Saying a name again says less than saying another one.
        weight = 1.0 / counts[reading.name.key] ** 0.5
        if reading.is_ordinary or reading.is_word:
            weight *= 0.3
        _cast(evidence, reading, weight)
    return evidence


def _cast(evidence: Evidence, reading: Reading, weight: float) -> None:
    place = reading.place
    if place is not None:
        share = 0.4 if reading.context.is_government else 1.0 if place.kind == "country" else 0.8
        evidence.add(reading.name.key, place.country, weight * share)
        if reading.content is not None:
            evidence.holders.add(place.number)
        if place.admin1 is not None and not reading.context.is_government:
            evidence.admin1.add(place.admin1)
        if place.kind not in PRIOR and place.population > 50_000:
            evidence.points.append((place.latitude, place.longitude))
        return
    weights = [exp(2 * prior(candidate)) for candidate in reading.name.candidates]
    total = sum(weights)
    best = max(weights)
    # A hamlet's name is a poor witness: the vote grows with the best candidate's fame.
    strength = min(1.0, best / exp(2 * 3.0))
    if reading.context.is_government:
        strength *= 0.4
    for candidate, share in zip(reading.name.candidates, weights, strict=True):
        evidence.add(reading.name.key, candidate.country, weight * strength * share / total)
