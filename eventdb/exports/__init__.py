"""Exports: queries of ``eventdb/sql/exports`` to files, with a manifest. Reads the database only.

The same database gives the same bytes: rows are ordered by their keys, nothing tells the time of
writing. Files are replaced together, after all of them are written.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from eventdb.exports.datapackage import DATA_PACKAGE, data_package
from eventdb.exports.files import Written, as_json, staged, write_text
from eventdb.exports.formats import FORMATS, Format, Manner, choose
from eventdb.exports.public import read_withholding
from eventdb.exports.selection import Selection, chooser

log = logging.getLogger(__name__)

DEFAULT_FORMATS = ("acled", "events", "claims", "responsibility", "codebook", "taxonomy")
MANIFEST = "manifest.json"
FULL, PUBLIC = "full", "public"
_FACTS = {"name": "eventdb-exports", "title": "Conflict events from news reports"}

__all__ = [
    "DATA_PACKAGE",
    "DEFAULT_FORMATS",
    "FORMATS",
    "FULL",
    "MANIFEST",
    "PUBLIC",
    "Options",
    "Selection",
    "snapshot",
    "whole_files",
    "write_exports",
]


@dataclass(frozen=True, slots=True)
class Options:
    """What the files hold beside their format.

    Attributes:
        selection: which events.
        is_public: withhold what could endanger people (``eventdb/exports/public.py``).
        has_mark: CSV files begin with a byte order mark.
    """

    selection: Selection = field(default_factory=Selection)
    is_public: bool = False
    has_mark: bool = False

    @property
    def profile(self) -> str:
        """Name of the profile: ``full`` or ``public``."""
        return PUBLIC if self.is_public else FULL


def write_exports(
    source: Session | Engine | Connection,
    folder: Path,
    formats: Sequence[str] | None = None,
    options: Options | None = None,
    facts: Mapping[str, object] | None = None,
) -> list[Path]:
    """Write the exports, ``datapackage.json`` and ``manifest.json``; the files' paths.

    The data package tells the columns of the files. The manifest, which comes last, tells rows, bytes and SHA-256 of each file, what a format had to leave out, and
    which events were asked for.

    Args:
        source: engine of the database, a session that has committed what is to be seen, or a
            connection that is a ``snapshot``.
        folder: made where it is missing; other files in it stay.
        formats: names of ``FORMATS``; default: ``DEFAULT_FORMATS``.
        options: default: every event, everything that is known of it.
        facts: of the whole, for the data package: name, title, version.

    Raises:
        EventdbError: a format does not exist, nothing has what is asked for, or the folder cannot
            be written.
    """
    chosen = choose(formats or DEFAULT_FORMATS)
    options = options or Options()
    with staged(folder) as files, snapshot(source) as connection:
        manner = Manner(
            chooser(connection, options.selection),
            read_withholding(connection) if options.is_public else None,
            options.has_mark,
        )
        entries = []
        for item in chosen:
            written = item.write(connection, folder, manner)
            files.append(written)
            entries.append(_entry(item, written, connection, manner))
            log.info("%s: %s rows", written.name, written.rows)
        pairs = list(zip(chosen, files, strict=True))
        package = data_package(
            pairs, facts or _FACTS | {"disclosure": options.profile}, is_public=options.is_public
        )
        files.append(write_text(folder, DATA_PACKAGE, as_json(package, indent=2) + "\n"))
        manifest = {
            "profile": options.profile,
            "selection": options.selection.told(),
            "files": entries,
        }
        files.append(write_text(folder, MANIFEST, as_json(manifest, indent=2) + "\n"))
    return [folder / file.name for file in files]


@contextmanager
def snapshot(source: Session | Engine | Connection) -> Iterator[Connection]:
    """A connection that sees one state of the database, whatever others write meanwhile.

    A connection that is given is taken as it is.
    """
    if isinstance(source, Connection):
        yield source
        return
    engine = source.get_bind().engine if isinstance(source, Session) else source
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
        connection.rollback()


def _entry(
    item: Format, written: Written, connection: Connection, manner: Manner
) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": written.name,
        "format": item.name,
        "rows": written.rows,
        "bytes": written.size,
        "sha256": written.sha256,
    }
    if item.omits is not None:
        condition, why = item.omits
        query = f"SELECT count(*) FROM event WHERE {condition} AND is_selected(event.event_id)"
        statement = manner.chooser.statement(query, connection.dialect.name)
        omitted = connection.execute(statement).scalar_one()
        if omitted:
            entry["left_out"] = {why: omitted}
    return entry


def whole_files(folder: Path) -> list[Path] | None:
    """The files of a folder of exports, where all are as its manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for entry in manifest["files"]:
            with (folder / entry["name"]).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != entry["sha256"]:
                    return None
        names = [*(entry["name"] for entry in manifest["files"]), DATA_PACKAGE, MANIFEST]
        files = [folder / name for name in names]
        return files if all(file.is_file() for file in files) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
