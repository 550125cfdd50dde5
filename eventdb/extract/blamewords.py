"""Words of responsibility and the actors beside them, by position in a document."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import ActorKind
from eventdb.documents import Document, Sentence
from eventdb.lexicon import Match
from eventdb.records import ActorMention

# Tokens between a word of responsibility and its actor (three reaches); between the parts of a
# phrase in two parts.
NEAR, CLOSE, FAR, PARTS = 3, 8, 16, 16
ORGANISED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    }
)
_HARM = frozenset({"act", "suffer", "inflict", "state", "fate", "victim", "both"})
_HEDGES = 6
COMMAS = frozenset({",", "،"})


def is_named(mention: ActorMention) -> bool:
    """Whether an actor is an organised party that is known by name or country."""
    actor = mention.actor
    return actor.kind in ORGANISED and not actor.is_unidentified


def is_state(mention: ActorMention) -> bool:
    """Whether an actor is the forces of a state."""
    return mention.actor.kind in {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}


def is_hedged(document: Document, first: int, last: int) -> bool:
    """Whether words a little before or among tokens say that nobody is sure: apparently, يعتقد أن.

    Args:
        document: the report.
        first: first token of what is said.
        last: its last token.
    """
    sentence = document.sentences[document.sentence_of[first]]
    floor = max(sentence.first, first - _HEDGES)
    return any(
        match.sense.name == "hedge" and floor <= match.first <= last
        for match in document.matches_of("responsibility")
    )


class BlameWords:
    """Cursor over a document: words of responsibility, acts, and actors near a token."""

    def __init__(self, document: Document, actors: Sequence[ActorMention]) -> None:
        self.document = document
        self._actors = sorted(actors, key=lambda mention: mention.start)
        self._longest: dict[str, list[Match]] = {}
        for match in document.longest("responsibility"):
            self._longest.setdefault(match.sense.name, []).append(match)
        self._acts = sorted(
            {match.first for match in document.matches_of("trigger")}
            | {
                match.first
                for match in document.matches_of("casualty")
                if match.sense.name in _HARM
            }
        )

    def longest(self, name: str) -> Sequence[Match]:
        """Matches of a concept that no longer word of responsibility overlaps."""
        return self._longest.get(name, ())

    def every(self, name: str) -> list[Match]:
        """Every match of a concept, also those inside longer phrases."""
        return [
            match
            for match in self.document.matches_of("responsibility")
            if match.sense.name == name
        ]

    def sentence(self, match: Match) -> Sentence:
        """The sentence of a match."""
        return self.document.sentences[self.document.sentence_of[match.first]]

    def last_before(self, verbs: Sequence[Match], noun: Match, sentence: Sentence) -> Match | None:
        """The last of some verbs before a noun of its sentence, within reach."""
        floor = max(sentence.first, noun.first - PARTS)
        found = [verb for verb in verbs if floor <= verb.first and verb.last < noun.first]
        return max(found, key=lambda verb: verb.first, default=None)

    def is_denied(self, match: Match, sentence: Sentence) -> bool:
        """Whether nobody is said to have done it: negated, or said of no group."""
        floor = max(sentence.first, match.first - NEAR - 3)
        ceiling = min(sentence.last, match.last + NEAR + 1)
        for other in self.document.matches_of("grammar"):
            is_negation = other.sense.name in ("negation", "negation_noun", "conditional")
            if is_negation and floor <= other.first and other.last < match.first:
                return True
        return any(
            floor <= other.first < ceiling
            and (other.last < match.first or other.first > match.last)
            for other in self.every("nobody")
        )

    def act_between(self, first: int, limit: int) -> bool:
        """Whether an event or a casualty is named in a range of tokens."""
        return any(first <= at < limit for at in self._acts)

    def has_act(self, first: int, sentence: Sentence) -> bool:
        """Whether an event or a casualty is named in a sentence from a token on."""
        return self.act_between(first, sentence.last)

    def actors_between(self, first: int, limit: int) -> list[ActorMention]:
        """Actors in a range of tokens."""
        if first >= limit:
            return []
        start, end = self.document.starts[first], self.document.starts[limit]
        return [
            mention for mention in self._actors if start <= mention.start and mention.end <= end
        ]

    def actor_within(self, start: int, end: int) -> ActorMention | None:
        """The actor that a range of characters names: one known by name first, then the longest."""
        inside = [
            mention for mention in self._actors if mention.start < end and start < mention.end
        ]
        return max(
            inside,
            key=lambda mention: (is_named(mention), mention.end - mention.start),
            default=None,
        )

    def actor_after(
        self, first: int, sentence: Sentence, reach: int, limit: int | None = None
    ) -> ActorMention | None:
        """The first actor that begins within so many tokens."""
        document = self.document
        last = min(sentence.last, first + reach, limit if limit is not None else sentence.last)
        if first >= last:
            return None
        start, end = document.starts[first], document.ends[last - 1]
        return next(
            (mention for mention in self._actors if start <= mention.start < end),
            None,
        )

    def actor_before(self, first: int, sentence: Sentence, reach: int) -> ActorMention | None:
        """The last actor that ends within so many tokens before."""
        document = self.document
        floor = max(sentence.first, first - reach)
        if floor >= first:
            return None
        start, end = document.starts[floor], document.starts[first]
        inside = [m for m in self._actors if start < m.end <= end and m.start >= sentence.start]
        return inside[-1] if inside else None
