"""Reads the acts of speech of a sentence: speaker, verb, and on which side the statement stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.codebook import SpeakerKind, Stance
from eventdb.documents import Document, Sentence
from eventdb.extract.speakerkinds import SpeakerKinds
from eventdb.extract.speakerphrases import Phrase
from eventdb.extract.speakers import Speakers
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match
from eventdb.records import ActorMention

_CUES = (
    "speech.say",
    "speech.deny",
    "speech.accuse",
    "speech.cite",
    "speech.cite_verb",
    "speech.according",
)
_PREPOSITIONS = frozenset({"cite", "according"})
_STANCES = {"deny": Stance.DENIES, "accuse": Stance.ACCUSES}
# Sentences over which a pronoun or "added" still means the last speaker; tokens between a quoting
# verb and the one quoted; tokens of a headline's speaker.
_CARRIED, _QUOTE_REACH, _HEADLINE = 4, 14, 10


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech in a sentence.

    Attributes:
        start, end: characters of the speaker's words.
        first, last: tokens that the act itself takes up (speaker and verb).
        is_leading: the statement follows it; else it precedes.
    """

    start: int
    end: int
    cue: tuple[int, int]
    first: int
    last: int
    is_leading: bool
    kind: SpeakerKind
    stance: Stance


class SpeechActs:
    """Reads the acts of speech of one document from its beginning to its end."""

    def __init__(self, document: Document, actors: Sequence[ActorMention]) -> None:
        self._document = document
        self._words = SpeechWords(document, actors)
        self._speakers = Speakers(self._words)
        self._kinds = SpeakerKinds(self._words)
        self._previous: tuple[int, Act] | None = None

    def acts(self, sentence: Sentence) -> list[Act]:
        """The acts of speech of a sentence, in order; each is remembered as the last speaker."""
        found: list[Act] = []
        headline = self._headline(sentence)
        if headline is not None:
            self._keep(found, sentence, headline)
        reached = sentence.first
        for at in range(sentence.first, sentence.last):
            cue = self._words.take(at, *_CUES)
            if cue is None or at < reached or self._words.is_anonymity(at):
                continue
            act = self._act(cue, sentence, reached)
            if act is not None:
                self._keep(found, sentence, act)
                reached = max(reached, act.last, cue.last + 1)
        return found

    def _keep(self, found: list[Act], sentence: Sentence, act: Act) -> None:
        found.append(act)
        self._previous = (sentence.index, act)

    def _act(self, cue: Match, sentence: Sentence, floor: int) -> Act | None:
        name = cue.sense.name
        if name in _PREPOSITIONS:
            return self._by_preposition(cue, sentence)
        if self._words.is_after_negation(cue.first):
            return None
        if name == "cite_verb":
            return self._by_quoting(cue, sentence)
        return self._by_verb(cue, sentence, floor)

    def _by_preposition(self, cue: Match, sentence: Sentence) -> Act | None:
        """According to X; بحسب X; حسب ما قال X; citing X."""
        words = self._words
        at = cue.last + 1
        at = _past(words.take(at, "speech.what"), at)
        verb = words.take(at, "speech.say", "speech.cite_verb")
        if verb is not None and (verb.feature("subject") or verb.sense.name == "cite_verb"):
            at = verb.last + 1
        elif verb is None and (cue.feature("verb") or at > cue.last + 1):
            return None
        phrase = self._speakers.after(at, sentence, is_named=True)
        if verb is not None and verb.sense.name == "cite_verb":
            phrase = self._quoted(phrase.first, sentence) or phrase
        is_sure = cue.sense.name == "according" and self._document.lexicon.is_right_to_left
        if phrase.is_empty or not self._may_speak(phrase, is_sure):
            return None
        is_leading = self._leads(cue, phrase, sentence)
        return self._make(cue, phrase, is_leading, Stance.ASSERTS)

    def _leads(self, cue: Match, phrase: Phrase, sentence: Sentence) -> bool:
        """Whether the statement follows: the act opens its sentence or an "and" clause."""
        words = self._words
        before = cue.first - 1
        while before >= sentence.first and words.word(before) == "":
            before -= 1
        if phrase.end >= sentence.last - 1:
            return False
        if before < sentence.first:
            return True
        return bool(cue.clitics) and words.is_comma(before)

    def _by_quoting(self, cue: Match, sentence: Sentence) -> Act | None:
        """Quoted X as saying; نقلت رويترز عن X قوله: X speaks, not the agency."""
        words = self._words
        phrase = self._quoted(cue.last + 1, sentence)
        if phrase is None:
            phrase = self._speakers.after(cue.last + 1, sentence)
            if phrase.is_empty or not phrase.opens:
                return None
            if words.ends(cue.first - 1, "grammar.by") is not None:
                return None
        if phrase.is_empty or not self._may_speak(phrase, is_sure=phrase.opens):
            return None
        saying = words.take(phrase.next, "speech.saying")
        return self._make(cue, phrase, True, Stance.ASSERTS, _past(saying, phrase.next))

    def _quoted(self, at: int, sentence: Sentence) -> Phrase | None:
        """The phrase after "from" of a quoting verb."""
        words = self._words
        for index in range(at, min(sentence.last, at + _QUOTE_REACH)):
            if words.is_end(index) or words.take(index, "speech.that") is not None:
                return None
            source = words.take(index, "speech.from")
            if source is not None:
                phrase = self._speakers.after(source.last + 1, sentence)
                return None if phrase.is_empty else phrase
        return None

    def _by_verb(self, cue: Match, sentence: Sentence, floor: int) -> Act | None:
        """X said that; قال X إن; "…," said X; he added."""
        stance = _STANCES.get(cue.sense.name, Stance.ASSERTS)
        after = self._speakers.after(cue.last + 1, sentence)
        if cue.feature("told") and cue.feature("subject"):
            after = self._speakers.without_hearer(after)
        if cue.feature("subject"):
            return self._verb_first(cue, sentence, floor, after, stance)
        return self._subject_first(cue, sentence, floor, after, stance)

    def _verb_first(
        self, cue: Match, sentence: Sentence, floor: int, after: Phrase, stance: Stance
    ) -> Act | None:
        if cue.feature("follow") and self._words.ends(cue.first - 1, "grammar.relative"):
            return None
        if cue.feature("follow") and (after.is_empty or stance is Stance.ACCUSES):
            return self._carried(cue, after, sentence, stance)
        if cue.feature("that") and not after.opens:
            return None
        is_sure = after.opens or (after.tells and not cue.feature("that"))
        is_sure = is_sure or stance is Stance.DENIES
        if not after.is_empty and self._may_speak(after, is_sure=is_sure):
            if stance is not Stance.ASSERTS:
                after = self._speakers.without_object(after)
            if stance is Stance.ACCUSES:
                after = self._speakers.first_party(after)
            source = self._source_of_medium(after, sentence)
            return self._make(cue, source or after, True, stance)
        before = self._speakers.before(cue.first, floor)
        if (
            before is not None
            and self._speakers.is_speaker(before)
            and self._speakers.is_subject(before, floor)
        ):
            return self._make(cue, before, True, stance, cue.last + 1)
        if after.is_empty and (after.opens or after.tells or stance is not Stance.ASSERTS):
            return self._carried(cue, after, sentence, stance)
        return None

    def _source_of_medium(self, phrase: Phrase, sentence: Sentence) -> Phrase | None:
        """The one whom a medium names as its source: ذكرت الوكالة عن مصدر."""
        words = self._words
        source = words.take(phrase.next, "speech.from")
        if source is None or self._kinds.kind(phrase) not in (
            SpeakerKind.AGENCY,
            SpeakerKind.MEDIA,
            SpeakerKind.STATE_MEDIA,
        ):
            return None
        quoted = self._speakers.after(source.last + 1, sentence)
        return quoted if not quoted.is_empty and self._speakers.is_speaker(quoted) else None

    def _subject_first(
        self, cue: Match, sentence: Sentence, floor: int, after: Phrase, stance: Stance
    ) -> Act | None:
        words = self._words
        is_statement = after.opens and after.is_empty
        if cue.feature("that") and not is_statement and not self._closes(cue, sentence):
            return None
        inverted = not cue.feature("told") and self._is_inverted(cue, sentence, floor)
        if inverted and not after.is_empty and self._speakers.is_speaker(after):
            return self._make(cue, after, False, stance)
        if words.ends(cue.first - 1, "grammar.and") is not None:
            # "X said that … and added that …": the subject of the verb before.
            return self._carried(cue, after, sentence, stance)
        before = self._speakers.before(cue.first, floor)
        if before is None or before.is_empty:
            return self._carried(cue, after, sentence, stance) if cue.feature("follow") else None
        if self._speakers.is_pronoun(before):
            return self._carried(cue, after, sentence, stance)
        if not self._speakers.is_speaker(before):
            return None
        is_leading = not self._closes(cue, sentence) or words.is_end(before.first - 1)
        return self._make(cue, before, is_leading, stance, cue.last + 1)

    def _closes(self, cue: Match, sentence: Sentence) -> bool:
        """Whether the clause ends after the verb, so that the statement stands before it."""
        words = self._words
        at = cue.last + 1
        while at < sentence.last:
            match = words.take(at, "speech.adjunct", "speech.skip") or words.time_at(at)
            if match is not None:
                at = match.last + 1
            elif words.word(at) == "":
                at += 1
            else:
                break
        return at >= sentence.last or words.word(at) == "." or words.is_comma(at)

    def _is_inverted(self, cue: Match, sentence: Sentence, floor: int) -> bool:
        words = self._words
        before = cue.first - 1
        while before >= max(floor, sentence.first) and words.word(before) == "":
            before -= 1
        return before >= sentence.first and (words.is_comma(before) or words.is_quote(before))

    def _carried(self, cue: Match, after: Phrase, sentence: Sentence, stance: Stance) -> Act | None:
        """The last speaker goes on."""
        if self._previous is None or sentence.index - self._previous[0] > _CARRIED:
            return None
        last = self._previous[1]
        document = self._document
        is_leading = not self._closes(cue, sentence)
        return Act(
            start=last.start,
            end=last.end,
            cue=document.passage(cue.first, cue.last),
            first=cue.first,
            last=max(cue.last + 1, after.next if after.is_empty else 0),
            is_leading=is_leading,
            kind=last.kind,
            stance=stance,
        )

    def _may_speak(self, phrase: Phrase, is_sure: bool) -> bool:
        """Whether a phrase may be a speaker; where the statement opens after it any words may."""
        return (is_sure and phrase.end - phrase.first <= 20) or self._speakers.is_speaker(phrase)

    def _make(
        self, cue: Match, phrase: Phrase, is_leading: bool, stance: Stance, last: int | None = None
    ) -> Act:
        document = self._document
        end = phrase.end - 1
        while end > phrase.first and document.words[end] == "":
            end -= 1
        start, stop = self._speakers.start_of(phrase.first), document.ends[end]
        return Act(
            start=start,
            end=stop,
            cue=document.passage(cue.first, cue.last),
            first=min(cue.first, phrase.first),
            last=max(cue.last + 1, phrase.end, last or 0),
            is_leading=is_leading,
            kind=self._kinds.kind(phrase),
            stance=stance,
        )

    def _headline(self, sentence: Sentence) -> Act | None:
        """X: statement, at the head of a title or line; statement: X at the end of a title."""
        words = self._words
        limit = min(sentence.last, sentence.first + _HEADLINE)
        colon = next((at for at in range(sentence.first, limit) if words.word(at) == ":"), None)
        if colon is None or colon == sentence.first:
            return self._headline_end(sentence) if sentence.is_title else None
        if any(words.take(at, *_CUES) is not None for at in range(sentence.first, colon)):
            return None
        phrase = Phrase(sentence.first, colon, colon, True)
        if not words.within(phrase.first, phrase.end, "speech.speaker") or any(
            words.is_act(at) for at in range(phrase.first, phrase.end)
        ):
            return self._headline_end(sentence) if sentence.is_title else None
        return self._by_sign(phrase, colon, True)

    def _headline_end(self, sentence: Sentence) -> Act | None:
        words = self._words
        floor = max(sentence.first + 1, sentence.last - 6)
        sign = next(
            (
                at
                for at in range(sentence.last - 1, floor, -1)
                if words.word(at) == ":" or words.is_dash(at)
            ),
            None,
        )
        if sign is None or sign + 1 >= sentence.last:
            return None
        phrase = Phrase(sign + 1, sentence.last, sentence.last, False)
        if not words.within(phrase.first, phrase.end, "speech.speaker"):
            return None
        return self._by_sign(phrase, sign, False)

    def _by_sign(self, phrase: Phrase, sign: int, is_leading: bool) -> Act:
        document = self._document
        return Act(
            start=document.starts[phrase.first],
            end=document.ends[phrase.end - 1],
            cue=document.passage(sign, sign),
            first=phrase.first,
            last=phrase.end,
            is_leading=is_leading,
            kind=self._kinds.kind(phrase),
            stance=Stance.ASSERTS,
        )


def _past(match: Match | None, at: int) -> int:
    return at if match is None else match.last + 1
