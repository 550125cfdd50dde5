"""Which events an export holds: by country, days, type, actor and confidence."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.codebook import EventType, SubEventType
from eventdb.errors import EventdbError
from eventdb.views import translate

# In a query of an export: whether the event of an id is chosen, and whether all are.
_IS_SELECTED = re.compile(r"is_selected\(((?:[^()]|\([^()]*\))*)\)")
_IS_WHOLE = "is_whole()"


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that an event must all meet; an empty one is none.

    Attributes:
        countries: names as ACLED writes them or ISO 3166-1 alpha-3; one of them.
        first, last: ``event_date`` lies between them, both included.
        event_types: event types or sub-event types; one of them.
        actors: parts of names, large and small letters alike; one party at least bears one.
        min_confidence: from 0 to 1.
    """

    countries: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    event_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    min_confidence: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it chooses every event."""
        return self == Selection()

    def told(self) -> dict[str, object]:
        """The conditions for a manifest."""
        told = {
            "country": list(self.countries),
            "from": self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "event_type": list(self.event_types),
            "actor": list(self.actors),
            "min_confidence": self.min_confidence,
        }
        return {name: value for name, value in told.items() if value or value == 0}


@dataclass(frozen=True, slots=True)
class Chooser:
    """A selection in the words of SQL.

    Attributes:
        conditions: on ``chosen``, the event, and ``parties``, its row of ``acled_parties``.
        values: of the conditions' parameters.
    """

    conditions: tuple[str, ...] = ()
    values: dict[str, object] = field(default_factory=dict)

    def statement(self, sql: str, dialect: str) -> sa.TextClause:
        """A query of an export in the words of one engine, for the chosen events."""
        text = translate(sql, dialect).replace(":", "\\:")
        text = text.replace(_IS_WHOLE, "1 = 0" if self.conditions else "1 = 1")
        text = _IS_SELECTED.sub(lambda call: self._condition(call[1]), text)
        used = {name: value for name, value in self.values.items() if f":{name}" in text}
        return sa.text(text).bindparams(
            *(sa.bindparam(name, value, type_=_type(value)) for name, value in used.items())
        )

    def _condition(self, column: str) -> str:
        if not self.conditions:
            return "1 = 1"
        return (
            f"{column} IN (SELECT chosen.event_id FROM event AS chosen"
            " JOIN acled_parties AS parties ON parties.event_id = chosen.event_id"
            f" WHERE {' AND '.join(self.conditions)})"
        )


def _type(value: object) -> sa.types.TypeEngine[Any]:
    if isinstance(value, dt.date):
        return sa.Date()
    return sa.Double() if isinstance(value, float) else sa.Text()


def chooser(connection: Connection, selection: Selection) -> Chooser:
    """The selection for a database.

    Raises:
        EventdbError: a country, type or actor that nothing has; the message has near names.
    """
    _check(selection)
    made = Chooser()
    for part in (
        _of_countries(connection, selection.countries),
        _of_days(selection),
        _of_types(selection.event_types),
        _of_actors(connection, selection.actors),
        _of_confidence(selection.min_confidence),
    ):
        made = Chooser(made.conditions + part.conditions, made.values | part.values)
    return made


def _check(selection: Selection) -> None:
    first, last, least = selection.first, selection.last, selection.min_confidence
    if first and last and first > last:
        raise EventdbError(f"--from {first} is after --to {last}; name the earlier day first")
    if least is not None and not 0 <= least <= 1:
        raise EventdbError(f"--min-confidence {least}: give a number from 0 to 1")


def _one_of(column: str, name: str, values: Sequence[str]) -> Chooser:
    named = {f"{name}_{number}": value for number, value in enumerate(values)}
    listed = ", ".join(f":{key}" for key in named)
    return Chooser((f"{column} IN ({listed})",), dict(named))


def _of_countries(connection: Connection, countries: Sequence[str]) -> Chooser:
    if not countries:
        return Chooser()
    rows = connection.exec_driver_sql("SELECT iso3, name FROM country ORDER BY iso3").all()
    known = {str(key).casefold(): str(iso3) for iso3, name in rows for key in (iso3, name)}
    found = [_found(country, known, "country") for country in countries]
    return _one_of("chosen.iso3", "country", found)


def _of_days(selection: Selection) -> Chooser:
    made = Chooser()
    if selection.first is not None:
        made = Chooser(("chosen.event_date >= :first_day",), {"first_day": selection.first})
    if selection.last is not None:
        conditions = (*made.conditions, "chosen.event_date <= :last_day")
        made = Chooser(conditions, made.values | {"last_day": selection.last})
    return made


def _of_types(types: Sequence[str]) -> Chooser:
    if not types:
        return Chooser()
    whole = {item.value.casefold(): item.value for item in EventType}
    parts = {item.value.casefold(): item.value for item in SubEventType}
    found = [_found(name, parts | whole, "event type") for name in types]
    event_types = [name for name in found if name.casefold() in whole]
    sub_types = [name for name in found if name.casefold() not in whole]
    either = [
        _one_of(column, key, values)
        for column, key, values in (
            ("chosen.event_type", "event_type", event_types),
            ("chosen.sub_event_type", "sub_event_type", sub_types),
        )
        if values
    ]
    condition = " OR ".join(part.conditions[0] for part in either)
    values = {key: value for part in either for key, value in part.values.items()}
    return Chooser((f"({condition})",), values)


_NAMES = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")


def _of_actors(connection: Connection, actors: Sequence[str]) -> Chooser:
    if not actors:
        return Chooser()
    # Both engines make only the letters of ASCII small in texts that compare by their bytes.
    values: dict[str, object] = {
        f"actor_{number}": f"%{_escaped(_small(name))}%" for number, name in enumerate(actors)
    }
    conditions = [
        f"lower(parties.{column}) LIKE :{key} ESCAPE '!'" for key in values for column in _NAMES
    ]
    for key, name in zip(values, actors, strict=True):
        either = " OR ".join(f"lower(parties.{column}) LIKE :name ESCAPE '!'" for column in _NAMES)
        query = sa.text(f"SELECT 1 FROM acled_parties AS parties WHERE {either} LIMIT 1")
        typed = query.bindparams(sa.bindparam("name", values[key], type_=sa.Text()))
        if connection.execute(typed).first() is None:
            raise EventdbError(
                f"no party of an event is called {name!r}; actors.csv has the names, and a part of"
                " one is enough"
            )
    return Chooser((f"({' OR '.join(conditions)})",), values)


def _small(name: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in name)


def _escaped(name: str) -> str:
    return re.sub(r"([!%_])", r"!\1", name)


def _of_confidence(least: float | None) -> Chooser:
    if least is None:
        return Chooser()
    return Chooser(("chosen.confidence >= :min_confidence",), {"min_confidence": float(least)})


def _found(name: str, known: dict[str, str], what: str) -> str:
    key = name.strip().casefold()
    if key not in known:
        raise EventdbError(f"no {what} {name!r}; {_near(key, known)}")
    return known[key]


def _near(key: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(key, sorted(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(found)}?" if found else "docs/codebook.md has the names"
