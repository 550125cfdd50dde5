"""Let SQLite begin with the events where it reads them in ACLED's columns: ten times as fast.

Revision: 0006, after 0005
"""

from __future__ import annotations

from alembic import op

from eventdb.views import as_text, create_statements, drop_statements, frozen_views

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_VIEW = "acled_event"


def upgrade() -> None:
    _put(revision)


def downgrade() -> None:
    _put(down_revision)


def _put(state: str) -> None:
    view = {_VIEW: frozen_views(state)[_VIEW]}
    for statement in drop_statements(view):
        op.execute(statement)
    for statement in create_statements(view, op.get_context().dialect.name):
        op.execute(as_text(statement, op.get_context().dialect.name))
