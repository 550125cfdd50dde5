"""Finds words of an act whose victims stand apart from them.

A noun with words of day and place before its complement (the killing on Sunday in Medellin of two
judges), a verb with its subject before the lives that it took (أودى الانفجار بحياة خمسة أشخاص).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from eventdb.documents import Document
from eventdb.extract.factuality import CLAUSE_SIGNS
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT, Match

_REACH = 10  # tokens of day and place between the noun and its "of"


def find_deeds(document: Document, index: WordIndex, dated: Collection[int]) -> Iterator[Match]:
    """Words of an act with all up to the word that leads to its victims, as words that inflict it.

    Args:
        document: the report, prepared.
        index: its matches.
        dated: tokens of its dates.
    """
    for deed in index.of("casualty.deed").values():
        last = _complement(document, index, deed, dated)
        if last is not None:
            yield deed._replace(last=last, sense=replace(deed.sense, concept="casualty.inflict"))


def _complement(
    document: Document, index: WordIndex, deed: Match, dated: Collection[int]
) -> int | None:
    """The token that leads from a noun, over words of day and place alone, to its complement.

    Behind a verb any words of its clause may be its subject.
    """
    limit = min(deed.last + 1 + _REACH, len(document.words))
    has_lives = "casualty.lives" in document.lexicon.concepts()
    for at in range(deed.last + 1, limit):
        if has_lives:
            if document.words[at] in CLAUSE_SIGNS:
                return None
            if index.from_token("casualty.lives", at) is not None:
                return at
            continue
        if index.from_token("victim.of", at) is not None:
            return at if at > deed.last + 1 else None
        if not _may_part(document, index, at, dated):
            return None
    return None


def _may_part(document: Document, index: WordIndex, at: int, dated: Collection[int]) -> bool:
    """Whether a token may belong to words of day and place."""
    word = document.words[at]
    if at in dated or word in TRANSPARENT:
        return True
    is_name = document.doc[at].text[0].isupper()
    return is_name or index.from_token("victim.preposition", at) is not None
