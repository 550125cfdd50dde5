"""A cheap first look at a report: whether reading it whole is worth while.

Most of a crawl has nothing to do with conflict. Here the words of a report are looked up, each once and
in no order, in the lexicon's acts, casualties and victims; a report without a word of an act is left out,
and so is one whose words make an event improbable (``models/triage.toml``, made by
``training/triage.py``). The features are concepts, so that what was learned from reports of one language
serves the others. What the look leaves out is recorded with the reason and can be read after all
(``--no-triage``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from eventdb.extract.logistic import load_model
from eventdb.lexicon import Lexicon, load_lexicon
from eventdb.records import Report
from eventdb.text import distinct_words, fold

NO_ACT = "no word of an act of violence, protest or coercion"
IMPROBABLE = "its words make an event improbable"

_NAMESPACES = ("trigger.", "casualty.", "victim.")
_NO_ACTS = ("trigger.weapon.", "trigger.topic.", "trigger.figure")
# Headline and first sentences: what the report is about.
_LEAD = 400
# Words that are remembered as read; the vocabulary of a crawl has no end.
_MOST_WORDS = 500_000


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the lexicon by its first word: its concept, and the words that must be there, too."""

    concept: str
    rest: frozenset[str]


class _Words:
    """What the words of one language stand for; a word is read once, and looked up from then on."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        for concept in sorted(lexicon.concepts()):
            if not concept.startswith(_NAMESPACES):
                continue
            for sense in lexicon.concept(concept):
                first, *rest = (lexicon.strip_article(word) for word in sense.form)
                kept = frozenset(word for word in rest if len(word) > 1)
                self._phrases[first].append(_Phrase(concept, kept))
        self._seen: set[str] = set()
        self._known: dict[str, tuple[_Phrase, ...]] = {}

    def concepts(self, words: set[str]) -> set[str]:
        """Concepts that a text with these words can have."""
        self._read(words - self._seen)
        found: set[str] = set()
        folded: set[str] | None = None
        for word in words & self._known.keys():
            for phrase in self._known[word]:
                if phrase.rest and folded is None:
                    folded = {self._lexicon.strip_article(fold(other)) for other in words}
                if folded is None or phrase.rest <= folded:
                    found.add(phrase.concept)
        return found

    def _read(self, words: set[str]) -> None:
        if len(self._seen) > _MOST_WORDS:
            self._seen, self._known = set(), {}
        for word in words:
            phrases = dict.fromkeys(
                phrase
                for rest, _ in self._lexicon.without_clitics(fold(word))
                for phrase in self._phrases.get(self._lexicon.strip_article(rest), ())
            )
            if phrases:
                self._known[word] = tuple(phrases)
        self._seen |= words


@cache
def _words(language: str) -> _Words:
    return _Words(load_lexicon(language))


def features(report: Report) -> dict[str, float]:
    """What is known of a report by its words: concepts of it and of its lead, and how many are acts.

    Args:
        report: in a language that has a lexicon, by its primary code.
    """
    text = f"{report.title or ''}\n{report.text}"
    words = _words(report.language or "")
    whole = words.concepts(distinct_words(text))
    lead = words.concepts(distinct_words(text[:_LEAD]))
    found = dict.fromkeys((f"any.{concept}" for concept in whole), 1.0)
    found |= dict.fromkeys((f"lead.{concept}" for concept in lead), 1.0)
    found["acts"] = math.log1p(_acts(whole))
    found["lead_acts"] = math.log1p(_acts(lead))
    found["length"] = math.log1p(len(report.text)) / 5
    return found


def _acts(concepts: set[str]) -> int:
    return sum(name.startswith("trigger.") and not name.startswith(_NO_ACTS) for name in concepts)


def why_left_out(report: Report) -> str | None:
    """The reason why a report need not be read; ``None`` where it must be."""
    found: Mapping[str, float] = features(report)
    if found["acts"] == 0.0:
        return NO_ACT
    model = load_model("triage")
    return IMPROBABLE if model.probability(found) < model.threshold else None
