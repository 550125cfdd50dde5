"""One CSV file against its Table Schema and the rules of its scheme, row by row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from eventdb.validation.acled_rows import Faults, Row, acled_faults, acled_key
from eventdb.validation.cells import cell_problem
from eventdb.validation.findings import Finding, Level
from eventdb.validation.ged_rows import ged_faults

_RULES: Mapping[str, Callable[[Row], Faults]] = {
    "acled.csv": acled_faults,
    "ged.csv": ged_faults,
}


class Lines(Protocol):
    """What ``csv.reader`` gives."""

    @property
    def line_num(self) -> int:
        """The line that was read last, from 1."""

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(slots=True)
class TableCheck:
    """The check of one file; what it saw stays for the files that point at it.

    Attributes:
        name: of the file, as findings give it.
        dataset: file of the codebook whose rules hold.
        schema: its Table Schema.
        keys: hashes of the values of its primary key, after the check: eight bytes a row, not rows.
        rows: how many there are.
    """

    name: str
    path: Path
    dataset: str
    schema: Mapping[str, Any]
    keys: set[int] = field(default_factory=set)
    rows: int = 0
    _told: set[int] = field(default_factory=set)

    def findings(self, others: Mapping[str, TableCheck]) -> Iterator[Finding]:
        """What is not as it must be, in the order of the lines.

        Args:
            others: files that are checked already, by the names of their resources.
        """
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                yield from self._read(csv.reader(file, strict=True), others)
        except UnicodeDecodeError as error:
            problem = f"is not UTF-8 from byte {error.start} on"
            yield Finding(self.name, None, None, problem, "save it as UTF-8")
        except csv.Error as error:
            yield Finding(self.name, None, None, f"is no CSV ({error})", "quote cells by RFC 4180")

    def _read(self, lines: Lines, others: Mapping[str, TableCheck]) -> Iterator[Finding]:
        fields = list(self.schema["fields"])
        names = [str(item["name"]) for item in fields]
        heading: list[str] = next(iter(lines), [])
        if heading != names:
            yield self._heading(heading, names)
            return
        start = lines.line_num + 1
        for cells in lines:
            line, start = start, lines.line_num + 1
            self.rows += 1
            if len(cells) != len(names):
                problem = f"has {len(cells)} cells, the heading {len(names)}"
                yield Finding(self.name, line, None, problem, "quote cells that have a comma")
                continue
            row = dict(zip(names, cells, strict=True))
            yield from self._row(row, fields, line, others)

    def _heading(self, heading: Sequence[str], names: Sequence[str]) -> Finding:
        missing = [name for name in names if name not in heading]
        strange = [name for name in heading if name not in names]
        parts = [
            f"{label} {', '.join(listed)}"
            for label, listed in (("lacks", missing), ("has beside them", strange))
            if listed
        ]
        problem = (
            f"its columns are not those of {self.dataset}: {'; '.join(parts) or 'their order'}"
        )
        return Finding(self.name, 1, None, problem, f"write {','.join(names)}")

    def _row(
        self, row: Row, fields: Sequence[Any], line: int, others: Mapping[str, TableCheck]
    ) -> Iterator[Finding]:
        for item in fields:
            found = cell_problem(row[item["name"]], item)
            if found is not None:
                yield Finding(self.name, line, str(item["name"]), *found)
        yield from self._key(row, line)
        yield from self._leads(row, line, others)
        for fault in _RULES.get(self.dataset, _no_rules)(row):
            yield Finding(self.name, line, *fault)
        if self.dataset == "acled.csv":
            yield from self._twice(row, line)

    def _key(self, row: Row, line: int) -> Iterator[Finding]:
        key = self.schema.get("primaryKey")
        if not key:
            return
        value = hash(tuple(row[name] for name in key))
        if value in self.keys:
            shown = ", ".join(row[name] for name in key)
            yield Finding(self.name, line, key[0], f"{shown!r} comes twice", "give each row one id")
        self.keys.add(value)

    def _leads(self, row: Row, line: int, others: Mapping[str, TableCheck]) -> Iterator[Finding]:
        for lead in self.schema.get("foreignKeys", ()):
            names = lead["fields"]
            values = tuple(row[name] for name in names)
            target = others.get(lead["reference"]["resource"])
            if target is None or not any(values) or hash(values) in target.keys:
                continue
            problem = f"{', '.join(values)!r} is not in {target.name}"
            yield Finding(self.name, line, names[0], problem, "export both files together")

    def _twice(self, row: Row, line: int) -> Iterator[Finding]:
        value = hash(acled_key(row))
        if value in self._told:
            problem = "the same actors, place, day and sub-event type come twice"
            mend = "merge the two events, or tell them apart"
            yield Finding(self.name, line, "event_id_cnty", problem, mend, Level.WARNING)
        self._told.add(value)


def _no_rules(_row: Row) -> Faults:
    return iter(())
