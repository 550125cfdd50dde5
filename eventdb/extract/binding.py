"""Binds what befell people to the groups it befell: voice, word order, coordination.

No parser: a predicate takes the group that stands where its kind of word keeps its victims. In a
language that puts the verb first (Arabic) they follow the verb, the second of two nouns if the first
is the one who acts; a verb that agrees in the plural has them before it. In a language that puts the
subject first (English) they follow an active verb and precede a passive one. Groups joined by *and* to
a bound group share its fate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind
from eventdb.documents import Document
from eventdb.extract.coordination import Binding, is_one_person, join_groups
from eventdb.extract.groups import Group
from eventdb.extract.misfits import ACTING, Misfits
from eventdb.extract.named_victims import NamedVictims
from eventdb.extract.names import Names
from eventdb.extract.neighbours import (
    ADJACENT,
    MIDDLE,
    NARROW,
    SUBJECT_GAP,
    WIDE,
    Neighbours,
)
from eventdb.extract.numerals import has_article
from eventdb.extract.predicates import PLURAL_PERSONS, PROGRESSIVE, Predicate
from eventdb.extract.surroundings import Surroundings
from eventdb.extract.word_index import WordIndex


class Binder:
    """Binds the groups and predicates of a document."""

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        groups: Sequence[Group],
        predicates: Sequence[Predicate],
        dated: Collection[int],
        names: Names,
    ) -> None:
        self.index = index
        self.document = document
        self.words = document.words
        self.head_final = "victim.head_final" in document.lexicon.concepts()
        self.groups = list(groups)
        self.place = {id(group): at for at, group in enumerate(groups)}
        self.predicates = predicates
        self.heads = {id(group.head): group for group in groups if group.head is not None}
        self.names = NamedVictims(document, index, names, groups)
        self.around = Surroundings(document, index, groups, predicates, dated)
        self.near = Neighbours(index, groups, self.around, head_final=self.head_final)
        self.misfits = Misfits(self.around, head_final=self.head_final)

    def bind(self) -> list[Binding]:
        """Bindings by position of the group."""
        bound: dict[tuple[int, object], Binding] = {}
        for predicate in self._parted():
            victims = self._victims(predicate)
            for group in [victims] if victims is not None else self._named(predicate):
                if not self.misfits.rejects(predicate, group):
                    self._keep_nearest(bound, group, predicate)
        direct = [b for b in bound.values() if not self._is_overruled(b, bound.values())]
        joined = join_groups(direct, self.groups, self.around, self.misfits)
        found = [*direct, *joined]
        taken = {id(binding.group) for binding in found}
        found.extend(
            [
                Binding(group, binding.predicate, is_joined=True)
                for binding in found
                for group in self._listed(binding)
                if id(group) not in taken
                and not self.misfits.rejects(binding.predicate, group)
                and not is_one_person(binding.group, group, self.around)
            ]
        )
        return sorted(found, key=lambda binding: binding.group.first)

    def _keep_nearest(
        self, bound: dict[tuple[int, object], Binding], group: Group, predicate: Predicate
    ) -> None:
        """Of several predicates of one kind that claim a group, the nearest has it."""
        is_passive = predicate.match.feature("lost") == "passive"
        if is_passive and group.first == predicate.last + 1:
            predicate = replace(predicate, kinds=(ClaimKind.MISSING,))
        key = (id(group), predicate.kinds)
        binding = Binding(group, predicate)
        if key not in bound or binding.distance < bound[key].distance:
            bound[key] = binding

    def _listed(self, binding: Binding) -> Iterable[Group]:
        """Those told by name, or with them, in one list with a person."""
        group, predicate = binding.group, binding.predicate
        if not self.head_final or group.head is predicate or group.is_none:
            return ()
        if group.first > predicate.last:
            return self.names.lists.after(group)
        is_single = group.best == 1 and not binding.is_joined
        return self.names.listed_before(group.first) if is_single else ()

    def _parted(self) -> Iterator[Predicate]:
        """The predicates; verbs side by side that each have people of their own stay apart.

        قتل رجل وأصيب 6 is one breath, but "a man قتل وأصيب 6" has the first verb's subject before it.
        """
        for predicate in self.predicates:
            is_verb = predicate.frame in {"act", "suffer"} and not self.head_final
            if is_verb and predicate.parts and self._has_own_subject(predicate):
                yield from predicate.parts
            else:
                yield predicate

    def _has_own_subject(self, predicate: Predicate) -> bool:
        before = self.near.before(predicate.parts[0], NARROW)
        return before is not None and self.near.after(predicate, MIDDLE) is not None

    def _named(self, predicate: Predicate) -> Sequence[Group]:
        """Victims told by name, where capitals show names."""
        if not self.head_final or predicate.is_weak:
            return ()
        if predicate.frame == "inflict":
            return self._one(self.names.after(predicate))
        if predicate.frame not in {"act", "suffer", "state"}:
            return ()
        if predicate.frame != "act" or self.around.has_auxiliary(predicate):
            is_passive = predicate.frame != "act" or predicate.form == "past"
            return self.names.before(predicate) if is_passive else ()
        if predicate.form in {"past", *PROGRESSIVE} and not self.around.is_closed(predicate):
            return self._one(self.names.after(predicate))
        return ()

    @staticmethod
    def _one(group: Group | None) -> Sequence[Group]:
        return () if group is None else (group,)

    # -- which group -----------------------------------------------------------------------------

    def _victims(self, predicate: Predicate) -> Group | None:
        if id(predicate) in self.heads:
            return self.heads[id(predicate)]
        match predicate.frame:
            case "victim":
                return self._mixed(predicate)
            case "inflict":
                return (
                    None if self._is_closed_noun(predicate) else self.near.after(predicate, NARROW)
                )
            case "state":
                return self.near.number_before(predicate) or self.near.before(predicate, NARROW)
            case "fate":
                return self.near.before(
                    predicate, MIDDLE, subject_gap=SUBJECT_GAP
                ) or self.near.after(predicate, NARROW)
            case "toll":
                return None
            case _ if self.head_final:
                return self._of_subject_first(predicate)
            case _:
                return self._of_verb_first(predicate)

    def _is_closed_noun(self, predicate: Predicate) -> bool:
        """Whether a noun of the act has the article, which bars a complement: الإعدام."""
        is_word = predicate.first == predicate.last and not self.head_final
        return is_word and has_article(self.document, predicate.match)

    def _mixed(self, predicate: Predicate) -> Group | None:
        """The group before "between dead and wounded": 37 شخصا بين قتيل وجريح."""
        if (
            not predicate.parts
            or self.index.to_token("number.between", predicate.first - 1) is None
        ):
            return None
        return self.near.before(predicate, NARROW)

    def _of_subject_first(self, predicate: Predicate) -> Group | None:
        has_auxiliary = self.around.has_auxiliary(predicate)
        if has_auxiliary or predicate.frame == "suffer":
            antecedent = self.around.relative_subject(predicate)
            if antecedent is not None:
                return next((g for g in self.groups if g.first <= antecedent <= g.last), None)
        if predicate.frame == "suffer":
            return self.near.before(predicate, WIDE)
        if has_auxiliary and predicate.form in PROGRESSIVE:
            return None  # they are killing people: how many is not told
        if has_auxiliary and predicate.form != "base":
            return self.near.before(predicate, WIDE)
        if predicate.form != "past":
            return self.near.after(predicate, NARROW)
        if self.around.is_closed(predicate) or self._is_next_ones(predicate):
            return self.near.before(predicate, NARROW, reduced=True)
        after = self.near.after(predicate, NARROW)
        if after is not None and after.is_bare_plural:
            before = self.near.before(predicate, ADJACENT, reduced=True)
            if before is not None and before.noun_first is None:
                return before  # 12 wounded people
        return after

    def _is_next_ones(self, predicate: Predicate) -> bool:
        """Whether the number behind a participle has one of its own: one killed two wounded."""
        group = self.near.after(predicate, ADJACENT)
        if group is None or group.noun_first is not None:
            return False
        following = next((p for p in self.predicates if p.first == group.last + 1), None)
        return following is not None and following.form == "past" and following.frame == "act"

    def _of_verb_first(self, predicate: Predicate) -> Group | None:
        if predicate.person in PLURAL_PERSONS:
            return (
                self.near.after(predicate, ADJACENT)
                or self.near.before(predicate, NARROW if predicate.has("mass") else WIDE)
                or self.near.after(predicate, MIDDLE)
            )
        after = self.near.after(predicate, NARROW if predicate.has("lost") else MIDDLE)
        if after is not None and predicate.frame == "act":
            return self._object_behind(after)
        if predicate.has("lost"):
            return None
        return after or self.near.before(predicate, NARROW)

    def _object_behind(self, first: Group) -> Group | None:
        """The second group behind a verb, where the first is the one who acts: قتل جندي شابا.

        Nobody where the first is unidentified gunmen, who act, and whom they hit is not told as a group.
        """
        is_unknown = self.index.from_token("victim.unidentified", first.last + 1) is not None
        is_agent = is_unknown and first.victim_group in ACTING
        for group in self.groups[self.place[id(first)] + 1 :]:
            gap = range(first.last + 1, group.first)
            if self.around.breaks(gap, commas=0) or "wa" in group.clitics:
                break
            if group.is_governed:
                continue
            words = self.around.words_in(gap)
            if (is_agent or self._is_marked_object(first, group)) and words <= NARROW:
                return group
            if group.number is None and words > 0:
                continue
            acts = first.number is None and (first.victim_group in ACTING or first.best == 1)
            if words == 0 and (first.number is None or group.number is not None):
                return group
            if acts and group.number is not None and words <= MIDDLE:
                return group
            break
        return None if is_agent else first

    @staticmethod
    def _is_marked_object(subject: Group, group: Group) -> bool:
        """Whether case tells the object from the subject before it: خطف مسلحون قبليون مهندسا."""
        is_object = group.case == "accusative" and not group.is_definite
        return is_object and subject.case == "other" and subject.number is None

    def _is_overruled(self, binding: Binding, others: Iterable[Binding]) -> bool:
        """Whether another word has a group.

        A noun only says who was hit: killing 12 detainees (قتل 12 معتقلا). "Between dead and wounded"
        says what befell those who fell: سقط 15 بين قتيل وجريح.
        """
        return any(
            other.group is binding.group
            and other.predicate is not binding.predicate
            and (
                binding.group.head is binding.predicate
                or (other.predicate.frame == "victim" and bool(other.predicate.parts))
            )
            for other in others
        )
