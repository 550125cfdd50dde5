"""Finds in a document the passages that are spelt like a place of the gazetteer.

Nothing is decided here: a passage may be an ordinary word, a person's name, or any of hundreds of
places. Longer names are taken before the shorter ones inside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from eventdb.documents import Document
from eventdb.gazetteer import Candidate, Gazetteer
from eventdb.gazetteer.index import LONGEST_NAME
from eventdb.gazetteer.keys import word_key
from eventdb.lexicon import Lexicon
from eventdb.text import fold

# Signs that stand inside names: Deir ez-Zor, #دير_الزور, Da'el.
_JOINING = frozenset("-–_'`#") | {""}
# In a script with capitals, a small word of a name is a particle: Abu al-Duhur, San Luis de la Paz.
_LONGEST_PARTICLE = 3
_SHORTEST_NAME = 2
# The clitic of the future stands on verbs only.
_VERBAL = frozenset({"sa"})
# "Aleppos", where an apostrophe was lost, is worth a try; "Las" is not.
_SHORTEST_POSSESSOR = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A passage that is spelt like places.

    Attributes:
        first, last: its tokens (inclusive).
        start, end: its characters, without clitics.
        candidates: places of that name.
        clitics: names of the clitics on its first word.
        word_count: number of its words.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    clitics: tuple[str, ...] = ()
    word_count: int = 1


def find_names(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """Names of a document in the order of the text, none overlapping another."""
    kept: list[Name] = []
    for run in _runs(document):
        keys = [word_key(document.words[token]) for token in run]
        at = 0
        while at < len(run):
            name = _longest_at(document, gazetteer, run, keys, at)
            if name is None:
                at += 1
            else:
                kept.append(name)
                at += name.word_count
    return kept


def _runs(document: Document) -> Iterator[list[int]]:
    """Tokens that are words, cut where a sign or a line break stands between them."""
    run: list[int] = []
    for token, word in enumerate(document.words):
        if word_key(word) and word != "\n":
            run.append(token)
        elif word not in _JOINING and run:
            yield run
            run = []
    if run:
        yield run


def _longest_at(
    document: Document, gazetteer: Gazetteer, run: list[int], keys: list[str], at: int
) -> Name | None:
    token = run[at]
    text = document.text[document.starts[token] : document.ends[token]]
    if text[0].islower() and len(text) > _LONGEST_PARTICLE:
        return None
    best: Name | None = None
    for rest, clitics in _readings(document, keys[at]):
        if not gazetteer.begins(rest):
            continue
        words = [rest, *keys[at + 1 : at + LONGEST_NAME]]
        for count, number in gazetteer.prefixes(words):
            if best is not None and count <= best.word_count:
                continue
            tokens = run[at : at + count]
            if _is_written_as_name(document, tokens):
                best = _name(document, tokens, words[:count], clitics, gazetteer.candidates(number))
    return best or _possessor(document, gazetteer, token, keys[at])


def _readings(document: Document, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The word as it stands and without its clitics, fewest first."""
    if key.isascii():
        return ((key, ()),)
    return _without_clitics(document.lexicon, key)


@lru_cache(maxsize=50_000)
def _without_clitics(lexicon: Lexicon, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (rest, clitics)
        for rest, clitics in lexicon.without_clitics(key)
        if not _VERBAL.intersection(clitics)
    )


def _is_written_as_name(document: Document, tokens: list[int]) -> bool:
    """In a script with capitals: the last word has one, and only particles have none."""
    texts = [document.text[document.starts[token] : document.ends[token]] for token in tokens]
    if sum(map(len, texts)) < _SHORTEST_NAME or texts[0][0].isdecimal():
        return False
    if texts[-1][0].islower():
        return False
    return all(len(text) <= _LONGEST_PARTICLE for text in texts if text[0].islower())


def _name(
    document: Document,
    tokens: list[int],
    words: list[str],
    clitics: tuple[str, ...],
    candidates: tuple[Candidate, ...],
) -> Name:
    first, last = tokens[0], tokens[-1]
    start = document.starts[first]
    if clitics:
        start = _after_clitics(document, first, words[0])
    return Name(
        first, last, start, document.ends[last], " ".join(words), candidates, clitics, len(tokens)
    )


def _after_clitics(document: Document, token: int, rest: str) -> int:
    """Where a word begins whose folded rest without clitics is given.

    Folding drops letters (hamza, tatweel, diacritics), so the end of the word is looked for.
    """
    start, end = document.starts[token], document.ends[token]
    for at in range(end - 1, start - 1, -1):
        if word_key(fold(document.text[at:end])) == rest:
            return at
    return start


def _possessor(document: Document, gazetteer: Gazetteer, token: int, key: str) -> Name | None:
    """A well-known place with the s of a lost apostrophe, as in "Aleppos countryside"."""
    if len(key) < _SHORTEST_POSSESSOR or not key.isascii() or not key.endswith("s"):
        return None
    if not document.text[document.starts[token]].isupper():
        return None
    for count, number in gazetteer.prefixes([key[:-1]]):
        known = tuple(it for it in gazetteer.candidates(number) if is_well_known(it))
        if count == 1 and known:
            start, end = document.starts[token], document.ends[token] - 1
            return Name(token, token, start, end, key[:-1], known)
    return None


def is_well_known(place: Candidate) -> bool:
    """Whether a place's name is enough to know it: countries, capitals, seats, large towns."""
    return (
        place.kind == "country"
        or place.is_capital
        or (place.kind == "admin1" and place.name_kind <= 1)
        or (place.population >= 300_000 and place.name_kind <= 1)
    )
