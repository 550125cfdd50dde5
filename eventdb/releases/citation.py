"""``CITATION.cff``: how to cite a release (Citation File Format 1.2.0)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from eventdb.errors import EventdbError

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True, slots=True)
class About:
    """What people say of a release.

    Attributes:
        version: as ``2026.1``; the name of its folder.
        title: of the data set.
        authors: who publishes it; nobody named: the program.
        released: day of publication; unknown to the program, and left out where it is not given.

    Raises:
        EventdbError: the version is no name of a folder.
    """

    version: str
    title: str = "Conflict events from news reports"
    authors: Sequence[str] = ()
    released: dt.date | None = None

    def __post_init__(self) -> None:
        if not _VERSION.fullmatch(self.version):
            mend = "use letters, digits, points and hyphens, as 2026.1"
            raise EventdbError(f"{self.version!r} cannot be the version of a release; {mend}")


def citation(about: About, program: str) -> str:
    """The file's text.

    Args:
        about: the release.
        program: version of eventdb.
    """
    authors = about.authors or (f"eventdb {program}",)
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_quoted(about.title)}",
        f"version: {_quoted(about.version)}",
        *([f"date-released: {about.released.isoformat()}"] if about.released else []),
        'message: "Cite the version: figures change between releases."',
        "authors:",
        *(f"  - name: {_quoted(author)}" for author in authors),
        f"abstract: {_quoted(_ABSTRACT.format(program=program))}",
    ]
    return "\n".join(lines) + "\n"


_ABSTRACT = (
    "Events of armed conflict and protest, read by program (eventdb {program}) from news reports in"
    " Arabic and English and reconciled across sources; every figure leads back to the words that"
    " state it."
)


def _quoted(text: str) -> str:
    """A text as YAML takes it: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
