"""Corrections find their candidates and their ids again, whatever has happened since.

A newer extractor numbers the events of a report anew, so that an id alone may mean another event of
the same report; the passage decides, as it does for event ids (see ``identity``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from eventdb.reconcile.corrections import Correction, CorrectionKind, Passage, undone_by
from eventdb.reconcile.identity import match_anchors
from eventdb.reconcile.outcome import IdentityAnchor
from eventdb.records import EventCandidate


def relocate(
    corrections: Sequence[Correction], candidates: Iterable[EventCandidate]
) -> list[Correction]:
    """Corrections with the ids that their candidates bear today; those gone keep their old ones."""
    wanted = {passage.report_id for item in corrections for passage in item.passages}
    of_report: defaultdict[str, list[EventCandidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.report_id in wanted:
            of_report[candidate.report_id].append(candidate)
    return [_relocated(correction, of_report) for correction in corrections]


def _relocated(correction: Correction, of_report: dict[str, list[EventCandidate]]) -> Correction:
    if not correction.passages:
        return correction
    anchors = [
        IdentityAnchor(
            # What is looked for is the candidate's former id; an anchor carries it as the event's.
            event_id=passage.candidate_id,
            candidate_id=passage.candidate_id,
            report_id=passage.report_id,
            start=passage.start,
            first_date=passage.first_date,
            place_id=passage.place_id,
        )
        for passage in correction.passages
    ]
    reports = {passage.report_id for passage in correction.passages}
    here = {c.candidate_id: c for name in sorted(reports) for c in of_report.get(name, ())}
    stood = {passage.candidate_id: passage for passage in correction.passages}
    now = {
        former: name
        for name, former in match_anchors(here.values(), anchors).items()
        if _is_same(here[name], stood[former])
    }
    taken = set(now.values())
    groups = tuple(
        tuple(
            now.get(name, _gone(name) if name in taken or name in stood else name)
            for name in group
        )
        for group in correction.groups
    )
    return correction if groups == correction.groups else replace(correction, groups=groups)


def _is_same(candidate: EventCandidate, passage: Passage) -> bool:
    """Whether a candidate is the one meant; an id alone is believed where nothing else is known."""
    if passage.start in (-1, candidate.span.start):
        return True
    same_day = passage.first_date == candidate.first_date
    same_place = passage.place_id == candidate.place_id
    if candidate.candidate_id == passage.candidate_id:
        return same_day or same_place
    return same_day and same_place


def _gone(name: str) -> str:
    """An id that no candidate bears, for one whose id another passage of its report bears now."""
    return f"{name} (as it was)"


def restore_ids(
    anchors: Iterable[IdentityAnchor], corrections: Sequence[Correction], used: Collection[str]
) -> list[IdentityAnchor]:
    """Anchors in which events whose merging was undone have the ids again that they had.

    An id comes back where it was given up (it is among those used, and no event holds it now) and
    the candidates that bore it still lie in the merged event.

    Args:
        anchors: the assignment before.
        corrections: all of them, oldest first.
        used: ids that were retired.
    """
    result = list(anchors)
    undone = undone_by(corrections)
    merges = [
        correction
        for correction in corrections
        if correction.kind is CorrectionKind.MERGE and correction.correction_id in undone
    ]
    if not merges:
        return result
    held = {anchor.event_id for anchor in result}
    for merge in merges:
        ids = set(merge.event_ids)
        for former, group in zip(merge.event_ids, merge.groups, strict=False):
            if former is None or former in held or former not in used:
                continue
            members = set(group)
            result = [
                replace(anchor, event_id=former)
                if anchor.candidate_id in members and anchor.event_id in ids
                else anchor
                for anchor in result
            ]
    return result
