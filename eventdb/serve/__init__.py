"""The database in a browser: Datasette with the pages of events and reports, on this machine alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from eventdb.database import check_schema, shown
from eventdb.errors import DatabaseError
from eventdb.pages.shelf import Shelf, is_settled, open_shelf, reading_engine
from eventdb.questions import read_questions
from eventdb.resources import questions_path

__all__ = ["application", "serve"]

_FACETS = {
    "event": {"facets": ["country", "event_type"], "sort_desc": "event_date"},
    "report": {"facets": ["language", "source_name"]},
    "claim": {"facets": ["claim_kind", "speaker_kind", "stance"]},
    "source": {"facets": ["language", "scale"]},
    "actor": {"facets": ["actor_kind", "iso3"]},
}
_SETTINGS = {
    # The machine is the user's own, and so is the time.
    "sql_time_limit_ms": 20_000,
    "facet_time_limit_ms": 2_000,
    "max_returned_rows": 2_000,
    "suggest_facets": False,
}


def database_file(url: str) -> Path:
    """The file of an SQLite database's URL.

    Raises:
        DatabaseError: it is another engine's, or there is no such file.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        mend = "eventdb build with --db sqlite:///FILE makes one of the same reports"
        raise DatabaseError(f"{shown(url)}: only SQLite databases can be served; {mend}")
    path = Path(parsed.database or "")
    if not path.is_file():
        raise DatabaseError(f"{shown(url)}: there is no such file; eventdb build makes it")
    with_schema = reading_engine(path)
    check_schema(with_schema)
    return path


def application(database: Path, cache: Path, host: str = "localhost") -> Any:  # noqa: ANN401 - Datasette ships no types
    """Datasette with the database, the index of its events and our plugin.

    Args:
        database: the SQLite file.
        cache: folder of the index.
        host: the name, beside ``localhost`` and addresses, under which it answers.
    """
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm

    from eventdb.serve import plugin

    shelf = open_shelf(database, cache)
    # An installation older than the plugin has no entry point of it.
    if pm.get_plugin("eventdb") is None:
        pm.register(plugin, "eventdb")
    settled = is_settled(database)
    files = [str(database)]
    made = Datasette(
        [] if settled else files,
        immutables=files if settled else [],
        metadata=_metadata(database.stem, shelf, host),
        settings=_SETTINGS,
        template_dir=str(Path(__file__).parent / "templates"),
    )
    made.add_database(Database(made, str(shelf.index), is_mutable=False), name="events_index")
    return made


def _metadata(name: str, shelf: Shelf, host: str) -> dict[str, object]:
    questions = read_questions(questions_path().read_text(encoding="utf-8"))
    queries = {
        query_name(question.title): {"sql": question.sql, "title": question.title}
        for question in questions
    }
    return {
        "title": "eventdb",
        "databases": {
            name: {"queries": queries, "tables": _FACETS},
            "events_index": {
                "description": "One row an event, as map and list show them; made from the database.",
                "tables": {
                    "events": {"facets": ["country", "event_type"], "sort": "number"},
                    "words": {"hidden": True},
                },
            },
        },
        "plugins": {
            "eventdb": {
                "database": str(shelf.database),
                "index": str(shelf.index),
                "host": host,
            }
        },
    }


def query_name(title: str) -> str:
    """The name of a question's query in addresses: ``1. Who fights whom?`` is ``1-who-fights-whom``."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")


def serve(
    url: str, cache: Path, *, host: str, port: int, ready: Callable[[str], None] | None = None
) -> None:
    """Serve a database until the program is interrupted.

    Args:
        url: of an SQLite database.
        cache: folder of the index of the pages.
        host: address to listen on.
        port: to listen on.
        ready: told the address, when the pages can be opened.

    Raises:
        DatabaseError: it cannot be served.
    """
    import uvicorn

    made = application(database_file(url), cache, host)
    if ready is not None:
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    uvicorn.run(made.app(), host=host, port=port, log_level="warning", lifespan="on", workers=1)


def dumped(value: object) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
