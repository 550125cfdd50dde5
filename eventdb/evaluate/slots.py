"""What is scored of an event: how many answers are wanted, how many given, how many right.

A slot with one answer is right or wrong. Parties and responsibility are sets of answers; each
answer that is wanted and given is right once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eventdb.evaluate.names import Names, fold, is_same_place, is_unidentified
from eventdb.evaluate.values import (
    Interval,
    Record,
    count_of,
    do_days_agree,
    interval,
    is_count_near,
    is_count_right,
    kilometres,
    point_of,
)

RESPONSIBILITY_KINDS = ("claimed", "accused", "denied", "reported")
_NEAR_KM = 10.0
_LEVELS = ("location", "admin2", "admin1")
PARTY_COLUMNS = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answers wanted, given and right."""

    wanted: int = 0
    given: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of one answer.

    Attributes:
        columns: a gold event that has none of these keys was not annotated for the slot.
        of: the slot of which this is a more lenient or stricter variant; its own name if none.
    """

    name: str
    columns: tuple[str, ...]
    is_wanted: Callable[[Record], bool]
    is_given: Callable[[Record], bool]
    is_right: Callable[[Record, Record, Names], bool]
    of: str = ""

    @property
    def base(self) -> str:
        """Name of the slot that this is, or is a variant of."""
        return self.of or self.name


# --------------------------------------------------------------------------------------------
# Type and date
# --------------------------------------------------------------------------------------------


def _types(gold: Record) -> list[tuple[str, str | None]]:
    """Event type and sub-event type of each right answer; ``None`` accepts every sub-type."""
    pairs = gold.get("acceptable_types") or [(gold.get("event_type"), gold.get("sub_event_type"))]
    return [(fold(kind), fold(sub) if sub else None) for kind, sub in pairs if kind]


def _is_type(gold: Record, given: Record, _names: Names) -> bool:
    kind, sub = fold(given.get("event_type") or ""), fold(given.get("sub_event_type") or "")
    return any(kind == other and wanted in (None, sub) for other, wanted in _types(gold))


def _is_coarse_type(gold: Record, given: Record, _names: Names) -> bool:
    return fold(given.get("event_type") or "") in [kind for kind, _ in _types(gold)]


def gold_intervals(gold: Record) -> list[Interval]:
    """Every interval that is right."""
    stated = (gold.get("event_date"), gold.get("event_date_end"))
    pairs = gold.get("date_alternatives") or [stated]
    return [found for pair in pairs if (found := interval(*pair)) is not None]


def given_interval(event: Record) -> Interval | None:
    """The interval of a prediction."""
    return interval(event.get("event_date"), event.get("event_date_end"))


def _is_date(gold: Record, given: Record, _names: Names) -> bool:
    answer = given_interval(given)
    return answer is not None and any(do_days_agree(days, answer) for days in gold_intervals(gold))


def _is_exact_date(gold: Record, given: Record, _names: Names) -> bool:
    return given_interval(given) in gold_intervals(gold)


# --------------------------------------------------------------------------------------------
# Place
# --------------------------------------------------------------------------------------------


def locations(gold: Record) -> Sequence[Record]:
    """Locations that are right."""
    return gold.get("location_alternatives") or [gold]


def finest(event: Record) -> str | None:
    """The finest place that an event or a location names."""
    return next((str(event[level]) for level in _LEVELS if event.get(level)), None)


def _is_country(gold: Record, given: Record, _names: Names) -> bool:
    return any(_is_country_of(row, given) for row in locations(gold))


def _is_country_of(row: Record, given: Record) -> bool:
    """Equal codes; equal names where one side has no code."""
    if row.get("iso3") and given.get("iso3"):
        return bool(row["iso3"].upper() == given["iso3"].upper())
    if not row.get("country") or not given.get("country"):
        return False
    return fold(row["country"]) == fold(given["country"])


def _is_place(gold: Record, given: Record, _names: Names) -> bool:
    answer = finest(given)
    if answer is None:
        return False
    if any(is_same_place(finest(row), answer) for row in locations(gold)):
        return True
    wanted, found = point_of(gold), point_of(given)
    if finest(gold) is None or wanted is None or found is None:
        return False
    return kilometres(wanted, found) <= _NEAR_KM


def _is_place_in_chain(gold: Record, given: Record, names: Names) -> bool:
    """A coarser place of the right chain, or a finer one that lies in the right place."""
    if _is_place(gold, given, names):
        return True
    levels = [given.get(level) for level in _LEVELS]
    if any(is_same_place(finest(row), level) for row in locations(gold) for level in levels):
        return True
    chain = [place.get("name") for place in gold.get("location_chain") or []][1:]
    chain += [gold.get(level) for level in _LEVELS]
    return any(is_same_place(place, finest(given)) for place in chain)


def _is_admin1(gold: Record, given: Record, _names: Names) -> bool:
    return is_same_place(gold.get("admin1"), given.get("admin1"))


# --------------------------------------------------------------------------------------------
# Parties and counts
# --------------------------------------------------------------------------------------------


def known(value: str | Sequence[str] | None) -> list[str]:
    """The names of a column without those that say only that the actor is not known."""
    names = [value] if isinstance(value, str) else value or []
    return [name for name in names if name and not is_unidentified(name)]


def perpetrators(gold: Record) -> list[list[str]]:
    """One list of names for each organisation."""
    if gold.get("actor1_alternatives") is not None:
        return [forms for row in gold["actor1_alternatives"] if (forms := known(row))]
    return [[name] for name in known(gold.get("actor1"))]


def _is_perpetrator(gold: Record, given: Record, names: Names) -> bool:
    answers = known(given.get("actor1"))
    return any(names.is_any(forms, name) for forms in perpetrators(gold) for name in answers)


def _count_slot(name: str, prefix: str, *, is_near: bool) -> Slot:
    agrees = is_count_near if is_near else is_count_right

    def is_right(gold: Record, given: Record, _names: Names) -> bool:
        wanted, found = count_of(gold, prefix), count_of(given, prefix)
        return wanted is not None and found is not None and agrees(wanted, found)

    return Slot(
        f"{name}_near" if is_near else name,
        tuple(f"{prefix}_{bound}" for bound in ("low", "best", "high")),
        lambda gold: count_of(gold, prefix) is not None,
        lambda given: count_of(given, prefix) is not None,
        is_right,
        of=name,
    )


_TYPE = ("event_type", "acceptable_types")
_DATE = ("event_date", "event_date_end", "date_alternatives")
_PLACE = ("location", "location_alternatives")


def _has_type(given: Record) -> bool:
    return bool(given.get("event_type"))


def _has_date(given: Record) -> bool:
    return given_interval(given) is not None


def _has_place(given: Record) -> bool:
    return finest(given) is not None


def _wants_type(gold: Record) -> bool:
    return bool(_types(gold))


def _wants_date(gold: Record) -> bool:
    return bool(gold_intervals(gold))


def _wants_place(gold: Record) -> bool:
    return all(finest(row) for row in locations(gold))


def _has_country(event: Record) -> bool:
    return bool(event.get("country") or event.get("iso3"))


def _has_admin1(event: Record) -> bool:
    return bool(event.get("admin1"))


SINGLE = {
    slot.name: slot
    for slot in (
        Slot("type", _TYPE, _wants_type, _has_type, _is_type),
        Slot("date", _DATE, _wants_date, _has_date, _is_date),
        Slot(
            "country",
            ("country", "iso3", "location_alternatives"),
            lambda gold: any(map(_has_country, locations(gold))),
            _has_country,
            _is_country,
        ),
        Slot("place", _PLACE, _wants_place, _has_place, _is_place),
        Slot(
            "perpetrator",
            ("actor1", "actor1_alternatives"),
            lambda gold: bool(perpetrators(gold)),
            lambda given: bool(known(given.get("actor1"))),
            _is_perpetrator,
        ),
        _count_slot("killed", "fatalities", is_near=False),
        _count_slot("wounded", "injured", is_near=False),
        Slot("type_coarse", _TYPE, _wants_type, _has_type, _is_coarse_type, of="type"),
        Slot("date_exact", _DATE, _wants_date, _has_date, _is_exact_date, of="date"),
        Slot("place_lenient", _PLACE, _wants_place, _has_place, _is_place_in_chain, of="place"),
        Slot("admin1", ("admin1",), _has_admin1, _has_admin1, _is_admin1),
        _count_slot("killed", "fatalities", is_near=True),
        _count_slot("wounded", "injured", is_near=True),
    )
}
