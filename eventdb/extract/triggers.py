"""Finds the words of happening: triggers, weapons, topics; and whether they tell of a real act."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from eventdb.codebook import SubEventType
from eventdb.documents import Document, longest
from eventdb.extract.grammar import Grammar
from eventdb.extract.modality import Modality, modality_of
from eventdb.lexicon import Match, load_concepts
from eventdb.records import DateMention

# Function words behind which a word is a noun.
_BEFORE_NOUNS = frozenset(
    f"grammar.{name}"
    for name in ("in", "of", "from", "because", "determiner", "against", "between", "by")
)


# Tokens between a verb and its object.
_OBJECT_REACH = 6
_PASSIVE = frozenset({"grammar.passive_auxiliary", "grammar.by"})
_CAPTURES = frozenset({"capture_people", "capture_place", "recapture_place"})
_DUALS = frozenset({"m3d", "f3d"})


@dataclass(frozen=True, slots=True)
class TriggerMention:
    """A word or phrase that names an act.

    Attributes:
        first, last: its tokens; ``start``, ``end`` its characters in the document.
        name: concept without namespace (``air_strike``).
        pos: ``noun``, ``masdar``, ``verb``, ``participle``.
        form: inflection of an English verb or tense of an Arabic one; ``""`` for nouns.
        voice: of a verb: ``active``, ``passive``, or ``open`` where the spelling does not tell.
        is_definite: with an article or demonstrative: it may take up an event told before.
        is_after_earlier_event: within reach of "a day after", "in retaliation for", …
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    sub_event_type: SubEventType
    family: str
    strength: float
    pos: str
    form: str
    person: str
    voice: str
    sentence: int
    modality: Modality
    is_definite: bool
    is_plural: bool
    is_after_earlier_event: bool
    clitics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueMention:
    """A weapon or a topic word: no act of itself, but evidence of what the report is about."""

    first: int
    last: int
    name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Triggers:
    """What ``find_triggers`` finds in a document."""

    acts: tuple[TriggerMention, ...]
    weapons: tuple[CueMention, ...]
    topics: tuple[CueMention, ...]


def find_triggers(document: Document, dates: Sequence[DateMention]) -> Triggers:
    """Acts, weapons and topic words of a document, by position.

    A word inside a date ("March") is no act.
    """
    dated = {token for mention in dates for token in document.tokens_of(mention.start, mention.end)}
    grammar = Grammar(document)
    acts: dict[int, TriggerMention] = {}
    weapons, topics = [], []
    read = _possible_readings(document, grammar)
    for match in _best_readings(document, grammar, read):
        if match.first in dated:
            continue
        sentence = document.sentence_of[match.first]
        name = match.sense.name
        if name == "figure" or _is_topic(match):
            continue
        if name.startswith("weapon."):
            weapons.append(CueMention(match.first, match.last, name, sentence))
        elif match.first not in acts:
            acts[match.first] = _mention(document, grammar, match, dated)
    # A figure of speech is no act, but what it speaks of counts: "an earthquake struck".
    literal = [match for match in read if match.sense.name != "figure"]
    for match in _best_readings(document, grammar, literal):
        if _is_topic(match) and match.first not in dated:
            sentence = document.sentence_of[match.first]
            topics.append(CueMention(match.first, match.last, match.sense.name, sentence))
    return Triggers(tuple(acts[first] for first in sorted(acts)), tuple(weapons), tuple(topics))


def _is_topic(match: Match) -> bool:
    return match.sense.name.startswith("topic.")


def _possible_readings(document: Document, grammar: Grammar) -> list[Match]:
    return [
        match
        for match in document.matches_of("trigger")
        if not _is_noun_misread(document, match)
        and not _is_attribute(document, grammar, match)
        and _has_object(document, grammar, match)
    ]


def _best_readings(document: Document, grammar: Grammar, read: Iterable[Match]) -> Iterable[Match]:
    """One reading per run of words: acts before weapons before topics, a verb where one can be."""
    by_range: dict[tuple[int, int], list[Match]] = {}
    for match in longest(read):
        by_range.setdefault((match.first, match.last), []).append(match)
    for matches in by_range.values():
        yield min(matches, key=lambda match: _reading_rank(document, grammar, match))


def _is_noun_misread(document: Document, match: Match) -> bool:
    """Whether a reading as a verb is of a word that its spelling makes a noun.

    A verb has no article; some endings (of the feminine, of indefinite nouns) are of nouns alone.
    """
    if match.feature("pos") != "verb":
        return False
    lexicon = document.lexicon
    word, verb = document.words[match.first], match.sense.form[0]
    if lexicon.has_article(word) and not lexicon.has_article(verb):
        return True
    if match.feature("person") in _DUALS and _is_time_of_day(document, match):
        return True
    ends = document.ends[match.first]
    return document.text[document.starts[match.first] : ends].endswith(lexicon.noun_endings)


def _is_time_of_day(document: Document, match: Match) -> bool:
    """Whether a date has the very word: فجرا is "at dawn" before it is "the two blew up"."""
    return any(
        date.first <= match.first and match.last <= date.last
        for date in document.matches_of("date")
    )


def _is_attribute(document: Document, grammar: Grammar, match: Match) -> bool:
    """Whether a participle only says which people are meant: they shot 12 captured soldiers.

    It stands between a number or an article and its noun, where no finite verb can.
    """
    if match.sense.name not in _CAPTURES or match.feature("form") != "past":
        return False
    at = _word_before(grammar, match.first)
    if at is None:
        return False
    if any(cue.concept == "grammar.determiner" for cue in grammar.ending_at(at)):
        return True
    return document.words[at][:1].isdigit() or any(
        number.last == at for number in document.matches_of("number")
    )


def _has_object(document: Document, grammar: Grammar, match: Match) -> bool:
    """Whether a verb that is an act only with some objects (``takes``) has one: burned a village.

    The object follows, or stands before a passive: houses were burned.
    """
    takes = match.feature("takes")
    if takes is None:
        return True
    sentence = document.sentences[document.sentence_of[match.first]]
    last = min(match.last + _OBJECT_REACH, sentence.last - 1)
    cues = list(grammar.beginning_within(match.last + 1, last))
    before = _word_before(grammar, match.first)
    if before is not None and any(cue.concept in _PASSIVE for cue in grammar.ending_at(before)):
        first = max(match.first - _OBJECT_REACH, sentence.first)
        cues += grammar.beginning_within(first, match.first - 1)
    return any(cue.concept == takes for cue in cues)


def _reading_rank(document: Document, grammar: Grammar, match: Match) -> tuple[int, int, int]:
    name = match.sense.name
    group = 2 if name.startswith("topic.") else 1 if name.startswith("weapon.") else 0
    is_verb = match.feature("pos") == "verb" or match.feature("tense") is not None
    as_noun = _stands_as_noun(document, grammar, match)
    return group, len(match.clitics), int(is_verb is as_noun)


def _stands_as_noun(document: Document, grammar: Grammar, match: Match) -> bool:
    """Whether article, preposition or determiner makes the word a noun in its place."""
    lexicon = document.lexicon
    word = document.words[match.first]
    if lexicon.has_article(word) or set(match.clitics) & {"bi", "li", "lil", "ka"}:
        return True
    before = _word_before(grammar, match.first)
    return before is not None and any(
        cue.concept in _BEFORE_NOUNS for cue in grammar.ending_at(before)
    )


def _word_before(grammar: Grammar, index: int) -> int | None:
    """The word before a token on its line."""
    at = grammar.word_before(index)
    return at if at >= 0 and grammar.words[at] != "\n" else None


def _mention(
    document: Document, grammar: Grammar, match: Match, dated: Container[int]
) -> TriggerMention:
    concept = load_concepts()[match.concept]
    start, end = document.passage(match.first, match.last)
    sentence = document.sentences[document.sentence_of[match.first]]
    modality, is_after = modality_of(document, grammar, match, sentence, dated)
    before = _word_before(grammar, match.first)
    word = document.words[match.first]
    is_definite = document.lexicon.has_article(word) or "lil" in match.clitics
    if before is not None and not is_definite:
        is_definite = any(cue.feature("definite", False) for cue in grammar.ending_at(before))
    return TriggerMention(
        first=match.first,
        last=match.last,
        start=start,
        end=end,
        name=match.sense.name,
        sub_event_type=SubEventType(concept["sub_event_type"]),
        family=concept["family"],
        strength=float(concept["strength"]),
        pos=match.feature("pos", "noun"),
        form=match.feature("form") or match.feature("tense") or "",
        person=match.feature("person", ""),
        voice=_voice(grammar, match),
        sentence=sentence.index,
        modality=modality,
        is_definite=is_definite,
        is_plural=match.feature("number") == "plural",
        is_after_earlier_event=is_after,
        clitics=match.clitics,
    )


def _voice(grammar: Grammar, match: Match) -> str:
    """Voice of a verb: its own ("died"), by an auxiliary ("was killed"), or left open.

    Words that belong to the verb's form tell it too: "was set on fire", "lynched by". An Arabic
    perfect without vowel signs is spelt alike in both voices.
    """
    if match.feature("pos") != "verb":
        return ""
    if match.feature("voice") == "patient":
        return "passive"
    if match.feature("tense") is not None:
        return "active" if match.feature("object", False) else "open"
    if match.feature("form") != "past":
        return "active"
    if any(cue.concept in _PASSIVE for cue in grammar.beginning_within(match.first, match.last)):
        return "passive"
    at = match.first
    for _ in range(3):
        before = _word_before(grammar, at)
        if before is None:
            break
        if any(cue.concept == "grammar.passive_auxiliary" for cue in grammar.ending_at(before)):
            return "passive"
        at = before
    return "active"
