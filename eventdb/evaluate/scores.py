"""Precision, recall and F1 by slot, over a file of reports and by groups of them."""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventdb.evaluate.alignment import LEAST_SIMILARITY, align
from eventdb.evaluate.judging import MAIN, VARIANTS, Judge, is_annotated, wanted
from eventdb.evaluate.names import Names
from eventdb.evaluate.slots import RESPONSIBILITY_KINDS, Verdict
from eventdb.evaluate.values import Record, kilometres, point_of

Pair = tuple[Record, Record, Mapping[str, Verdict]]


@dataclass(frozen=True, slots=True)
class Score:
    """Answers wanted, given and right, and what follows from them; ``None`` where undefined."""

    wanted: int
    given: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of the answers given that is right."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of the answers wanted that is found."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        both = self.wanted + self.given
        return 2 * self.right / both if both else None


@dataclass(slots=True)
class Tally:
    """Counts of one group of reports; ``distances`` in km between aligned points."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    distances: list[float] = field(default_factory=list)

    def add(self, slot: str, verdict: Verdict) -> None:
        """Count a verdict."""
        row = self.counts[slot]
        row[0] += verdict.wanted
        row[1] += verdict.given
        row[2] += verdict.right

    def score(self, slot: str) -> Score:
        """Score of a slot; ``all`` is the sum over the main slots."""
        slots = MAIN if slot == "all" else (slot,)
        rows = [self.counts[name] for name in slots if name in self.counts]
        return Score(*(sum(row[place] for row in rows) for place in range(3)))

    @property
    def median_km(self) -> float | None:
        """Median error of the coordinates."""
        return statistics.median(self.distances) if self.distances else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all reports and by group.

    Attributes:
        slots: those that the gold file annotates, in the order of the table.
        pairs: aligned pairs of a gold event that must be found and a prediction.
        missed: gold events that are aligned with nothing.
        needless: predictions that are aligned with nothing, and count.
    """

    slots: tuple[str, ...]
    overall: Tally
    groups: Mapping[str, Tally]
    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...] = ()
    needless: tuple[Record, ...] = ()


def evaluate(
    golds: Sequence[Record],
    givens: Sequence[Record],
    *,
    reports: Sequence[Record] | None = None,
    by: str | None = None,
    names: Names | None = None,
    least: int = LEAST_SIMILARITY,
    unannotated: Sequence[tuple[str, str | None]] = (),
) -> Evaluation:
    """Score predictions against gold events.

    Args:
        golds: hand-coded events of the exchange format, with the keys for alternatives.
        givens: predictions in the exchange format.
        reports: score only events of these.
        by: key of the report, the gold event or the prediction to group by.
        names: how organisations' names are compared.
        least: least similarity of an aligned pair.
        unannotated: event types (and sub-event types) that the gold file leaves out; predictions
            of them that align with nothing do not count.
    """
    return _Evaluator(golds, givens, reports, by, names or Names(), least, unannotated).run()


class _Evaluator:
    def __init__(
        self,
        golds: Sequence[Record],
        givens: Sequence[Record],
        reports: Sequence[Record] | None,
        by: str | None,
        names: Names,
        least: int,
        unannotated: Sequence[tuple[str, str | None]],
    ) -> None:
        self.reports = None if reports is None else {report["id"]: report for report in reports}
        golds, givens = self._scored(golds), self._scored(givens)
        self.by = by
        self.least = least
        self.unannotated = unannotated
        self.by_report: dict[str, tuple[list[Record], list[Record]]] = {}
        for side, events in enumerate((golds, givens)):
            for event in events:
                self.by_report.setdefault(event["report_id"], ([], []))[side].append(event)
        self.slots = [s for s in (*MAIN, *VARIANTS) if any(is_annotated(s, g) for g in golds)]
        # What half of the gold events annotate is expected of a prediction that fits none.
        self.common = [
            s for s in self.slots if 2 * sum(is_annotated(s, g) for g in golds) >= len(golds)
        ]
        self.judge = Judge(names, _annotated_kinds(golds))
        self.overall = Tally()
        self.groups: dict[str, Tally] = {}
        self.pairs: list[Pair] = []
        self.missed: list[Record] = []
        self.needless: list[Record] = []

    def _scored(self, events: Sequence[Record]) -> list[Record]:
        reports = self.reports
        return [event for event in events if reports is None or event["report_id"] in reports]

    def run(self) -> Evaluation:
        for report_id in sorted(self.by_report, key=str):
            self._score_report(report_id, *self.by_report[report_id])
        groups = {key: self.groups[key] for key in sorted(self.groups)}
        return Evaluation(
            ("relevance", "event", *self.slots),
            self.overall,
            groups,
            tuple(self.pairs),
            tuple(self.missed),
            tuple(self.needless),
        )

    def _score_report(
        self, report_id: str, golds: Sequence[Record], givens: Sequence[Record]
    ) -> None:
        aligned = align(golds, givens, self.judge, self.least)
        for gold_at, given_at in aligned:
            if not golds[gold_at].get("optional"):
                self._score_pair(report_id, golds[gold_at], givens[given_at])
        found = {gold_at for gold_at, _ in aligned}
        for gold_at, gold in enumerate(golds):
            if gold_at not in found and not gold.get("optional"):
                self._score_missed(report_id, gold)
        used = {given_at for _, given_at in aligned}
        for given_at, given in enumerate(givens):
            if given_at not in used and not self._is_unannotated(given):
                self._score_needless(report_id, given)
        counted = [g for at, g in enumerate(givens) if at in used or not self._is_unannotated(g)]
        self._score_relevance(report_id, golds, bool(counted))

    def _score_pair(self, report_id: str, gold: Record, given: Record) -> None:
        verdicts = {
            slot: self.judge.judge(slot, gold, given)
            for slot in self.slots
            if is_annotated(slot, gold)
        }
        self.pairs.append((gold, given, verdicts))
        here, there = point_of(gold), point_of(given)
        for tally in self._tallies(report_id, gold, given):
            tally.add("event", Verdict(1, 1, 1))
            for slot, verdict in verdicts.items():
                tally.add(slot, verdict)
            if here is not None and there is not None:
                tally.distances.append(kilometres(here, there))

    def _score_missed(self, report_id: str, gold: Record) -> None:
        self.missed.append(gold)
        for tally in self._tallies(report_id, gold, None):
            tally.add("event", Verdict(wanted=1))
            for slot in self.slots:
                if is_annotated(slot, gold):
                    tally.add(slot, Verdict(wanted=wanted(slot, gold)))

    def _score_needless(self, report_id: str, given: Record) -> None:
        self.needless.append(given)
        for tally in self._tallies(report_id, None, given):
            tally.add("event", Verdict(given=1))
            for slot in self.common:
                tally.add(slot, Verdict(given=self.judge.given(slot, given)))

    def _score_relevance(self, report_id: str, golds: Sequence[Record], is_found: bool) -> None:
        """Whether a report tells any event; one with optional events only tells neither way."""
        is_relevant = any(not gold.get("optional") for gold in golds)
        if golds and not is_relevant:
            return
        verdict = Verdict(int(is_relevant), int(is_found), int(is_relevant and is_found))
        report = (self.reports or {}).get(report_id, {})
        tallies = self._tallies(report_id, None, None) if self.by in report else [self.overall]
        for tally in tallies:
            tally.add("relevance", verdict)

    def _tallies(
        self, report_id: str, gold: Record | None, given: Record | None
    ) -> Iterable[Tally]:
        if self.by is None:
            return [self.overall]
        for record in ((self.reports or {}).get(report_id), gold, given):
            if record is not None and self.by in record:
                value = record[self.by]
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                return [self.overall, self.groups.setdefault(text, Tally())]
        return [self.overall, self.groups.setdefault("(none)", Tally())]

    def _is_unannotated(self, given: Record) -> bool:
        return any(
            given.get("event_type") == kind and sub in (None, given.get("sub_event_type"))
            for kind, sub in self.unannotated
        )


def _annotated_kinds(golds: Sequence[Record]) -> tuple[str, ...]:
    kinds: set[str] = set()
    for gold in golds:
        if "responsibility" in gold:
            kinds |= set(gold.get("responsibility_kinds") or RESPONSIBILITY_KINDS)
    return tuple(kind for kind in RESPONSIBILITY_KINDS if kind in kinds)
