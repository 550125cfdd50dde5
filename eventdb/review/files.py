"""Corrections as a CSV file that lives in version control: out, and in again.

A file that was exported holds all of a correction. A row may also be written by hand, with who and
why, action, event, field and value; the rest is then filled in from the database.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from eventdb.errors import EventdbError, ReadError
from eventdb.load import add_corrections, content_hash, read_corrections
from eventdb.reconcile.corrections import Correction, CorrectionKind, Passage
from eventdb.review.decisions import (
    Signature,
    confirm,
    merge,
    record,
    reject,
    set_value,
    split,
    undo,
)

COLUMNS = (
    "correction_id", "made_at", "author", "reason", "action", "event_id", "field", "value",
    "undoes", "candidates", "evidence",
)  # fmt: skip
_REQUIRED = ("author", "reason", "action")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found: corrections that are new, and those that were there already."""

    added: int
    known: int


def export_corrections(corrections: Iterable[Correction]) -> str:
    """Corrections as CSV, oldest first; the same corrections give the same text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for correction in corrections:
        writer.writerow(_row(correction))
    return out.getvalue()


def _row(item: Correction) -> dict[str, str]:
    stood = {passage.candidate_id: passage for passage in item.passages}
    groups = [[_cell(name, stood.get(name)) for name in group] for group in item.groups]
    return {
        "correction_id": item.correction_id,
        "made_at": "" if item.made_at is None else item.made_at.isoformat(),
        "author": item.author,
        "reason": item.reason,
        "action": item.kind.value,
        "event_id": item.event_id or "",
        "field": item.name or "",
        "value": item.value or "",
        "undoes": item.undoes or "",
        "candidates": json.dumps(groups, ensure_ascii=False) if groups else "",
        "evidence": json.dumps(list(item.evidence), ensure_ascii=False) if item.evidence else "",
    }


def _cell(name: str, passage: Passage | None) -> dict[str, Any]:
    if passage is None:
        return {"candidate": name}
    return {
        "candidate": name,
        "report": passage.report_id,
        "start": passage.start,
        "first_date": None if passage.first_date is None else passage.first_date.isoformat(),
        "place_id": passage.place_id,
    }


# --------------------------------------------------------------------------------------------
# In again
# --------------------------------------------------------------------------------------------


def import_file(session: Session, file: str) -> Imported:
    """Add the corrections of a file, or of standard input (``-``); see ``import_corrections``.

    Raises:
        EventdbError: the file is not there, or a row cannot be read.
    """
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return import_corrections(session, content.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise ReadError(file, "it is not UTF-8", "save it as CSV in UTF-8") from error
    except OSError as error:
        raise EventdbError(f"{file}: {error.strerror}; check the path and its rights") from error


def import_corrections(session: Session, text: str, origin: str) -> Imported:
    """Add the corrections of a CSV file that the database does not hold yet; all of them or none.

    Args:
        session: an open session; it is committed.
        text: of the file.
        origin: the file's name, for messages.

    Raises:
        ReadError: a row cannot be read, or does not go with the database; nothing is added.
    """
    rows = list(_rows(text, origin))
    known = {item.correction_id for item in read_corrections(session)}
    whole: list[Correction] = []
    typed: list[tuple[str, Mapping[str, str]]] = []
    for where, row in rows:
        if row["correction_id"]:
            try:
                whole.append(_whole(row))
            except (KeyError, TypeError, ValueError) as error:
                mend = "leave the columns that eventdb wrote as they are"
                raise ReadError(where, f"the correction cannot be read ({error})", mend) from error
        else:
            typed.append((where, row))
    drafts = [_typed(session, where, row) for where, row in typed if _key(row) not in known]
    added = add_corrections(session, whole)
    for draft in drafts:
        record(session, draft)
    session.commit()
    return Imported(added + len(drafts), len(rows) - added - len(drafts))


def _rows(text: str, origin: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    missing = [name for name in _REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        mend = f"the first row names the columns: {','.join(COLUMNS)}"
        raise ReadError(f"{origin}:1", f"no column {', '.join(missing)}", mend)
    try:
        for row in reader:
            where = f"{origin}:{reader.line_num}"
            given = {name: row.get(name) or "" for name in COLUMNS}
            if not given["correction_id"].strip():
                given = {name: value.strip() for name, value in given.items()}
            if not any(given.values()):
                continue
            for name in _REQUIRED:
                if not given[name].strip():
                    raise ReadError(where, f"no {name}", "every correction needs one")
            if given["action"] not in list(CorrectionKind):
                mend = f"write one of {', '.join(CorrectionKind)}"
                raise ReadError(where, f"no action {given['action']!r}", mend)
            yield where, given
    except csv.Error as error:
        mend = "save it as CSV with commas and doubled quotation marks"
        raise ReadError(f"{origin}:{reader.line_num}", f"no CSV ({error})", mend) from error


def _whole(row: Mapping[str, str]) -> Correction:
    """The correction of a row that was exported."""
    groups = json.loads(row["candidates"] or "[]")
    made_at = dt.datetime.fromisoformat(row["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("made_at has no time zone")
    return Correction(
        correction_id=row["correction_id"],
        kind=CorrectionKind(row["action"]),
        groups=tuple(tuple(str(cell["candidate"]) for cell in group) for group in groups),
        author=row["author"],
        reason=row["reason"],
        made_at=made_at,
        name=row["field"] or None,
        value=row["value"] or None,
        event_id=row["event_id"] or None,
        passages=tuple(_passage(cell) for group in groups for cell in group if "report" in cell),
        evidence=tuple(json.loads(row["evidence"] or "[]")),
        undoes=row["undoes"] or None,
    )


def _passage(cell: Mapping[str, Any]) -> Passage:
    day = cell["first_date"]
    return Passage(
        candidate_id=cell["candidate"],
        report_id=cell["report"],
        start=int(cell["start"]),
        first_date=None if day is None else dt.date.fromisoformat(day),
        place_id=cell["place_id"],
    )


def _key(row: Mapping[str, str]) -> str:
    """Key of a row written by hand: what was typed, so that it is taken in once."""
    typed = [row[name] for name in COLUMNS if name not in ("correction_id", "made_at")]
    return content_hash(*typed)[:20]


def _typed(session: Session, where: str, row: Mapping[str, str]) -> Correction:
    """The correction that a row written by hand asks for."""
    try:
        made = _decide(session, row, Signature(row["author"], row["reason"]))
    except EventdbError as error:
        mend = "nothing of the file was taken in; rows of eventdb review export name their reports"
        raise ReadError(where, str(error), mend) from error
    return replace(made, correction_id=_key(row))


def _decide(session: Session, row: Mapping[str, str], signature: Signature) -> Correction:
    event_id, value = row["event_id"], row["value"]
    match CorrectionKind(row["action"]):
        case CorrectionKind.SET:
            return set_value(session, event_id, row["field"], value, signature)
        case CorrectionKind.MERGE:
            return merge(session, [event_id, *value.split()], signature)
        case CorrectionKind.SPLIT:
            return split(session, event_id, value.split(), signature)
        case CorrectionKind.REJECT:
            return reject(session, event_id, signature)
        case CorrectionKind.CONFIRM:
            return confirm(session, event_id, signature)
        case CorrectionKind.UNDO:
            return undo(session, row["undoes"], signature)
