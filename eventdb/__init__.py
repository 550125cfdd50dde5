"""Build a conflict-event database from news reports, every figure traceable to its words."""

__version__ = "0.1.0"
