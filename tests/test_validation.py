"""Checks of files: what is exported passes, and each fault is found in its line, with its mend."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pandas
import pytest
from frictionless import Package
from store_records import EVENT
from test_exports import CLASH, PROTEST, UNLOCATED, fill
from typer.testing import CliRunner

from eventdb.cli import app
from eventdb.codebook import EventType
from eventdb.errors import EventdbError
from eventdb.exports import FORMATS, Options, write_exports
from eventdb.exports.columns import read_columns, vocabulary
from eventdb.tables import ClaimRow, EventRow
from eventdb.validation import Level, check_files

EVENTS = (EVENT, PROTEST, UNLOCATED, replace(CLASH, longitude=40.1))


@pytest.fixture(scope="module")
def written(sqlite_module_session, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files") / "exports"
    write_exports(sqlite_module_session, folder, list(FORMATS))
    return folder


@pytest.fixture(scope="module")
def sqlite_module_session(both_engines):
    from sqlalchemy.orm import Session

    with Session(both_engines[0]) as session:
        fill(session, EVENTS)
        yield session


def findings(path, level=Level.ERROR):
    return [found for found in check_files(path) if found.level is level]


# --- the data package ---------------------------------------------------------------------------


def test_exports_pass_the_frictionless_validator_and_ours(written):
    report = Package(str(written / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert findings(written) == []


def test_the_public_profile_passes_both_as_well(sqlite_module_session, tmp_path):
    write_exports(sqlite_module_session, tmp_path, list(FORMATS), Options(is_public=True))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert findings(tmp_path) == []


def test_the_package_tells_keys_codes_and_meanings(written):
    package = json.loads((written / "datapackage.json").read_text(encoding="utf-8"))
    tables = {item["name"]: item["schema"] for item in package["resources"] if "schema" in item}
    assert tables["claims"]["primaryKey"] == ["claim_id"]
    assert tables["claims"]["foreignKeys"][0]["reference"] == {
        "resource": "events",
        "fields": ["event_id"],
    }
    fields = {field["name"]: field for field in tables["acled"]["fields"]}
    assert fields["event_type"]["constraints"]["enum"] == [item.value for item in EventType]
    assert fields["fatalities"] == {
        "name": "fatalities",
        "type": "integer",
        "description": fields["fatalities"]["description"],
        "constraints": {"required": True, "minimum": 0},
    }
    assert all(field["description"] for schema in tables.values() for field in schema["fields"])


TYPES = {"text": "string", "bigint": "integer", "double": "number", "date": "date"}


@pytest.mark.parametrize(("dataset", "model"), [("events.csv", EventRow), ("claims.csv", ClaimRow)])
def test_the_codebook_has_the_types_of_the_models(dataset, model):
    """A column of a file that is a column of the table has its type, and is blank where it may be."""
    differing = []
    for name, column in read_columns()[dataset].items():
        modelled = model.__table__.columns.get(name)
        if modelled is None or name in ("is_civilian_targeting", "actor1"):
            continue
        kind = TYPES[str(modelled.type).lower().split()[0]]
        if (kind, not modelled.nullable) != (column.value_type, column.is_required):
            differing.append(name)
        tables = {key.column.table.name for key in modelled.foreign_keys}
        tables &= {"time_precision", "geo_precision", "claim_kind", "count_scope", "stance"}
        if tables and column.vocabulary != f"{tables.pop()}.code":
            differing.append(name)
    assert differing == []


def test_every_vocabulary_is_there():
    named = {c.vocabulary for columns in read_columns().values() for c in columns.values()}
    assert all(vocabulary(name) for name in named if name)


# --- files with faults --------------------------------------------------------------------------


def altered(folder, tmp_path, name, change):
    """A copy of one exported file, its rows changed."""
    rows = list(csv.reader(io.StringIO((folder / name).read_text(encoding="utf-8"))))
    change(rows)
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def setting(**values):
    def change(rows):
        for name, value in values.items():
            rows[1][rows[0].index(name)] = value

    return change


# In the first row: shelling of civilians of Qamar, Syria, 2018-02-06.
FAULTS = [
    ({"event_type": "Battles"}, "event_type", "does not belong to 'Battles'"),
    ({"disorder_type": "Demonstrations"}, "disorder_type", "does not follow"),
    ({"sub_event_type": "Bombing"}, "sub_event_type", "none of the codebook's values"),
    ({"interaction": "Rebel group-Civilians"}, "interaction", "write State forces-Civilians"),
    ({"inter2": ""}, "inter2", "not blank together"),
    ({"actor2": "", "inter2": "", "interaction": "State forces only"}, None, None),
    (
        {"event_type": "Violence against civilians", "sub_event_type": "Attack", "actor2": "Women"},
        "actor2",
        "is not Civilians (country)",
    ),
    ({"civilian_targeting": "yes"}, "civilian_targeting", "leave it blank"),
    ({"civilian_targeting": "Civilian targeting"}, None, None),
    ({"year": "2017"}, "year", "write 2018"),
    ({"event_date": "6 February 2018"}, "event_date", "a day as YYYY-MM-DD"),
    ({"event_date": "2999-01-01", "year": "2999"}, "event_date", "in the future"),
    ({"actor1": "Military Forces of Syria (2024-)"}, "actor1", "did not bear this name"),
    ({"iso": "368"}, "iso", "write 760"),
    ({"region": "Europe"}, "region", "write Middle East"),
    ({"latitude": "-35.0"}, "latitude", "lies outside Syria"),
    ({"latitude": "north"}, "latitude", "is no number"),
    ({"fatalities": "-1"}, "fatalities", "is below 0"),
    ({"fatalities": ""}, "fatalities", "is blank"),
    ({"geo_precision": "4"}, "geo_precision", "write one of 1, 2, 3"),
    ({"actor1": "Army; Navy"}, "actor1", "semicolon inside a name"),
    ({"assoc_actor_1": "Army;Navy"}, "assoc_actor_1", "semicolon inside a name"),
    ({"assoc_actor_1": "Army; Navy"}, None, None),
    ({"event_id_cnty": "SYR10"}, "event_id_cnty", "comes twice"),
]


@pytest.mark.parametrize(("values", "column", "message"), FAULTS)
def test_a_fault_is_found_in_its_line_and_column(written, tmp_path, values, column, message):
    path = altered(written, tmp_path, "acled.csv", setting(**values))
    found = findings(path)
    if column is None:
        assert found == []
        return
    hit = [item for item in found if item.column == column]
    assert hit, found
    assert hit[0].line == (3 if column == "event_id_cnty" else 2)
    assert message in f"{hit[0].problem}; {hit[0].mend}"


def test_crowds_stand_first_and_targets_need_their_word(written, tmp_path):
    def change(rows):
        at = rows[0].index
        rows[1][at("event_type")] = "Riots"
        rows[1][at("sub_event_type")] = "Mob violence"
        rows[2][at("event_type")] = "Protests"
        rows[2][at("sub_event_type")] = "Excessive force against protesters"

    found = findings(altered(written, tmp_path, "acled.csv", change))
    assert any(item.line == 2 and "put the rioters first" in item.mend for item in found)
    assert any(item.line == 3 and item.column == "civilian_targeting" for item in found)


def test_the_same_event_twice_is_a_warning(written, tmp_path):
    def change(rows):
        rows.insert(2, list(rows[1]))
        rows[2][0] = "SYR99"

    path = altered(written, tmp_path, "acled.csv", change)
    assert findings(path) == []
    (found,) = findings(path, Level.WARNING)
    assert (found.line, found.origin) == (3, "acled.csv:3:event_id_cnty")


def test_lines_are_counted_as_an_editor_counts_them(written, tmp_path):
    def change(rows):
        rows[1][rows[0].index("notes")] = "two\nlines"
        rows[2][rows[0].index("fatalities")] = "many"

    (found,) = findings(altered(written, tmp_path, "acled.csv", change))
    assert found.line == 4


GED_FAULTS = [
    ({"low": "99", "best": "12", "high": "12"}, "best", "not in order"),
    ({"low": "0", "best": "0", "high": "0", "deaths_civilians": "0"}, "high", "nobody died"),
    ({"date_end": "2018-02-01"}, "date_end", "before date_start"),
    ({"date_end": "2018-03-01"}, "date_prec", "finer than the days"),
    ({"side_b": "Somebody"}, "side_b", "write Civilians"),
    ({"where_prec": "9"}, "where_prec", "is above 7"),
]


@pytest.mark.parametrize(("values", "column", "message"), GED_FAULTS)
def test_a_fault_of_ged_is_found(written, tmp_path, values, column, message):
    found = findings(altered(written, tmp_path, "ged.csv", setting(**values)))
    assert any(
        item.column == column and message in f"{item.problem}; {item.mend}" for item in found
    ), found


FILES = {
    "a column is missing": (lambda rows: [row.pop() for row in rows], "lacks timestamp"),
    "the order is another": (lambda rows: [row.reverse() for row in rows], "their order"),
    "a cell too many": (lambda rows: rows[1].append("x"), "has 32 cells, the heading 31"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_of_another_shape_is_told(written, tmp_path, case):
    change, message = FILES[case]
    found = findings(altered(written, tmp_path, "acled.csv", change))
    assert message in found[0].problem


def test_a_file_that_is_no_text_is_told(written, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_bytes((written / "acled.csv").read_bytes() + b"\xff")
    assert "not UTF-8" in findings(path)[0].problem


def test_a_folder_is_held_to_its_package(written, tmp_path):
    for name in ("events.csv", "claims.csv", "datapackage.json"):
        (tmp_path / name).write_bytes((written / name).read_bytes())
    rows = (tmp_path / "claims.csv").read_text(encoding="utf-8").replace("SYR1,", "SYR77,")
    (tmp_path / "claims.csv").write_text(rows, encoding="utf-8")
    found = findings(tmp_path)
    assert any("is not there" in item.problem and item.file == "acled.csv" for item in found)
    assert any("checksum differs" in item.problem and item.file == "claims.csv" for item in found)
    assert any("'SYR77' is not in events.csv" in item.problem for item in found)
    assert not any(item.file == "events.csv" for item in found)


def test_files_without_a_package_are_known_by_name_or_columns(written, tmp_path):
    other = tmp_path / "syria.csv"
    other.write_bytes(b"\xef\xbb\xbf" + (written / "ged.csv").read_bytes())
    assert findings(other) == []
    (tmp_path / "acled.csv").write_bytes((written / "acled.csv").read_bytes())
    assert findings(tmp_path) == []


@pytest.mark.parametrize("name", ["nothing", "other.csv", "empty"])
def test_what_cannot_be_checked_is_told(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(EventdbError, match=re.escape(str(tmp_path / name))):
        list(check_files(tmp_path / name))


# --- what users of ACLED load -------------------------------------------------------------------


def test_an_acled_file_loads_with_the_types_that_its_users_expect(written):
    """Types of the columns as acledR's sample data has them."""
    kinds = {"iso": int, "year": int, "time_precision": int, "geo_precision": int,
             "fatalities": int, "timestamp": int, "latitude": float, "longitude": float}  # fmt: skip
    frame = pandas.read_csv(written / "acled.csv", dtype=kinds, parse_dates=["event_date"])
    assert list(frame.columns)[:4] == ["event_id_cnty", "event_date", "year", "time_precision"]
    assert len(frame.columns) == 31
    assert frame["event_date"].dt.year.tolist() == frame["year"].tolist()
    assert set(frame["civilian_targeting"].dropna()) == {"Civilians targeted"}
    assert frame["inter1"].isin(vocabulary("actor_kind.label")).all()


# --- the command --------------------------------------------------------------------------------


def test_the_command_ends_with_the_status_that_fits(written, tmp_path):
    assert CliRunner().invoke(app, ["check", str(written)]).exit_code == 0
    path = altered(written, tmp_path, "acled.csv", setting(year="1999"))
    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exit_code == 1
    assert "error acled.csv:2:year: 1999 is not the year of 2018-02-06; write 2018" in done.output
    assert CliRunner().invoke(app, ["check", str(tmp_path / "none")]).exit_code == 2


def test_the_command_checks_a_database(both_engines, sqlite_module_session):
    url = both_engines[0].url.render_as_string()
    done = CliRunner().invoke(app, ["check", "--db", url])
    assert "warnings" in done.output
    # Two of the invented events rest on no report.
    assert "event_without_candidate" in done.output
    assert done.exit_code == 1
    assert EVENT.event_id not in done.output.split("event_without_candidate")[1].split("SYR10")[0]
