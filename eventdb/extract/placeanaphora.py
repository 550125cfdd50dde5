"""Places named by a description: "the capital", "the Peruvian capital", "this city", «العاصمة»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.dateline import dateline_place
from eventdb.gazetteer import Gazetteer
from eventdb.lexicon import TRANSPARENT, Match
from eventdb.records import Place, PlaceMention

_POPULATED = frozenset({"town", "village", "district"})
# Words that may stand behind a description; another noun makes it an adjective ("the capital market").
_FOLLOWING = ("grammar", "trigger", "date", "speech", "casualty", "number", "demonym")
_OF_PLACE = frozenset({"preposition", "direction_after", "government_verb"})


def find_descriptions(
    document: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, focus: str | None
) -> list[PlaceMention]:
    """Mentions of the towns that descriptions mean.

    "The capital" is that of the nationality beside it, else of the country that the report is set
    in; "this city" is the town of the dateline. Where the name itself stands beside, the name is
    the mention.
    """
    cues = [it for it in document.matches_of("place") if it.sense.name in ("capital", "here")]
    if not cues:
        return []
    sent_from = dateline_place(document, mentions)
    taken = {at for it in mentions for at in document.tokens_of(it.start, it.end)}
    followers = _followers(document)
    found = []
    for cue in cues:
        if not _stands_alone(document, cue, taken, followers):
            continue
        if cue.sense.name == "here":
            place = None if sent_from is None else sent_from.place
            place = place if place is not None and place.kind in _POPULATED else None
        else:
            iso3 = _nationality(document, cue)
            if iso3 is None and not cue.feature("nationality"):
                iso3 = focus
            place = None if iso3 is None else gazetteer.capital(iso3)
        if place is not None:
            found.append(_mention(document, cue, place))
    return found


def _mention(document: Document, cue: Match, place: Place) -> PlaceMention:
    start, end = document.passage(cue.first, cue.last)
    return PlaceMention(
        start=start,
        end=end,
        name=document.text[start:end],
        place=place,
        geo_precision=_precision(document, cue),
    )


def _precision(document: Document, cue: Match) -> GeoPrecision:
    """What the word in front of a description leaves: "near the capital"."""
    left = [
        match.feature("precision", GeoPrecision.PLACE)
        for match in document.matches_of("place")
        if match.sense.name in ("preposition", "direction")
        and cue.first - 3 <= match.last < cue.first
    ]
    return GeoPrecision(max(left, default=GeoPrecision.PLACE))


def _followers(document: Document) -> frozenset[int]:
    """Tokens at which words begin that are no noun of the description."""
    genitives = {it.first for it in document.matches_of("grammar") if it.sense.name == "of"}
    found = {
        match.first
        for namespace in (*_FOLLOWING, "place")
        for match in document.matches_of(namespace)
        if namespace != "place" or match.sense.name in _OF_PLACE
    }
    return frozenset(found - genitives)


def _stands_alone(
    document: Document, cue: Match, taken: set[int], followers: frozenset[int]
) -> bool:
    """Whether no name and no further noun stands beside a description."""
    if set(range(cue.first, cue.last + 1)) & taken:
        return False
    at = _next(document, cue.last)
    if at is not None and any(match.first == at for match in _demonyms(document)):
        at = _next(document, at)
    if at is None or not document.words[at][:1].isalnum():
        before = set(range(cue.first - 2, cue.first)) & taken
        return not (before and at is not None and document.words[at] in (",", "،"))
    return at not in taken and at in followers


def _next(document: Document, last: int) -> int | None:
    for at in range(last + 1, len(document.words)):
        if document.words[at] not in TRANSPARENT:
            return at
    return None


def _nationality(document: Document, cue: Match) -> str | None:
    """The country of the adjective beside a description."""
    for match in _demonyms(document):
        if match.last == cue.first - 1 or match.first == cue.last + 1:
            return str(match.feature("iso3"))
        if cue.first <= match.first <= cue.last:
            return str(match.feature("iso3"))
    return None


def _demonyms(document: Document) -> Iterator[Match]:
    return (it for it in document.matches_of("demonym") if it.concept == "demonym.people")
