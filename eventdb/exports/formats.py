"""The formats of export: each a query of ``eventdb/sql/exports`` and the file that it fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection, CursorResult

from eventdb.errors import EventdbError
from eventdb.exports.columns import read_columns
from eventdb.exports.files import Written, write_csv, write_lines
from eventdb.exports.objects import feature, plover_record
from eventdb.exports.parquet import write_parquet
from eventdb.exports.public import Withholding
from eventdb.exports.selection import Chooser

QUERIES = Path(__file__).resolve().parent.parent / "sql" / "exports"

# Rows that are in memory at a time, however many there are.
_ROWS_AT_ONCE = 1000

Rows = Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written.

    Attributes:
        chooser: which events it holds.
        withholding: what it does not tell; ``None``: it tells everything.
        has_mark: CSV files begin with a byte order mark, by which spreadsheet programs know UTF-8.
    """

    chooser: Chooser = field(default_factory=Chooser)
    withholding: Withholding | None = None
    has_mark: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as the command line takes it.
        file: name of the file.
        source: name of its query where it is not its own: ``<source>.sql``.
        decimals: digits after the point of columns that have a fixed number of them.
        make: for JSON, a row as an object.
        frame: for JSON, text before, between and after the objects.
        omits: which events the format cannot hold, as a condition on ``event``, and why.
        key: columns of a CSV file that name a row.
        leads: columns of a CSV file that lead to the key of another file, by the file.
    """

    name: str
    file: str
    source: str | None = None
    decimals: Mapping[str, int] = field(default_factory=dict)
    make: Callable[[Mapping[str, object]], Mapping[str, object]] | None = None
    frame: tuple[str, str, str] = ("", "\n", "\n")
    omits: tuple[str, str] | None = None
    key: tuple[str, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The query, in PostgreSQL's words, with calls that a ``Chooser`` understands."""
        return (QUERIES / f"{self.source or self.name}.sql").read_text(encoding="utf-8")

    @property
    def dataset(self) -> str:
        """The file whose columns the codebook tells."""
        return f"{self.source}.csv" if self.source else self.file

    @property
    def is_table(self) -> bool:
        """Whether it is a CSV file."""
        return self.file.endswith(".csv")

    def write(self, connection: Connection, folder: Path, manner: Manner) -> Written:
        """Write the file beside its place."""
        statement = manner.chooser.statement(self.query, connection.dialect.name)
        streaming = connection.execution_options(stream_results=True, yield_per=_ROWS_AT_ONCE)
        with streaming.execute(statement) as result:
            columns = list(result.keys())
            return self._write(folder, columns, self._rows(result, columns, manner), manner)

    def _rows(self, result: CursorResult[Any], columns: Sequence[str], manner: Manner) -> Rows:
        rows: Rows = result
        known = self.dataset in read_columns()
        if manner.withholding is None:
            return rows
        dataset = self.dataset if known else "events.csv"
        return map(manner.withholding.of_file(dataset, columns), rows)

    def _write(self, folder: Path, columns: list[str], rows: Rows, manner: Manner) -> Written:
        if self.make is not None:
            records = (dict(zip(columns, row, strict=True)) for row in rows)
            return write_lines(folder, self.file, map(self.make, records), self.frame)
        if self.is_table:
            mark = manner.has_mark
            return write_csv(folder, self.file, columns, rows, self.decimals, has_mark=mark)
        known = read_columns()[self.dataset]
        return write_parquet(folder, self.file, [known[name] for name in columns], rows)


_UNLOCATED = ("latitude IS NULL", "events without coordinates")
_FOUR = {"latitude": 4, "longitude": 4}
_SIX = {"latitude": 6, "longitude": 6, "confidence": 3}
_COLLECTION = ('{"type": "FeatureCollection", "features": [\n', ",\n", "\n]}\n")
_EVENT = {"event_id": "events.csv"}

FORMATS = {
    item.name: item
    for item in (
        Format(
            "acled",
            "acled.csv",
            decimals=_FOUR,
            omits=_UNLOCATED,
            key=("event_id_cnty",),
            leads={"event_id_cnty": "events.csv"},
        ),
        Format("events", "events.csv", decimals=_SIX, key=("event_id",)),
        Format("claims", "claims.csv", key=("claim_id",), leads=_EVENT),
        Format("responsibility", "responsibility.csv", leads=_EVENT),
        Format("ged", "ged.csv", decimals=_SIX, omits=_UNLOCATED, key=("id",)),
        Format("geojson", "events.geojson", make=feature, frame=_COLLECTION, omits=_UNLOCATED),
        Format("plover", "plover.jsonl", make=plover_record),
        Format("parquet", "events.parquet", source="events"),
        Format("claims_parquet", "claims.parquet", source="claims"),
        Format("actors", "actors.csv", key=("actor_id",)),
        Format("sources", "sources.csv", key=("source_id",)),
        Format("codebook", "codebook.csv", key=("dataset", "column_name")),
        Format("taxonomy", "taxonomy.csv", key=("vocabulary", "code")),
    )
}


def choose(names: Iterable[str]) -> list[Format]:
    """The formats of some names, each once.

    Raises:
        EventdbError: there is no format of a name.
    """
    chosen = list(dict.fromkeys(names))
    for name in chosen:
        if name not in FORMATS:
            raise EventdbError(f"no export format {name!r}; there are {', '.join(FORMATS)}")
    return [FORMATS[name] for name in chosen]
