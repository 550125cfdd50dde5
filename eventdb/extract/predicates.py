"""Finds the words that say what befell people, and whether they say it as a fact.

A predicate is read from the ``casualty`` lexicon: a verb whose voice is open (killed, قتل), a verb whose
subject is hit (died, أصيب), a word whose complement is hit (the killing of, مقتل), a state (dead), or a
noun that is the victims themselves (deaths, قتلى). Two of them side by side ("killed and wounded",
قتلى وجرحى) are one predicate of both kinds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from eventdb.codebook import ClaimKind
from eventdb.documents import Document, longest
from eventdb.extract.deeds import find_deeds
from eventdb.extract.factuality import CLAUSE_SIGNS, Status, shares_denial, status_of
from eventdb.extract.numerals import has_article
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import Match
from eventdb.records import DateMention, NumberMention

# In the order in which readings of the same word are preferred.
_FRAMES = ("act", "suffer", "victim", "inflict", "state", "fate", "toll")
_RANK = {name: rank for rank, name in enumerate(_FRAMES)}
_BETWEEN_VERBS = ("grammar.passive_auxiliary", "victim.adverb")
_NOUNS = frozenset({"victim", "inflict", "toll"})
_NOUN_CLITICS = frozenset({"bi", "li", "lil", "ka"})
_COUNTED_REACH = 3  # tokens between a number and a noun that needs one ("12 innocent lives")


PROGRESSIVE = frozenset({"participle"})  # killing: a progressive behind an auxiliary
PLURAL_PERSONS = frozenset({"m3p", "f3p", "m3d", "f3d"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """What befell people, tokens ``first`` to ``last``.

    Attributes:
        kinds: one kind, or more where they are told of the same people.
        frame: name of its concept: ``act``, ``suffer``, ``inflict``, ``state``, ``fate``,
            ``victim`` or ``toll``.
        parts: the single predicates of a compound one.
    """

    first: int
    last: int
    kinds: tuple[ClaimKind, ...]
    frame: str
    match: Match
    status: Status = Status.FACT
    parts: tuple[Predicate, ...] = ()

    @property
    def form(self) -> str:
        """Form of a verb: ``past``, ``present``, ``base``, ``participle``; ``""`` for others."""
        return str(self.match.feature("form") or self.match.feature("tense") or "")

    @property
    def person(self) -> str:
        """Agreement of an Arabic verb, as ``m3p``."""
        return str(self.match.feature("person", ""))

    @property
    def number(self) -> str:
        """Number of a noun of victims: singular, dual or plural."""
        return str(self.match.feature("number", ""))

    @property
    def clitics(self) -> tuple[str, ...]:
        """Clitics of its first word."""
        return self.match.clitics

    @property
    def is_weak(self) -> bool:
        """Whether it means a casualty of people only ("executed", "captured")."""
        return self.has("weak")

    @property
    def is_combined(self) -> bool:
        """Killed and wounded in one number."""
        return ClaimKind.KILLED in self.kinds and ClaimKind.WOUNDED in self.kinds

    def has(self, feature: str) -> bool:
        """Whether the lexicon gives it a feature."""
        return bool(self.match.feature(feature))


def find_predicates(
    document: Document,
    index: WordIndex,
    numbers: Sequence[NumberMention],
    dates: Sequence[DateMention],
) -> list[Predicate]:
    """The predicates of a document, by position; a compound one stands for its parts.

    Args:
        document: the report, prepared.
        index: its matches.
        numbers: its numbers; some nouns are victims only behind one (15 إصابة), and the "no" of "no
            fewer than 12" denies nothing.
        dates: its dates; the month in "12 May" says nothing of what is possible.
    """
    counted = {document.token_at(number.end - 1) for number in numbers}
    counts = {document.token_at(number.start) for number in numbers}
    inert = {
        at
        for number in numbers
        if number.form != "none"
        for at in document.tokens_of(number.start, number.end)
    }
    dated = {at for date in dates for at in document.tokens_of(date.start, date.end)}
    inert |= dated
    # adjectives stand between a number and its noun only where the noun comes last
    reach = _COUNTED_REACH if "victim.head_final" in document.lexicon.concepts() else 1
    candidates = [
        match
        for match in document.matches_of("casualty")
        if match.sense.name in _RANK
        and (not match.feature("numbered") or _is_counted(match, counted, reach))
    ]
    candidates.extend(find_deeds(document, index, dated))
    best: dict[int, Match] = {}
    for match in longest(candidates):
        known = best.get(match.first)
        if known is None or _order(document, match) < _order(document, known):
            best[match.first] = match
    result: list[Predicate] = []
    for at in sorted(best):
        if _is_adjective(document, index, best[at], counts):
            continue
        before = result[-1] if result else None
        predicate = _predicate(document, index, best[at], before, inert)
        if before is not None and _are_joined(document, index, before, predicate):
            result[-1] = _join(before, predicate)
        else:
            result.append(predicate)
    return result


def _is_counted(match: Match, counted: Collection[int], reach: int) -> bool:
    near = range(match.first - reach, match.first)
    return not match.clitics and any(at in counted for at in near)


def _order(document: Document, match: Match) -> tuple[int, int]:
    """Preference among readings of the same words: a noun where an article or preposition says so."""
    name = match.sense.name
    is_nominal = bool(_NOUN_CLITICS & set(match.clitics)) or has_article(document, match)
    mismatch = is_nominal and name not in _NOUNS
    return (int(mismatch) + len(match.clitics), _RANK[name])


def _is_adjective(
    document: Document, index: WordIndex, match: Match, counts: Collection[int]
) -> bool:
    """A past participle behind a determiner is an adjective or a noun: the wounded.

    Not where the determiner is a pronoun and the phrase ends with the participle: one killed in Basra.
    """
    is_participle = match.sense.name == "act" and match.feature("form") == "past"
    if not is_participle and match.sense.name != "state":
        return False
    before = index.to_token("victim.determiner", match.first - 1)
    if before is None or before.clitics:
        return False
    following = match.last + 1
    is_end = following in counts or _ends_phrase(document, index, following)
    return not (before.feature("pronoun") and is_end)


def _ends_phrase(document: Document, index: WordIndex, at: int) -> bool:
    """Whether no noun follows that a participle could describe: a sign, a function word, the end."""
    if at >= len(document.words) or document.words[at] in CLAUSE_SIGNS:
        return True
    enders = ("victim.boundary", "victim.preposition", "number.and", "grammar.and")
    return any(index.from_token(concept, at) is not None for concept in enders)


def _predicate(
    document: Document,
    index: WordIndex,
    match: Match,
    before: Predicate | None,
    inert: Collection[int],
) -> Predicate:
    kind = match.feature("kind")
    kinds = tuple(ClaimKind(name) for name in (kind if isinstance(kind, list) else [kind]))
    predicate = Predicate(match.first, match.last, kinds, match.sense.name, match)
    status = status_of(document, index, predicate, inert)
    if status is Status.FACT and before is not None and shares_denial(index, before, predicate):
        status = Status.DENIED
    return replace(predicate, status=status)


def _are_joined(document: Document, index: WordIndex, one: Predicate, two: Predicate) -> bool:
    """Whether two predicates are told of the same people in one breath."""
    frames = {one.frame, two.frame}
    if (one.person in PLURAL_PERSONS) != (two.person in PLURAL_PERSONS):
        return False  # one has its subject before it, the other behind it
    if "toll" in frames or "fate" in frames or ("victim" in frames and len(frames) > 1):
        return False
    between = [at for at in range(one.last + 1, two.first) if document.words[at]]
    if not between:
        return "wa" in two.clitics
    is_and = any(
        index.from_token(concept, between[0])
        for concept in ("grammar.and", "number.and", "number.range")
    )
    rest = between[1:]  # kidnapped and THEN killed, killed and WERE hurt
    return is_and and all(
        any(index.from_token(concept, at) is not None for concept in _BETWEEN_VERBS) for at in rest
    )


def _join(one: Predicate, two: Predicate) -> Predicate:
    kinds = one.kinds + tuple(kind for kind in two.kinds if kind not in one.kinds)
    status = one.status if one.status is not Status.FACT else two.status
    verb = two if one.frame == "state" else one
    parts: Sequence[Predicate] = (*(one.parts or (one,)), two)
    return Predicate(one.first, two.last, kinds, verb.frame, verb.match, status, tuple(parts))
