"""The account of a run as a page to read and as JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from eventdb.errors import EventdbError
from eventdb.releases.html import heading, page, paragraph, table
from eventdb.runs.account import Account, Unknown
from eventdb.runs.shares import Share


def write_account(account: Account, folder: Path) -> list[Path]:
    """Write ``run-N.html`` and ``run-N.json`` into a folder, which is made; the two files.

    Raises:
        EventdbError: they cannot be written.
    """
    texts = {"html": as_page(account), "json": as_json(account)}
    files = [folder / f"run-{account.run_id}.{ending}" for ending in texts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in zip(files, texts.values(), strict=True):
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise EventdbError(f"{folder}: cannot be written ({reason}); name another") from error
    return files


def as_json(account: Account) -> str:
    """All figures of an account, under the names of its fields; instants in ISO 8601."""
    record = dataclasses.asdict(account)
    for drift, row in zip(account.drift, record["drift"], strict=True):
        row["is_notable"] = drift.is_notable
    text = json.dumps(record, ensure_ascii=False, indent=2, default=lambda at: at.isoformat())
    return text + "\n"


def as_page(account: Account) -> str:
    """The same to read, in one file without a script."""
    return page(f"Run {account.run_id}", _parts(account))


def _parts(account: Account) -> Iterator[str]:
    yield paragraph(_sentence(account))
    notable = [drift.name for drift in account.drift if drift.is_notable]
    if notable:
        yield paragraph(f"Changed by more than chance: {', '.join(notable)}.")
    counts = account.counts.items()
    yield table(("what", "number"), ((name.replace("_", " "), count) for name, count in counts))
    if account.stages:
        yield heading("Time by step")
        steps = account.stages.items()
        yield table(("step", "seconds"), ((name, f"{took:.1f}") for name, took in steps))
    yield from _came(account)
    yield from _left_out(account)
    yield from _drift(account)
    if account.slowest:
        yield heading("Slowest reports")
        rows = (
            (item.report_id, f"{item.seconds:.2f}", item.characters, item.origin)
            for item in account.slowest
        )
        yield table(("report", "seconds", "characters", "origin"), rows)
    yield from _unknown("New groups that the registry lacks", "group", account.unknown_actors)
    yield from _unknown("New places that the gazetteer lacks", "place", account.unknown_places)


def _sentence(account: Account) -> str:
    began = f"{account.started_at:%Y-%m-%d %H:%M} UTC"
    if account.finished_at is None:
        return f"Begun {began}; it runs, or it was killed: the next run goes on where it stopped."
    took = (account.finished_at - account.started_at).total_seconds()
    return f"{account.status.capitalize()}; begun {began}, took {took:.0f} s (eventdb {account.program})."


def _came(account: Account) -> Iterator[str]:
    if not account.languages:
        return
    yield heading("What was read")
    for name, rows in (("language", account.languages), ("source", account.sources)):
        cells = ((row.name, row.reports, row.with_events) for row in rows)
        yield table((name, "reports", "with events"), cells)


def _left_out(account: Account) -> Iterator[str]:
    if account.left_out:
        yield heading("Left out unread")
        yield table(("reason", "reports"), account.left_out.items())
    if account.issues:
        yield heading("What went wrong")
        rows = (
            (item.stage, item.kind, item.count, f"{item.origin}: {item.problem}", item.mend)
            for item in account.issues
        )
        yield table(("step", "problem", "times", "the first", "mend"), rows)


def _drift(account: Account) -> Iterator[str]:
    if not account.drift:
        return
    yield heading(f"Beside run {account.compared_with}")
    rows = (
        (
            drift.name,
            _percent(drift.before),
            _percent(drift.now),
            "changed" if drift.is_notable else "",
        )
        for drift in account.drift
    )
    yield table(("share", f"run {account.compared_with}", f"run {account.run_id}", ""), rows)
    yield paragraph(
        "Changed: by three standard errors or more, which chance does once in 370 times."
    )


def _percent(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.1%} of {share.of}"


def _unknown(title: str, what: str, items: Iterable[Unknown]) -> Iterator[str]:
    rows = [(item.name, item.within, item.candidates, item.report_id) for item in items]
    if rows:
        yield heading(title)
        yield table((what, "country", "told", "report"), rows)
