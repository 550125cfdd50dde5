"""The frames of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventdb.documents import Document, Sentence
from eventdb.extract.clauses import split_frame
from eventdb.extract.frames import Frame, Mentions, within
from eventdb.extract.grammar import Grammar
from eventdb.extract.modality import Modality
from eventdb.extract.roles import RoleVote, find_roles
from eventdb.extract.triggers import CueMention, TriggerMention

_SPEAKER = 0.3
_WEAPON_REACH = 12


def build_frames(document: Document, mentions: Mentions, grammar: Grammar) -> list[Frame]:
    """The frames of a document in the order of its sentences."""
    frames: list[Frame] = []
    for sentence in document.sentences:
        frames.extend(_sentence_frames(document, sentence, mentions, grammar))
    return frames


def _sentence_frames(
    document: Document, sentence: Sentence, mentions: Mentions, grammar: Grammar
) -> Iterable[Frame]:
    acts = [act for act in mentions.triggers.acts if act.sentence == sentence.index]
    counts = within(mentions.counts, sentence.start, sentence.end)
    real = [
        act
        for act in acts
        if act.modality in {Modality.ACTUAL, Modality.ATTEMPTED, Modality.HABITUAL}
    ]
    if not real and not counts:
        return
    whole = Frame(
        sentence=sentence,
        first=sentence.first,
        last=sentence.last,
        triggers=tuple(sorted(real, key=lambda act: (-act.strength, act.first))),
        weapons=tuple(
            cue
            for cue in mentions.triggers.weapons
            if cue.sentence == sentence.index and _is_used(cue, real)
        ),
        dates=within(mentions.dates, sentence.start, sentence.end),
        places=within(mentions.places, sentence.start, sentence.end),
        counts=counts,
        votes=(),
        is_background=_is_background(document, sentence, real, grammar),
        is_separate=grammar.cues_between(
            "separate", sentence.first, min(sentence.first + 5, sentence.last)
        ),
    )
    actors = within(mentions.actors, sentence.start, sentence.end)
    remembered = [act for act in acts if act.modality is Modality.TOPIC]
    for frame in split_frame(document, whole, grammar, remembered):
        if not frame.triggers and not frame.counts:
            continue
        start, end = document.starts[frame.first], document.ends[frame.last - 1]
        votes, bonds = find_roles(
            document, frame.triggers, within(actors, start, end), frame.counts, grammar
        )
        yield replace(
            frame,
            votes=tuple(_hushed(vote, mentions.speakers) for vote in votes),
            bonds=tuple(bonds),
            sites=tuple(it for it in mentions.sites if frame.first <= it.first < frame.last),
        )


def _hushed(vote: RoleVote, speakers: Sequence[tuple[int, int]]) -> RoleVote:
    """A vote for somebody who speaks, with less weight; one counted among the victims is hit."""
    if vote.act is None or not any(
        start <= vote.mention.start and vote.mention.end <= end for start, end in speakers
    ):
        return vote
    return replace(vote, weight=_SPEAKER * vote.weight)


def _is_used(cue: CueMention, acts: Sequence[TriggerMention]) -> bool:
    """Whether a weapon stands near an act: one named far from it was sent, sold or seen."""
    return any(
        act.first - cue.last <= _WEAPON_REACH and cue.first - act.last <= _WEAPON_REACH
        for act in acts
    )


def _is_background(
    document: Document, sentence: Sentence, acts: Sequence[TriggerMention], grammar: Grammar
) -> bool:
    """Whether a sentence opens as background, or all that it tells recurs."""
    if sentence.is_title:
        return False
    opens = grammar.cues_between(
        "background", sentence.first, min(sentence.first + 4, sentence.last)
    )
    recurs = bool(acts) and all(act.modality is Modality.HABITUAL for act in acts)
    return opens or recurs
