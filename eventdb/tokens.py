"""Tokens and sentences of a text: spaCy's Doc by the project's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventdb.lexicon import load_lexicon
from eventdb.text import fold, split_tokens

if TYPE_CHECKING:
    from thinc.types import Ints2d

TERMINALS = frozenset({".", "!", "?", "؟", "۔", "…"})
_CLOSERS = frozenset("\"'»”’)]›")
_LONGEST_SENTENCE = 600  # tokens; real ones have fewer than 300
_ENDINGS = TERMINALS | _CLOSERS
# spaCy's values of SENT_START
START, _INSIDE = 1, -1
_SPELLINGS = "eventdb_spellings"


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
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_SPELLINGS] = [
            f"{word} " if is_spaced else word for word, is_spaced in zip(words, spaces, strict=True)
        ]
        return doc

    @staticmethod
    def _fill(gap: str, words: list[str], spaces: list[bool]) -> None:
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)


def spellings(doc: Doc) -> list[str]:
    """The tokens of a Doc as they are spelt, each with the blank that follows it.

    The tokenizer leaves them with the Doc: to ask spaCy for each token costs more than to make them.
    """
    kept = doc.user_data.get(_SPELLINGS)
    if kept is None or len(kept) != len(doc):
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
            marks[index] = START
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


def blank_pipeline(code: str) -> Language:
    """A new spaCy pipeline of a language with the project's tokenizer and sentences."""
    nlp = spacy.blank(code)
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("eventdb_sentences")
    return nlp


@cache
def load_pipeline(code: str) -> Language:
    """The pipeline by which reports of a language are read, made once."""
    return blank_pipeline(code)
