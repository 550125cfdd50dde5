"""Words as they are searched for: folded, and in languages with attached words also without them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from eventdb.lexicon import Lexicon, language_codes
from eventdb.text import fold

# Letters and digits with the marks upon them; offsets do not matter here, so that this is all.
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f])+"
)
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')


def indexed(text: str) -> str:
    """The words of a text as the index keeps them: in their order, then the forms inside others.

    «والقصف» is found by «قصف», «القصف» and itself.
    """
    words = _words(text)
    inside = dict.fromkeys(form for word in dict.fromkeys(words) for form in _inside(word))
    return " ".join([*(_bare(word) for word in words), *inside])


def match_expression(asked: str) -> str | None:
    """What somebody typed as an expression of FTS5: all words, quoted ones side by side.

    Nothing in it is taken for an operator. ``None`` where no word is in it.
    """
    phrases = []
    for quoted, word in _QUOTED.findall(asked):
        words = [_bare(part) for part in _words(quoted or word)]
        if words:
            phrases.append('"' + " ".join(words) + '"')
    return " AND ".join(phrases) or None


def _words(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.casefold())
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    """The languages with attached words, without their lexicons, which searching does not need."""
    folder = files("eventdb") / "languages"
    read = [
        (code, tomllib.loads((folder / code / "language.toml").read_text(encoding="utf-8")))
        for code in language_codes()
    ]
    return tuple(Lexicon(code, settings, ()) for code, settings in read if "clitics" in settings)


@lru_cache(maxsize=200_000)
def _bare(word: str) -> str:
    """A folded word without the article."""
    if word.isascii():
        return word
    for lexicon in _lexicons():
        if lexicon.has_article(word):
            return lexicon.strip_article(word)
    return word


@lru_cache(maxsize=200_000)
def _inside(word: str) -> tuple[str, ...]:
    """A folded word without what is attached in front of it."""
    if word.isascii():
        return ()
    return tuple(
        lexicon.strip_article(rest)
        for lexicon in _lexicons()
        for rest, clitics in lexicon.without_clitics(word)
        if clitics
    )
