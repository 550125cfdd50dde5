"""Pages and parts that the server and the static site have alike."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from eventdb.codebook import EventType
from eventdb.pages.events import read_event_page
from eventdb.pages.links import Links
from eventdb.pages.reports import read_report_page
from eventdb.pages.templating import render

TITLE = "Events"
# Kinds of passages with the names that readers see.
KINDS = (
    ("event_type", "act"),
    ("date", "date"),
    ("place", "place"),
    ("party", "party"),
    ("killed", "killed"),
    ("wounded", "wounded"),
    ("detained", "other people counted"),
    ("responsibility", "who acted"),
    ("speaker", "who says so"),
)
FIGURES: Mapping[str, str] = {
    "months": "Events and deaths by month, with the range of deaths",
    "parties": "Parties of most events, and the deaths in those events",
    "places": "Places of most events, and the deaths there",
}


def event_html(session: Session, links: Links, event_id: str) -> str | None:
    """The page of an event; ``None`` where there is none."""
    page = read_event_page(session, event_id)
    if page is None:
        return None
    return render("event.html", links, page=page, kinds=KINDS, here="event")


def report_html(session: Session, links: Links, report_id: str) -> str | None:
    """The page of a report; ``None`` where there is none."""
    page = read_report_page(session, report_id)
    if page is None:
        return None
    return render("report.html", links, page=page, kinds=KINDS, here="report")


def index_html(links: Links, choices: Mapping[str, object], csv: str) -> str:
    """The page of map, time line and list.

    Args:
        links: of the pages.
        choices: what the filters offer.
        csv: address of the events as CSV.
    """
    setup = {
        **choices,
        "event": links.event("EVT0").replace("EVT0", "EVENT"),
        "csv": None if links.is_static else csv,
    }
    kinds = [kind.value for kind in EventType]
    return render("index.html", links, title=TITLE, setup=setup, csv=csv, kinds=kinds, here="index")


def figures_html(links: Links, addresses: Mapping[str, str]) -> str:
    """The page of the figures."""
    figures = [(addresses[name], text) for name, text in FIGURES.items()]
    return render("figures.html", links, figures=figures, here="figures")
