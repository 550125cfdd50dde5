"""Alembic's environment: a connection that the program hands over, or one to EVENTDB_DB."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.engine import Connection

from eventdb.database import COMPARISONS, open_engine
from eventdb.settings import read_settings
from eventdb.tables import Row, UtcDateTime


def _render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write the project's own types as the plain ones: a migration does not change with the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        render_item=_render_item,
        compare_type=True,
        autogenerate_plugins=list(COMPARISONS),
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_online() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection)
        return
    with open_engine(read_settings().database) as engine, engine.connect() as own:
        _run(own)
        own.commit()


def _run_offline() -> None:
    """Write the statements instead of running them (``alembic upgrade head --sql``)."""
    url = sa.make_url(read_settings().database)
    context.configure(
        url=url, target_metadata=Row.metadata, literal_binds=True, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    _run_offline()
else:
    _run_online()
