"""What kind of speaker a noun phrase names: an official, a monitor, a medium, a party …."""

from __future__ import annotations

from eventdb.codebook import ActorKind, SpeakerKind
from eventdb.extract.speakerphrases import Phrase
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match

_KINDS = {kind.name.lower(): kind for kind in SpeakerKind}
_PEOPLE = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
_MEDIA = frozenset({SpeakerKind.AGENCY, SpeakerKind.MEDIA})
# A phrase of so few words that only takes up a speaker told before (المصدر, the spokesman).
_BARE = 2
# Features of nouns for a person or source that may be taken up by the bare noun.
_PERSONS = ("source", "unnamed", "stands")


class SpeakerKinds:
    """Kinds of the speakers of one document, with what it told of them before."""

    def __init__(self, words: SpeechWords) -> None:
        self._document = words.document
        self._words = words
        self._anonymous = self._anonymous_heads()
        self._told: dict[tuple[str, ...], SpeakerKind] = {}

    def kind(self, phrase: Phrase) -> SpeakerKind:
        """The kind of speaker that the words name.

        A bare noun (the source, the spokesman) is of the kind that the phrase was with which the
        report introduced it.
        """
        words = self._words
        nouns = words.within(phrase.first, phrase.end, "speech.speaker", "speech.document")
        if not nouns:
            return self._kind(phrase)
        persons = [noun for noun in nouns if any(noun.feature(name) for name in _PERSONS)]
        heads = [noun.sense.form for noun in persons or nouns[:1]]
        if phrase.end - phrase.first <= _BARE and len(nouns) == 1:
            told = self._told.get(heads[0])
            return self._kind(phrase) if told is None else told
        kind = self._kind(phrase)
        self._told.update(dict.fromkeys(heads, kind))
        return kind

    def _kind(self, phrase: Phrase) -> SpeakerKind:
        words = self._words
        nouns = words.within(phrase.first, phrase.end, "speech.speaker")
        if not nouns:
            return self._kind_of_actor(phrase)
        head = max(nouns, key=self._weight)
        kind = _KINDS[str(head.feature("kind"))]
        if head.feature("stands"):
            others = [match for match in nouns if not match.feature("stands")]
            kind = _KINDS[str(others[0].feature("kind"))] if others else kind
        elif head.feature("source") or head.feature("unnamed"):
            kind = self._kind_of_person(phrase, head, kind)
        elif kind in _MEDIA and words.within(phrase.first, phrase.end, "speech.state"):
            kind = SpeakerKind.STATE_MEDIA
        if kind is SpeakerKind.OFFICIAL and head.sense.form in self._anonymous:
            return SpeakerKind.ANONYMOUS_OFFICIAL
        return kind

    def _weight(self, noun: Match) -> tuple[int, bool, bool, int]:
        """How well a noun tells the kind: by rank, a source or person before what it is of."""
        is_person = bool(noun.feature("unnamed")) and not self._document.lexicon.is_right_to_left
        rank = int(noun.feature("rank", 0))
        return rank, bool(noun.feature("source")), is_person, -noun.first

    def _kind_of_person(self, phrase: Phrase, head: Match, kind: SpeakerKind) -> SpeakerKind:
        """A source is what its adjective says; an official without name is anonymous."""
        words = self._words
        told = words.within(phrase.first, phrase.end, "speech.source_of")
        if head.feature("source"):
            kinds = [_KINDS[str(match.feature("kind"))] for match in told]
            return kinds[0] if kinds else kind
        if kind is not SpeakerKind.OFFICIAL:
            return kind
        if told and told[0].feature("kind") == "medical":
            return SpeakerKind.MEDICAL
        return SpeakerKind.ANONYMOUS_OFFICIAL if self._is_unnamed(phrase, head) else kind

    def _is_unnamed(self, phrase: Phrase, head: Match) -> bool:
        """Whether a phrase names an office but no person: "a US official", مسؤول أميركي."""
        words = self._words
        lexicon = self._document.lexicon
        if lexicon.is_right_to_left:
            following = words.word(head.last + 1)
            is_short = phrase.end - head.first <= 4
            return is_short and not any(
                lexicon.has_article(word) for word in (words.word(head.first), following)
            )
        article = words.take(phrase.first, "speech.article")
        if article is not None and article.feature("definite"):
            return False
        after = head.last + 1
        if words.take(after, "speech.inner") is not None:
            return True
        return not any(words.is_name(at) for at in range(after, phrase.end))

    def _kind_of_actor(self, phrase: Phrase) -> SpeakerKind:
        for at in range(phrase.first, phrase.end):
            for mention in self._words.actors_at(at):
                if mention.actor.kind in _PEOPLE:
                    return SpeakerKind.WITNESS
                return SpeakerKind.PARTY
        if self._words.within(phrase.first, phrase.end, "speech.document"):
            return SpeakerKind.ANONYMOUS
        return SpeakerKind.NAMED_PERSON

    def _anonymous_heads(self) -> frozenset[tuple[str, ...]]:
        """Nouns of speakers of whom the report says that they are not to be named."""
        heads: set[tuple[str, ...]] = set()
        document = self._document
        for match in document.matches_of("speech"):
            if match.sense.name != "anonymity":
                continue
            sentence = document.sentences[document.sentence_of[match.first]]
            nouns = [
                noun
                for noun in self._words.within(sentence.first, sentence.last, "speech.speaker")
                if noun.feature("unnamed")
            ]
            if nouns:
                heads.add(min(nouns, key=lambda noun: abs(noun.first - match.first)).sense.form)
        return frozenset(heads)
