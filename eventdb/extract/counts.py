"""Finds how many people were killed, wounded, detained, abducted, missing, displaced.

A count is a group of people (``eventdb.extract.victims``) bound to what befell it
(``eventdb.extract.binding``). A noun of victims without a number counts as its grammar says: قتيل one,
قتيلان two, قتلى two or more. A denied casualty is a count of zero ("no one was hurt"); what is planned,
possible or said not to be known is no count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.binding import Binder, Binding
from eventdb.extract.count_scopes import Scopes, Stretch
from eventdb.extract.numerals import has_article
from eventdb.extract.predicates import Predicate, Status, find_predicates
from eventdb.extract.totals import find_totals
from eventdb.extract.victims import Group, GroupFinder, limits_of
from eventdb.extract.word_index import WordIndex
from eventdb.lexicon import Match
from eventdb.records import CountMention, DateMention, NumberMention

_OCCURRENCE_REACH = 5
_DENIAL_REACH = 8  # tokens between "denied" and the casualties denied
_WHOLE_REACH = 6
_AMONG_GAP = 3  # words between "among the dead" and the part told
_ANCHOR_REACH = 18  # words between a count and the part of it that follows


@dataclass(frozen=True, slots=True)
class _Draft:
    """A count being put together: its words (tokens ``first`` to ``last``), group and kind."""

    first: int
    last: int
    group: Group
    kind: ClaimKind
    scope: CountScope = CountScope.EVENT
    is_combined: bool = False


def find_counts(
    document: Document, numbers: Sequence[NumberMention], dates: Sequence[DateMention]
) -> list[CountMention]:
    """The counts of a document, by position.

    Args:
        document: the report, prepared.
        numbers: its numbers (``find_numbers``).
        dates: its dates; numbers inside them are no counts.
    """
    return _Counter(document, numbers, dates).counts()


class _Counter:
    """Puts the counts of one document together."""

    def __init__(
        self, document: Document, numbers: Sequence[NumberMention], dates: Sequence[DateMention]
    ) -> None:
        self.document = document
        self.dates = dates
        self.index = WordIndex(document, "casualty", "victim", "number", "grammar", "date")
        self.predicates = find_predicates(document, self.index, numbers, dates)
        self.groups: list[Group] = []
        self.bindings: list[Binding] = []
        if document.matches_of("casualty"):
            finder = GroupFinder(document, self.index, self.predicates, numbers, dates)
            self.groups = finder.find()
            self.binder = Binder(document, self.index, self.groups, self.predicates, finder.dated)
            self.bindings = self.binder.bind()

    def counts(self) -> list[CountMention]:
        if not self.groups and not self.predicates:
            return []
        drafts = [draft for binding in self.bindings for draft in self._bound(binding)]
        bound = {id(binding.predicate) for binding in self.bindings}
        for predicate in self.predicates:
            if predicate.frame == "victim" and id(predicate) not in bound:
                drafts.extend(self._unnumbered(predicate))
        taken = {id(draft.group) for draft in drafts}
        totals = find_totals(self.document, self.index, self.groups, self.predicates)
        drafts.extend(
            _Draft(min(p.first, g.first), max(p.last, g.last), g, kind, is_combined=p.is_combined)
            for p, g in totals
            if id(g) not in taken
            for kind in p.kinds
        )
        drafts.extend(self._parts(drafts))
        return self._mentions(self._scoped(drafts))

    # -- a group bound to a predicate ----------------------------------------------------------------

    def _bound(self, binding: Binding) -> Iterator[_Draft]:
        group, predicate = binding.group, binding.predicate
        if predicate.status in {Status.UNREAL, Status.UNKNOWN}:
            return
        if predicate.status is Status.DENIED or group.is_none:
            if not (group.is_none or group.is_bare_plural or _has_plural_head(group)):
                return
            yield from self._zero(group, predicate)
            return
        first, last = _reach(group, predicate)
        scope = CountScope.SUBSET if self._is_part(group, predicate) else CountScope.EVENT
        for part, is_combined in self._split(group, predicate):
            for kind in part.kinds:
                yield _Draft(first, last, group, kind, scope, is_combined)
        yield from self._single_parts(group, predicate)

    def _split(self, group: Group, predicate: Predicate) -> Iterator[tuple[Predicate, bool]]:
        """The predicates that a group's number is of: "3 قتلى وجريح" is three killed, one hurt."""
        singles = [part for part in predicate.parts[1:] if part.number in {"singular", "dual"}]
        if group.head is predicate and predicate.parts and singles:
            yield predicate.parts[0], False
        else:
            yield predicate, predicate.is_combined

    def _single_parts(self, group: Group, predicate: Predicate) -> Iterator[_Draft]:
        if group.head is not predicate:
            return
        for part in predicate.parts[1:]:
            if part.number in {"singular", "dual"}:
                yield from self._implied(part)

    def _is_part(self, group: Group, predicate: Predicate) -> bool:
        if predicate.has("subset"):
            return True
        return group.head is predicate and (group.is_part or self.binder.around.is_subset(group))

    def _zero(self, group: Group, predicate: Predicate) -> Iterator[_Draft]:
        first, last = _reach(group, predicate)
        nobody = replace(group, low=0, best=0, high=0)
        for kind in predicate.kinds:
            yield _Draft(first, last, nobody, kind)

    # -- a noun of victims without a number ----------------------------------------------------------

    def _unnumbered(self, predicate: Predicate) -> Iterator[_Draft]:
        denies = range(max(0, predicate.first - _DENIAL_REACH), predicate.first)
        is_denied = self.index.any_in("casualty.denial", denies.start, denies.stop)
        if predicate.status is Status.DENIED or is_denied:
            if self._is_definite(predicate):
                return
            for kind in predicate.kinds:
                group = Group(predicate.first, predicate.last, 0, 0, 0, head=predicate)
                yield _Draft(predicate.first, predicate.last, group, kind)
        elif predicate.status is Status.FACT:
            for part in predicate.parts or (predicate,):
                if len(part.kinds) == 1:
                    yield from self._implied(part)

    def _implied(self, part: Predicate) -> Iterator[_Draft]:
        """One, two or several victims, as the noun's number says: قتيل, قتيلان, قتلى."""
        if self._is_definite(part) or not self._is_told(part):
            return
        if self.index.to_token("number.between", part.first - 1):
            return
        low, best, high = limits_of(part.number)
        group = Group(
            part.first,
            part.last,
            low,
            best,
            high,
            noun_first=part.first,
            noun_last=part.last,
            head=part,
            is_person=True,
        )
        yield _Draft(part.first, part.last, group, part.kinds[0])

    def _is_definite(self, part: Predicate) -> bool:
        """Whether a noun of victims takes up those told of before: the casualties, المصابين."""
        before = self.index.to_token("victim.determiner", part.first - 1)
        is_determined = before is not None and bool(before.feature("definite"))
        return is_determined or has_article(self.document, part.match)

    def _is_told(self, part: Predicate) -> bool:
        """Whether a noun of victims is told of as happening, not talked about."""
        sentence = self.document.sentences[self.document.sentence_of[part.first]]
        if part.first - sentence.first < 2 and not self.binder.head_final:
            return True
        if part.number != "plural" and "wa" in part.clitics:
            return True
        if part.number == "singular" and self.binder.head_final:
            return self.index.to_token("victim.determiner", part.first - 1) is not None
        first = max(sentence.first, part.first - _OCCURRENCE_REACH)
        return self.index.any_in("casualty.occurrence", first, part.first)

    # -- parts of a count ------------------------------------------------------------------------

    def _parts(self, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
        """Groups told as a part of a count: "12 people, including 3 children"."""
        bound = {id(draft.group) for draft in drafts} | {id(b.group) for b in self.bindings}
        previous: Group | None = None
        for group in self.groups:
            if (
                id(group) in bound
                or group.is_bare_plural
                or group.is_none
                or group.head is not None
            ):
                continue
            around = self.binder.around
            is_chained = previous is not None and around.are_joined(previous, group)
            is_part = around.is_subset(group) or (group.is_part and group.is_other)
            whole = self._whole(group)
            if whole is not None:
                kinds = whole.feature("kind")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    first, last = min(whole.first, group.first), max(whole.last, group.last)
                    yield _Draft(first, last, group, ClaimKind(kind), CountScope.SUBSET)
                continue
            if not is_part and not is_chained:
                continue
            anchor = self._anchor(group, drafts)
            if anchor is None:
                continue
            previous = group
            for draft in drafts:
                if draft.group is anchor.group:
                    yield _Draft(group.first, group.last, group, draft.kind, CountScope.SUBSET)

    def _whole(self, group: Group) -> Match | None:
        """The noun of the whole that a group is a part of: among the dead were 3; 3 of the dead."""
        if group.is_part and group.noun_first is not None:
            return self._casualty_at(group.noun_first)
        inner = self._whole_inside(group)
        if inner is not None:
            return inner
        for at in range(max(0, group.first - _WHOLE_REACH), group.first):
            among = self.index.from_token("casualty.among", at)
            if among is None:
                continue
            match = self._casualty_at(among.last + 1)
            if match is not None and self._is_apart(group, match):
                is_definite = self.binder.head_final or has_article(self.document, match)
                return match if is_definite else None
        return None

    def _is_apart(self, group: Group, whole: Match) -> bool:
        """Whether a group stands behind the noun of a whole, and does not number it (القتلى الستة)."""
        gap = group.first - whole.last
        word = self.document.words[group.first]
        numbers_it = gap == 1 and self.document.lexicon.strip_article(word) != word
        return 0 < gap <= _AMONG_GAP and not numbers_it

    def _whole_inside(self, group: Group) -> Match | None:
        """The whole that a group's own complement names: 18 شخصا من القتلى."""
        if group.number is None or group.noun_first is None:
            return None
        for at in range(group.noun_first + 1, group.last + 1):
            match = self._casualty_at(at)
            if match is None or self.index.to_token("victim.of", at - 1) is None:
                continue
            if has_article(self.document, match):
                return match
        return None

    def _casualty_at(self, at: int) -> Match | None:
        """The word for those hit that begins at a token."""
        frames = (self.index.from_token(f"casualty.{f}", at) for f in ("victim", "state", "act"))
        return next((match for match in frames if match is not None), None)

    def _anchor(self, group: Group, drafts: Sequence[_Draft]) -> _Draft | None:
        """The count that a part belongs to: the nearest before it in its sentence."""
        sentence = self.document.sentence_of[group.first]
        before = [
            draft
            for draft in drafts
            if draft.group.last < group.first
            and group.first - draft.group.last <= _ANCHOR_REACH
            and self.document.sentence_of[draft.group.first] == sentence
            and draft.group.low > 0
        ]
        return max(before, key=lambda draft: draft.group.last, default=None)

    # -- scope and output ----------------------------------------------------------------------------

    def _scoped(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        stretches = [Stretch(d.first, d.last) for d in drafts if d.scope is CountScope.EVENT]
        totals = Scopes(self.document, self.index, self.dates).cumulative(stretches)
        return [
            replace(draft, scope=CountScope.CUMULATIVE)
            if draft.scope is CountScope.EVENT and Stretch(draft.first, draft.last) in totals
            else draft
            for draft in drafts
        ]

    def _mentions(self, drafts: Sequence[_Draft]) -> list[CountMention]:
        mentions = {self._mention(draft): None for draft in drafts}
        return sorted(mentions, key=lambda count: (count.start, count.end, count.kind))

    def _mention(self, draft: _Draft) -> CountMention:
        group = draft.group
        start, end = self.document.passage(draft.first, draft.last)
        victims: tuple[int | None, int | None] = (None, None)
        if group.noun_first is not None and group.noun_last is not None:
            victims = self.document.passage(group.noun_first, group.noun_last)
        return CountMention(
            start=start,
            end=end,
            kind=draft.kind,
            low=group.low,
            best=group.best,
            high=group.high,
            number_start=group.number.start if group.number is not None else None,
            number_end=group.number.end if group.number is not None else None,
            victims_start=victims[0],
            victims_end=victims[1],
            victim_group=group.victim_group,
            scope=draft.scope,
            is_combined=draft.is_combined,
        )


def _reach(group: Group, predicate: Predicate) -> tuple[int, int]:
    return min(group.first, predicate.first), max(group.last, predicate.last)


def _has_plural_head(group: Group) -> bool:
    return group.number is None and group.head is not None
