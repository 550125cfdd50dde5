"""The fields in which two candidates are compared, and the levels that each can take.

A level is a number, 0 up, in the order written here; level 0 of every field is "unknown", when one
of the two (of a count: both) does not state it. Names of fields and levels are the keys of the weights file: a change
here asks for new weights.
"""

from __future__ import annotations

_COUNT_LEVELS = (
    "unknown",
    "none in both",
    "equal, 1 or 2",
    "equal, 3 to 5",
    "equal, 6 to 12",
    "equal, 13 or more",
    "one within the other",
    "close",
    "grown since",
    "grown much since",
    "none, then some",
    "far smaller later",
    "contradictory",
    "one silent, other none",
    "one silent, other 1 or 2",
    "one silent, other more",
)

FIELDS: dict[str, tuple[str, ...]] = {
    "date": (
        "unknown",
        "same day",
        "same span",
        "overlap, a day apart at most",
        "a day within a span",
        "spans overlap",
        "a day apart, the later on its day of publication",
        "a day apart",
        "two days apart, the later on its day of publication",
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
        "farther",
        "same district, one no finer",
        "same province, one no finer",
        "same coarse place",
        "within 15 km, one coarse",
        "farther, one coarse",
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
    "type": (
        "unknown",
        "same, common",
        "same, rarer",
        "same event type",
        "compatible",
        "incompatible",
    ),
    "killed": _COUNT_LEVELS,
    "injured": _COUNT_LEVELS,
    "words": (
        "unknown",
        "nearly none",
        "under a tenth",
        "under a fifth",
        "under three tenths",
        "under four tenths",
        "under six tenths",
        "under eight tenths",
        "nearly all",
    ),
    "telling words": ("unknown", "none", "one", "two", "three or four", "more"),
    "publisher": ("unknown", "another", "same, later", "same, within six hours"),
    "lag": ("unknown", "half a day", "two days", "five days", "longer"),
    "crowd": (
        "unknown",
        "2 at most",
        "4 at most",
        "8 at most",
        "16 at most",
        "32 at most",
        "more",
    ),
    "round-ups": ("unknown", "none", "under a fifth", "more"),
    "repeats": ("unknown", "under 1.2", "under 1.7", "under 2.5", "under 4", "more"),
}
