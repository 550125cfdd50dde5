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
from eventdb.extract.coordination import Binding, join_groups
from eventdb.extract.groups import Group
from eventdb.extract.misfits import ACTING, Misfits
from eventdb.extract.named_victims import NamedVictims
from eventdb.extract.numerals import has_article
from eventdb.extract.predicates import PLURAL_PERSONS, Predicate
from eventdb.extract.surroundings import COMMAS, Surroundings
from eventdb.extract.word_index import WordIndex

# How far a group may stand from its predicate, in words: over phrases of time and place, over a few
# words, next to it; and the adjectives that may precede a noun.
_WIDE, _MIDDLE, _NARROW, _ADJACENT = 22, 12, 4, 0
_PREMODIFIERS = 5
_SUBJECT_GAP = 8


class Binder:
    """Binds the groups and predicates of a document."""

    def __init__(
        self,
        document: Document,
        index: WordIndex,
        groups: Sequence[Group],
        predicates: Sequence[Predicate],
        dated: Collection[int],
    ) -> None:
        self.index = index
        self.document = document
        self.words = document.words
        self.head_final = "victim.head_final" in document.lexicon.concepts()
        self.groups = list(groups)
        self.place = {id(group): at for at, group in enumerate(groups)}
        self.predicates = predicates
        self.heads = {id(group.head): group for group in groups if group.head is not None}
        self.names = NamedVictims(document, index, dated)
        self.around = Surroundings(document, index, groups, predicates, dated)
        self.misfits = Misfits(self.around, head_final=self.head_final)

    def bind(self) -> list[Binding]:
        """Bindings by position of the group."""
        bound: dict[tuple[int, object], Binding] = {}
        for predicate in self._parted():
            group = self._victims(predicate) or self._named(predicate)
            if group is None or self.misfits.rejects(predicate, group):
                continue
            is_passive = predicate.match.feature("lost") == "passive"
            if is_passive and group.first == predicate.last + 1:
                predicate = replace(predicate, kinds=(ClaimKind.MISSING,))
            # of several predicates of one kind that claim a group, the nearest has it
            key = (id(group), predicate.kinds)
            binding = Binding(group, predicate)
            if key not in bound or binding.distance < bound[key].distance:
                bound[key] = binding
        direct = [b for b in bound.values() if not self._is_overruled(b, bound.values())]
        joined = join_groups(direct, self.groups, self.around, self.misfits)
        found = [*direct, *joined]
        found.extend([name for binding in found if (name := self._companion(binding))])
        return sorted(found, key=lambda binding: binding.group.first)

    def _companion(self, binding: Binding) -> Binding | None:
        """The second of two single victims, where it is told by name."""
        group, predicate = binding.group, binding.predicate
        is_single = group.number is None and group.best == 1 and group.first > predicate.last
        if not self.head_final or not is_single or predicate.frame not in {"act", "inflict"}:
            return None
        name = self.names.beside(group)
        return None if name is None else Binding(name, predicate, is_joined=True)

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
        before = self._before(predicate.parts[0], _NARROW)
        return before is not None and self._after(predicate, _MIDDLE) is not None

    def _named(self, predicate: Predicate) -> Group | None:
        """A single victim told by name, where capitals show names."""
        if not self.head_final or predicate.is_weak or predicate.frame not in {"act", "inflict"}:
            return None
        if predicate.frame == "inflict":
            return self.names.after(predicate)
        if self.around.has_auxiliary(predicate):
            return self.names.before(predicate) if predicate.form == "past" else None
        if predicate.form in {"past", "participle"} and not self.around.is_closed(predicate):
            return self.names.after(predicate)
        return None

    # -- which group -----------------------------------------------------------------------------

    def _victims(self, predicate: Predicate) -> Group | None:
        if id(predicate) in self.heads:
            return self.heads[id(predicate)]
        match predicate.frame:
            case "victim":
                return self._mixed(predicate)
            case "inflict":
                return None if self._is_closed_noun(predicate) else self._after(predicate, _NARROW)
            case "state":
                return self._before(predicate, _NARROW)
            case "fate":
                return self._before(predicate, _MIDDLE, subject_gap=_SUBJECT_GAP) or self._after(
                    predicate, _NARROW
                )
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
        return self._before(predicate, _NARROW)

    def _of_subject_first(self, predicate: Predicate) -> Group | None:
        has_auxiliary = self.around.has_auxiliary(predicate)
        if has_auxiliary or predicate.frame == "suffer":
            antecedent = self.around.relative_subject(predicate)
            if antecedent is not None:
                return next((g for g in self.groups if g.first <= antecedent <= g.last), None)
        if predicate.frame == "suffer":
            return self._before(predicate, _WIDE)
        if has_auxiliary and predicate.form != "base":
            return self._before(predicate, _WIDE)
        if predicate.form != "past":
            return self._after(predicate, _NARROW)
        if self.around.is_closed(predicate):
            return self._before(predicate, _NARROW, reduced=True)
        after = self._after(predicate, _NARROW)
        if after is not None and after.is_bare_plural:
            before = self._before(predicate, _ADJACENT, reduced=True)
            if before is not None and before.noun_first is None:
                return before  # 12 wounded people
        return after

    def _of_verb_first(self, predicate: Predicate) -> Group | None:
        if predicate.person in PLURAL_PERSONS:
            return (
                self._after(predicate, _ADJACENT)
                or self._before(predicate, _NARROW if predicate.has("mass") else _WIDE)
                or self._after(predicate, _MIDDLE)
            )
        after = self._after(predicate, _MIDDLE)
        if after is not None and predicate.frame == "act":
            return self._object_behind(after)
        if predicate.has("lost"):
            return None
        return after or self._before(predicate, _NARROW)

    def _object_behind(self, first: Group) -> Group:
        """The second group behind a verb, where the first is the one who acts: قتل جندي شابا."""
        for group in self.groups[self.place[id(first)] + 1 :]:
            gap = range(first.last + 1, group.first)
            if self.around.breaks(gap, commas=0) or "wa" in group.clitics:
                break
            if group.is_governed:
                continue
            words = self.around.words_in(gap)
            if group.number is None and words > 0:
                continue
            acts = first.number is None and (first.victim_group in ACTING or first.best == 1)
            if words == 0 and (first.number is None or group.number is not None):
                return group
            if acts and group.number is not None and words <= _MIDDLE:
                return group
            break
        return first

    def _after(self, predicate: Predicate, reach: int) -> Group | None:
        for group in self.groups:
            if group.first <= predicate.last:
                continue
            gap = range(predicate.last + 1, group.first)
            if self.around.breaks(gap, commas=2 if reach == _MIDDLE else 0):
                return None
            if {"wa", "fa"} & set(group.clitics) and group.number is None and not gap:
                return None  # the murder, and the soldier
            if group.is_governed and not self._is_inside(gap, group):
                if gap:
                    continue
                return None
            if self._fits(gap, group, reach) or self._is_object(predicate, gap, group):
                return group
            if group.number is not None or self.head_final:
                return None
        return None

    def _is_object(self, predicate: Predicate, gap: range, group: Group) -> bool:
        """Whether a noun behind the subject is the object by its case: قتلت الشرطة شابا."""
        if self.head_final or predicate.frame != "act" or predicate.has("strict"):
            return False
        is_marked = group.case == "accusative" and not group.is_definite
        return (
            is_marked
            and 0 < self.around.words_in(gap) <= _NARROW
            and not self.around.has_boundary(gap)
        )

    def _is_inside(self, gap: range, group: Group) -> bool:
        """Whether what governs a group is the predicate's own last word: killing OF 12, القبض على 3."""
        is_next = all(self.index.from_token("victim.determiner", at) for at in gap)
        return is_next and not {"bi", "li", "lil"} & set(group.clitics)

    def _fits(self, gap: range, group: Group, reach: int) -> bool:
        words = self.around.words_in(gap)
        if _is_known_plural(group):
            return False
        if group.number is None:
            words -= self.around.asides_in(gap)
            limit = min(reach, _PREMODIFIERS) if self.head_final else _ADJACENT
            return words <= limit and not self.around.has_boundary(gap)
        return words <= reach and (reach == _MIDDLE or not self.around.has_boundary(gap))

    def _before(
        self,
        predicate: Predicate,
        reach: int,
        *,
        reduced: bool = False,
        subject_gap: int | None = None,
    ) -> Group | None:
        """The nearest group before a predicate that can be its subject.

        Args:
            predicate: what befell it.
            reach: words between them at most.
            reduced: no function word stands between ("12 people killed in").
            subject_gap: words between them for a group without a number.
        """
        if not self.head_final and {"wa", "fa"} & set(predicate.clitics):
            return None  # a verb with "and" written onto it begins a clause of its own
        gap_limit = subject_gap or (_SUBJECT_GAP if self.head_final else 1)
        for group in reversed(self.groups):
            if group.last >= predicate.first:
                continue
            gap = range(group.last + 1, predicate.first)
            if self.around.breaks(gap, commas=2) or self.around.words_in(gap) > reach:
                return None
            if self.around.is_bracketed(group, gap):
                continue
            if group.is_governed and ((reduced and not gap) or self.around.opens_relative(gap)):
                return group
            if group.is_governed or self.around.is_subset(group):
                continue
            is_apart = sum(self.words[at] in COMMAS for at in gap) == 1
            if is_apart and not self.around.has_subset(gap):
                return None
            if reduced and self.around.has_boundary(gap):
                return None
            is_near = group.number is not None or self.around.words_in(gap) <= gap_limit
            return group if is_near and not _is_known_plural(group) else None
        return None

    def _is_overruled(self, binding: Binding, others: Iterable[Binding]) -> bool:
        """Whether a noun only says who was hit: killing 12 detainees (قتل 12 معتقلا)."""
        return binding.group.head is binding.predicate and any(
            other.group is binding.group and other.predicate is not binding.predicate
            for other in others
        )


def _is_known_plural(group: Group) -> bool:
    """Whether a group takes up people told of before: the demonstrators were arrested."""
    return group.is_bare_plural and group.is_definite
