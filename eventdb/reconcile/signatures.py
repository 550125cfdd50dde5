"""Passages as sets of bits: how many words two passages share, for millions of pairs at once.

Each distinct word sets one of ``BITS`` bits by its hash, so that shared words are counted with one
AND; two words that fall on one bit make the count a little too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from eventdb.reconcile.words import hash_word, split_words

BITS = 1024
FEWEST = 4
"""Passages of fewer words are not compared."""

Signatures = npt.NDArray[np.uint64]
"""n × (BITS / 64)."""


def sign_texts(texts: Iterable[str]) -> Signatures:
    """Signatures of passages."""
    return sign_words([split_words(text) for text in texts])


def sign_words(rows: Sequence[Sequence[str]]) -> Signatures:
    """Signatures of lists of words."""
    hashes: dict[str, int] = {}
    row_of: list[int] = []
    bits: list[int] = []
    for index, row in enumerate(rows):
        for word in row:
            bit = hashes.get(word)
            if bit is None:
                bit = hashes[word] = hash_word(word) % BITS
            row_of.append(index)
            bits.append(bit)
    signatures = np.zeros((len(rows), BITS // 64), dtype=np.uint64)
    bit_array = np.array(bits, dtype=np.int64)
    mask = np.uint64(1) << (bit_array % 64).astype(np.uint64)
    np.bitwise_or.at(signatures, (np.array(row_of, dtype=np.int64), bit_array // 64), mask)
    return signatures


def shared_share(
    signatures: Signatures, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Shared words as a share of the shorter passage; NaN where a passage is too short."""
    sizes = np.bitwise_count(signatures).sum(axis=1).astype(np.float64)
    shared = np.zeros(len(left))
    for column in range(signatures.shape[1]):
        both = signatures[left, column] & signatures[right, column]
        shared += np.bitwise_count(both)
    shorter = np.minimum(sizes[left], sizes[right])
    return np.where(shorter >= FEWEST, shared / np.maximum(shorter, 1), np.nan)
