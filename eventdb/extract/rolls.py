"""The roll of victims of one story: counts of the same people told again, of some of them, of others.

A count is read against those before it. It tells again of people on the roll ("the mayor" after "Mayor
Luis Mena"), of some of them (a woman, after five people), states another figure for them, or adds
others (his two bodyguards). What the words say of the victims decides: a shared name or noun, kinds
of people that can or cannot be the same, "also", "others".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.records import CountMention, CountRange

# Kinds of victims that are no other people's: a soldier is no policeman, a fighter no civilian.
_ARMED = frozenset({"combatants", "soldiers", "police", "guards", "attackers", "peacekeepers"})
# Kinds that say what somebody is besides: a woman may be a soldier, a foreigner a journalist.
_OPEN = frozenset({"women", "men", "children", "elderly", "foreigners", "prisoners"})
_SEVERAL = 2  # people told in the plural without a number are two at least
_LEAST_NAME = 3  # letters of a word by which two mentions of a person are known for one


@dataclass(frozen=True, slots=True)
class Entry:
    """People on the roll: their number as first told, and all figures for them.

    Attributes:
        count: the mention that put them on the roll.
        words: the words of every mention of them.
        names: those of the words that are a person's name.
        is_named: one of the mentions gives a name.
    """

    count: CountMention
    words: frozenset[str]
    names: frozenset[str]
    low: int
    high: int | None
    is_named: bool

    @property
    def best(self) -> int:
        """The number as first told."""
        return self.count.best or 0


def as_entry(count: CountMention) -> Entry:
    """The people of a count as it puts them on the roll."""
    return Entry(count, count.victim_words, count.name_words, count.low, count.high, count.is_named)


class Roll:
    """The people whom the counts of a story tell of, each once."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.is_open = False  # people without a number share the fate of those on the roll

    def read(self, counts: Sequence[CountMention]) -> None:
        """Read the counts of one sentence that give a number, in their order."""
        exact = _without_parts([count for count in counts if count.best])
        if self._are_all(exact):
            return
        exact = self._without_totals(exact)
        before = len(self.entries)
        self.is_open = self.is_open or (before == 0 and _are_open(counts))
        is_known = False
        for count in exact:
            here = self.entries[before:]
            known = self._known(count, here)
            if known is not None:
                self._restate(known, count, is_here=known in here)
                is_known = True
            elif self._is_new(count, before, is_known=is_known):
                self.entries.append(as_entry(count))

    @property
    def total(self) -> CountRange | None:
        """All people on the roll; ``None`` where there is nobody."""
        if not self.entries:
            return None
        highs = [entry.high for entry in self.entries]
        if self.is_open:
            return CountRange(sum(entry.low for entry in self.entries) + _SEVERAL, None, None)
        return CountRange(
            sum(entry.low for entry in self.entries),
            sum(entry.best for entry in self.entries),
            None if any(high is None for high in highs) else sum(high or 0 for high in highs),
        )

    def _is_new(self, count: CountMention, before: int, *, is_known: bool) -> bool:
        """Whether a count that is not on the roll adds to it.

        What a later sentence tells beside nobody who is on the roll is another figure or another event.
        """
        if any(is_part(count, entry) for entry in self.entries[:before]):
            return False
        return before == 0 or is_known or count.is_further

    def _known(self, count: CountMention, here: Sequence[Entry]) -> Entry | None:
        """The people on the roll whom a count tells again of.

        Args:
            count: the count.
            here: those whom its own sentence put there.
        """
        is_only = len(self.entries) == 1
        for entry in self.entries:
            if is_only and entry not in here and (entry.count.is_total or count.is_total):
                return entry  # a toll is of all of them, whatever they are called
            if is_same(entry, count, is_here=entry in here):
                return entry
        return None

    def _without_totals(self, counts: Sequence[CountMention]) -> Sequence[CountMention]:
        """The counts of a sentence that may add people: a toll beside another count is of all of them.

        The higher one stands: spoke of 52 dead, and the toll rose to 60.
        """
        totals = [count for count in counts if count.is_total]
        others = [count for count in counts if not count.is_total]
        if not totals or not others:
            return counts
        highest = max(totals, key=lambda count: count.best or 0)
        told = sum(count.best or 0 for count in others)
        return [highest] if (highest.best or 0) >= told else others

    def _are_all(self, counts: Sequence[CountMention]) -> bool:
        """Whether a sentence takes apart or sums up those on the roll: five; three men, two women."""
        if not self.entries or len(self.entries) + len(counts) < 3:
            return False
        if any(count.is_further for count in counts):
            return False
        told = sum(count.best or 0 for count in counts)
        return told == sum(entry.best for entry in self.entries)

    def _restate(self, entry: Entry, count: CountMention, *, is_here: bool) -> None:
        """Take in a second mention of people on the roll, with its figure where that is another."""
        low, high = entry.low, entry.high
        if not is_here and count.best != entry.best:
            low = min(low, count.low)
            high = None if high is None or count.high is None else max(high, count.high)
        at = next(at for at, other in enumerate(self.entries) if other is entry)
        self.entries[at] = Entry(
            entry.count,
            entry.words | count.victim_words,
            entry.names | count.name_words,
            low,
            high,
            entry.is_named or count.is_named,
        )


def _are_open(counts: Sequence[CountMention]) -> bool:
    """Whether one person and others without a number are hit together: the rector and other priests."""
    single = [count for count in counts if count.best == 1 and count.number_start is None]
    several = [count for count in counts if count.best is None and count.high is None]
    return any(
        one.start < two.end and two.start < one.end and two.low == _SEVERAL
        for one in single
        for two in several
    )


def _without_parts(counts: Sequence[CountMention]) -> Sequence[CountMention]:
    """The counts of a sentence without those that take its first apart: five people, 3 men, 2 women."""
    first, rest = counts[:1], counts[1:]
    is_general = len(rest) > 1 and first[0].is_general
    if is_general and sum(count.best or 0 for count in rest) == first[0].best:
        return first
    return counts


def is_same(entry: Entry, count: CountMention, *, is_here: bool) -> bool:
    """Whether a count tells again of people on the roll.

    Args:
        entry: people on the roll.
        count: the count.
        is_here: they stand in one sentence, where another figure means other people.
    """
    shares = _shares(entry.words, count.victim_words)
    is_equal = count.best == entry.best
    is_single = is_equal and count.best == 1
    if is_single and entry.is_named and count.is_named:
        is_spelt = bool(entry.names and count.name_words)
        return _shares(entry.names, count.name_words) if is_spelt else shares
    is_vague = entry.count.is_general or count.is_general
    if is_here:
        return is_equal and (shares or is_vague)
    if is_equal and not is_single:
        return shares or _can_be(entry.count, count)
    if count.is_further:
        return False
    if is_single:
        return shares or _can_be(entry.count, count)
    if entry.best == 1 or count.best == 1:
        return False
    return shares or (entry.count.is_general == count.is_general and _can_be(entry.count, count))


def is_part(count: CountMention, entry: Entry) -> bool:
    """Whether a count is of some of the people on the roll: a woman, of five people killed."""
    if count.is_further or (count.best or 0) >= entry.best:
        return False
    return _can_be(entry.count, count)


def _shares(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(len(word) >= _LEAST_NAME for word in some & others)


def _can_be(one: CountMention, two: CountMention) -> bool:
    """Whether the words for two groups of victims can be told of the same people."""
    if one.is_general or two.is_general:
        return True
    here, there = one.victim_group, two.victim_group
    if here is None or there is None or here == there:
        return True
    if {here, there} & _OPEN:
        return True
    return not {here, there} & _ARMED
