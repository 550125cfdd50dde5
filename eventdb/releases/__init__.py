"""Releases: a folder that can be cited, checked and compared with the one before.

The same database gives the same bytes; nothing tells the time of making. A release is written beside
its place and takes it whole, or not at all, and is never written again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from eventdb import __version__
from eventdb.errors import EventdbError
from eventdb.exports import DATA_PACKAGE, FORMATS, Options, snapshot, write_exports
from eventdb.exports.files import Written, staged, write_csv, written
from eventdb.exports.public import Withholding, read_withholding
from eventdb.plots import write_plots
from eventdb.releases.changes import FOLDER, Changes, read_decisions, write_changes
from eventdb.releases.citation import About, citation
from eventdb.releases.codebook import RULE_COLUMNS, codebook_page, rules_in_force
from eventdb.releases.page import changes_page, index_page
from eventdb.releases.quality import measure

__all__ = ["About", "make_release"]

SUMS = "SHA256SUMS"
SITE = "site"

Site = Callable[[Connection, Path, Sequence[Written], Withholding | None], None]
"""Writes pages of a database into a folder, with the files of its release and what to withhold."""


def make_release(
    source: Engine,
    about: About,
    folder: Path,
    *,
    previous: Path | None = None,
    is_public: bool = False,
    site: Site | None = None,
) -> Path:
    """Write a release of a database; its folder.

    Args:
        source: engine of the database.
        about: version, title and authors.
        folder: of the releases; the new one is a folder in it, named by its version.
        previous: the release to compare with; default: the newest in ``folder`` before this one.
        is_public: withhold what could endanger people.
        site: writes the pages of events and reports into a folder of the release; default: none.

    Raises:
        EventdbError: there is such a release already, or the one before cannot be compared with.
    """
    place = folder / about.version
    if place.exists():
        mend = "a release is never changed; give the next version"
        raise EventdbError(f"{place}: there is a release {about.version} already; {mend}")
    former = previous or _before(about.version, folder)
    options = Options(is_public=is_public)
    version = _comparable(former, options) if former is not None else None
    partial = folder / f".{about.version}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        with snapshot(source) as connection:
            files = _write_data(connection, about, partial, options)
            changes = None
            if former is not None and version is not None:
                decisions = read_decisions(connection, is_public=is_public)
                lists = partial / FOLDER
                changes = write_changes(former, partial, version, lists, decisions)
                _write(lists / "index.html", changes_page(about, changes, lists))
            _write_pages(connection, about, partial, files, changes, options, site)
        _write_sums(partial)
        partial.replace(place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EventdbError(
            f"{folder}: cannot be written ({reason}); name another folder"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return place


def _write_data(
    connection: Connection, about: About, folder: Path, options: Options
) -> list[Written]:
    facts = {
        "name": "eventdb-release",
        "title": about.title,
        "version": about.version,
        "disclosure": options.profile,
        "keywords": ["conflict events", "armed conflict", "news reports"],
        "contributors": [{"title": author, "role": "publisher"} for author in about.authors],
    }
    facts = {name: value for name, value in facts.items() if value}
    write_exports(connection, folder, list(FORMATS), options, facts)
    with staged(folder) as files:
        rows = rules_in_force(connection)
        files.append(write_csv(folder, "fusion_rules.csv", RULE_COLUMNS, rows, {}))
    package = json.loads((folder / DATA_PACKAGE).read_text(encoding="utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    counted = {entry["name"]: entry["rows"] for entry in manifest["files"]}
    return [
        written(item["path"], folder / item["path"], counted[item["path"]])
        for item in package["resources"]
    ] + files


def _write_pages(
    connection: Connection,
    about: About,
    folder: Path,
    files: Sequence[Written],
    changes: Changes | None,
    options: Options,
    site: Site | None,
) -> None:
    withholding = read_withholding(connection) if options.is_public else None
    hidden = frozenset[str]() if withholding is None else withholding.sites | withholding.names
    write_plots(connection, folder / "plots", hidden)
    _write(folder / "codebook.html", codebook_page(connection))
    _write(folder / "CITATION.cff", citation(about, __version__))
    quality = measure(connection)
    _write(
        folder / "index.html",
        index_page(about, files, quality, changes, options.profile, has_site=site is not None),
    )
    if site is not None:
        site(connection, folder / SITE, files, withholding)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_sums(folder: Path) -> None:
    """Checksums of all files, as ``sha256sum --check`` reads them."""
    lines = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
    _write(folder / SUMS, "".join(lines))


# --------------------------------------------------------------------------------------------
# The release before
# --------------------------------------------------------------------------------------------


def _before(version: str, folder: Path) -> Path | None:
    """The newest release of a folder that comes before a version."""
    found = [path for path in folder.glob("*") if (path / DATA_PACKAGE).is_file()]
    earlier = [path for path in found if _order(path.name) < _order(version)]
    return max(earlier, key=lambda path: _order(path.name), default=None)


def _order(version: str) -> list[tuple[int, int, str]]:
    """Versions by their numbers: 2026.9 comes before 2026.10."""
    parts = re.findall(r"\d+|[^\d._-]+", version)
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def _comparable(former: Path, options: Options) -> str:
    """The version of a former release that told as much as this one.

    Raises:
        EventdbError: it told more or less, or is none.
    """
    try:
        package = json.loads((former / DATA_PACKAGE).read_text(encoding="utf-8"))
        version, disclosure = str(package["version"]), str(package["disclosure"])
    except (OSError, ValueError, KeyError) as error:
        mend = "name a folder that eventdb release made, with --previous"
        raise EventdbError(f"{former}: no release ({error}); {mend}") from error
    if disclosure != options.profile:
        raise EventdbError(
            f"{former}: was made with --profile {disclosure}, this one with {options.profile}: they"
            " cannot be compared; keep the releases of each profile in a folder of their own"
        )
    return version
