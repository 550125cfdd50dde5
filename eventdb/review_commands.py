"""The commands of ``eventdb review``: options, one call into the package, an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventdb.options import Database
from eventdb.settings import read_settings
from eventdb.terminal import Commands, examples, say

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from eventdb.reconcile import Correction

review = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Correct the database: see what is worth a look, set values, merge, split, undo.\n\n"
    "A correction is kept for good, with its author and reason. It is applied at every build, "
    "from the next on (or by eventdb reconcile at once), and never overwritten by one; where new "
    "reports speak against it, it is put up for review.",
    epilog=examples(
        "eventdb review list --limit 10",
        "eventdb review show SYR12",
        "eventdb review set SYR12 fatalities 5..7..9 --author 'N. Ali' --reason 'hospital list'",
        "eventdb review merge SYR12 SYR15 --author 'N. Ali' --reason 'one strike, two spellings'",
        "eventdb review export corrections.csv",
        "eventdb build news/ --corrections corrections.csv",
    ),
)

Author = Annotated[
    str,
    typer.Option(
        "--author", metavar="NAME", envvar="EVENTDB_AUTHOR", help="Who decides. Required."
    ),
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="What shows it, for others. Required.")
]
EventId = Annotated[str, typer.Argument(metavar="EVENT_ID", help="The event, as SYR12.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="CSV; - is standard input or output.")]
_SIGNED = "--author 'N. Ali' --reason"


def _url(database: str | None) -> str:
    return database or read_settings().database


def _decide(database: str | None, make: Callable[[Session], Correction]) -> None:
    """Record what a person decided, and say how it goes on."""
    from eventdb.database import open_session, shown
    from eventdb.review import record

    url = _url(database)
    with open_session(url) as session:
        made = record(session, make(session))
    typer.echo(made.correction_id)
    say(f"recorded; the next build applies it, or now: eventdb reconcile --db {shown(url)}")


@review.command(
    "list",
    epilog=examples("eventdb review list", "eventdb review list --country SYR --limit 50"),
)
def list_items(
    database: Database = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many.")] = 20,
    country: Annotated[
        str | None, typer.Option("--country", metavar="ISO3", help="Events of one country only.")
    ] = None,
) -> None:
    """Show what is worth a look, the most pressing first.

    Corrections that new reports speak against come first. Then events: many killed or wounded,
    sources that contradict one another, low confidence, one source alone. A confirmed event is left
    out until something speaks against it. docs/reconciliation.md has the formula.
    """
    from eventdb.database import open_session
    from eventdb.review import review_queue

    with open_session(_url(database)) as session:
        items = review_queue(session, country.upper() if country else None)
    for item in items[:limit]:
        typer.echo(f"{item.key:<10} {item.what}")
        typer.echo(f"{'':<10} {'; '.join(item.reasons)}")
    if len(items) > limit:
        say(f"{len(items) - limit} more; --limit shows them")
    if not items:
        say("nothing is up for review")


@review.command(epilog=examples("eventdb review show SYR12", "eventdb review show 3f2a91"))
def show(
    key: Annotated[str, typer.Argument(metavar="EVENT_ID|CORRECTION_ID", help="Which one.")],
    database: Database = None,
) -> None:
    """Show what an event rests on, and what was decided on it.

    It lists the event candidates with their ids, which split takes, and the corrections with
    theirs, which undo takes. eventdb explain has every claim.
    """
    from eventdb.database import open_session
    from eventdb.review import show as run

    with open_session(_url(database)) as session:
        typer.echo(run(session, key))


@review.command(
    "set",
    epilog=examples(
        f"eventdb review set SYR12 fatalities 5..7..9 {_SIGNED} 'hospital list'",
        f"eventdb review set SYR12 date 2018-03-10..2018-03-12 {_SIGNED} 'dates of the battle'",
        f"eventdb review set SYR12 place geonames:170794 {_SIGNED} 'the other Qamar'",
        f"eventdb review set SYR12 actor1 'Islamic State (Syria)' {_SIGNED} 'it claimed it'",
        f"eventdb review set SYR12 injured '' {_SIGNED} 'that figure is of another day'",
    ),
)
def set_value(
    event_id: EventId,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="fatalities, injured, date, place, sub_event_type, actor1, assoc_actor_1, "
            "actor2, assoc_actor_2; or one column: first_date, last_date, time_precision, "
            "location, admin1, admin2, place_id, latitude, longitude, geo_precision.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="A count as 7, 5..9 or 5..7..9 (low, best, high); a day or interval as "
            "2018-03-10..2018-03-12; a place by id or name; actors by name, joined by ';'; "
            "'' empties a column.",
        ),
    ],
    author: Author,
    reason: Reason,
    database: Database = None,
) -> None:
    """Put a value into a column of an event, in place of what sources make of it.

    The claims stay on record beside it.
    """
    from eventdb.review import Signature
    from eventdb.review import set_value as run

    _decide(
        database, lambda session: run(session, event_id, field, value, Signature(author, reason))
    )


@review.command(
    epilog=examples(f"eventdb review merge SYR12 SYR15 {_SIGNED} 'one strike, two spellings'")
)
def merge(
    event_ids: Annotated[
        list[str], typer.Argument(metavar="EVENT_ID EVENT_ID...", help="Two events or more.")
    ],
    author: Author,
    reason: Reason,
    database: Database = None,
) -> None:
    """Make several events one.

    It keeps the oldest of the ids; the others lead to it.
    """
    from eventdb.review import Signature
    from eventdb.review import merge as run

    _decide(database, lambda session: run(session, event_ids, Signature(author, reason)))


@review.command(
    epilog=examples(
        f"eventdb review split SYR12 'report-7#1' {_SIGNED} 'another village'",
        f"eventdb review split SYR12 report-7 report-9 {_SIGNED} 'the strike of the day before'",
    )
)
def split(
    event_id: EventId,
    parts: Annotated[
        list[str],
        typer.Argument(
            metavar="CANDIDATE_ID...",
            help="Event candidates to take out, or reports; eventdb review show lists them.",
        ),
    ],
    author: Author,
    reason: Reason,
    database: Database = None,
) -> None:
    """Take some event candidates out of an event, as another event.

    The id stays with most of the candidates; the other event takes a new one, and the split is on
    record.
    """
    from eventdb.review import Signature
    from eventdb.review import split as run

    _decide(database, lambda session: run(session, event_id, parts, Signature(author, reason)))


@review.command(epilog=examples(f"eventdb review reject SYR12 {_SIGNED} 'a drill, not an attack'"))
def reject(event_id: EventId, author: Author, reason: Reason, database: Database = None) -> None:
    """Withdraw an event: it did not happen, or is none.

    Its id is not given again. Later reports of it are put up for review.
    """
    from eventdb.review import Signature
    from eventdb.review import reject as run

    _decide(database, lambda session: run(session, event_id, Signature(author, reason)))


@review.command(
    epilog=examples(f"eventdb review confirm SYR12 {_SIGNED} 'checked against the hospital list'")
)
def confirm(event_id: EventId, author: Author, reason: Reason, database: Database = None) -> None:
    """Say that an event is right as it stands, and take it off the list.

    It comes back when it changes.
    """
    from eventdb.review import Signature
    from eventdb.review import confirm as run

    _decide(database, lambda session: run(session, event_id, Signature(author, reason)))


@review.command(epilog=examples(f"eventdb review undo 3f2a91 {_SIGNED} 'the list was of Homs'"))
def undo(
    correction_id: Annotated[
        str,
        typer.Argument(
            metavar="CORRECTION_ID",
            help="Or its beginning; eventdb review show EVENT_ID lists them.",
        ),
    ],
    author: Author,
    reason: Reason,
    database: Database = None,
) -> None:
    """Take a correction back, or an undoing.

    The next build gives what it would give without it, under the former ids.
    """
    from eventdb.review import Signature
    from eventdb.review import undo as run

    _decide(database, lambda session: run(session, correction_id, Signature(author, reason)))


@review.command("import", epilog=examples("eventdb review import corrections.csv"))
def import_file(file: File, database: Database = None) -> None:
    """Take in corrections from a CSV file; those that are there already stay as they are.

    A row may be written by hand: author, reason, action, event_id, field and value are enough. In
    value, merge has the other events and split the event candidates, with spaces between; undo has
    the correction in undoes. One bad row, and none is taken in.
    """
    from eventdb.database import open_session
    from eventdb.review import import_file as run

    with open_session(_url(database)) as session:
        found = run(session, file)
    say(f"{found.added} new corrections, {found.known} known already; the next build applies them")


@review.command("export", epilog=examples("eventdb review export corrections.csv"))
def export_file(file: File, database: Database = None) -> None:
    """Write all corrections, undone ones as well, to a CSV file that can be kept and imported."""
    from eventdb.database import open_session
    from eventdb.load import read_corrections
    from eventdb.review import export_corrections

    with open_session(_url(database)) as session:
        text = export_corrections(read_corrections(session))
    if file == "-":
        sys.stdout.write(text)
    else:
        Path(file).write_text(text, encoding="utf-8", newline="")
