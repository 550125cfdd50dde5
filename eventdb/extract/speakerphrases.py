"""Noun phrases that follow a verb or preposition of speech: said X, قال فلان, according to X."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.documents import Sentence
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match

NOUNS = ("speech.speaker", "speech.document")
CUES = ("speech.say", "speech.deny", "speech.accuse", "speech.cite", "speech.cite_verb")
# Longest noun phrase, longest apposition, longest name in quotation
# marks and longest adjunct (in a statement …), in tokens.
_LONGEST, _APPOSITION, _QUOTED, _ADJUNCT = 22, 10, 7, 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken for a speaker.

    Attributes:
        first, end: tokens, ``end`` exclusive; equal where the phrase is empty.
        next: the token that ended it.
        opens: the statement begins there (that, a colon, an opening quotation mark).
        tells: the event itself follows as object (أعلن فلان مقتل).
    """

    first: int
    end: int
    next: int
    opens: bool
    tells: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there are no words in it."""
        return self.first >= self.end


def _has(match: Match | None, feature: str) -> bool:
    return match is not None and bool(match.feature(feature))


class FollowingPhrases:
    """Noun phrases after words of speech in one document."""

    def __init__(self, words: SpeechWords) -> None:
        self._words = words

    def after(self, at: int, sentence: Sentence, is_named: bool = False) -> Phrase:
        """The noun phrase that follows a verb or preposition of speech.

        Args:
            at: token after the verb or preposition.
            sentence: its sentence.
            is_named: a quotation that comes first is a name (according to "Reuters").
        """
        words = self._words
        first = self._skipped(at, sentence.last)
        index = end = first
        while index < min(sentence.last, first + _LONGEST):
            step = self._step(index, first, sentence.last, is_named)
            if step is None:
                break
            index = step
            if words.word(index - 1) != "":
                end = index
            if words.is_comma(index):
                return self._after_comma(first, end, index, sentence)
        opens = self._opens_ahead(index, sentence)
        return Phrase(first, self._whole(first, end), index, opens, self._tells(index))

    def _whole(self, first: int, end: int) -> int:
        """The end without trailing asides (من جهتها) and without half a quotation."""
        words = self._words
        while end > first:
            aside = words.ends(end - 1, "speech.skip")
            if aside is not None and aside.first > first:
                end = aside.first
            elif words.word(end - 1) == "":
                end -= 1
            else:
                break
        quotes = [at for at in range(first, end) if words.is_quote(at)]
        if len(quotes) % 2 and quotes[-1] > first:
            closing = words.closing(quotes[-1], len(words.words), _QUOTED)
            return quotes[-1] if closing is None else closing + 1
        return end

    def _skipped(self, at: int, limit: int) -> int:
        """The token after words that belong neither to the verb nor to the speaker."""
        words = self._words
        while at < limit:
            match = words.take(at, "speech.skip") or words.time_at(at)
            if match is not None:
                at = match.last + 1
            elif words.word(at) == "" or (words.is_comma(at) and self._is_aside(at + 1, limit)):
                at += 1
            else:
                break
        return at

    def _is_aside(self, at: int, limit: int) -> bool:
        return at < limit and (
            self._words.time_at(at) is not None or self._words.take(at, "speech.skip") is not None
        )

    def _step(self, at: int, first: int, limit: int, is_named: bool) -> int | None:
        """The token after the next word of the phrase; None where the phrase ends."""
        words = self._words
        noun = words.take(at, *NOUNS)
        before = words.ends(at - 1, "speech.speaker") if at > first else None
        hearer = words.is_hearer(at) and at > first and not _has(before, "serves")
        if noun is not None and not hearer:
            return noun.last + 1
        is_act = (
            words.is_act(at)
            and not self._words.actor_end(at) is not None
            and not _has(before, "kin")
        )
        if hearer or is_act or self._ends_phrase(at):
            return None
        if words.is_quote(at) or words.word(at) == "(":
            closing = words.closing(at, limit, _QUOTED)
            is_name = is_named or at > first
            if closing is None or not (is_name or self._goes_on(closing + 1)):
                return None
            return closing + 1
        mention = self._words.actor_end(at)
        return at + 1 if mention is None else max(at + 1, mention)

    def _ends_phrase(self, at: int) -> bool:
        words = self._words
        return (
            words.is_end(at)
            or words.is_comma(at)
            or words.is_dash(at)
            or words.word(at) in (")", "]")
            or words.time_at(at) is not None
            or words.take(
                at,
                "speech.that",
                "speech.saying",
                "speech.adjunct",
                "speech.stop",
                "speech.from",
                "speech.according",
                "speech.anonymity",
                *CUES,
            )
            is not None
        )

    def _goes_on(self, at: int) -> bool:
        """Whether the statement opens at a token, so that a quotation before it was a name."""
        words = self._words
        return words.take(at, "speech.that", "speech.adjunct", "speech.from") is not None

    def _opens_ahead(self, at: int, sentence: Sentence) -> bool:
        """Whether the statement opens at a token, or after "in a statement", "on Sunday" there."""
        words = self._words
        for index in range(at, min(sentence.last, at + _ADJUNCT)):
            if self._opens(index):
                return True
            if index == at and not (words.take(at, "speech.adjunct") or words.time_at(at)):
                return False
            if words.is_end(index) or words.is_act(index) or words.take(index, *CUES):
                return False
        return False

    def _opens(self, at: int) -> bool:
        words = self._words
        return (
            words.take(at, "speech.that", "speech.saying") is not None
            or words.word(at) == ":"
            or words.is_quote(at)
        )

    def _tells(self, at: int) -> bool:
        """Whether the event itself is the object: أعلن فلان مقتل, أشار فلان إلى مقتل."""
        words = self._words
        leads = words.take(at, "speech.to", "speech.from")
        begin = at if leads is None else leads.last + 1
        return words.is_act(begin) and not words.word(begin)[:1].isdigit()

    def _after_comma(self, first: int, end: int, comma: int, sentence: Sentence) -> Phrase:
        """A phrase with an apposition or an aside between commas before the statement opens."""
        words = self._words
        index = comma + 1
        is_aside = True
        seen = False
        while index < min(sentence.last, comma + 2 + _APPOSITION):
            if self._opens(index):
                at = index
                while at > comma + 1 and (words.word(at - 1) == "" or words.is_comma(at - 1)):
                    at -= 1
                return Phrase(first, end if is_aside else at, index, True)
            aside = words.take(
                index, "speech.skip", "speech.adjunct", "speech.anonymity"
            ) or words.time_at(index)
            if aside is not None:
                if not is_aside:
                    break
                index, seen = aside.last + 1, True
                continue
            if self._opens_after_comma(index):
                return Phrase(first, end if is_aside else index - 1, index, True)
            if words.is_end(index) or words.is_act(index) or self._ends_apposition(index):
                break
            is_filler = words.is_comma(index) or words.word(index) == ""
            if seen and not is_filler:
                break
            is_aside = is_aside and is_filler
            index += 1
        return Phrase(first, end, comma, False)

    def _opens_after_comma(self, at: int) -> bool:
        """Whether behind the comma that closes an apposition the event itself is named."""
        words = self._words
        if not words.is_comma(at - 1):
            return False
        return words.is_act(at) or words.take(at, "speech.from") is not None

    def _ends_apposition(self, at: int) -> bool:
        return self._words.take(at, "speech.stop", "speech.from", *CUES) is not None
