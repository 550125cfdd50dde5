"""Finds the words that name a speaker beside a verb of speech."""

from __future__ import annotations

from dataclasses import dataclass

from eventdb.documents import Sentence
from eventdb.extract.clitics import bare_start
from eventdb.extract.speechwords import SpeechWords
from eventdb.lexicon import Match

_NOUNS = ("speech.speaker", "speech.document")
_CUES = ("speech.say", "speech.deny", "speech.accuse", "speech.cite", "speech.cite_verb")
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


class Speakers:
    """Noun phrases of speakers in one document."""

    def __init__(self, words: SpeechWords) -> None:
        self._document = words.document
        self._words = words

    # -- after the verb ------------------------------------------------------------------------

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
        noun = words.take(at, *_NOUNS)
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
                *_CUES,
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
            if words.is_end(index) or words.is_act(index) or words.take(index, *_CUES):
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
        return self._words.take(at, "speech.stop", "speech.from", *_CUES) is not None

    # -- before the verb -----------------------------------------------------------------------

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
            noun = words.ends(index, *_NOUNS)
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
            words.ends(before, *_NOUNS) is not None
            for before in range(inner.first - 1, max(floor, inner.first - 5) - 1, -1)
        )

    def _bounds(self, at: int) -> bool:
        """Whether a token bounds a noun phrase on its left."""
        words = self._words
        if words.is_end(at) or words.is_comma(at) or words.is_dash(at) or words.is_quote(at):
            return True
        if words.word(at) in ("(", ")", "[", "]"):
            return True
        if words.ends(at, "speech.stop", "speech.that", *_CUES) is not None:
            return True
        if words.is_act(at) or words.is_deed(at) or words.time_ending(at) is not None:
            return not self._words.actor_end(at) is not None
        if words.ends(at, "grammar.and") is None:
            return False
        return not any(
            words.ends(before, *_NOUNS) is not None or words.is_name(before)
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
            is_head = words.take(at, "speech.article", *_NOUNS) or self._words.actor_end(at)
            if is_head is not None and at > opening.last + 1:
                return at
        return last + 1 if opening.concept == "speech.before" else opening.last + 1

    def _before_comma(self, comma: int, floor: int) -> Phrase | None:
        """A name and its apposition: "Ali Hassan, the head of the hospital, said"."""
        words = self._words
        start = comma - 1
        while start >= floor and not (words.is_comma(start) or words.is_end(start)):
            start -= 1
        if not words.is_comma(start) or comma - start > 16:
            return None
        phrase = self._collect(start - 1, floor)
        if phrase is None or not self.is_speaker(phrase):
            return None
        inside = words.take(start + 1, "speech.stop", "speech.adjunct") is None
        nouns = words.within(start + 1, comma, *_NOUNS)
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
            or not words.within(phrase.first, phrase.end, *_NOUNS)
        ):
            return phrase
        name = self._collect(comma - 1, floor)
        if name is None or name.end - name.first > 5:
            return phrase
        if not all(
            words.is_name(at) for at in range(name.first, name.end) if words.word(at).isalpha()
        ):
            return phrase
        if words.take(phrase.first, "speech.article") is not None and name.first > floor:
            return phrase
        return (
            phrase
            if words.within(name.first, name.end, *_NOUNS)
            else Phrase(name.first, phrase.end, phrase.next, False)
        )

    # -- what the phrase is --------------------------------------------------------------------

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is a pronoun alone."""
        match = self._words.take(phrase.first, "speech.pronoun")
        return match is not None and match.last + 1 >= phrase.end

    def is_speaker(self, phrase: Phrase) -> bool:
        """Whether the words name somebody: a noun of a speaker, an actor or a name."""
        words = self._words
        if words.within(phrase.first, phrase.end, *_NOUNS, "speech.title"):
            return True
        if any(self._words.actor_end(at) is not None for at in range(phrase.first, phrase.end)):
            return True
        if self._document.lexicon.is_right_to_left:
            return False
        return any(words.is_name(at) for at in range(phrase.first, phrase.end))

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
            noun = words.take(at, *_NOUNS)
            reach = max(
                noun.last + 1 if noun is not None else at + 1, self._words.actor_end(at) or 0
            )
            stands = noun is not None and bool(noun.feature("stands"))
            at = reach
            following = words.take(at, *_NOUNS) is not None or self._words.actor_end(at) is not None
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
            if (named is not None or words.is_deed(at)) and words.take(at, *_NOUNS) is None:
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
        noun = self._words.take(at, *_NOUNS)
        mention = next(
            (m for m in self._words.actors_at(at) if m.start > self._document.starts[at]), None
        )
        if noun is None and mention is not None:
            return mention.start
        return bare_start(self._document, at, noun.clitics if noun is not None else ())
