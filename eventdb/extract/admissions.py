"""Who admits an act: claimed responsibility, تبنى الهجوم, "our men attacked the base"."""

from __future__ import annotations

from collections.abc import Iterator

from eventdb.codebook import ResponsibilityKind, Stance
from eventdb.documents import Sentence
from eventdb.extract.blame import Blame, ResponsibilityMention
from eventdb.extract.blamewords import (
    CLOSE,
    COMMAS,
    FAR,
    NEAR,
    ORGANISED,
    PARTS,
    is_named,
    is_state,
)
from eventdb.extract.sides import AFTERMATH
from eventdb.extract.speakerphrases import Phrase
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention

_CLAIMED = ResponsibilityKind.CLAIMED
# Between "it" or "its fighters" and the verb; what there makes the verb no act of theirs.
_REACH = 4
_FUTURE = frozenset({"sa"})
_UNDONE = frozenset(
    {"passive_auxiliary", "negation", "modal", "future", "conditional", "infinitive", "relative"}
)


def find_admissions(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Claims of responsibility, and what parties say that they did."""
    yield from _claims(blame)
    yield from _two_part_claims(blame)
    yield from _own_acts(blame)


def _claims(blame: Blame) -> Iterator[ResponsibilityMention]:
    """Claimed responsibility; تبنى تنظيم; claimed by; claimed the killing."""
    words = blame.words
    for match in (*words.longest("claim"), *_claimed_acts(blame)):
        sentence = words.sentence(match)
        if words.is_denied(match, sentence) or _claims_no_act(blame, match, sentence):
            continue
        actor = _claimant(blame, match, sentence)
        if actor is not None and is_named(actor):
            yield blame.by_actor(_CLAIMED, match, actor, actor)
            continue
        named = _named(blame, match, sentence)
        if named is not None:
            yield _by_words(blame, match, *named)
        elif actor is not None and actor.actor.kind in ORGANISED:
            yield blame.by_actor(_CLAIMED, match, actor, actor)


def _claimed_acts(blame: Blame) -> Iterator[Match]:
    """Verbs of claiming whose object is an act, and which state nothing else of it."""
    document = blame.document
    nouns = {
        match.first: match.last
        for match in document.matches_of("trigger")
        if match.feature("pos", "noun") != "verb" and "." not in match.sense.name
    }
    articles = {
        match.first for match in document.matches_of("grammar") if match.sense.name == "determiner"
    }
    stated = {match.first for match in blame.words.every("states")}
    for verb in blame.words.longest("claim_act"):
        at = verb.last + 1
        if at in articles:
            at += 1
        if at in nouns and nouns[at] + 1 not in stated:
            yield verb


def _named(blame: Blame, match: Match, sentence: Sentence) -> tuple[int, int] | None:
    """Characters of a claimant that is no actor of the registry, but named or introduced."""
    speakers = blame.speakers
    if match.feature("agent") == "after":
        phrase: Phrase | None = speakers.after(match.last + 1, sentence)
    else:
        phrase = speakers.before(match.first, sentence.first)
    if phrase is None or phrase.is_empty or not speakers.is_speaker(phrase):
        return None
    if speakers.is_pronoun(phrase):
        return None
    start, end = blame.document.passage(phrase.first, phrase.end - 1)
    inside = blame.words.actor_within(start, end)
    return None if inside is not None and not is_named(inside) else (start, end)


def _by_words(blame: Blame, match: Match, start: int, end: int) -> ResponsibilityMention:
    first, last = blame.document.passage(match.first, match.last)
    actor = blame.words.actor_within(start, end)
    return ResponsibilityMention(
        start=min(first, start),
        end=max(last, end),
        kind=_CLAIMED,
        actor=actor,
        actor_start=start if actor is None else actor.start,
        actor_end=end if actor is None else actor.end,
        by_start=start,
        by_end=end,
    )


def _claimant(blame: Blame, match: Match, sentence: Sentence) -> ActorMention | None:
    """The actor that claims: right before the verb, else after it, else farther before."""
    words = blame.words
    side = match.feature("agent")
    if side == "after":
        return words.actor_after(match.last + 1, sentence, NEAR + 2)
    main = _subject_before_insertion(blame, match, sentence)
    if main is not None:
        return main
    beside = words.actor_before(match.first, sentence, NEAR)
    if beside is not None:
        return beside
    if side == "both":
        after = words.actor_after(match.last + 1, sentence, NEAR + 2)
        if after is not None:
            return after
    phrase = blame.speakers.before(match.first, sentence.first)
    if phrase is not None and not phrase.is_empty and blame.speakers.is_speaker(phrase):
        start, end = blame.document.passage(phrase.first, phrase.end - 1)
        inside = words.actor_within(start, end)
        if inside is not None or not _is_purpose(blame, match):
            return inside
    before = words.actor_before(match.first, sentence, FAR)
    return before if before is not None else _speaker_actor(blame, match)


def _subject_before_insertion(
    blame: Blame, match: Match, sentence: Sentence
) -> ActorMention | None:
    """The subject that a clause between commas parts from its verb: X, which …, claimed."""
    document = blame.document
    at = match.first - 1
    if at <= sentence.first or document.words[at] not in COMMAS:
        return None
    opening = next(
        (i for i in range(at - 1, sentence.first, -1) if document.words[i] in COMMAS), None
    )
    if opening is None or not any(
        other.first == opening + 1 and other.sense.name == "relative"
        for other in document.matches_of("grammar")
    ):
        return None
    return blame.words.actor_before(opening, sentence, NEAR)


def _is_purpose(blame: Blame, match: Match) -> bool:
    """Whether the verb says what for something was done: phoned a station to claim …."""
    return any(
        other.last == match.first - 1 and other.sense.name == "infinitive"
        for other in blame.document.matches_of("grammar")
    )


def _two_part_claims(blame: Blame) -> Iterator[ResponsibilityMention]:
    """أعلن تنظيم مسؤوليته: a verb, the actor, and its own responsibility."""
    words = blame.words
    for noun in words.every("own"):
        sentence = words.sentence(noun)
        verb = words.last_before(words.every("declare"), noun, sentence)
        if verb is None or words.is_denied(verb, sentence):
            continue
        if _is_denial_between(blame, verb, noun):
            continue
        actor = words.actor_after(verb.last + 1, sentence, PARTS, noun.first)
        actor = actor or words.actor_before(verb.first, sentence, FAR)
        if actor is not None and actor.actor.kind in ORGANISED:
            yield blame.by_actor(_CLAIMED, verb, actor, actor, noun.last)


def _is_denial_between(blame: Blame, verb: Match, noun: Match) -> bool:
    document = blame.document
    start, end = document.starts[verb.first], document.ends[noun.last]
    return any(
        said.stance is Stance.DENIES and start <= said.cue_start < end
        for said in blame.attributions
    )


def _claims_no_act(blame: Blame, match: Match, sentence: Sentence) -> bool:
    """Whether what is adopted is a resolution, not an attack."""
    return any(
        match.first - NEAR <= other.first <= match.last + CLOSE
        and sentence.first <= other.first < sentence.last
        for other in blame.words.every("no_act")
    )


def _speaker_actor(blame: Blame, match: Match) -> ActorMention | None:
    """The actor who is the speaker of the sentence: he added that they claimed …."""
    said = blame.speaker_of(match)
    return None if said is None else blame.words.actor_within(said.start, said.end)


def _own_acts(blame: Blame) -> Iterator[ResponsibilityMention]:
    """What a party says that it did: the group said it had killed the mayor, قالت إنها نفذت."""
    document = blame.document
    verbs = sorted(
        match.first
        for match in document.matches_of("trigger")
        if match.feature("pos") == "verb"
        and match.sense.name not in AFTERMATH
        and not _FUTURE & set(match.clitics)
    )
    for said in blame.attributions:
        actor = blame.speaking_actor(said)
        if actor is None or said.stance in {Stance.DENIES, Stance.ACCUSES}:
            continue
        # What an army says that it did is its account of an operation, not of the act told.
        if is_state(actor):
            continue
        for own in blame.words.longest("self"):
            if said.scope_start <= document.starts[own.first] < said.scope_end:
                act = next((at for at in verbs if own.last < at <= own.last + _REACH), None)
                if act is not None and not _is_undone(blame, own.last + 1, act):
                    yield _own_act(blame, own, act, actor, said)
                    break


def _own_act(
    blame: Blame, own: Match, act: int, actor: ActorMention, said: AttributionMention
) -> ResponsibilityMention:
    return blame.by_speaker(_CLAIMED, own.first, act, actor, said)


def _is_undone(blame: Blame, first: int, act: int) -> bool:
    """Whether what stands between the doer and the verb makes it suffered, planned or denied."""
    return any(
        first <= match.first <= act and match.sense.name in _UNDONE
        for match in blame.document.matches_of("grammar")
    )
