"""Tells what befell people as a fact from what is denied, planned, possible or not known.

The status of a predicate is read from the words before it in its clause; an exception behind it
("none was killed but one soldier") takes a denial back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from eventdb.documents import Document
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT

if TYPE_CHECKING:
    from eventdb.extract.predicates import Predicate

CLAUSE_SIGNS = frozenset({",", "،", ";", "؛", ":", ".", "!", "?", "؟", "\n", "(", ")"})
_CLAUSE_OPENERS = ("grammar.relative", "grammar.subordinator")
# How far a word of denial, plan or condition reaches, in words; a sign of the clause ends the reach.
_DENIAL_REACH = {"victim": 6}  # of others:
_USUAL_DENIAL_REACH = 4
_UNREAL_REACH = {
    "grammar.modal": 4,
    "grammar.attempt": 3,
    "grammar.future": 3,
    "grammar.conditional": 7,
    "grammar.exercise": 4,
}
_UNKNOWN_REACH = 7
_FARTHEST = 12  # words between "did not result in" and what it did not result in
_EXCEPTION_REACH = 10  # tokens between a denied verb and "but one soldier"


class Status(StrEnum):
    """How a predicate stands to reality."""

    FACT = "fact"
    DENIED = "denied"
    UNREAL = "unreal"  # planned, threatened, possible, future
    UNKNOWN = "unknown"  # told as not known


def status_of(
    document: Document, index: WordIndex, predicate: Predicate, inert: Collection[int]
) -> Status:
    """How a predicate stands to reality, by its form and by the words before it in its clause.

    Args:
        document: the report, prepared.
        index: its matches.
        predicate: what befell people.
        inert: tokens that deny and plan nothing: those of numbers and dates.
    """
    first_of_sentence = document.sentences[document.sentence_of[predicate.first]].first
    if _is_unreal_by_form(index, predicate, first_of_sentence):
        return Status.UNREAL
    if index.from_token("casualty.unknown", predicate.first):
        return Status.UNKNOWN
    denied = False
    is_excepted = _names_exception(document, index, predicate.last + 1)
    reach = _DENIAL_REACH.get(predicate.frame, _USUAL_DENIAL_REACH)
    for words, at in _words_before(document, index, predicate.first, first_of_sentence):
        if words <= _UNKNOWN_REACH and index.from_token("casualty.unknown", at):
            return Status.UNKNOWN
        if at in inert:
            continue
        if _is_unreal(index, at, words):
            return Status.UNREAL
        is_excepted = is_excepted or index.from_token("casualty.exception", at) is not None
        denied = denied or (not is_excepted and _denies(index, at, words <= reach))
    return Status.DENIED if denied else Status.FACT


def _is_unreal_by_form(index: WordIndex, predicate: Predicate, first_of_sentence: int) -> bool:
    """Future by a clitic (سيقتل), possible (قد يقتل), an infinitive (to kill), a purpose (لاعتقال)."""
    before = predicate.first - 1
    if predicate.form == "present" and (
        "sa" in predicate.clitics or index.to_token("casualty.possible", before)
    ):
        return True
    if predicate.form == "base" and index.to_token("grammar.infinitive", before):
        return index.to_token("casualty.achieved", before) is None
    if not predicate.has("action") or "li" not in predicate.clitics:
        return False
    is_result = index.any_in("grammar.caused", max(first_of_sentence, before - 2), before + 1)
    return not is_result


def _words_before(
    document: Document, index: WordIndex, first: int, first_of_sentence: int
) -> Iterator[tuple[int, int]]:
    """Words before a token in its clause: (distance in words, token), nearest first."""
    words = 0
    for at in range(first - 1, first_of_sentence - 1, -1):
        token = document.words[at]
        opens_clause = any(index.from_token(opener, at) for opener in _CLAUSE_OPENERS)
        if token in CLAUSE_SIGNS or opens_clause:
            return
        if token in TRANSPARENT:
            continue
        words += 1
        if words > _FARTHEST:
            return
        yield words, at


def _is_unreal(index: WordIndex, at: int, words: int) -> bool:
    if index.from_token("victim.person", at):
        return False
    return any(words <= reach and index.from_token(c, at) for c, reach in _UNREAL_REACH.items())


def _names_exception(document: Document, index: WordIndex, first: int) -> bool:
    """Whether those who were hit follow a denial as its exception: لم يقتل في القصف سوى جندي."""
    for at in range(first, min(first + _EXCEPTION_REACH, len(document.words))):
        if document.words[at] in CLAUSE_SIGNS:
            return False
        if index.from_token("casualty.exception", at) is not None:
            return True
    return False


def _denies(index: WordIndex, at: int, is_near: bool) -> bool:
    if index.from_token("casualty.without", at):
        return True
    if not is_near:
        return False
    if index.from_token("casualty.affirming", at):
        return False
    return bool(
        index.from_token("grammar.negation", at) or index.from_token("grammar.negation_noun", at)
    )


def shares_denial(index: WordIndex, before: Predicate, predicate: Predicate) -> bool:
    """Whether "or" carries a denial on: nobody was killed or hurt; لم يقتل جنود أو يصابوا."""
    if before.status is not Status.DENIED:
        return False
    at = predicate.first - 1
    return bool(index.to_token("number.range", at) or index.to_token("grammar.negation", at))
