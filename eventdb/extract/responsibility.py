"""Finds who is said to have acted: claimed, accused, denied, or reported as a fact.

The words are in ``languages/<code>/responsibility.toml`` and the verbs of accusation and denial in
``speech.toml``. Nobody claiming ("no group has claimed responsibility") is no responsibility.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdb.codebook import ResponsibilityKind, SpeakerKind, Stance
from eventdb.documents import Document, Sentence
from eventdb.extract.attribution import speaker_for
from eventdb.extract.blamewords import CLOSE, FAR, NEAR, ORGANISED, PARTS, BlameWords, is_named
from eventdb.extract.speakerphrases import Phrase
from eventdb.extract.speakers import Speakers
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention

_COMMAS = frozenset({",", "،"})
# Speakers whose word that somebody acted is a charge; that of others is a report.
_CHARGING = frozenset(
    {
        SpeakerKind.OFFICIAL,
        SpeakerKind.ANONYMOUS_OFFICIAL,
        SpeakerKind.PARTY,
        SpeakerKind.STATE_MEDIA,
    }
)


@dataclass(frozen=True, slots=True)
class ResponsibilityMention:
    """A passage that says who acted, admitted, is accused or denies.

    Attributes:
        start, end: the passage, from the first of its words to the last.
        actor: the one said to have acted; ``None`` where the text names somebody who is no actor
            of the registry, whose words are then ``actor_start`` to ``actor_end``.
        by_start, by_end: words that name who says so; ``None``: the report itself.
    """

    start: int
    end: int
    kind: ResponsibilityKind
    actor: ActorMention | None
    actor_start: int | None = None
    actor_end: int | None = None
    by_start: int | None = None
    by_end: int | None = None


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
    finder = _Finder(document, actors, attributions)
    found = [
        *finder.claims(),
        *finder.two_part_claims(),
        *finder.accusations(),
        *finder.burdens(),
        *finder.charges(),
        *finder.authors(),
        *finder.denials(),
    ]
    return _distinct(found)


def told_responsibility(
    document: Document,
    actor: ActorMention,
    attributions: Sequence[AttributionMention],
    start: int,
    end: int,
) -> ResponsibilityMention:
    """What a plain statement that an actor did something says of responsibility.

    An official or a party who says so accuses; anybody else, and the report itself, reports. One
    who tells his own act claims it.

    Args:
        document: a report prepared for reading.
        actor: the one who acted.
        attributions: who states what in the report.
        start: first character of the passage that tells the act.
        end: character after it.
    """
    speaker = speaker_for(document, attributions, start, end)
    kind = ResponsibilityKind.REPORTED
    if speaker is not None and speaker.kind in _CHARGING:
        kind = ResponsibilityKind.ACCUSED
        if speaker.start <= actor.start and actor.end <= speaker.end:
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


class _Finder:
    """Reads the words of responsibility of one document."""

    def __init__(
        self,
        document: Document,
        actors: Sequence[ActorMention],
        attributions: Sequence[AttributionMention],
    ) -> None:
        self._document = document
        self._words = BlameWords(document, actors)
        self._attributions = attributions
        self._speakers = Speakers(SpeechWords(document, actors))

    # -- claims --------------------------------------------------------------------------------

    def claims(self) -> Iterator[ResponsibilityMention]:
        """Claimed responsibility; تبنى تنظيم; claimed by."""
        for match in self._words.longest("claim"):
            sentence = self._words.sentence(match)
            if self._words.is_denied(match, sentence) or self._claims_no_act(match, sentence):
                continue
            actor = self._claimant(match, sentence)
            if actor is not None and is_named(actor):
                yield self._make(ResponsibilityKind.CLAIMED, match, actor, actor)
                continue
            named = self._named(match, sentence)
            if named is not None:
                yield self._by_words(match, *named)
            elif actor is not None and actor.actor.kind in ORGANISED:
                yield self._make(ResponsibilityKind.CLAIMED, match, actor, actor)

    def _named(self, match: Match, sentence: Sentence) -> tuple[int, int] | None:
        """Characters of a claimant that is no actor of the registry, but named or introduced."""
        if match.feature("agent") == "after":
            phrase: Phrase | None = self._speakers.after(match.last + 1, sentence)
        else:
            phrase = self._speakers.before(match.first, sentence.first)
        if phrase is None or phrase.is_empty or not self._speakers.is_speaker(phrase):
            return None
        if self._speakers.is_pronoun(phrase):
            return None
        start, end = self._document.passage(phrase.first, phrase.end - 1)
        inside = self._words.actor_within(start, end)
        return None if inside is not None and not is_named(inside) else (start, end)

    def _by_words(self, match: Match, start: int, end: int) -> ResponsibilityMention:
        first, last = self._document.passage(match.first, match.last)
        actor = self._words.actor_within(start, end)
        return ResponsibilityMention(
            start=min(first, start),
            end=max(last, end),
            kind=ResponsibilityKind.CLAIMED,
            actor=actor,
            actor_start=start if actor is None else actor.start,
            actor_end=end if actor is None else actor.end,
            by_start=start,
            by_end=end,
        )

    def _claimant(self, match: Match, sentence: Sentence) -> ActorMention | None:
        """The actor that claims: right before the verb, else after it, else farther before."""
        side = match.feature("agent")
        if side == "after":
            return self._words.actor_after(match.last + 1, sentence, NEAR + 2)
        beside = self._words.actor_before(match.first, sentence, NEAR)
        if beside is not None:
            return beside
        if side == "both":
            after = self._words.actor_after(match.last + 1, sentence, NEAR + 2)
            if after is not None:
                return after
        phrase = self._speakers.before(match.first, sentence.first)
        if phrase is not None and not phrase.is_empty and self._speakers.is_speaker(phrase):
            start, end = self._document.passage(phrase.first, phrase.end - 1)
            return self._words.actor_within(start, end)
        before = self._words.actor_before(match.first, sentence, FAR)
        return before if before is not None else self._speaker_actor(match)

    def two_part_claims(self) -> Iterator[ResponsibilityMention]:
        """أعلن تنظيم مسؤوليته: a verb, the actor, and its own responsibility."""
        for noun in self._words.every("own"):
            sentence = self._words.sentence(noun)
            verb = self._words.last_before(self._words.every("declare"), noun, sentence)
            if verb is None or self._words.is_denied(verb, sentence):
                continue
            if self._is_denial_between(verb, noun):
                continue
            actor = self._words.actor_after(verb.last + 1, sentence, PARTS, noun.first)
            actor = actor or self._words.actor_before(verb.first, sentence, FAR)
            if actor is not None and actor.actor.kind in ORGANISED:
                yield self._make(ResponsibilityKind.CLAIMED, verb, actor, actor, noun.last)

    def _is_denial_between(self, verb: Match, noun: Match) -> bool:
        start, end = self._document.starts[verb.first], self._document.ends[noun.last]
        return any(
            a.stance is Stance.DENIES and start <= a.cue_start < end for a in self._attributions
        )

    def _claims_no_act(self, match: Match, sentence: Sentence) -> bool:
        """Whether what is adopted is a resolution, not an attack."""
        return any(
            match.first - NEAR <= other.first <= match.last + CLOSE
            and sentence.first <= other.first < sentence.last
            for other in self._words.every("no_act")
        )

    def _speaker_actor(self, match: Match) -> ActorMention | None:
        """The actor who is the speaker of the sentence: he added that they claimed …."""
        start, end = self._document.passage(match.first, match.last)
        speaker = speaker_for(self._document, self._attributions, start, end)
        return None if speaker is None else self._words.actor_within(speaker.start, speaker.end)

    # -- accusations ---------------------------------------------------------------------------

    def accusations(self) -> Iterator[ResponsibilityMention]:
        """X accused Y of …; اتهمت X Y ب…."""
        document = self._document
        for said in self._attributions:
            if said.stance is not Stance.ACCUSES:
                continue
            sentence = document.sentence_at(said.cue_start)
            cue = document.token_at(said.cue_start)
            after = max(said.cue_end, said.end if said.start >= said.cue_end else 0)
            last = document.token_at(max(0, after - 1))
            first = self._past_clause(last + 1, sentence)
            if not self._words.has_act(first, sentence):
                continue
            actor = self._blamed(first, sentence)
            if actor is not None:
                yield self._mention(ResponsibilityKind.ACCUSED, cue, last, actor, said)
            elif first < sentence.last and not self._words.act_between(first, first + 1):
                yield self._unknown(ResponsibilityKind.ACCUSED, cue, last, first, said)

    def _past_clause(self, first: int, sentence: Sentence) -> int:
        """The token after a relative clause between commas that follows the accuser, or a date."""
        document = self._document
        while first < sentence.last and document.words[first] in (*_COMMAS, ""):
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
            if document.words[at] in _COMMAS:
                return at + 1
        return first

    def _unknown(
        self, kind: ResponsibilityKind, first: int, last: int, named: int, said: AttributionMention
    ) -> ResponsibilityMention:
        """One whose accused is no actor of the registry: the word that names him (a country)."""
        document = self._document
        start, end = document.passage(first, last)
        return ResponsibilityMention(
            start=min(start, said.start),
            end=max(end, document.ends[named]),
            kind=kind,
            actor=None,
            actor_start=document.starts[named],
            actor_end=document.ends[named],
            by_start=said.start,
            by_end=said.end,
        )

    def _blamed(self, first: int, sentence: Sentence) -> ActorMention | None:
        """The first actor after the verb, or the one that "on" leads to: blamed the attack on Y."""
        target = next(
            (
                match
                for match in self._words.every("target")
                if first <= match.first < min(sentence.last, first + PARTS)
                and self._words.act_between(first, match.first)
            ),
            None,
        )
        if target is not None:
            actor = self._words.actor_after(target.last + 1, sentence, NEAR)
            if actor is not None and not self._words.actor_after(first, sentence, NEAR):
                return actor
        return self._words.actor_after(first, sentence, NEAR + 2)

    def burdens(self) -> Iterator[ResponsibilityMention]:
        """حمّل X Y المسؤولية; X held Y responsible."""
        for noun in self._words.every("noun"):
            sentence = self._words.sentence(noun)
            verb = self._words.last_before(self._words.every("burden"), noun, sentence)
            if verb is None or self._words.is_denied(verb, sentence):
                continue
            between = self._words.actors_between(verb.last + 1, noun.first)
            actor = between[-1] if between else None
            if actor is None:
                actor = self._words.actor_after(noun.last + 1, sentence, NEAR)
            if actor is None:
                continue
            by = (
                between[0]
                if len(between) > 1
                else self._words.actor_before(verb.first, sentence, NEAR)
            )
            yield self._make(ResponsibilityKind.ACCUSED, verb, actor, by, noun.last)

    def charges(self) -> Iterator[ResponsibilityMention]:
        """Y was accused of; suspected Y; the attack was blamed on Y."""
        for name in ("accused", "suspected", "onto"):
            for match in self._words.longest(name):
                sentence = self._words.sentence(match)
                if self._words.is_denied(match, sentence):
                    continue
                if name == "accused":
                    actor = self._words.actor_before(match.first, sentence, NEAR + 2)
                else:
                    actor = self._words.actor_after(match.last + 1, sentence, NEAR)
                if actor is None or not is_named(actor):
                    continue
                start, end = self._document.passage(match.first, match.last)
                said = speaker_for(self._document, self._attributions, start, end)
                kind = ResponsibilityKind.ACCUSED
                if match.feature("told"):
                    kind = self._kind_of(said)
                yield self._mention(kind, match.first, match.last, actor, said)

    def authors(self) -> Iterator[ResponsibilityMention]:
        """Y is responsible for, was behind the attack; an official who says so accuses."""
        for match in self._words.longest("author"):
            sentence = self._words.sentence(match)
            has_act = self._words.has_act(match.first, sentence)
            if not has_act or self._words.is_denied(match, sentence):
                continue
            actor = self._words.actor_before(match.first, sentence, CLOSE)
            if actor is None or not is_named(actor):
                continue
            start, end = self._document.passage(match.first, match.last)
            said = speaker_for(self._document, self._attributions, start, end)
            if said is not None and said.stance is Stance.DENIES:
                continue
            yield self._mention(self._kind_of(said), match.first, match.last, actor, said)

    @staticmethod
    def _kind_of(said: AttributionMention | None) -> ResponsibilityKind:
        is_charge = said is not None and said.kind in _CHARGING
        return ResponsibilityKind.ACCUSED if is_charge else ResponsibilityKind.REPORTED

    # -- denials -------------------------------------------------------------------------------

    def denials(self) -> Iterator[ResponsibilityMention]:
        """X denied involvement; نفت X شن الهجوم; X rejected the accusations."""
        document = self._document
        for said in self._attributions:
            if said.stance is not Stance.DENIES:
                continue
            sentence = document.sentence_at(said.cue_start)
            cue = document.token_at(said.cue_start)
            limit = document.token_at(max(0, said.scope_end - 1)) + 1
            if not self._denies_act(cue + 1, min(limit, sentence.last)):
                continue
            yield self._denial(cue, document.token_at(said.cue_end - 1), said)
        for match in self._words.longest("dismiss"):
            sentence = self._words.sentence(match)
            actor = self._words.actor_after(
                match.last + 1, sentence, NEAR
            ) or self._words.actor_before(match.first, sentence, NEAR + 2)
            if actor is not None:
                yield self._make(ResponsibilityKind.DENIED, match, actor, actor)

    def _denial(self, first: int, last: int, said: AttributionMention) -> ResponsibilityMention:
        actor = self._words.actor_within(said.start, said.end)
        if actor is not None:
            return self._mention(ResponsibilityKind.DENIED, first, last, actor, said)
        start, end = self._document.passage(first, last)
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

    def _denies_act(self, first: int, limit: int) -> bool:
        """Whether what is denied is an act or a part in it, within a few words."""
        limit = min(limit, first + PARTS)
        return self._words.act_between(first, limit) or any(
            first <= match.first < limit for match in self._words.every("involvement")
        )

    # -- making --------------------------------------------------------------------------------

    def _make(
        self,
        kind: ResponsibilityKind,
        match: Match,
        actor: ActorMention,
        by: ActorMention | None,
        last: int | None = None,
    ) -> ResponsibilityMention:
        start, end = self._document.passage(match.first, match.last if last is None else last)
        return ResponsibilityMention(
            start=min(start, actor.start),
            end=max(end, actor.end),
            kind=kind,
            actor=actor,
            actor_start=actor.start,
            actor_end=actor.end,
            by_start=None if by is None else by.start,
            by_end=None if by is None else by.end,
        )

    def _mention(
        self,
        kind: ResponsibilityKind,
        first: int,
        last: int,
        actor: ActorMention,
        said: AttributionMention | None,
    ) -> ResponsibilityMention:
        start, end = self._document.passage(first, last)
        return ResponsibilityMention(
            start=min(start, actor.start),
            end=max(end, actor.end),
            kind=kind,
            actor=actor,
            actor_start=actor.start,
            actor_end=actor.end,
            by_start=None if said is None else said.start,
            by_end=None if said is None else said.end,
        )


def _distinct(found: Sequence[ResponsibilityMention]) -> list[ResponsibilityMention]:
    """The mentions in order, each passage and kind of an actor once."""
    kept: dict[tuple[ResponsibilityKind, int | None, int | None], ResponsibilityMention] = {}
    for mention in sorted(found, key=lambda item: (item.start, item.end)):
        kept.setdefault((mention.kind, mention.actor_start, mention.actor_end), mention)
    return list(kept.values())
