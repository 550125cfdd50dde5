"""The match report: how many events each data set or publisher tells, alone and with which other."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eventdb.errors import ReadError
from eventdb.records import EventCandidate


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What came of a file of mentions.

    Attributes:
        mentions: number read.
        events: number of events.
        shared: number of events that two mentions or more tell of.
        by_source: of each data set or publisher: mentions, and how many of them another one shares.
        by_pair: of two of them in the order of their names: events that both tell.
        by_size: number of events by the number of mentions that tell of them.
        issues: records that could not be read.
    """

    mentions: int
    events: int
    shared: int
    by_source: Mapping[str, tuple[int, int]]
    by_pair: Mapping[tuple[str, str], int]
    by_size: Mapping[int, int]
    issues: tuple[ReadError, ...]


def report_of(
    groups: Sequence[Sequence[EventCandidate]], issues: Sequence[ReadError]
) -> MatchReport:
    """The report on mentions grouped by event."""
    counted: dict[str, tuple[int, int]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for group in groups:
        publishers = {candidate.source or "" for candidate in group}
        pairs.update(itertools.combinations(sorted(publishers), 2))
        for candidate in group:
            all_of, shared = counted.get(candidate.source or "", (0, 0))
            counted[candidate.source or ""] = all_of + 1, shared + (len(publishers) > 1)
    return MatchReport(
        mentions=sum(map(len, groups)),
        events=len(groups),
        shared=sum(len(group) > 1 for group in groups),
        by_source=dict(sorted(counted.items())),
        by_pair=dict(sorted(pairs.items())),
        by_size=dict(sorted(Counter(map(len, groups)).items())),
        issues=tuple(issues),
    )


def total(reports: Sequence[MatchReport]) -> MatchReport:
    """The report on all parts of a file, which have no event in common."""
    by_source: dict[str, tuple[int, int]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    sizes: Counter[int] = Counter()
    for report in reports:
        pairs.update(report.by_pair)
        sizes.update(report.by_size)
        for name, (mentions, shared) in report.by_source.items():
            before = by_source.get(name, (0, 0))
            by_source[name] = before[0] + mentions, before[1] + shared
    return MatchReport(
        mentions=sum(report.mentions for report in reports),
        events=sum(report.events for report in reports),
        shared=sum(report.shared for report in reports),
        by_source=dict(sorted(by_source.items())),
        by_pair=dict(sorted(pairs.items())),
        by_size=dict(sorted(sizes.items())),
        issues=tuple(issue for report in reports for issue in report.issues),
    )


def write_report(path: Path, report: MatchReport) -> None:
    """Write a report as JSON; the same mentions give the same bytes."""
    record = {
        "mentions": report.mentions,
        "events": report.events,
        "events_told_twice": report.shared,
        "sources": [
            {"source": name, "mentions": mentions, "shared_mentions": shared}
            for name, (mentions, shared) in report.by_source.items()
        ],
        "pairs": [
            {"sources": list(names), "shared_events": events}
            for names, events in report.by_pair.items()
        ],
        "events_by_mentions": {str(size): events for size, events in report.by_size.items()},
        "not_read": [str(issue) for issue in report.issues],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
