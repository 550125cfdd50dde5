"""The version of the extractor, beside every claim and candidate that it makes."""

EXTRACTOR_VERSION = "9"
"""Raised whenever the extractor may read a report differently: reports are then read again."""
