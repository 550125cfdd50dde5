"""Where a word begins in the text behind the clitics written on to it."""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.documents import Document


def bare_start(document: Document, at: int, clitics: Sequence[str]) -> int:
    """The character at which token ``at`` starts without its clitics.

    A clitic that is fused with the article (للـ) cannot be cut off: the token's own start is given.

    Args:
        document: a report prepared for reading.
        at: token.
        clitics: names of the clitics that a match took off it.
    """
    start, end = document.starts[at], document.ends[at]
    if not clitics:
        return start
    word = document.words[at]
    rests = [
        rest
        for rest, taken in document.lexicon.without_clitics(word)
        if taken == tuple(clitics) and word.endswith(rest)
    ]
    if not rests:
        return start
    # Letters of the rest are counted from the end; marks go with the letter before them, and the
    # folding drops a hamza that stands alone.
    text, left, wanted = document.text, end, len(min(rests, key=len))
    while wanted > 0 and left > start:
        left -= 1
        wanted -= text[left].isalnum() and text[left] not in "ءـ"
    return left if wanted == 0 else start
