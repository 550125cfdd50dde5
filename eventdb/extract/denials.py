"""Who denies an act: denied involvement, نفت … شن الهجوم, had nothing to do with it."""

from __future__ import annotations

from collections.abc import Iterator

from eventdb.codebook import ResponsibilityKind, Stance
from eventdb.documents import Sentence
from eventdb.extract.blame import Blame, ResponsibilityMention
from eventdb.extract.blamewords import CLOSE, NEAR, PARTS, is_named
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention


def find_denials(blame: Blame) -> Iterator[ResponsibilityMention]:
    """X denied involvement; نفت X شن الهجوم; X rejected the accusations; X had no part in it."""
    yield from _denied(blame)
    words = blame.words
    for match in words.longest("dismiss"):
        sentence = words.sentence(match)
        actor = words.actor_after(match.last + 1, sentence, NEAR)
        actor = actor or words.actor_before(match.first, sentence, NEAR + 2)
        if actor is not None:
            yield blame.by_actor(ResponsibilityKind.DENIED, match, actor, actor)
    for match in words.longest("innocent"):
        sentence = words.sentence(match)
        actor = _innocent(blame, match, sentence)
        if actor is not None:
            yield blame.by_actor(ResponsibilityKind.DENIED, match, actor, actor)


def _denied(blame: Blame) -> Iterator[ResponsibilityMention]:
    document = blame.document
    for said in blame.attributions:
        if said.stance is not Stance.DENIES:
            continue
        sentence = document.sentence_at(said.cue_start)
        cue = document.token_at(said.cue_start)
        limit = document.token_at(max(0, said.scope_end - 1)) + 1
        if _denies_act(blame, cue + 1, min(limit, sentence.last)):
            yield _denial(blame, cue, document.token_at(said.cue_end - 1), said)


def _innocent(blame: Blame, match: Match, sentence: Sentence) -> ActorMention | None:
    """Who says of itself that it had no part; what another says of it is no denial."""
    if not blame.words.has_act(match.first, sentence):
        return None
    beside = blame.words.actor_before(match.first, sentence, NEAR)
    said = blame.speaker_of(match)
    if said is None:
        beside = beside or blame.words.actor_before(match.first, sentence, CLOSE)
        return beside if beside is not None and is_named(beside) else None
    speaker = blame.speaking_actor(said)
    if beside is None or not is_named(beside):
        return speaker
    if speaker is None or speaker.actor.name == beside.actor.name:
        return beside
    return None


def _denial(blame: Blame, first: int, last: int, said: AttributionMention) -> ResponsibilityMention:
    actor = blame.words.actor_within(said.start, said.end)
    if actor is not None:
        return blame.by_speaker(ResponsibilityKind.DENIED, first, last, actor, said)
    start, end = blame.document.passage(first, last)
    return ResponsibilityMention(
        start=min(start, said.start) if said.end <= end else start,
        end=max(end, said.end) if said.start >= start else end,
        kind=ResponsibilityKind.DENIED,
        actor=None,
        actor_start=said.start,
        actor_end=said.end,
        by_start=said.start,
        by_end=said.end,
    )


def _denies_act(blame: Blame, first: int, limit: int) -> bool:
    """Whether what is denied is an act or a part in it, within a few words."""
    limit = min(limit, first + PARTS)
    return blame.words.act_between(first, limit) or any(
        first <= match.first < limit for match in blame.words.every("involvement")
    )
