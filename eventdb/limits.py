"""What one report may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """What one report may cost; it is given up, and recorded as an issue, beyond that.

    Attributes:
        seconds: of time; 0 is without limit. Most reports take some hundredths of a second, one of a
            million characters some seconds.
        megabytes: of memory, beyond what a worker needs to be there; 0 is without limit. Held in
            worker processes on Linux.
    """

    seconds: float = 60.0
    megabytes: int = 1024


DEFAULT_LIMITS = ReportLimits()
