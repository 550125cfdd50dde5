"""Finds who is said to have acted: claimed, accused, denied, or reported as a fact.

The words are in ``languages/<code>/responsibility.toml`` and the verbs of accusation and denial in
``speech.toml``. Nobody claiming ("no group has claimed responsibility") is no responsibility.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventdb.codebook import ActorKind, ResponsibilityKind, SpeakerKind, Stance
from eventdb.documents import Document, Sentence
from eventdb.extract.attribution import find_attributions, speaker_for
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention

# Tokens between a word of responsibility and its actor (three reaches); between the parts of a phrase in two parts.
_NEAR, _CLOSE, _FAR, _PARTS = 3, 8, 16, 16
_COMMAS = frozenset({",", "،"})
_ORGANISED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)
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
    document: Document, actors: Sequence[ActorMention]
) -> list[ResponsibilityMention]:
    """Who is said to have acted, in order of the text.

    Args:
        document: a report prepared for reading.
        actors: its actors; only they can be named.
    """
    attributions = find_attributions(document, actors)
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
        self._actors = sorted(actors, key=lambda mention: mention.start)
        self._attributions = attributions
        self._words: dict[str, list[Match]] = {}
        for match in document.longest("responsibility"):
            self._words.setdefault(match.sense.name, []).append(match)
        self._acts = sorted(
            {match.first for match in document.matches_of("trigger")}
            | {match.first for match in document.matches_of("casualty")}
        )

    # -- claims --------------------------------------------------------------------------------

    def claims(self) -> Iterator[ResponsibilityMention]:
        """Claimed responsibility; تبنى تنظيم; claimed by."""
        for match in self._words.get("claim", ()):
            sentence = self._sentence(match)
            if self._is_denied(match, sentence) or self._claims_no_act(match, sentence):
                continue
            actor = self._claimant(match, sentence)
            if actor is not None and actor.actor.kind in _ORGANISED:
                yield self._make(ResponsibilityKind.CLAIMED, match, actor, actor)

    def _claimant(self, match: Match, sentence: Sentence) -> ActorMention | None:
        """The actor that claims: right before the verb, else after it, else farther before."""
        side = match.feature("agent")
        if side == "after":
            return self._actor_after(match.last + 1, sentence, _NEAR + 2)
        beside = self._actor_before(match.first, sentence, _NEAR)
        if beside is not None:
            return beside
        if side == "both":
            after = self._actor_after(match.last + 1, sentence, _NEAR + 2)
            if after is not None:
                return after
        before = self._actor_before(match.first, sentence, _FAR)
        return before if before is not None else self._speaker_actor(match)

    def two_part_claims(self) -> Iterator[ResponsibilityMention]:
        """أعلن تنظيم مسؤوليته: a verb, the actor, and its own responsibility."""
        for noun in self._all("own"):
            sentence = self._sentence(noun)
            verb = self._last_before(self._all("declare"), noun, sentence)
            if verb is None or self._is_denied(verb, sentence):
                continue
            if self._is_denial_between(verb, noun):
                continue
            actor = self._actor_after(verb.last + 1, sentence, _PARTS, noun.first)
            actor = actor or self._actor_before(verb.first, sentence, _FAR)
            if actor is not None and actor.actor.kind in _ORGANISED:
                yield self._make(ResponsibilityKind.CLAIMED, verb, actor, actor, noun.last)

    def _is_denial_between(self, verb: Match, noun: Match) -> bool:
        start, end = self._document.starts[verb.first], self._document.ends[noun.last]
        return any(
            a.stance is Stance.DENIES and start <= a.cue_start < end for a in self._attributions
        )

    def _claims_no_act(self, match: Match, sentence: Sentence) -> bool:
        """Whether what is adopted is a resolution, not an attack."""
        return any(
            match.first - _NEAR <= other.first <= match.last + _CLOSE
            and sentence.first <= other.first < sentence.last
            for other in self._all("no_act")
        )

    def _speaker_actor(self, match: Match) -> ActorMention | None:
        """The actor who is the speaker of the sentence: he added that they claimed …."""
        start, end = self._document.passage(match.first, match.last)
        speaker = speaker_for(self._document, self._attributions, start, end)
        return None if speaker is None else self._actor_within(speaker.start, speaker.end)

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
            if not self._has_act(first, sentence):
                continue
            actor = self._blamed(first, sentence)
            if actor is not None:
                yield self._mention(ResponsibilityKind.ACCUSED, cue, last, actor, said)
            elif first < sentence.last and not self._act_between(first, first + 1):
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
                for match in self._all("target")
                if first <= match.first < min(sentence.last, first + _PARTS)
                and self._act_between(first, match.first)
            ),
            None,
        )
        if target is not None:
            actor = self._actor_after(target.last + 1, sentence, _NEAR)
            if actor is not None and not self._actor_after(first, sentence, _NEAR):
                return actor
        return self._actor_after(first, sentence, _NEAR + 2)

    def burdens(self) -> Iterator[ResponsibilityMention]:
        """حمّل X Y المسؤولية; X held Y responsible."""
        for noun in self._all("noun"):
            sentence = self._sentence(noun)
            verb = self._last_before(self._all("burden"), noun, sentence)
            if verb is None or self._is_denied(verb, sentence):
                continue
            between = self._actors_between(verb.last + 1, noun.first)
            actor = between[-1] if between else None
            if actor is None:
                actor = self._actor_after(noun.last + 1, sentence, _NEAR)
            if actor is None:
                continue
            by = between[0] if len(between) > 1 else self._actor_before(verb.first, sentence, _NEAR)
            yield self._make(ResponsibilityKind.ACCUSED, verb, actor, by, noun.last)

    def charges(self) -> Iterator[ResponsibilityMention]:
        """Y was accused of; suspected Y; the attack was blamed on Y."""
        for name in ("accused", "suspected", "onto"):
            for match in self._words.get(name, ()):
                sentence = self._sentence(match)
                if self._is_denied(match, sentence):
                    continue
                if name == "accused":
                    actor = self._actor_before(match.first, sentence, _NEAR + 2)
                else:
                    actor = self._actor_after(match.last + 1, sentence, _NEAR)
                if actor is None or actor.actor.kind not in _ORGANISED:
                    continue
                start, end = self._document.passage(match.first, match.last)
                said = speaker_for(self._document, self._attributions, start, end)
                kind = ResponsibilityKind.ACCUSED
                if match.feature("told"):
                    kind = self._kind_of(said)
                yield self._mention(kind, match.first, match.last, actor, said)

    def authors(self) -> Iterator[ResponsibilityMention]:
        """Y is responsible for, was behind the attack; an official who says so accuses."""
        for match in self._words.get("author", ()):
            sentence = self._sentence(match)
            if self._is_denied(match, sentence) or not self._has_act(match.first, sentence):
                continue
            actor = self._actor_before(match.first, sentence, _CLOSE)
            if actor is None or actor.actor.kind not in _ORGANISED:
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
        for match in self._words.get("dismiss", ()):
            sentence = self._sentence(match)
            actor = self._actor_after(match.last + 1, sentence, _NEAR) or self._actor_before(
                match.first, sentence, _NEAR + 2
            )
            if actor is not None:
                yield self._make(ResponsibilityKind.DENIED, match, actor, actor)

    def _denial(self, first: int, last: int, said: AttributionMention) -> ResponsibilityMention:
        actor = self._actor_within(said.start, said.end)
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
        limit = min(limit, first + _PARTS)
        return self._act_between(first, limit) or any(
            first <= match.first < limit for match in self._all("involvement")
        )

    # -- words ---------------------------------------------------------------------------------

    def _all(self, name: str) -> list[Match]:
        """Every match of a concept, also those inside longer phrases."""
        return [
            match
            for match in self._document.matches_of("responsibility")
            if match.sense.name == name
        ]

    def _sentence(self, match: Match) -> Sentence:
        return self._document.sentences[self._document.sentence_of[match.first]]

    def _last_before(self, verbs: Sequence[Match], noun: Match, sentence: Sentence) -> Match | None:
        floor = max(sentence.first, noun.first - _PARTS)
        found = [verb for verb in verbs if floor <= verb.first and verb.last < noun.first]
        return max(found, key=lambda verb: verb.first, default=None)

    def _is_denied(self, match: Match, sentence: Sentence) -> bool:
        """Whether nobody is said to have done it: negated, or said of no group."""
        floor = max(sentence.first, match.first - _NEAR - 3)
        ceiling = min(sentence.last, match.last + _NEAR + 1)
        for other in self._document.matches_of("grammar"):
            is_negation = other.sense.name in ("negation", "negation_noun", "conditional")
            if is_negation and floor <= other.first and other.last < match.first:
                return True
        return any(
            floor <= other.first < ceiling
            and (other.last < match.first or other.first > match.last)
            for other in self._all("nobody")
        )

    def _act_between(self, first: int, limit: int) -> bool:
        return any(first <= at < limit for at in self._acts)

    def _has_act(self, first: int, sentence: Sentence) -> bool:
        return self._act_between(first, sentence.last)

    # -- actors --------------------------------------------------------------------------------

    def _actors_between(self, first: int, limit: int) -> list[ActorMention]:
        if first >= limit:
            return []
        start, end = self._document.starts[first], self._document.starts[limit]
        return [
            mention for mention in self._actors if start <= mention.start and mention.end <= end
        ]

    def _actor_within(self, start: int, end: int) -> ActorMention | None:
        inside = [
            mention for mention in self._actors if mention.start < end and start < mention.end
        ]
        return max(inside, key=lambda mention: mention.end - mention.start, default=None)

    def _actor_after(
        self, first: int, sentence: Sentence, reach: int, limit: int | None = None
    ) -> ActorMention | None:
        """The first actor that begins within so many tokens."""
        document = self._document
        last = min(sentence.last, first + reach, limit if limit is not None else sentence.last)
        if first >= last:
            return None
        start, end = document.starts[first], document.ends[last - 1]
        return next(
            (mention for mention in self._actors if start <= mention.start < end),
            None,
        )

    def _actor_before(self, first: int, sentence: Sentence, reach: int) -> ActorMention | None:
        """The last actor that ends within so many tokens before."""
        document = self._document
        floor = max(sentence.first, first - reach)
        if floor >= first:
            return None
        start, end = document.starts[floor], document.starts[first]
        inside = [m for m in self._actors if start < m.end <= end and m.start >= sentence.start]
        return inside[-1] if inside else None

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
