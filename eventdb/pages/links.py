"""Where the pages lie: behind a server, or as files in a folder."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlsplit

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}|[A-Z]{3}[0-9]{1,12}")


class Links(Protocol):
    """Addresses of the pages, as the page that holds the links sees them."""

    @property
    def is_static(self) -> bool:
        """Whether the pages are files, with no program behind them."""

    def static(self, name: str) -> str:
        """A style sheet or a script."""

    def page(self, name: str) -> str:
        """One of the few pages of the whole: ``index``, ``figures``, ``questions``, ``codebook``."""

    def event(self, event_id: str) -> str:
        """The page of an event."""

    def report(self, report_id: str) -> str:
        """The page of a report."""

    def data(self) -> str:
        """Where tables and files are."""


@dataclass(frozen=True, slots=True)
class ServerLinks:
    """Addresses behind the server; ``database`` is Datasette's page of the tables."""

    database: str
    is_static: bool = False

    def static(self, name: str) -> str:
        """A style sheet or a script."""
        return f"/-/pages/{name}"

    def page(self, name: str) -> str:
        """One of the few pages of the whole."""
        return "/" if name == "index" else f"/-/{name}"

    def event(self, event_id: str) -> str:
        """The page of an event."""
        return f"/-/event/{quote(event_id, safe='')}"

    def report(self, report_id: str) -> str:
        """The page of a report."""
        return f"/-/report?id={quote(report_id, safe='')}"

    def data(self) -> str:
        """Where tables and files are."""
        return self.database


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Addresses of files, relative to a page; ``up`` leads from it to the folder of the site."""

    up: str = ""
    is_static: bool = True

    def static(self, name: str) -> str:
        """A style sheet or a script."""
        return f"{self.up}static/{name}"

    def page(self, name: str) -> str:
        """One of the few pages of the whole."""
        return f"{self.up}{name}.html"

    def event(self, event_id: str) -> str:
        """The page of an event."""
        return f"{self.up}event/{file_name(event_id)}"

    def report(self, report_id: str) -> str:
        """The page of a report."""
        return f"{self.up}report/{file_name(report_id)}"

    def data(self) -> str:
        """Where tables and files are."""
        return f"{self.up}data.html"


def file_name(key: str) -> str:
    """The file of an id: the id itself where it is plain, else a hash of it.

    A report's id is what its publisher made it, and may hold anything, or differ from another one in
    case alone, which some file systems do not tell apart.
    """
    if _PLAIN.fullmatch(key):
        return f"{key}.html"
    return f"x{hashlib.sha256(key.encode()).hexdigest()[:24]}.html"


def outside(url: str | None) -> str | None:
    """A report's address where a link may lead to it: on the web, nothing that runs."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
