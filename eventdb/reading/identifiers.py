"""Ids of reports that bring none: of where they were found and what they say, so that they are stable."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters of an address that tell how a reader came, not what is read.
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|ocid|ns_.*|at_.*")
_DIGITS = 16
_LONGEST_NAME = 60


def canonical_url(url: str) -> str:
    """An address without what does not change the page: fragment, tracking, default port, case of the host."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0])
    ]
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(sorted(kept)), ""))


def derived_id(url: str | None, text: str, name: str) -> str:
    """The id of a report without one: the host it was found at, or a name, and a hash.

    The same words at the same address have the same id, however often they were fetched; an article
    that was changed is another report.
    """
    place = canonical_url(url) if url else ""
    digest = hashlib.sha256(f"{place}\n{text}".encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    host = urlsplit(place).hostname if place else None
    label = "-".join(re.sub(r"[^\w.-]+", " ", host or name).split())[:_LONGEST_NAME]
    return f"{label or 'report'}-{digest}"
