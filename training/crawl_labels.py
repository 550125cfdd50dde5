"""Stories of a news crawl that were labelled by reading: events of conflict told as current, or none.

``crawl_labels.csv`` holds the labels and no word of a report. Data statement:

- *What*: the stories that the extractor told, at probability 0.2 and above, of 600 reports drawn at
  random from 7,303 Arabic reports (Sky News Arabia, Al Arabiya, BBC Arabic, CNN Arabic, France 24; nearly
  all of March to October 2018; sections "Middle East" and "world"; ANT corpus), none of which is
  in another labelled set. 509 stories: 141 events, 53 optional, 315 none.
- *Who and how*: one coder, by reading the headline and the sentences of each story, once, without
  a second coder. The corpus is not shipped.
- *label*: ``event`` (real, told as current, conflict in ACLED's sense), ``none``, ``optional`` (teaches nothing).
- *reason*: of optional ones ``recent`` (some days or weeks ago, rightly dated), ``repeated`` (told by another
  story of the report), ``unsure``; of none ``misdated`` (real, but told as background, so that its day is
  wrong), ``history``, ``talk``, ``crime`` (courts, prisons, crime without politics), ``accident``
  (illness, mishaps, the elements), ``exercise``, ``general`` (no single event), ``other_sense``
  (no act at all: a word in another sense).
- *half*: reports are ``training`` or ``held_out`` by a checksum.
- *spans*: characters of the story's sentences in the document (headline, empty line, body); *words*: the
  beginning of the SHA-1 of the first sentence, by which another text under the same id is noticed.

A story that the extractor tells today takes the label with which it shares most sentences.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventdb.documents import Document
from eventdb.exchange import read_json_lines
from eventdb.extract.frames import Frame

LABELS = Path(__file__).with_name("crawl_labels.csv")
_DIGITS = 12
_FIRST = 2  # sharing its first sentence counts as sharing so many more
Sentences = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Label:
    """What a coder said of a story; ``first`` is its first sentence, ``words`` its checksum."""

    report_id: str
    sentences: Sentences
    first: tuple[int, int]
    words: str
    label: str
    reason: str
    half: str


def read_labels(path: Path = LABELS) -> Mapping[str, Sequence[Label]]:
    """The labels by report."""
    found: dict[str, list[Label]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            spans = [_span(text) for text in row["spans"].split()]
            found[row["report_id"]].append(
                Label(
                    row["report_id"],
                    frozenset(spans),
                    spans[0],
                    row["words"],
                    row["label"],
                    row["reason"],
                    row["half"],
                )
            )
    return found


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def labelled_reports(
    corpus: Path, labels: Mapping[str, Sequence[Label]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The reports of a corpus (gzipped JSON Lines) that have labels, with where they stand."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for where, row in read_json_lines(lines, str(corpus)):
            if row["id"] in labels:
                yield where, row


def label_of(document: Document, frames: Iterable[Frame], labels: Sequence[Label]) -> Label | None:
    """The label of a story: that with which it shares most sentences; ``None`` where none is shared."""
    spans = [(frame.sentence.start, frame.sentence.end) for frame in frames]
    known = [label for label in labels if _is_of(document, label) and label.sentences & {*spans}]
    return max(
        known,
        key=lambda label: len(label.sentences & {*spans}) + _FIRST * (label.first == spans[0]),
        default=None,
    )


def _is_of(document: Document, label: Label) -> bool:
    start, end = label.first
    digest = hashlib.sha1(document.text[start:end].encode(), usedforsecurity=False).hexdigest()
    return digest[:_DIGITS] == label.words
