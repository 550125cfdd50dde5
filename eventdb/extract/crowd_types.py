"""Settles the type of what a crowd does and suffers (ACLED: Protests, Riots).

ACLED Codebook, "Protests" and "Riots": a crowd that uses no violence protests; force on it is Excessive
force where people were shot or killed, Protest with intervention otherwise; a crowd that fights or
destroys makes a violent demonstration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventdb.codebook import ActorKind, ClaimKind, CountScope, SubEventType
from eventdb.extract.factuality import CLAUSE_SIGNS
from eventdb.extract.frames import Frame
from eventdb.extract.grammar import Grammar
from eventdb.records import CountMention

_S = SubEventType
_HARM = frozenset({ClaimKind.KILLED, ClaimKind.WOUNDED})
CROWD_ACTS = frozenset({"protest", "riot", "dispersal", "mob"})
# What an act of violence behind a crowd's act and one of these is: the reason why the crowd came.
_REASONS = frozenset({"because", "against", "earlier_event"})
# Tokens before an act in which a word of reason governs it.
_REACH = 4
# Share of the crowd's acts in the weightiest other act from which a crowd is what is told of.
_CROWD_NAMED, _CROWD_UNNAMED = 0.35, 0.9
# The same for a fight with people who are not said to be armed.
_CROWD_BESIDE = 0.25
ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)
_ASSAULTS = frozenset({"offensive", "ambush"})
_BATTLE = _ASSAULTS | {"clash", "capture_place", "recapture_place"}
CROWDS = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS})
UNARMED = CROWDS | {ActorKind.CIVILIANS}


def is_crowd_event(
    families: Mapping[str, float],
    acts: Mapping[str, float],
    agent: ActorKind | None,
    target: ActorKind | None,
) -> bool:
    """Whether what a crowd does leads a story.

    Args:
        families: weight of each group of acts; the crowd's is "protest".
        acts: weight of each act; who is dispersed is a crowd, named or not.
        agent: kind of the main agent.
        target: kind of the main target.
    """
    own = families.get("protest", 0.0)
    crowd = {agent, target} & CROWDS or acts.get("dispersal", 0.0) > 0
    rest = max((weight for name, weight in families.items() if name != "protest"), default=0.0)
    return own > 0 and own >= rest * (_CROWD_NAMED if crowd else _CROWD_UNNAMED)


def crowd_type(
    acts: Mapping[str, float],
    weapons: Mapping[str, float],
    frames: Sequence[Frame],
    grammar: Grammar,
) -> SubEventType:
    """The sub-event type of what a crowd does or suffers.

    Args:
        acts: weight of each act of the story, by concept.
        weapons: weight of each kind of weapon.
        frames: the story.
        grammar: function words of its document.
    """
    told = [frame for frame in frames if not _is_reason(frame, grammar)]
    harmed = any(_is_harm(count) for frame in told for count in frame.counts)
    killing = any(act.name == "killing" for frame in told for act in frame.triggers)
    is_fired_on = acts.get("shooting", 0.0) > 0 or "weapon.gun" in weapons or killing
    riotous = acts.get("riot", 0.0) + acts.get("mob", 0.0)
    peaceful = acts.get("protest", 0.0)
    if acts.get("mob", 0.0) > peaceful + acts.get("riot", 0.0):
        return _S.MOB_VIOLENCE
    if harmed and is_fired_on:
        return _S.EXCESSIVE_FORCE
    if riotous > peaceful:
        return _S.VIOLENT_DEMONSTRATION
    if acts.get("dispersal", 0.0) + acts.get("arrest", 0.0) > 0:
        return _S.PROTEST_WITH_INTERVENTION
    if "weapon.teargas" in weapons or harmed:
        return _S.PROTEST_WITH_INTERVENTION
    return _S.VIOLENT_DEMONSTRATION if riotous > 0 else _S.PEACEFUL_PROTEST


def _is_harm(count: CountMention) -> bool:
    is_told_before = count.scope is CountScope.SUBSET
    return count.kind in _HARM and count.best != 0 and not is_told_before


def _is_reason(frame: Frame, grammar: Grammar) -> bool:
    """Whether the violence of a frame is what the crowd protests: "a march after the killing of …"."""
    if frame.is_background:
        return True
    crowd = [act for act in frame.triggers if act.name in CROWD_ACTS]
    return any(
        _REASONS & grammar.between(max(cry.last + 1, act.first - _REACH), act.first - 1)
        and not _clause_ends(grammar.words[cry.last + 1 : act.first])
        for cry in crowd
        for act in frame.triggers
        if act.name not in CROWD_ACTS and cry.last < act.first
    )


def _clause_ends(words: Sequence[str]) -> bool:
    return not CLAUSE_SIGNS.isdisjoint(words)


def is_against_people(
    acts: Mapping[str, float], parties: Sequence[ActorKind], target: ActorKind | None
) -> bool:
    """Whether a fight has one armed side only, and people without arms on the other.

    ACLED: an armed clash needs two organised armed groups.

    Args:
        acts: weight of each act of the story, by concept.
        parties: kinds of all actors of the story.
        target: kind of the main target.
    """
    armed = [kind for kind in parties if kind in ARMED]
    battle = acts.get("capture_place", 0.0) + acts.get("ambush", 0.0) + acts.get("offensive", 0.0)
    if target not in UNARMED or battle > 0 or not acts.get("clash", 0.0):
        return False
    own = sum(acts.get(name, 0.0) for name in CROWD_ACTS)
    is_state_alone = armed == [ActorKind.STATE_FORCES] * len(armed) and bool(armed)
    return is_state_alone or own >= _CROWD_BESIDE * acts.get("clash", 0.0)


def is_assault_on_people(
    frames: Sequence[Frame], others: Sequence[ActorKind], target: ActorKind | None
) -> bool:
    """Whether people without arms are stormed or ambushed, and nobody fights back.

    Args:
        frames: the story.
        others: kinds of its actors but the main agent.
        target: kind of the main target.
    """
    acts = [act for frame in frames for act in frame.triggers if act.name in _BATTLE]
    is_stormed = all(act.name in _ASSAULTS and act.pos == "verb" for act in acts)
    return target in UNARMED and is_stormed and ARMED.isdisjoint(others)
