"""A report as spaCy's displaCy draws it: all that was read in it, and the events built from that.

The report is read anew, by this version of the extractor, so that what came to no claim is seen, too:
acts that a word denies, dates that date speech, names that are no party. The page is one file without a
script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa
from spacy.displacy import render
from sqlalchemy.orm import Session

from eventdb.errors import EventdbError
from eventdb.extract.candidates import Reading
from eventdb.extract.modality import Modality
from eventdb.load import read_report, resolve_event_id
from eventdb.phrases import count_range, days, where
from eventdb.pipeline import Extractor
from eventdb.releases.html import Markup, heading, page, paragraph, table
from eventdb.tables import EventCandidateRow, EventMemberRow, EventRow

COLOURS = {
    "act": "#f4b183",
    "act, not told as done": "#d9d9d9",
    "weapon": "#f8cbad",
    "date": "#bdd7ee",
    "place": "#c6e0b4",
    "actor": "#ffe699",
    "killed": "#ff9c9c",
    "wounded": "#ffc7c7",
    "other people counted": "#e2c7f0",
    "speaker": "#b4e3e0",
}
"""What is drawn, each kind with its colour."""

_EVENT_COLUMNS = ("event", "type", "days", "place", "killed", "wounded", "confidence", "words")


def write_explanation(session: Session, key: str, path: Path) -> Path:
    """Write the page of a report, or of all reports of an event, to a file; its path.

    Raises:
        EventdbError: nothing bears the id, or the file cannot be written.
    """
    text = explain_page(session, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise EventdbError(f"{path}: cannot be written ({reason}); name another file") from error
    return path


def explain_page(session: Session, key: str) -> str:
    """The page of a report, or of all reports of an event.

    Args:
        session: on the database.
        key: id of a report or an event.

    Raises:
        EventdbError: neither bears it.
    """
    keys = _report_ids(session, key)
    if not keys:
        mend = "look ids up in the view acled_event or in the table report"
        raise EventdbError(f"no event and no report has the id {key!r}; {mend}")
    extractor = Extractor()
    return page(f"What was read: {key}", _parts(session, extractor, keys))


def _report_ids(session: Session, key: str) -> Sequence[str]:
    if read_report(session, key) is not None:
        return [key]
    event_id = resolve_event_id(session, key) or key
    if session.get(EventRow, event_id) is None:
        return []
    return session.scalars(
        sa.select(EventCandidateRow.report_id)
        .join(EventMemberRow, EventMemberRow.candidate_id == EventCandidateRow.candidate_id)
        .where(EventMemberRow.event_id == event_id)
        .distinct()
        .order_by(EventCandidateRow.report_id)
    ).all()


def _parts(session: Session, extractor: Extractor, keys: Sequence[str]) -> Iterator[str]:
    yield paragraph(
        "Words in colour are what the extractor found; a line under words that overlap stands for"
        " each finding. Grey acts are denied, planned, remembered or only talked about."
    )
    for key in keys:
        report = read_report(session, key)
        if report is None:
            continue
        published = "undated" if report.published is None else f"{report.published:%Y-%m-%d}"
        yield heading(f"{report.source or 'unnamed source'}, {published}: {key}")
        yield drawing(extractor.read(report))
        yield heading("Events that it tells", 3)
        yield table(_EVENT_COLUMNS, [list(row) for row in _events(session, key)])


def drawing(reading: Reading) -> str:
    """A reading as displaCy's markup: its title and text with every finding."""
    document = reading.document
    spans = [
        {"start_token": first, "end_token": last + 1, "label": label}
        for first, last, label in sorted(set(_findings(reading)))
    ]
    drawn = {
        "text": document.text,
        "tokens": [token.text for token in document.doc],
        "spans": spans,
        "settings": {
            "lang": document.lexicon.code,
            "direction": "rtl" if document.lexicon.is_right_to_left else "ltr",
        },
    }
    return Markup(
        render([drawn], style="span", manual=True, options={"colors": COLOURS}, jupyter=False)
    )


def _findings(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """First and last token of every finding, with its kind."""
    mentions = reading.mentions
    for act in mentions.triggers.acts:
        is_told = act.modality in {Modality.ACTUAL, Modality.ATTEMPTED, Modality.HABITUAL}
        yield act.first, act.last, "act" if is_told else "act, not told as done"
    for weapon in mentions.triggers.weapons:
        yield weapon.first, weapon.last, "weapon"
    passages = [
        *((date.start, date.end, "date") for date in mentions.dates),
        *((place.start, place.end, "place") for place in mentions.places),
        *((actor.start, actor.end, "actor") for actor in mentions.actors),
        *((count.start, count.end, _kind(count.kind.value)) for count in mentions.counts),
        *((said.start, said.end, "speaker") for said in reading.attributions),
    ]
    for start, end, label in passages:
        tokens = reading.document.tokens_of(start, end)
        if len(tokens):
            yield tokens.start, tokens.stop - 1, label


def _kind(name: str) -> str:
    return name if name in COLOURS else "other people counted"


def _events(session: Session, report_id: str) -> Iterator[tuple[object, ...]]:
    rows = session.execute(
        sa.select(EventCandidateRow, EventMemberRow.event_id)
        .outerjoin(EventMemberRow, EventMemberRow.candidate_id == EventCandidateRow.candidate_id)
        .where(EventCandidateRow.report_id == report_id)
        .order_by(EventCandidateRow.position)
    )
    for row, event_id in rows:
        yield (
            event_id or "no event",
            f"{row.event_type}: {row.sub_event_type}",
            days(row),
            where(row),
            count_range(row.fatalities_low, row.fatalities_best, row.fatalities_high),
            count_range(row.injured_low, row.injured_best, row.injured_high),
            f"{row.confidence:.2f}",
            row.words,
        )
