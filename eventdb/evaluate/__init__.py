"""Scores event candidates against hand-coded events, slot by slot.

Definitions, in short: predictions and gold events of a report are aligned one to one (``align``);
every slot of an aligned pair counts the answers wanted, given and right (``judge``); an event that
is not found counts all its answers as missing, one that is not in the gold file all its answers as
wrong. A key that is absent from a gold event was not annotated and is not scored. docs/evaluation.md
has the whole.
"""

from eventdb.evaluate.floors import below_floors, read_floors
from eventdb.evaluate.names import Names
from eventdb.evaluate.scores import Evaluation, Score, evaluate
from eventdb.evaluate.tables import as_record, report_text, table

__all__ = [
    "Evaluation",
    "Names",
    "Score",
    "as_record",
    "below_floors",
    "evaluate",
    "read_floors",
    "report_text",
    "table",
]
