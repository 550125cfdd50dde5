"""Tells what stands behind a name from the name of a place: agencies, streets, clauses of governments."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from eventdb.documents import Document
from eventdb.extract.surroundings import COMMAS
from eventdb.lexicon import Match, past_signs

_LONGEST_STREET = 5


class Cues(Protocol):
    """Cues of place in a document by the token that they begin at."""

    @property
    def document(self) -> Document:
        """The report."""

    @property
    def joining(self) -> Collection[int]:
        """Tokens that join names."""

    @property
    def beginning(self) -> Mapping[int, Sequence[Match]]:
        """The cues by their first tokens."""

    def text(self, token: int) -> str:
        """A token as it is written."""


def is_sender(document: Document, last: int, wire: Match) -> bool:
    """Whether an agency follows with nothing between, and not at the head of a report: "Madrid EFE".

    Args:
        document: the report.
        last: last token of the name.
        wire: the agency behind it.
    """
    gap = document.text[document.ends[last] : document.starts[wire.first]]
    opening = document.token_at(document.body_start)
    return gap.isspace() and "\n" not in gap and last > opening + 1


def is_street(cues: Cues, at: int) -> bool:
    """Whether a name is the first of two streets: "Sarmiento and San Martin streets"."""
    if at not in cues.joining:
        return False
    for step in range(1, _LONGEST_STREET + 1):
        tails = cues.beginning.get(at + step, ())
        if any(it.sense.name == "organisation_tail" and it.feature("plural") for it in tails):
            return step > 1
        if at + step >= len(cues.document.words) or not cues.text(at + step)[:1].isupper():
            return False
    return False


def is_relative_speaker(cues: Cues, at: int) -> bool:
    """Whether a relative clause behind a comma has a name speak: "Ankara, WHICH SAYS that"."""
    words = cues.document.words
    if at >= len(words) or words[at] not in COMMAS:
        return False
    following = cues.beginning.get(past_signs(words, at + 1), ())
    return any(
        it.sense.name == "government_verb" and it.feature("relative", False) for it in following
    )
