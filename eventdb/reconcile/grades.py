"""Grades: how far an event is to be believed, and how often others bear a source out.

An event's grade follows Airwars (methodology, grades of civilian harm); a source's letter follows
the reliability scale of the Admiralty code. Both are counted from the data and shown beside their
counts; neither enters a fused value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventdb.codebook import ResponsibilityKind
from eventdb.reconcile.fuse import Told

FEWEST = 10
"""Candidates of a source beside those of others below which it is not judged."""
_LETTERS = ((0.9, "A"), (0.8, "B"), (0.65, "C"), (0.5, "D"), (0.0, "E"))


class Grade(StrEnum):
    """Airwars' grades; the fifth, Discounted, is for people to give."""

    CONFIRMED = "Confirmed"
    FAIR = "Fair"
    WEAK = "Weak"
    CONTESTED = "Contested"


def grade_event(told: Sequence[Told]) -> Grade:
    """The grade of an event.

    Confirmed: a party says that it acted. Contested: two say so, or one is accused while another
    says so or denies it for the other side. Fair: two independent sources. Weak: one.
    """
    claimed, accused = set(), set()
    for item in told:
        for stated in item.candidate.responsibility:
            actor = stated.actor.casefold()
            if stated.kind is ResponsibilityKind.CLAIMED:
                claimed.add(actor)
            elif stated.kind is ResponsibilityKind.ACCUSED:
                accused.add(actor)
    if len(claimed) > 1 or (claimed and accused - claimed) or len(accused) > 1:
        return Grade.CONTESTED
    if claimed:
        return Grade.CONFIRMED
    return Grade.FAIR if len({item.voice for item in told}) > 1 else Grade.WEAK


@dataclass(frozen=True, slots=True, order=True)
class SourceRecord:
    """How a source stands beside others.

    Attributes:
        source: publisher.
        candidates: events that it tells of.
        beside_others: of these, those that an independent source tells of, too.
        borne_out: of these, those whose number of killed another independent source states
            compatibly, or where only one of them states a number.
        copied: events that it tells of in the words of another's dispatch.
        letter: A to E; F cannot be judged.
    """

    source: str
    candidates: int
    beside_others: int
    borne_out: int
    copied: int
    letter: str


def record_sources(events: Sequence[Sequence[Told]]) -> tuple[SourceRecord, ...]:
    """Records of all sources, by name; each event is given by its candidates."""
    counted: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for told in events:
        for item in told:
            source = item.candidate.source
            if source is None:
                continue
            others = [other for other in told if other.voice != item.voice]
            row = counted[source]
            row[0] += 1
            row[1] += bool(others)
            row[2] += bool(others) and _is_borne_out(item, others)
            row[3] += item.voice != f"source:{source}"
    return tuple(
        SourceRecord(source, row[0], row[1], row[2], row[3], letter_of(row[1], row[2]))
        for source, row in sorted(counted.items())
    )


def _is_borne_out(item: Told, others: Sequence[Told]) -> bool:
    mine = item.candidate.fatalities
    stated = [c for other in others if (c := other.candidate.fatalities) is not None]
    if mine is None or not stated:
        return True
    return any(
        (count.high is None or mine.low <= count.high)
        and (mine.high is None or count.low <= mine.high)
        for count in stated
    )


def letter_of(beside_others: int, borne_out: int) -> str:
    """The letter of a source by the share of its events that others bear out."""
    if beside_others < FEWEST:
        return "F"
    share = borne_out / beside_others
    return next(letter for least, letter in _LETTERS if share >= least)


def grades_of(events: Mapping[str, Sequence[Told]]) -> dict[str, str]:
    """Grade by event id, as text for the store."""
    return {event_id: grade_event(told).value for event_id, told in events.items()}
