"""The command line: options, one call into the package, an exit status."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventdb import __version__
from eventdb.limits import ReportLimits
from eventdb.options import (
    DEFAULT_TITLE,
    AccountFolder,
    ActorNames,
    AliasesFile,
    ByteOrderMark,
    CandidatesFile,
    CheckedPath,
    CodedFile,
    ColumnNames,
    ComparedFile,
    CorrectionsFile,
    Countries,
    CountRuleName,
    Database,
    ErrorCount,
    ErrorSlot,
    EventOrReport,
    EventTypes,
    ExplainedFile,
    ExportProfile,
    ExportsFolder,
    FirstDay,
    FloorsFile,
    Formats,
    FusedFile,
    GoldFile,
    GroupKey,
    Host,
    LastDay,
    LayoutName,
    LeastConfidence,
    MapFile,
    MappingFile,
    MatchReportFile,
    MentionsFile,
    OneToOne,
    OptionalPaths,
    OtherEvent,
    OutputFolder,
    Paths,
    Port,
    PredictionsFile,
    PreviousRelease,
    Profile,
    ReleaseAuthors,
    ReleaseDay,
    ReleasesFolder,
    ReleaseTitle,
    ReleaseVersion,
    ReportMegabytes,
    ReportSeconds,
    ReportsFile,
    RunNumber,
    Scheduler,
    SchemaCheck,
    Triage,
    Unannotated,
    WantsConfusion,
    WantsSite,
    Workers,
    read_columns,
)
from eventdb.review_commands import review
from eventdb.settings import Settings, read_settings
from eventdb.terminal import Commands, Screen, Status, examples, leave, say, start_logging

if TYPE_CHECKING:
    from eventdb.reading import Columns

# Each command imports what it needs when it runs: --help, and a build with nothing to extract,
# would otherwise wait for libraries that they do not use.


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 fine; 1 something failed, the rest was kept; 2 wrong usage, or nothing "
    "could be done; 130 interrupted, the same command goes on from there.",
)


@app.callback(invoke_without_command=True)
def main(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Build a conflict-event database from news reports, every figure traceable to its words.

    Options may be set in the environment, too: EVENTDB_DB, EVENTDB_EXPORTS, EVENTDB_WORKERS,
    EVENTDB_LOG (DEBUG, INFO, WARNING), EVENTDB_LOG_FORMAT (text, json).
    """
    if version:
        typer.echo(f"eventdb {__version__}")
        leave(Status.FINE)
    settings = read_settings()
    start_logging(settings.log_level, as_json=settings.log_format == "json")
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.add_typer(review, name="review")


def _settings(
    database: str | None = None,
    workers: int | None = None,
    count_rule: CountRuleName = None,
    exports: Path | None = None,
    triage: bool | None = None,
    limits: tuple[int | None, int | None] = (None, None),
    scheduler: str | None = None,
) -> Settings:
    """The environment's settings, under what the command line gives."""
    given = read_settings()
    return dataclasses.replace(
        given,
        database=database or given.database,
        workers=workers or given.workers,
        count_rule=count_rule or given.count_rule,
        exports=exports or given.exports,
        triage=given.triage if triage is None else triage,
        limits=ReportLimits(
            given.limits.seconds if limits[0] is None else limits[0],
            given.limits.megabytes if limits[1] is None else limits[1],
        ),
        scheduler=scheduler or given.scheduler,
    )


def _columns(mapping: Path | None) -> Columns | None:
    """The mapping of a file, where one is given."""
    if mapping is None:
        return None
    from eventdb.reading import read_columns

    return read_columns(mapping)


# --------------------------------------------------------------------------------------------
# The line, whole and in parts
# --------------------------------------------------------------------------------------------


@app.command(
    epilog=examples(
        "eventdb build seeds/reports/",
        "eventdb build news/ more.jsonl.gz --db sqlite:///syria.sqlite --exports out/",
        "crawler | eventdb build - --db postgresql://me@localhost/events",
        "eventdb build news/ --corrections corrections.csv",
    )
)
def build(
    paths: Paths,
    database: Database = None,
    exports: ExportsFolder = None,
    workers: Workers = None,
    corrections: CorrectionsFile = None,
    count_rule: CountRuleName = None,
    mapping: MappingFile = None,
    triage: Triage = None,
    report: AccountFolder = None,
    report_seconds: ReportSeconds = None,
    report_megabytes: ReportMegabytes = None,
    scheduler: Scheduler = None,
) -> None:
    """Migrate, ingest, extract, reconcile and export, in one go.

    What is there already is not done again: the same reports change nothing, new ones are added,
    an interrupted build goes on where it stopped. A bad report is recorded with its reason and
    stops nothing.
    """
    from eventdb.build import build as run
    from eventdb.summary import finish

    limits = (report_seconds, report_megabytes)
    settings = _settings(database, workers, count_rule, exports, triage, limits, scheduler)
    outcome = run(paths, settings, Screen(), corrections, _columns(mapping))
    if report is not None:
        _write_account(settings.database, report)
    finish(outcome, settings.database)


def _write_account(url: str, folder: Path, run_id: int | None = None) -> list[Path]:
    from eventdb.database import open_session
    from eventdb.runs import read_account, write_account

    with open_session(url) as session:
        return write_account(read_account(session, run_id), folder)


@app.command(
    epilog=examples(
        "eventdb status --db sqlite:///syria.sqlite",
        "eventdb status --report account/ --run 12",
    )
)
def status(database: Database = None, report: AccountFolder = None, run: RunNumber = None) -> None:
    """What the database holds, what is still to be done, and how the last run ended.

    The exit status is 0 where the last run was fine, 1 where it met issues or one runs now, 2 where
    there was none, or it failed or was killed.
    """
    from eventdb.database import open_session
    from eventdb.lock import is_held
    from eventdb.runs.status import as_lines, read_standing

    url = _settings(database).database
    is_locked = is_held(url)
    with open_session(url) as session:
        standing = read_standing(session, is_locked=is_locked)
    for line in as_lines(standing):
        typer.echo(line)
    if report is not None:
        for path in _write_account(url, report, run):
            typer.echo(path)
    if standing.last is None or standing.was_killed or standing.last.status == "failed":
        leave(Status.NOTHING)
    leave(Status.FINE if standing.is_well else Status.PARTLY)


@app.command(epilog=examples("eventdb ingest today.jsonl --db sqlite:///syria.sqlite"))
def ingest(paths: Paths, database: Database = None, mapping: MappingFile = None) -> None:
    """Store reports; extraction is left to the next build."""
    from eventdb.build import ingest as run
    from eventdb.summary import finish

    settings = _settings(database)
    outcome = run(paths, settings.database, Screen(), _columns(mapping))
    finish(outcome, settings.database)


@app.command(
    epilog=examples(
        "eventdb extract reports.jsonl -o events.jsonl",
        "cat article.txt | eventdb extract | jq .location",
    )
)
def extract(
    paths: OptionalPaths = None,
    output: CandidatesFile = None,
    workers: Workers = None,
    mapping: MappingFile = None,
    report_seconds: ReportSeconds = None,
    report_megabytes: ReportMegabytes = None,
    scheduler: Scheduler = None,
) -> None:
    """Turn reports into event candidates (JSON Lines), without a database.

    Input and output are described in docs/formats.md.
    """
    from eventdb.stream import extract_to

    limits = (report_seconds, report_megabytes)
    settings = _settings(workers=workers, limits=limits, scheduler=scheduler)
    outcome = extract_to(
        paths or ["-"],
        output,
        settings.workers,
        Screen(),
        _columns(mapping),
        settings.limits,
        settings.scheduler,
    )
    say(
        f"{outcome.candidates} event candidates in {outcome.read} reports, {outcome.issues} skipped"
    )
    if outcome.read == 0:
        leave(Status.NOTHING)
    leave(Status.PARTLY if outcome.issues else Status.FINE)


@app.command(
    epilog=examples(
        "eventdb reconcile --db sqlite:///syria.sqlite",
        "eventdb reconcile --mentions mentions.jsonl -o map.csv --fused events.jsonl",
        "eventdb reconcile --mentions a.csv -o map.csv --column mention_id=data_id --one-to-one",
    )
)
def reconcile(
    database: Database = None,
    mentions: MentionsFile = None,
    output: MapFile = None,
    fused: FusedFile = None,
    columns: ColumnNames = None,
    one_to_one: OneToOne = False,
    layout: LayoutName = None,
    report: MatchReportFile = None,
    count_rule: CountRuleName = None,
) -> None:
    """Find one event in many reports, and fuse them.

    With --db, in the database. With --mentions, for event data from elsewhere; no database is
    needed then. docs/formats.md describes the file.
    """
    from eventdb.summary import finish, finish_matching

    if mentions is not None:
        from eventdb.naming import resolve_party
        from eventdb.reconcile.layouts import find_layout
        from eventdb.reconcile.mentions import reconcile_file

        if output is None:
            raise typer.BadParameter("--mentions needs -o, the CSV file to write", param_hint="-o")
        mapping = read_columns(columns)
        found = reconcile_file(
            mentions,
            output,
            fused,
            mapping=mapping,
            one_to_one=one_to_one,
            resolve=resolve_party,
            count_rule=_settings(count_rule=count_rule).count_rule,
            report=report,
            layout=find_layout(layout) if layout else None,
        )
        finish_matching(found)
    alone = (output, fused, report, layout, columns or None, one_to_one or None)
    if any(option is not None for option in alone):
        raise typer.BadParameter("goes with -o, --fused and others", param_hint="--mentions")
    from eventdb.build import reconcile_database

    settings = _settings(database, count_rule=count_rule)
    outcome = reconcile_database(settings.database, Screen(), settings.count_rule)
    finish(outcome, settings.database)


# --------------------------------------------------------------------------------------------
# What is built
# --------------------------------------------------------------------------------------------


@app.command(
    epilog=examples(
        "eventdb export --db sqlite:///syria.sqlite -o out/",
        "eventdb export --format acled --format claims",
        "eventdb export --country Syria --from 2018-02-01 --to 2018-02-28 --actor 'Islamic State'",
        "eventdb export --profile public --format acled --bom -o public/",
    )
)
def export(
    database: Database = None,
    output: OutputFolder = None,
    formats: Formats = None,
    country: Countries = None,
    first: FirstDay = None,
    last: LastDay = None,
    event_type: EventTypes = None,
    actor: ActorNames = None,
    min_confidence: LeastConfidence = None,
    profile: ExportProfile = Profile.FULL,
    bom: ByteOrderMark = False,
) -> None:
    """Write files from the database as it is: every event, or those that are asked for."""
    from eventdb.database import open_session
    from eventdb.exports import Options, Selection, write_exports

    settings = _settings(database)
    chosen = Selection(
        countries=tuple(country or ()),
        first=first and first.date(),
        last=last and last.date(),
        event_types=tuple(event_type or ()),
        actors=tuple(actor or ()),
        min_confidence=min_confidence,
    )
    options = Options(chosen, profile is Profile.PUBLIC, bom)
    with open_session(settings.database) as session:
        for file in write_exports(session, output or settings.exports, formats, options):
            typer.echo(file)


@app.command(
    epilog=examples(
        "eventdb release 2026.1 --db sqlite:///syria.sqlite -o releases/",
        "eventdb release 2026.2 --author 'N. Ali' --title 'Events in Syria' --date 2026-07-01",
        "eventdb release 2026.2 --profile public -o public-releases/",
    )
)
def release(
    version: ReleaseVersion,
    database: Database = None,
    output: ReleasesFolder = Path("releases"),
    title: ReleaseTitle = None,
    author: ReleaseAuthors = None,
    date: ReleaseDay = None,
    previous: PreviousRelease = None,
    profile: ExportProfile = Profile.FULL,
    site: WantsSite = False,
) -> None:
    """Write a release that can be cited: all exports, codebook, quality, changes, checksums.

    It goes to a folder of its name, which is never written again. Changes are those since the release
    before it in the same folder. With --site its folder site has the pages of eventdb serve as files.
    """
    from eventdb.database import check_schema, open_engine
    from eventdb.releases import About, make_release
    from eventdb.site import write_site

    about = About(version, title or DEFAULT_TITLE, tuple(author or ()), date and date.date())
    with open_engine(_settings(database).database) as engine:
        check_schema(engine)
        is_public = profile is Profile.PUBLIC
        made = make_release(
            engine,
            about,
            output,
            previous=previous,
            is_public=is_public,
            site=write_site if site else None,
        )
        typer.echo(made)


@app.command(
    epilog=examples("eventdb serve", "eventdb serve --db sqlite:///syria.sqlite --port 8100")
)
def serve(database: Database = None, host: Host = "127.0.0.1", port: Port = 8001) -> None:
    """Show the database in a browser: map, time line, events with the words of their reports.

    The database is only read, and no page asks another machine. Tables, SQL and CSV are Datasette's.
    Ctrl-C ends it.
    """
    from eventdb.serve import serve as run

    settings = _settings(database)
    say("preparing the pages (an index of the events is made once, in the cache)")
    run(settings.database, settings.cache, host=host, port=port, ready=_open_it)


def _open_it(address: str) -> None:
    say(f"open {address} in a browser; Ctrl-C ends it")


@app.command(
    epilog=examples(
        "eventdb check build/exports/",
        "eventdb check acled.csv",
        "eventdb check --db sqlite:///syria.sqlite",
    )
)
def check(where: CheckedPath = None, database: Database = None) -> None:
    """Check exported files, or the database: columns, codes, and what must hold between them.

    Files are held to their datapackage.json and to the rules of ACLED and UCDP; each finding has
    file, line and column, and how to mend it. Without a path the database is checked.
    """
    from eventdb.checking import check as run

    settings = _settings(database)
    run(where or settings.database, is_database=where is None)


@app.command(
    epilog=examples(
        "eventdb migrate --db postgresql://me@localhost/events",
        "eventdb migrate --db sqlite:///new.sqlite --check",
    )
)
def migrate(
    database: Database = None,
    check: SchemaCheck = False,
) -> None:
    """Bring a database to this program's schema.

    It starts from nothing or from an older schema, and loses no row.
    """
    from eventdb.database import head_revision, schema_differences, shown
    from eventdb.database import migrate as run

    url = _settings(database).database
    run(url)
    say(f"{shown(url)} is at revision {head_revision()}")
    differences = schema_differences(url) if check else []
    for line in differences:
        typer.echo(line)
    if differences:
        say("the models differ from the migrations; make migration NAME=what_changed writes one")
        leave(Status.PARTLY)


@app.command(
    epilog=examples(
        "eventdb explain SYR12",
        "eventdb explain SYR12 SYR15",
        "eventdb explain SYR12 --html s.html",
    )
)
def explain(
    key: EventOrReport,
    other: OtherEvent = None,
    html: ExplainedFile = None,
    database: Database = None,
) -> None:
    """Tell why: from an event or report down to the words.

    For an event: each column with its rule, claims and words, and what joins its reports. For two
    events: why they are not one.

    For a report: the events that were read in it, and every claim with its place in the text. With
    --html the words of a report, or of all reports of an event, are drawn with all that was found in
    them, as spaCy's displaCy does.
    """
    from eventdb.database import open_session
    from eventdb.explain import explain as run

    with open_session(_settings(database).database) as session:
        if html is None:
            typer.echo(run(session, key, other))
            return
        from eventdb.explain_page import write_explanation

        typer.echo(write_explanation(session, key, html))


@app.command(
    epilog=examples(
        "eventdb evaluate --reports reports.jsonl --gold gold.jsonl --by language",
        "eventdb evaluate --reports r.jsonl --gold g.jsonl --slot place --errors 20",
        "eventdb evaluate --reports r.jsonl --gold g.jsonl --compare before.jsonl",
    )
)
def evaluate(
    reports: ReportsFile,
    gold: GoldFile,
    predictions: PredictionsFile = None,
    aliases: AliasesFile = None,
    by: GroupKey = None,
    unannotated: Unannotated = None,
    errors: ErrorCount = 0,
    slot: ErrorSlot = None,
    confusion: WantsConfusion = False,
    compare: ComparedFile = None,
    floors: FloorsFile = None,
    workers: Workers = None,
) -> None:
    """Score the extractor against hand-coded events.

    Precision, recall and F1 for each slot; docs/evaluation.md has the definitions.
    """
    from eventdb.evaluate import below_floors, read_floors
    from eventdb.measure import Extras, Measurement, measure_as_text

    wanted = read_floors(floors) if floors is not None else {}
    what = Measurement(reports, gold, predictions, aliases, by, unannotated or ())
    extras = Extras(errors, slot, compare, confusion)
    found, text = measure_as_text(what, extras, _settings(None, workers).workers, Screen())
    typer.echo(text)
    below = below_floors(found, wanted)
    for line in below:
        say(line)
    leave(Status.PARTLY if below else Status.FINE)


@app.command(epilog=examples("eventdb agree coder1.jsonl coder2.jsonl"))
def agree(first: CodedFile, second: CodedFile, aliases: AliasesFile = None) -> None:
    """How far two people who coded the same reports agree: kappa and alpha by column."""
    from eventdb.measure import agreement

    typer.echo(agreement(first, second, aliases))
