"""Tells the capture of people from that of a place: one verb does for both ("captured two hills")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind, SubEventType
from eventdb.extract.triggers import TriggerMention, Triggers
from eventdb.lexicon import load_concepts
from eventdb.records import CountMention

_OF_PLACES = frozenset({"capture_place", "recapture_place"})
_TAKEN = frozenset({ClaimKind.DETAINED, ClaimKind.ABDUCTED})
_OF_PEOPLE = "capture_people"


def with_captives(triggers: Triggers, counts: Sequence[CountMention]) -> Triggers:
    """The triggers, those of taking a place being of taking people where people are what is taken.

    Args:
        triggers: of a document.
        counts: of the same; a count of detained or abducted people holds the verb that takes them.
    """
    taken = [count for count in counts if count.kind in _TAKEN]
    acts = tuple(_of_people(act) if _takes(act, taken) else act for act in triggers.acts)
    return replace(triggers, acts=acts)


def _takes(act: TriggerMention, taken: Sequence[CountMention]) -> bool:
    is_of_place = act.name in _OF_PLACES and act.pos == "verb"
    return is_of_place and any(count.start <= act.start < count.end for count in taken)


def _of_people(act: TriggerMention) -> TriggerMention:
    concept = load_concepts()[f"trigger.{_OF_PEOPLE}"]
    return replace(
        act,
        name=_OF_PEOPLE,
        sub_event_type=SubEventType(concept["sub_event_type"]),
        family=concept["family"],
        strength=float(concept["strength"]),
    )
