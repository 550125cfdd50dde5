"""Finds numbers with what bounds them: ranges, "at least", vague words, none, ordinals.

A number keeps low, best and high:

=============================  ========  ========  =========  ==========
words                          low       best      high       form
=============================  ========  ========  =========  ==========
12, twelve                     12        12        12         exact
about 12                       12        12        12         about
at least 12, more than 12      12        12        open       at_least
up to 12, fewer than 12        1         12        12         at_most
10 to 15, between 10 and 15    10        10        15         range
dozens, several, عشرات         the word allows     none       vague
no one, not a single           0         0         0          none
third, 3rd                     3         3         3          ordinal
=============================  ========  ========  =========  ==========

"About" keeps the number named, since the words give no width. A range is best at its lower end,
ACLED's rule for ranges (codebook, fatalities). The bounds of vague words are data
(``languages/<code>/numbers.toml``), after the project's exchange format; what number one becomes is
left to each export scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventdb.documents import Document
from eventdb.extract.numerals import Numeral, has_article, read_numerals
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import TRANSPARENT
from eventdb.records import NumberMention

_DASHES = frozenset({"-", "–", "—"})
_BREAKS = frozenset({".", ";", "؛", "!", "?", "؟", "\n", ":"})
# How far, in tokens: a bound said after its number ("12 members of the force at least"), a negation
# before "any", a word of change before "from 10 to 15".
_AFTER_REACH = 7
_NEGATION_REACH = 12
_CHANGE_REACH = 8


@dataclass(frozen=True, slots=True)
class _Draft:
    """A number being put together, by tokens."""

    first: int
    last: int
    low: int
    best: int | None
    high: int | None
    form: str
    clitics: tuple[str, ...] = ()


def find_numbers(document: Document) -> list[NumberMention]:
    """Every number of a document, by position; dates and ages are numbers here, too."""
    words = WordIndex(document, "number", "grammar")
    numerals = read_numerals(document)
    ordinals = _ordinals(document, numerals, words)
    taken = {at for draft in ordinals for at in range(draft.first, draft.last + 1)}
    drafts = [_draft(n) for n in numerals if n.first not in taken and n.last not in taken]
    drafts = [_bound_before(words, d) for d in _join_ranges(document, drafts, words)]
    drafts = _bound_after(document, drafts, words)
    nones = _nones(document, words)
    drafts = _without_inner([*drafts, *ordinals, *nones, *_ones(document, nones, words)])
    return [_mention(document, draft) for draft in drafts]


def _without_inner(drafts: Sequence[_Draft]) -> list[_Draft]:
    """The longest of those that overlap, by position: "no one" is no "one", "as many as" no "many"."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.first, -d.last)):
        if not kept or draft.first > kept[-1].last:
            kept.append(draft)
    return kept


def _draft(numeral: Numeral) -> _Draft:
    form = "vague" if numeral.best is None else ("none" if numeral.best == 0 else "exact")
    return _Draft(
        numeral.first, numeral.last, numeral.low, numeral.best, numeral.high, form, numeral.clitics
    )


def _ordinals(document: Document, numerals: Sequence[Numeral], words: WordIndex) -> list[_Draft]:
    """Ordinal words, and digits or tens with an ordinal behind them ("3rd", "twenty-third")."""
    by_last = {n.last: n for n in numerals}
    found: list[_Draft] = []
    for at, match in words.of("number.ordinal").items():
        before = at - 1
        while before > 0 and document.words[before] in _DASHES:
            before -= 1
        tens = by_last.get(before)
        is_compound = tens is not None and tens.low >= 20 and not tens.is_digits
        first, value = at, int(match.feature("value"))
        if tens is not None and is_compound:
            first, value = tens.first, tens.low + value
        found.append(_Draft(first, match.last, value, value, value, "ordinal"))
    for at, match in words.of("number.ordinal_suffix").items():
        digits = by_last.get(at - 1)
        if digits is not None and digits.is_digits and _is_glued(document, at):
            low = digits.low
            found.append(_Draft(digits.first, match.last, low, low, low, "ordinal"))
    return found


def _is_glued(document: Document, at: int) -> bool:
    return document.ends[at - 1] == document.starts[at]


def _join_ranges(document: Document, drafts: Sequence[_Draft], words: WordIndex) -> list[_Draft]:
    """Two numbers with a sign or word of range between them become one."""
    joined: list[_Draft] = []
    at = 0
    while at < len(drafts):
        here = drafts[at]
        there = drafts[at + 1] if at + 1 < len(drafts) else None
        if there is not None and _is_range(document, here, there, words):
            joined.append(_range(here, there, words))
            at += 2
        else:
            joined.append(here)
            at += 1
    return joined


def _is_range(document: Document, low: _Draft, high: _Draft, words: WordIndex) -> bool:
    if low.best is None or high.best is None or not 0 < low.best < high.best:
        return False
    if words.any_in("number.change", low.first - _CHANGE_REACH, low.first):
        return False
    between = range(low.last + 1, high.first)
    opened = words.to_token("number.between", low.first - 1) is not None
    if opened and _is_and(document, between, high, words):
        return True
    if len(between) != 1:
        return False
    at = between.start
    if document.words[at] in _DASHES:
        return True
    connector = words.from_token("number.range", at)
    return connector is not None and connector.last == at and not connector.clitics


def _is_and(document: Document, between: range, high: _Draft, words: WordIndex) -> bool:
    if len(between) == 0:
        return "wa" in high.clitics
    at = between.start
    is_word = words.from_token("number.and", at) is not None
    return len(between) == 1 and (is_word or ("wa" in high.clitics and _is_glued(document, at + 1)))


def _range(low: _Draft, high: _Draft, words: WordIndex) -> _Draft:
    opened = words.to_token("number.between", low.first - 1)
    first = opened.first if opened is not None else low.first
    return replace(low, first=first, last=high.last, high=high.best, form="range")


def _bound_before(words: WordIndex, draft: _Draft) -> _Draft:
    """Take in the words before a number that bound it ("at least", "more than some")."""
    if draft.form == "none":
        return draft
    forms: list[str] = []
    at = draft.first - 1
    first = draft.first
    while at >= 0:
        if words.is_blank(at):
            at -= 1
            continue
        bound = words.to_token("number.bound.before", at)
        if bound is not None:
            forms.append(str(bound.feature("form")))
            first = bound.first
            at = bound.first - 1
            continue
        lead = words.to_token("number.lead", at)
        if lead is None:
            break
        at = lead.first - 1
    if forms:
        draft = replace(draft, first=first)
    for form in ("at_least", "at_most", "about"):
        if form in forms:
            return _bounded(draft, form)
    return draft


def _bounded(draft: _Draft, form: str) -> _Draft:
    if form == "at_least":
        return replace(draft, high=None, form=draft.form if draft.form == "vague" else form)
    if form == "at_most" and draft.form in {"exact", "range", "about"}:
        best = draft.high if draft.high is not None else draft.best
        return replace(draft, low=min(1, draft.low), best=best, high=best, form=form)
    if form == "about" and draft.form == "exact":
        return replace(draft, form=form)
    return draft


def _bound_after(document: Document, drafts: list[_Draft], words: WordIndex) -> list[_Draft]:
    """Give a bound said after its number ("12 people at least") to the nearest number before it."""
    drafts = list(drafts)
    for at, bound in words.of("number.bound.after").items():
        index = max((i for i, d in enumerate(drafts) if d.last < at), default=None)
        follows = any(d.first <= bound.last + 1 <= d.last for d in drafts)
        if index is None or _gap_breaks(document, drafts[index].last + 1, at):
            continue
        draft = drafts[index]
        is_adjacent = at == draft.last + 1
        if draft.form == "none" or (follows and not is_adjacent):
            continue
        if is_adjacent and not follows:
            draft = replace(draft, last=bound.last)
        drafts[index] = _bounded(draft, str(bound.feature("form")))
    return drafts


def _gap_breaks(document: Document, first: int, last: int) -> bool:
    tokens = document.words[first:last]
    if sum(token not in TRANSPARENT and token not in {",", "،"} for token in tokens) > _AFTER_REACH:
        return True
    return any(token in _BREAKS for token in tokens)


def _ones(document: Document, nones: Sequence[_Draft], words: WordIndex) -> list[_Draft]:
    """One of a group (أحد الجنود); with the article it is Sunday, under a negation nobody."""
    taken = {draft.first for draft in nones}
    return [
        _Draft(at, match.last, 1, 1, 1, "exact", match.clitics)
        for at, match in words.of("number.one_of").items()
        if at not in taken and not has_article(document, match)
    ]


def _nones(document: Document, words: WordIndex) -> list[_Draft]:
    """Words for nobody, and those for anybody behind a negation."""
    found = [
        _Draft(at, match.last, 0, 0, 0, "none", match.clitics)
        for concept in ("number.none", "number.none_of")
        for at, match in words.of(concept).items()
    ]
    taken = {draft.first for draft in found}
    for at, match in words.of("number.any").items():
        sentence = document.sentences[document.sentence_of[at]]
        first = max(sentence.first, at - _NEGATION_REACH)
        denied = any(
            words.any_in(f"grammar.{name}", first, at) for name in ("negation", "negation_noun")
        )
        if denied and at not in taken:
            found.append(_Draft(at, match.last, 0, 0, 0, "none", match.clitics))
    return found


def _mention(document: Document, draft: _Draft) -> NumberMention:
    start, end = document.passage(draft.first, draft.last)
    return NumberMention(start, end, draft.low, draft.best, draft.high, draft.form)
