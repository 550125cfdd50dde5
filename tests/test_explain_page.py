"""``eventdb explain --html``: every finding is drawn, in both directions, and hostile text stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from served import HOSTILE, make_database
from typer.testing import CliRunner

from eventdb.cli import app
from eventdb.database import open_session
from eventdb.explain_page import COLOURS, explain_page


class Drawn(HTMLParser):
    """The text of a page, its elements, and the directions in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.directions: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        style = dict(attrs).get("style") or ""
        self.directions += [part for part in ("rtl", "ltr") if f"direction: {part}" in style]

    def handle_data(self, data: str) -> None:
        self.text += f" {data.strip()}"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{make_database(tmp_path_factory.mktemp('explained'))}"


def test_every_kind_of_finding_is_drawn(url):
    with open_session(url) as session:
        page = Drawn(explain_page(session, "wire-1"))
    words = " ".join(page.text.split())
    for kind in ("act", "date", "place", "actor", "killed", "wounded", "speaker"):
        assert kind in COLOURS
        assert f" {kind} " in words, kind
    assert "Shelling/artillery/missile attack" in words
    assert page.directions == ["ltr"]


def test_arabic_runs_from_right_to_left(url):
    with open_session(url) as session:
        page = Drawn(explain_page(session, "wakala-1"))
    assert page.directions == ["rtl"]
    assert "المرصد" in page.text


def test_an_event_shows_all_its_reports(url):
    result = CliRunner().invoke(app, ["explain", "SYR1", "--db", url])
    assert "wire-1" in result.output or "Example Wire" in result.output
    with open_session(url) as session:
        page = Drawn(explain_page(session, "SYR1"))
    assert sorted(page.directions) == ["ltr", "rtl"]


def test_hostile_text_stays_text(url):
    with open_session(url) as session:
        made = explain_page(session, f'bad"/../{HOSTILE}')
    assert not Drawn(made).tags & {"script", "img", "iframe"}


def test_the_command_writes_a_file_and_names_what_it_cannot(url, tmp_path: Path):
    target = tmp_path / "new" / "report.html"
    done = CliRunner().invoke(app, ["explain", "wire-1", "--html", str(target), "--db", url])
    assert done.exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    missing = CliRunner().invoke(app, ["explain", "nothing", "--html", str(target), "--db", url])
    assert missing.exit_code != 0
    closed = CliRunner().invoke(app, ["explain", "wire-1", "--html", str(tmp_path), "--db", url])
    assert closed.exit_code != 0
