"""Which organised actors of a report did the act of a story: each with a trained probability.

An actor that no verb of the story names may still be its perpetrator: it claims the act two
paragraphs later, is suspected, or is the only armed group that the report speaks of. And a verb may
name one that is none: the police that look for the attackers. The signs (``suspect_signs``) are
summed with the weights of ``models/suspects.toml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventdb.codebook import ActorKind
from eventdb.extract.logistic import load_model
from eventdb.extract.roles import Role
from eventdb.extract.suspect_signs import STATE, Scene, signs_of
from eventdb.records import Actor, ActorMention

_ORGANISED = frozenset(
    {
        *STATE,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
    }
)
# Log of the weight of votes from which verbs leave no doubt: two strong ones, or one in the lead.
_SURE = 2.3
# Below this probability not even such verbs name a perpetrator: who defuses the bomb, who is called.
_HARDLY = 0.1
# The same for one that the sentence of the act itself accuses of it.
_CHARGED = 0.12


@dataclass(frozen=True, slots=True)
class Suspect:
    """An organised actor with the probability that it did the act of a story.

    Attributes:
        mention: the one nearest to the telling of the act.
    """

    actor: Actor
    mention: ActorMention
    features: Mapping[str, float]
    probability: float

    @property
    def is_likely(self) -> bool:
        """Whether it is named as the perpetrator.

        Who claims the act is, whatever else speaks against it, and mostly who is accused of it in
        the same breath; who is only hit by it, or only speaks of it, is not.
        """
        signs = self.features
        if "told.claimed" in signs and "told.denied" not in signs:
            return True
        is_blamed = "told.accused" in signs or "told.reported" in signs
        acts = "agent.any" in signs or is_blamed
        if not acts and ("target.any" in signs or signs.get("speaks", 0.0) == 1.0):
            return False
        is_sure = signs.get("agent", 0.0) >= _SURE and "agent.more_than_target" in signs
        if acts and is_sure and self.probability >= _HARDLY:
            return True
        is_charged = "told.accused" in signs and "told.denied" not in signs
        if is_charged and "same_sentence" in signs:
            return self.probability >= _CHARGED
        return self.probability >= load_model("suspects").threshold


def find_suspects(scene: Scene) -> tuple[Suspect, ...]:
    """The organised actors of a report as suspects of one story, the likeliest first."""
    mentions = _by_name(scene.actors)
    if not mentions:
        return ()
    model = load_model("suspects")
    signs = signs_of(scene, mentions)
    found = [
        Suspect(
            actor=own[0].actor,
            mention=_nearest(scene, own),
            features=signs[name],
            probability=model.probability(signs[name]),
        )
        for name, own in mentions.items()
    ]
    return tuple(sorted(found, key=lambda suspect: (-suspect.probability, suspect.mention.start)))


def _by_name(actors: Iterable[ActorMention]) -> dict[str, list[ActorMention]]:
    """Mentions of each organised actor by its name, which a state shares with its forces."""
    found: dict[str, list[ActorMention]] = defaultdict(list)
    for mention in actors:
        actor = mention.actor
        if actor.kind in _ORGANISED and not actor.is_unidentified:
            found[actor.name].append(mention)
    return found


def _nearest(scene: Scene, own: Sequence[ActorMention]) -> ActorMention:
    """The mention that stands nearest to the story's sentences, one with a vote as agent first."""
    acting = {
        vote.mention.start
        for frame in scene.frames
        for vote in frame.votes
        if vote.role is Role.AGENT
    }
    blamed = {mention.actor_start for mention in scene.told}
    told = [frame.sentence.index for frame in scene.frames]

    def rank(mention: ActorMention) -> tuple[int, int, int]:
        index = scene.document.sentence_at(mention.start).index
        is_sure = mention.start in acting or mention.start in blamed
        return (not is_sure, min(abs(index - at) for at in told), mention.start)

    return min(own, key=rank)
