"""Words of a passage as hashes, for comparing passages; no word has a meaning here."""

from __future__ import annotations

import re
import tomllib
import unicodedata
import zlib
from functools import cache, lru_cache
from importlib.resources import files

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


_SCRIPT_OF_BLOCK = {0x03: 2, 0x04: 3, 0x05: 4, 0x06: 5, 0x07: 5}


def find_script(text: str) -> int:
    """A number for the script of most letters: 1 Latin, 2 Greek, 3 Cyrillic, 4 Hebrew, 5 Arabic.

    Others are numbered by their block of Unicode; 0 is a text without letters. Passages of two
    scripts have no words to compare.
    """
    if text.isascii():
        return 1 if text else 0
    seen: dict[int, int] = {}
    for char in text[:60]:
        if char.isalpha():
            block = ord(char) >> 8
            script = 1 if block < 3 else _SCRIPT_OF_BLOCK.get(block, block)
            seen[script] = seen.get(script, 0) + 1
    return max(seen, key=lambda script: (seen[script], -script)) if seen else 0


@cache
def _affixes() -> tuple[int, dict[bool, tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Least letters, and prefixes and suffixes by whether a word is of Latin letters."""
    text = files("eventdb.reconcile").joinpath("affixes.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    tables = {
        is_latin: (tuple(data[script]["prefixes"]), tuple(data[script]["suffixes"]))
        for is_latin, script in ((True, "latin"), (False, "arabic"))
    }
    return data["least"], tables


@lru_cache(maxsize=200_000)
def hash_stem(word: str) -> int:
    """Hash of a word without the affixes of ``affixes.toml``."""
    least, tables = _affixes()
    prefixes, suffixes = tables[word.isascii()]
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            word = word[len(prefix) :]
            break
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word[: -len(suffix)]
            break
    return hash_word(word)
