"""Tells UTF-8 from what else a file may be written in, so that a message can name it."""

from __future__ import annotations

import codecs
import re

CONVERT = "convert it: iconv -f {} -t UTF-8"
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
# The letters that make up half of any Arabic text: alef, lam, ya, mim, waw, nun.
_FREQUENT_ARABIC = frozenset("\u0627\u0644\u064a\u0645\u0648\u0646")
_FREQUENT_CYRILLIC = frozenset("\u043e\u0435\u0430\u0438\u043d\u0442")
# In the order of likelihood where two fit equally well.
_EIGHT_BIT = (
    ("windows-1256", _FREQUENT_ARABIC),
    ("ISO-8859-6", _FREQUENT_ARABIC),
    ("windows-1251", _FREQUENT_CYRILLIC),
)
_LEAST_SHARE = 0.3
_ARABIC = frozenset({"windows-1256", "ISO-8859-6"})
_SAMPLE = 4096
_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([a-z0-9_-]{2,40})"
)
_UNDECODED = re.compile("[\udc80-\udcff]")


def wide_encoding(start: bytes) -> str | None:
    """Name of the two- or four-byte encoding that a file's first bytes show; ``None``: neither."""
    for mark, name in _WIDE:
        if start.startswith(mark):
            return name
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    # Without a mark: Latin letters have a zero in every second byte.
    if half >= 8 and odd > 0.8 * half and even == 0:
        return "UTF-16LE"
    if half >= 8 and even > 0.8 * half and odd == 0:
        return "UTF-16BE"
    return None


def decode(raw: bytes) -> str:
    """Bytes as text; those that are not UTF-8 stay as lone surrogates (see ``is_broken``)."""
    return raw.decode("utf-8-sig", "surrogateescape")


def is_broken(text: str) -> bool:
    """Whether a text that ``decode`` made had bytes that are not UTF-8."""
    return _UNDECODED.search(text) is not None


def name_encoding(raw: bytes) -> str:
    """The eight-bit encoding that bytes are most likely in, by the letters they would be."""
    high = [byte for byte in raw if byte >= 0x80]
    best, best_share = "windows-1252", _LEAST_SHARE
    for name, frequent in _EIGHT_BIT:
        text = bytes(high).decode(name, "replace")
        share = sum(char in frequent for char in text) / max(1, len(high))
        if share > best_share:
            best, best_share = name, share
    return best


def decode_text(raw: bytes) -> str | None:
    """A text in UTF-8, or in an encoding that its first bytes or its Arabic letters show; else ``None``.

    Old Arabic pages and files are in windows-1256 or ISO-8859-6; other eight-bit encodings cannot be told
    apart well enough to trust the words.
    """
    wide = wide_encoding(raw[:_SAMPLE])
    if wide is not None:
        return raw.decode(wide, "replace").lstrip("\ufeff")
    text = decode(raw)
    if not is_broken(text):
        return text
    name = name_encoding(raw)
    return raw.decode(name, "replace") if name in _ARABIC else None


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page says it is written in."""
    found = _DECLARED.search(raw[:_SAMPLE])
    return found[1].decode("ascii") if found else None


def decode_page(raw: bytes, declared: str | None) -> str:
    """A page or message: as declared where that fits, else as UTF-8, else by its letters."""
    wide = wide_encoding(raw[:_SAMPLE])
    for name in (wide, declared, "utf-8"):
        try:
            if name:
                return raw.decode(name).lstrip("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode(name_encoding(raw), "replace")
