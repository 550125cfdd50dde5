"""Words of a passage as hashes, for comparing passages; no word has a meaning here."""

from __future__ import annotations

import re
import unicodedata
import zlib

_WORD = re.compile(r"[^\W_]+")
# Spelling variants of the Arabic script: alef, ya, ta marbuta, tatweel.
_VARIANTS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def split_words(text: str) -> list[str]:
    """Words and numbers of a text, without case, marks and spelling variants."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
        text = text.translate(_VARIANTS)
    return _WORD.findall(text.casefold())


def hash_word(word: str) -> int:
    """A number of 32 bits that is the same on every machine and in every run."""
    return zlib.crc32(word.encode())
