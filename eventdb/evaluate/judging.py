"""One hand-coded event beside one prediction: a verdict for each slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.evaluate.names import Names, fold
from eventdb.evaluate.slots import (
    PARTY_COLUMNS,
    RESPONSIBILITY_KINDS,
    SINGLE,
    Verdict,
    finest,
    known,
    locations,
    perpetrators,
)
from eventdb.evaluate.values import Record

MAIN = (
    *("type", "date", "country", "place", "perpetrator", "parties", "killed", "wounded"),
    "responsibility",
)
"""Slots that count in the average."""
VARIANTS = (
    *("type_coarse", "date_exact", "place_lenient", "admin1", "killed_near", "wounded_near"),
)
"""More lenient and stricter readings of them, which do not."""

_SETS = {"parties": ("actor2",), "responsibility": ("responsibility",)}


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pairs of events.

    Attributes:
        names: how names of organisations are compared.
        kinds: kinds of responsibility that the gold events annotate.
    """

    names: Names
    kinds: tuple[str, ...] = RESPONSIBILITY_KINDS

    def judge(self, slot: str, gold: Record, given: Record) -> Verdict:
        """The verdict on a slot of an aligned pair."""
        if slot == "parties":
            return self.judge_parties(gold, given)
        if slot == "responsibility":
            return self._judge_responsibility(gold, given)
        return self._judge_single(slot, gold, given)

    def is_right(self, slot: str, gold: Record, given: Record) -> bool:
        """Whether the one answer of a slot is right."""
        return SINGLE[slot].is_right(gold, given, self.names)

    def given(self, slot: str, given: Record) -> int:
        """How many answers a prediction gives."""
        if slot == "parties":
            return len(party_names(given))
        if slot == "responsibility":
            return len(_statements(given, self.kinds))
        return int(SINGLE[slot].is_given(given))

    def _judge_single(self, name: str, gold: Record, given: Record) -> Verdict:
        slot = SINGLE[name]
        wants, gives = slot.is_wanted(gold), slot.is_given(given)
        right = wants and gives and slot.is_right(gold, given, self.names)
        if name == "perpetrator" and gives and not right:
            # A name that the coders hold to be neither right nor wrong is no answer.
            neutral = gold.get("actor1_neutral") or ()
            gives = any(not self.names.is_any(neutral, n) for n in known(given.get("actor1")))
        if is_optional(name, gold):
            return Verdict(0, int(gives and not right), 0)
        if slot.base == "place" and not wants and gives and any(map(finest, locations(gold))):
            # One of several right locations names nothing below the country.
            fits = any(
                slot.is_right({**gold, "location_alternatives": [row]}, given, self.names)
                for row in locations(gold)
                if finest(row)
            )
            return Verdict(0, int(not fits), 0)
        return Verdict(int(wants), int(gives), int(right))

    def judge_parties(self, gold: Record, given: Record) -> Verdict:
        """Each party that is wanted takes the first free name that fits."""
        wanted, free = party_names(gold), party_names(given)
        given_count = len(free)
        rows = perpetrators(gold) if gold.get("actor1_alternatives") is not None else []
        right = 0
        for name in wanted:
            forms = next((row for row in rows if name in row), [name])
            hit = next((other for other in free if self.names.is_any(forms, other)), None)
            if hit is not None:
                free.remove(hit)
                right += 1
        return Verdict(len(wanted), given_count, right)

    def _judge_responsibility(self, gold: Record, given: Record) -> Verdict:
        """Entries that need not be found take answers, too, which then count neither way."""
        annotated = gold.get("responsibility_kinds") or self.kinds
        free = _statements(given, [kind for kind in self.kinds if kind in annotated])
        rows = perpetrators(gold)
        wanted = right = 0
        entries: list[Record] = list(gold.get("responsibility") or ())
        for entry in sorted(entries, key=lambda entry: bool(entry.get("optional"))):
            hit = self._find(entry, rows, free)
            if hit is not None:
                free.remove(hit)
            if not entry.get("optional"):
                wanted += 1
                right += hit is not None
        return Verdict(wanted, right + len(free), right)

    def _find(
        self, entry: Record, rows: Sequence[Sequence[str]], free: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        actor = entry.get("actor")
        forms = next((row for row in rows if actor in row), [actor] if actor else [])
        kinds = entry.get("kinds")
        if kinds is None:
            kinds = [entry["kind"]] if entry.get("kind") else []
        for name, kind in free:
            if self.names.is_any(forms, name) and (kind in kinds or not kinds):
                return name, kind
        return None


def party_names(event: Record) -> list[str]:
    """All parties, each once."""
    names: dict[str, str] = {}
    for column in PARTY_COLUMNS:
        for name in known(event.get(column)):
            names.setdefault(fold(name), name)
    return list(names.values())


def _statements(event: Record, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Distinct pairs of actor and kind."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in event.get("responsibility") or ():
        actor, kind = entry.get("actor"), entry.get("kind")
        if actor and kind in kinds:
            found.setdefault((fold(actor), kind), (actor, kind))
    return list(found.values())


def is_annotated(slot: str, gold: Record) -> bool:
    """Whether the coders said anything about a slot, be it that nothing is stated."""
    columns = _SETS[slot] if slot in _SETS else SINGLE[slot].columns
    return any(column in gold for column in columns)


def is_optional(slot: str, gold: Record) -> bool:
    """Whether no answer is right, too."""
    optional = gold.get("optional_slots") or ()
    return slot in optional or (slot in SINGLE and SINGLE[slot].base in optional)


def wanted(slot: str, gold: Record) -> int:
    """How many answers an event that is not found leaves missing."""
    if is_optional(slot, gold):
        return 0
    if slot == "parties":
        return len(party_names(gold))
    if slot == "responsibility":
        return sum(not entry.get("optional") for entry in gold.get("responsibility") or ())
    return int(SINGLE[slot].is_wanted(gold))
