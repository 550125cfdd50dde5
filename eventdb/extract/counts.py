"""Finds how many people were killed, wounded, detained, abducted, missing, displaced.

A count is a group of people (``eventdb.extract.victims``) bound to what befell it
(``eventdb.extract.binding``). A noun of victims without a number counts as its grammar says: قتيل one,
قتيلان two, قتلى two or more. A denied casualty is a count of zero ("no one was hurt"); what is planned,
possible or said not to be known is no count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind, CountScope
from eventdb.documents import Document
from eventdb.extract.binding import Binder
from eventdb.extract.coordination import Binding
from eventdb.extract.count_drafts import CountDraft, extent, spared_kinds
from eventdb.extract.count_parts import Parts
from eventdb.extract.count_scopes import Scopes, Stretch
from eventdb.extract.count_shares import with_shares
from eventdb.extract.factuality import Status
from eventdb.extract.groups import Group, limits_of
from eventdb.extract.numerals import has_article
from eventdb.extract.predicates import Predicate, find_predicates
from eventdb.extract.totals import find_totals, with_totals
from eventdb.extract.victims import GroupFinder
from eventdb.extract.witnesses import without_speakers
from eventdb.extract.word_index import WordIndex
from eventdb.records import (
    ActorMention,
    AttributionMention,
    CountMention,
    DateMention,
    NumberMention,
    PlaceMention,
)

_OUTCOMES = frozenset({ClaimKind.KILLED, ClaimKind.WOUNDED})
_FREED_REACH = 4  # tokens between "released" and those released
# A figure this high that is a total in one sentence is one in every other of the report.
_LEAST_FIGURE = 100
_OCCURRENCE_REACH = 5
_ALSO_REACH = 2  # tokens between "also" and the count that it adds
_DENIAL_REACH = 8  # tokens between "denied" and the casualties denied


def find_counts(
    document: Document,
    numbers: Sequence[NumberMention],
    dates: Sequence[DateMention],
    things: Sequence[PlaceMention | ActorMention] = (),
    speakers: Sequence[AttributionMention] = (),
) -> list[CountMention]:
    """The counts of a document, by position.

    Args:
        document: the report, prepared.
        numbers: its numbers (``find_numbers``).
        dates: its dates; numbers inside them are no counts.
        things: its places and parties, whose names are no victims'.
        speakers: who states what; the doctor who tells of four dead is no fifth.
    """
    return _Counter(document, numbers, dates, things, speakers).counts()


class _Counter:
    """Puts the counts of one document together."""

    def __init__(
        self,
        document: Document,
        numbers: Sequence[NumberMention],
        dates: Sequence[DateMention],
        things: Sequence[PlaceMention | ActorMention],
        speakers: Sequence[AttributionMention],
    ) -> None:
        self.document = document
        self.dates = dates
        places = [thing for thing in things if isinstance(thing, PlaceMention)]
        self.places = {document.token_at(place.start) for place in places}
        self.index = WordIndex(document, "casualty", "victim", "number", "grammar", "date")
        self.predicates = find_predicates(document, self.index, numbers, dates)
        self.groups: list[Group] = []
        self.bindings: list[Binding] = []
        if document.matches_of("casualty"):
            named = {at for thing in things for at in document.tokens_of(thing.start, thing.end)}
            finder = GroupFinder(document, self.index, self.predicates, numbers, dates, named)
            self.groups = without_speakers(
                document, self.index, finder.find(), self.predicates, speakers
            )
            self.binder = Binder(
                document, self.index, self.groups, self.predicates, finder.dated, finder.names
            )
            self.bindings = self.binder.bind()

    def counts(self) -> list[CountMention]:
        drafts = list(self._unhurt())
        if not self.groups and not self.predicates:
            return self._mentions(drafts)
        drafts.extend([draft for binding in self.bindings for draft in self._bound(binding)])
        bound = {id(binding.predicate) for binding in self.bindings}
        for predicate in self.predicates:
            if predicate.frame == "victim" and id(predicate) not in bound:
                drafts.extend(self._unnumbered(predicate))
        totals = find_totals(self.document, self.index, self.groups, self.predicates)
        drafts = with_totals(drafts, list(totals))
        bound_groups = {id(binding.group) for binding in self.bindings}
        drafts = with_shares(self.document, self.groups, drafts, bound_groups, self.places)
        parts = Parts(self.document, self.index, self.groups, self.binder.around)
        drafts.extend(parts.find(drafts, bound_groups))
        return self._mentions(self._scoped(drafts))

    # -- a group bound to a predicate ----------------------------------------------------------------

    def _bound(self, binding: Binding) -> Iterator[CountDraft]:
        group, predicate = binding.group, binding.predicate
        if predicate.status in {Status.UNREAL, Status.UNKNOWN}:
            return
        if predicate.status is Status.DENIED or group.is_none:
            is_spared = predicate.kinds == (ClaimKind.WOUNDED,) and self.binder.head_final
            if group.is_none or group.is_bare_plural or _has_plural_head(group) or is_spared:
                yield from self._zero(group, predicate)
            return
        if group.head is predicate and self._is_freed(group):
            return
        if (
            predicate.frame == "inflict"
            and not predicate.has("action")
            and self._is_denied(predicate)
        ):
            return
        first, last = extent(group, predicate)
        scope = CountScope.SUBSET if self._is_part(group, predicate) else CountScope.EVENT
        for part, is_combined in self._split(group, predicate):
            for kind in part.kinds:
                yield CountDraft(first, last, group, kind, scope, is_combined)
        yield from self._with_single_parts(group, predicate)

    def _is_freed(self, group: Group) -> bool:
        """Whether a noun names people held or lost who come free: الإفراج عن 12 معتقلا."""
        held = group.head is not None and not _OUTCOMES & set(group.head.kinds)
        before = max(0, group.first - _FREED_REACH)
        return held and self.index.any_in("casualty.freed", before, group.first)

    def _split(self, group: Group, predicate: Predicate) -> Iterator[tuple[Predicate, bool]]:
        """The predicates that a group's number is of: "3 قتلى وجريح" is three killed, one hurt."""
        if group.head is predicate and any(_single_parts(predicate)):
            yield predicate.parts[0], False
        else:
            yield predicate, predicate.is_combined

    def _with_single_parts(self, group: Group, predicate: Predicate) -> Iterator[CountDraft]:
        if group.head is predicate:
            for part in _single_parts(predicate):
                yield from self._implied(part)

    def _is_part(self, group: Group, predicate: Predicate) -> bool:
        if predicate.has("subset") or self.binder.around.is_subset(group):
            return True
        is_next = predicate.first == group.last + 1  # ten of the badly wounded
        is_grave = self.index.from_token("casualty.grave", group.last) is not None
        return group.is_part and (group.head is predicate or (is_next and is_grave))

    def _zero(self, group: Group, predicate: Predicate) -> Iterator[CountDraft]:
        if self._is_grave(predicate):
            return  # nobody was SERIOUSLY hurt
        first, last = extent(group, predicate)
        nobody = replace(group, low=0, best=0, high=0)
        is_anybody = group.victim_group is None and not group.is_other
        is_one = group.best == 1
        for kind in spared_kinds(predicate) if is_anybody or is_one else predicate.kinds:
            yield CountDraft(first, last, nobody, kind)

    def _is_grave(self, predicate: Predicate) -> bool:
        near = (predicate.first - 1, predicate.first, predicate.last + 1)
        return any(self.index.from_token("casualty.grave", at) is not None for at in near)

    def _unhurt(self) -> Iterator[CountDraft]:
        """Nobody, where somebody is told to have come to no harm: escaped unharmed, لم يصب بأذى."""
        for match in self.index.of("casualty.unhurt").values():
            nobody = Group(match.first, match.last, 0, 0, 0)
            for kind in _OUTCOMES:
                yield CountDraft(match.first, match.last, nobody, kind)

    # -- a noun of victims without a number ----------------------------------------------------------

    def _unnumbered(self, predicate: Predicate) -> Iterator[CountDraft]:
        if predicate.status is Status.DENIED or self._is_denied(predicate):
            if self._is_definite(predicate):
                return
            for kind in spared_kinds(predicate):
                group = Group(predicate.first, predicate.last, 0, 0, 0, head=predicate)
                yield CountDraft(predicate.first, predicate.last, group, kind)
        elif predicate.status is Status.FACT and not self._is_mixed(predicate):
            for part in predicate.parts or (predicate,):
                if len(part.kinds) == 1:
                    yield from self._implied(part)

    def _is_denied(self, predicate: Predicate) -> bool:
        """Whether somebody is told to deny that it happened: نفت مقتل 5 أشخاص, denied the deaths of."""
        sentence = self.document.sentences[self.document.sentence_of[predicate.first]]
        first = max(sentence.first, predicate.first - _DENIAL_REACH)
        return self.index.any_in("casualty.denial", first, predicate.first)

    def _is_mixed(self, predicate: Predicate) -> bool:
        """Whether the nouns sort people counted before: between dead and wounded (بين قتيل وجريح)."""
        return self.index.to_token("number.between", predicate.first - 1) is not None

    def _implied(self, part: Predicate) -> Iterator[CountDraft]:
        """One, two or several victims, as the noun's number says: قتيل, قتيلان, قتلى."""
        if self._is_definite(part) or not self._is_told(part):
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
        yield CountDraft(part.first, part.last, group, part.kinds[0])

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

    # -- scope and output ----------------------------------------------------------------------------

    def _scoped(self, drafts: Sequence[CountDraft]) -> list[CountDraft]:
        stretches = [
            Stretch(draft.first, draft.last)
            for draft in drafts
            if draft.scope is CountScope.EVENT and not draft.group.is_one_told
        ]
        totals = Scopes(self.document, self.index, self.dates).cumulative(stretches)
        figures = {
            (draft.kind, draft.group.best)
            for draft in drafts
            if (draft.group.best or 0) >= _LEAST_FIGURE
            and Stretch(draft.first, draft.last) in totals
        }
        return [
            replace(draft, scope=CountScope.CUMULATIVE)
            if draft.scope is CountScope.EVENT
            and (
                Stretch(draft.first, draft.last) in totals
                or (draft.kind, draft.group.best) in figures
            )
            else draft
            for draft in drafts
        ]

    def _mentions(self, drafts: Sequence[CountDraft]) -> list[CountMention]:
        told = (replace(draft, is_further=self._is_further(draft)) for draft in drafts)
        mentions = {draft.mention(self.document): None for draft in told}
        return sorted(mentions, key=lambda count: (count.start, count.end, count.kind))

    def _is_further(self, draft: CountDraft) -> bool:
        """Whether a word beside a count adds it to those before: two guards were ALSO killed."""
        sentence = self.document.sentences[self.document.sentence_of[draft.first]]
        first = max(sentence.first, draft.first - _ALSO_REACH)
        return self.index.any_in("victim.also", first, min(draft.last + 2, sentence.last))


def _single_parts(predicate: Predicate) -> Iterator[Predicate]:
    """Nouns of a compound that tell one or two people of their own, not the number's: 3 قتلى وجريح.

    Behind a high number both nouns stand in its singular, and the number is of both: 15 قتيلا وجريحا.
    """
    for part in predicate.parts[1:]:
        first = predicate.parts[0]
        is_alike = part.number == first.number and (
            part.match.feature("case") == first.match.feature("case")
        )
        if part.number in {"singular", "dual"} and not is_alike:
            yield part


def _has_plural_head(group: Group) -> bool:
    return group.number is None and group.head is not None
