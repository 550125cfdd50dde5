"""What stands around a name of a place, as far as it tells which place is meant and how near it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventdb.codebook import GeoPrecision


@dataclass(slots=True)
class Context:
    """What stands around a name.

    Attributes:
        kinds: kinds of place that nouns beside it promise.
        precision: what prepositions and parts leave of the place's precision.
        first: first token of the cues in front of it.
        is_introduced: a preposition of place stands in front of it.
        is_rural: it is the countryside of the place that is meant.
        is_between: it is one of two ends, between which the event lies.
        is_person: title or given name stands in front of it.
        is_organisation: it is a part of an organisation's name.
        is_institution: a noun of type behind or before it is of those that also speak and decide: a university.
        is_in_streets: a plural noun behind it speaks of the names joined with it, too.
        is_government: it stands for a government.
        is_sponsor: it stands behind those who act ("Iran-backed").
        is_measured: the distance from it is told, so that another place is meant.
        is_away: people were taken there from the scene ("to Ankara for treatment").
        is_inside_capitals: a further word with a capital stands beside it, and no cue of place.
        is_behind_capitals: that word stands in front of it, as a given name does.
        is_continued: a further word with a capital stands behind it ("in Santa Marta Hospital").
        is_part: the first word of a longer name stands in front of it (Tell, Abu, نيو).
        is_listed: it is a further name of a list.
        has_article: an article stands right in front of it.
    """

    first: int
    kinds: set[str] = field(default_factory=set)
    precision: GeoPrecision = GeoPrecision.PLACE
    is_plural: bool = False
    is_introduced: bool = False
    is_rural: bool = False
    is_between: bool = False
    is_person: bool = False
    is_organisation: bool = False
    is_institution: bool = False
    is_in_streets: bool = False
    is_government: bool = False
    is_sponsor: bool = False
    is_measured: bool = False
    is_away: bool = False
    is_inside_capitals: bool = False
    is_behind_capitals: bool = False
    is_continued: bool = False
    is_part: bool = False
    is_listed: bool = False
    has_article: bool = False

    def inherit(self, other: Context) -> None:
        """Take over what stands in front of the first name of a list."""
        self.is_listed = True
        if not self.kinds:
            self.kinds = set(other.kinds)
        self.is_introduced = self.is_introduced or other.is_introduced
        self.is_plural = other.is_plural
        self.is_between = other.is_between
        self.precision = max(self.precision, other.precision)
