"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files and folders of reports: JSON Lines, CSV, plain text, each may be gzipped; "
        "- is standard input.",
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
