"""Build a conflict-event database from news reports, every figure traceable to its words.

``read_events`` and its like read a database into data frames of pandas (``eventdb/frames.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventdb.frames import (
        read_acled,
        read_actors,
        read_claims,
        read_events,
        read_ged,
        read_responsibility,
        read_sources,
    )

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "read_acled",
    "read_actors",
    "read_claims",
    "read_events",
    "read_ged",
    "read_responsibility",
    "read_sources",
]


def __getattr__(name: str) -> object:
    """The readers of frames, when they are asked for: importing eventdb loads no library."""
    if name in __all__:
        from eventdb import frames

        return getattr(frames, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
