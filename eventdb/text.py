"""Folding and tokenising of text; offsets always point into the text as it was given.

``fold`` gives the key under which a word is looked up: case, diacritics and letter variants are
removed, nothing is translated. ``split_tokens`` cuts a text into words, numbers and signs without
changing it. Both serve every language; the letters they name are of scripts, not words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Arabic script: letters that are written one for another (alef with hamza or madda, alef maqsura
# and Farsi ya, ta marbuta, hamza on its seat, Farsi kaf), and the tatweel, which means nothing.
_VARIANTS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ة": "ه", "ۀ": "ه", "ؤ": "و", "ک": "ك", "ء": None,
        "ـ": None,
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'",
        "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    }
)  # fmt: skip
_FORMAT_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    \d+(?:[.,\u066b\u066c]\d+)*                       # 12  12,500  ١٢٬٥٠٠  3.5
    | (?:[A-Za-z]\.){{2,}}                              # U.S.  a.m.
    | ['\u2019]s(?!\w)                                 # the possessive is a word of its own
    | {_LETTER}(?:(?!\d)\w|[{_MARKS}]|['\u2019](?!s(?!\w)){_LETTER})*(?<!_)
    | \S
    """,
    re.VERBOSE,
)
_WORD = re.compile(rf"{_LETTER}(?:(?![\d_])\w|[{_MARKS}])*")
_UNDERSCORE = re.compile(r"_+")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lookup key of a word or name: no case, diacritics, tatweel, hamza, or digit variants.

    Decimal digits of every script become ASCII digits.
    """
    word = _FORMAT_MARKS.sub("", word).translate(_VARIANTS).casefold()
    if word.isascii():
        return word
    word = unicodedata.normalize("NFKD", word)
    word = "".join(char for char in word if not unicodedata.combining(char)).translate(_VARIANTS)
    if not word.isdecimal() and not any(char.isdecimal() for char in word):
        return word
    return "".join(str(int(char)) if char.isdecimal() else char for char in word)


def split_tokens(text: str) -> list[tuple[int, int]]:
    """Character ranges of the words, numbers and signs of a text, in order.

    A hyphen, an underscore and a hash sign are signs of their own, so that ``car-bomb`` and
    ``#الجيش_الوطني`` fall into their words; a letter glued to a digit (``الـ24``) is cut off.
    """
    ranges: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if "_" not in match.group():
            ranges.append((start, end))
            continue
        at = start
        for score in _UNDERSCORE.finditer(text, start, end):
            if score.start() > at:
                ranges.append((at, score.start()))
            ranges.append(score.span())
            at = score.end()
        if at < end:
            ranges.append((at, end))
    return ranges


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a text, signs left out: the key of a phrase."""
    words = (fold(text[start:end]) for start, end in split_tokens(text))
    return tuple(word for word in words if word and any(char.isalnum() for char in word))


def distinct_words(text: str) -> set[str]:
    """The different words of a text as they are spelt, numbers and signs left out."""
    return set(_WORD.findall(text))
