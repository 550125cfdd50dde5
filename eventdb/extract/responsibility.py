"""Finds who is said to have acted: claimed, accused, denied, or reported as a fact.

The words are in ``languages/<code>/responsibility.toml`` and the verbs of accusation and denial in
``speech.toml``. Nobody claiming ("no group has claimed responsibility") is no responsibility.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import ResponsibilityKind
from eventdb.documents import Document
from eventdb.extract.admissions import find_admissions
from eventdb.extract.attribution import speaker_for
from eventdb.extract.blame import CHARGING, Blame, ResponsibilityMention
from eventdb.extract.blamewords import is_hedged, is_state
from eventdb.extract.charges import find_charges
from eventdb.extract.denials import find_denials
from eventdb.records import ActorMention, AttributionMention


def find_responsibility(
    document: Document,
    actors: Sequence[ActorMention],
    attributions: Sequence[AttributionMention],
) -> list[ResponsibilityMention]:
    """Who is said to have acted, in order of the text.

    Args:
        document: a report prepared for reading.
        actors: its actors; only they can be named.
        attributions: its speakers.
    """
    blame = Blame(document, actors, attributions)
    return _distinct([*find_admissions(blame), *find_charges(blame), *find_denials(blame)])


def told_responsibility(
    document: Document,
    actor: ActorMention,
    actors: Sequence[ActorMention],
    attributions: Sequence[AttributionMention],
    start: int,
    end: int,
) -> ResponsibilityMention:
    """What a plain statement that an actor did something says of responsibility.

    An official or a party who says so accuses, as does who says that it is not sure; anybody else,
    and the report itself, reports. One who tells his own act claims it.

    Args:
        document: a report prepared for reading.
        actor: the one who acted.
        actors: the actors of the report, who may be the speakers.
        attributions: who states what in the report.
        start: first character of the passage that tells the act.
        end: character after it.
    """
    speaker = speaker_for(document, attributions, start, end)
    kind = ResponsibilityKind.REPORTED
    if is_hedged(document, document.token_at(actor.start), document.token_at(end - 1)):
        kind = ResponsibilityKind.ACCUSED
    if speaker is not None and speaker.kind in CHARGING:
        kind = ResponsibilityKind.ACCUSED
        if any(
            speaker.start <= other.start
            and other.end <= speaker.end
            and other.actor.name == actor.actor.name
            for other in ([actor] if is_state(actor) else [actor, *actors])
        ):
            kind = ResponsibilityKind.CLAIMED
    return ResponsibilityMention(
        start=start,
        end=end,
        kind=kind,
        actor=actor,
        actor_start=actor.start,
        actor_end=actor.end,
        by_start=None if speaker is None else speaker.start,
        by_end=None if speaker is None else speaker.end,
    )


def _distinct(found: Sequence[ResponsibilityMention]) -> list[ResponsibilityMention]:
    """The mentions in order, each passage and kind of an actor once."""
    kept: dict[tuple[ResponsibilityKind, int | None, int | None], ResponsibilityMention] = {}
    for mention in sorted(found, key=lambda item: (item.start, item.end)):
        kept.setdefault((mention.kind, mention.actor_start, mention.actor_end), mention)
    return [
        mention
        for mention in kept.values()
        # A charge says more of the same words than a report of them.
        if mention.kind is not ResponsibilityKind.REPORTED
        or (ResponsibilityKind.ACCUSED, mention.actor_start, mention.actor_end) not in kept
    ]
