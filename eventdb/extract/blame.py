"""A passage that says who acted, and what its readers need: words, actors and speakers of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.codebook import ResponsibilityKind, SpeakerKind
from eventdb.documents import Document
from eventdb.extract.attribution import speaker_for
from eventdb.extract.blamewords import BlameWords, is_hedged, is_named
from eventdb.extract.speakers import Speakers
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match
from eventdb.records import ActorMention, AttributionMention

# Speakers whose word that somebody acted is a charge; that of others is a report.
CHARGING = frozenset(
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


class Blame:
    """Words of responsibility of one document with its speakers, and the mentions they make."""

    def __init__(
        self,
        document: Document,
        actors: Sequence[ActorMention],
        attributions: Sequence[AttributionMention],
    ) -> None:
        self.document = document
        self.words = BlameWords(document, actors)
        self.attributions = attributions
        self.speakers = Speakers(SpeechWords(document, actors))

    def speaker_of(self, match: Match) -> AttributionMention | None:
        """Whose words a word of responsibility is; ``None``: the report's."""
        start, end = self.document.passage(match.first, match.last)
        return speaker_for(self.document, self.attributions, start, end)

    def speaking_actor(self, said: AttributionMention | None) -> ActorMention | None:
        """The party known by name that a speaker is, or speaks for."""
        if said is None:
            return None
        actor = self.words.actor_within(said.start, said.end)
        return actor if actor is not None and is_named(actor) else None

    def kind_of(self, match: Match, said: AttributionMention | None) -> ResponsibilityKind:
        """What a statement that an actor did something is.

        A charge where an official or a party makes it, or its words say that nobody is sure.
        """
        is_charge = said is not None and said.kind in CHARGING
        if is_charge or is_hedged(self.document, match.first, match.last):
            return ResponsibilityKind.ACCUSED
        return ResponsibilityKind.REPORTED

    def by_actor(
        self,
        kind: ResponsibilityKind,
        match: Match,
        actor: ActorMention,
        by: ActorMention | None,
        last: int | None = None,
    ) -> ResponsibilityMention:
        """A mention on an actor's word.

        Args:
            kind: what is said.
            match: the words that say it.
            actor: who is said to have acted.
            by: who says so.
            last: the last token of the words, where they are in two parts.
        """
        start, end = self.document.passage(match.first, match.last if last is None else last)
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

    def by_speaker(
        self,
        kind: ResponsibilityKind,
        first: int,
        last: int,
        actor: ActorMention,
        said: AttributionMention | None,
    ) -> ResponsibilityMention:
        """A mention by tokens ``first`` to ``last`` on a speaker's word, or on the report's."""
        start, end = self.document.passage(first, last)
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
