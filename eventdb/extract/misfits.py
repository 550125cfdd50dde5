"""What a predicate cannot be told of: an adjective's noun, few people for a mass flight, no people."""

from __future__ import annotations

from eventdb.codebook import ClaimKind
from eventdb.extract.groups import Group
from eventdb.extract.predicates import PROGRESSIVE, Predicate
from eventdb.extract.surroundings import Surroundings

# Groups of victims that also act: where two nouns stand behind a verb, the first may be the agent.
ACTING = frozenset({"combatants", "attackers", "soldiers", "police", "guards"})
_OUTCOMES = frozenset({ClaimKind.KILLED, ClaimKind.WOUNDED})
_MASS = 100  # people who left a place are displaced where they are many


class Misfits:
    """Tests whether a group can be what a predicate is told of."""

    def __init__(self, around: Surroundings, *, head_final: bool) -> None:
        self.around = around
        self.head_final = head_final

    def rejects(self, predicate: Predicate, group: Group) -> bool:
        """Whether a group cannot be what a predicate means: a word for people is wanted, or none is."""
        if group.head is not None and group.head is not predicate:
            return bool(_OUTCOMES & set(group.head.kinds))
        needs_number = predicate.has("strict") or predicate.form == "base"
        if needs_number and group.number is None:
            return True
        if group.number is None and (
            self._is_adjectival(predicate, group) or self._is_compound(predicate, group)
        ):
            return True
        if predicate.has("mass"):
            # "Hundreds of thousands" who went out may have gone out to protest: only who they are tells.
            is_few = group.number is None or group.low < _MASS or group.noun_first is None
            return is_few or group.victim_group in {*ACTING, "prisoners", "protesters"}
        if predicate.has("action") and group.is_other and group.number is None and group.best == 1:
            return True  # other centres of detention: مراكز احتجاز أخرى
        return predicate.is_weak and not (group.is_person or group.is_other)

    def _is_compound(self, predicate: Predicate, group: Group) -> bool:
        """Whether a participle is the first half of a noun: kidnapping victim, not "killing a soldier"."""
        is_next = group.first == predicate.last + 1 and not group.is_named
        index = self.around.index
        opens_phrase = any(  # a soldier, his guard, him
            index.from_token(concept, group.first) is not None
            for concept in ("victim.determiner", "victim.boundary")
        )
        return predicate.form in PROGRESSIVE and is_next and group.best == 1 and not opens_phrase

    def _is_adjectival(self, predicate: Predicate, group: Group) -> bool:
        """Whether a participle before a noun describes it: the families of murdered peasants."""
        if not self.head_final or predicate.frame != "act" or predicate.form != "past":
            return False
        if not _follows(group, predicate) or self.around.has_auxiliary(predicate):
            return False
        at = predicate.first - 1
        if at < 0 or self.around.is_attributive(at):
            return True
        return group.is_bare_plural and self.around.is_edge(at)


def _follows(group: Group, predicate: Predicate) -> bool:
    return group.first > predicate.last
