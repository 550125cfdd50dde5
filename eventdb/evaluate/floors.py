"""Floors: the least F1 that a change may leave, in a TOML file.

A key is a slot (or ``all``), its value the least F1, from 0 to 1, over all reports; a table holds
the floors of the group of that name::

    event = 0.70

    [ar]
    event = 0.68
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from eventdb.errors import EventdbError
from eventdb.evaluate.scores import Evaluation, Tally

Floors: TypeAlias = Mapping[str | None, Mapping[str, float]]
"""Least F1 of each slot by group; ``None`` is all reports."""


def read_floors(path: Path) -> Floors:
    """The floors of a file.

    Raises:
        EventdbError: it cannot be read, or a floor is no share.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EventdbError(f"{path}: no file of floors ({error}); write slot = 0.5") from error
    overall = {key: value for key, value in table.items() if not isinstance(value, dict)}
    groups = {key: value for key, value in table.items() if isinstance(value, dict)}
    floors: dict[str | None, dict[str, float]] = {None: overall}
    floors.update(groups)
    for group in floors.values():
        for slot, value in group.items():
            if not isinstance(value, int | float) or not 0 <= value <= 1:
                raise EventdbError(f"{path}: the floor of {slot} is {value!r}; give 0 to 1")
    return floors


def below_floors(evaluation: Evaluation, floors: Floors) -> list[str]:
    """What lies below its floor, one line each."""
    return [
        f"{'' if group is None else f'{group}: '}{slot}: F1 {f1:.3f} is below {floor}"
        for group, slots in floors.items()
        for slot, floor in slots.items()
        if (f1 := _f1(evaluation, group, slot)) < floor
    ]


def _f1(evaluation: Evaluation, group: str | None, slot: str) -> float:
    tally = evaluation.overall if group is None else evaluation.groups.get(group, Tally())
    return tally.score(slot).f1 or 0.0
