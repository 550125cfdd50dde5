"""Reads numerals: digits and number words put together to one whole number, or a vague word.

A numeral is made of atoms (``twenty``, ``five``, ``3``, ``thousand``; خمسة, عشرين, ٣, آلاف) that stand
side by side; which may follow which is said by ``eventdb.extract.numeral_grammar``. Words are in
``languages/<code>/numbers.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from eventdb.documents import Document
from eventdb.extract.numeral_grammar import LARGEST, Atom, NumeralBuilder
from eventdb.lexicon import Match

_DIGITS = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u066c]\d{3})+")
_DOT_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_THREE_DIGITS = re.compile(r"\d{3}")
_NO_BREAK = frozenset({"\u00a0", "\u202f"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "–"})
_ATOMS = frozenset(
    {"unit", "teen", "tens", "hundred", "hundreds", "scale", "scales", "dozen", "half", "one"}
)
_LEAST_GLUED = 3
_AND_CLITIC = "wa"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral: tokens ``first`` to ``last`` and what they allow.

    Attributes:
        best: the number named; ``None`` for a vague word.
        high: ``None`` where a vague word has no upper end.
        clitics: of its first word (a conjunction or preposition written with it).
        is_digits: written in digits alone.
    """

    first: int
    last: int
    low: int
    best: int | None
    high: int | None
    clitics: tuple[str, ...] = ()
    is_digits: bool = False


def read_numerals(document: Document) -> list[Numeral]:
    """The numerals of a document, in order.

    Numbers that are years, ages or scores are among them: only their surroundings tell them apart.
    """
    reader = _Reader(document)
    numerals: list[Numeral] = []
    end = -1
    for at in reader.starts():
        found = reader.longest(at) if at > end else None
        if found is not None:
            numerals.append(found)
            end = found.last
    return numerals


def parse_digits(token: str, *, has_dot_groups: bool) -> Fraction | None:
    """The value of a token of digits, its separators read by position and language.

    Args:
        token: folded, so of ASCII digits, with separators.
        has_dot_groups: the language writes thousands with a dot.

    Returns:
        ``None`` for what is no number, as a version or an address ("1.2.3").
    """
    if token.isdigit():
        return Fraction(int(token))
    if _THOUSANDS.fullmatch(token):
        return Fraction(int(re.sub(r"\D", "", token)))
    if _DOT_THOUSANDS.fullmatch(token) and (has_dot_groups or token.count(".") > 1):
        return Fraction(int(token.replace(".", "")))
    whole, *rest = re.split(r"[.,\u066b]", token)
    if len(rest) == 1 and "\u066c" not in token:
        return Fraction(f"{whole}.{rest[0]}")
    return None


class _Reader:
    """Finds the numeral that begins at a token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        concepts = document.lexicon.concepts()
        self.has_dot_groups = "number.dot_groups" in concepts
        self.unit_first = "number.teen" in concepts
        self.atoms: dict[int, Atom] = {}
        self.vague: dict[int, Numeral] = {}
        self.ands: set[int] = set()
        for match in document.matches_of("number"):
            self._sort_in(match)

    def _sort_in(self, match: Match) -> None:
        """Keep the longest number word at each token, of equally long ones that with fewest clitics."""
        name = match.sense.name
        if not self._is_as_spelt(match):
            return
        if name == "and" and match.first == match.last and not match.clitics:
            self.ands.add(match.first)
        elif name == "vague":
            known = self.vague.get(match.first)
            if known is None or known.last < match.last:
                low, high = match.feature("low"), match.feature("high")
                self.vague[match.first] = Numeral(
                    match.first, match.last, low, None, high, match.clitics
                )
        elif name in _ATOMS:
            atom = self.atoms.get(match.first)
            if atom is None or (match.last, -len(match.clitics)) > (atom.last, -len(atom.clitics)):
                self.atoms[match.first] = _atom(match)

    def _is_as_spelt(self, match: Match) -> bool:
        """Whether a word has the letter, or lacks the article, that tells it from another word."""
        if str(match.feature("spelt", "")) not in self.document.doc[match.first].text:
            return False
        return not (match.feature("bare") and has_article(self.document, match))

    def starts(self) -> list[int]:
        """Tokens at which a numeral may begin, in order."""
        return sorted(self.document.figures().union(self.atoms, self.vague))

    def longest(self, first: int) -> Numeral | None:
        """The longest numeral or vague word that begins at a token."""
        vague = self.vague.get(first)
        built = self._build(first)
        if vague is None or (built is not None and built.last > vague.last):
            return built
        return vague

    def _build(self, first: int) -> Numeral | None:
        start = self._atom_at(first)
        if start is None:
            return None
        builder = NumeralBuilder(unit_first=self.unit_first)
        atom: Atom | None = start
        at, last, joined, is_digits = first, -1, False, True
        while atom is not None:
            is_first = atom is start
            if not is_first and atom.clitics not in ((), (_AND_CLITIC,)):
                break
            joined = joined or _AND_CLITIC in atom.clitics
            if not builder.accepts(atom, joined=joined, is_first=is_first):
                break
            is_digits = is_digits and atom.kind == "digits"
            if builder.is_whole:
                last = atom.last
            at, joined = self._next(atom)
            atom = self._atom_at(at)
        if last < 0 or not builder.is_whole:
            return None
        if builder.vague is not None:
            low, high = builder.vague
            return Numeral(first, last, low, None, high, start.clitics)
        value = int(builder.value)
        return Numeral(first, last, value, value, value, start.clitics, is_digits)

    def _next(self, atom: Atom) -> tuple[int, bool]:
        """The token where an atom could follow, and whether a word for *and* stands between."""
        words = self.document.words
        at = atom.last + 1
        while at < len(words) and not words[at]:
            at += 1
        if at >= len(words):
            return at, False
        if words[at] in _HYPHENS and atom.kind != "digits":
            return at + 1, False
        if words[at] == "," and atom.kind == "scale":
            return at + 1, False
        return (at + 1, True) if at in self.ands else (at, False)

    def _atom_at(self, at: int) -> Atom | None:
        if at in self.atoms:
            return self.atoms[at]
        if at >= len(self.document.words):
            return None
        token = self.document.words[at]
        if not token[:1].isdigit() or not _DIGITS.fullmatch(token):
            return None
        clitics = glued_clitics(self.document, at)
        if not _stands_free(self.document, at, clitics):
            return None
        last, token = self._spaced_groups(at, token)
        value = parse_digits(token, has_dot_groups=self.has_dot_groups)
        if value is None or value > LARGEST:
            return None
        return Atom(at, last, "digits", value, clitics)

    def _spaced_groups(self, at: int, token: str) -> tuple[int, str]:
        """Digits in groups of three with a no-break space between ("12 500"): last token, digits."""
        document = self.document
        last = at
        if not token.isdigit() or len(token) > 3:
            return last, token
        while (
            last + 2 < len(document.words)
            and document.text[document.ends[last] : document.starts[last + 2]] in _NO_BREAK
            and _THREE_DIGITS.fullmatch(document.words[last + 2])
        ):
            token += document.words[last + 2]
            last += 2
        return last, token


def has_article(document: Document, match: Match) -> bool:
    """Whether the first word of a match is written with the article (الأحد)."""
    lexicon = document.lexicon
    return any(
        clitics == match.clitics and lexicon.has_article(rest)
        for rest, clitics in lexicon.without_clitics(document.words[match.first])
    )


def _atom(match: Match) -> Atom:
    low, high = match.feature("low"), match.feature("high")
    return Atom(
        match.first,
        match.last,
        match.sense.name,
        Fraction(match.feature("value", 1)),
        match.clitics,
        is_compound=bool(match.feature("compound")),
        vague=None if low is None or high is None else (low, high),
    )


def _stands_free(document: Document, at: int, clitics: tuple[str, ...]) -> bool:
    """Whether digits are a number of their own: not M-16, G20, 5:30, 3/4 or #7.

    Letters glued on in front must be clitics of the language (و15, الـ24).
    """
    text, start, end = document.text, document.starts[at], document.ends[at]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in {"/", ":", "#", "@"} and before:
        return before == ":" and not text[start - 2 : start - 1].isdigit()
    if after in {"/", ":"} and text[end + 1 : end + 2].isdigit():
        return False
    if before in _HYPHENS and start > 1 and text[start - 2].isalpha():
        return not _is_designation(document.doc[at - 2].text)
    if not before.isalpha() or clitics:
        return True
    # a word of another script with its blank forgotten (نحو100), no letter of a name (G20)
    return not before.isascii() and end - document.starts[at - 1] > _LEAST_GLUED


def _is_designation(word: str) -> bool:
    """Whether a word before a hyphen is a model's letters (AK-47, F-16), not the name of a number."""
    has_case = word.lower() != word.upper()
    return (
        (len(word) <= 3 and word.isupper()) or (not has_case and len(word) <= 2) or len(word) == 1
    )


def glued_clitics(document: Document, at: int) -> tuple[str, ...]:
    """Clitics that are written onto digits, as their own token: و15 has ``("wa",)``."""
    if at == 0 or document.ends[at - 1] != document.starts[at]:
        return ()
    glued = document.words[at - 1]
    if not glued.isalpha():
        return ()
    lexicon = document.lexicon
    for rest, clitics in lexicon.without_clitics(f"{glued}000"):
        if lexicon.strip_article(rest) == "000":
            return clitics or ("article",)
    return ()
