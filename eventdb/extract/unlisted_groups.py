"""Armed groups that the registry lacks, by the form of their names and the words that introduce them.

"the Popular Liberation Front (FPL)", a group calling itself the Owls, جماعة تطلق على نفسها اسم «أنصار الحق».
A name in capitals needs a noun for an organisation and a word of war or revolution; one that is
introduced as a group's needs neither. Where the script has no capitals a name stands in quotation
marks, and needs the same: companies and parties are called groups and movements too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventdb.codebook import ActorKind
from eventdb.documents import Document, Sentence
from eventdb.extract.actornames import NamedParty
from eventdb.extract.clitics import bare_start
from eventdb.extract.cues import Cues
from eventdb.lexicon import Match
from eventdb.records import Actor
from eventdb.text import fold_words

_HEAD, _MARTIAL, _INTRODUCES = "actor.name_head", "actor.name_martial", "actor.introduces"
_GROUP_NOUNS = (_HEAD, "actor.armed", "actor.gang")
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_QUOTES = frozenset({'"', "«", "»", "“", "”"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# Words of a name; tokens between a group's noun and what introduces its name; letters of a
# name's abbreviation.
_SHORTEST, _LONGEST = 2, 8
_LONGEST_QUOTED = 5
_REACH = 4
_LETTERS = range(2, 9)


def find_unlisted_groups(
    document: Document, cues: Cues, names: Sequence[NamedParty], focus: Sequence[str]
) -> list[NamedParty]:
    """The groups that no list holds, each with its later mentions by the same name or abbreviation.

    Args:
        document: the report.
        cues: its function words and nouns for parties.
        names: the parties that are listed.
        focus: the report's countries, heaviest first; a group is taken for one of the first.
    """
    by_token = {at: name for name in names for at in range(name.first, name.last + 1)}
    runs = _quoted if document.lexicon.is_right_to_left else _cased
    iso3 = focus[0] if focus else None
    found: list[NamedParty] = []
    short: dict[str, Actor] = {}
    for first, last in runs(document, cues):
        if any(at in by_token for at in range(first, last + 1)):
            continue
        at = _abbreviation(document, last)
        listed = None if at is None else by_token.get(at)
        party = _named(document, cues, first, last, iso3)
        # What its abbreviation says is listed is a longer form of a listed name.
        found.append(party if listed is None else replace(party, actor=listed.actor))
        if at is not None and listed is None:
            short[_surface(document, at)] = party.actor
    held = {at for name in found for at in range(name.first, name.last + 1)} | set(by_token)
    found.extend(
        NamedParty(at, at, short[_surface(document, at)])
        for at in range(len(document.words))
        if at not in held and _surface(document, at) in short
    )
    return found


def _named(document: Document, cues: Cues, first: int, last: int, iso3: str | None) -> NamedParty:
    head = cues.beginning(first, _HEAD)
    clitics = () if head is None else head.clitics
    text = document.text[bare_start(document, first, clitics) : document.ends[last]]
    name = " ".join("".join(sign for sign in text if sign not in _QUOTES).split())
    slug = "-".join(fold_words(name))
    actor = Actor(f"unlisted:{slug}:{iso3 or ''}", name, ActorKind.POLITICAL_MILITIA, iso3)
    return NamedParty(first, last, actor, clitics=clitics)


def _surface(document: Document, at: int) -> str:
    return document.text[document.starts[at] : document.ends[at]]


def _abbreviation(document: Document, last: int) -> int | None:
    """The token of an abbreviation in brackets right behind a name."""
    words = document.words
    at = last + 1
    while at < len(words) and words[at] in _QUOTES:
        at += 1
    if at + 2 >= len(words) or words[at] not in _OPENING or words[at + 2] not in _CLOSING:
        return None
    text = _surface(document, at + 1)
    return at + 1 if text.isupper() and text.isalpha() and len(text) in _LETTERS else None


# --- in capitals ----------------------------------------------------------------------------------


def _cased(document: Document, cues: Cues) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that name a group."""
    for sentence in document.sentences:
        if sentence.is_title or document.text[sentence.start : sentence.end].isupper():
            continue
        for first, last in _runs(document, cues, sentence):
            is_named = _has(cues, first, last, _HEAD) and _has(cues, first, last, _MARTIAL)
            is_long = _SHORTEST <= last - first + 1 <= _LONGEST
            if (is_named and is_long) or _is_introduced(cues, first):
                yield first, last


def _runs(document: Document, cues: Cues, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, without a function word at the beginning."""
    at = sentence.first
    while at < sentence.last:
        if not _is_capital(document, at) or _is_function(cues, at):
            at += 1
            continue
        last = at
        while last + 1 < sentence.last:
            reach = _next(document, cues, last)
            if reach is None or reach >= sentence.last:
                break
            last = reach
        yield at, last
        at = last + 1


def _next(document: Document, cues: Cues, last: int) -> int | None:
    """The token up to which a name goes on: a capital, a possessive, what a head's "of" leads to."""
    at = last + 1
    if document.words[at] in _POSSESSIVE or _is_capital(document, at):
        return at
    is_of = cues.beginning(at, "grammar.of") is not None
    if is_of and cues.ending(last, _HEAD) is not None and at + 1 < len(document.words):
        return at + 1 if _is_capital(document, at + 1) else None
    return None


def _is_capital(document: Document, at: int) -> bool:
    text = _surface(document, at)
    return len(text) > 1 and text[0].isupper() and text.replace("-", "").isalpha()


def _is_function(cues: Cues, at: int) -> bool:
    return any(match.sense.namespace == "grammar" for match in cues.begin(at))


def _has(cues: Cues, first: int, last: int, concept: str) -> bool:
    return any(cues.beginning(at, concept) is not None for at in range(first, last + 1))


def _is_introduced(cues: Cues, first: int) -> bool:
    """Whether a group's noun and words that give its name stand before: a group called the Owls.

    A single fighter's name is no group's: a guerrilla called Tomás.
    """
    at = cues.before(first)
    article = cues.ending(at, "grammar.determiner")
    if article is not None:
        at = cues.before(article.first)
    gives = cues.ending(at, _INTRODUCES)
    if gives is None:
        return False
    nouns = [
        cues.ending(before, *_GROUP_NOUNS) for before in range(gives.first - _REACH, gives.first)
    ]
    return any(noun is not None and _is_group(noun) for noun in nouns)


def _is_group(noun: Match) -> bool:
    return noun.concept == _HEAD or noun.feature("number") != "singular"


# --- in quotation marks ---------------------------------------------------------------------------


def _quoted(document: Document, cues: Cues) -> Iterator[tuple[int, int]]:
    """Names in quotation marks behind a group's noun or words that give its name."""
    for at, word in enumerate(document.words):
        if word not in _QUOTES:
            continue
        end = _closing(document, at)
        if end is None:
            continue
        head = cues.ending(at - 1, _HEAD)
        if head is not None and _has(cues, head.first, end, _MARTIAL):
            yield head.first, end - 1
        elif _is_introduced(cues, at + 1) or _is_whole(cues, at + 1, end - 1):
            yield at + 1, end - 1


def _is_whole(cues: Cues, first: int, last: int) -> bool:
    """Whether a quotation is itself a group's noun with its name: «كتائب النسور»."""
    head = cues.beginning(first, _HEAD)
    return head is not None and head.last < last and _has(cues, first, last, _MARTIAL)


def _closing(document: Document, at: int) -> int | None:
    """The token that closes a quotation of a few words."""
    stop = min(len(document.words), at + _LONGEST_QUOTED + 2)
    return next((i for i in range(at + 2, stop) if document.words[i] in _QUOTES), None)
