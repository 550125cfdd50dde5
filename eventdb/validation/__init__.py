"""Checks of exported files: against their data package, and against the rules of their schemes.

``eventdb check`` runs it. Files are read row by row; of each row eight bytes stay.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eventdb.errors import EventdbError
from eventdb.exports import DATA_PACKAGE, FORMATS
from eventdb.exports.columns import read_columns
from eventdb.exports.datapackage import table_schema
from eventdb.validation.findings import Finding, Level
from eventdb.validation.tables import TableCheck

__all__ = ["Finding", "Level", "check_files"]

_TABLES = {item.file: item for item in FORMATS.values() if item.is_table}


def check_files(path: Path) -> Iterator[Finding]:
    """What is wrong with a folder of exports, a release, or one CSV file.

    A folder with a ``datapackage.json`` is held to it. Without one, files are known by their name,
    a single file also by its columns.

    Raises:
        EventdbError: there is nothing that can be checked.
    """
    if path.is_file():
        yield from _check_tables([_by_columns(path)])
        return
    if not path.is_dir():
        raise EventdbError(f"{path}: not there; name a folder of exports, a CSV file or a database")
    package = path / DATA_PACKAGE
    if package.exists():
        yield from _check_package(path, package)
        return
    files = [path / name for name in _TABLES if (path / name).exists()]
    if not files:
        named = ", ".join(_TABLES)
        raise EventdbError(f"{path}: has no {DATA_PACKAGE} and none of {named}")
    yield from _check_tables([_by_name(file, [f.name for f in files]) for file in files])


def _check_package(folder: Path, package: Path) -> Iterator[Finding]:
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    except (ValueError, KeyError, TypeError) as error:
        mend = "write the exports again"
        raise EventdbError(f"{package}: no data package ({error!r}); {mend}") from error
    tables = {}
    for resource in resources:
        file = folder / resource["path"]
        if not file.is_file():
            problem = f"is not there, but {DATA_PACKAGE} names it"
            yield Finding(resource["path"], None, None, problem, "write the exports again")
            continue
        yield from _check_sum(file, resource)
        if "schema" in resource:
            dataset = resource["path"]
            tables[str(resource["name"])] = TableCheck(
                resource["path"], file, dataset, resource["schema"]
            )
    yield from _check_tables(list(tables.values()), tables)


def _check_sum(file: Path, resource: Mapping[str, Any]) -> Iterator[Finding]:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if resource.get("hash") not in (None, f"sha256:{digest}"):
        problem = f"is not the file that {DATA_PACKAGE} was written for: its checksum differs"
        yield Finding(resource["path"], None, None, problem, "download or export it again")


def _check_tables(
    checks: list[TableCheck], named: Mapping[str, TableCheck] | None = None
) -> Iterator[Finding]:
    """Check the files, those first that others point at."""
    by_name = named or {Path(check.name).stem: check for check in checks}
    for check in sorted(checks, key=lambda check: bool(check.schema.get("foreignKeys"))):
        yield from check.findings(by_name)


def _by_name(path: Path, files: list[str]) -> TableCheck:
    item = _TABLES[path.name]
    schema = table_schema(item, read_columns()[item.dataset].values(), files)
    return TableCheck(path.name, path, item.dataset, schema)


def _by_columns(path: Path) -> TableCheck:
    """The check of a file that is alone: it is what its name or its columns say."""
    if path.name in _TABLES:
        return _by_name(path, [path.name])
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading = next(csv.reader(file), [])
    except UnicodeDecodeError as error:
        raise EventdbError(f"{path}: is not UTF-8; save it as UTF-8") from error
    shared = {name: len(set(heading) & set(columns)) for name, columns in read_columns().items()}
    dataset = max(shared, key=lambda name: shared[name])
    if shared[dataset] * 2 <= len(read_columns()[dataset]):
        raise EventdbError(f"{path}: its columns are those of no export; docs/codebook.md has them")
    item = _TABLES[dataset]
    schema = table_schema(item, read_columns()[dataset].values(), [dataset])
    return TableCheck(path.name, path, dataset, schema)
