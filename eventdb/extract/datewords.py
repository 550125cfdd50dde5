"""The time words and figures of a document, read by position; the ground of the date grammar."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.calendar import Interval
from eventdb.extract.clitics import bare_start
from eventdb.lexicon import Match
from eventdb.text import fold

_SIGNS = frozenset({",", "،", "(", "-", "–", "—", "/", "[", "«", '"', "“"})
_CLOSERS = {"(": ")", "[": "]", "«": "»", "“": "”", '"': '"'}
_DASHES = frozenset({"-", "–", "—"})
# Concepts with which a date may begin; the others join or follow.
_OPENING = frozenset(
    {
        "month", "weekday", "feast", "season", "offset", "part", "unit", "cardinal", "vague",
        "ordinal", "last", "next", "this", "before", "since", "anaphor", "pronoun", "position",
        "day_noun", "month_noun", "year_noun", "from", "between", "none",
    }
)  # fmt: skip
_RANGE_SIGNS = frozenset({"-", "–", "—", "/"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tokens ``first`` to ``end`` (exclusive) say.

    Attributes:
        interval: None where the wording is a date that cannot be resolved.
        form: as in ``DateMention``.
        is_stated: day, month and year stand in the text.
        weekday: the weekday named, 1 to 7.
    """

    first: int
    end: int
    interval: Interval | None
    form: str
    is_duration: bool = False
    is_stated: bool = False
    weekday: int | None = None


class DateWords:
    """Cursor over a document: which time words begin at a token, which figures stand there."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self._at: dict[int, dict[str, list[Match]]] = {}
        for match in document.matches_of("date"):
            if self._holds(match):
                by_name = self._at.setdefault(match.first, {})
                by_name.setdefault(match.sense.name, []).append(match)
        lexicon = document.lexicon
        self._article = fold(lexicon.settings.get("clitics", {}).get("article", ""))
        self._clitics = {
            name: frozenset(
                str(sense.features["clitic"])
                for sense in lexicon.concept(f"date.{name}")
                if "clitic" in sense.features
            )
            for name in ("and", "in", "to")
        }

    @property
    def starts(self) -> list[int]:
        """Tokens at which a date may begin, in order: figures and words that are no joints."""
        figures = self.document.figures()
        return sorted(figures.union(at for at, here in self._at.items() if here.keys() & _OPENING))

    def opens(self, at: int, names: frozenset[str]) -> bool:
        """Whether a figure, or a time word of some concepts, stands at a token."""
        here = self._at.get(at)
        return bool(here is not None and here.keys() & names) or self.word(at)[:1].isdigit()

    def take(self, at: int, *names: str, closed: bool = False) -> Match | None:
        """The longest time word of some concepts that begins at a token.

        Args:
            at: token.
            names: concepts without their namespace.
            closed: only without clitics (the word itself, not "and" with it).
        """
        here = self._at.get(at)
        if here is None:
            return None
        best: Match | None = None
        for name in names:
            for match in here.get(name, ()):
                if not (closed and match.clitics):
                    if best is None or match.last > best.last:
                        best = match
                    break
        return best

    def is_at(self, at: int, *names: str) -> bool:
        """Whether a time word of some concepts begins at a token."""
        return self.take(at, *names) is not None

    def after(self, at: int) -> int:
        """The first token from ``at`` on that is not white space; a line break stays."""
        words = self.words
        while at < len(words) and words[at] == "":
            at += 1
        return at

    def following(self, match: Match) -> int:
        """The token after a match."""
        return self.after(match.last + 1)

    def skip(self, at: int, *names: str) -> int:
        """The token after a word of some concepts, or ``at`` where there is none."""
        match = self.take(at, *names)
        return at if match is None else self.following(match)

    def word(self, at: int) -> str:
        """Folded token; "" behind the end."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def figure(self, at: int, low: int, high: int) -> int | None:
        """A whole number in figures within bounds."""
        word = self.word(at)
        if len(word) > 4 or not word.isdecimal():
            return None
        value = int(word)
        return value if low <= value <= high else None

    def joint(self, at: int, name: str) -> tuple[int, bool] | None:
        """Where a date goes on after a joint (and, of, to).

        Returns:
            The token after the joint, and whether the joint is a clitic of it (which is then that
            very token); None where there is no joint.
        """
        match = self.take(at, name)
        if match is not None:
            return self.following(match), False
        return (at, True) if self.has_clitic(at, name) else None

    def has_clitic(self, at: int, name: str) -> bool:
        """Whether the word at a token has the clitic form of a joint (بشباط: in February)."""
        clitics = self._clitics[name]
        return bool(clitics) and any(
            not clitics.isdisjoint(match.clitics)
            for matches in self._at.get(at, {}).values()
            for match in matches
        )

    def is_article(self, at: int) -> bool:
        """Whether the article stands by itself, before a figure (الـ24)."""
        return bool(self._article) and self.word(at) == self._article

    def is_open(self, at: int) -> bool:
        """Whether no word or figure follows at a token: a sign, a line break, or the end."""
        word = self.word(self.after(at))
        return not (word and word[:1].isalnum())

    def is_capital(self, at: int) -> bool:
        """Whether the token is written with a capital, or its script has none."""
        letter = self.document.text[self.document.starts[at]]
        return letter.isupper() or letter.lower() == letter.upper()

    def is_capitals(self, at: int) -> bool:
        """Whether the token is written in capitals throughout."""
        text = self.document.text[self.document.starts[at] : self.document.ends[at]]
        return text.isupper() and len(text) > 1

    def has_article(self, match: Match) -> bool:
        """Whether the first word of a match has the article."""
        lexicon = self.document.lexicon
        word = self.words[match.first]
        return any(
            clitics == match.clitics and lexicon.has_article(rest)
            for rest, clitics in lexicon.without_clitics(word)
        )

    def start_of(self, at: int) -> int:
        """Character where a mention that begins at a token starts, without attached clitics."""
        matches = [match for here in self._at.get(at, {}).values() for match in here]
        clitics = max(matches, key=lambda match: match.last).clitics if matches else ()
        return bare_start(self.document, at, clitics)

    def opener(self, at: int) -> tuple[int, str] | None:
        """A sign that may stand between two pieces of one date; (token after it, its closer)."""
        word = self.word(at)
        if word not in _SIGNS:
            return None
        return self.after(at + 1), _CLOSERS.get(word, "")

    def is_dash(self, at: int) -> bool:
        """Whether a token is a hyphen or dash."""
        return self.word(at) in _DASHES

    def is_range_sign(self, at: int) -> bool:
        """Whether a token is a dash or slash between the ends of a range."""
        return self.word(at) in _RANGE_SIGNS

    def _holds(self, match: Match) -> bool:
        """Whether a match meets what its entry asks of the spelling."""
        if match.feature("article") and not self.has_article(match):
            return False
        return not match.feature("capital") or self.is_capital(match.first)
