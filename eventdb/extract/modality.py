"""How a word of happening stands to reality: told, negated, denied, planned, talked about, figurative."""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import StrEnum

from eventdb.documents import Document, Sentence
from eventdb.extract.grammar import Grammar
from eventdb.lexicon import Match, past_signs

# How far a word of negation, plan or habit reaches, in tokens. The reach ends at a clause sign. A
# denial reaches over its subject, which stands behind it in Arabic.
_REACH = {
    "grammar.negation": 4,
    "grammar.negation_noun": 3,
    "modality.denial": 9,
    "modality.whichever": 2,
    "grammar.future": 4,
    "grammar.modal": 5,
    "grammar.conditional": 9,
    "grammar.statement": 4,
    "grammar.habitual": 5,
    "grammar.anniversary": 5,
    "grammar.exercise": 4,
    "grammar.attempt": 4,
    "grammar.earlier_event": 8,
}
_CLAUSE_SIGNS = frozenset({",", "،", ";", "؛", ":", ".", "!", "?", "؟", "\n", "(", ")"})
# Acts whose words are used of talk, of money, of health as well.
_FIGURATIVE = frozenset(
    {
        "attack",
        "bombardment",
        "bombing",
        "capture_place",
        "explosion",
        "offensive",
        "recapture_place",
    }
)
# Words between an act and the noun that shows it figurative: articles, owners, in Arabic the subject.
_OBJECT_REACH = 4
# What parts an act from its object. Articles and owners do not.
_PARTING = frozenset(
    f"grammar.{name}"
    for name in ("in", "from", "and", "with", "against", "by", "between", "during", "because")
) | {"modality.adjunct"}


class Modality(StrEnum):
    """How a trigger stands to reality."""

    ACTUAL = "actual"
    NEGATED = "negated"
    IRREALIS = "irrealis"  # future, planned, threatened, hypothetical
    HABITUAL = "habitual"
    TOPIC = "topic"  # talked about, remembered, exercised, figurative: no report of it happening
    ATTEMPTED = "attempted"


_MODALITY = {
    "grammar.negation": Modality.NEGATED,
    "grammar.negation_noun": Modality.NEGATED,
    "modality.denial": Modality.NEGATED,
    "modality.whichever": Modality.IRREALIS,
    "grammar.future": Modality.IRREALIS,
    "grammar.modal": Modality.IRREALIS,
    "grammar.conditional": Modality.IRREALIS,
    "grammar.statement": Modality.TOPIC,
    "grammar.habitual": Modality.HABITUAL,
    "grammar.anniversary": Modality.TOPIC,
    "grammar.exercise": Modality.TOPIC,
    "grammar.attempt": Modality.ATTEMPTED,
}


def modality_of(
    document: Document,
    grammar: Grammar,
    match: Match,
    sentence: Sentence,
    dated: Container[int],
) -> tuple[Modality, bool]:
    """What the words about a trigger make of it, and whether it stands after "a day after", "in retaliation for".

    A word inside a date ("May") is none of them.
    """
    if "sa" in match.clitics:
        return Modality.IRREALIS, False
    found = Modality.ACTUAL
    is_after = False
    clause = _clause_start(document, match.first, sentence.first)
    for cue in _cues(document, grammar, clause, match.first):
        if cue.last >= match.first or match.first - cue.last > _REACH.get(cue.concept, 0):
            continue
        if cue.first in dated or _is_presupposed(document, cue, match):
            continue
        if cue.concept == "grammar.earlier_event":
            is_after = True
            continue
        meaning = _MODALITY[cue.concept]
        if found is Modality.ACTUAL or meaning in {Modality.NEGATED, Modality.IRREALIS}:
            found = meaning
    if found is Modality.ACTUAL:
        found = _by_itself(document, grammar, match, sentence)
    return found, is_after


def _by_itself(document: Document, grammar: Grammar, match: Match, sentence: Sentence) -> Modality:
    """What its own form and its object make of an act that no word before it qualifies."""
    if _is_infinitive(grammar, match):
        return Modality.IRREALIS
    if _is_figurative(document, grammar, match, sentence):
        return Modality.TOPIC
    return Modality.ACTUAL


def _cues(document: Document, grammar: Grammar, first: int, end: int) -> Iterator[Match]:
    """Words that qualify an act, within tokens ``first`` to ``end`` (exclusive)."""
    yield from grammar.beginning_within(first, end - 1)
    for cue in document.matches_of("modality"):
        if first <= cue.first < end:
            yield cue


def _is_presupposed(document: Document, cue: Match, match: Match) -> bool:
    """Whether a denial is of a part in the act, not of the act: "denied any role in the attack"."""
    return cue.concept == "modality.denial" and any(
        word.concept == "modality.part_in" and cue.last < word.first < match.first
        for word in document.matches_of("modality")
    )


def _is_figurative(document: Document, grammar: Grammar, match: Match, sentence: Sentence) -> bool:
    """Whether an act is done to what no arms can hit: attacked the plan, استعاد عافيته.

    A noun that another word may follow in a compound ("the budget office") must end its phrase;
    one right behind a noun is in a compound with it ("attack plans").
    """
    if match.sense.name not in _FIGURATIVE:
        return False
    end = min(match.last + 1 + _OBJECT_REACH, sentence.last)
    cues = sorted(_cues(document, grammar, match.last + 1, end), key=lambda cue: cue.first)
    for cue in cues:
        if not _CLAUSE_SIGNS.isdisjoint(document.words[match.last + 1 : cue.first]):
            return False
        if cue.concept in _PARTING:
            return False
        if cue.concept == "modality.abstract":
            return _is_object(document, grammar, match, cue)
    return False


def _is_object(document: Document, grammar: Grammar, match: Match, noun: Match) -> bool:
    """Whether a noun behind an act is itself its object, and no part of another noun's phrase."""
    lexicon, words = document.lexicon, document.words
    before = grammar.word_before(noun.first)
    if before > match.last and lexicon.has_article(words[noun.first]):
        # A noun without its article before one that has it is the head of a genitive: مبنى الموازنة.
        return lexicon.has_article(words[before])
    if not noun.feature("compound", False):
        return True
    is_beside = noun.first == match.last + 1 and match.feature("pos") != "verb"
    return not is_beside and _ends_phrase(document, grammar, noun.last + 1)


def _ends_phrase(document: Document, grammar: Grammar, at: int) -> bool:
    """Whether a phrase ends before a token: a sign, a function word or a date stands there."""
    words = document.words
    at = past_signs(words, at)
    if at >= len(words) or not words[at].isalnum():
        return True
    dates = document.matches_of("date")
    return any(grammar.beginning_within(at, at)) or any(date.first == at for date in dates)


def _is_infinitive(grammar: Grammar, match: Match) -> bool:
    """Whether an English base form follows its particle ("to kill")."""
    if match.feature("form") != "base":
        return False
    before = grammar.word_before(match.first)
    return (
        before >= 0
        and grammar.words[before] != "\n"
        and any(cue.concept == "grammar.infinitive" for cue in grammar.ending_at(before))
    )


def _clause_start(document: Document, index: int, sentence_first: int) -> int:
    at = index
    while at > sentence_first and document.words[at - 1] not in _CLAUSE_SIGNS:
        at -= 1
    return at
