"""An event's parties in ACLED's layout: one actor a side, the others associated, none missing.

Rules of the ACLED Codebook, "Actors" and "Associated actors": a coalition's further members are
associated actors; ``Protesters (X)`` and ``Rioters (X)`` stand first in Protests and Riots;
``Civilians (X)`` stand second in Violence against civilians; an unknown perpetrator or opponent is
an ``Unidentified Armed Group (X)``. The event's own parties stay as they were reconciled.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.codebook import ActorKind, EventType, Interaction, PartyRole, interaction
from eventdb.records import Actor, Event

SEPARATOR = "; "

_CROWDS = {
    EventType.PROTESTS: (ActorKind.PROTESTERS, "Protesters"),
    EventType.RIOTS: (ActorKind.RIOTERS, "Rioters"),
}
_CIVILIANS = "Civilians"
_UNIDENTIFIED = "Unidentified Armed Group"

Side = tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class AcledParties:
    """Two sides, the actor of each first; the second may be empty."""

    side1: Side
    side2: Side

    @property
    def interaction(self) -> Interaction:
        """Pair of the two actors' types."""
        second = self.side2[0].kind if self.side2 else ActorKind.NONE
        return interaction(self.side1[0].kind, second)


def acled_parties(event: Event) -> AcledParties:
    """The event's parties in ACLED's layout."""
    side1 = _side(event, PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1)
    side2 = _side(event, PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2)
    if event.event_type in _CROWDS:
        kind, name = _CROWDS[event.event_type]
        return _crowd_first(side1, side2, _stand_in(event, name, kind))
    civilians = _stand_in(event, _CIVILIANS, ActorKind.CIVILIANS)
    unidentified = _stand_in(event, _UNIDENTIFIED, ActorKind.POLITICAL_MILITIA)
    if event.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS:
        return _civilians_second(side1, side2, civilians, unidentified)
    if event.event_type is EventType.STRATEGIC_DEVELOPMENTS:
        return AcledParties(side1 or side2 or (unidentified,), side2 if side1 else ())
    if not side2 and side1 and side1[0].kind is ActorKind.CIVILIANS:
        side1, side2 = (), side1
    if event.event_type is EventType.BATTLES:
        return AcledParties(side1 or (unidentified,), side2 or (unidentified,))
    return AcledParties(side1 or (unidentified,), side2)


def _side(event: Event, *roles: PartyRole) -> Side:
    actors = (actor for role in roles for actor in event.actors(role))
    return _distinct(*(actor for actor in actors if actor.kind is not ActorKind.NONE))


def _distinct(*actors: Actor) -> Side:
    return tuple({actor.name: actor for actor in reversed(actors)}.values())[::-1]


def _stand_in(event: Event, name: str, kind: ActorKind) -> Actor:
    """The party that nobody names."""
    return Actor("", f"{name} ({event.country})", kind, event.iso3)


def _crowd_first(side1: Side, side2: Side, stand_in: Actor) -> AcledParties:
    if side1 and side1[0].kind is stand_in.kind:
        return AcledParties(side1, side2)
    everybody = _distinct(*side1, *side2)
    crowd = tuple(actor for actor in everybody if actor.kind is stand_in.kind)
    others = tuple(actor for actor in everybody if actor.kind is not stand_in.kind)
    return AcledParties(crowd or (stand_in,), others)


def _civilians_second(
    side1: Side, side2: Side, civilians: Actor, unidentified: Actor
) -> AcledParties:
    """Whoever is hit stands second, "Civilians (X)" first among them; others hit are associated."""
    unarmed = tuple(actor for actor in side1 if actor.kind is ActorKind.CIVILIANS)
    armed = tuple(actor for actor in side1 if actor.kind is not ActorKind.CIVILIANS)
    hit = _distinct(*side2, *unarmed)
    named = tuple(actor for actor in hit if is_civilians(actor))
    others = tuple(actor for actor in hit if not is_civilians(actor))
    return AcledParties(armed or (unidentified,), (named or (civilians,)) + others)


def is_civilians(actor: Actor) -> bool:
    """Whether the actor is ACLED's "Civilians (X)", not a group of them ("Journalists (X)")."""
    return actor.kind is ActorKind.CIVILIANS and actor.name.startswith(f"{_CIVILIANS} (")


def joined(actors: Side) -> str | None:
    """Names as ACLED joins them; ``None`` for nobody. A semicolon inside a name becomes a comma."""
    return SEPARATOR.join(plain_name(actor) for actor in actors) or None


def plain_name(actor: Actor) -> str:
    """The name without the sign that joins names."""
    return actor.name.replace(";", ",")
