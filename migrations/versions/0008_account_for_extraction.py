"""Keep which run read a report, how long that took, and why a report was left out unread.

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATUS = "ck_extraction_status_known"
_RUN = "fk_extraction_run_id_build_run"


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    with op.batch_alter_table("extraction") as table:
        table.drop_constraint(op.f(_STATUS), type_="check")
        table.add_column(sa.Column("left_out", text, nullable=True))
        table.add_column(sa.Column("seconds", sa.Double(), nullable=True))
        table.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
        table.create_check_constraint(op.f(_STATUS), "status IN ('done', 'failed', 'left out')")
        table.create_check_constraint(
            op.f("ck_extraction_reason_given"), "(status = 'left out') = (left_out IS NOT NULL)"
        )
        table.create_check_constraint(op.f("ck_extraction_seconds_sign"), "seconds >= 0")
        table.create_foreign_key(op.f(_RUN), "build_run", ["run_id"], ["run_id"])
    op.create_index(op.f("ix_extraction_run_id"), "extraction", ["run_id"])


def downgrade() -> None:
    # The former program knows of no report that was left out; it reads them.
    op.execute("DELETE FROM extraction WHERE status = 'left out'")
    op.drop_index(op.f("ix_extraction_run_id"), "extraction")
    with op.batch_alter_table("extraction") as table:
        table.drop_constraint(op.f(_RUN), type_="foreignkey")
        for name in ("seconds_sign", "reason_given"):
            table.drop_constraint(op.f(f"ck_extraction_{name}"), type_="check")
        table.drop_constraint(op.f(_STATUS), type_="check")
        for name in ("run_id", "seconds", "left_out"):
            table.drop_column(name)
        table.create_check_constraint(op.f(_STATUS), "status IN ('done', 'failed')")
