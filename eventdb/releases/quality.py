"""The quality statement of a release: how the extractor scored, what is disputed, what was covered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from eventdb.checks import run_checks
from eventdb.views import as_text

SCORES = Path(__file__).with_name("scores.toml")
Rows = Sequence[Sequence[object]]

_FACTS = """
SELECT 'reports' AS fact, count(*) AS number FROM report
UNION ALL SELECT 'reports that tell an event', count(DISTINCT report_id) FROM event_candidate
UNION ALL SELECT 'reports whose language was inferred', count(*) FROM report
    WHERE is_language_inferred
UNION ALL SELECT 'reports whose day was inferred', count(*) FROM report WHERE is_published_inferred
UNION ALL SELECT 'reports without any day', count(*) FROM report WHERE published_at IS NULL
UNION ALL SELECT 'reports that copy a dispatch', count(*) FROM dispatch_copy
UNION ALL SELECT 'sources', count(DISTINCT source_id) FROM report
UNION ALL SELECT 'events as reports tell them', count(*) FROM event_candidate
UNION ALL SELECT 'of these placed in no event', count(*) FROM unplaced_candidate
UNION ALL SELECT 'events', count(*) FROM event
UNION ALL SELECT 'events that one independent source tells', count(*) FROM event
    WHERE independent_sources <= 1
UNION ALL SELECT 'events on which sources contradict one another', count(DISTINCT event_id)
    FROM event_field WHERE is_disputed
UNION ALL SELECT 'events whose counts are disputed', count(DISTINCT event_id)
    FROM event_field WHERE is_disputed AND field IN ('fatalities', 'injured')
UNION ALL SELECT 'events of which nobody says whether anyone died', count(*) FROM event
    WHERE fatalities_low IS NULL
UNION ALL SELECT 'events known to the day', count(*) FROM event WHERE time_precision = 1
UNION ALL SELECT 'events known to the place', count(*) FROM event WHERE geo_precision = 1
UNION ALL SELECT 'events without coordinates', count(*) FROM event WHERE latitude IS NULL
UNION ALL SELECT 'events that people corrected', count(DISTINCT event_id) FROM event_correction
UNION ALL SELECT 'corrections for review', count(DISTINCT correction_id) FROM correction_conflict
UNION ALL SELECT 'problems with reports', count(*) FROM issue
"""
# Facts that are shares of events.
_OF_EVENTS = "events "

_BY_LANGUAGE = """
SELECT coalesce(r.language, 'unknown'), count(DISTINCT r.report_id),
    count(DISTINCT ec.report_id), count(DISTINCT m.event_id)
FROM report AS r
LEFT JOIN event_candidate AS ec ON ec.report_id = r.report_id
LEFT JOIN event_member AS m ON m.candidate_id = ec.candidate_id
GROUP BY coalesce(r.language, 'unknown')
ORDER BY count(DISTINCT r.report_id) DESC, coalesce(r.language, 'unknown')
"""
_BY_SOURCE = """
SELECT s.name, s.scale, s.reports, s.first_day, s.last_day, s.events, s.events_borne_out,
    s.reliability, coalesce(g.gaps, 0), coalesce(g.longest, 0)
FROM source_record AS s
LEFT JOIN (
    SELECT source, count(*) AS gaps, max(days) AS longest FROM coverage_gap GROUP BY source
) AS g ON g.source = s.name
WHERE s.reports > 0
ORDER BY s.reports DESC, s.name
"""
LANGUAGE_COLUMNS = ("language", "reports", "reports that tell an event", "events")
SOURCE_COLUMNS = (
    "source", "scale", "reports", "first day", "last day", "events", "borne out", "reliability",
    "gaps", "longest gap in days",
)  # fmt: skip
SCORE_COLUMNS = ("reports in", "slot", "wanted", "given", "right", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Quality:
    """What a release says of itself.

    Attributes:
        facts: what was counted, the number, and the share of events in percent.
        languages, sources: coverage, in ``LANGUAGE_COLUMNS`` and ``SOURCE_COLUMNS``.
        warnings: checks of the database that found rows, and how many.
        extractors: versions of the extractor that read the reports.
    """

    facts: Rows
    languages: Rows
    sources: Rows
    warnings: Rows
    extractors: Sequence[str]


def measure(connection: Connection) -> Quality:
    """The statement for a database."""
    facts = [(str(fact), int(number)) for fact, number in _ask(connection, _FACTS)]
    events = dict(facts)["events"]
    shown = [
        (fact, number, _percent(number, events) if fact.startswith(_OF_EVENTS) else None)
        for fact, number in facts
    ]
    versions = "SELECT DISTINCT extractor_version FROM event_candidate ORDER BY 1"
    return Quality(
        facts=shown,
        languages=_ask(connection, _BY_LANGUAGE),
        sources=_ask(connection, _BY_SOURCE),
        warnings=[
            (failure.check.holds, failure.count)
            for failure in run_checks(connection, level="warning")
        ],
        extractors=[str(version) for (version,) in _ask(connection, versions)],
    )


def _ask(connection: Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(as_text(query, connection.dialect.name))]


def _percent(number: int, whole: int) -> str | None:
    return f"{100 * number / whole:.1f} %" if whole else None


@cache
def stated_scores() -> Mapping[str, Any]:
    """The scores that ``python -m training.scores`` measured on labelled reports."""
    return tomllib.loads(SCORES.read_text(encoding="utf-8"))


def score_rows() -> list[tuple[object, ...]]:
    """The stated scores, in ``SCORE_COLUMNS``."""
    rows = []
    for group, slots in stated_scores()["scores"].items():
        for slot, (wanted, given, right) in slots.items():
            precision, recall = (right / whole if whole else 0.0 for whole in (given, wanted))
            both = precision + recall
            f1 = 2 * precision * recall / both if both else 0.0
            figures = (f"{value:.2f}" for value in (precision, recall, f1))
            rows.append((group, slot, wanted, given, right, *figures))
    return rows
