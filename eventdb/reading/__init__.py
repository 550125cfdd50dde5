"""Reports from what crawlers and people leave: one module a format, one for packing, one for finding files.

JSON Lines and arrays, CSV and TSV, plain text, web pages, feeds, web archives (WARC), PDF with a text
layer and e-mail; each as it is or compressed (gzip, zstd), in folders, in zip and tar archives, or from
standard input. Libraries that only one format needs are imported when one is met.
"""

from eventdb.reading.columns import Columns, read_columns
from eventdb.reading.files import STANDARD_INPUT, read_reports
from eventdb.reading.issues import ReadIssue
from eventdb.reading.limits import LIMITS, Limits

__all__ = [
    "LIMITS",
    "STANDARD_INPUT",
    "Columns",
    "Limits",
    "ReadIssue",
    "read_columns",
    "read_reports",
]
