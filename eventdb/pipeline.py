"""The line from a report to its event candidates."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, replace
from functools import cache

from eventdb.documents import Document, read_document
from eventdb.errors import EventdbError
from eventdb.extract.actornames import home_votes
from eventdb.extract.actors import find_actors
from eventdb.extract.attribution import find_attributions
from eventdb.extract.candidates import Reading, find_candidates
from eventdb.extract.captures import with_captives
from eventdb.extract.counts import find_counts
from eventdb.extract.dates import find_dates, infer_publication
from eventdb.extract.frames import Mentions
from eventdb.extract.numbers import find_numbers
from eventdb.extract.placelinks import outside_names
from eventdb.extract.places import dateline_place, find_places, focus_countries
from eventdb.extract.remembrance import without_remembered
from eventdb.extract.responsibility import find_responsibility
from eventdb.extract.sites import find_sites
from eventdb.extract.triggers import find_triggers
from eventdb.gazetteer import open_gazetteer
from eventdb.identify import identify, resolve_code
from eventdb.records import EventCandidate, Report
from eventdb.registry import open_registry
from eventdb.triage import why_left_out


class Extractor:
    """Reads reports into event candidates; holds the gazetteer and the actor registry open."""

    def __init__(self) -> None:
        self.gazetteer = open_gazetteer()
        self.registry = open_registry()

    def extract(self, report: Report) -> list[EventCandidate]:
        """The events that a report tells.

        Raises:
            ReadError: the report's language is not one that is read.
        """
        reading = self.read(report)
        return find_candidates(reading, self.registry)

    def read(self, report: Report) -> Reading:
        """All mentions of a report, found step by step."""
        document = with_publication(read_document(prepare(report)))
        stated = document.report.published
        published = None if stated is None else stated.date()
        dates = find_dates(document, published)
        homes = home_votes(document, self.registry, published)
        places = find_places(document, self.gazetteer, homes)
        countries = focus_countries(document, places, homes)
        actors = find_actors(document, self.registry, countries, published)
        places = outside_names(places, actors)
        attributions = find_attributions(document, actors)
        counts = find_counts(
            document, find_numbers(document), dates, [*places, *actors], attributions
        )
        mentions = Mentions(
            triggers=with_captives(find_triggers(document, dates), counts),
            dates=dates,
            places=places,
            actors=actors,
            counts=counts,
            sites=find_sites(document),
        )
        return Reading(
            document=document,
            mentions=without_remembered(document, mentions, published),
            attributions=attributions,
            responsibility=find_responsibility(document, actors, attributions),
            focus=self.gazetteer.country(countries[0]) if countries else None,
            dateline=dateline_place(document, places),
            published=published,
        )


def prepare(report: Report) -> Report:
    """The report with the primary code of its language, identified where it was not given.

    What an earlier reading inferred is left out, so that a guess is never taken for a fact.
    """
    known = identify(as_given(report))
    return replace(known, language=resolve_code(known.language or ""))


def as_given(report: Report) -> Report:
    """The report as it came, without the date and the language that were inferred."""
    if report.is_published_inferred:
        report = replace(report, published=None, is_published_inferred=False)
    if report.is_language_inferred:
        report = replace(report, language=None, is_language_inferred=False)
    return report


def with_publication(document: Document) -> Document:
    """The document of a report with a date of publication: as given, else as its text states it."""
    if document.report.published is not None:
        return document
    stated = infer_publication(document)
    if stated is None or stated.last is None:
        return document
    published = dt.datetime.combine(stated.last, dt.time(), dt.UTC)
    dated = replace(document.report, published=published, is_published_inferred=True)
    return replace(document, report=dated)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of one report: its candidates, or what went wrong with it.

    Attributes:
        report: as it was read, with the language and the date that were inferred where none was
            given; as it came, where it could not be read.
        left_out: why it was not worth reading whole; ``None`` where it was read.
        seconds: how long it took.
    """

    report: Report
    candidates: tuple[EventCandidate, ...] = ()
    problem: str | None = None
    mend: str | None = None
    left_out: str | None = None
    seconds: float | None = None


def extract_one(report: Report, *, triage: bool = False) -> Extraction:
    """What comes of one report, with the time that it took; what goes wrong is told in it.

    Args:
        report: in any language; one that is not read is a problem of the report.
        triage: leave it out where it has nothing to do with conflict (``eventdb.triage``).
    """
    started = time.perf_counter()
    try:
        made = _read_one(report, triage=triage)
    except EventdbError as error:
        problem = getattr(error, "problem", None) or str(error)
        made = Extraction(report, problem=problem, mend=getattr(error, "mend", None))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one report's failure is recorded, never the run's end
        made = Extraction(
            report,
            problem=f"extraction failed: {type(error).__name__}: {error}",
            mend="this is a fault of the program; please report it with the text",
        )
    return replace(made, seconds=time.perf_counter() - started)


def _read_one(report: Report, *, triage: bool) -> Extraction:
    if triage:
        prepared = prepare(report)
        reason = why_left_out(prepared)
        if reason is not None:
            return Extraction(prepared, left_out=reason)
    extractor = open_extractor()
    reading = extractor.read(report)
    return Extraction(reading.document.report, tuple(find_candidates(reading, extractor.registry)))


@cache
def open_extractor() -> Extractor:
    """The extractor of this process, opened once."""
    return Extractor()
