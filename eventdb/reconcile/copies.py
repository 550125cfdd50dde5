"""Copies among the mentions of one event: near-identical passages, and passages of one agency."""

from __future__ import annotations

import numpy as np

from eventdb.reconcile.cluster import connect
from eventdb.reconcile.dispatch import find_agency
from eventdb.reconcile.grouping import Grouping
from eventdb.reconcile.signatures import compare_words

LIKENESS = 0.9
"""Share of the shorter passage's words, by weight, that a copy has in common with it."""
HOURS = 96
"""A reprint follows within days."""


def find_voices(grouping: Grouping) -> dict[str, str]:
    """The independent source that speaks in each mention, by the mention's id.

    Only mentions of one event are compared, as copies matter for the number of its sources alone.
    """
    columns, pairs = grouping.columns, grouping.pairs
    together = grouping.labels[pairs.left] == grouping.labels[pairs.right]
    left, right = pairs.left[together], pairs.right[together]
    likeness, _ = compare_words(columns.signatures, left, right)
    near = np.abs(columns.published[left] - columns.published[right]) <= HOURS
    copied = (np.nan_to_num(likeness, nan=0.0) >= LIKENESS) & near
    first = connect(columns.size, left[copied], right[copied]).tolist()
    sizes = np.bincount(grouping.labels, minlength=columns.size)
    is_shared = (sizes[grouping.labels] > 1).tolist()
    voices: dict[str, str] = {}
    ordered = grouping.candidates
    credited: dict[int, str] = {}
    for position, candidate in enumerate(ordered):
        if is_shared[position] and first[position] not in credited:
            agency = find_agency(candidate.text)
            if agency is not None:
                credited[first[position]] = f"agency:{agency}"
    for position, candidate in enumerate(ordered):
        speaker = ordered[first[position]]
        own = f"source:{speaker.source}" if speaker.source else f"mention:{speaker.candidate_id}"
        voices[candidate.candidate_id] = credited.get(first[position], own)
    return voices
