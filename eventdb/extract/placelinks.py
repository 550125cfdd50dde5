"""How names of places hang together: lists, and places inside others."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import ActorKind
from eventdb.extract.placecontext import Surroundings
from eventdb.extract.placecues import Context
from eventdb.extract.placenames import Name
from eventdb.lexicon import TRANSPARENT
from eventdb.records import ActorMention, PlaceMention

_ORGANISED = frozenset(
    {ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.EXTERNAL_FORCES}
)


def outside_names(
    places: Sequence[PlaceMention], actors: Sequence[ActorMention]
) -> list[PlaceMention]:
    """The places without those in names of organisations: the Tupac Amaru Revolutionary Movement."""
    named = [
        it
        for it in actors
        if it.actor.kind in _ORGANISED and not it.is_generic and not it.actor.is_unidentified
    ]
    return [
        place
        for place in places
        if not any(it.start <= place.start and place.end <= it.end for it in named)
    ]


def is_list(surroundings: Surroundings, name: Name, following: Name) -> bool:
    """Whether only commas and "and" stand between two names."""
    gap = range(name.last + 1, following.first)
    if len(gap) > 3:
        return False
    words = surroundings.document.words
    joined = {"wa"} & set(following.clitics) and len(following.clitics) == 1
    for at in gap:
        if at in surroundings.joining or words[at] in (",", "،"):
            joined = {"wa"}
        elif words[at] not in TRANSPARENT:
            return False
    return bool(joined)


def is_link(
    surroundings: Surroundings, name: Name, context: Context, following: Name, after: Context
) -> bool:
    """Whether a name lies in the one that follows: "Khusham in Deir ez-Zor", "Lima, Peru"."""
    words = surroundings.document.words
    if "bi" in following.clitics:
        return all(words[at] in TRANSPARENT for at in range(name.last + 1, following.first))
    behind = surroundings.behind_nouns(name.last + 1)
    gap = [at for at in range(behind, after.first) if words[at] not in TRANSPARENT]
    if gap and all(words[at] in (",", "،") for at in gap) and len(gap) == 1:
        return not following.clitics
    between = range(name.last + 1, following.first)
    return not gap and bool(between) and after.is_introduced and not context.is_between
