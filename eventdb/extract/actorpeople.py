"""People named by their nationality alone, and armed groups that a definite noun takes up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventdb.codebook import ActorKind
from eventdb.documents import Document
from eventdb.extract.actornames import NamedParty
from eventdb.extract.actornouns import DONE_TO_PEOPLE, NounParty
from eventdb.extract.cues import Cues, is_spelt_so
from eventdb.extract.nationality import Nations, NationWord
from eventdb.registry import Registry

_ARMED = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
_AFTER_NOUN = frozenset(
    {"grammar.passive_auxiliary", "grammar.in", "grammar.by", "grammar.relative", "grammar.from"}
)
_MEMORY = 3


def people_by_nationality(
    document: Document,
    registry: Registry,
    cues: Cues,
    nations: Nations,
    owned: set[NationWord],
) -> Iterator[NounParty]:
    """Demonyms that stand alone ("three Syrians", مقتل فلسطيني) are civilians.

    Where nouns stand before their adjectives a demonym may be an adjective; a plural is a noun
    after a number, a word of happening, a function word, or at a sentence's beginning.
    """
    for word in nations:
        if word.kind != "people" or word in owned or word.is_sponsor:
            continue
        is_noun = (
            _is_plural_noun(document, cues, word)
            if word.is_plural
            else not nations.beginning(word.first, "country")
            and _is_singular_noun(document, cues, word)
        )
        if is_noun:
            actor = registry.civilians(word.iso3)
            yield NounParty(word.first, word.last, actor, True, True, word.clitics)


def _is_plural_noun(document: Document, cues: Cues, word: NationWord) -> bool:
    if not document.lexicon.is_right_to_left:
        return True
    at = cues.before(word.first)
    if at < 0 or document.sentence_of[at] != document.sentence_of[word.first]:
        return True
    before = document.words[at]
    if before.isdigit() or not any(char.isalpha() for char in before):
        return True
    spaces = {match.sense.namespace for match in cues.end(at)}
    return bool(spaces & {"trigger", "number", "grammar"})


def _is_singular_noun(document: Document, cues: Cues, word: NationWord) -> bool:
    """After a noun of what is done to people; where articles are words, between one and a verb."""
    at = cues.before(word.first)
    if document.lexicon.is_right_to_left:
        return any(
            match.sense.namespace == "trigger" and match.sense.name in DONE_TO_PEOPLE
            for match in cues.end(at)
        )
    if not cues.ending(at, "actor.determiner", "grammar.determiner"):
        return False
    following = cues.after(word.last)
    return any(
        match.concept in _AFTER_NOUN
        or (match.sense.namespace == "trigger" and match.feature("pos") == "verb")
        for match in cues.begin(following)
    )


def groups_again(document: Document, names: Sequence[NamedParty]) -> Iterator[NamedParty]:
    """Definite nouns ("the group", التنظيم) that take up the armed group named last."""
    held = sorted(
        (name for name in names if name.actor.kind in _ARMED), key=lambda name: name.first
    )
    taken = {at for name in names for at in range(name.first, name.last + 1)}
    for match in document.matches_of("actor"):
        if match.sense.name != "group" or match.first in taken or match.last in taken:
            continue
        if not is_spelt_so(document, match):
            continue
        sentence = document.sentence_of[match.first]
        before = [
            name
            for name in held
            if name.last < match.first and sentence - document.sentence_of[name.first] <= _MEMORY
        ]
        if before:
            yield replace(before[-1], first=match.first, last=match.last, clitics=match.clitics)
