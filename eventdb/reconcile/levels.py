"""The fields in which two candidates are compared, and the levels that each can take.

A level is a number, 0 up, in the order written here; level 0 of every field is "unknown", when one
of the two does not state it. Names of fields and levels are the keys of the weights file.
"""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "date": (
        "unknown",
        "same day",
        "overlap, a day apart at most",
        "overlap, wide",
        "a day apart",
        "two days apart",
        "three days apart",
    ),
    "place": (
        "unknown",
        "same place",
        "same name",
        "within 5 km",
        "within 15 km",
        "within 40 km",
        "one in the other's district",
        "one in the other's province",
        "farther",
    ),
    "parties": (
        "unknown",
        "both same",
        "same and more general",
        "same and unknown",
        "same and contradictory",
        "both more general",
        "more general and unknown",
        "more general and contradictory",
        "unknown and contradictory",
        "both contradictory",
    ),
    "type": ("unknown", "same", "same event type", "compatible", "incompatible"),
    "killed": (
        "unknown",
        "none in both",
        "equal, 1 or 2",
        "equal, 3 to 9",
        "equal, 10 or more",
        "one within the other",
        "close",
        "grown since",
        "far smaller later",
        "contradictory",
    ),
    "injured": (
        "unknown",
        "none in both",
        "equal, 1 or 2",
        "equal, 3 to 9",
        "equal, 10 or more",
        "one within the other",
        "close",
        "grown since",
        "far smaller later",
        "contradictory",
    ),
    "words": (
        "unknown",
        "under a tenth",
        "a tenth",
        "a fifth",
        "a third",
        "half",
        "seven tenths",
        "nine tenths",
    ),
    "publisher": ("unknown", "another", "same", "same, within six hours"),
}
