"""Words that lead to a country: demonyms, names, seats of government, rulers.

What such a word says depends on its neighbours: "Turkish-backed" and "pro-Iranian" name a sponsor,
not the nationality of those who act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eventdb.documents import Document
from eventdb.extract.cues import Cues
from eventdb.lexicon import Match

_SHORT = 3
# The attached preposition of place, by its name in language.toml.
_LOCATIVE = "bi"
_HYPHEN = "-"


@dataclass(frozen=True, slots=True)
class NationWord:
    """A word or name that leads to a country: tokens ``first`` to ``last`` (inclusive).

    Attributes:
        kind: ``people``, ``country``, ``seat`` or ``leader``; ``adjective`` where it can only
            qualify a noun before it (جنديا سوريا).
        is_plural: people of that nationality (Syrians).
        is_sponsor: the country only stands behind those who act.
        clitics: names of the clitics attached to it.
        is_location: things are said to happen in that country.
    """

    first: int
    last: int
    iso3: str
    kind: str
    is_plural: bool
    is_sponsor: bool
    clitics: tuple[str, ...] = ()
    is_location: bool = False


class Nations:
    """The words of a document that lead to a country, by token."""

    def __init__(self, document: Document, cues: Cues, focus: Sequence[str]) -> None:
        self._document = document
        self._first: defaultdict[int, list[NationWord]] = defaultdict(list)
        self._last: defaultdict[int, list[NationWord]] = defaultdict(list)
        self._by_sentence: defaultdict[int, list[NationWord]] = defaultdict(list)
        for word in _read(document, cues, focus):
            self._first[word.first].append(word)
            self._last[word.last].append(word)
            self._by_sentence[document.sentence_of[word.first]].append(word)

    def __iter__(self) -> Iterator[NationWord]:
        return (word for words in self._first.values() for word in words)

    def beginning(self, index: int, *kinds: str) -> NationWord | None:
        """The word of one of the kinds that begins at a token; earlier kinds come first."""
        return _pick(self._first.get(index, ()), kinds)

    def ending(self, index: int, *kinds: str) -> NationWord | None:
        """The word of one of the kinds that ends at a token; earlier kinds come first."""
        return _pick(self._last.get(index, ()), kinds)

    def in_sentence(self, index: int) -> Sequence[NationWord]:
        """The words of the sentence that holds a token."""
        return self._by_sentence.get(self._document.sentence_of[index], ())


def _pick(words: Iterable[NationWord], kinds: Sequence[str]) -> NationWord | None:
    found = [word for word in words if word.kind in kinds]
    return min(found, key=lambda word: kinds.index(word.kind), default=None)


def _read(document: Document, cues: Cues, focus: Sequence[str]) -> Iterator[NationWord]:
    seen: dict[tuple[int, int, str], str] = {}
    matches = [m for m in document.longest("demonym") if _is_valid(document, m, focus)]
    matches.sort(
        key=lambda match: focus.index(_iso3(match)) if _iso3(match) in focus else len(focus)
    )
    for match in matches:
        kind = match.sense.name
        if seen.setdefault((match.first, match.last, kind), _iso3(match)) != _iso3(match):
            continue
        number = match.feature("number")
        if number == "counted" and not _is_counted(document, cues, match):
            kind, number = "adjective", None
        yield NationWord(
            first=match.first,
            last=match.last,
            iso3=_iso3(match),
            kind=kind,
            is_plural=number in {"plural", "counted"},
            is_sponsor=is_sponsor(document, cues, match.first, match.last),
            clitics=match.clitics,
            is_location=_LOCATIVE in match.clitics or bool(_before(cues, match, "grammar.in")),
        )


def _iso3(match: Match) -> str:
    return str(match.feature("iso3"))


def _is_valid(document: Document, match: Match, focus: Sequence[str]) -> bool:
    """Whether a match is written as a name and fits the countries of the report."""
    within = match.feature("within")
    if within is not None and not set(within) & set(focus):
        return False
    surface = document.text[document.starts[match.first] : document.ends[match.last]]
    if surface[0].islower() or _has_other_article(document, match):
        return False
    # Short names are also words ("us"); in scripts without capitals nothing can be told.
    return len(surface) > _SHORT or surface == surface.upper()


def _has_other_article(document: Document, match: Match) -> bool:
    """Whether a seat of government has an article that its name has not: سيول is Seoul, السيول are floods."""
    lexicon = document.lexicon
    is_seat = match.sense.name == "seat"
    written = lexicon.has_article(document.words[match.first])
    return is_seat and written and not lexicon.has_article(match.sense.form[0])


def _before(cues: Cues, match: Match, *concepts: str) -> Match | None:
    return cues.ending(cues.before(match.first), *concepts)


def _is_counted(document: Document, cues: Cues, match: Match) -> bool:
    """Whether a number stands before a noun of nationality (33 فلسطينيا)."""
    at = cues.before(match.first)
    if at < 0:
        return False
    is_number = any(found.sense.namespace == "number" for found in cues.end(at))
    return is_number or document.words[at].isdigit()


def is_sponsor(document: Document, cues: Cues, first: int, last: int) -> bool:
    """Whether the words about a name say that it only backs somebody, or gave a place its label.

    Turkish-backed, pro-Iranian, rebel-held; المدعومة من تركيا, المرتبطة بتنظيم القاعدة.
    """
    if not document.lexicon.is_right_to_left and _backs_what_follows(document, cues, last):
        return True
    at = cues.before(first)
    if cues.ending(at, "actor.sided"):
        return True
    if not document.lexicon.is_right_to_left:
        link = cues.ending(at, "grammar.by", "grammar.with")
        return link is not None and bool(cues.ending(cues.before(link.first), "actor.sponsored"))
    link = cues.ending(at, "grammar.by", "grammar.with", "grammar.from", "grammar.in")
    at = at if link is None else cues.before(link.first)
    return bool(cues.ending(at, "actor.sponsored", "actor.sided"))


def _backs_what_follows(document: Document, cues: Cues, last: int) -> bool:
    """Whether a name is the first part of a compound: Turkish-backed, but not "forces backed by"."""
    after = cues.beginning(cues.after(last), "actor.sponsored")
    if after is None or cues.beginning(cues.after(after.last), "grammar.by", "grammar.with"):
        return False
    needs_hyphen = after.feature("needs") == "hyphen"
    return not needs_hyphen or _HYPHEN in document.words[last : after.first]
