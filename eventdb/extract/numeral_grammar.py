"""The grammar of numerals: which number word may follow which, and what they come to.

It serves Arabic, where the unit stands before the tens behind *and* (خمسة وعشرون), and English, where
it stands after them; the reader says which order its language has.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a numeral: digits or a number word, tokens ``first`` to ``last``.

    Attributes:
        kind: ``digits`` or the name of a concept of ``languages/concepts/number.toml``.
        clitics: names of the clitics written with it.
        is_compound: stands in a compound only (اثنا in اثنا عشر).
        vague: bounds that the word has when it stands alone (آلاف).
    """

    first: int
    last: int
    kind: str
    value: Fraction
    clitics: tuple[str, ...] = ()
    is_compound: bool = False
    vague: tuple[int, int] | None = None


class NumeralBuilder:
    """Puts atoms together; refuses the one that cannot continue the number.

    Attributes:
        vague: bounds, where a scale stands alone in a plural that names no number.
    """

    def __init__(self, *, unit_first: bool) -> None:
        self.unit_first = unit_first  # five and twenty: خمسة وعشرون
        self.total = Fraction(0)  # what is settled by a scale
        self.current: Fraction | None = None  # below the next scale
        self.scale = Fraction(LARGEST)  # the last scale; the next one is smaller
        self.vague: tuple[int, int] | None = None
        self.is_open = False  # ends in an article or half, which is no number by itself
        self.factor: Fraction | None = None
        self.is_closed = False  # nothing can follow
        self.needs_teen = False

    @property
    def is_whole(self) -> bool:
        """Whether what was taken in so far is a whole number by itself."""
        return not self.is_open and not self.needs_teen and self.value.denominator == 1

    @property
    def value(self) -> Fraction:
        """What the atoms taken in come to."""
        return self.total + (self.current or 0)

    def accepts(self, atom: Atom, *, joined: bool, is_first: bool) -> bool:
        """Take an atom in, or leave the number as it is and say no."""
        if self.is_closed:
            return False
        if atom.kind in {"one", "half"}:
            if not is_first:
                return False
            self.is_open = True
            self.factor = Fraction(1, 2) if atom.kind == "half" else Fraction(1)
            return True
        if self.is_open and atom.kind not in {"hundred", "scale", "dozen"}:
            return False
        joined = joined and not is_first
        accept = getattr(self, f"_{atom.kind}")
        return bool(accept(atom, joined))

    def _digits(self, atom: Atom, joined: bool) -> bool:
        if self.total and self.current is None:
            # three thousand and 500: only behind "and", and only as many as the scale leaves room for
            if not joined or not 100 <= atom.value < self.scale:
                return False
        elif self.current is not None:
            return False
        self.current = atom.value
        return True

    def _unit(self, atom: Atom, joined: bool) -> bool:
        if self.current is None:
            if self.total and not joined and self.scale < 1000:
                return False
            self.current = atom.value
            self.needs_teen = atom.is_compound
            return True
        if self.needs_teen or atom.value == 0:
            return False
        tens = self.current % 100
        fits = (not joined and tens >= 20 and tens % 10 == 0 and atom.value < 10) or (
            tens == 0 and self.current >= 100
        )
        if fits:
            self.current += atom.value
        return fits

    def _teen(self, atom: Atom, joined: bool) -> bool:
        if self.current is None:
            self.current = atom.value
            return True
        tens = self.current % 100
        if not joined and 1 <= tens <= 9 and self.current.denominator == 1:
            self.current += atom.value
            self.needs_teen = False
            return True
        if tens == 0 and self.current >= 100 and joined:
            self.current += atom.value
            return True
        return False

    def _tens(self, atom: Atom, joined: bool) -> bool:
        if self.current is None:
            self.current = atom.value
            return True
        tens = self.current % 100
        is_unit_first = self.unit_first and joined and 1 <= tens <= 9
        if not is_unit_first and not (tens == 0 and self.current >= 100):
            return False
        self.current += atom.value
        self.needs_teen = False
        return True

    def _hundred(self, atom: Atom, joined: bool) -> bool:
        if self.is_open:
            self.current, self.is_open = atom.value * (self.factor or 1), False
            return True
        if self.current is None:
            self.current = atom.value
            return True
        if joined or not 1 <= self.current <= 99 or self.needs_teen:
            return False
        self.current *= atom.value
        return True

    def _hundreds(self, atom: Atom, joined: bool) -> bool:
        if self.current is not None or (self.total and not joined):
            return False
        self.current = atom.value
        return True

    def _scale(self, atom: Atom, joined: bool) -> bool:
        if atom.value >= self.scale or self.needs_teen:
            return False
        if self.is_open:
            self.current, self.is_open = self.factor, False
        if self.current is None:
            if self.total and not joined:
                return False
            self._settle(Fraction(1), atom.value)
            if self.total == atom.value and atom.vague is not None:
                self.vague = atom.vague
                self.is_closed = True
            return True
        if joined:
            return False
        self._settle(self.current, atom.value)
        return True

    def _scales(self, atom: Atom, joined: bool) -> bool:
        if self.current is not None or atom.value >= self.scale or (self.total and not joined):
            return False
        self._settle(Fraction(2), atom.value / 2)
        return True

    def _settle(self, factor: Fraction, scale: Fraction) -> None:
        self.total += factor * scale
        self.scale = scale
        self.current = None

    def _dozen(self, atom: Atom, joined: bool) -> bool:
        if joined or self.total:
            return False
        factor = self.factor if self.is_open else self.current
        self.current = (factor or Fraction(1)) * atom.value
        self.is_open, self.is_closed = False, True
        return True
