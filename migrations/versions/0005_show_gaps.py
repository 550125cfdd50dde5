"""Show the days on which a source has no report.

Revision: 0005, after 0004
"""

from __future__ import annotations

from alembic import op

from eventdb.resources import migrations_path
from eventdb.views import as_text, create_statements, drop_statements, read_views

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    for statement in create_statements(read_views(migrations_path() / "views" / "0005"), dialect):
        op.execute(as_text(statement, dialect))


def downgrade() -> None:
    for statement in drop_statements(read_views(migrations_path() / "views" / "0005")):
        op.execute(statement)
