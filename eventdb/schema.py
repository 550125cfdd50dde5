"""``docs/schema.md``: every table, column, constraint and view, told by the schema itself.

``python -m eventdb.schema`` writes it to standard output; a test holds the file current.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from eventdb.tables import Row
from eventdb.views import as_text, create_statements, read_meanings, read_views

_HEAD = """# Schema

Generated from the models by `python -m eventdb.schema > docs/schema.md`; do not edit by hand.
[data-model.md](data-model.md) tells how the tables belong together.

Types are PostgreSQL's; SQLite has the same columns. Texts compare by their bytes on both engines.
Instants are UTC. `→` names the column that a foreign key points at.

`acled_event` and `ged_event` are in the columns of ACLED and of UCDP GED; [columns.md](columns.md) tells of each
column how it is filled and how it differs from theirs. The other views have no counterpart there.
"""

# Views in the columns of another's data set.
_AS_FILES = {"acled_event": "acled.csv", "ged_event": "ged.csv"}


def schema_document() -> str:
    """The whole document, in Markdown."""
    lines = [_HEAD, "## Tables", ""]
    for table in sorted(Row.metadata.tables.values(), key=lambda table: table.name):
        lines += _table(table)
    lines += ["## Views", ""]
    columns = _columns_of_views()
    for name, text in sorted(read_views().items()):
        lines += _view(name, text, columns[name])
    return "\n".join(lines).rstrip() + "\n"


def _table(table: sa.Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield ""
    yield _purpose(table)
    yield ""
    yield "| column | type | null | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        null = "yes" if column.nullable else ""
        yield f"| {_name(column)} | {_type(column)} | {null} | {_meaning(column)} |"
    yield ""
    rules = list(_rules(table))
    yield from rules
    if rules:
        yield ""


def _purpose(table: sa.Table) -> str:
    model = next(m.class_ for m in Row.registry.mappers if m.local_table is table)
    return " ".join(inspect.cleandoc(model.__doc__ or "").split())


def _name(column: sa.Column[object]) -> str:
    return f"**{column.name}**" if column.primary_key else column.name


def _type(column: sa.Column[object]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    plain = column.type.compile(dialect).removesuffix(' COLLATE "C"')
    return plain.lower().replace("timestamp with time zone", "instant")


def _meaning(column: sa.Column[object]) -> str:
    targets = [f"→ {key.column.table.name}.{key.column.name}" for key in column.foreign_keys]
    return "; ".join(part for part in (column.doc, *sorted(targets)) if part)


def _rules(table: sa.Table) -> Iterator[str]:
    """Unique keys, then checks, by name."""
    for constraint in sorted(table.constraints, key=lambda item: str(item.name)):
        if isinstance(constraint, sa.UniqueConstraint):
            names = ", ".join(column.name for column in constraint.columns)
            yield f"- unique: {names}"
        elif isinstance(constraint, sa.CheckConstraint):
            yield f"- holds: `{constraint.sqltext}`"


def _columns_of_views() -> dict[str, list[str]]:
    """Names of each view's columns, as an engine makes them."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        Row.metadata.create_all(connection)
        for statement in create_statements(read_views(), "sqlite"):
            connection.execute(as_text(statement, "sqlite"))
        inspector = sa.inspect(connection)
        return {
            name: [column["name"] for column in inspector.get_columns(name)]
            for name in read_views()
        }


def _view(name: str, text: str, columns: list[str]) -> Iterator[str]:
    said = []
    for line in text.splitlines():
        if not line.startswith("-- "):
            break
        said.append(line.removeprefix("-- "))
    yield f"### {name}"
    yield ""
    yield " ".join(said)
    yield ""
    if name in _AS_FILES:
        file = _AS_FILES[name]
        yield f"Its columns are those of [{file}](columns.md#{file.replace('.', '')})."
        yield ""
        return
    meanings = read_meanings()
    told = {**meanings["every"], **meanings.get(name, {})}
    yield "| column | meaning |"
    yield "| --- | --- |"
    for column in columns:
        yield f"| {column} | {told[column]} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(schema_document())
