"""Corrections find their candidates and their ids again, whatever has happened since.

A newer extractor numbers the events of a report anew, so that an id alone may mean another event of
the same report; the passage decides, as it does for event ids (see ``identity``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
            now.get(name, _gone(name) if name in taken or name in stood else name) for name in group
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
    anchors: Iterable[IdentityAnchor],
    corrections: Sequence[Correction],
    used: Collection[str],
    cluster_of: Mapping[str, int],
) -> list[IdentityAnchor]:
    """Anchors in which events whose merging or splitting was undone have the ids that they had.

    An id comes back where its event is one again, and where it still is with candidates of its
    event, or was retired and is held by none; so that a file of corrections from another database,
    with other ids, takes none away, and an event that has come apart since does not lose the ids
    of its parts at every build.

    Args:
        anchors: the assignment before.
        corrections: all of them, oldest first.
        used: ids that were retired.
        cluster_of: cluster of each candidate of today.
    """

    def is_one(group: Iterable[str]) -> bool:
        return len({cluster_of[name] for name in group if name in cluster_of}) == 1

    result = list(anchors)
    undone = undone_by(corrections)
    # The newest first, so that what an older one says of an event goes before what came after.
    for correction in reversed(corrections):
        if correction.correction_id not in undone:
            continue
        if correction.kind is CorrectionKind.MERGE:
            ids = set(correction.event_ids)
            parts = zip(correction.event_ids, correction.groups, strict=False)
            for former, group in [part for part in parts if is_one(part[1])]:
                result = _restored(result, former, group, used, ids)
        elif correction.kind is CorrectionKind.SPLIT and is_one(correction.candidate_ids):
            result = _restored(result, correction.event_id, correction.candidate_ids, used)
    return result


def part_ids(
    anchors: Iterable[IdentityAnchor], corrections: Iterable[Correction]
) -> tuple[list[IdentityAnchor], dict[str, str]]:
    """Anchors without those that a split takes from an event, and the event of each, by candidate.

    The id stays with the largest part, so that another part that turns out to be told elsewhere as
    well does not carry it there.

    Args:
        anchors: the assignment before.
        corrections: those in force, oldest first, with the candidates' ids of today.
    """
    parted: dict[str, str] = {}
    result = list(anchors)
    for correction in corrections:
        if correction.kind is not CorrectionKind.SPLIT or correction.event_id is None:
            continue
        largest = max(correction.groups, key=len)
        leaving = {n for group in correction.groups if group is not largest for n in group}
        kept = []
        for anchor in result:
            if anchor.event_id == correction.event_id and anchor.candidate_id in leaving:
                parted[anchor.candidate_id] = anchor.event_id
            else:
                kept.append(anchor)
        result = kept
    return result, parted


def _restored(
    anchors: list[IdentityAnchor],
    former: str | None,
    members: Collection[str],
    used: Collection[str],
    of_ids: Collection[str | None] | None = None,
) -> list[IdentityAnchor]:
    """Anchors with the members back under their former id; only those under one ``of_ids``."""
    holders = {anchor.candidate_id for anchor in anchors if anchor.event_id == former}
    is_theirs = bool(holders & set(members)) or (not holders and former in used)
    if former is None or not is_theirs:
        return anchors
    result = []
    for anchor in anchors:
        if anchor.candidate_id in members and (of_ids is None or anchor.event_id in of_ids):
            result.append(replace(anchor, event_id=former))
        elif of_ids is not None or anchor.event_id != former:
            # What joined a part in the meantime does not keep the id of the event split.
            result.append(anchor)
    return result
