"""Keep counts of claims and sources with the events: a view that counts them takes seconds.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from eventdb.views import as_text, create_statements, drop_statements, frozen_views

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_CHANGED = ("casualty_by_group", "source_record", "coverage_gap", "speaker_record")

_CASUALTIES = """
INSERT INTO event_casualty (event_id, claim_kind, victim_group, low, best_low, best_high, high,
    open_claims, claims, reports)
SELECT m.event_id, k.claim_kind, coalesce(k.victim_group, 'not stated'), min(k.low), min(k.best),
    max(k.best), max(coalesce(k.high, k.best, k.low)),
    sum(CASE WHEN k.high IS NULL THEN 1 ELSE 0 END), count(*), count(DISTINCT k.report_id)
FROM claim AS k
JOIN event_member AS m ON m.candidate_id = k.candidate_id
WHERE k.claim_kind IN ('killed', 'wounded', 'abducted', 'detained', 'missing', 'displaced')
    AND k.count_scope IN ('event', 'subset')
    AND k.stance <> 'denies'
GROUP BY m.event_id, k.claim_kind, coalesce(k.victim_group, 'not stated')
"""
_SPEAKERS = """
INSERT INTO event_speaker (event_id, claim_kind, speaker_kind, claims, reports, speaker_kinds)
SELECT m.event_id, k.claim_kind, k.speaker_kind, count(*), count(DISTINCT k.report_id),
    count(*) OVER (PARTITION BY m.event_id, k.claim_kind)
FROM claim AS k
JOIN event_member AS m ON m.candidate_id = k.candidate_id
GROUP BY m.event_id, k.claim_kind, k.speaker_kind
"""
_SOURCES = """
INSERT INTO source_tally (source_id, candidates, events, events_borne_out,
    events_with_disputed_counts, reports_in_dispatches)
SELECT
    s.source_id,
    coalesce(c.candidates, 0) AS candidates,
    coalesce(c.events, 0) AS events,
    coalesce(c.events_borne_out, 0) AS events_borne_out,
    coalesce(c.events_with_disputed_counts, 0) AS events_with_disputed_counts,
    coalesce(d.reports, 0) AS reports_in_dispatches
FROM source AS s
LEFT JOIN (
    SELECT
        told.source_id,
        sum(told.candidates) AS candidates,
        count(e.event_id) AS events,
        count(CASE WHEN e.independent_sources > 1 THEN 1 END) AS events_borne_out,
        count(f.event_id) AS events_with_disputed_counts
    FROM (
        SELECT r.source_id, m.event_id, count(*) AS candidates
        FROM event_candidate AS ec
        JOIN report AS r ON r.report_id = ec.report_id
        LEFT JOIN event_member AS m ON m.candidate_id = ec.candidate_id
        GROUP BY r.source_id, m.event_id
    ) AS told
    LEFT JOIN event AS e ON e.event_id = told.event_id
    LEFT JOIN (
        SELECT DISTINCT event_id
        FROM event_field
        WHERE is_disputed AND field IN ('fatalities', 'injured')
    ) AS f ON f.event_id = told.event_id
    GROUP BY told.source_id
) AS c ON c.source_id = s.source_id
LEFT JOIN (
    SELECT r.source_id, count(*) AS reports
    FROM dispatch_copy AS copied
    JOIN report AS r ON r.report_id = copied.report_id
    GROUP BY r.source_id
) AS d ON d.source_id = s.source_id
WHERE c.candidates > 0 OR d.reports > 0
"""


def upgrade() -> None:
    op.create_table(
        "event_casualty",
        *_keys("event_id", "claim_kind", "victim_group"),
        *(sa.Column(name, sa.BigInteger()) for name in ("low", "best_low", "best_high", "high")),
        *_counts("open_claims", "claims", "reports"),
        _of("event_casualty", "event_id", "event.event_id", ondelete="CASCADE"),
        _of("event_casualty", "claim_kind", "claim_kind.code"),
        sa.PrimaryKeyConstraint(
            "event_id", "claim_kind", "victim_group", name=op.f("pk_event_casualty")
        ),
    )
    op.create_index(op.f("ix_event_casualty_victim_group"), "event_casualty", ["victim_group"])
    op.create_table(
        "event_speaker",
        *_keys("event_id", "claim_kind", "speaker_kind"),
        *_counts("claims", "reports", "speaker_kinds"),
        _of("event_speaker", "event_id", "event.event_id", ondelete="CASCADE"),
        _of("event_speaker", "claim_kind", "claim_kind.code"),
        _of("event_speaker", "speaker_kind", "speaker_kind.code"),
        sa.PrimaryKeyConstraint(
            "event_id", "claim_kind", "speaker_kind", name=op.f("pk_event_speaker")
        ),
    )
    op.create_index(
        op.f("ix_event_speaker_claim_kind_speaker_kind_speaker_kinds_claims"),
        "event_speaker",
        ["claim_kind", "speaker_kind", "speaker_kinds", "claims"],
    )
    op.create_table(
        "source_tally",
        *_keys("source_id"),
        *_counts("candidates", "events", "events_borne_out", "events_with_disputed_counts"),
        *_counts("reports_in_dispatches"),
        _of("source_tally", "source_id", "source.source_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_tally")),
    )
    op.drop_index(op.f("ix_report_source_id"), "report")
    op.create_index(
        op.f("ix_report_source_id_published_at"), "report", ["source_id", "published_at"]
    )
    for query in (_CASUALTIES, _SPEAKERS, _SOURCES):
        op.execute(query)
    # Without numbers of their rows, SQLite joins the new tables in whatever order comes.
    for table in ("event_casualty", "event_speaker", "source_tally", "report"):
        op.execute(f"ANALYZE {table}")
    _change_views(down_revision, revision)


def downgrade() -> None:
    _change_views(revision, down_revision)
    op.drop_index(op.f("ix_report_source_id_published_at"), "report")
    op.create_index(op.f("ix_report_source_id"), "report", ["source_id"])
    for table in ("source_tally", "event_speaker", "event_casualty"):
        op.drop_table(table)


def _change_views(old: str, new: str) -> None:
    dialect = op.get_context().dialect.name
    for statement in drop_statements(_only(old)):
        op.execute(statement)
    for statement in create_statements(_only(new), dialect):
        op.execute(as_text(statement, dialect))


def _only(state: str) -> dict[str, str]:
    return {name: text for name, text in frozen_views(state).items() if name in _CHANGED}


def _keys(*names: str) -> list[sa.Column[str]]:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return [sa.Column(name, text, nullable=False) for name in names]


def _counts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _of(
    table: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target.partition('.')[0]}"
    return sa.ForeignKeyConstraint([column], [target], name=op.f(name), ondelete=ondelete)
