"""A group of people as a sentence tells of them: a number with its noun, or a noun alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.extract.predicates import Predicate
from eventdb.records import NumberMention

# What a noun says without a number: low, best, high.
_LIMITS: dict[str, tuple[int, int | None, int | None]] = {
    "singular": (1, 1, 1),
    "dual": (2, 2, 2),
    "plural": (2, None, None),
}


@dataclass(frozen=True, slots=True)
class Group:
    """People of a known or unknown number, tokens ``first`` to ``last``.

    Attributes:
        number: its number; ``None`` where the noun says it (a soldier, جنديان, soldiers).
        noun_first, noun_last: the words that name the people; ``None`` for a bare number.
        victim_group: civilians, soldiers, children … or ``None``.
        head: predicate that is its noun (12 deaths, 12 قتيلا).
        is_person: its noun is known to mean people.
        is_other: further people, of the kind of those before.
        is_general: its noun says nothing of who they are: people, persons.
        is_definite: with an article, demonstrative or possessive.
        is_possessed: its noun carries a possessive pronoun: أطفاله.
        is_governed: behind a preposition, so not what a verb hits.
        is_part: a part of a greater whole: three of the dead.
        is_named: one person, told by name.
        case: of the noun, in a language whose numbers govern a case: ``accusative``, ``other``, or
            ``""`` where the spelling does not show it.
        clitics: conjunction or preposition written with its first word.
    """

    first: int
    last: int
    low: int
    best: int | None
    high: int | None
    number: NumberMention | None = None
    noun_first: int | None = None
    noun_last: int | None = None
    victim_group: str | None = None
    head: Predicate | None = None
    is_person: bool = False
    is_other: bool = False
    is_general: bool = False
    is_definite: bool = False
    is_possessed: bool = False
    is_governed: bool = False
    is_part: bool = False
    is_named: bool = False
    case: str = ""
    clitics: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Nobody."""
        return self.number is not None and self.number.form == "none"

    @property
    def is_one_told(self) -> bool:
        """One person that the noun tells of, no total: a mayor, Judge Ana Ruiz."""
        return self.number is None and self.best == 1

    @property
    def is_bare_plural(self) -> bool:
        """Several people without a number."""
        return self.number is None and self.best is None


def limits_of(number: str) -> tuple[int, int | None, int | None]:
    """Low, best and high that a noun's grammatical number says: an unnumbered plural is two or more."""
    return _LIMITS.get(number, _LIMITS["singular"])


def named(first: int, last: int) -> Group:
    """One person told by name, tokens ``first`` to ``last``."""
    return Group(
        first, last, 1, 1, 1, noun_first=first, noun_last=last, is_person=True, is_named=True
    )


def is_repeated(group: Group, named: Sequence[Group]) -> bool:
    """Whether a bare number is told with the noun before it: المهاجمين الأربعة, the four attackers."""
    is_bare = group.noun_first is None and group.head is None
    return is_bare and any(n.first < group.first and group.last <= n.last for n in named)
