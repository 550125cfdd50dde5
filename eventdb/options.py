"""Arguments and options of the commands, with what ``--help`` says of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eventdb.codebook import CountRule

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files and folders of reports: JSON, CSV, text, HTML, RSS, WARC, PDF, e-mail; each may be "
        "in gzip, zstd, zip or tar; - is standard input.",
    ),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="TOML: names of keys and columns in files of other programs.",
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="Database [default: sqlite:///build/eventdb.sqlite]."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=1, help="Processes that extract [default: the processors]."
    ),
]
Triage = Annotated[
    bool | None,
    typer.Option(
        "--triage/--no-triage",
        help="Leave out reports whose words have nothing to do with conflict, or read all "
        "[default: --triage].",
        show_default=False,
    ),
]
ReportSeconds = Annotated[
    int | None,
    typer.Option(
        "--report-seconds",
        metavar="N",
        min=0,
        help="Time that one report may take; 0: any [default: 60].",
    ),
]
ReportMegabytes = Annotated[
    int | None,
    typer.Option(
        "--report-megabytes",
        metavar="N",
        min=0,
        help="Memory that one report may take in a worker process; 0: any [default: 1024].",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="URL",
        help="Dask cluster that extracts, as tcp://host:8786 [default: this machine].",
    ),
]

OptionalPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH...]", help="Files and folders of reports [default: standard input]."
    ),
]
ExportsFolder = Annotated[
    Path | None,
    typer.Option("--exports", metavar="DIR", help="Folder of exports [default: build/exports]."),
]
CorrectionsFile = Annotated[
    str | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Corrections to take in first, as eventdb review export writes them.",
    ),
]
AccountFolder = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="DIR",
        help="Write the account of the run there, run-N.html and run-N.json.",
    ),
]
RunNumber = Annotated[
    int | None, typer.Option("--run", metavar="N", help="Which run [default: the last].")
]
CandidatesFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="File [default: standard output]."),
]
SchemaCheck = Annotated[
    bool,
    typer.Option("--check", help="Then compare the schema with the models; differences fail."),
]
EventOrReport = Annotated[str, typer.Argument(metavar="EVENT_ID|REPORT_ID", help="Which one.")]

ExplainedFile = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Draw the words with what was found in them."),
]
OtherEvent = Annotated[
    str | None,
    typer.Argument(metavar="[EVENT_ID]", help="Another event: why the two are not one."),
]

# --- reconcile ----------------------------------------------------------------------------------

MentionsFile = Annotated[
    Path | None,
    typer.Option(
        "--mentions",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Event data from elsewhere: JSON Lines or CSV, may be gzipped.",
    ),
]
MapFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="MAP", help="With --mentions: CSV of the event ids."),
]
FusedFile = Annotated[
    Path | None,
    typer.Option("--fused", metavar="FILE", help="With --mentions: the reconciled events."),
]

LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="With --mentions: the file is an export of acled, ged (UCDP) or gtd.",
    ),
]
MatchReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="With --mentions: what was matched, as JSON."),
]
CountRuleName = Annotated[
    CountRule | None,
    typer.Option(
        "--count-rule",
        help="How counts of several reports become one; docs/reconciliation.md tells how they differ.",
    ),
]

OneToOne = Annotated[
    bool,
    typer.Option(
        "--one-to-one", help="With --mentions: no source tells an event twice, as in clean data."
    ),
]


ColumnNames = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="KEY=NAME",
        help="With --mentions: the file's name for a key; may be repeated.",
    ),
]


def read_columns(columns: list[str] | None) -> dict[str, str]:
    """The file's names by key.

    Raises:
        typer.BadParameter: one is not of the form.
    """
    named = [column.partition("=") for column in columns or ()]
    for key, sign, name in named:
        if not (key and sign and name):
            raise typer.BadParameter(
                f"{key + sign + name!r} is not KEY=NAME", param_hint="--column"
            )
    return {key: name for key, _, name in named}


# --- export -------------------------------------------------------------------------------------

OutputFolder = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Folder [default: build/exports]."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="acled, events, claims, responsibility, codebook, taxonomy, ged, geojson, plover, "
        "parquet, claims_parquet, actors or sources; may be repeated [default: the first six].",
    ),
]


class Profile(StrEnum):
    """How much an export tells."""

    FULL = "full"
    PUBLIC = "public"


Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="NAME", help="Events of a country, by name or ISO3; may be repeated."
    ),
]
FirstDay = Annotated[
    datetime | None,
    typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"], help="Events from a day on."),
]
LastDay = Annotated[
    datetime | None,
    typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"], help="Events up to a day."),
]
EventTypes = Annotated[
    list[str] | None,
    typer.Option(
        "--event-type",
        metavar="NAME",
        help="Events of an event type or sub-event type; may be repeated.",
    ),
]
ActorNames = Annotated[
    list[str] | None,
    typer.Option(
        "--actor", metavar="NAME", help="Events with a party whose name has this; may be repeated."
    ),
]
LeastConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", metavar="X", help="Events with this confidence, 0 to 1."),
]
ExportProfile = Annotated[
    Profile,
    typer.Option(
        "--profile",
        help="public: without words of reports, names of persons, and exact points of camps, "
        "hospitals, schools and shelters.",
    ),
]
ByteOrderMark = Annotated[
    bool,
    typer.Option(
        "--bom", help="Begin CSV files with a byte order mark, for Arabic in spreadsheet programs."
    ),
]

# --- release ------------------------------------------------------------------------------------

DEFAULT_TITLE = "Conflict events from news reports"

ReleaseVersion = Annotated[str, typer.Argument(metavar="VERSION", help="As 2026.1.")]
ReleasesFolder = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="DIR", help="Folder of the releases."),
]
ReleaseTitle = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help=f"Title [default: {DEFAULT_TITLE}].")
]
ReleaseAuthors = Annotated[
    list[str] | None,
    typer.Option("--author", metavar="NAME", help="Who publishes it; may be repeated."),
]
ReleaseDay = Annotated[
    datetime | None,
    typer.Option("--date", metavar="DAY", formats=["%Y-%m-%d"], help="Day of publication."),
]
WantsSite = Annotated[
    bool, typer.Option("--site", help="Write the pages of eventdb serve, too, as files.")
]
PreviousRelease = Annotated[
    Path | None,
    typer.Option(
        "--previous",
        metavar="DIR",
        help="Release to compare with [default: the one before in the same folder].",
    ),
]

# --- check --------------------------------------------------------------------------------------

CheckedPath = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH]",
        help="A folder of exports, a release, or a CSV file [default: the database].",
    ),
]

# --- serve --------------------------------------------------------------------------------------

Host = Annotated[
    str, typer.Option("--host", metavar="NAME", help="Address to listen on; others may then look.")
]
Port = Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="Port.")]

# --- evaluate -----------------------------------------------------------------------------------

ReportsFile = Annotated[
    Path, typer.Option("--reports", metavar="FILE", help="Reports (JSON Lines).")
]
GoldFile = Annotated[
    Path, typer.Option("--gold", metavar="FILE", help="Hand-coded events (JSON Lines).")
]
PredictionsFile = Annotated[
    Path | None,
    typer.Option("--predictions", metavar="FILE", help="Events [default: extract them now]."),
]
AliasesFile = Annotated[
    Path | None, typer.Option("--aliases", metavar="FILE", help="Other names of actors (JSON).")
]
GroupKey = Annotated[
    str | None, typer.Option("--by", metavar="KEY", help="Also score by this key of the report.")
]
Unannotated = Annotated[
    list[str] | None,
    typer.Option("--unannotated", metavar="TYPE", help="A type that the gold file leaves out."),
]
ErrorCount = Annotated[
    int, typer.Option("--errors", metavar="N", min=0, help="Show the N events read worst.")
]
FloorsFile = Annotated[
    Path | None,
    typer.Option("--floors", metavar="FILE", help="Least F1 by slot (TOML); less is status 1."),
]
ErrorSlot = Annotated[
    str | None,
    typer.Option("--slot", metavar="SLOT", help="Show the errors of this slot, class by class."),
]
WantsConfusion = Annotated[
    bool, typer.Option("--confusion", help="Show which sub-event type is taken for which.")
]
ComparedFile = Annotated[
    Path | None,
    typer.Option("--compare", metavar="FILE", help="Events of an earlier run to compare with."),
]
CodedFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="Events of one coder (JSON Lines).")
]
