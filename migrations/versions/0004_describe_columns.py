"""Tell of each column its type, its values, and how it differs from ACLED's and UCDP's.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = ("value_type", "presence", "vocabulary", "public", "acled", "ucdp")
_NUMBERS = ("lowest", "highest")


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    for name in _TEXTS:
        op.add_column("column_meaning", sa.Column(name, text, nullable=True))
    for name in _NUMBERS:
        op.add_column("column_meaning", sa.Column(name, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for name in (*_TEXTS, *_NUMBERS):
        op.drop_column("column_meaning", name)
    # The seeds of the older program fill the table anew.
    op.execute("DELETE FROM meta WHERE key = 'seeds/codebook'")
