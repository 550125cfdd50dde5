"""What the environment may set; the only reader of it.

A command's option wins over the environment, the environment over the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eventdb.codebook import CountRule
from eventdb.errors import EventdbError
from eventdb.limits import DEFAULT_LIMITS, ReportLimits

DEFAULT_DATABASE = "sqlite:///build/eventdb.sqlite"
DEFAULT_EXPORTS = "build/exports"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run.

    Attributes:
        database: URL of the database (``EVENTDB_DB``); may hold a password, never print it.
        exports: folder that exports go to (``EVENTDB_EXPORTS``).
        workers: number of processes that extract (``EVENTDB_WORKERS``); default: the processors.
        log_level: name of a level of ``logging`` (``EVENTDB_LOG``).
        log_format: ``text`` or ``json``, one object a line (``EVENTDB_LOG_FORMAT``).
        cache: folder of what is compiled once, such as the gazetteer's index (``EVENTDB_CACHE``);
            default: the user's cache folder.
        count_rule: how counts are fused (``EVENTDB_COUNT_RULE``).
        triage: whether a build leaves out reports that have nothing to do with conflict
            (``EVENTDB_TRIAGE``, ``on`` or ``off``).
        limits: what one report may cost (``EVENTDB_REPORT_SECONDS``, ``EVENTDB_REPORT_MEGABYTES``).
        scheduler: address of a Dask cluster that extracts (``EVENTDB_SCHEDULER``); default: none.
    """

    database: str = DEFAULT_DATABASE
    exports: Path = Path(DEFAULT_EXPORTS)
    workers: int = 1
    log_level: str = "WARNING"
    log_format: str = "text"
    cache: Path = Path("build/cache")
    count_rule: CountRule = CountRule.ACLED
    triage: bool = True
    limits: ReportLimits = DEFAULT_LIMITS
    scheduler: str | None = None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment gives.

    Raises:
        EventdbError: a variable holds what it cannot hold.
    """
    return Settings(
        database=environment.get("EVENTDB_DB") or DEFAULT_DATABASE,
        exports=Path(environment.get("EVENTDB_EXPORTS") or DEFAULT_EXPORTS),
        workers=_workers(environment.get("EVENTDB_WORKERS")),
        log_level=_log_level(environment.get("EVENTDB_LOG")),
        log_format=_log_format(environment.get("EVENTDB_LOG_FORMAT")),
        cache=_cache(environment),
        count_rule=_count_rule(environment.get("EVENTDB_COUNT_RULE")),
        triage=_triage(environment.get("EVENTDB_TRIAGE")),
        limits=_limits(environment),
        scheduler=environment.get("EVENTDB_SCHEDULER") or None,
    )


def _cache(environment: Mapping[str, str]) -> Path:
    """The override, else the user's cache folder by the XDG Base Directory Specification."""
    if given := environment.get("EVENTDB_CACHE"):
        return Path(given)
    if xdg := environment.get("XDG_CACHE_HOME"):
        return Path(xdg) / "eventdb"
    if home := environment.get("HOME") or environment.get("USERPROFILE"):
        return Path(home) / ".cache" / "eventdb"
    return Path("build/cache")


def _workers(value: str | None) -> int:
    if not value:
        return processors()
    if not value.isdecimal() or int(value) < 1:
        raise EventdbError(f"EVENTDB_WORKERS={value}: not a number of processes; give 1 or more")
    return int(value)


def _log_level(value: str | None) -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    level = (value or "WARNING").upper()
    if level not in levels:
        raise EventdbError(f"EVENTDB_LOG={value}: not a level; give one of {', '.join(levels)}")
    return level


def _log_format(value: str | None) -> str:
    form = (value or "text").lower()
    if form not in ("text", "json"):
        raise EventdbError(f"EVENTDB_LOG_FORMAT={value}: give text or json")
    return form


def _count_rule(value: str | None) -> CountRule:
    try:
        return CountRule((value or CountRule.ACLED).lower())
    except ValueError:
        rules = ", ".join(CountRule)
        raise EventdbError(f"EVENTDB_COUNT_RULE={value}: not a rule; give one of {rules}") from None


def _triage(value: str | None) -> bool:
    answer = (value or "on").lower()
    if answer not in ("on", "off"):
        raise EventdbError(f"EVENTDB_TRIAGE={value}: give on or off")
    return answer == "on"


def _limits(environment: Mapping[str, str]) -> ReportLimits:
    given = {}
    for field in ("seconds", "megabytes"):
        name = f"EVENTDB_REPORT_{field.upper()}"
        if value := environment.get(name):
            if not value.isdecimal():
                raise EventdbError(f"{name}={value}: give a whole number, 0 for no limit")
            given[field] = int(value)
    return replace(DEFAULT_LIMITS, **given)


def processors() -> int:
    """Processors that this process may run on; a container often grants fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
