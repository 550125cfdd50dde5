"""Finds the words that name a speaker beside a verb of speech, and cuts off what is not his."""

from __future__ import annotations

from eventdb.documents import Sentence
from eventdb.extract.clitics import bare_start
from eventdb.extract.speakerphrases import NOUNS, FollowingPhrases, Phrase
from eventdb.extract.speakersubjects import PrecedingPhrases, is_speaker
from eventdb.extract.speechwords import SpeechWords


class Speakers:
    """Noun phrases of speakers in one document."""

    def __init__(self, words: SpeechWords) -> None:
        self._document = words.document
        self._words = words
        self._following = FollowingPhrases(words)
        self._preceding = PrecedingPhrases(words)

    def after(self, at: int, sentence: Sentence, is_named: bool = False) -> Phrase:
        """The noun phrase that follows; see ``FollowingPhrases.after``."""
        return self._following.after(at, sentence, is_named)

    def before(self, verb: int, floor: int) -> Phrase | None:
        """The noun phrase that precedes; see ``PrecedingPhrases.before``."""
        return self._preceding.before(verb, floor)

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is a pronoun alone."""
        match = self._words.take(phrase.first, "speech.pronoun")
        return match is not None and match.last + 1 >= phrase.end

    def is_speaker(self, phrase: Phrase) -> bool:
        """Whether the words name somebody: a noun of a speaker, an actor or a name."""
        return is_speaker(self._words, phrase)

    def is_subject(self, phrase: Phrase, floor: int) -> bool:
        """Whether a phrase before a verb stands free at the head of its clause (المتحدث قال)."""
        words = self._words
        at = phrase.first - 1
        while at >= floor and words.word(at) == "":
            at -= 1
        if words.take(phrase.first, "speech.before") is not None:
            return False
        return (
            at < floor
            or words.is_end(at)
            or words.is_comma(at)
            or words.is_dash(at)
            or (words.ends(at, "speech.skip", "speech.stop") is not None)
        )

    def first_party(self, phrase: Phrase) -> Phrase:
        """The accuser alone, where verb, accuser and accused stand in a row: اتهمت المعارضة النظام."""
        words = self._words
        at = phrase.first
        while at < phrase.end:
            noun = words.take(at, *NOUNS)
            reach = max(
                noun.last + 1 if noun is not None else at + 1, self._words.actor_end(at) or 0
            )
            stands = noun is not None and bool(noun.feature("stands"))
            at = reach
            following = words.take(at, *NOUNS) is not None or self._words.actor_end(at) is not None
            if following and not stands and not words.has_clitics(at):
                return Phrase(phrase.first, at, at, False)
        return phrase

    def without_object(self, phrase: Phrase) -> Phrase:
        """The speaker alone, where what he denies stands behind: نفت روسيا مسؤوليتها."""
        words = self._words
        for at in range(phrase.first + 1, phrase.end):
            named = words.take(
                at, "responsibility.involvement", "responsibility.own", "responsibility.noun"
            )
            if (named is not None or words.is_deed(at)) and words.take(at, *NOUNS) is None:
                return Phrase(phrase.first, at, at, False)
        return phrase

    def without_hearer(self, phrase: Phrase) -> Phrase:
        """The speaker alone, where the medium that was told stands behind: أفاد المدير رويترز أن."""
        words = self._words
        for at in range(phrase.first + 1, phrase.end):
            noun = words.take(at, "speech.speaker")
            if noun is not None and noun.feature("kind") == "agency":
                return Phrase(phrase.first, at, phrase.next, phrase.opens)
        return phrase

    def start_of(self, at: int) -> int:
        """Character where a phrase that begins at a token starts, without attached clitics."""
        noun = self._words.take(at, *NOUNS)
        mention = next(
            (m for m in self._words.actors_at(at) if m.start > self._document.starts[at]), None
        )
        if noun is None and mention is not None:
            return mention.start
        return bare_start(self._document, at, noun.clitics if noun is not None else ())
