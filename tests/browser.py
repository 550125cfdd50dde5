"""A headless Chromium for the tests of the pages, and what it asked for."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # it refuses to run as root otherwise; only pages of ours are opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PHONE = (1280, 900), (390, 800)
# Pages of the program itself, which a new window opens with.
_OWN = ("data", "blob", "chrome", "chrome-untrusted", "chrome-extension", "about")


def find_browser() -> tuple[str, str]:
    """Chromium and its driver; without them the test is skipped, or fails where they are required."""
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        reason = "no Chromium with chromedriver is installed (Debian: chromium, chromium-driver)"
        if os.environ.get("EVENTDB_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return program, driver


@contextmanager
def opened(profile: Path, size: tuple[int, int]) -> Iterator[webdriver.Chrome]:
    """A browser with an empty profile; below 500 pixels of width it is a phone's."""
    program, driver = find_browser()
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in (
        *_ARGUMENTS,
        f"--user-data-dir={profile}",
        f"--window-size={size[0]},{size[1]}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if size == PHONE:
        metrics = {"width": size[0], "height": size[1], "pixelRatio": 2, "touch": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        browser.set_page_load_timeout(30)
        yield browser
    finally:
        browser.quit()


def asked_for(browser: webdriver.Chrome) -> set[str]:
    """Origins of all that the browser asked for since it was last looked at: ``127.0.0.1``, ``file``."""
    origins = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            parts = urlsplit(message["params"]["request"]["url"])
            if parts.scheme not in _OWN:
                origins.add(parts.hostname or parts.scheme)
    return origins


def complaints(browser: webdriver.Chrome) -> list[str]:
    """Errors in the browser's log: scripts that failed, what the policy of the page forbade."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
