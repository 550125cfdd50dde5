"""What a report is like as a whole: its headline, its topics, how much of it acts and how much speaks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eventdb.documents import Document
from eventdb.extract.modality import Modality
from eventdb.extract.triggers import CueMention, TriggerMention
from eventdb.records import AttributionMention
from eventdb.tokens import TERMINALS

_QUESTION_MARKS = frozenset({"?", "؟"})
# A report shorter than this is counted as this long, so that one topic word does not fill it.
_LEAST_WORDS = 100
_HEADLINE_WORDS = 20
_REAL = frozenset({Modality.ACTUAL, Modality.ATTEMPTED})

_ACCIDENTS = frozenset({"topic.mishap", "topic.nature"})


@dataclass(frozen=True, slots=True)
class Traits:
    """A report as the selection of its stories sees it.

    Attributes:
        topics: topic words by sentence.
        features: what is the same for every story: topics, headline, shares of act and speech.
        title_families: families of the acts that the headline tells.
        speakers: characters of the passages that somebody answers for.
        is_headline: the report is nothing but a headline, whose present tense tells what happened.
    """

    document: Document
    published: dt.date | None
    topics: Mapping[int, frozenset[str]]
    features: Mapping[str, float]
    title_families: frozenset[str]
    speakers: tuple[tuple[int, int], ...]
    is_headline: bool


def read_traits(
    document: Document,
    acts: Sequence[TriggerMention],
    topics: Sequence[CueMention],
    attributions: Sequence[AttributionMention],
    published: dt.date | None,
) -> Traits:
    """The traits of a report."""
    by_sentence: dict[int, set[str]] = {}
    topics = [*topics, *_as_accidents(topics)]
    for cue in topics:
        by_sentence.setdefault(cue.sentence, set()).add(cue.name)
    real = [act for act in acts if act.modality in _REAL]
    titles = {sentence.index for sentence in document.sentences if sentence.is_title}
    features = _topic_features(topics, len(document.words))
    features |= _title_features(document, titles, by_sentence, real)
    count = max(len(document.sentences), 1)
    features["report.acting"] = len({act.sentence for act in real}) / count
    features["report.speaking"] = min(len(attributions) / count, 1.0)
    features["report.long"] = min(count, 60) / 20
    return Traits(
        document=document,
        published=published,
        topics={index: frozenset(names) for index, names in by_sentence.items()},
        features=features,
        title_families=frozenset(act.family for act in real if act.sentence in titles),
        speakers=tuple((said.scope_start, said.scope_end) for said in attributions),
        is_headline=_is_headline(document),
    )


def _is_headline(document: Document) -> bool:
    """Whether a report is one line of few words that no sign ends."""
    if len(document.sentences) != 1:
        return False
    words = document.words[document.sentences[0].first : document.sentences[0].last]
    return len(words) <= _HEADLINE_WORDS and words[-1] not in TERMINALS


def _as_accidents(topics: Sequence[CueMention]) -> list[CueMention]:
    """What goes off or fails by itself, and what nature does, is told of accidents."""
    return [replace(cue, name="topic.accident") for cue in topics if cue.name in _ACCIDENTS]


def _topic_features(topics: Sequence[CueMention], words: int) -> dict[str, float]:
    """Topic words per hundred of the report, each kind at most 5."""
    counts = Counter(cue.name for cue in topics)
    return {name: min(30.0 * n / max(words, _LEAST_WORDS), 5.0) for name, n in counts.items()}


def _title_features(
    document: Document,
    titles: set[int],
    topics: Mapping[int, set[str]],
    acts: Sequence[TriggerMention],
) -> dict[str, float]:
    """What the headline speaks of; nothing where there is none."""
    if not titles:
        return {}
    features = {f"title.{name}": 1.0 for index in titles for name in topics.get(index, ())}
    told = [act for act in acts if act.sentence in titles]
    features["title.act"] = float(bool(told))
    features["title.silent"] = float(not told)
    features["title.question"] = float(
        any(
            document.words[at] in _QUESTION_MARKS
            for sentence in document.sentences
            if sentence.index in titles
            for at in range(sentence.first, sentence.last)
        )
    )
    return features
