"""Store who is said to have acted, by event, and how sources stand beside others.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from eventdb.views import as_text, create_statements, drop_statements, frozen_views

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_grade",
        sa.Column(
            "source_id",
            _text(),
            nullable=False,
        ),
        sa.Column("candidates", sa.BigInteger(), nullable=False),
        sa.Column("beside_others", sa.BigInteger(), nullable=False),
        sa.Column("borne_out", sa.BigInteger(), nullable=False),
        sa.Column("copied", sa.BigInteger(), nullable=False),
        sa.Column("letter", _text(), nullable=False),
        sa.CheckConstraint(
            "letter IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_source_grade_letter_known")
        ),
        sa.CheckConstraint(
            "0 <= borne_out AND borne_out <= beside_others AND beside_others <= candidates AND 0 <= copied AND copied <= candidates",
            name=op.f("ck_source_grade_counts_within"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.source_id"],
            name=op.f("fk_source_grade_source_id_source"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_grade")),
    )
    op.create_table(
        "event_responsibility",
        sa.Column("event_id", _text(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "actor_name",
            _text(),
            nullable=False,
        ),
        sa.Column(
            "responsibility_kind",
            _text(),
            nullable=False,
        ),
        sa.Column("stated_by", _text(), nullable=True),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("independent_sources", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("actor_name <> ''", name=op.f("ck_event_responsibility_actor_given")),
        sa.CheckConstraint(
            "independent_sources >= 1",
            name=op.f("ck_event_responsibility_independent_sources_sign"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_responsibility_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_kind"],
            ["responsibility_kind.code"],
            name=op.f("fk_event_responsibility_responsibility_kind_responsibility_kind"),
        ),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_responsibility")),
    )
    op.create_table(
        "event_responsibility_statement",
        sa.Column(
            "candidate_id",
            _text(),
            nullable=False,
        ),
        sa.Column("candidate_position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", _text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id", "candidate_position"],
            ["candidate_responsibility.candidate_id", "candidate_responsibility.position"],
            name=op.f("fk_event_responsibility_statement_told"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "position"],
            ["event_responsibility.event_id", "event_responsibility.position"],
            name=op.f("fk_event_responsibility_statement_stand"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "candidate_id", "candidate_position", name=op.f("pk_event_responsibility_statement")
        ),
    )
    op.create_index(
        op.f("ix_event_responsibility_statement_event_id_position"),
        "event_responsibility_statement",
        ["event_id", "position"],
    )
    _change_views(down_revision, revision)


def downgrade() -> None:
    _change_views(revision, down_revision)
    op.drop_index(
        op.f("ix_event_responsibility_statement_event_id_position"),
        "event_responsibility_statement",
    )
    op.drop_table("event_responsibility_statement")
    op.drop_table("event_responsibility")
    op.drop_table("source_grade")


def _change_views(old: str, new: str) -> None:
    dialect = op.get_context().dialect.name
    for statement in drop_statements(frozen_views(old)):
        op.execute(statement)
    for statement in create_statements(frozen_views(new), dialect):
        op.execute(as_text(statement, dialect))


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
