"""Corrections by people: making them, keeping them in files, and what is worth a look.

A correction is recorded here and applied by the next reconciliation; nothing here changes an event.
"""

from eventdb.review.account import correction_lines, show
from eventdb.review.decisions import (
    Signature,
    confirm,
    merge,
    record,
    reject,
    set_value,
    split,
    undo,
)
from eventdb.review.files import Imported, export_corrections, import_corrections, import_file
from eventdb.review.queue import Item, review_queue

__all__ = [
    "Imported",
    "Item",
    "Signature",
    "confirm",
    "correction_lines",
    "export_corrections",
    "import_corrections",
    "import_file",
    "merge",
    "record",
    "reject",
    "review_queue",
    "set_value",
    "show",
    "split",
    "undo",
]
