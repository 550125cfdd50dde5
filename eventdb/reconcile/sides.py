"""Fuse the parties of an event: align the sides, name the main party, list the associated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from eventdb.codebook import ActorKind, EventType, PartyRole
from eventdb.records import Actor, Party

_MAIN = {PartyRole.ACTOR1: 0, PartyRole.ACTOR2: 1}
_ASSOCIATED = {PartyRole.ASSOC_ACTOR_1: 0, PartyRole.ASSOC_ACTOR_2: 1}
_SIDE = {**_MAIN, **_ASSOCIATED}
_ROLES = (
    (PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1),
    (PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2),
)
_ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)

Telling = tuple[Sequence[Party], str, str]
"""Parties of a candidate, its independent source, its id."""


def fuse_sides(
    tellings: Sequence[Telling], event_type: EventType
) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """Parties of the event, and the ids of the candidates that name any."""
    fullest = max(tellings, key=lambda telling: len({p.role for p in telling[0]}))
    sides: tuple[dict[str, Actor], dict[str, Actor]] = ({}, {})
    reference = _by_side(fullest[0])
    main: tuple[defaultdict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
    seen: tuple[defaultdict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
    users = []
    for parties, voice, candidate_id in tellings:
        if parties:
            users.append(candidate_id)
        turned = _is_turned(_by_side(parties), reference)
        for party in parties:
            is_main = party.role in _MAIN
            side = _SIDE[party.role] ^ turned
            sides[side].setdefault(party.actor.actor_id, party.actor)
            seen[side][party.actor.actor_id].add(voice)
            if is_main:
                main[side][party.actor.actor_id].add(voice)
    _drop_shared(sides, seen)
    for own in sides:
        _drop_unidentified(own)
    ordered = [_rank(sides[side], main[side], seen[side]) for side in (0, 1)]
    if _stands_wrong(ordered, event_type):
        ordered.reverse()
    fused = [
        Party(actor, roles[min(index, 1)])
        for roles, actors in zip(_ROLES, ordered, strict=True)
        for index, actor in enumerate(actors)
    ]
    return tuple(fused), tuple(sorted(users))


def _by_side(parties: Sequence[Party]) -> tuple[set[str], set[str]]:
    sides: tuple[set[str], set[str]] = (set(), set())
    for party in parties:
        sides[_SIDE[party.role]].add(party.actor.actor_id)
    return sides


def _is_turned(own: tuple[set[str], set[str]], reference: tuple[set[str], set[str]]) -> bool:
    straight = len(own[0] & reference[0]) + len(own[1] & reference[1])
    crossed = len(own[0] & reference[1]) + len(own[1] & reference[0])
    return crossed > straight


def _drop_shared(
    sides: tuple[dict[str, Actor], dict[str, Actor]],
    seen: tuple[defaultdict[str, set[str]], ...],
) -> None:
    """An actor that sources put on both sides stays on the one that more of them say."""
    for actor_id in sorted(sides[0].keys() & sides[1].keys()):
        if len(sides[0]) == 1 and len(sides[1]) == 1:
            continue  # a party against itself: fighting among its own
        lesser = 0 if len(seen[0][actor_id]) < len(seen[1][actor_id]) else 1
        if len(sides[lesser]) == 1:
            lesser = 1 - lesser
        del sides[lesser][actor_id]


def _drop_unidentified(side: dict[str, Actor]) -> None:
    """Where a source names who acted, those who only say "gunmen" mean the same, no ally of theirs."""
    named = any(not actor.is_unidentified and actor.kind in _ARMED for actor in side.values())
    if named:
        for actor_id in [key for key, actor in side.items() if actor.is_unidentified]:
            del side[actor_id]


def _rank(
    actors: dict[str, Actor], main: dict[str, set[str]], seen: dict[str, set[str]]
) -> list[Actor]:
    """Main party first: by voices that name it as main, by voices at all, then as first named."""

    def key(actor_id: str) -> tuple[int, int]:
        return -len(main.get(actor_id, ())), -len(seen[actor_id])

    return [actors[actor_id] for actor_id in sorted(actors, key=key)]


def _stands_wrong(ordered: Sequence[Sequence[Actor]], event_type: EventType) -> bool:
    """Whether the side that the codebook wants first stands second, or an empty side stands first.

    ACLED: in violence against civilians the target is actor2; protesters and rioters are actor1.
    """
    if not ordered[0]:
        return bool(ordered[1])
    kinds = [side[0].kind if side else ActorKind.NONE for side in ordered]
    if event_type is EventType.VIOLENCE_AGAINST_CIVILIANS:
        return kinds[0] is ActorKind.CIVILIANS and kinds[1] not in (
            ActorKind.CIVILIANS,
            ActorKind.NONE,
        )
    crowd = {EventType.PROTESTS: ActorKind.PROTESTERS, EventType.RIOTS: ActorKind.RIOTERS}
    wanted = crowd.get(event_type)
    return wanted is not None and kinds[1] is wanted and kinds[0] is not wanted
