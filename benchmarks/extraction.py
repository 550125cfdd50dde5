"""Cost of extraction and of triage beside bare spaCy tokenization and sentence splitting of the same text.

    python -m benchmarks.extraction [REPORTS] [--rounds 5]

All are timed in turns in one process, so that what else the machine does hits both; the ratio of
their best rounds is what to compare between versions, seconds are not. The bare pipeline is
``spacy.blank`` with its rule-based ``sentencizer``. REPORTS defaults to the sample corpus.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from eventdb.pipeline import Extractor, prepare
from eventdb.reading import read_reports
from eventdb.records import Report
from eventdb.resources import seeds_path
from eventdb.triage import why_left_out


def bare_pipelines(reports: Sequence[Report]) -> dict[str, Language]:
    """A blank pipeline with sentence splitting for each language of the reports."""
    pipelines = {}
    for code in sorted({report.language or "" for report in reports}):
        pipelines[code] = spacy.blank(code)
        pipelines[code].add_pipe("sentencizer")
    return pipelines


def seconds(act: Callable[[Report], object], reports: Sequence[Report]) -> float:
    """Wall time of an act on each report."""
    start = time.perf_counter()
    for report in reports:
        act(report)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("reports", nargs="?", type=Path, default=seeds_path() / "reports")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    reports = [
        prepare(item) for item in read_reports([options.reports]) if isinstance(item, Report)
    ]
    pipelines = bare_pipelines(reports)
    extractor = Extractor()

    def tokenize(report: Report) -> int:
        doc = pipelines[report.language or ""](f"{report.title or ''}\n\n{report.text}")
        return sum(1 for _ in doc.sents)

    seconds(extractor.extract, reports)
    rounds = [
        (
            seconds(tokenize, reports),
            seconds(extractor.extract, reports),
            seconds(why_left_out, reports),
        )
        for _ in range(options.rounds)
    ]
    bare, whole, triage = (min(times) for times in zip(*rounds, strict=True))
    words = sum(len(report.text.split()) for report in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(reports)} reports, {words} words, best of {options.rounds} rounds")
    print(f"bare spaCy   {bare:7.2f} s  {len(reports) / bare:8.1f} reports/s")
    print(f"extraction   {whole:7.2f} s  {len(reports) / whole:8.1f} reports/s")
    print(f"triage       {triage:7.2f} s  {len(reports) / triage:8.1f} reports/s")
    print(f"extraction / triage {whole / triage:.1f}, triage / bare {triage / bare:.2f}")
    print(f"ratio        {whole / bare:7.1f}    peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
