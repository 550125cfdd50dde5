"""The formats of export: each a query of ``eventdb/sql/exports`` and the file that it fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import Connection, CursorResult, RowMapping

from eventdb.errors import EventdbError
from eventdb.exports.files import Written, write_csv, write_lines
from eventdb.exports.objects import feature, plover_record
from eventdb.views import as_text

QUERIES = Path(__file__).resolve().parent.parent / "sql" / "exports"

# Rows that are in memory at a time, however many there are.
_ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as the command line takes it; its query is ``<name>.sql``.
        file: name of the file.
        decimals: digits after the point of columns that have a fixed number of them.
        make: for JSON, a row as an object; ``None``: a CSV file.
        frame: for JSON, text before, between and after the objects.
        omits: which events the format cannot hold, as a condition on ``event``, and why.
    """

    name: str
    file: str
    decimals: Mapping[str, int] = field(default_factory=dict)
    make: Callable[[RowMapping], Mapping[str, object]] | None = None
    frame: tuple[str, str, str] = ("", "\n", "\n")
    omits: tuple[str, str] | None = None

    @property
    def query(self) -> str:
        """The query, in PostgreSQL's words."""
        return (QUERIES / f"{self.name}.sql").read_text(encoding="utf-8")

    def write(self, connection: Connection, folder: Path) -> Written:
        """Write the file beside its place."""
        streaming = connection.execution_options(stream_results=True, yield_per=_ROWS_AT_ONCE)
        with streaming.execute(as_text(self.query, connection.dialect.name)) as result:
            return self._write(folder, result)

    def _write(self, folder: Path, result: CursorResult[tuple[object, ...]]) -> Written:
        columns = list(result.keys())
        if self.make is None:
            return write_csv(folder, self.file, columns, result, self.decimals)
        records: Iterable[Mapping[str, object]] = map(self.make, result.mappings())
        return write_lines(folder, self.file, records, self.frame)


_UNLOCATED = ("latitude IS NULL", "events without coordinates")
_FOUR = {"latitude": 4, "longitude": 4}
_SIX = {"latitude": 6, "longitude": 6, "confidence": 3}
_COLLECTION = ('{"type": "FeatureCollection", "features": [\n', ",\n", "\n]}\n")

FORMATS = {
    item.name: item
    for item in (
        Format("acled", "acled.csv", decimals=_FOUR, omits=_UNLOCATED),
        Format("events", "events.csv", decimals=_SIX),
        Format("claims", "claims.csv"),
        Format("responsibility", "responsibility.csv"),
        Format("ged", "ged.csv", decimals=_SIX),
        Format("geojson", "events.geojson", make=feature, frame=_COLLECTION, omits=_UNLOCATED),
        Format("plover", "plover.jsonl", make=plover_record),
        Format("actors", "actors.csv"),
        Format("sources", "sources.csv"),
        Format("codebook", "codebook.csv"),
        Format("taxonomy", "taxonomy.csv"),
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
