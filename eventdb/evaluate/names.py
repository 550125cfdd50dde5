"""When two names of places or of organisations mean the same, in scoring."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.fuzz import ratio

# Names this similar (per cent) are one name that is spelled in two ways …
_SAME_NAME = 85.0
# … where each word of the shorter one is about as similar to one of the other.
_SAME_WORD = 75.0

# Letters that stand for one another, after decomposition: Arabic, then Latin.
_LETTERS = str.maketrans(
    {
        "ـ": None, "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ﻻ": "لا",
        "ء": None, "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe",
        "ð": "d", "þ": "th", "ʼ": None, "ʻ": None, "ʿ": None, "ʾ": None, "’": None, "‘": None,
        "'": None, "`": None,
    }
)  # fmt: skip
_ARTICLE_AND_LIST = re.compile(r"[,;،(]")
_BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
_SIDES = re.compile(r"\s*[:/]\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that say little in a name; ``words.toml`` explains each group."""

    place: frozenset[str]
    article: str
    article_longer_than: int
    name: frozenset[str]
    link: frozenset[str]
    demonyms: frozenset[str]
    short_countries: frozenset[str]
    unknown: tuple[str, ...]


@cache
def words() -> Words:
    """The words that come with the package."""
    text = (resources.files("eventdb.evaluate") / "words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    # Written as people write them, compared as they are folded.
    place = {*table["place_words"], *map(fold, table["place_words"])}
    return Words(
        place=frozenset(place),
        article=table["article"],
        article_longer_than=table["article_longer_than"],
        name=frozenset(table["name_words"]),
        link=frozenset(table["link_words"]),
        demonyms=frozenset(table["demonyms"]),
        short_countries=frozenset(table["short_countries"]),
        unknown=tuple(table["unknown_actors"]),
    )


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A text without case, diacritics, letter variants and signs; digits of any script as ASCII."""
    # Once more after the decomposition: it turns 𝞐, which has no case, into Α, which has.
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(map(_plain, letters.translate(_LETTERS))).split())


def _plain(char: str) -> str:
    if char.isdigit():
        return str(unicodedata.digit(char, char))
    return char if char.isalnum() else " "


# --------------------------------------------------------------------------------------------
# Places
# --------------------------------------------------------------------------------------------


def is_same_place(one: str | None, other: str | None) -> bool:
    """Whether two place names are equal without words such as "city of"."""
    return bool(_place_keys(one) & _place_keys(other))


def _place_keys(name: str | None) -> set[str]:
    """Keys of a name as given, and of its part before the first comma or bracket."""
    if not name:
        return set()
    head = _ARTICLE_AND_LIST.split(name, maxsplit=1)[0]
    keys = {_place_key(name)} | ({_place_key(head)} if head.strip() else set())
    return keys - {""}


def _place_key(name: str) -> str:
    known, whole = words(), fold(name)
    kept = []
    for word in whole.split():
        if word in known.place:
            continue
        if word.startswith(known.article) and len(word) > known.article_longer_than:
            word = word.removeprefix(known.article)
            if word in known.place:
                continue
        kept.append(word)
    return " ".join(kept) or whole


# --------------------------------------------------------------------------------------------
# Organisations
# --------------------------------------------------------------------------------------------


def is_unidentified(name: str) -> bool:
    """Whether a name says only that the actor is not known."""
    first, _, _ = fold(name).partition(" ")
    return not first or first in words().unknown


@dataclass(slots=True)
class Names:
    """Compares names of organisations; with aliases, names of one row are the same.

    Args:
        aliases: other names of each name.
    """

    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _rows: dict[str, set[str]] = field(default_factory=dict)
    _known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, others in self.aliases.items():
            for form in (name, *others):
                self._rows.setdefault(fold(form), set()).add(name)

    def is_same(self, one: str, other: str) -> bool:
        """Whether two names mean one organisation."""
        key = (one, other)
        if key not in self._known:
            rows, others = (self._rows.get(fold(name), set()) for name in key)
            self._known[key] = bool(rows & others) or _is_same_name(one, other)
        return self._known[key]

    def is_any(self, forms: Iterable[str], name: str) -> bool:
        """Whether a name means what one of the forms means."""
        return any(self.is_same(form, name) for form in forms)


def _is_same_name(one: str, other: str) -> bool:
    return any(_is_same_form(a, b) for a in _variants(one) for b in _variants(other))


def _is_same_form(one: str, other: str) -> bool:
    if one == other:
        return True
    (kept, nations), (others, other_nations) = _core(one), _core(other)
    may_agree = not nations or not other_nations or bool(nations & other_nations)
    if may_agree and (sorted(kept) == sorted(others) or _is_alike(kept, others)):
        return True
    return _abbreviates(one, other) or _abbreviates(other, one)


@lru_cache(maxsize=100_000)
def _variants(name: str) -> tuple[str, ...]:
    """Folded forms of a name: whole, without brackets, an abbreviation in them, sides of a colon."""
    outside = _BRACKETED.sub(" ", name)
    parts = [name, outside]
    parts += [inside for inside in _BRACKETED.findall(name) if _is_second_name(inside, outside)]
    parts += [side for part in parts for side in _SIDES.split(part)]
    folded = dict.fromkeys(fold(part) for part in parts)
    return tuple(form for form in folded if form and not form.replace(" ", "").isdigit())


def _is_second_name(inside: str, outside: str) -> bool:
    """Whether brackets hold a name of the actor: an abbreviation, or what one stands for."""
    short, long = fold(inside), fold(outside)
    is_letters = (
        inside.strip().isupper()
        and " " not in short
        and 2 <= len(short) <= 8
        and short not in words().short_countries
    )
    return is_letters or (" " not in long and is_acronym(long, short))


@lru_cache(maxsize=100_000)
def _core(form: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Distinctive words and demonyms of a folded name."""
    every = form.split()
    kept = [word for word in every if word not in words().name]
    nations = frozenset(word for word in kept if word in words().demonyms)
    rest = [word for word in kept if word not in nations]
    if not rest:
        return tuple(kept or every), frozenset()
    return tuple(rest), nations


def _is_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Two spellings of one name; what is shorter than four letters has no second spelling."""
    first, second = " ".join(one), " ".join(other)
    if min(len(first), len(second)) < 4 or ratio(first, second) < _SAME_NAME:
        return False
    few, many = sorted((one, other), key=len)
    return all(max(ratio(word, another) for another in many) >= _SAME_WORD for word in few)


def _abbreviates(short: str, form: str) -> bool:
    return " " not in short and is_acronym(short, form)


def is_acronym(short: str, form: str) -> bool:
    """Whether a word abbreviates the words of a folded form.

    Initials in their order, with or without small words. Abbreviations often follow another
    language's order, so the same letters in any order count from three on, and all but one of the
    initials from four on.
    """
    short = re.sub("[^a-z]", "", short)
    every = form.split()
    if not 2 <= len(short) <= 8 or len(every) < 2:
        return False
    initials = "".join(word[0] for word in every if word not in words().link)
    if short in ("".join(word[0] for word in every), initials):
        return True
    letters, wanted = Counter(short), Counter(initials)
    if len(short) >= 3 and letters == wanted:
        return True
    return len(short) >= 4 and letters <= wanted and (wanted - letters).total() <= 1
