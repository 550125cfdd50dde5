"""The first page of a release, and the page of its changes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from eventdb.exports.files import Written
from eventdb.releases.changes import FOLDER, Changes
from eventdb.releases.citation import About
from eventdb.releases.html import Markup, heading, link, page, paragraph, picture, table
from eventdb.releases.quality import (
    LANGUAGE_COLUMNS,
    SCORE_COLUMNS,
    SOURCE_COLUMNS,
    Quality,
    score_rows,
    stated_scores,
)

_SHOWN = 200
_LISTS = {
    "events_added.csv": "Added",
    "events_changed.csv": "Changed, field by field",
    "events_merged.csv": "Merged into another event",
    "events_removed.csv": "Removed",
}
_PLOTS = {
    "months": "Events and deaths by month, with the range of deaths",
    "parties": "Parties of most events, and the deaths in those events",
    "places": "Places of most events, and the deaths there",
}


def index_page(
    about: About,
    files: Sequence[Written],
    quality: Quality,
    changes: Changes | None,
    disclosure: str,
    *,
    has_site: bool = False,
) -> str:
    """The page that a reader of a release opens first."""
    parts = _index(about, files, quality, changes, disclosure, has_site=has_site)
    return page(f"{about.title}, {about.version}", parts)


def _index(
    about: About,
    files: Sequence[Written],
    quality: Quality,
    changes: Changes | None,
    disclosure: str,
    *,
    has_site: bool,
) -> Iterator[str]:
    yield paragraph(
        f"Release {about.version}, profile {disclosure}. The machine reads what a report says, not"
        " whether it is true, and it misreads some of it: look at the claims before you cite a figure."
    )
    yield (
        f"<p>{link('codebook.html', 'Codebook')} · {link('CITATION.cff', 'How to cite')} ·"
        f" {link('datapackage.json', 'Data package')} · {link('SHA256SUMS', 'Checksums')}</p>"
    )
    if has_site:
        yield f"<p>{link('site/index.html', 'Map, time line and pages of the events')}</p>"
    yield heading("Files")
    yield table(
        ("file", "rows", "bytes"),
        [(Markup(link(file.name)), file.rows, file.size) for file in files],
    )
    yield heading("Changes")
    if changes is None:
        yield paragraph("This is the first release.")
    else:
        said = ", ".join(f"{_LISTS[name].lower()}: {n}" for name, n in changes.counts.items())
        yield paragraph(f"Since {changes.previous}: {said}.")
        yield f"<p>{link(f'{FOLDER}/index.html', 'What changed')}</p>"
    yield heading("Figures")
    yield from (picture(f"plots/{name}.svg", text) for name, text in _PLOTS.items())
    yield from _quality(quality)


def _quality(quality: Quality) -> Iterator[str]:
    yield heading("Quality")
    yield paragraph("What the database rests on.")
    yield table(("", "number", "of all events"), quality.facts)
    stated = stated_scores()
    yield heading("How the extractor scores", 3)
    yield paragraph(
        f"Measured on {stated['reports']} reports ({stated['what']}) with {stated['events']} labelled"
        f" events, by version {stated['extractor_version']} of the extractor; the reports of this"
        f" release were read by version {', '.join(quality.extractors) or 'none'}. The labels are"
        f" tests/golden/events.jsonl of the program (SHA-256 {stated['labels_sha256']});"
        " python -m training.scores measures again, docs/evaluation.md defines the slots."
    )
    yield table(SCORE_COLUMNS, score_rows())
    yield heading("Coverage by language", 3)
    yield table(LANGUAGE_COLUMNS, quality.languages)
    yield heading("Coverage by source", 3)
    yield paragraph("A gap is a run of days without a report between two days that have one.")
    yield table(SOURCE_COLUMNS, quality.sources)
    if quality.warnings:
        yield heading("What the checks say", 3)
        yield table(("expected", "rows that are not so"), quality.warnings)


def changes_page(about: About, changes: Changes, folder: Path) -> str:
    """The lists of changes as a page; of a long one the first rows."""
    return page(f"{about.version}: changes since {changes.previous}", _changes(changes, folder))


def _changes(changes: Changes, folder: Path) -> Iterator[str]:
    yield paragraph(
        "Ids never change their event. An event that was merged leads to another one; a removed one"
        " is rejected by a person, or no report tells it any more."
    )
    for label, names in (("New", changes.new_columns), ("Former", changes.gone_columns)):
        if names:
            yield paragraph(f"{label} columns of events.csv: {', '.join(names)}.")
    if changes.columns:
        yield table(("column", "events changed"), list(changes.columns.items()))
    for name, count in changes.counts.items():
        yield heading(f"{_LISTS[name]}: {count}")
        if count == 0:
            continue
        yield f"<p>{link(name)}</p>"
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            columns = next(reader)
            yield table(columns, list(islice(reader, _SHOWN)))
        if count > _SHOWN:
            yield paragraph(f"The first {_SHOWN} of {count}; the file has them all.")
