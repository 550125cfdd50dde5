"""Passages as sets of bits: how much of two passages is alike, for millions of pairs at once.

Each distinct word of a passage sets one of ``BITS`` bits by its hash, in one of ``CLASSES`` by how
rare it is, so that shared words are counted with one AND; two words on one bit make the count a
little too large. Rarity is judged against the candidates of the same country and month and against
the background of ``common_words.tsv``: a word of many reports tells little. Numbers are left out, as
counts are compared as such, and so are the words of the candidate's own place and parties.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from eventdb.reconcile.words import hash_stem

BITS = 512
CLASSES = 3
SHARES = (0.02, 0.15)
"""Share of reports above which a word is of the next, commoner class."""
CLASS_WEIGHTS = (4.0, 1.5, 0.3)
BACKGROUND = 30.0
"""Reports that the background counts for beside those at hand."""
UNSEEN = 0.002
"""Share of reports taken to hold a word that the background does not list."""
LIGHTEST = 5.0
"""Passages of less weight are not compared."""

Ints = npt.NDArray[np.int64]
Signatures = npt.NDArray[np.uint64]
"""n × CLASSES × (BITS / 64)."""


@cache
def background() -> dict[int, float]:
    """Share of reports that hold a common word, by the hash of its stem."""
    text = files("eventdb.reconcile").joinpath("common_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    shares: dict[int, float] = {}
    for word, share in rows:
        stem = hash_stem(word)
        shares[stem] = max(shares.get(stem, 0.0), float(share))
    return shares


def sign_words(rows: Sequence[Sequence[int]], buckets: Ints) -> Signatures:
    """Signatures of passages.

    Args:
        rows: hashes of the distinct words of each passage.
        buckets: the group in which each passage's words are counted.
    """
    sizes = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    words = np.fromiter((word for row in rows for word in row), dtype=np.int64, count=sizes.sum())
    owner = np.repeat(np.arange(len(rows)), sizes)
    classes = _classes(words, buckets[owner], np.bincount(buckets, minlength=1))
    signatures = np.zeros((len(rows), CLASSES, BITS // 64), dtype=np.uint64)
    bit = words % BITS
    mask = np.uint64(1) << (bit % 64).astype(np.uint64)
    np.bitwise_or.at(signatures, (owner, classes, bit // 64), mask)
    return signatures


def _classes(words: Ints, bucket: Ints, bucket_sizes: Ints) -> Ints:
    """0 for a rare word, up to ``CLASSES`` − 1 for the commonest."""
    key = bucket * 2**32 + words
    known, where, counts = np.unique(key, return_inverse=True, return_counts=True)
    base = background()
    usual = np.array([base.get(word, UNSEEN) for word in (known % 2**32).tolist()])
    reports = bucket_sizes[known // 2**32]
    share = (counts + BACKGROUND * usual) / (reports + BACKGROUND)
    # a word's first report says nothing of how common it is
    share = np.where(counts == 1, np.minimum(share, np.maximum(usual, UNSEEN)), share)
    classes: Ints = np.searchsorted(SHARES, share, "right")[where]
    return classes


def count_rare(signatures: Signatures) -> Ints:
    """Number of rare words of each passage."""
    counts: Ints = np.bitwise_count(signatures[:, 0]).sum(axis=1).astype(np.int64)
    return counts


def compare_words(
    signatures: Signatures, left: Ints, right: Ints
) -> tuple[npt.NDArray[np.float64], Ints]:
    """What passages have in common.

    Returns:
        The weight of shared words as a share of the lighter passage, NaN where a passage is too
        short; and the number of rare words shared.
    """
    sizes = np.zeros(len(signatures))
    shared = np.zeros(len(left))
    rare = np.zeros(len(left), dtype=np.int64)
    for number, weight in enumerate(CLASS_WEIGHTS):
        part = signatures[:, number]
        sizes += weight * np.bitwise_count(part).sum(axis=1)
        count = np.zeros(len(left), dtype=np.int64)
        for column in range(part.shape[1]):
            count += np.bitwise_count(part[left, column] & part[right, column])
        shared += weight * count
        if number == 0:
            rare = count
    lighter = np.minimum(sizes[left], sizes[right])
    share = np.where(lighter >= LIGHTEST, shared / np.maximum(lighter, 1), np.nan)
    return share, rare
