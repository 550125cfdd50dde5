"""Tells the events of a sentence apart: earlier ones, those of its clauses, lists of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.earlier import BREAKS, restrict, split_earlier
from eventdb.extract.frames import SETTLEMENTS, Frame, gap_between, is_settlement
from eventdb.extract.grammar import Grammar
from eventdb.extract.stories import place_sign
from eventdb.extract.surroundings import SEMICOLONS
from eventdb.extract.triggers import TriggerMention
from eventdb.lexicon import TRANSPARENT
from eventdb.records import CountMention, PlaceMention

_COORDINATING = frozenset({"contrast", "and"})
_LISTED = SETTLEMENTS | {"admin2"}


def split_frame(
    document: Document, frame: Frame, grammar: Grammar, remembered: Sequence[TriggerMention]
) -> list[Frame]:
    """The frames that the frame of a whole sentence makes.

    Args:
        document: the report, prepared.
        frame: of the sentence.
        grammar: its function words.
        remembered: acts of the sentence that are only spoken of.
    """
    told = [
        clause
        for part in split_earlier(document, frame, grammar, remembered)
        for clause in _split_clauses(document, part, grammar)
    ]
    lists = _split_lists(document, told)
    return [each for frame in lists for each in _split_places(document, frame, grammar)]


def _split_clauses(document: Document, frame: Frame, grammar: Grammar) -> list[Frame]:
    """Tell apart the clauses of a sentence that each have an act and a settlement of their own.

    "Gunmen killed a judge in Mosul, while a bomb went off in Kirkuk."
    """
    starts = [frame.first]
    for at in _cuts(document, frame, grammar):
        here = _clause(document, frame, starts[-1], at)
        rest = _clause(document, frame, at, frame.last)
        if _is_told_apart(document, here, rest, at, grammar):
            starts.append(at)
    if len(starts) == 1:
        return [frame]
    ends = [*starts[1:], frame.last]
    clauses = [
        _clause(document, frame, first, last) for first, last in zip(starts, ends, strict=True)
    ]
    return [clauses[0], *(replace(clause, is_separate=True) for clause in clauses[1:])]


def _cuts(document: Document, frame: Frame, grammar: Grammar) -> list[int]:
    """Tokens at which a coordinate clause may begin."""
    tokens = range(frame.first + 1, frame.last)
    cues = grammar.beginning_within(frame.first + 1, frame.last - 1)
    found = {cue.first for cue in cues if cue.sense.name in _COORDINATING}
    found |= {at for at in tokens if document.words[at] in SEMICOLONS}
    found |= {act.first for act in frame.triggers if "wa" in act.clitics and act.first in tokens}
    return sorted(found)


def _clause(document: Document, frame: Frame, first: int, last: int) -> Frame:
    """The part of a frame from token ``first`` to ``last``; a day is of all clauses where it has none of its own."""
    part = restrict(document, frame, first, last, keep=True)
    return replace(
        part,
        first=first,
        last=last,
        triggers=tuple(act for act in frame.triggers if first <= act.first < last),
        dates=part.dates or frame.dates,
    )


def _is_told_apart(
    document: Document, here: Frame, rest: Frame, cut: int, grammar: Grammar
) -> bool:
    """Whether two clauses tell of acts at two settlements."""
    there = [place for place in rest.places if is_settlement(place)]
    near = [place for place in here.places if is_settlement(place)]
    if not (here.triggers and rest.triggers and near and there):
        return False
    if place_sign(near, there) >= 0:
        return False
    concepts = {cue.sense.name for cue in grammar.beginning_within(cut, cut)}
    if "and" not in concepts:
        return True
    # "in A and B": a list of places; "and killed": the same subject.
    following = cut + 1
    is_subject = not any(act.first == following and act.pos == "verb" for act in rest.triggers)
    return is_subject and document.token_at(there[0].start) > following


def _split_places(document: Document, frame: Frame, grammar: Grammar) -> list[Frame]:
    """Tell apart the settlements of a list: an act "in A, B and C" is one event in each."""
    listed = _listed(document, frame, grammar)
    if len(listed) < 2:
        return [frame]
    first = replace(
        frame,
        places=tuple(place for place in frame.places if place not in listed[1:]),
        counts=tuple(_of_all(count) for count in frame.counts),
    )
    wider = [place for place in frame.places if not is_settlement(place) and place not in listed]
    # The toll of the whole list is told once, with its first place, and is no event's.
    return [
        first,
        *(
            replace(frame, places=(place, *wider), counts=(), is_separate=True)
            for place in listed[1:]
        ),
    ]


def _of_all(count: CountMention) -> CountMention:
    """A count of the event as one of several events together."""
    return replace(count, scope=CountScope.REPORT) if count.scope is CountScope.EVENT else count


def _listed(document: Document, frame: Frame, grammar: Grammar) -> list[PlaceMention]:
    """The longest run of settlements with nothing but commas and *and* between them."""
    runs: list[list[PlaceMention]] = [[]]
    cues = grammar.beginning_within(frame.first, frame.last - 1)
    joining = {cue.first for cue in cues if cue.sense.name == "and"}
    for place in frame.places:
        if place.is_adjectival or place.place is None or place.place.kind not in _LISTED:
            continue
        if runs[-1] and not _is_joined(document, runs[-1][-1], place, joining):
            runs.append([])
        runs[-1].append(place)
    run = max(runs, key=len)
    if not run or "between" in grammar.governing(document.token_at(run[0].start)):
        return []
    apart = all(place_sign([a], [b]) < 0 for n, a in enumerate(run) for b in run[:n])
    return run if apart and frame.triggers else []


def _is_joined(
    document: Document, one: PlaceMention, other: PlaceMention, joining: set[int]
) -> bool:
    """Whether a comma, *and* or a conjunction written on to the second name joins two names."""
    following = document.token_at(other.start)
    gap = range(document.token_at(one.end - 1) + 1, following)
    is_open = document.starts[following] < other.start
    for at in gap:
        if at in joining or document.words[at] in BREAKS:
            is_open = True
        elif document.words[at] not in TRANSPARENT:
            return False
    return is_open


def _split_lists(document: Document, frames: Sequence[Frame]) -> list[Frame]:
    """Tell apart the places of a list that each have a count of killed ("3 in X, 5 in Y")."""
    result: list[Frame] = []
    for frame in frames:
        groups = _places_with_counts(document, frame)
        if len(groups) < 2:
            result.append(frame)
            continue
        cuts = [
            document.token_at(min([p.start for p in places] + [c.start for c in counts]))
            for places, counts in groups
        ]
        for number, (places, counts) in enumerate(groups):
            first = frame.first if number == 0 else cuts[number]
            last = cuts[number + 1] if number + 1 < len(groups) else frame.last
            own = tuple(act for act in frame.triggers if first <= act.first < last)
            result.append(
                replace(
                    frame,
                    first=first,
                    last=max(last, first + 1),
                    triggers=own or frame.triggers[:1],
                    places=tuple(places) + tuple(p for p in frame.places if not is_settlement(p)),
                    counts=tuple(counts),
                    is_separate=number > 0,
                )
            )
    return result


def _places_with_counts(
    document: Document, frame: Frame
) -> list[tuple[list[PlaceMention], list[CountMention]]]:
    """Settlements of a frame with the counts told of each, where two or more have a toll."""
    places = [place for place in frame.places if is_settlement(place)]
    tolls = [
        count
        for count in frame.counts
        if count.kind is ClaimKind.KILLED and count.scope is CountScope.EVENT
    ]
    if len(places) < 2 or len(tolls) < 2:
        return []
    nearest: dict[int, list[CountMention]] = {}
    for count in frame.counts:
        index = min(range(len(places)), key=lambda at: gap_between(places[at], count))
        nearest.setdefault(index, []).append(count)
    told = [
        ([places[index]], counts)
        for index, counts in sorted(nearest.items())
        if any(count in tolls for count in counts)
    ]
    return told if len(told) >= 2 else []
