"""The pages in a real browser: from the map to the words, on a desk and on a phone, without a network."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, asked_for, complaints, find_browser, opened
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from served import make_database

from eventdb.database import open_engine
from eventdb.releases import About, make_release
from eventdb.site import write_site

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
_SECONDS = 15


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    find_browser()
    return make_database(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def address(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running ``eventdb serve``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "eventdb", "serve", "--db", f"sqlite:///{database}"]
    environment = {"EVENTDB_CACHE": str(tmp_path_factory.mktemp("cache"))}
    server = subprocess.Popen([*command, "--port", str(port)], env=environment, cwd=Path.cwd())
    place = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(place, server)
        yield place
    finally:
        server.terminate()
        server.wait(_SECONDS)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 2 * _SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"eventdb serve does not answer at {address}")


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the first page of a static site."""
    with open_engine(f"sqlite:///{database}") as engine:
        folder = make_release(
            engine, About("1", "Test"), tmp_path_factory.mktemp("releases"), site=write_site
        )
    return (folder / "site" / "index.html").as_uri()


def _until(browser, condition):
    return WebDriverWait(browser, _SECONDS).until(condition)


def _open_events(browser, address):
    browser.get(address)
    _until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".pins .pin"))
    _until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "#events li"))


def _total(browser) -> str:
    return browser.find_element(By.ID, "total").text


def _to_an_event(browser):
    """From the map: circles lead closer, until a point leads to its event."""
    for _ in range(8):
        pins = browser.find_elements(By.CSS_SELECTOR, ".pins .pin")
        points = [pin for pin in pins if pin.tag_name == "a"]
        if points:
            browser.execute_script("arguments[0].click()", points[0])
            break
        browser.execute_script("arguments[0].click()", pins[0])
        _until(browser, lambda b, old=pins[0]: old not in b.find_elements(By.CSS_SELECTOR, ".pin"))
    _until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "article.event"))


def _fits(browser) -> bool:
    """Whether nothing is wider than the window."""
    return browser.execute_script(
        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"
    )


@SIZES
@pytest.mark.parametrize("kind", ["server", "site"])
def test_from_the_map_to_the_words_of_a_report(request, tmp_path, kind, size):
    address = request.getfixturevalue({"server": "address", "site": "site"}[kind])
    with opened(tmp_path, size) as browser:
        _open_events(browser, address)
        assert _fits(browser)
        _to_an_event(browser)
        assert _fits(browser)
        words = browser.find_element(By.CSS_SELECTOR, ".claims .words a")
        browser.execute_script("arguments[0].click()", words)
        target = browser.find_element(By.CSS_SELECTOR, ":target")
        assert target.find_element(By.XPATH, "ancestor::section[contains(@class, 'report')]")
        _until(
            browser,
            lambda b: b.execute_script(
                "const r = arguments[0].getBoundingClientRect();"
                " return r.bottom > 0 && r.top < innerHeight",
                target,
            ),
        )
        assert words.text in browser.find_element(By.ID, "main").text
        assert asked_for(browser) == {"127.0.0.1" if kind == "server" else "file"}
        assert complaints(browser) == []


@SIZES
@pytest.mark.parametrize("kind", ["server", "site"])
def test_arabic_is_found_and_runs_from_right_to_left(request, tmp_path, kind, size):
    address = request.getfixturevalue({"server": "address", "site": "site"}[kind])
    with opened(tmp_path, size) as browser:
        _open_events(browser, f"{address}?text=إدلب")
        _until(browser, lambda b: _total(b) == "1 event")
        link = browser.find_element(By.CSS_SELECTOR, "#events li a")
        browser.execute_script("arguments[0].click()", link)
        text = _until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".text[lang=ar] .body"))[
            0
        ]
        assert text.value_of_css_property("direction") == "rtl"
        assert text.find_elements(By.CSS_SELECTOR, "mark")
        assert _fits(browser)
        assert len(asked_for(browser)) == 1


def test_site_and_server_answer_alike(address, site, tmp_path):
    asked = ("", "country=Iraq", "text=shelled", "deaths=10", "from=2018-03-01", "actor=civilians")
    with opened(tmp_path, DESKTOP) as browser:
        for query in asked:
            told = []
            for page in (address, site):
                browser.get(f"{page}?{query}")
                _until(browser, lambda b: _total(b) != "…")
                _until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".pins .pin"))
                rows = [row.text for row in browser.find_elements(By.CSS_SELECTOR, "#events li")]
                pins = sorted(
                    pin.get_attribute("aria-label")
                    for pin in browser.find_elements(By.CSS_SELECTOR, ".pins .pin")
                )
                told.append(
                    (_total(browser), browser.find_element(By.ID, "deaths").text, rows, pins)
                )
            assert told[0] == told[1], query


def test_everything_can_be_reached_with_the_keyboard(address, tmp_path):
    with opened(tmp_path, DESKTOP) as browser:
        _open_events(browser, address)
        focused = []
        for _ in range(60):
            browser.switch_to.active_element.send_keys(Keys.TAB)
            active = browser.switch_to.active_element
            focused.append(active)
            outline = active.value_of_css_property("outline-style")
            assert outline != "none", active.get_attribute("outerHTML")[:200]
            if "pin" in (active.get_attribute("class") or "").split():
                break
        assert focused[0].get_attribute("class") == "skip"
        assert any(element.get_attribute("id") == "map" for element in focused)
        names = {element.get_attribute("name") for element in focused}
        assert {"text", "country", "type", "from", "to", "actor", "deaths"} <= names
        before = browser.execute_script("return document.querySelector('.pin').style.left")
        browser.find_element(By.ID, "map").send_keys(Keys.ARROW_RIGHT)
        _until(
            browser,
            lambda b: (
                b.execute_script("return document.querySelector('.pin').style.left") != before
            ),
        )
