"""States as parties: "Israel bombed", قصفت روسيا, "Russian air strikes", غارات تركية."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from eventdb.documents import Document
from eventdb.extract.actornouns import NounParty
from eventdb.extract.cues import Cues
from eventdb.extract.nationality import Nations, NationWord
from eventdb.lexicon import Match
from eventdb.registry import Branch, Registry

# Acts of regular forces: a demonym beside the noun says whose forces acted.
_ACTS_OF_FORCES = frozenset({"air_strike", "drone_strike", "bombardment", "shelling", "missile"})
_AGENT = "grammar.by"
_OPPONENTS = ("grammar.against", "grammar.between")
_NO_AGENT = ("grammar.in", "grammar.of", "grammar.from", "grammar.with")
_REACH = 3


def find_states(
    document: Document,
    registry: Registry,
    cues: Cues,
    nations: Nations,
    owners: set[NationWord],
    focus: Sequence[str],
    day: dt.date | None,
) -> Iterator[NounParty]:
    """States that act: by an act named after them, or as subject or agent of an act.

    Args:
        document: the report.
        registry: names the forces.
        cues: words of grammar, parties and acts.
        nations: the report's words that lead to a country.
        owners: those that belong to a noun already.
        focus: the report's countries, heaviest first.
        day: publication day.
    """
    is_noun_first = document.lexicon.is_right_to_left
    for word in nations:
        if word in owners or word.is_sponsor:
            continue
        if (
            not word.is_plural
            and not word.clitics
            and _is_beside_act(word, cues, is_noun_first=is_noun_first)
        ):
            actor = registry.resolve_state(Branch.MILITARY, word.iso3, day)
            yield NounParty(word.first, word.last, actor, False, False, word.clitics)
        elif (
            word.kind in {"country", "seat"}
            and not _is_capital_here(word, focus)
            and _acts(document, word, cues, is_noun_first=is_noun_first)
        ):
            actor = registry.state_as_such(Branch.MILITARY, word.iso3, day)
            yield NounParty(word.first, word.last, actor, True, False, word.clitics)


def _is_capital_here(word: NationWord, focus: Sequence[str]) -> bool:
    """Whether a capital is more likely the place of the events than a government."""
    return word.kind == "seat" and word.iso3 in focus[:1]


def _is_beside_act(word: NationWord, cues: Cues, *, is_noun_first: bool) -> bool:
    """Whether a demonym or country qualifies a noun of an act, over one adjective at most.

    A country's name stands directly beside the noun, as its possessor.
    """
    at = cues.before(word.first) if is_noun_first else cues.after(word.last)
    for _ in range(2):
        matches = cues.end(at) if is_noun_first else cues.begin(at)
        if any(match.concept == "actor.weapon" for match in matches):
            return True
        if any(_is_act(match, "noun", "masdar") for match in matches):
            return True
        filler = (
            cues.ending(at, "actor.adjective")
            if is_noun_first
            else cues.beginning(at, "actor.adjective", "actor.possessive")
        )
        if filler is None:
            return False
        at = cues.before(filler.first) if is_noun_first else cues.after(filler.last)
    return False


def _is_act(match: Match, *classes: str) -> bool:
    return (
        match.sense.namespace == "trigger"
        and match.sense.name in _ACTS_OF_FORCES
        and match.feature("pos") in classes
    )


def _is_verb(match: Match) -> bool:
    return match.sense.namespace == "trigger" and match.feature("pos") == "verb"


def _acts(document: Document, word: NationWord, cues: Cues, *, is_noun_first: bool) -> bool:
    """Whether a country's name stands as agent, opponent or subject of an act."""
    at = cues.before(word.first)
    if cues.ending(at, _AGENT):
        return True
    link = cues.ending(at, *_OPPONENTS)
    if link is not None:
        before = cues.before(link.first)
        return any(match.sense.namespace == "trigger" for match in cues.end(before))
    if cues.ending(at, *_NO_AGENT):
        return False
    if is_noun_first and any(_is_verb(match) for match in cues.end(at)):
        return True
    is_first = at < 0 or document.sentence_of[at] != document.sentence_of[word.first]
    if not is_first and (is_noun_first or not document.words[at].isalpha()):
        return False
    return _governs_verb(document, word, cues, reach=1 if is_noun_first else _REACH)


def _governs_verb(document: Document, word: NationWord, cues: Cues, *, reach: int) -> bool:
    """Whether a verb of an act follows within so many words and no sign."""
    at = cues.after(word.last)
    for _ in range(reach):
        is_inside = at < len(document.words) and (
            document.sentence_of[at] == document.sentence_of[word.first]
        )
        if not is_inside or not document.words[at].isalpha():
            return False
        if any(_is_verb(match) for match in cues.begin(at)):
            return True
        at = cues.after(at)
    return False
