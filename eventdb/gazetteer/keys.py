"""The key under which a place name is looked up: folded words joined by single blanks.

It agrees with the words of a ``Document`` (``eventdb.text.fold``), from which ``word_key`` takes what
writers set or leave out at will in names: apostrophes and the full stops of initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from eventdb.text import fold

_POSSESSIVE = re.compile(r"'s\b")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_GAP = re.compile(r"[\W_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# A shorter rest is too often another word: "Al Ma" is not "Ma".
_LEAST_REST = 4


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """A folded word of a document as it stands in a key; empty for a sign."""
    word = word.replace("'", "").replace(".", "")
    return word if word.isalnum() else _GAP.sub("", word)


def name_key(name: str) -> str:
    """The key of a name; empty where the name has no letter."""
    # Half of the gazetteer's names are plain letters, which fold to their small ones.
    folded = name.lower() if name.isascii() and "`" not in name else fold(name)
    if folded.isalpha():
        return folded
    if "'" in folded:
        folded = _POSSESSIVE.sub(" s", folded).replace("'", "")
    if "." in folded:
        folded = _INITIALS.sub(lambda match: match.group().replace(".", ""), folded)
    return _GAP.sub(" ", folded).strip()


def derived_keys(key: str, articles: frozenset[str], is_romanised: bool) -> Iterator[str]:
    """Other spellings of a name's key.

    Args:
        key: from ``name_key``.
        articles: romanised articles, as ``al``, ``ar``, ``ash``.
        is_romanised: the name is of a country whose names are written in Arabic script, so that
            the article and the final ``h`` come and go (Ar Raqqah, Raqqa).

    Yields:
        Keys that differ from ``key``: Arabic words written together (ديرالزور), the article left
        out, the final h left out.
    """
    words = key.split(" ")
    if _ARABIC.match(key):
        if len(words) == 2 and len(key) > 7:
            yield "".join(words)
        return
    if not is_romanised:
        return
    short = [_without_final_h(word) for word in words]
    if short != words:
        yield " ".join(short)
    if len(words) > 1 and words[0] in articles:
        rest = " ".join(words[1:])
        if len(rest) >= _LEAST_REST:
            yield rest
            if short != words:
                yield " ".join(short[1:])


def _without_final_h(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("ah") else word
