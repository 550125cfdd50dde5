"""Which type is taken for which: the types of aligned events, gold beside given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from eventdb.evaluate.names import Names
from eventdb.evaluate.scores import Evaluation
from eventdb.evaluate.slots import SINGLE

Confusion = Mapping[tuple[str, str], int]
"""Type in the gold file and type given, to the number of events."""


def confusion(evaluation: Evaluation, column: str = "sub_event_type") -> Confusion:
    """Numbers of aligned events by gold and given type; a type that is accepted counts as right."""
    counts: Counter[tuple[str, str]] = Counter()
    is_right = SINGLE["type"].is_right
    for gold, given, verdicts in evaluation.pairs:
        if "type" not in verdicts:
            continue
        found = given.get(column) or "-"
        wanted = found if is_right(gold, given, Names()) else gold.get(column) or "-"
        counts[wanted, found] += 1
    return counts


def confusion_text(table: Confusion) -> str:
    """For each gold type how many are right, then what the others are taken for, commonest first."""
    totals: Counter[str] = Counter()
    for (wanted, _), count in table.items():
        totals[wanted] += count
    lines = [f"{'gold type':<42} {'right':>5} {'of':>5}   taken for"]
    for wanted, total in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        others = [
            (count, found) for (gold, found), count in table.items() if gold == wanted != found
        ]
        taken = "; ".join(f"{found} {count}" for count, found in sorted(others, reverse=True))
        right = table.get((wanted, wanted), 0)
        lines.append(f"{wanted:<42} {right:>5} {total:>5}   {taken}".rstrip())
    return "\n".join(lines)
