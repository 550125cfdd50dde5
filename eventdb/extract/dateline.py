"""The dateline of a dispatch: where it was written, "BAGHDAD, May 3 (AFP) -", «بغداد - رويترز»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from eventdb.documents import Document
from eventdb.extract.frames import Located

_DASHES = frozenset({"-", "–", "—", "--", ":", "/"})
_BEHIND = _DASHES | frozenset({",", "،", "(", "["})
# A dateline holds a place, a date and an agency; what is longer is a sentence.
_LONGEST = 24
_LONGEST_AGENCY = 4
# "LIMA (Peru)", "LIMA, Peru": a second name this near, in characters, is the wider place.
_NEXT = 3
Passage = TypeVar("Passage", bound=Located)


def dateline_place(document: Document, places: Sequence[Passage]) -> Passage | None:
    """The place that the report was sent from, where its text opens with a dateline.

    A dispatch that the desk passes on has two, "LIMA, 3 May (EFE) -- Cusco -- Two men …": the
    second one's. The event need not have happened there.
    """
    opening = _opening(document, places)
    if opening is None:
        return None
    return _passed_on(document, places, opening) or opening


def dateline_end(document: Document, place: Passage | None) -> int:
    """Character at which the dateline that a place opens ends; 0 where there is none."""
    if place is None:
        return 0
    end = _end(document, _first(document))
    return 0 if end is None else document.starts[end]


def media_names(
    document: Document, places: Sequence[Passage], names: Sequence[Passage]
) -> list[Passage]:
    """Those of ``names`` that are of agencies and stations of a dateline: "LIMA (Radio Sonora) -"."""
    opening = _opening(document, places)
    if opening is None:
        return []
    again = _passed_on(document, places, opening)
    end = dateline_end(document, opening)
    return [it for it in names if opening.end + _NEXT < it.start < end and it is not again]


def _first(document: Document) -> int:
    first = document.token_at(document.body_start)
    while first < len(document.words) and document.words[first] in ("", "\n"):
        first += 1
    return first


def _opening(document: Document, places: Sequence[Passage]) -> Passage | None:
    first = _first(document)
    end = _end(document, first)
    if end is None:
        return None
    for mention in places:
        token = document.token_at(mention.start)
        if token < first:
            continue
        return mention if _opens(document, first, token, mention, end) else None
    return None


def _passed_on(document: Document, places: Sequence[Passage], opening: Passage) -> Passage | None:
    """The place that stands alone between the last two dashes of a dateline."""
    end = _end(document, _first(document))
    if end is None:
        return None
    for mention in places:
        before = document.token_at(mention.start) - 1
        while before >= 0 and document.words[before] == "":
            before -= 1
        behind = document.words[document.token_at(mention.end - 1) + 1 : end + 1]
        is_alone = document.words[before] in _DASHES and set(behind) <= _DASHES | {""}
        if opening.end < mention.start < document.starts[end] and is_alone:
            return mention
    return None


def _end(document: Document, first: int) -> int | None:
    """The dash that ends a dateline: the last one among dashes within its length."""
    found = None
    for at in range(first, min(len(document.words), first + _LONGEST)):
        word = document.words[at]
        if word == "\n" or word in (".", "؟", "!"):
            break
        if word in _DASHES and not _is_hyphen(document, at):
            found = at
    return found


def _is_hyphen(document: Document, at: int) -> bool:
    """Whether letters or digits touch the sign on both sides: 1989-10-30, ez-Zor."""
    text, start, end = document.text, document.starts[at], document.ends[at]
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()


def _opens(document: Document, first: int, token: int, mention: Located, end: int) -> bool:
    """Whether a place stands at the head of a dateline, or behind an agency and a sign."""
    if token > end:
        return False
    following = document.token_at(mention.end - 1) + 1
    while following < len(document.words) and document.words[following] == "":
        following += 1
    if following >= len(document.words) or document.words[following] not in _BEHIND | {")"}:
        return False
    if token == first:
        return True
    before = document.words[first:token]
    return len(before) <= _LONGEST_AGENCY + 2 and before[-1] in _BEHIND
