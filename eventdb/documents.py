"""A report prepared for reading: spaCy Doc, sentences, folded words, lexicon matches.

The text of a document is the report's title, a blank line, and its body, all unaltered;
``Document.span`` leads from characters of a document back to the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from eventdb.lexicon import Lexicon, Match, load_lexicon
from eventdb.records import Part, Report, Span
from eventdb.text import fold
from eventdb.tokens import START, load_pipeline, spellings

TITLE_END = "\n\n"
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens ``first`` to ``last`` (exclusive) and its place in the document.

    Attributes:
        paragraph: number of its paragraph; the title is paragraph 0 where there is one.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    is_title: bool


@dataclass(frozen=True, slots=True)
class Document:
    r"""What every extractor reads.

    Attributes:
        words: folded tokens; white space is ``""``, a line break ``"\n"``.
        starts, ends: character range of each token in ``text``.
        matches: lexicon matches by namespace (``trigger``, ``date`` …), by first token,
            longest first, overlapping ones included.
    """

    report: Report
    doc: Doc
    lexicon: Lexicon
    text: str
    body_start: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]
    matches: Mapping[str, tuple[Match, ...]]

    def matches_of(self, namespace: str) -> tuple[Match, ...]:
        """Matches of one namespace of concepts."""
        return self.matches.get(namespace, ())

    def longest(self, *namespaces: str) -> list[Match]:
        """Matches of some namespaces without those inside or across an earlier, longer one."""
        return longest(match for name in namespaces for match in self.matches_of(name))

    def figures(self) -> frozenset[int]:
        """Tokens that begin with a digit."""
        return frozenset(at for at, word in enumerate(self.words) if word[:1].isdigit())

    def token_at(self, char: int) -> int:
        """Index of the token that holds or precedes a character of the text."""
        return max(0, bisect_right(self.starts, char) - 1)

    def tokens_of(self, start: int, end: int) -> range:
        """Indices of the tokens that lie in a range of characters."""
        return range(self.token_at(start), self.token_at(max(start, end - 1)) + 1)

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds a character."""
        return self.sentences[self.sentence_of[self.token_at(char)]]

    def passage(self, first: int, last: int) -> tuple[int, int]:
        """Characters of tokens ``first`` to ``last`` (inclusive)."""
        return self.starts[first], self.ends[last]

    def span(self, start: int, end: int) -> Span:
        """Characters of the document as a span of the report.

        A range that runs over from the title into the body is cut to its longer part.
        """
        if start >= self.body_start:
            return Span(Part.TEXT, start - self.body_start, end - self.body_start)
        title_end = self.body_start - len(TITLE_END)
        if end <= title_end or title_end - start >= end - self.body_start:
            return Span(Part.TITLE, start, min(end, title_end))
        return Span(Part.TEXT, 0, end - self.body_start)


def longest(matches: Iterable[Match]) -> list[Match]:
    """Matches that no longer match overlaps; among equally long ones on the same words, all.

    A longer phrase says what its words mean together, so the shorter ones inside it are dropped.
    """
    ordered = sorted(matches, key=lambda match: (match.first - match.last, match.first))
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for match in ordered:
        reach = (match.first, match.last)
        if all(taken.get(at, reach) == reach for at in range(match.first, match.last + 1)):
            for at in range(match.first, match.last + 1):
                taken[at] = reach
            kept.append(match)
    return sorted(kept, key=lambda match: (match.first, match.last))


def read_document(report: Report) -> Document:
    """Prepare a report whose language is known.

    Raises:
        ValueError: the report has no language.
        LexiconError: the language has no lexicon.
    """
    if report.language is None:
        raise ValueError(f"report {report.report_id} has no language")
    code = report.language.split("-")[0].lower()
    lexicon = load_lexicon(code)
    title = report.title or ""
    text = f"{title}{TITLE_END}{report.text}" if title else report.text
    doc = load_pipeline(code)(text)
    body_start = len(title) + len(TITLE_END) if title else 0
    return prepare(report, doc, lexicon, body_start)


def prepare(report: Report, doc: Doc, lexicon: Lexicon, body_start: int) -> Document:
    """The document of a Doc that has its sentences set."""
    words, starts, ends = [], [], []
    at = 0
    spelt_words = spellings(doc)
    for spelt in spelt_words:
        text = spelt if spelt.isspace() else spelt.rstrip(" ")
        words.append((_BREAK if "\n" in text else "") if text.isspace() else fold(text))
        starts.append(at)
        ends.append(at + len(text))
        at += len(spelt)
    sentences, sentence_of = _sentences(doc, words, starts, ends, body_start)
    return Document(
        report=report,
        doc=doc,
        lexicon=lexicon,
        text="".join(spelt_words),
        body_start=body_start,
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=tuple(sentences),
        sentence_of=tuple(sentence_of),
        matches={name: tuple(found) for name, found in lexicon.match(words).items()},
    )


def _sentences(
    doc: Doc, words: list[str], starts: list[int], ends: list[int], body_start: int
) -> tuple[list[Sentence], list[int]]:
    firsts = np.flatnonzero(doc.to_array("SENT_START") == START).tolist()
    if not firsts:
        firsts = [0] if words else []
    sentences: list[Sentence] = []
    sentence_of: list[int] = [0] * firsts[0] if firsts else []
    paragraph = 0
    for index, first in enumerate(firsts):
        limit = firsts[index + 1] if index + 1 < len(firsts) else len(words)
        last = limit
        while last > first + 1 and words[last - 1] in ("", _BREAK):
            last -= 1
        is_title = starts[first] < body_start
        sentences.append(
            Sentence(index, first, last, starts[first], ends[last - 1], paragraph, is_title)
        )
        sentence_of.extend([index] * (limit - first))
        paragraph += any(word == _BREAK for word in words[last:limit])
    return sentences, sentence_of
