"""Rows as a Parquet file, with the types of the codebook, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from eventdb.exports.columns import Column
from eventdb.exports.files import Written, written
from eventdb.exports.typed import typed

# Rows of a row group: what is in memory at a time.
_GROUP = 5000


def write_parquet(
    folder: Path, name: str, columns: Sequence[Column], records: Iterable[Sequence[object]]
) -> Written:
    """Write a Parquet file beside its place.

    Args:
        folder: where it will be.
        name: of the file.
        columns: in the order of the records' values.
        records: the rows.
    """
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("s", tz="UTC"),
    }
    schema = pa.schema([pa.field(column.name, kinds[column.value_type]) for column in columns])
    partial = folder / f".{name}.partial"
    rows, count = iter(records), 0
    with parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _GROUP)):
            arrays = [
                pa.array([typed(row[index], column.value_type) for row in batch], field.type)
                for index, (column, field) in enumerate(zip(columns, schema, strict=True))
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(batch)
    return written(name, partial, count)
