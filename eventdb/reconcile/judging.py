"""Apply what people decided to fused events, and say where new evidence speaks against it.

A correction stands until a person takes it back; new evidence never overrules it silently, and it
never hides new evidence: the conflict is put up for review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventdb.reconcile.corrections import Applied, Conflict, Correction, CorrectionKind
from eventdb.reconcile.overrides import field_of, set_value
from eventdb.reconcile.statements import shown, standing, statement
from eventdb.records import SET_BY_HAND, Event, EventCandidate

_SAID_AT_MOST = 3


@dataclass(slots=True)
class Judged:
    """Events with what people decided.

    Attributes:
        events: in the order given.
        rejected: positions of those that people rejected.
        applied: which correction bears on which event.
        conflicts: corrections for review.
    """

    events: list[Event]
    rejected: set[int] = field(default_factory=set)
    applied: list[Applied] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def judge_events(
    events: Sequence[Event],
    told: Sequence[Sequence[EventCandidate]],
    corrections: Sequence[Correction],
) -> Judged:
    """Events with people's values, and the conflicts.

    A correction applies to the event that holds most of the candidates it was made on.

    Args:
        events: as fused.
        told: the candidates of each event.
        corrections: those in force, oldest first.
    """
    judged = Judged(list(events))
    meant = _Meant()
    owner = {c.candidate_id: at for at, group in enumerate(told) for c in group}
    for correction in corrections:
        held = [owner[name] for name in correction.candidate_ids if name in owner]
        if correction.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT):
            judged.applied += [
                Applied(events[at].event_id, correction.correction_id) for at in sorted(set(held))
            ]
        elif held:
            at = max(sorted(set(held)), key=held.count)
            if len(set(held)) > 1:
                judged.conflicts.append((correction.correction_id, "its event has come apart"))
            meant.add(correction, at, set(held), told)
        else:
            problem = "its event has no candidates any more"
            judged.conflicts.append((correction.correction_id, problem))
    judged.rejected = meant.rejected
    for (at, _), correction in meant.settings.items():
        if at not in judged.rejected:
            _set(judged, at, correction, told[at], meant.confirmed.get(at))
    for at, correction in meant.confirmed.items():
        if at not in judged.rejected:
            _confirm(judged, at, correction, events[at])
    for at, (correction_id, known) in meant.rejections.items():
        judged.conflicts += _new_in_rejected(correction_id, known, told[at])
    gone = {events[at].event_id for at in judged.rejected}
    judged.applied = sorted(item for item in judged.applied if item.event_id not in gone)
    return judged


@dataclass(slots=True)
class _Meant:
    """Corrections by the position of the event that they mean today.

    Attributes:
        settings: by position and column; a later value for the same column stands alone.
        rejections: the latest rejection, and all candidates that people rejected.
    """

    settings: dict[tuple[int, str], Correction] = field(default_factory=dict)
    confirmed: dict[int, Correction] = field(default_factory=dict)
    rejections: dict[int, tuple[str, set[str]]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)

    def add(
        self,
        correction: Correction,
        at: int,
        parts: Iterable[int],
        told: Sequence[Sequence[EventCandidate]],
    ) -> None:
        """Take in a correction of the event at a position; further parts hold some candidates."""
        if correction.kind is CorrectionKind.CONFIRM:
            self.confirmed[at] = correction
        elif correction.kind is CorrectionKind.SET:
            self.settings.pop((at, correction.name or ""), None)
            self.settings[at, correction.name or ""] = correction
        else:
            members = set(correction.candidate_ids)
            known = self.rejections.get(at, ("", set()))[1]
            self.rejections[at] = (correction.correction_id, known | members)
            # Parts that hold nothing but candidates of the rejected event go with it.
            whole = {part for part in parts if {c.candidate_id for c in told[part]} <= members}
            self.rejected |= {at} | whole


def _set(
    judged: Judged,
    at: int,
    correction: Correction,
    told: Sequence[EventCandidate],
    confirmed: Correction | None,
) -> None:
    """Set a value, and compare what sources say now with what they said then."""
    name = correction.name or ""
    try:
        event = set_value(judged.events[at], name, correction.value)
    except (KeyError, ValueError) as error:
        judged.conflicts.append((correction.correction_id, f"cannot be applied: {error}"))
        return
    judged.events[at] = event
    about = field_of(name)
    judged.applied.append(Applied(event.event_id, correction.correction_id, about))
    if not correction.evidence:
        return
    known = {*correction.evidence, *(confirmed.evidence if confirmed else ())}
    agreed = shown(event, about)
    new = sorted(
        {
            said
            for candidate in told
            if shown(candidate, about) not in ("", agreed)
            and (said := statement(candidate, about)) not in known
        }
    )
    if new:
        listed = "; ".join(new[:_SAID_AT_MOST]) + ("; …" if len(new) > _SAID_AT_MOST else "")
        problem = f"sources have said something else since {about} was set: {listed}"
        judged.conflicts.append((correction.correction_id, problem))


def _confirm(judged: Judged, at: int, correction: Correction, fused: Event) -> None:
    """Compare what was confirmed with what the event would be now; a value set stays out of it."""
    event = judged.events[at]
    judged.applied.append(Applied(event.event_id, correction.correction_id))
    then = _by_field(said for said in correction.evidence if " = " in said)
    now = _by_field(standing(fused))
    set_by_people = {item.name for item in event.fields if item.rule == SET_BY_HAND}
    changed = [
        f"{name} was {then.get(name, 'not stated')}, is {now.get(name, 'not stated')}"
        for name in dict.fromkeys((*then, *now))
        if then and name not in set_by_people and then.get(name) != now.get(name)
    ]
    if changed:
        problem = f"the event has changed since it was confirmed: {'; '.join(changed)}"
        judged.conflicts.append((correction.correction_id, problem))


def _by_field(said: Iterable[str]) -> Mapping[str, str]:
    parts = (line.partition(" = ") for line in said)
    return {name: value for name, _, value in parts}


def _new_in_rejected(
    correction_id: str, known: Collection[str], told: Sequence[EventCandidate]
) -> list[Conflict]:
    """A report that came later and tells of a rejected event is evidence against the rejection."""
    new = sorted(c.candidate_id for c in told if c.candidate_id not in known)
    if not new:
        return []
    listed = ", ".join(new[:_SAID_AT_MOST]) + (", …" if len(new) > _SAID_AT_MOST else "")
    return [(correction_id, f"more reports tell of the rejected event: {listed}")]
