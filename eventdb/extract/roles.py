"""Who did it and who was hit: roles of the actors about a trigger, without a syntactic parser.

A vote names a mention as agent, target or side (of a fight), with a weight; the event assembly
sums them. Rules are of word order, voice and prepositions, by concept, and serve every language:
subject–verb–object and verb–subject–object, passive with its agent, nouns with their genitive
("killing of", مقتل فلان), possessor or compound ("rebel attack", غارات التحالف).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from eventdb.documents import Document
from eventdb.extract.companions import FIGHTS, Bond, PlacedActor, find_bonds, place_actors
from eventdb.extract.grammar import Grammar
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.triggers import TriggerMention
from eventdb.records import ActorMention, CountMention

# Acts whose genitive names the one hit: the killing of X, مقتل X. Of the other acts it names the
# one who acts: X's attack, هجوم X.
_PATIENT_NOUNS = frozenset(
    {
        "killing", "wounding", "assassination", "abduction", "arrest", "murder", "execution",
        "capture_people", "beating", "sexual_violence", "destruction", "looting", "capture_place",
        "recapture_place", "displacement", "dispersal", "interception", "stabbing", "ramming",
    }
)  # fmt: skip
_OF_THINGS = frozenset({"destruction", "looting", "capture_place", "recapture_place"})
# What blows up acts on nobody's behalf: its subject is a bomb, and who stands by is hit.
_AGENTLESS = frozenset({"explosion"})
# What is done about an act by others than its doers: the bomb was defused by police.
_ANSWERS = frozenset({"arrest", "interception", "dispersal"})
_CLAUSE_SIGNS = frozenset({",", "،", ";", "؛", ":", ".", "…", "\n", "-", "–", "—", '"', "«", "("})
# Before a party they make it the object of something else than the verb behind it.
_OBJECTS = frozenset({"against", "with", "standing"})
_BESIDE = 2
# Tokens between a noun and the relative clause of its own.
_ANTECEDENT = 5
_NEAR = 7
_FAR = 18
_STRONG, _MEDIUM, _WEAK = 4.0, 2.0, 1.0
_SUPPORT = 0.5


class Role(StrEnum):
    """What a party does in an act."""

    AGENT = "agent"
    TARGET = "target"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class RoleVote:
    """One sign that an actor stands in a role.

    Attributes:
        act: concept of the act that it is about; ``None`` where no act gave the sign.
    """

    mention: ActorMention
    role: Role
    weight: float
    act: str | None = None


def find_roles(
    document: Document,
    triggers: Sequence[TriggerMention],
    actors: Sequence[ActorMention],
    counts: Sequence[CountMention],
    grammar: Grammar,
) -> tuple[list[RoleVote], list[Bond]]:
    """Votes on the roles of the actors in one clause, and which of them stand side by side.

    Args:
        document: the report.
        triggers: acts of the sentence.
        actors: its actors.
        counts: its counts of people.
        grammar: the document's function words.
    """
    located = place_actors(document, actors)
    votes: list[RoleVote] = list(_victims(document, located, counts))
    hit = {id(vote.mention) for vote in votes}
    free = [actor for actor in located if id(actor.mention) not in hit]
    for trigger in triggers:
        if _is_repelling(trigger, triggers, grammar):
            continue
        near = [actor for actor in free if not _answers(trigger, actor, triggers, grammar)]
        if trigger.pos == "verb":
            subject = _subject_act(trigger, triggers)
            if subject is None:
                found = list(_verb_roles(document, trigger, near, counts, grammar))
            else:
                found = list(_acted_on(trigger, subject, near, grammar))
        else:
            found = list(_noun_roles(document, trigger, near, grammar))
        found.extend(_carried_out(trigger, near, grammar))
        found.extend(_repelled(trigger, free, grammar))
        votes.extend(replace(vote, act=trigger.name) for vote in found)
    bonds = find_bonds(document, triggers, located, grammar)
    votes.extend(_shared(votes, bonds))
    votes.extend(_members(votes, located, grammar))
    if any(trigger.name in FIGHTS for trigger in triggers):
        votes.extend(
            RoleVote(actor.mention, Role.SIDE, _WEAK)
            for actor in located
            if not actor.mention.is_collective
        )
    return votes, bonds


def _answers(
    trigger: TriggerMention,
    actor: PlacedActor,
    triggers: Sequence[TriggerMention],
    grammar: Grammar,
) -> bool:
    """Whether an actor is the agent of what was done about an act: a bomb was defused by police."""
    return "by" in grammar.governing(actor.first) and any(
        verb.voice == "passive"
        and verb.name in _ANSWERS
        and trigger.last < verb.first
        and verb.last < actor.first
        for verb in triggers
        if trigger.name not in _ANSWERS
    )


def _shared(votes: Sequence[RoleVote], bonds: Iterable[Bond]) -> list[RoleVote]:
    """What is said of one of two actors side by side and not of the other, said of both.

    Who supports the one that acts gets half the weight.
    """
    found: list[RoleVote] = []
    for bond in bonds:
        share = 1.0 if bond.is_joined else _SUPPORT
        ways = [(bond.one, bond.other), (bond.other, bond.one)]
        for held, lacking in ways if bond.is_joined else ways[:1]:
            known = {vote.act for vote in (*votes, *found) if vote.mention is lacking}
            found.extend(
                replace(vote, mention=lacking, weight=share * vote.weight)
                for vote in (*votes, *found)
                if vote.mention is held and vote.act not in known
            )
    return found


def _members(
    votes: Sequence[RoleVote], actors: Sequence[PlacedActor], grammar: Grammar
) -> list[RoleVote]:
    """The roles of unnamed people, passed on to the group that they are said to be of.

    "terrorists of the FMLN", مسلحون من تنظيم الدولة.
    """
    passed: list[RoleVote] = []
    for actor, owner in pairwise(actors):
        if not actor.mention.is_generic or owner.mention.is_generic:
            continue
        if owner.first - actor.last > 4 or not grammar.governing(owner.first) & {"of", "from"}:
            continue
        passed.extend(
            replace(vote, mention=owner.mention) for vote in votes if vote.mention is actor.mention
        )
    return passed


def _victims(
    document: Document, actors: Iterable[PlacedActor], counts: Sequence[CountMention]
) -> Iterable[RoleVote]:
    """Actors inside the words that name the victims of a count are hit."""
    for actor in actors:
        for count in counts:
            if count.victims_start is None or count.victims_end is None:
                continue
            if count.victims_start < actor.mention.end and actor.mention.start < count.victims_end:
                yield RoleVote(actor.mention, Role.TARGET, _STRONG)
                break


def _verb_roles(
    document: Document,
    trigger: TriggerMention,
    actors: Sequence[PlacedActor],
    counts: Sequence[CountMention],
    grammar: Grammar,
) -> Iterable[RoleVote]:
    if trigger.name in _AGENTLESS:
        yield from _by_standers(trigger, actors, grammar)
        return
    voice = trigger.voice
    if voice == "open":
        voice = _open_voice(document, trigger, actors, counts, grammar)
    before = _nearest_before(grammar, trigger, actors)
    after = [actor for actor in actors if trigger.last < actor.first <= trigger.last + _FAR]
    for actor in after:
        if "by" in grammar.governing(actor.first):
            yield RoleVote(actor.mention, Role.AGENT, _STRONG)
    if voice == "passive":
        if before is not None:
            yield RoleVote(before.mention, Role.TARGET, _MEDIUM)
        if after and after[0].first - trigger.last <= 3 and not grammar.governing(after[0].first):
            yield RoleVote(after[0].mention, Role.TARGET, _MEDIUM)
        return
    yield from _active_roles(document, trigger, before, after, grammar)


def _subject_act(
    trigger: TriggerMention, triggers: Sequence[TriggerMention]
) -> TriggerMention | None:
    """The noun of act that is the subject of a verb: the attack killed, استهدف الهجوم."""
    if trigger.voice == "passive":
        return None
    return next(
        (
            noun
            for noun in triggers
            if noun.pos != "verb"
            and noun.name not in _PATIENT_NOUNS
            and (
                0 < trigger.first - noun.last <= _BESIDE
                or (trigger.voice == "open" and 0 < noun.first - trigger.last <= 1)
            )
        ),
        None,
    )


def _acted_on(
    trigger: TriggerMention,
    subject: TriggerMention,
    actors: Sequence[PlacedActor],
    grammar: Grammar,
) -> Iterable[RoleVote]:
    """Those whom an act hits that is itself the subject of a verb; who did it the noun tells."""
    last = max(trigger.last, subject.last)
    for actor in actors:
        if last < actor.first <= last + _NEAR and not grammar.governing(actor.first) & {"by", "of"}:
            yield RoleVote(actor.mention, Role.TARGET, _STRONG)
            break
    first = min(trigger.first, subject.first)
    for actor in actors:
        # The SDF, whose headquarters the attack targeted: قسد التي كان الهجوم يستهدف مقرها.
        is_antecedent = actor.last < first <= actor.last + _BESIDE + 3
        if is_antecedent and "relative" in grammar.between(actor.last + 1, first - 1):
            yield RoleVote(actor.mention, Role.TARGET, _MEDIUM)


def _active_roles(
    document: Document,
    trigger: TriggerMention,
    before: PlacedActor | None,
    after: Sequence[PlacedActor],
    grammar: Grammar,
) -> Iterable[RoleVote]:
    """Roles about a verb in the active voice: its subject before it, or after it where it comes first."""
    objects = [
        a
        for a in after
        if "by" not in grammar.governing(a.first) and a.first - trigger.last <= _NEAR
    ]
    if trigger.voice == "open" and _opens_clause(document, trigger, grammar):
        yield from _verb_first(trigger, before, objects, grammar)
        return
    if before is not None:
        is_near = trigger.start - before.mention.end < 30
        yield RoleVote(before.mention, Role.AGENT, _STRONG if is_near else _MEDIUM)
    yield from _objects(trigger, objects[:2])


def _objects(trigger: TriggerMention, objects: Sequence[PlacedActor]) -> Iterable[RoleVote]:
    """Those whom a verb in the active voice acts on."""
    for actor in objects:
        role = Role.SIDE if trigger.name in FIGHTS else Role.TARGET
        yield RoleVote(actor.mention, role, _MEDIUM)


def _by_standers(
    trigger: TriggerMention, actors: Sequence[PlacedActor], grammar: Grammar
) -> Iterable[RoleVote]:
    """Roles about a verb of exploding: an agent only where a preposition names one."""
    for actor in actors:
        if trigger.last < actor.first <= trigger.last + _FAR:
            is_agent = "by" in grammar.governing(actor.first)
            role = Role.AGENT if is_agent else Role.TARGET
            yield RoleVote(actor.mention, role, _STRONG if is_agent else _WEAK)


def _opens_clause(document: Document, trigger: TriggerMention, grammar: Grammar) -> bool:
    """Whether a verb stands first in its clause, so that its subject follows (Arabic)."""
    at = grammar.word_before(trigger.first)
    if (
        at < 0
        or document.words[at] in _CLAUSE_SIGNS
        or document.sentence_of[at] != trigger.sentence
    ):
        return True
    if grammar.before(trigger.first) or set(trigger.clitics) & {"wa", "fa"}:
        return True
    return any(match.last == at for match in document.matches_of("date"))


def _verb_first(
    trigger: TriggerMention,
    before: PlacedActor | None,
    objects: Sequence[PlacedActor],
    grammar: Grammar,
) -> Iterable[RoleVote]:
    """Roles about a verb that may stand before or after its subject (Arabic)."""
    remaining = list(objects)
    if (
        remaining
        and remaining[0].first - trigger.last <= 3
        and not grammar.governing(remaining[0].first) & {"in", "against", "with"}
    ):
        yield RoleVote(remaining[0].mention, Role.AGENT, _STRONG)
        remaining = remaining[1:]
    elif before is not None:
        yield RoleVote(before.mention, Role.AGENT, _MEDIUM)
    for actor in remaining[:1]:
        role = Role.SIDE if trigger.name in FIGHTS else Role.TARGET
        yield RoleVote(actor.mention, role, _MEDIUM)


def _open_voice(
    document: Document,
    trigger: TriggerMention,
    actors: Sequence[PlacedActor],
    counts: Sequence[CountMention],
    grammar: Grammar,
) -> str:
    """Voice of a perfect that is spelt alike in both: passive where a victim follows at once.

    Whose victims follow where a party stands right before the verb, they are its object: داعش قتل 37.
    """
    if trigger.name not in _PATIENT_NOUNS:
        return "active"
    following = next((a for a in actors if 0 < a.first - trigger.last <= 2), None)
    if following is not None and trigger.name in _OF_THINGS:
        # People are what is burned or taken by none of these: أحرق جنود قرية.
        return "active"
    is_armed = following is not None and not following.mention.is_collective
    for count in counts:
        at = count.number_start if count.number_start is not None else count.victims_start
        if at is not None and at > trigger.start and document.token_at(at) - trigger.last <= 2:
            return "active" if _has_subject(trigger, actors, grammar) else "passive"
    if is_armed and trigger.person in {"f3s", "m3p", "1p"}:
        return "active"
    return (
        "active"
        if is_armed and following is not None and not following.mention.is_generic
        else "passive"
    )


def _has_subject(trigger: TriggerMention, actors: Sequence[PlacedActor], grammar: Grammar) -> bool:
    """Whether a party that no preposition governs stands right before a verb."""
    subject = _nearest_before(grammar, trigger, actors)
    return (
        subject is not None
        and subject.last == grammar.word_before(trigger.first)
        and not subject.mention.is_collective
        and not trigger.clitics
        and not grammar.governing(subject.first)
    )


def _noun_roles(
    document: Document,
    trigger: TriggerMention,
    actors: Sequence[PlacedActor],
    grammar: Grammar,
) -> Iterable[RoleVote]:
    genitive = Role.TARGET if trigger.name in _PATIENT_NOUNS else Role.AGENT
    is_noun_first = document.lexicon.is_right_to_left
    for actor in actors:
        if actor.first > trigger.last:
            vote = _after_noun(trigger, actor, grammar, genitive, is_noun_first=is_noun_first)
        else:
            vote = _before_noun(trigger, actor, grammar, genitive, is_noun_first=is_noun_first)
        if vote is not None:
            yield vote


def _after_noun(
    trigger: TriggerMention,
    actor: PlacedActor,
    grammar: Grammar,
    genitive: Role,
    *,
    is_noun_first: bool,
) -> RoleVote | None:
    """Role of an actor after a noun of act, by the function word before it."""
    gap = actor.first - trigger.last
    if gap > _FAR:
        return None
    cue = grammar.governing(actor.first)
    if "by" in cue:
        is_repelled = "repel" in grammar.between(trigger.last + 1, actor.first)
        return RoleVote(actor.mention, Role.TARGET if is_repelled else Role.AGENT, _STRONG)
    if "between" in grammar.between(trigger.last + 1, actor.first):
        return RoleVote(actor.mention, Role.SIDE, _STRONG)
    if "against" in cue and gap <= _NEAR:
        return RoleVote(actor.mention, Role.TARGET, _MEDIUM)
    if "with" in cue:
        return RoleVote(actor.mention, Role.SIDE, _MEDIUM)
    if ("of" in cue and gap <= 4) or (gap <= 3 and not cue and is_noun_first):
        return RoleVote(actor.mention, genitive, _MEDIUM)
    return None


def _before_noun(
    trigger: TriggerMention,
    actor: PlacedActor,
    grammar: Grammar,
    genitive: Role,
    *,
    is_noun_first: bool,
) -> RoleVote | None:
    """Role of an actor before a noun of act: a compound ("rebel attack"), or who undergoes it."""
    if actor.last >= trigger.first:
        return None
    if trigger.first - actor.last <= 2 and not is_noun_first:
        return RoleVote(actor.mention, genitive, _MEDIUM)
    if "undergo" in grammar.between(actor.last, trigger.first):
        return RoleVote(actor.mention, Role.TARGET, _MEDIUM)
    return None


def _carried_out(
    trigger: TriggerMention, actors: Sequence[PlacedActor], grammar: Grammar
) -> Iterable[RoleVote]:
    """Subjects of "carried out", "launched" about a noun of act (شن الجيش هجوما, هجوم شنه الجيش)."""
    if trigger.pos == "verb":
        return
    for actor in actors:
        if actor.last < trigger.first and trigger.first - actor.last <= _FAR:
            if grammar.cues_between(
                "carry_out", actor.last + 1, trigger.first - 1
            ) or grammar.cues_between("carry_out", max(0, actor.first - 2), actor.first - 1):
                yield RoleVote(actor.mention, Role.AGENT, _STRONG)
        elif (
            actor.first > trigger.last
            and actor.first - trigger.last <= _FAR
            and "carry_out" in grammar.governing(actor.first)
        ):
            yield RoleVote(actor.mention, Role.AGENT, _STRONG)


def _is_repelling(
    trigger: TriggerMention, triggers: Sequence[TriggerMention], grammar: Grammar
) -> bool:
    """Whether a verb of fighting only beats off an attack that a noun of the clause names."""
    is_cue = any(
        cue.sense.name == "repel" for cue in grammar.beginning_within(trigger.first, trigger.first)
    )
    return is_cue and any(
        noun.pos != "verb" and noun is not trigger and abs(noun.first - trigger.first) <= _FAR
        for noun in triggers
    )


def _repelled(
    trigger: TriggerMention, actors: Sequence[PlacedActor], grammar: Grammar
) -> Iterable[RoleVote]:
    """Who beats off an attack is the one attacked: the army repelled an attack, صد الجيش هجوما."""
    if trigger.pos == "verb":
        return
    cues = [
        cue
        for cue in grammar.beginning_within(trigger.first - _FAR, trigger.first - 1)
        if cue.sense.name == "repel"
    ]
    if not cues:
        return
    cue = cues[-1]
    behind = [a for a in actors if cue.last < a.first <= cue.last + 2 and a.last < trigger.first]
    ahead = [a for a in actors if a.last < cue.first <= a.last + _NEAR]
    for actor in behind[:1] or ahead[-1:]:
        if not grammar.governing(actor.first) & {"by", "of", "against"}:
            yield RoleVote(actor.mention, Role.TARGET, _MEDIUM)


def _is_object_before(grammar: Grammar, actor: PlacedActor) -> bool:
    """Whether what stands right before an actor makes it the object of another act."""
    if any(cue.sense.name in _OBJECTS for cue in grammar.ending_at(actor.first - 1)):
        return True
    return any(at in grammar.purposes for at in range(actor.first - 4, actor.first))


def _nearest_before(
    grammar: Grammar, trigger: TriggerMention, actors: Sequence[PlacedActor]
) -> PlacedActor | None:
    """The last actor before a trigger in its sentence, within reach, that can be its subject.

    One behind "against", "with", "inhabited by" or a purpose ("to fight X") is the object of
    something else.
    """
    found = [
        actor
        for actor in actors
        if actor.last < trigger.first
        and trigger.first - actor.last <= _FAR
        and not _is_object_before(grammar, actor)
        and not _is_out_of_relative(grammar, trigger, actor)
    ]
    named = _before_apposition(grammar, trigger, actors)
    if named is not None:
        return named
    if len(found) > 1 and _is_joined_verb(grammar, trigger, found[-1]):
        return found[-2]
    return found[-1] if found else None


def _before_apposition(
    grammar: Grammar, trigger: TriggerMention, actors: Sequence[PlacedActor]
) -> PlacedActor | None:
    """The subject of a verb that an apposition parts from it: the RSF, a unit led by the deputy head, FIRED."""
    words = grammar.words
    end = trigger.first - 1
    if trigger.pos != "verb" or end < 0 or words[end] not in COMMAS:
        return None
    start = next((at for at in range(end - 1, max(end - _FAR, 0), -1) if words[at] in COMMAS), None)
    if start is None:
        return None
    before = [actor for actor in actors if actor.last < start <= actor.last + _BESIDE]
    return before[-1] if before else None


def _is_joined_verb(grammar: Grammar, trigger: TriggerMention, nearest: PlacedActor) -> bool:
    """Whether a verb shares the subject of another, whose object is the nearest actor.

    "The attackers tied up the labourers AND killed them": the labourers, right before "and", kill nobody.
    """
    at = grammar.word_before(trigger.first)
    is_joined = any(cue.sense.name == "and" for cue in grammar.ending_at(at))
    return is_joined and nearest.last == grammar.word_before(at)


def _is_out_of_relative(grammar: Grammar, trigger: TriggerMention, actor: PlacedActor) -> bool:
    """Whether a relative clause that the verb opens is of somebody nearer: aimed at those WHO fired."""
    at = grammar.word_before(trigger.first)
    if not any(cue.sense.name == "relative" for cue in grammar.ending_at(at)):
        return False
    return at - actor.last > _ANTECEDENT
