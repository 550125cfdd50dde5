"""Let a correction be undone, and store which one bears on which event and which are for review.

Revision: 0002, after 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from eventdb.views import as_text, create_statements, drop_statements, frozen_views

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ACTIONS = {
    "0001": ("action_known", "'set', 'merge', 'split', 'reject', 'confirm'"),
    "0002": ("action_valid", "'set', 'merge', 'split', 'reject', 'confirm', 'undo'"),
}
_GUARDS = ("UPDATE", "DELETE")


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _allow_actions("0001", "0002")
    op.create_table(
        "event_correction",
        sa.Column("event_id", _text(), nullable=False),
        sa.Column("correction_id", _text(), nullable=False),
        sa.Column("field", _text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_correction_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["correction.correction_id"],
            name=op.f("fk_event_correction_correction_id_correction"),
        ),
        sa.PrimaryKeyConstraint("event_id", "correction_id", name=op.f("pk_event_correction")),
    )
    op.create_index(
        op.f("ix_event_correction_correction_id"), "event_correction", ["correction_id"]
    )
    op.create_table(
        "correction_conflict",
        sa.Column("correction_id", _text(), nullable=False),
        sa.Column("problem", _text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["correction.correction_id"],
            name=op.f("fk_correction_conflict_correction_id_correction"),
        ),
        sa.PrimaryKeyConstraint("correction_id", "problem", name=op.f("pk_correction_conflict")),
    )


def downgrade() -> None:
    op.drop_table("correction_conflict")
    op.drop_index(op.f("ix_event_correction_correction_id"), "event_correction")
    op.drop_table("event_correction")
    _allow_actions("0002", "0001")


def _allow_actions(old: str, new: str) -> None:
    """Put the new rule for actions in the place of the old one; every row that it allows stays."""
    name, actions = _ACTIONS[new]
    if op.get_context().dialect.name == "postgresql":
        # The former program has no word for an undoing, and applies no correction either.
        op.execute("ALTER TABLE correction DISABLE TRIGGER correction_keeps")
        op.execute(f"DELETE FROM correction WHERE action NOT IN ({actions})")
        op.execute("ALTER TABLE correction ENABLE TRIGGER correction_keeps")
        op.drop_constraint(f"ck_correction_{_ACTIONS[old][0]}", "correction")
        op.create_check_constraint(
            op.f(f"ck_correction_{name}"), "correction", f"action IN ({actions})"
        )
        return
    # SQLite changes no constraint: the table is made anew, without the views that read from it.
    views = frozen_views(old)
    for statement in drop_statements(views):
        op.execute(as_text(statement, "sqlite"))
    for action in _GUARDS:
        op.execute(f"DROP TRIGGER correction_keeps_{action.lower()}")
    op.drop_index(op.f("ix_correction_corrected_at"), "correction")
    op.drop_index(op.f("ix_correction_event_id"), "correction")
    op.rename_table("correction", "former_correction")
    op.create_table(
        "correction",
        sa.Column("correction_id", _text(), nullable=False),
        sa.Column("event_id", _text(), nullable=True),
        sa.Column("action", _text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("author", _text(), nullable=False),
        sa.Column("reason", _text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"action IN ({actions})", name=op.f(f"ck_correction_{name}")),
        sa.CheckConstraint("author <> ''", name=op.f("ck_correction_author_given")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_correction_reason_given")),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_correction")),
    )
    columns = "correction_id, event_id, action, payload, author, reason, corrected_at"
    op.execute(
        f"INSERT INTO correction ({columns}) SELECT {columns} FROM former_correction"
        f" WHERE action IN ({actions})"
    )
    op.drop_table("former_correction")
    op.create_index(op.f("ix_correction_corrected_at"), "correction", ["corrected_at"])
    op.create_index(op.f("ix_correction_event_id"), "correction", ["event_id"])
    for action in _GUARDS:
        op.execute(
            f"""CREATE TRIGGER correction_keeps_{action.lower()} BEFORE {action} ON correction
        BEGIN SELECT RAISE(ABORT, 'corrections are only ever added to'); END"""
        )
    for statement in create_statements(views, "sqlite"):
        op.execute(as_text(statement, "sqlite"))
