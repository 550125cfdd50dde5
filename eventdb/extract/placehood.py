"""Decides whether a name means a place at all, given the best candidate for it."""

from __future__ import annotations

from eventdb.extract.placecues import Context
from eventdb.extract.placenames import is_well_known
from eventdb.extract.placereadings import Reading, is_shared

# Countries and divisions weigh by their kind, not by their people.
WIDE = frozenset({"country", "admin1", "admin2"})
# A name that is accepted weighs this much.
_THRESHOLD = 3.6
_INTRODUCED, _LISTED, _SEVERAL_WORDS, _SHORT = 1.2, 0.8, 0.7, -1.0
_ORDINARY, _INSIDE_CAPITALS, _PART = -3.2, -3.0, -3.0
# A conjunction of sequence is seldom written onto a name; a letter that looks like it often is.
_SEQUENCE = -3.0
# A small place is seldom named without a word that says that it is one.
_BARE_SMALL = -2.0
# Nor is one of a country that the report, surely set elsewhere, names nowhere else.
_STRANGE = -2.5


def is_place(reading: Reading) -> bool:
    """Whether a name means a place at all, given its best candidate's score."""
    context, name = reading.context, reading.name
    if reading.is_masked or context.is_organisation:
        return False
    weight = reading.score
    if context.is_person and not context.kinds:
        return False
    weight += _INTRODUCED * context.is_introduced + _LISTED * context.is_listed
    weight += _SEVERAL_WORDS * (name.word_count > 1)
    weight += _SHORT * (len(name.key) <= 3) * (1 + bool(name.clitics))
    weight += _BARE_SMALL * _is_bare_small(reading)
    weight += _ORDINARY * (_is_ordinary(reading) and not _is_promised(context))
    weight += _INSIDE_CAPITALS * context.is_inside_capitals + _PART * context.is_part
    weight += _SEQUENCE * ("fa" in name.clitics)
    if reading.is_strange:
        weight += _STRANGE * (1 + is_shared(reading))
    weight += _PART * (_is_torn(reading) + _is_qualified(reading))
    return weight >= _THRESHOLD and not (_is_foreign(reading) or _is_given_name(reading))


def _is_foreign(reading: Reading) -> bool:
    """Whether it would take a report to a country of which it says nothing else.

    A village that a known one elsewhere shares its name with is meant, or a hospital's patron.
    """
    place = reading.place
    if not reading.is_strange or place is None:
        return False
    return not is_well_known(place) or is_shared(reading)


def _is_given_name(reading: Reading) -> bool:
    """Whether an ordinary word or given name has a further name behind it: Orlando Letelier."""
    context = reading.context
    return reading.is_ordinary and context.is_continued and not context.kinds


def _is_ordinary(reading: Reading) -> bool:
    """Whether a name reads as an ordinary word; behind a preposition a verb does not (في تدمر)."""
    is_noted = reading.place is not None and reading.place.is_seeded
    is_pardoned = reading.context.is_introduced and is_noted
    return reading.is_ordinary or (reading.is_word and not is_pardoned)


def _is_torn(reading: Reading) -> bool:
    """Whether a little known name is but the first word of a longer one: Supreme Court, San José Hospital."""
    context, place = reading.context, reading.place
    if place is None or place.is_seeded or is_well_known(place) or context.kinds:
        return False
    return context.is_continued and context.is_introduced


def _is_qualified(reading: Reading) -> bool:
    """Whether an article makes a little known name an adjective: "the Popular Movement", "the Supreme"."""
    context, place = reading.context, reading.place
    if place is None or place.is_seeded or is_well_known(place) or context.kinds:
        return False
    return context.has_article and reading.name.word_count == 1


def _is_bare_small(reading: Reading) -> bool:
    context, place = reading.context, reading.place
    if place is None or place.kind in WIDE or place.is_seeded or is_well_known(place):
        return False
    is_contained = reading.container is not None and reading.container.is_accepted
    return not (context.is_introduced or context.kinds or context.is_listed or is_contained)


def _is_promised(context: Context) -> bool:
    return bool(context.kinds - {"region", "facility"})
