"""A report prepared for reading: spaCy Doc, sentences, folded words, lexicon matches.

The text of a document is the report's title, a blank line, and its body, all unaltered;
``Document.span`` leads from characters of a document back to the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventdb.lexicon import Lexicon, Match, load_lexicon
from eventdb.records import Part, Report, Span
from eventdb.text import fold, split_tokens

if TYPE_CHECKING:
    from thinc.types import Ints2d

TITLE_END = "\n\n"
TERMINALS = frozenset({".", "!", "?", "؟", "۔", "…"})
_CLOSERS = frozenset("\"'»”’)]›")
_LONGEST_SENTENCE = 600  # tokens; real ones have fewer than 300
_ENDINGS = TERMINALS | _CLOSERS
_BREAK = "\n"
# spaCy's values of SENT_START
_START, _INSIDE = 1, -1
_SPELLINGS = "eventdb_spellings"


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


class Tokenizer:
    """spaCy tokenizer over ``eventdb.text.split_tokens``; the Doc's text is the text given."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens; white space other than one blank is a token of its own."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in split_tokens(text):
            if start > at:
                self._fill(text[at:start], words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            self._fill(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _fill(gap: str, words: list[str], spaces: list[bool]) -> None:
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)


def spellings(doc: Doc) -> list[str]:
    """The tokens of a Doc as they are spelt, each with the blank that follows it; read once."""
    kept = doc.user_data.get(_SPELLINGS)
    if kept is None:
        kept = doc.user_data[_SPELLINGS] = [token.text_with_ws for token in doc]
    return cast("list[str]", kept)


@Language.component("eventdb_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """Set sentence starts: after a line break, and after . ! ? and their Arabic forms.

    A full stop after an abbreviation or an initial, or before a small letter, ends nothing. What goes on
    for longer than any sentence is cut: the grammars compare the words of a sentence with each other.
    """
    abbreviations = load_lexicon(doc.lang_ or doc.vocab.lang).abbreviations
    words = spellings(doc)
    marks = np.full(len(words), _INSIDE, dtype=np.int64)
    starts_here = True
    begun = 0
    for index, spelt in enumerate(words):
        word = spelt.rstrip(" ")
        if not word or word.isspace():
            starts_here = starts_here or "\n" in word
            continue
        if starts_here or index - begun >= _LONGEST_SENTENCE:
            marks[index] = _START
            begun = index
        starts_here = word in _ENDINGS and _ends_sentence(words, index, abbreviations)
    # one array for the document: token by token spaCy looks each time for a parse that forbids it
    return doc.from_array(["SENT_START"], cast("Ints2d", marks.astype(np.uint64)[:, np.newaxis]))


def _ends_sentence(words: Sequence[str], index: int, abbreviations: frozenset[str]) -> bool:
    """Whether the sign at ``index``, or the one its closing marks follow, ends a sentence.

    Args:
        words: tokens, each with the blank that follows it.
        index: a sign that may end a sentence, or a closing mark.
        abbreviations: folded words after which a full stop ends nothing.
    """
    at = index
    while at > 0 and words[at].rstrip(" ") in _CLOSERS and not words[at - 1].endswith(" "):
        at -= 1
    sign = words[at].rstrip(" ")
    if sign not in TERMINALS:
        return False
    if index + 1 >= len(words):
        return True
    following = words[index + 1]
    if not words[index].endswith(" ") and not following.isspace():
        return False
    if sign != ".":
        return True
    before = words[at - 1].rstrip(" ") if at > 0 else ""
    is_initial = len(before) == 1 and before.isupper() and before.isascii()
    if is_initial or fold(before) in abbreviations:
        return False
    return not following[:1].islower()


@cache
def load_pipeline(code: str) -> Language:
    """The blank spaCy pipeline of a language with the project's tokenizer and sentences."""
    nlp = spacy.blank(code)
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("eventdb_sentences")
    return nlp


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
    matches = lexicon.match(words)
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
        matches={name: tuple(found) for name, found in matches.items()},
    )


def _sentences(
    doc: Doc, words: list[str], starts: list[int], ends: list[int], body_start: int
) -> tuple[list[Sentence], list[int]]:
    firsts = np.flatnonzero(doc.to_array("SENT_START") == _START).tolist()
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
