"""The dateline of a dispatch: where it was written, "BAGHDAD, May 3 (AFP) -", «بغداد - رويترز»."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.documents import Document
from eventdb.records import PlaceMention

_DASHES = frozenset({"-", "–", "—", "--", ":", "/"})
_BEHIND = _DASHES | frozenset({",", "،", "(", "["})
# A dateline holds a place, a date and an agency; what is longer is a sentence.
_LONGEST = 24
_LONGEST_AGENCY = 4
# "LIMA (Peru)", "LIMA, Peru": a second name this near, in characters, is the wider place.
_NEXT = 3


def dateline_place(document: Document, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place that the report was sent from, where its text opens with a dateline.

    The event need not have happened there.
    """
    first = document.token_at(document.body_start)
    while first < len(document.words) and document.words[first] in ("", "\n"):
        first += 1
    end = _end(document, first)
    if end is None:
        return None
    for mention in places:
        token = document.token_at(mention.start)
        if token < first:
            continue
        return mention if _opens(document, first, token, mention, end) else None
    return None


def dateline_end(document: Document, place: PlaceMention | None) -> int:
    """Character at which the dateline that a place opens ends; 0 where there is none."""
    if place is None:
        return 0
    end = _end(document, document.token_at(place.start))
    return 0 if end is None else document.starts[end]


def without_media(document: Document, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places without those in names of agencies and stations of a dateline: "LIMA (Radio Sonora) -"."""
    sent_from = dateline_place(document, places)
    if sent_from is None:
        return list(places)
    dash = _end(document, document.token_at(sent_from.start))
    if dash is None:
        return list(places)
    first, last = sent_from.end + _NEXT, document.starts[dash]
    return [it for it in places if not first < it.start < last]


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


def _opens(document: Document, first: int, token: int, mention: PlaceMention, end: int) -> bool:
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
