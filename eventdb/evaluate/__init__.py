"""Scores event candidates against hand-coded events, slot by slot.

Definitions, in short: predictions and gold events of a report are aligned one to one (``align``);
every slot of an aligned pair counts the answers wanted, given and right (``judge``); an event that
is not found counts all its answers as missing, one that is not in the gold file all its answers as
wrong. A key that is absent from a gold event was not annotated and is not scored. docs/evaluation.md
has the whole.
"""

from eventdb.evaluate.agreement import agree, agreement_text
from eventdb.evaluate.comparison import compare, comparison_text
from eventdb.evaluate.confusion import confusion, confusion_text
from eventdb.evaluate.errors import slot_errors
from eventdb.evaluate.floors import below_floors, read_floors
from eventdb.evaluate.judging import MAIN
from eventdb.evaluate.names import Names
from eventdb.evaluate.scores import Evaluation, Score, evaluate
from eventdb.evaluate.tables import as_record, report_text, table

__all__ = [
    "MAIN",
    "Evaluation",
    "Names",
    "Score",
    "agree",
    "agreement_text",
    "as_record",
    "below_floors",
    "compare",
    "comparison_text",
    "confusion",
    "confusion_text",
    "evaluate",
    "read_floors",
    "report_text",
    "slot_errors",
    "table",
]
