"""Fuses the counts of one story into low, best and high.

The number of the headline or of the first sentence that gives one is best; low and high span what
all speakers state; counts of different victims in one sentence (both sides of a fight) are added;
a part of another count ("including 3 children") and a total since an earlier date are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import ClaimKind, CountScope
from eventdb.extract.frames import Frame
from eventdb.records import CountMention, CountRange


def fuse_counts(frames: Sequence[Frame], kind: ClaimKind) -> CountRange | None:
    """Range of one kind of count over the frames of a story; ``None`` where nothing is stated."""
    told = [
        counts for frame in frames if (counts := [c for c in frame.counts if _is_whole(c, kind)])
    ]
    if not told:
        return None
    sums = [_sum(_distinct(counts)) for counts in told]
    exact = [total for total in sums if total.best is not None and total.best > 0]
    none = [total for total in sums if total.best == 0]
    vague = [total for total in sums if total.best is None]
    if not exact:
        if not vague:
            return none[0]
        return CountRange(min(v.low for v in vague), None, _widest(vague))
    best = exact[0].best
    contrary = [v for v in vague if v.high is not None and not v.low <= (best or 0) <= v.high]
    low = min(total.low for total in [*exact, *contrary])
    return CountRange(min(low, best or 0), best, _top(exact, vague, best or 0))


def _is_whole(count: CountMention, kind: ClaimKind) -> bool:
    """Whether a count is of the event, and of this kind alone.

    A vague word for dead and wounded together ("dozens of dead and wounded") bounds each of them;
    a number of both together is neither's.
    """
    if count.kind is not kind or count.scope is not CountScope.EVENT:
        return False
    return not count.is_combined or (count.best is None and count.high is not None)


def _distinct(counts: Sequence[CountMention]) -> list[CountMention]:
    """The counts of a sentence whose victims differ; the same number said twice counts once."""
    kept: list[CountMention] = []
    for count in counts:
        if count.low == 0 and count.high == 0 and len(counts) > 1:
            continue
        if any((count.low, count.best, count.high) == (k.low, k.best, k.high) for k in kept):
            continue
        kept.append(count)
    return kept or list(counts[:1])


def _sum(counts: Sequence[CountMention]) -> CountRange:
    exact = [count for count in counts if count.best is not None]
    chosen = exact or list(counts)
    highs = [count.high for count in chosen]
    return CountRange(
        sum(count.low for count in chosen),
        sum(count.best or 0 for count in exact) if exact else None,
        None if any(high is None for high in highs) else sum(high or 0 for high in highs),
    )


def _widest(ranges: Sequence[CountRange]) -> int | None:
    highs = [r.high for r in ranges]
    return None if any(high is None for high in highs) else max(high or 0 for high in highs)


def _top(exact: Sequence[CountRange], vague: Sequence[CountRange], best: int) -> int | None:
    """Upper end: open where an exact count is ("at least"); a vague word widens, never opens, it."""
    high = _widest(exact)
    if high is None:
        return None
    bounded = [v.high for v in vague if v.high is not None]
    return max([high, best, *bounded])
