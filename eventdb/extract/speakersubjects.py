"""Noun phrases that precede a verb of speech: X said, المتحدث قال, Ali, head of X, said."""

from __future__ import annotations

from eventdb.extract.speakerphrases import CUES, NOUNS, Phrase
from eventdb.extract.speechwords import SpeechWords

# Longest noun phrase, longest apposition between commas, longest name before one, in tokens.
_LONGEST, _APPOSITION, _NAME = 22, 16, 5


class PrecedingPhrases:
    """Noun phrases before verbs of speech in one document."""

    def __init__(self, words: SpeechWords) -> None:
        self._words = words

    def before(self, verb: int, floor: int) -> Phrase | None:
        """The noun phrase that precedes a verb of speech, not reaching before ``floor``."""
        words = self._words
        index = self._skipped_back(verb - 1, floor)
        if index < floor:
            return None
        if words.is_comma(index):
            return self._before_comma(index, floor)
        phrase = self._collect(index, floor)
        if phrase is None:
            return None
        return self._with_name_before(phrase, floor)

    def _skipped_back(self, at: int, floor: int) -> int:
        words = self._words
        while at >= floor:
            match = words.ends(at, "speech.skip") or words.time_ending(at)
            if match is not None and match.first >= floor:
                at = match.first - 1
                if words.ends(at, "speech.before") and match.concept.startswith("date."):
                    at -= 1
            elif words.word(at) == "":
                at -= 1
            else:
                break
        return at

    def _collect(self, last: int, floor: int) -> Phrase | None:
        """The words up to and with token ``last`` that make one noun phrase."""
        words = self._words
        index = last
        while index >= max(floor, last - _LONGEST):
            noun = words.ends(index, *NOUNS)
            if noun is not None and noun.first >= floor:
                index = noun.first - 1
                continue
            article = words.ends(index, "speech.article")
            if article is not None and not self._goes_on_before(article.first - 1, floor):
                index = article.first - 1
                break
            if article is None and self._bounds(index):
                break
            index -= 1
        first = self._trimmed(index + 1, last)
        if first > last:
            return None
        return Phrase(first, last + 1, last + 1, False)

    def _goes_on_before(self, at: int, floor: int) -> bool:
        """Whether "of", "for" and a speaker stand before an article: the head of the hospital."""
        words = self._words
        inner = words.ends(at, "speech.inner")
        if inner is None:
            return False
        return any(
            words.ends(before, *NOUNS) is not None
            for before in range(inner.first - 1, max(floor, inner.first - 5) - 1, -1)
        )

    def _bounds(self, at: int) -> bool:
        """Whether a token bounds a noun phrase on its left."""
        words = self._words
        if words.is_end(at) or words.is_comma(at) or words.is_dash(at) or words.is_quote(at):
            return True
        if words.word(at) in ("(", ")", "[", "]"):
            return True
        if words.ends(at, "speech.stop", "speech.that", *CUES) is not None:
            return True
        if words.is_act(at) or words.is_deed(at) or words.time_ending(at) is not None:
            return not self._words.actor_end(at) is not None
        if words.ends(at, "grammar.and") is None:
            return False
        return not any(
            words.ends(before, *NOUNS) is not None or words.is_name(before)
            for before in (at - 1,)
            if before >= 0
        )

    def _trimmed(self, first: int, last: int) -> int:
        """The beginning of a noun phrase behind a preposition that opens the sentence."""
        words = self._words
        while first <= last:
            skipped = words.take(first, "speech.skip")
            if skipped is not None:
                first = skipped.last + 1
            elif words.word(first) == "":
                first += 1
            else:
                break
        opening = words.take(first, "speech.before", "grammar.because", "grammar.and")
        if opening is None:
            return first
        for at in range(opening.last + 1, last + 1):
            is_head = words.take(at, "speech.article", *NOUNS) or self._words.actor_end(at)
            if is_head is not None and at > opening.last + 1:
                return at
        return last + 1 if opening.concept == "speech.before" else opening.last + 1

    def _before_comma(self, comma: int, floor: int) -> Phrase | None:
        """A name and its apposition: "Ali Hassan, the head of the hospital, said"."""
        words = self._words
        start = comma - 1
        while start >= floor and not (words.is_comma(start) or words.is_end(start)):
            start -= 1
        if not words.is_comma(start) or comma - start > _APPOSITION:
            return None
        phrase = self._collect(start - 1, floor)
        if phrase is None or not is_speaker(self._words, phrase):
            return None
        inside = words.take(start + 1, "speech.stop", "speech.adjunct") is None
        nouns = words.within(start + 1, comma, *NOUNS)
        anonymous = words.within(start + 1, comma, "speech.anonymity")
        end = comma if inside and nouns and not anonymous else start
        return Phrase(phrase.first, end, comma + 1, False)

    def _with_name_before(self, phrase: Phrase, floor: int) -> Phrase:
        """The name before the comma, where the phrase is its apposition without a comma after."""
        words = self._words
        comma = phrase.first - 1
        if (
            comma <= floor
            or not words.is_comma(comma)
            or not words.within(phrase.first, phrase.end, *NOUNS)
        ):
            return phrase
        name = self._collect(comma - 1, floor)
        if name is None or name.end - name.first > _NAME:
            return phrase
        if not all(
            words.is_name(at) for at in range(name.first, name.end) if words.word(at).isalpha()
        ):
            return phrase
        if words.take(phrase.first, "speech.article") is not None and name.first > floor:
            return phrase
        return (
            phrase
            if words.within(name.first, name.end, *NOUNS)
            else Phrase(name.first, phrase.end, phrase.next, False)
        )


def is_speaker(words: SpeechWords, phrase: Phrase) -> bool:
    """Whether the words name somebody: a noun of a speaker, an actor or a name."""
    if words.within(phrase.first, phrase.end, *NOUNS, "speech.title"):
        return True
    tokens = range(phrase.first, phrase.end)
    if any(words.actor_end(at) is not None for at in tokens):
        return True
    if words.document.lexicon.is_right_to_left:
        return False
    return any(words.is_name(at) for at in tokens)
