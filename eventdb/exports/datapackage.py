"""``datapackage.json``: what the files of a folder are, column by column (Frictionless Data Package).

The table schema of a file is made of the codebook, so that it cannot drift from what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from eventdb.exports.columns import Column, read_columns, vocabulary
from eventdb.exports.files import Written
from eventdb.exports.formats import FORMATS, Format

DATA_PACKAGE = "datapackage.json"

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
}

Descriptor = dict[str, object]


def table_schema(
    item: Format, columns: Iterable[Column], files: Iterable[str], *, is_public: bool = False
) -> Descriptor:
    """The Table Schema of a CSV file.

    Args:
        item: the file's format.
        columns: in the order of the file.
        files: names of the files beside it, at which foreign keys may point.
        is_public: the profile ``public`` may have left columns blank that are otherwise given.
    """
    schema: Descriptor = {
        "fields": [table_field(column, is_public=is_public) for column in columns],
        "missingValues": [""],
    }
    if item.key:
        schema["primaryKey"] = list(item.key)
    keys = {other.file: other.key for other in FORMATS.values() if other.key}
    leads = [
        {
            "fields": [name],
            "reference": {"resource": PurePath(file).stem, "fields": list(keys[file])},
        }
        for name, file in item.leads.items()
        if file in set(files)
    ]
    if leads:
        schema["foreignKeys"] = leads
    return schema


def table_field(column: Column, *, is_public: bool = False) -> Descriptor:
    """One column as a field of a Table Schema."""
    described = [column.meaning, column.allowed_values, column.rule]
    field: Descriptor = {
        "name": column.name,
        "type": column.value_type,
        "description": ". ".join(part for part in described if part),
    }
    if column.value_type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: Descriptor = {}
    if column.is_required and not (is_public and column.public == "withheld"):
        constraints["required"] = True
    if column.vocabulary is not None:
        values = vocabulary(column.vocabulary)
        is_number = column.value_type == "integer"
        constraints["enum"] = [int(value) for value in values] if is_number else list(values)
    bounds = (("minimum", column.lowest), ("maximum", column.highest))
    constraints |= {name: bound for name, bound in bounds if bound is not None}
    return field | ({"constraints": constraints} if constraints else {})


def data_package(
    written: Sequence[tuple[Format, Written]],
    facts: Mapping[str, object],
    *,
    is_public: bool = False,
) -> Descriptor:
    """The descriptor of a folder.

    Args:
        written: the files, each with its format.
        facts: name, title, version and the like of the whole.
        is_public: they were written with the profile ``public``.
    """
    names = [file.name for _, file in written]
    return dict(facts) | {
        "resources": [_resource(item, file, names, is_public) for item, file in written]
    }


def _resource(item: Format, file: Written, names: Sequence[str], is_public: bool) -> Descriptor:
    path = PurePath(file.name)
    # Two files of one stem, as events.csv and events.parquet, need two names.
    name = path.stem if item.is_table else file.name.replace(".", "-")
    resource: Descriptor = {
        "name": name,
        "path": file.name,
        "format": path.suffix[1:],
        "mediatype": _MEDIA_TYPES[path.suffix],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if not item.is_table:
        return resource | {"type": "file"}
    columns = read_columns()[item.dataset].values()
    schema = table_schema(item, columns, names, is_public=is_public)
    return resource | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "rows": file.rows,
        "schema": schema,
    }
