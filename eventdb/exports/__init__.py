"""Exports: queries of ``eventdb/sql/exports`` to files, with a manifest. Reads the database only.

The same database gives the same bytes: rows are ordered by their keys, nothing tells the time of
writing. Files are replaced together, after all of them are written.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from eventdb.exports.files import Written, as_json, staged, write_text
from eventdb.exports.formats import FORMATS, Format, choose

log = logging.getLogger(__name__)

DEFAULT_FORMATS = ("acled", "events", "claims", "responsibility", "codebook", "taxonomy")
MANIFEST = "manifest.json"

__all__ = ["DEFAULT_FORMATS", "FORMATS", "MANIFEST", "write_exports"]


def write_exports(
    source: Session | Engine, folder: Path, formats: Sequence[str] | None = None
) -> list[Path]:
    """Write the exports and ``manifest.json``; the files' paths, the manifest last.

    The manifest tells rows, bytes and SHA-256 of each file, and what a format had to leave out.

    Args:
        source: engine of the database, or a session that has committed what is to be seen.
        folder: made where it is missing; other files in it stay.
        formats: names of ``FORMATS``; default: ``DEFAULT_FORMATS``.

    Raises:
        EventdbError: a format does not exist, or the folder cannot be written.
    """
    chosen = choose(formats or DEFAULT_FORMATS)
    with staged(folder) as files, _snapshot(source) as connection:
        entries = []
        for item in chosen:
            written = item.write(connection, folder)
            files.append(written)
            entries.append(_entry(item, written, connection))
            log.info("%s: %s rows", written.name, written.rows)
        files.append(write_text(folder, MANIFEST, as_json({"files": entries}, indent=2) + "\n"))
    return [folder / file.name for file in files]


@contextmanager
def _snapshot(source: Session | Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database, whatever others write meanwhile."""
    engine = source.get_bind().engine if isinstance(source, Session) else source
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
        connection.rollback()


def _entry(item: Format, written: Written, connection: Connection) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": written.name,
        "format": item.name,
        "rows": written.rows,
        "bytes": written.size,
        "sha256": written.sha256,
    }
    if item.omits is not None:
        condition, why = item.omits
        query = sa.text(f"SELECT count(*) FROM event WHERE {condition}")
        omitted = connection.execute(query).scalar_one()
        if omitted:
            entry["left_out"] = {why: omitted}
    return entry
