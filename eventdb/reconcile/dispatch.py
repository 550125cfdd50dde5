"""Dispatch groups: reports that are one agency's text, so that copies count as one source.

Near-identical texts are found by MinHash over windows of ``WINDOW`` words (Broder 1997) with banded
buckets, and kept when the estimated share of common windows is ``LIKENESS`` or more. A report that
credits an agency speaks for that agency.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from eventdb.reconcile.cluster import connect
from eventdb.reconcile.columns import Ints
from eventdb.reconcile.outcome import DispatchGroup
from eventdb.reconcile.words import hash_word, split_words

WINDOW = 4
PERMUTATIONS = 64
BANDS = 16
LIKENESS = 0.6
FEWEST_WORDS = 12
"""Shorter texts are alike by chance."""
DAYS = 4
"""A reprint follows within days; later the same words are a text of its own, as an anniversary."""

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_PARTS = re.compile(r"\s*(?:[/,،|+&]|\s[-–—]\s)\s*")
_HEAD, _TAIL = 160, 120
_UINT = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class ReportText:
    """What of a report decides whether it is a copy."""

    report_id: str
    text: str
    source: str | None = None
    published: dt.datetime | None = None


@cache
def _agencies() -> dict[str, str]:
    text = files("eventdb.reconcile").joinpath("agencies.toml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)["agencies"]
    return {" ".join(split_words(name)): key for key, names in listed.items() for name in names}


def find_agency(text: str) -> str | None:
    """The agency that a text credits in brackets at its head or end, or on its last line."""
    ends = (text[:_HEAD], text[-_TAIL:])
    said = [
        part for end in ends for bracket in _BRACKETS.findall(end) for part in _PARTS.split(bracket)
    ]
    last = text.rstrip().rsplit("\n", 1)[-1]
    if len(last) <= 60:
        said += _PARTS.split(last)
    for part in said:
        agency = _agencies().get(" ".join(split_words(part)))
        if agency is not None:
            return agency
    return None


def group_dispatches(reports: Sequence[ReportText]) -> tuple[DispatchGroup, ...]:
    """Groups of two reports and more that carry one dispatch, in the order of their ids."""
    reports = sorted(reports, key=lambda report: report.report_id)
    left, right = _alike(reports)
    labels = connect(len(reports), left, right)
    members: dict[int, list[ReportText]] = {}
    for label, report in zip(labels.tolist(), reports, strict=True):
        members.setdefault(label, []).append(report)
    groups = []
    for group in members.values():
        if len(group) < 2:
            continue
        first = min(group, key=lambda r: (r.published is None, str(r.published), r.report_id))
        agencies = sorted({agency for r in group if (agency := find_agency(r.text)) is not None})
        ids = tuple(report.report_id for report in group)
        groups.append(DispatchGroup(first.report_id, ids, agencies[0] if agencies else None))
    return tuple(sorted(groups))


def voices(reports: Sequence[ReportText], groups: Sequence[DispatchGroup]) -> Mapping[str, str]:
    """Who speaks in each report: its dispatch's agency, else the first publisher, else itself."""
    by_id = {report.report_id: report for report in reports}
    result = {report.report_id: _voice(find_agency(report.text), report) for report in reports}
    for group in groups:
        voice = _voice(group.agency, by_id[group.group_id])
        result.update(dict.fromkeys(group.report_ids, voice))
    return result


def _voice(agency: str | None, report: ReportText) -> str:
    if agency is not None:
        return f"agency:{agency}"
    return f"source:{report.source}" if report.source else f"report:{report.report_id}"


def _alike(reports: Sequence[ReportText]) -> tuple[Ints, Ints]:
    hashes = minhash([split_words(report.text) for report in reports])
    rows = PERMUTATIONS // BANDS
    found: set[tuple[int, int]] = set()
    long = np.array([len(report.text) > 0 for report in reports], dtype=bool)
    long &= hashes[:, 0] != np.iinfo(np.uint64).max
    index = np.flatnonzero(long)
    for band in range(BANDS):
        part = np.ascontiguousarray(hashes[index, band * rows : (band + 1) * rows])
        _, bucket = np.unique(part, axis=0, return_inverse=True)
        order = np.argsort(bucket, kind="stable")
        same = bucket[order][1:] == bucket[order][:-1]
        # neighbours in a bucket suffice: copies of one text form chains, which are joined later
        found.update(
            zip(index[order[:-1][same]].tolist(), index[order[1:][same]].tolist(), strict=True)
        )
    kept = [pair for pair in sorted(found) if _is_copy(reports, hashes, *pair)]
    pairs = np.array(kept, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _is_copy(reports: Sequence[ReportText], hashes: _UINT, one: int, other: int) -> bool:
    if float(np.mean(hashes[one] == hashes[other])) < LIKENESS:
        return False
    first, second = reports[one].published, reports[other].published
    if first is None or second is None:
        return True
    return abs((first.date() - second.date()).days) <= DAYS


def minhash(rows: Sequence[Sequence[str]]) -> _UINT:
    """MinHash of texts given as words, n × ``PERMUTATIONS``; all ones for a text too short."""
    random = np.random.default_rng(20180208)  # fixed: the same text has the same hash everywhere
    multiply = random.integers(1, 2**61, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    add = random.integers(0, 2**61, PERMUTATIONS, dtype=np.uint64)
    result = np.full((len(rows), PERMUTATIONS), np.iinfo(np.uint64).max, dtype=np.uint64)
    known: dict[str, int] = {}
    for index, words in enumerate(rows):
        if len(words) < FEWEST_WORDS:
            continue
        codes = np.array(
            [known.setdefault(word, hash_word(word)) for word in words], dtype=np.uint64
        )
        mixed = np.zeros(len(codes) - WINDOW + 1, dtype=np.uint64)
        for step in range(WINDOW):
            mixed = (
                mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(codes) - WINDOW + 1 + step]
            )
            mixed ^= mixed >> np.uint64(29)
        values = mixed[:, None] * multiply + add
        result[index] = (values >> np.uint64(3)).min(axis=0)
    return result
