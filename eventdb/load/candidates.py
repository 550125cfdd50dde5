"""Event candidates in and out: what each report tells, exactly as the extractor made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from eventdb.load.candidate_rows import (
    CandidateRows,
    candidate_of,
    candidate_rows,
)
from eventdb.load.reports import store_inferred
from eventdb.load.statements import (
    batches,
    delete_rows,
    grouped,
    insert_missing,
    insert_rows,
    key_pages,
    select_rows,
    upsert_rows,
)
from eventdb.records import EventCandidate, Report
from eventdb.tables import (
    ActorRow,
    CandidatePartyRow,
    CandidateResponsibilityRow,
    ClaimRow,
    EventCandidateRow,
    EventMemberRow,
    EventRow,
    ExtractionRow,
    PlaceRow,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractor made of one report.

    Attributes:
        has_failed: it broke off; the candidates of an earlier version are kept then.
        report: the report as it was read, with what was inferred of its language and date.
        left_out: why it was not read whole; ``None`` where it was.
        seconds: how long reading it took.
    """

    report_id: str
    candidates: tuple[EventCandidate, ...] = ()
    has_failed: bool = False
    report: Report | None = None
    left_out: str | None = None
    seconds: float | None = None


def replace_candidates(
    session: Session, report_id: str, candidates: Sequence[EventCandidate], version: str
) -> bool:
    """Put a report's candidates in the place of its earlier ones; whether anything changed.

    The caller commits.

    Raises:
        ValueError: a candidate belongs to another report.
    """
    extraction = Extraction(report_id, tuple(candidates))
    return bool(store_extractions(session, [extraction], version))


def store_extractions(
    session: Session, extractions: Iterable[Extraction], version: str, run_id: int | None = None
) -> list[str]:
    """The same for many reports at once; ids of the reports whose candidates changed.

    Candidates that say what is stored already stay, so that events that rest on them stand. The
    caller commits.

    Args:
        session: on the database.
        extractions: what was made of each report.
        version: of the extractor that made it.
        run_id: the run that it was made in.

    Raises:
        ValueError: a candidate belongs to another report.
    """
    changed: list[str] = []
    for batch in batches(extractions, 100):
        changed += _store_batch(session, batch, version, run_id)
    return changed


def _store_batch(
    session: Session, extractions: Sequence[Extraction], version: str, run_id: int | None
) -> list[str]:
    done = [extraction for extraction in extractions if not extraction.has_failed]
    rows = {
        candidate.candidate_id: candidate_rows(_checked(candidate, extraction.report_id), version)
        for extraction in done
        for candidate in extraction.candidates
    }
    reports = [extraction.report_id for extraction in done]
    stored = {
        str(row["candidate_id"]): (str(row["content_hash"]), str(row["report_id"]))
        for row in select_rows(session, EventCandidateRow, "report_id", reports)
    }
    kept = {
        key for key, (digest, _) in stored.items() if key in rows and rows[key].digest == digest
    }
    gone = [key for key in stored if key not in kept]
    new = [made for key, made in rows.items() if key not in kept]
    _forget(session, gone)
    _insert(session, new)
    _restamp(session, kept, version)
    told = [_extraction_row(item, version, run_id) for item in extractions]
    upsert_rows(session, ExtractionRow, told)
    store_inferred(session, (item.report for item in done if item.report is not None))
    changed = {stored[key][1] for key in gone} | {made.candidate["report_id"] for made in new}
    return sorted(changed)


def _checked(candidate: EventCandidate, report_id: str) -> EventCandidate:
    if candidate.report_id != report_id:
        problem = f"candidate {candidate.candidate_id} is of report {candidate.report_id}"
        raise ValueError(f"{problem}, not of {report_id}")
    return candidate


def _extraction_row(extraction: Extraction, version: str, run_id: int | None) -> dict[str, object]:
    status = "failed" if extraction.has_failed else "done"
    return {
        "report_id": extraction.report_id,
        "extractor_version": version,
        "status": status if extraction.left_out is None else "left out",
        "candidates": len(extraction.candidates),
        "left_out": extraction.left_out,
        "seconds": extraction.seconds,
        "run_id": run_id,
    }


def _forget(session: Session, candidate_ids: Sequence[str]) -> None:
    """Delete candidates with all that rests on them, and mark their events as out of date.

    An event whose hash is empty equals no other, so that the next reconciliation writes it anew.
    """
    for batch in batches(candidate_ids):
        members = sa.select(EventMemberRow.event_id).where(EventMemberRow.candidate_id.in_(batch))
        session.execute(
            sa.update(EventRow).where(EventRow.event_id.in_(members)).values(content_hash="")
        )
    delete_rows(session, EventCandidateRow, "candidate_id", candidate_ids)


def _insert(session: Session, made: Sequence[CandidateRows]) -> None:
    actors = {row["actor_id"]: row for rows in made for row in rows.actors}
    places = {row["place_id"]: row for rows in made for row in rows.places}
    insert_missing(session, ActorRow, [actors[key] for key in sorted(actors)])
    insert_missing(session, PlaceRow, [places[key] for key in sorted(places)])
    insert_rows(session, EventCandidateRow, [rows.candidate for rows in made])
    insert_rows(session, CandidatePartyRow, [row for rows in made for row in rows.parties])
    insert_rows(session, ClaimRow, [row for rows in made for row in rows.claims])
    insert_rows(
        session, CandidateResponsibilityRow, [row for rows in made for row in rows.responsibility]
    )


def _restamp(session: Session, candidate_ids: Iterable[str], version: str) -> None:
    """Note that the newer version says the same."""
    for batch in batches(sorted(candidate_ids)):
        for model in (EventCandidateRow, ClaimRow):
            session.execute(
                sa.update(model)
                .where(model.candidate_id.in_(batch), model.extractor_version != version)
                .values(extractor_version=version)
            )


def read_candidates(
    session: Session, *, report_ids: Iterable[str] | None = None
) -> Iterator[EventCandidate]:
    """All candidates, or those of some reports, in the order of their ids."""
    if report_ids is None:
        for page in key_pages(session, EventCandidateRow):
            yield from _read_page(session, page)
        return
    keys = [
        str(row["candidate_id"])
        for row in select_rows(session, EventCandidateRow, "report_id", report_ids)
    ]
    for page in batches(sorted(keys)):
        yield from _read_page(session, page)


def read_members(session: Session, event_id: str) -> list[EventCandidate]:
    """The candidates of an event, in the order of their ids."""
    query = sa.select(EventMemberRow.candidate_id).where(EventMemberRow.event_id == event_id)
    pages = batches(sorted(session.scalars(query)))
    return [candidate for page in pages for candidate in _read_page(session, page)]


def _read_page(session: Session, keys: Sequence[str]) -> Iterator[EventCandidate]:
    order = ("candidate_id", "position")
    parties, claims, responsibility = (
        grouped(select_rows(session, model, "candidate_id", keys, order), "candidate_id")
        for model in (CandidatePartyRow, ClaimRow, CandidateResponsibilityRow)
    )
    for row in select_rows(session, EventCandidateRow, "candidate_id", keys, ("candidate_id",)):
        key = str(row["candidate_id"])
        yield candidate_of(
            row, parties.get(key, ()), claims.get(key, ()), responsibility.get(key, ())
        )
