"""The pages as a folder of files: they open from a disk or any web server, and ask no other machine.

The same database gives the same bytes. The profile ``public`` withholds from them what it withholds
from the files of a release: no words of reports, no private names, no exact point of a shelter.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from eventdb.exports.files import Written
from eventdb.exports.public import Withholding
from eventdb.pages.folding import indexed
from eventdb.pages.links import SiteLinks, file_name
from eventdb.pages.search import project
from eventdb.pages.templating import render, static_files
from eventdb.pages.whole import FIGURES, event_html, figures_html, index_html, report_html
from eventdb.phrases import count_range
from eventdb.plots import write_plots
from eventdb.questions import ask, read_questions
from eventdb.releases.codebook import codebook_page
from eventdb.resources import questions_path

_EVENTS = """
SELECT e.event_id, e.event_date, e.country, e.admin1, e.admin2, e.location, e.event_type,
    e.sub_event_type, p.actor1, p.actor2, e.fatalities_low, e.fatalities_best, e.fatalities_high,
    e.independent_sources AS sources, e.confidence, e.latitude, e.longitude, e.geo_precision,
    e.notes, q.name_ar
FROM event AS e
JOIN acled_parties AS p ON p.event_id = e.event_id
LEFT JOIN place AS q ON q.place_id = e.place_id
ORDER BY e.event_date DESC, e.event_id
"""
# What the browser needs of an event; the words are for searching.
_COLUMNS = (
    "event_id", "event_date", "country", "admin1", "location", "event_type", "sub_event_type",
    "actor1", "actor2", "fatalities_low", "fatalities_best", "fatalities_high", "sources",
    "x", "y", "words", "parties",
)  # fmt: skip
_SEARCHED = ("notes", "country", "admin1", "admin2", "location", "name_ar", "event_type")
_MOST_ACTORS = 300

Row = dict[str, Any]


def write_site(
    connection: Connection,
    folder: Path,
    files: Sequence[Written],
    withholding: Withholding | None,
) -> None:
    """Write the pages of a database.

    Args:
        connection: a snapshot of the database.
        folder: made; the files of the release lie in the one above it.
        files: of the release, for the page of the data.
        withholding: what must not be told; ``None`` where everything may be.
    """
    rows = list(_rows(connection, withholding))
    for name in ("static", "event", "report", "figures"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path in static_files():
        shutil.copyfile(path, folder / "static" / path.name)
    _write(folder / "events-data.js", _data(rows))
    links = SiteLinks()
    _write(folder / "index.html", index_html(links, _choices(rows), links.data()))
    hidden = frozenset[str]() if withholding is None else withholding.sites | withholding.names
    write_plots(connection, folder / "figures", hidden)
    addresses = {name: f"figures/{name}.svg" for name in FIGURES}
    _write(folder / "figures.html", figures_html(links, addresses))
    is_public = withholding is not None
    _write(folder / "questions.html", _questions(connection, links, is_public=is_public))
    _write(folder / "codebook.html", codebook_page(connection))
    _write(folder / "data.html", render("data.html", links, files=files, here="data"))
    if is_public:
        (folder / "report").rmdir()
        _write_public_events(folder, rows)
    else:
        _write_events(connection, folder, rows)


def _rows(connection: Connection, withholding: Withholding | None) -> Iterator[Row]:
    result = connection.execute(sa.text(_EVENTS))
    columns = list(result.keys())
    publish = None if withholding is None else withholding.of_file("events.csv", columns)
    for values in result:
        row = dict(zip(columns, values if publish is None else publish(values), strict=True))
        row["event_date"] = str(row["event_date"])
        if withholding is not None:
            row["name_ar"] = None
        row["x"], row["y"] = project(row["latitude"], row["longitude"])
        row["words"] = indexed(_line([row[name] for name in (*_SEARCHED, "actor1", "actor2")]))
        row["parties"] = indexed(_line([row["actor1"], row["actor2"]]))
        yield row


def _line(values: Sequence[object]) -> str:
    return " ".join(str(value) for value in values if value)


def _data(rows: Sequence[Row]) -> str:
    """The events as a script, which a page opened from a disk may load, as it may not load JSON."""
    data = {"columns": _COLUMNS, "rows": [[row[name] for name in _COLUMNS] for row in rows]}
    return (
        f"window.eventdbEvents = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
    )


def _choices(rows: Sequence[Row]) -> dict[str, object]:
    """What the filters offer: countries, types and the commonest actors, with their numbers."""
    countries = Counter(row["country"] for row in rows)
    types = Counter((row["event_type"], row["sub_event_type"]) for row in rows)
    actors = Counter(name for row in rows for name in (row["actor1"], row["actor2"]) if name)
    ranked = sorted(actors, key=lambda name: (-actors[name], name))
    return {
        "countries": sorted(countries.items()),
        "types": [[*kind, number] for kind, number in sorted(types.items())],
        "actors": ranked[:_MOST_ACTORS],
    }


def _questions(connection: Connection, links: SiteLinks, *, is_public: bool) -> str:
    """The worked questions; their answers, which may name people, where everything may be told."""
    questions = [
        {
            "title": question.title,
            "sql": question.sql,
            "address": None,
            "answer": None if is_public else ask(connection, question),
        }
        for question in read_questions(questions_path().read_text(encoding="utf-8"))
    ]
    return render("questions.html", links, questions=questions, here="questions")


def _write_events(connection: Connection, folder: Path, rows: Sequence[Row]) -> None:
    links = SiteLinks("../")
    with Session(connection) as session:
        for row in rows:
            page = event_html(session, links, row["event_id"])
            if page is not None:
                _write(folder / "event" / file_name(row["event_id"]), page)
            session.expunge_all()
        keys = connection.scalars(sa.text("SELECT report_id FROM report ORDER BY report_id")).all()
        for key in keys:
            page = report_html(session, links, key)
            if page is not None:
                _write(folder / "report" / file_name(key), page)
            session.expunge_all()


def _write_public_events(folder: Path, rows: Sequence[Row]) -> None:
    links = SiteLinks("../")
    for row in rows:
        names = (row["location"], row["admin2"], row["admin1"], row["country"])
        page = render(
            "event_public.html",
            links,
            event=row,
            place=", ".join(dict.fromkeys(name for name in names if name)),
            killed=count_range(
                row["fatalities_low"], row["fatalities_best"], row["fatalities_high"]
            ),
            here="event",
        )
        _write(folder / "event" / file_name(row["event_id"]), page)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
