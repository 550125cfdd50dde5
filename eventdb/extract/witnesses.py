"""Tells those who speak of victims from the victims: "killing four, a doctor told reporters"."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.documents import Document
from eventdb.extract.groups import Group
from eventdb.extract.predicates import Predicate
from eventdb.extract.surroundings import COMMAS
from eventdb.extract.word_index import WordIndex
from eventdb.records import AttributionMention


def without_speakers(
    document: Document,
    index: WordIndex,
    groups: Sequence[Group],
    predicates: Sequence[Predicate],
    speakers: Sequence[AttributionMention],
) -> list[Group]:
    """The groups that are not merely the speaker of a sentence.

    A speaker who is told of as hit stays: "a woman wounded in the raid said", "the general, who was
    killed on Monday, had said".
    """
    spans = [document.tokens_of(said.start, said.end) for said in speakers]
    silent = [span for span in spans if not _is_hit(span, document, index, predicates)]
    return [
        group
        for group in groups
        if not any(span.start <= group.first and group.last < span.stop for span in silent)
    ]


def _is_hit(
    span: range, document: Document, index: WordIndex, predicates: Sequence[Predicate]
) -> bool:
    """Whether a predicate stands inside the words for a speaker, or a relative clause follows them."""
    if any(
        span.start <= predicate.first and predicate.last < span.stop for predicate in predicates
    ):
        return True
    at = span.stop
    while at < len(document.words) and document.words[at] in COMMAS:
        at += 1
    return index.any_in("grammar.relative", span.start, at + 1)
