"""Data frames have types, equal on both engines; the notebook runs and shows what the plots show."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy.orm import Session
from test_exports import fill

import eventdb
from eventdb.exports import Selection
from eventdb.exports.columns import read_columns, vocabulary
from eventdb.plots import by_month

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "figures.ipynb"
READERS = sorted(name for name in eventdb.__all__ if name.startswith("read_"))


@pytest.fixture(scope="module")
def filled(both_engines):
    for engine in both_engines:
        with Session(engine) as session:
            fill(session)
    return both_engines


@pytest.mark.parametrize("name", READERS)
def test_frames_are_those_of_the_exports_and_equal_on_both_engines(filled, name):
    first, second = (getattr(eventdb, name)(engine) for engine in filled)
    assert_frame_equal(first, second)
    assert list(first.columns) == list(read_columns()[f"{name.removeprefix('read_')}.csv"])
    assert len(first)


def test_days_codes_and_missing_numbers_have_their_types(filled):
    events = eventdb.read_events(filled[0])
    assert str(events["event_date"].dtype) == "datetime64[s]"
    assert events["event_date"][0] == pd.Timestamp(2018, 2, 6)
    assert tuple(events["event_type"].cat.categories) == vocabulary("event_type.event_type")
    assert list(events["time_precision"].cat.categories) == [1, 2, 3]
    assert str(events["fatalities_best"].dtype) == "Int64"
    protest = events.set_index("event_id").loc["SYR2"]
    assert protest["fatalities_low"] is pd.NA
    assert not protest["is_civilian_targeting"]
    assert str(events["is_civilian_targeting"].dtype) == "boolean"
    claims = eventdb.read_claims(filled[0])
    assert str(claims["published_at"].dtype) == "datetime64[s, UTC]"
    assert "عشرات المدنيين قُتلوا" in set(claims["words"])


def test_an_empty_frame_has_the_same_types(filled):
    nothing = Selection(first=dt.date(2030, 1, 1))
    whole, empty = (eventdb.read_events(filled[0], chosen) for chosen in (None, nothing))
    assert len(empty) == 0
    assert (whole.dtypes == empty.dtypes).all()


def test_a_path_and_a_url_will_do(filled):
    url = filled[0].url
    assert len(eventdb.read_events(str(url.database))) == len(eventdb.read_events(str(url))) == 4


def test_other_names_are_no_attributes():
    with pytest.raises(AttributeError, match="has no attribute 'read_minds'"):
        eventdb.read_minds  # noqa: B018


def test_the_notebook_runs_and_shows_what_the_plots_show(filled, monkeypatch):
    monkeypatch.setitem(os.environ, "MPLBACKEND", "agg")
    mpl.use("agg")
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(not cell.get("outputs") for cell in cells)
    names: dict[str, object] = {}
    for source in code:
        changed = source.replace('"../build/eventdb.sqlite"', repr(str(filled[0].url.database)))
        exec(compile(changed, NOTEBOOK.name, "exec"), names)
    from matplotlib import pyplot

    assert len(pyplot.get_fignums()) == 3
    pyplot.close("all")
    with filled[0].connect() as connection:
        expected = [tuple(row) for row in by_month(connection)]
    assert [tuple(row) for row in names["months"].itertuples()] == expected
