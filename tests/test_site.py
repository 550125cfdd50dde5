"""The pages as files: whole, the same for the same database, and without what must not be told."""

from __future__ import annotations

import html.parser
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from served import HOSTILE, make_database

from eventdb.database import open_engine
from eventdb.releases import About, make_release
from eventdb.site import write_site


class Addresses(html.parser.HTMLParser):
    """What a page leads to and loads, and the names in it that may be led to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.led_to: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        if tag == "a" and given.get("href"):
            self.led_to.append(given["href"] or "")
        elif tag in {"link", "script", "img"}:
            self.loaded += [given[name] or "" for name in ("href", "src") if given.get(name)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("site"))


def release(database: Path, folder: Path, *, is_public: bool = False) -> Path:
    with open_engine(f"sqlite:///{database}") as engine:
        made = make_release(
            engine, About("1", "Test"), folder, is_public=is_public, site=write_site
        )
    return made / "site"


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(database, tmp_path_factory.mktemp("releases"))


def test_every_address_leads_to_a_file_or_a_passage(site):
    pages = {path: Addresses(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert {"index", "figures", "questions", "codebook", "data"} <= {path.stem for path in pages}
    for path, page in pages.items():
        for address in page.loaded:
            assert urlsplit(address).scheme in {"", "data"}, (path, address)
        for address in [*page.led_to, *page.loaded]:
            parts = urlsplit(address)
            if parts.scheme in {"http", "https", "data"}:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, address)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, (path, address)


def test_each_event_and_report_has_a_page(site):
    data = (site / "events-data.js").read_text(encoding="utf-8")
    told = json.loads(data.removeprefix("window.eventdbEvents = ").removesuffix(";\n"))
    keys = [row[told["columns"].index("event_id")] for row in told["rows"]]
    assert keys
    assert {path.stem for path in (site / "event").iterdir()} == set(keys)
    assert len(list((site / "report").iterdir())) == 3


def test_hostile_reports_stay_text(site):
    for path in site.rglob("*.html"):
        assert HOSTILE not in path.read_text(encoding="utf-8"), path
    assert "<script>document" not in (site / "events-data.js").read_text(encoding="utf-8")


def test_the_same_database_gives_the_same_bytes(database, site, tmp_path):
    again = release(database, tmp_path)
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    for name in files:
        assert (site / name).read_bytes() == (again / name).read_bytes(), name


def test_checksums_hold_the_pages(site):
    sums = (site.parent / "SHA256SUMS").read_text(encoding="utf-8")
    assert "  site/index.html\n" in sums


def test_public_pages_tell_no_words_of_reports(database, tmp_path):
    site = release(database, tmp_path, is_public=True)
    assert not (site / "report").exists()
    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert "Air" in pages or "Shelling" in pages
    for words in ("government forces shelled", "قتل 14 شخصا", "Example Wire", "wire.example"):
        assert words not in pages
