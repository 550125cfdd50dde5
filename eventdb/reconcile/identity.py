"""Event ids that outlive rebuilds: the previous assignment decides, new numbers only follow it.

An id is the ISO 3166-1 alpha-3 code of the country and a number, in the manner of ACLED
(``SYR12``). A cluster takes the oldest id among those of its candidates; the other ids lead to it
(merge). When the candidates of one id fall into several clusters, the id stays where most of them
are, then where its oldest is (split). A candidate that a newer extractor made of the same passage
stands for the old one. No number is used twice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventdb.reconcile.outcome import Change, IdentityAnchor, Redirect
from eventdb.records import EventCandidate

_ID = re.compile(r"([A-Z]{3})(\d+)")


@dataclass(frozen=True, slots=True)
class Identities:
    """Ids of clusters and what became of the old ones.

    Attributes:
        event_ids: by the cluster's position.
        redirects: sorted.
    """

    event_ids: tuple[str, ...]
    redirects: tuple[Redirect, ...]


def id_key(event_id: str) -> tuple[str, int]:
    """Sort key of an id: country, then number.

    Raises:
        ValueError: not an event id.
    """
    match = _ID.fullmatch(event_id)
    if match is None:
        raise ValueError(f"{event_id!r} is not an event id such as SYR12")
    return match[1], int(match[2])


def assign_ids(
    clusters: Sequence[Sequence[EventCandidate]],
    countries: Sequence[str],
    previous: Iterable[IdentityAnchor] = (),
    used: Iterable[str] = (),
) -> Identities:
    """Ids of clusters, each a sequence of candidates.

    Args:
        clusters: in the order in which new numbers are given.
        countries: ISO code of each cluster's event.
        previous: the assignment before.
        used: further ids that must not be given again, as those of withdrawn events.
    """
    anchors = sorted(previous)
    claims = _claims(clusters, anchors)
    holders = _holders(claims)
    event_ids: list[str | None] = [None] * len(clusters)
    redirects: list[Redirect] = []
    for position, ids in enumerate(claims):
        own = sorted((name for name in ids if holders[name] == position), key=_age)
        own_here = [name for name in own if name.startswith(countries[position])] or own
        if own_here:
            event_ids[position] = own_here[0]
            redirects += [
                Redirect(name, own_here[0], Change.MERGED) for name in own if name != own_here[0]
            ]
    fresh = _numbers({anchor.event_id for anchor in anchors} | set(used))
    for position, event_id in enumerate(event_ids):
        if event_id is None:
            fresh[countries[position]] += 1
            event_ids[position] = f"{countries[position]}{fresh[countries[position]]}"
    final = tuple(event_id for event_id in event_ids if event_id is not None)
    for position, ids in enumerate(claims):
        redirects += [
            Redirect(name, final[position], Change.SPLIT)
            for name in ids
            if holders[name] != position
        ]
    gone = {anchor.event_id for anchor in anchors} - holders.keys()
    redirects += [Redirect(name, None, Change.WITHDRAWN) for name in gone]
    return Identities(final, tuple(sorted(redirects, key=redirect_key)))


def redirect_key(redirect: Redirect) -> tuple[tuple[str, int], str, str]:
    """Sort key: by the id that was retired."""
    return id_key(redirect.old_id), redirect.change, redirect.new_id or ""


def _age(event_id: str) -> tuple[int, str]:
    country, number = id_key(event_id)
    return number, country


def _claims(
    clusters: Sequence[Sequence[EventCandidate]], anchors: Sequence[IdentityAnchor]
) -> list[Counter[str]]:
    """The old ids of each cluster's candidates, with how many candidates bring them."""
    owner = match_anchors([c for cluster in clusters for c in cluster], anchors)
    return [
        Counter(owner[c.candidate_id] for c in cluster if c.candidate_id in owner)
        for cluster in clusters
    ]


def match_anchors(
    candidates: Iterable[EventCandidate], anchors: Sequence[IdentityAnchor]
) -> Mapping[str, str]:
    """Old event id of each candidate: by its own id, else by the nearest passage of its report.

    An id alone is not believed when another anchor of the same report fits day and place better:
    a newer extractor numbers the events of a report anew.
    """
    by_report: dict[str, list[IdentityAnchor]] = defaultdict(list)
    for anchor in anchors:
        by_report[anchor.report_id].append(anchor)
    of_report: dict[str, list[EventCandidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.report_id in by_report:
            of_report[candidate.report_id].append(candidate)
    owner: dict[str, str] = {}
    for report_id, mine in of_report.items():
        free = list(by_report[report_id])
        fits = sorted(
            (-_fit(candidate, anchor), candidate.candidate_id, anchor)
            for candidate in mine
            for anchor in free
        )
        taken: set[IdentityAnchor] = set()
        for fit, candidate_id, anchor in fits:
            if fit < 0 and candidate_id not in owner and anchor not in taken:
                owner[candidate_id] = anchor.event_id
                taken.add(anchor)
    return owner


def _fit(candidate: EventCandidate, anchor: IdentityAnchor) -> int:
    """How well a candidate stands for an anchor of its report; 0: not at all."""
    same_id = candidate.candidate_id == anchor.candidate_id
    same_start = anchor.start >= 0 and candidate.span.start == anchor.start
    same_day = anchor.first_date is not None and candidate.first_date == anchor.first_date
    same_place = anchor.place_id is not None and candidate.place_id == anchor.place_id
    # the passage tells more than the id, which a newer extractor may give to another event
    score = 4 * same_id + 5 * same_start + 3 * same_day + 3 * same_place
    return score if same_id or score >= 4 else 0


def _holders(claims: Sequence[Counter[str]]) -> dict[str, int]:
    """The cluster that keeps each old id: most candidates, then the earlier position."""
    best: dict[str, tuple[int, int]] = {}
    for position, ids in enumerate(claims):
        for name, votes in ids.items():
            if name not in best or votes > best[name][0]:
                best[name] = (votes, position)
    return {name: position for name, (_, position) in best.items()}


def _numbers(ids: Iterable[str]) -> defaultdict[str, int]:
    highest: defaultdict[str, int] = defaultdict(int)
    for event_id in ids:
        country, number = id_key(event_id)
        highest[country] = max(highest[country], number)
    return highest
