"""Which side began: what the suspects of a story say of who stands first in it."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.extract.allies import Allies
from eventdb.extract.roles import Role
from eventdb.extract.sides import PartyVote
from eventdb.extract.suspects import Suspect

# A second suspect needs so much, on reports not trained on: below it two of three are innocent.
_SURE = 0.6


def is_likelier(
    second: Sequence[PartyVote], first: Sequence[PartyVote], suspects: Sequence[Suspect]
) -> bool:
    """Whether the second side of a battle is the likelier to have begun it: who attacks stands first.

    Where the first is not named, its being unknown says nothing: the second must be likely itself.
    """
    if all(is_unknown(vote) for vote in first):
        return _is_suspected(second, suspects)
    return _chance(second, suspects) > _chance(first, suspects)


def _is_suspected(side: Sequence[PartyVote], suspects: Sequence[Suspect]) -> bool:
    names = {vote.actor.name for vote in side}
    return any(suspect.is_likely for suspect in suspects if suspect.actor.name in names)


def _chance(side: Sequence[PartyVote], suspects: Sequence[Suspect]) -> float:
    """The greatest probability that an actor of a side did the act."""
    names = {vote.actor.name for vote in side}
    return max((s.probability for s in suspects if s.actor.name in names), default=0.0)


def only_fights_back(
    first: Sequence[PartyVote], second: Sequence[PartyVote], suspects: Sequence[Suspect]
) -> bool:
    """Whether a named side of which nobody is likely to have begun meets one that is not named."""
    if all(is_unknown(vote) for vote in first):
        return False
    return all(is_unknown(vote) for vote in second) and not _is_suspected(first, suspects)


def likeliest_attacker(
    second: Sequence[PartyVote], suspects: Sequence[Suspect], allies: Allies
) -> list[PartyVote]:
    """The likeliest attacker of one side of a battle, where no words of the battle name it."""
    held = {vote.actor.name for vote in second}
    likely = next((s for s in suspects if s.is_likely), None)
    if likely is None or likely.actor.name in held:
        return []
    is_friend = any(allies.closeness(likely.actor, vote.actor) > 0 for vote in second)
    return [] if is_friend else [as_agent(likely)]


def as_agent(suspect: Suspect) -> PartyVote:
    """A suspect as the one who acts, by its probability."""
    return PartyVote(
        actor=suspect.actor,
        role=Role.AGENT,
        # A likelier one goes first, whatever the verbs say.
        weight=suspect.probability,
        mention=suspect.mention,
        is_generic=False,
    )


def together(likely: Sequence[Suspect], allies: Allies) -> list[Suspect]:
    """The likeliest suspect, and others who did it with him: told beside him, or as sure.

    Of several that are likely one did it, mostly, and the others are spoken of.
    """
    return [
        suspect
        for suspect in likely
        if suspect is likely[0]
        or suspect.probability >= _SURE
        or allies.told(suspect.actor, likely[0].actor) > 0
    ]


def is_unknown(vote: PartyVote) -> bool:
    """Whether an actor is one of whom only the kind is known."""
    return vote.actor.is_unidentified
