"""Errors one by one, gold beside given, with the words of the report.

Words stand between Unicode's isolates (U+2068, U+2069), so that a passage in Arabic turns no line
around that it is shown in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from eventdb.evaluate.judging import MAIN, is_annotated, wanted
from eventdb.evaluate.scores import Evaluation, Pair
from eventdb.evaluate.slots import PARTY_COLUMNS
from eventdb.evaluate.values import Record

_LONGEST = 300
_ISOLATED = "\u2068{}\u2069"
_COLUMNS: dict[str, tuple[str, ...]] = {
    "type": ("acceptable_types", "event_type", "sub_event_type"),
    "date": ("date_alternatives", "event_date", "event_date_end"),
    "country": ("country",),
    "place": ("location", "admin2", "admin1"),
    "perpetrator": ("actor1_alternatives", "actor1"),
    "parties": PARTY_COLUMNS,
    "killed": ("fatalities_low", "fatalities_best", "fatalities_high"),
    "wounded": ("injured_low", "injured_best", "injured_high"),
    "responsibility": ("responsibility",),
}


def worst(evaluation: Evaluation, count: int) -> str:
    """The aligned pairs with the most wrong slots, what was wanted and what was given."""
    wrong = [pair for pair in evaluation.pairs if _wrong(pair)]
    ranked = sorted(wrong, key=lambda pair: (-len(_wrong(pair)), pair[0]["report_id"]))
    return "\n".join(line for pair in ranked[:count] for line in _describe(pair))


def _wrong(pair: Pair) -> list[str]:
    verdicts = pair[2]
    return [
        slot
        for slot in MAIN
        if slot in verdicts
        and verdicts[slot].right < max(verdicts[slot].wanted, verdicts[slot].given)
    ]


def _describe(pair: Pair) -> Iterator[str]:
    gold, given, _ = pair
    yield f"--- {gold['report_id']}"
    for slot in _wrong(pair):
        yield f"  {slot:<14} gold  {_shown(slot, gold)}"
        yield f"  {'':<14} given {_shown(slot, given)}"
    yield from _passage(gold, given, {})


def _shown(slot: str, event: Record) -> str:
    columns = {name: event[name] for name in _COLUMNS[slot] if event.get(name) not in (None, [])}
    return _ISOLATED.format(json.dumps(columns, ensure_ascii=False)) if columns else "-"


def slot_errors(
    evaluation: Evaluation, slot: str, count: int, reports: Mapping[str, Record]
) -> str:
    """The errors of one slot, or of ``event``: how many of each class, and ``count`` of each.

    Args:
        evaluation: the scores.
        slot: of the main slots, or ``event``.
        count: how many of a class are listed.
        reports: by id, for their words.
    """
    classes = dict(_classes(evaluation, slot))
    lines = [f"{slot}: " + ", ".join(f"{len(rows)} {name}" for name, rows in classes.items())]
    for name, rows in classes.items():
        for gold, given in rows[:count]:
            lines.append(f"--- {name}: {(gold or given)['report_id']}")
            if slot != "event":
                lines.append(f"  {'gold':<6} {_shown(slot, gold)}")
                lines.append(f"  {'given':<6} {_shown(slot, given)}")
            lines += _passage(gold, given, reports)
    return "\n".join(lines)


def _classes(
    evaluation: Evaluation, slot: str
) -> Iterator[tuple[str, list[tuple[Record, Record]]]]:
    if slot == "event":
        yield "not found", [(gold, {}) for gold in evaluation.missed]
        yield "needless", [({}, given) for given in evaluation.needless]
        return
    pairs = [pair for pair in evaluation.pairs if slot in _wrong(pair)]
    yield "wrong", [(g, p) for g, p, v in pairs if v[slot].wanted and v[slot].given]
    yield "missing", [(g, p) for g, p, v in pairs if not v[slot].given]
    yield "needless", [(g, p) for g, p, v in pairs if not v[slot].wanted]
    missed = [gold for gold in evaluation.missed if is_annotated(slot, gold) and wanted(slot, gold)]
    yield "of an event not found", [(gold, {}) for gold in missed]


def _passage(gold: Record, given: Record, reports: Mapping[str, Record]) -> Iterator[str]:
    """The words that the prediction was read in; without one, the beginning of the report."""
    report = reports.get((gold or given)["report_id"], {})
    begins = "\n".join(filter(None, (report.get("title"), report.get("text"))))
    for name, words in (("text", given.get("text") or gold.get("text")), ("report", begins)):
        if words:
            yield f"  {name:<6} {_ISOLATED.format(' '.join(words.split())[:_LONGEST])}"
