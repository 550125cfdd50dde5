"""The fields in which two candidates are compared, and the levels that each can take.

A level is a number, 0 up, in the order written here; level 0 of every field is "unknown", when one
of the two (of a count: both) does not state it. Names of fields and levels are the keys of the weights file: a change
here asks for new weights.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Measure:
    """A field that is an amount.

    Attributes:
        bounds: where one level ends and the next begins.
        unit: of the bounds.
    """

    bounds: tuple[float, ...]
    unit: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """Names of the levels: unknown, under the first bound, and so on."""
        names = [f"under {bound:g}{self.unit}" for bound in self.bounds]
        return ("unknown", *names, f"{self.bounds[-1]:g}{self.unit} and more")


_GROWTH = (-1.5, -0.9, -0.4, -0.17, -0.01, 0.01, 0.2, 0.5, 1.0, 1.6)
_LARGER = (1, 2, 3, 5, 7, 10, 14, 24)

MEASURES: dict[str, Measure] = {
    "days between": Measure((1, 2, 3), " days"),
    "days before": Measure((0, 1, 2, 3, 5), " days"),
    "longer span": Measure((1, 2, 4, 7, 14), " days"),
    "shorter span": Measure((1, 2, 4, 9), " days"),
    "distance": Measure((0.1, 0.5, 2, 4.5, 7, 10, 15, 25, 40, 70), " km"),
    "killed, growth": Measure(_GROWTH, " doublings"),
    "killed, larger": Measure(_LARGER),
    "injured, growth": Measure(_GROWTH, " doublings"),
    "injured, larger": Measure(_LARGER),
    "rare words, fewer": Measure((1, 2, 3, 5, 8)),
    "rare words, more": Measure((1, 2, 3, 5, 8)),
    "lag": Measure((4, 7, 13, 20, 28, 48, 72, 120, 480), " hours"),
    "age": Measure((0, 12, 24, 48, 96, 192, 336), " hours"),
    "crowd": Measure((2, 3, 5, 7, 9, 13, 17, 25, 37, 64)),
    "repeats": Measure((1.05, 1.2, 1.4, 1.7, 2.0, 2.35, 3.0, 4.0)),
}
"""Fields that are amounts; growth is of the later published count over the earlier, one added to each."""

FIELDS: dict[str, tuple[str, ...]] = {
    "date": (
        "unknown",
        "same day",
        "same two days",
        "same longer span",
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
        "one name within the other",
        "other name, same district",
        "other name, same province",
        "farther, each exact, in other provinces",
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
        "same, armed clash",
        "same, shelling",
        "same, air strike",
        "same, attack",
        "same, a bomb",
        "same, a protest",
        "same, rarer",
        "shelling and air strike",
        "two kinds of bomb",
        "same event type",
        "clash and attack",
        "clash and shelling",
        "arrest and abduction",
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
    **{name: measure.levels for name, measure in MEASURES.items()},
}
