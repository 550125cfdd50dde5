"""Where the files lie that the program needs beside its code: seeds, migrations, worked questions.

In a working copy (an editable install) they are the folders of that name at the repository's root;
a wheel carries copies of them in ``eventdb/data/``.
"""

from __future__ import annotations

from pathlib import Path

from eventdb.errors import EventdbError

_PACKAGE = Path(__file__).resolve().parent


def seeds_path() -> Path:
    """The folder of seeds (actors, places, codebook, reports).

    Raises:
        EventdbError: the installation lacks it.
    """
    return _find("seeds")


def migrations_path() -> Path:
    """The folder of Alembic migrations.

    Raises:
        EventdbError: the installation lacks it.
    """
    return _find("migrations")


def questions_path() -> Path:
    """The document of the worked questions.

    Raises:
        EventdbError: the installation lacks it.
    """
    return _find("docs") / "analyst-questions.md"


def _find(name: str) -> Path:
    # The wheel's copy comes first: beside an installed package a folder of this name is a stranger's.
    candidates = (_PACKAGE / "data" / name, _PACKAGE.parent / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    looked = " or ".join(str(candidate) for candidate in candidates)
    raise EventdbError(
        f"the folder {name!r} of eventdb is missing; looked in {looked}; "
        "install eventdb again from its wheel, or run it from a whole working copy"
    )
