"""Who is said by others to have acted: accused, suspected, held responsible, or reported to be behind it."""

from __future__ import annotations

from collections.abc import Iterator

from eventdb.codebook import ResponsibilityKind, Stance
from eventdb.documents import Sentence
from eventdb.extract.blame import Blame, ResponsibilityMention
from eventdb.extract.blamewords import CLOSE, COMMAS, NEAR, PARTS, is_named
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention

_ACCUSED = ResponsibilityKind.ACCUSED


def find_charges(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Accusations, suspicions, and statements of who is responsible."""
    yield from _accusations(blame)
    yield from _burdens(blame)
    yield from _traced(blame)
    yield from _charges(blame)
    yield from _authors(blame)


def _accusations(blame: Blame) -> Iterator[ResponsibilityMention]:
    """X accused Y of …; اتهمت X Y ب…."""
    document, words = blame.document, blame.words
    for said in blame.attributions:
        if said.stance is not Stance.ACCUSES:
            continue
        sentence = document.sentence_at(said.cue_start)
        cue = document.token_at(said.cue_start)
        after = max(said.cue_end, said.end if said.start >= said.cue_end else 0)
        last = document.token_at(max(0, after - 1))
        first = _past_clause(blame, last + 1, sentence)
        if not words.has_act(first, sentence):
            continue
        actor = _blamed(blame, first, sentence)
        if actor is not None:
            yield blame.by_speaker(_ACCUSED, cue, last, actor, said)
        elif first < sentence.last and not words.act_between(first, first + 1):
            yield _unknown(blame, cue, last, first, said)


def _past_clause(blame: Blame, first: int, sentence: Sentence) -> int:
    """The token after a relative clause between commas that follows the accuser, or a date."""
    document = blame.document
    while first < sentence.last and document.words[first] in (*COMMAS, ""):
        first += 1
    relative = any(
        match.first == first and match.sense.name == "relative"
        for match in document.matches_of("grammar")
    )
    is_time = any(
        match.first == first and match.sense.name in ("weekday", "offset", "day_noun")
        for match in document.matches_of("date")
    )
    if not relative and not is_time:
        return first
    for at in range(first, sentence.last):
        if document.words[at] in COMMAS:
            return at + 1
    return first


def _unknown(
    blame: Blame, first: int, last: int, named: int, said: AttributionMention
) -> ResponsibilityMention:
    """One whose accused is no actor of the registry: the word that names him (a country)."""
    document = blame.document
    start, end = document.passage(first, last)
    return ResponsibilityMention(
        start=min(start, said.start),
        end=max(end, document.ends[named]),
        kind=_ACCUSED,
        actor=None,
        actor_start=document.starts[named],
        actor_end=document.ends[named],
        by_start=said.start,
        by_end=said.end,
    )


def _blamed(blame: Blame, first: int, sentence: Sentence) -> ActorMention | None:
    """The first actor after the verb, or the one that "on" leads to: blamed the attack on Y."""
    words = blame.words
    target = next(
        (
            match
            for match in words.every("target")
            if first <= match.first < min(sentence.last, first + PARTS)
            and words.act_between(first, match.first)
        ),
        None,
    )
    if target is not None:
        actor = words.actor_after(target.last + 1, sentence, NEAR)
        if actor is not None and not words.actor_after(first, sentence, NEAR):
            return actor
    return words.actor_after(first, sentence, NEAR + 2)


def _burdens(blame: Blame) -> Iterator[ResponsibilityMention]:
    """حمّل X Y المسؤولية; X held Y responsible; X put the blame on Y."""
    words = blame.words
    for noun in words.every("noun"):
        sentence = words.sentence(noun)
        verb = words.last_before(words.every("burden"), noun, sentence)
        if verb is None or words.is_denied(verb, sentence):
            continue
        between = words.actors_between(verb.last + 1, noun.first)
        actor = _led_to(blame, noun.last, sentence) or (between[-1] if between else None)
        if actor is None:
            actor = words.actor_after(noun.last + 1, sentence, NEAR)
        if actor is None:
            continue
        others = [other for other in between if other is not actor]
        by = others[0] if others else words.actor_before(verb.first, sentence, NEAR)
        yield blame.by_actor(_ACCUSED, verb, actor, by, noun.last)


def _led_to(blame: Blame, last: int, sentence: Sentence) -> ActorMention | None:
    """The actor that "on" or "to" right after a word leads to."""
    target = next((m for m in blame.words.every("target") if m.first == last + 1), None)
    if target is None:
        return None
    return blame.words.actor_after(target.last + 1, sentence, NEAR)


def _traced(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Attributed the attack to Y; linked Y to the attack; نسب الجيش الهجوم إلى Y."""
    words = blame.words
    for verb in words.longest("trace"):
        sentence = words.sentence(verb)
        target = next(
            (m for m in words.every("target") if verb.last < m.first <= verb.last + PARTS),
            None,
        )
        if target is None or target.first >= sentence.last or words.is_denied(verb, sentence):
            continue
        between = words.actors_between(verb.last + 1, target.first)
        is_linked = bool(between) and words.act_between(target.last + 1, target.last + CLOSE)
        actor = words.actor_after(target.last + 1, sentence, NEAR)
        if not words.act_between(verb.last + 1, target.first):
            actor = between[-1] if is_linked and between else None
        if actor is not None and is_named(actor):
            said = blame.speaker_of(verb)
            yield blame.by_speaker(_ACCUSED, verb.first, target.last, actor, said)


def _charges(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Y was accused of; suspected Y; the attack was blamed on Y."""
    words = blame.words
    for name in ("accused", "suspected", "onto"):
        for match in words.longest(name):
            sentence = words.sentence(match)
            if words.is_denied(match, sentence):
                continue
            if name == "accused":
                actor = words.actor_before(match.first, sentence, NEAR + 2)
            else:
                actor = words.actor_after(match.last + 1, sentence, NEAR)
            if actor is None or not is_named(actor):
                continue
            said = blame.speaker_of(match)
            kind = blame.kind_of(match, said) if match.feature("told") else _ACCUSED
            yield blame.by_speaker(kind, match.first, match.last, actor, said)


def _authors(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Y is responsible for, was behind the attack; one who says so of himself claims it."""
    words = blame.words
    for match in words.longest("author"):
        sentence = words.sentence(match)
        has_act = words.has_act(match.first, sentence)
        if not has_act or words.is_denied(match, sentence) or _is_burden(blame, match, sentence):
            continue
        actor = words.actor_before(match.first, sentence, CLOSE)
        if actor is None or not is_named(actor):
            continue
        said = blame.speaker_of(match)
        if said is not None and said.stance is Stance.DENIES:
            continue
        kind = blame.kind_of(match, said)
        speaker = blame.speaking_actor(said)
        if speaker is not None and speaker.actor.name == actor.actor.name:
            kind = ResponsibilityKind.CLAIMED
        yield blame.by_speaker(kind, match.first, match.last, actor, said)


def _is_burden(blame: Blame, match: Match, sentence: Sentence) -> bool:
    """Whether somebody is held responsible, so that the actor before is the one who holds."""
    return blame.words.last_before(blame.words.every("burden"), match, sentence) is not None
