"""Pages of events and reports: what they show, and what hostile reports cannot do to them."""

from __future__ import annotations

import asyncio
import html.parser
import re
import sqlite3
from pathlib import Path

import pytest
from served import HOSTILE, make_database
from sqlalchemy.orm import Session

from eventdb.errors import DatabaseError
from eventdb.pages.folding import indexed, match_expression
from eventdb.pages.highlighting import Highlight, direction, highlighted
from eventdb.pages.links import ServerLinks, file_name, outside
from eventdb.pages.selection import clusters, listing
from eventdb.pages.shelf import Shelf, open_shelf
from eventdb.pages.whole import event_html, report_html
from eventdb.serve import application, database_file

LINKS = ServerLinks("/served")


class Words(html.parser.HTMLParser):
    """The text of a page, and its elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


# --- highlights ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "highlights",
    [
        [],
        [Highlight(0, 3, "a")],
        [Highlight(0, 9, "a"), Highlight(2, 5, "b")],
        [Highlight(0, 5, "a"), Highlight(3, 9, "b")],
        [Highlight(0, 5, "a"), Highlight(3, 9, "b"), Highlight(4, 7, "c"), Highlight(4, 12, "d")],
        [Highlight(2, 5, "a"), Highlight(2, 5, "b")],
        [Highlight(5, 99, "a"), Highlight(4, 4, "b"), Highlight(-1, 3, "c")],
    ],
)
def test_highlights_leave_the_text_as_it_is(highlights):
    text = 'a <b> & "c" ends here'
    page = Words(str(highlighted(text, highlights)))
    assert page.text == text
    assert {tag for tag, _ in page.elements} <= {"mark", "span"}


def test_highlights_nest_cross_and_coincide():
    marks = [
        Highlight(0, 5, "a", "A", "x"),
        Highlight(3, 9, "b", "B", "y"),
        Highlight(0, 5, "c", "", "z"),
    ]
    made = str(highlighted("0123456789", marks))
    assert (
        made
        == (
            '<span id="z"></span><mark class="a c" id="x" data-label="A" title="A">012'
            '<mark class="b" id="y">34</mark></mark><mark class="b" data-label="B" title="B">5678</mark>9'
        )
        or re.sub(r"<[^>]+>", "", made) == "0123456789"
    )


def test_direction_is_that_of_most_letters():
    assert direction("قصف على مدينة Idlib") == "rtl"
    assert direction("Shelling of إدلب") == "ltr"
    assert direction("12") == "ltr"


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://wire.example/1", True),
        ("http://wire.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//elsewhere.example", False),
        ("https://[broken", False),
        (None, False),
    ],
)
def test_only_the_web_is_linked(url, kept):
    assert (outside(url) == url) is kept or url is None


def test_files_of_ids_are_plain_and_their_own():
    hostile = ["../../etc/passwd", "a/b", "A", "a", "con ", HOSTILE, "SYR1", "x" * 200]
    names = [file_name(key) for key in hostile]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+\.html", name) for name in names)
    assert file_name("SYR1") == "SYR1.html"


# --- search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("والقصف على إدلب", "قصف", True),
        ("بقصف مدفعي", "القصف", True),
        ("قَصْف", "قصف", True),
        ("في أدلب", "ادلب", True),
        ("The shelling of Idlib", "shelled", True),
        ("The shelling of Idlib", "IDLIB", True),
        ("car bomb", '"car bomb"', True),
        ("bomb in a car", '"car bomb"', False),
        ("anything", 'x" OR text : "anything', False),
        ("anything", "NOT nothing*", False),
    ],
)
def test_words_are_found_in_both_languages(text, asked, found):
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='porter unicode61')"
    )
    index.execute("INSERT INTO words (rowid, text) VALUES (1, ?)", (indexed(text),))
    rows = index.execute("SELECT rowid FROM words WHERE words MATCH ?", (match_expression(asked),))
    assert bool(rows.fetchall()) is found


def test_a_search_for_signs_asks_for_nothing():
    assert match_expression(' "" ؟ -- * ') is None


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def shelf(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return open_shelf(database, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def session(shelf: Shelf) -> Session:
    with shelf.session() as session:
        yield session


def events_of(shelf: Shelf, **asked: str) -> dict[str, tuple[str, ...]]:
    with shelf.reading() as index:
        return {row[0]: tuple(row) for row in listing(index, asked)["rows"]}


def test_an_event_page_leads_to_the_words(shelf, session):
    (key,) = events_of(shelf, text="إدلب")
    page = Words(event_html(session, LINKS, key))
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = [attributes.get("href") or "" for tag, attributes in page.elements if tag == "a"]
    claims = [link[1:] for link in links if link.startswith(("#c-", "#r-"))]
    assert claims
    assert set(claims) <= set(ids)
    directions = {a.get("lang"): a["dir"] for t, a in page.elements if t == "div" and a.get("dir")}
    assert directions == {"en": "ltr", "ar": "rtl"}
    assert "قتل 14 شخصا على الأقل" in page.text


def test_hostile_reports_stay_text(shelf, session):
    (key,) = events_of(shelf, country="Iraq")
    hostile = f'bad"/../{HOSTILE}'
    for made in (event_html(session, LINKS, key), report_html(session, LINKS, hostile)):
        page = Words(made)
        assert HOSTILE in page.text
        assert "<script>document" not in made
        assert not [a for tag, a in page.elements if tag in ("img", "iframe", "object", "style")]
        addresses = [a.get("href") or a.get("src") or "" for _, a in page.elements]
        assert not [a for a in addresses if "javascript" in a or a.startswith("//")]
        assert not [name for _, a in page.elements for name in a if name.startswith("on")]


def test_filters_of_map_and_list_agree(shelf):
    for asked, countries in (
        ({}, {"Syria", "Iraq"}),
        ({"country": "Syria"}, {"Syria"}),
        ({"text": "قصف"}, {"Syria"}),
        ({"text": "shelled market"}, {"Syria"}),
        ({"from": "2018-03-01"}, {"Iraq"}),
        ({"to": "2018-02-28"}, {"Syria"}),
        ({"deaths": "10"}, {"Syria"}),
        ({"actor": "military forces"}, {"Syria"}),
        ({"type": "Explosions/Remote violence"}, {"Syria", "Iraq"}),
        ({"box": "0.6,0.3,0.602,0.5"}, {"Syria"}),
        ({"from": "'; DROP TABLE events", "deaths": "many", "box": "1,2"}, {"Syria", "Iraq"}),
    ):
        assert {row[6] for row in events_of(shelf, **asked).values()} == countries, asked
        with shelf.reading() as index:
            shown = clusters(index, asked | {"cells": "4096"})
        assert sum(c["events"] for c in shown["clusters"]) == shown["mapped"] == len(countries)


def test_nothing_is_written_beside_the_database(shelf, database):
    before = database.stat()
    events_of(shelf)
    with shelf.session() as session, pytest.raises(Exception, match="readonly"):
        session.connection().exec_driver_sql("DELETE FROM event")
    assert database.stat() == before
    assert not database.with_name(f"{database.name}-shm").exists()


# --- server -------------------------------------------------------------------------------------


def test_only_sqlite_is_served(tmp_path):
    with pytest.raises(DatabaseError, match="only SQLite"):
        database_file("postgresql://me:secret@localhost/events")
    with pytest.raises(DatabaseError, match="no such file"):
        database_file(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not list(tmp_path.iterdir())


@pytest.mark.filterwarnings("default")
def test_every_page_is_served_and_none_may_ask_elsewhere(database, tmp_path):
    asked = {
        "/": 200,
        "/-/clusters.json?cells=8": 200,
        "/-/listing.json?text=%D9%82%D8%B5%D9%81": 200,
        "/-/events.csv?country=Iraq": 200,
        "/-/event/NONE1": 404,
        "/-/report?id=wakala-1": 200,
        "/-/report?id=%3Cscript%3E": 404,
        "/-/questions": 200,
        "/-/codebook": 200,
        "/-/figures": 200,
        "/-/pages/map.js": 200,
        "/-/pages/nothing.js": 404,
        "/served": 200,
        "/served/event": 200,
        "/served/4-who-fights-whom": 200,
        "/events_index/events": 200,
    }

    async def ask() -> None:
        made = application(database, tmp_path)
        for address, status in asked.items():
            answer = await made.client.get(address)
            assert answer.status_code == status, address
            policy = answer.headers["content-security-policy"]
            assert "default-src" in policy
            assert "http" not in policy
            assert "<script>" not in answer.text or address.startswith(("/served", "/events_index"))

    asyncio.run(ask())


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8001", 200),
        ("[::1]:8001", 200),
        ("desk.example", 200),
        ("elsewhere.example", 421),
        ("localhost.elsewhere.example", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(database, tmp_path, host, status):
    async def ask() -> int:
        made = application(database, tmp_path, "desk.example")
        answer = await made.client.get("/-/questions", headers={"host": host})
        return answer.status_code

    assert asyncio.run(ask()) == status
