"""The registers of actors and of sources in: those of the seeds, beside those that reports add.

What a seed no longer holds stays, unregistered, as events and reports may rest on it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.errors import SeedError
from eventdb.load.identity import folded_name
from eventdb.load.statements import RowData, insert_rows, select_rows, table_of, upsert_rows
from eventdb.records import Actor
from eventdb.tables import (
    ActorAliasRow,
    ActorRow,
    ReportRow,
    Row,
    SourceAliasRow,
    SourceRow,
    SourceScaleRow,
)

if TYPE_CHECKING:
    from eventdb.registry.rows import Entry

SOURCE_COLUMNS = ("source_id", "name", "scale", "kind", "language", "iso3", "url", "aliases")
_SEPARATOR = "|"


def _unregister_others(
    session: Session, model: type[Row], key: str, rows: Sequence[RowData]
) -> None:
    table = table_of(model)
    registered = sa.select(table.c[key]).where(table.c.is_registered)
    gone = set(session.scalars(registered)) - {row[key] for row in rows}
    if gone:
        session.execute(
            sa.update(table).where(table.c[key].in_(sorted(gone))).values(is_registered=False)
        )


# --------------------------------------------------------------------------------------------
# Actors
# --------------------------------------------------------------------------------------------


def sync_actors(session: Session, seeds: Path) -> None:
    """Make the registered actors, their branches and aliases those of ``seeds/actors``.

    Raises:
        SeedError: a seed is not valid.
    """
    from eventdb.registry.registry import read_registry
    from eventdb.registry.rows import read_aliases

    registry = read_registry(seeds)
    entries = {entry.actor.actor_id: entry for entry in registry.entries()}
    rows = []
    for actor_id, entry in entries.items():
        rows.append(_actor_row(entry.actor, entry))
        rows += [_actor_row(registry.actor(actor_id, (iso3,)), entry) for iso3 in entry.branches]
    upsert_rows(session, ActorRow, rows)
    _unregister_others(session, ActorRow, "actor_id", rows)
    session.execute(sa.delete(ActorAliasRow))
    aliases = read_aliases(seeds / "actors", entries)
    insert_rows(
        session,
        ActorAliasRow,
        [
            {
                "actor_id": alias.actor_id,
                "language": alias.language,
                "alias": alias.text,
                "rule": _rule(alias.is_exact, alias.is_local, alias.is_generic),
            }
            for alias in aliases
        ],
    )


def _rule(is_exact: bool, is_local: bool, is_generic: bool) -> str | None:
    names = zip(("exact", "local", "generic"), (is_exact, is_local, is_generic), strict=True)
    return " ".join(name for name, holds in names if holds) or None


def _actor_row(actor: Actor, entry: Entry) -> RowData:
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "actor_kind": int(actor.kind),
        "iso3": actor.iso3,
        "valid_from": entry.first_year,
        "valid_to": entry.last_year,
        "side": entry.side,
        "is_registered": True,
        "note": entry.note,
    }


# --------------------------------------------------------------------------------------------
# Sources
# --------------------------------------------------------------------------------------------


def sync_sources(session: Session, seeds: Path) -> None:
    """Make the registered sources and their aliases those of ``seeds/sources/sources.csv``.

    Reports that came under a name which a source has now are given to that source.

    Raises:
        SeedError: a row is not valid, or two sources have one name.
    """
    scales = set(session.scalars(sa.select(SourceScaleRow.code)))
    rows: list[RowData] = []
    aliases: dict[str, str] = {}
    for origin, line in _lines(seeds / "sources" / "sources.csv"):
        if line["scale"] not in scales:
            raise SeedError(f"{origin}: no scale {line['scale']!r} in codebook/source_scale.csv")
        rows.append(_source_row(line))
        for name in {line["name"], *filter(None, line["aliases"].split(_SEPARATOR))}:
            alias = folded_name(name)
            if aliases.setdefault(alias, line["source_id"]) != line["source_id"]:
                raise SeedError(f"{origin}: {name!r} is a name of {aliases[alias]}, too")
    upsert_rows(session, SourceRow, rows)
    _unregister_others(session, SourceRow, "source_id", rows)
    _name_sources(session, aliases)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != SOURCE_COLUMNS:
            raise SeedError(f"{path}: the columns must be {', '.join(SOURCE_COLUMNS)}")
        for line in reader:
            yield f"{path}:{reader.line_num}", line


def _source_row(line: dict[str, str]) -> RowData:
    optional = {name: line[name] or None for name in ("kind", "language", "iso3", "url")}
    required = {name: line[name] for name in ("source_id", "name", "scale")}
    return required | optional | {"is_registered": True}


def _name_sources(session: Session, aliases: dict[str, str]) -> None:
    """Give names to registered sources, and with them the reports that bear the names."""
    taken = [
        (str(row["alias"]), str(row["source_id"]))
        for row in select_rows(session, SourceAliasRow, "alias", aliases)
        if aliases[row["alias"]] != row["source_id"]
    ]
    upsert_rows(
        session, SourceAliasRow, [{"alias": a, "source_id": s} for a, s in sorted(aliases.items())]
    )
    for alias, former in taken:
        former_row = session.get_one(SourceRow, former)
        if former == f"name:{alias}" and not former_row.is_registered:
            session.execute(
                sa.update(ReportRow)
                .where(ReportRow.source_id == former)
                .values(source_id=aliases[alias])
            )
            session.delete(former_row)
            session.flush()
