"""Reads the figure of a toll: "the death toll rose to 23", حصيلة القتلى إلى 55, عدد الجرحى بلغ 40."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventdb.documents import Document
from eventdb.extract.count_drafts import CountDraft
from eventdb.extract.factuality import Status
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import COMMAS, HARD_SIGNS
from eventdb.extract.word_index import WordIndex

_REACH = 15  # tokens between a toll and its figure
_FIRST_LEVEL_REACH = 4
# Where the toll is said to change, its figure may stand behind all that it is of.
_CHANGE_REACH = 35
_BESIDE = 3


def find_totals(
    document: Document, index: WordIndex, groups: Sequence[Group], predicates: Sequence[Predicate]
) -> Iterator[tuple[Predicate, Group]]:
    """Each toll with its figure."""
    for toll in sorted([*predicates, *_figures(document, index, predicates)], key=_place):
        if toll.frame != "toll" or toll.status is not Status.FACT:
            continue
        group = _figure_before(document, index, groups, toll) or _figure(
            document, index, groups, predicates, toll
        )
        if group is not None:
            yield toll, group


def _place(predicate: Predicate) -> int:
    return predicate.first


def _figures(
    document: Document, index: WordIndex, predicates: Sequence[Predicate]
) -> Iterator[Predicate]:
    """Words that take up a figure told before, as tolls of its kind: they put THE NUMBER at seven."""
    has_article = document.lexicon.has_article
    for figure in index.of("casualty.figure").values():
        if has_article(figure.sense.form[0]) != has_article(document.words[figure.first]):
            continue  # THE number takes one up; عدد الجرحى is the number of something
        sentence = document.sentence_of[figure.first]
        before = [
            predicate
            for predicate in predicates
            if predicate.last < figure.first
            and sentence - document.sentence_of[predicate.first] <= 1
            and predicate.status is Status.FACT
            and len(predicate.kinds) == 1
        ]
        if before:
            yield Predicate(figure.first, figure.last, before[-1].kinds, "toll", figure)


def with_totals(
    drafts: Sequence[CountDraft], totals: Sequence[tuple[Predicate, Group]]
) -> list[CountDraft]:
    """Counts with the figures of tolls, new or told with a noun of their own: the toll rose to 41 dead."""
    led = {id(group) for _, group in totals}
    taken = {id(draft.group) for draft in drafts}
    known = [replace(draft, is_total=True) if id(draft.group) in led else draft for draft in drafts]
    new = [
        CountDraft(
            min(toll.first, group.first),
            max(toll.last, group.last),
            group,
            kind,
            is_combined=toll.is_combined,
            is_total=True,
        )
        for toll, group in totals
        if id(group) not in taken
        for kind in toll.kinds
    ]
    return [*known, *new]


def _figure(
    document: Document,
    index: WordIndex,
    groups: Sequence[Group],
    predicates: Sequence[Predicate],
    toll: Predicate,
) -> Group | None:
    """The number behind a toll: the one that a word of level leads to, else the first."""
    end = document.sentences[document.sentence_of[toll.first]].last
    limit = min(end, toll.last + _CHANGE_REACH)
    for at in range(toll.last + 1, limit):
        if document.words[at] in HARD_SIGNS and document.words[at] != ":":
            limit = at
            break
    near = [
        group
        for group in groups
        if toll.last < group.first < limit
        and (group.first < toll.last + _REACH or _is_changed(index, toll, group))
        and group.number is not None
        and (group.head is None or set(group.head.kinds) & set(toll.kinds))
    ]
    led = [group for group in near if _is_led(document, index, group)]
    if toll.match.sense.name == "figure":
        return next((group for group in led if _is_alone(index, toll, group)), None)
    if led:
        return led[0]
    adjacent = [g for g in near if g.first - toll.last <= _FIRST_LEVEL_REACH]
    return adjacent[0] if adjacent and not _is_crossed(predicates, toll, adjacent[0]) else None


def _is_changed(index: WordIndex, toll: Predicate, group: Group) -> bool:
    """Whether a toll is said to change to a figure: the NUMBER of people … has RISEN TO 57, ارتفع عدد قتلى … إلى 57."""
    level = index.to_token("casualty.level", group.first - 1)
    if level is None:
        return False
    is_rising = index.any_in("number.change", toll.first - _BESIDE, toll.first)
    return is_rising or index.any_in("number.change", level.first - _BESIDE, group.first)


def _is_led(document: Document, index: WordIndex, group: Group) -> bool:
    """Whether a word of level ("to", "stands at", بلغ) stands right before a number."""
    at = group.first - 1
    if at > 0 and document.words[at] in COMMAS:
        return False
    is_led = index.to_token("casualty.level", at) or index.from_token("casualty.level", group.first)
    return is_led is not None or "bi" in group.clitics


def _is_alone(index: WordIndex, figure: Predicate, group: Group) -> bool:
    """Whether nothing says of what a figure is: not "the number OF visitors rose to 300"."""
    gap = range(figure.last + 1, group.first)
    level = index.to_token("casualty.level", group.first - 1)
    told = range(figure.last + 1, level.first if level is not None else group.first)
    return len(gap) <= _FIRST_LEVEL_REACH and not any(
        index.from_token(concept, at) is not None
        for at in told
        for concept in ("victim.of", "victim.preposition")
    )


def _is_crossed(predicates: Sequence[Predicate], toll: Predicate, group: Group) -> bool:
    return any(toll.last < p.first < group.first for p in predicates)


def _figure_before(
    document: Document, index: WordIndex, groups: Sequence[Group], toll: Predicate
) -> Group | None:
    """The number right before a toll: "brings to 45 the number of dead"."""
    at = toll.first - 1
    determiner = index.to_token("victim.determiner", at)
    at = determiner.first - 1 if determiner is not None else at
    for group in groups:
        if group.last == at and group.number is not None and group.noun_first is None:
            return group
    return None
