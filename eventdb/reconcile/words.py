"""Words of a passage as hashes, for comparing passages; no word has a meaning here."""

from __future__ import annotations

import re
import tomllib
import unicodedata
import zlib
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
# Spelling variants of the Arabic script: alef, ya, ta marbuta, hamza on its seat, tatweel, vowels.
_VARIANTS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": None}
    | {chr(code): None for code in range(0x064B, 0x0656)}
)
# Letters that may carry marks or have compatible forms: all but plain Latin and plain Arabic ones.
_MARK = re.compile(r"[\u0300-\u036f\u0610-\u061a\u0670\u06d6-\u06ed]")
_OTHER = re.compile(r"[^\x00-\x7f\u060c-\u064a\u0660-\u0669\u200c-\u203a]")


def split_words(text: str) -> list[str]:
    """Words and numbers of a text, without case, marks and spelling variants."""
    if text.isascii():
        return _WORD.findall(text.casefold())
    text = text.translate(_VARIANTS).casefold()
    if _MARK.search(text):
        return _WORD.findall(_plain(text))
    words: list[str] = _WORD.findall(text)
    return [_plain_word(word) if _OTHER.search(word) else word for word in words]


def _plain(text: str) -> str:
    """A text without marks, its compatible forms replaced, such as Arabic presentation forms."""
    text = unicodedata.normalize("NFKD", text).translate(_VARIANTS)
    return "".join(char for char in text if not unicodedata.combining(char))


_plain_word = lru_cache(maxsize=100_000)(_plain)


def hash_word(word: str) -> int:
    """A number of 32 bits that is the same on every machine and in every run."""
    return zlib.crc32(word.encode())


_ARABIC = re.compile("[\u0620-\u064a]")
_SCRIPT_OF_BLOCK = {0x03: 2, 0x04: 3, 0x05: 4, 0x06: 5, 0x07: 5}


def find_script(text: str) -> int:
    """A number for the script of most letters: 1 Latin, 2 Greek, 3 Cyrillic, 4 Hebrew, 5 Arabic.

    Others are numbered by their block of Unicode; 0 is a text without letters. Passages of two
    scripts have no words to compare.
    """
    if text.isascii():
        return 1 if text else 0
    head = text[:60]
    if head.isascii():
        return 1
    if len(_ARABIC.findall(head)) > len(head) // 2:
        return 5
    seen: dict[int, int] = {}
    for char in head:
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
