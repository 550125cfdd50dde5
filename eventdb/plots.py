"""Figures of a database: events and deaths over time, by party and by place, with their ranges.

The same database gives the same bytes of SVG and PNG: no date, no version and no random id is in them.
Labels are the English names of parties and places, as no font here is known to shape Arabic.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("svg", "png")

_SETTINGS: Mapping[Any, object] = {
    "svg.hashsalt": "eventdb",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "both",
    "grid.alpha": 0.25,
    "axes.axisbelow": True,
}
_NO_METADATA: Mapping[str, Mapping[str, str | None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}
_BLUE, _RED = "#31688e", "#b5403a"
_BARS = 12
_LONGEST_NAME = 46
# Three years of months, or fewer, have room for a bar each.
_MONTH = 30.4


class Deaths(NamedTuple):
    """Events and deaths of one month, party or place."""

    name: str
    events: int
    low: int
    best: int
    high: int


def by_month(connection: Connection) -> list[Deaths]:
    """Events and deaths of each month that has any, in order."""
    return _ask(
        connection,
        """SELECT month, sum(events), sum(fatalities_low), sum(fatalities_best), sum(fatalities_high)
        FROM event_by_month GROUP BY month ORDER BY month""",
    )


def by_party(connection: Connection) -> list[Deaths]:
    """Events that each party takes part in on any side, and the deaths in them; most events first."""
    return _ask(
        connection,
        """SELECT p.actor_name, count(*), sum(coalesce(e.fatalities_low, 0)),
            sum(coalesce(e.fatalities_best, e.fatalities_low, 0)),
            sum(coalesce(e.fatalities_high, e.fatalities_best, e.fatalities_low, 0))
        FROM (SELECT DISTINCT event_id, actor_name FROM event_actor WHERE actor_kind <> 7) AS p
        JOIN event AS e ON e.event_id = p.event_id
        GROUP BY p.actor_name
        ORDER BY count(*) DESC, sum(coalesce(e.fatalities_best, e.fatalities_low, 0)) DESC,
            p.actor_name""",
    )


def by_place(connection: Connection) -> list[Deaths]:
    """Events and deaths of each place; most events first."""
    return _ask(
        connection,
        """SELECT location || ', ' || country, events, fatalities_low, fatalities_best,
            fatalities_high
        FROM event_by_place
        ORDER BY events DESC, fatalities_best DESC, country, admin1, location""",
    )


def _ask(connection: Connection, query: str) -> list[Deaths]:
    rows = connection.execute(sa.text(query))
    return [Deaths(str(name), *(int(count) for count in counts)) for name, *counts in rows]


# --------------------------------------------------------------------------------------------
# Figures
# --------------------------------------------------------------------------------------------


def plot_months(rows: Sequence[Deaths]) -> Figure:
    """Events, and deaths with the range of what is stated, by month."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    figure = _figure(5.2)
    above, below = figure.subplots(2, sharex=True)
    days = [dt.date.fromisoformat(f"{row.name}-15") for row in rows]
    span = (days[-1] - days[0]).days if days else 0
    # Bars stay visible however many years there are.
    width = max(0.8 * _MONTH, span / 160)
    above.bar(days, [row.events for row in rows], width=width, color=_BLUE)
    above.yaxis.get_major_locator().set_params(integer=True)
    above.set_ylabel("events")
    above.set_title("Events and deaths by month", loc="left", fontweight="bold")
    below.bar(days, [row.best for row in rows], width=width, color=_RED, alpha=0.75)
    below.errorbar(
        days,
        [row.best for row in rows],
        yerr=_errors(rows),
        fmt="none",
        ecolor="#222222",
        elinewidth=1,
        capsize=2,
    )
    below.set_ylabel(f"deaths: best, low to high{_scale(below.set_yscale, rows)}")
    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    below.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
    below.xaxis.set_major_formatter(formatter)
    return figure


def plot_parties(rows: Sequence[Deaths]) -> Figure:
    """The parties of most events, and the deaths in those events on all sides."""
    title = "Parties of most events (civilians left out); deaths are those of all sides"
    return _ranking(rows, title)


def plot_places(rows: Sequence[Deaths]) -> Figure:
    """The places of most events, and the deaths there."""
    return _ranking(rows, "Places of most events")


def _ranking(rows: Sequence[Deaths], title: str) -> Figure:
    shown = list(rows[:_BARS])[::-1]
    figure = _figure(1.2 + 0.32 * max(len(shown), 3))
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1, 2])
    places = range(len(shown))
    left.barh(places, [row.events for row in shown], color=_BLUE)
    left.set_yticks(list(places), [_short(row.name) for row in shown])
    left.set_xlabel("events")
    left.xaxis.get_major_locator().set_params(integer=True)
    right.barh(places, [row.best for row in shown], color=_RED, alpha=0.75)
    right.errorbar(
        [row.best for row in shown],
        list(places),
        xerr=_errors(shown),
        fmt="none",
        ecolor="#222222",
        elinewidth=1,
        capsize=2,
    )
    right.set_xlabel(f"deaths: best, low to high{_scale(right.set_xscale, shown)}")
    figure.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=10)
    return figure


def _figure(height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(9, height), layout="constrained")


def _errors(rows: Sequence[Deaths]) -> list[list[int]]:
    below = [max(0, row.best - row.low) for row in rows]
    above = [max(0, row.high - row.best) for row in rows]
    return [below, above]


def _scale(setter: Callable[..., None], rows: Sequence[Deaths]) -> str:
    """A scale that shows ten beside thousands: linear up to ten, then logarithmic; what to say of it."""
    most = max((row.high for row in rows), default=0)
    median = sorted(row.high for row in rows)[len(rows) // 2] if rows else 0
    if most <= 20 * max(median, 1):
        return ""
    setter("symlog", linthresh=10)
    return " (log scale)"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


PLOTS: Mapping[str, tuple[Callable[[Connection], list[Deaths]], Callable[..., Figure]]] = {
    "months": (by_month, plot_months),
    "parties": (by_party, plot_parties),
    "places": (by_place, plot_places),
}


def write_plots(
    connection: Connection, folder: Path, hidden: frozenset[str] = frozenset()
) -> list[Path]:
    """Write every figure as SVG and PNG into a folder, which is made where it is missing.

    Args:
        connection: to the database.
        folder: of the files.
        hidden: names of parties and places that are left out.
    """
    import matplotlib as mpl

    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with mpl.rc_context(dict(_SETTINGS)):
        for name, (ask, plot) in PLOTS.items():
            rows = [row for row in ask(connection) if not _names(row.name) & hidden]
            figure = plot(rows)
            for suffix in FORMATS:
                path = folder / f"{name}.{suffix}"
                figure.savefig(path, format=suffix, dpi=150, metadata=dict(_NO_METADATA[suffix]))
                files.append(path)
    return files


def _names(label: str) -> set[str]:
    """A label, and the place of one that names its country, too."""
    return {label, label.rpartition(", ")[0]}
