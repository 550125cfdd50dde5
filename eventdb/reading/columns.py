"""Under which names records keep the keys of a report, as a configuration file says.

[columns]
id = "stories_id"
published = "publish_date"

[constants]
language = "en"

[formats]
published = "%Y%m%d%H%M%S"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventdb.errors import EventdbError, ReadError
from eventdb.reading.identifiers import derived_id

KEYS = ("id", "text", "title", "published", "source", "url", "language")
_TABLES = {"columns", "constants", "formats"}


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping of records to reports.

    Attributes:
        names: key of a report to the name under which records have it; dots lead into objects.
        constants: values of keys that are the same for every record.
        published: how dates are written, as ``strptime`` takes it; default: ISO 8601.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None

    def __bool__(self) -> bool:
        return bool(self.names or self.constants or self.published)

    def lower(self) -> Columns:
        """The mapping with names in small letters, as those of a table's first row are read."""
        names = {key: name.lower() for key, name in self.names.items()}
        return Columns(names, self.constants, self.published)

    def apply(self, record: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
        """A record under the keys of a report; one without an id is given one of its URL and text.

        Raises:
            ReadError: a date is not written as the configuration says.
        """
        if not self:
            return record
        report: dict[str, Any] = {
            key: _found(record, self.names.get(key, key)) for key in KEYS
        } | dict(self.constants)
        if self.published is not None and report["published"]:
            report["published"] = self._day(str(report["published"]), origin)
        if isinstance(report["id"], int):
            report["id"] = str(report["id"])
        if not report["id"] and report["text"]:
            report["id"] = derived_id(report["url"], str(report["text"]), "record")
        return report

    def _day(self, written: str, origin: str) -> str:
        try:
            moment = dt.datetime.strptime(written, self.published or "")  # noqa: DTZ007 - UTC is meant later
            return moment.isoformat()
        except ValueError as error:
            problem = f"published {written!r} is not written as {self.published!r}"
            mend = "correct formats.published of the mapping, or the date"
            raise ReadError(origin, problem, mend) from error


AS_THEY_ARE = Columns()
"""The mapping of records that keep the keys of a report under their own names."""


def _found(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - any value of JSON
    """The value under a name, or under the names that dots part, one object within another."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def read_columns(path: Path) -> Columns:
    """The mapping of a configuration file.

    Raises:
        EventdbError: it cannot be read, or does not say what a mapping says.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        mend = "docs/formats.md has examples of mappings"
        raise EventdbError(f"{path}: is no mapping ({error}); {mend}") from error
    if wrong := sorted(set(table) - _TABLES):
        raise EventdbError(f"{path}: unknown table {wrong[0]!r}; there are {sorted(_TABLES)}")
    for name, keys in (("columns", KEYS), ("constants", KEYS), ("formats", ("published",))):
        for key, value in table.get(name, {}).items():
            if key not in keys or not isinstance(value, str):
                raise EventdbError(
                    f"{path}: {name}.{key} = {value!r} is not a text under one of {', '.join(keys)}"
                )
    return Columns(
        names=table.get("columns", {}),
        constants=table.get("constants", {}),
        published=table.get("formats", {}).get("published"),
    )
