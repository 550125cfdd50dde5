"""Reference data in: the codebook, sources and actors of the seeds, made equal to their files."""

from __future__ import annotations

import csv
import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import SeedError
from eventdb.load.registers import sync_actors, sync_sources
from eventdb.load.statements import RowData, table_of, upsert_rows
from eventdb.resources import seeds_path
from eventdb.tables import MetaRow, Row

log = logging.getLogger(__name__)


def sync_reference(session: Session, seeds: Path | None = None) -> bool:
    """Make the reference tables equal to the seeds; whether anything changed. Commits at the end.

    A group of files that has not changed since the last time costs nothing.

    Args:
        session: an open session.
        seeds: folder of the seeds; default: the project's own.

    Raises:
        SeedError: a seed file is not valid, or takes away a code that is in use.
    """
    folder = seeds or seeds_path()
    changed = [name for name in _GROUPS if _sync_group(session, folder, name)]
    session.commit()
    session.expire_all()
    return bool(changed)


def _sync_group(session: Session, folder: Path, name: str) -> bool:
    files = sorted((folder / name).glob("*.csv"))
    digest = _digest(files)
    stored = session.get(MetaRow, f"seeds/{name}")
    if not files or (stored is not None and stored.value == digest):
        return False
    _GROUPS[name](session, folder)
    upsert_rows(session, MetaRow, [{"key": f"seeds/{name}", "value": digest}])
    log.info("reference data from %s", folder / name)
    return True


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


# --------------------------------------------------------------------------------------------
# Codebook: a file is a table
# --------------------------------------------------------------------------------------------


def _sync_codebook(session: Session, folder: Path) -> None:
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Row.registry.mappers}
    by_name = {path.stem: path for path in sorted((folder / "codebook").glob("*.csv"))}
    unknown = sorted(by_name.keys() - models.keys())
    if unknown:
        raise SeedError(f"{by_name[unknown[0]]}: no table bears the name of this file")
    order = [table.name for table in Row.metadata.sorted_tables if table.name in by_name]
    rows = {name: read_rows(by_name[name], table_of(models[name])) for name in order}
    for name in order:
        upsert_rows(session, models[name], rows[name])
    for name in reversed(order):
        _delete_others(session, table_of(models[name]), rows[name], by_name[name])


def _delete_others(session: Session, table: sa.Table, rows: Sequence[RowData], path: Path) -> None:
    keys = [column.name for column in table.primary_key]
    wanted = {tuple(row[key] for key in keys) for row in rows}
    stored = session.execute(sa.select(*table.primary_key)).all()
    for values in [tuple(values) for values in stored if tuple(values) not in wanted]:
        condition = sa.and_(
            *(table.c[key] == value for key, value in zip(keys, values, strict=True))
        )
        try:
            session.execute(sa.delete(table).where(condition))
        except sa.exc.IntegrityError as error:
            code = ", ".join(map(str, values))
            message = f"{path}: the code {code!r} is gone, but rows use it; put it back"
            raise SeedError(message) from error


def read_rows(path: Path, table: sa.Table) -> list[RowData]:
    """Rows of a seed whose columns are those of a table, with the table's types.

    Raises:
        SeedError: a column is missing or unknown, or a value is not of its column's type.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names = list(reader.fieldnames or ())
        if set(names) != {column.name for column in table.columns}:
            wanted = ", ".join(column.name for column in table.columns)
            raise SeedError(f"{path}: the columns are {', '.join(names)}; they must be {wanted}")
        return [
            {name: _value(table.c[name], line[name], f"{path}:{reader.line_num}") for name in names}
            for line in reader
        ]


def _value(column: sa.Column[Any], text: str | None, origin: str) -> object:
    if text is None:
        raise SeedError(f"{origin}: the row is too short")
    if text == "" and column.nullable:
        return None
    try:
        return column.type.python_type(text)
    except ValueError as error:
        raise SeedError(f"{origin}: {column.name} cannot be {text!r}") from error


# In this order: sources and actors point at codes and countries.
_GROUPS = {"codebook": _sync_codebook, "actors": sync_actors, "sources": sync_sources}
