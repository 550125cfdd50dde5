"""Exports: the right columns, the right rules, the same bytes from both engines and every time."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from store_records import (
    ARMY,
    CANDIDATES,
    CIVILIANS,
    EVENT,
    PROTESTERS,
    REBELS,
    REPORTS,
    event,
)

from eventdb.codebook import EventType, GeoPrecision, PartyRole, SubEventType, TimePrecision
from eventdb.errors import EventdbError
from eventdb.exports import DEFAULT_FORMATS, FORMATS, MANIFEST, write_exports
from eventdb.exports.cells import cell, safe_text
from eventdb.load import Extraction, add_reports, store_extractions, write_events
from eventdb.records import CountRange, Party

PROTEST = event(
    "SYR2",
    candidate_ids=(),
    event_type=EventType.PROTESTS,
    sub_event_type=SubEventType.PEACEFUL_PROTEST,
    parties=(Party(PROTESTERS, PartyRole.ACTOR1),),
    first_date=dt.date(2018, 2, 1),
    last_date=dt.date(2018, 2, 28),
    time_precision=TimePrecision.MONTH,
    fatalities=None,
    is_civilian_targeting=False,
    independent_sources=1,
    fields=(),
)
UNLOCATED = event(
    "SYR3", candidate_ids=(), latitude=None, longitude=None, place_id=None, fields=(),
    geo_precision=GeoPrecision.REGION,
)  # fmt: skip
CLASH = event(
    "SYR10",
    candidate_ids=(),
    event_type=EventType.BATTLES,
    sub_event_type=SubEventType.ARMED_CLASH,
    parties=(Party(REBELS, PartyRole.ACTOR1), Party(ARMY, PartyRole.ACTOR2)),
    fatalities=CountRange(24, None, 99),
    longitude=-0.5,
    is_civilian_targeting=False,
    fields=(),
)
EVENTS = (EVENT, PROTEST, UNLOCATED, CLASH)


def fill(session, events=EVENTS):
    add_reports(session, REPORTS)
    store_extractions(session, [Extraction(c.report_id, (c,)) for c in CANDIDATES], "1")
    write_events(session, events)


def read(path):
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def exported(session, tmp_path):
    fill(session)
    folder = tmp_path / "exports"
    write_exports(session, folder, list(FORMATS))
    return folder


def test_acled_columns_codes_and_values(exported):
    rows = {row["event_id_cnty"]: row for row in read(exported / "acled.csv")}
    assert list(rows) == ["SYR1", "SYR10", "SYR2"]  # by date and id; the unlocated one is left out
    assert rows["SYR1"] == {
        "event_id_cnty": "SYR1",
        "event_date": "2018-02-06",
        "year": "2018",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Military Forces of Syria (2000-2024)",
        "assoc_actor_1": "",
        "inter1": "State forces",
        "actor2": "Civilians (Syria)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "State forces-Civilians",
        "civilian_targeting": "Civilians targeted",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "admin2": "",
        "admin3": "",
        "location": "Qamar",
        "latitude": "35.3008",
        "longitude": "40.2892",
        "geo_precision": "1",
        "source": "The Daily Example; وكالة المثال",
        "source_scale": "Other",
        "notes": rows["SYR1"]["notes"],
        "fatalities": "12",
        "tags": "",
        "timestamp": str(int(dt.datetime(2018, 2, 7, 18, tzinfo=dt.UTC).timestamp())),
    }
    assert rows["SYR1"]["notes"] == (
        "On 6 February 2018, shelling/artillery/missile attack: Military Forces of Syria"
        " (2000-2024) and Civilians (Syria), in Qamar, Deir ez-Zor, Syria."
        " Killed 12 (12 to 99). 2 independent sources."
    )
    assert rows["SYR10"]["fatalities"] == "12"  # "dozens"
    assert rows["SYR10"]["longitude"] == "-0.5000"
    assert rows["SYR10"]["interaction"] == "State forces-Rebel group"
    assert rows["SYR2"]["event_date"] == "2018-02-15"
    assert (rows["SYR2"]["actor2"], rows["SYR2"]["inter2"]) == ("", "")
    assert (rows["SYR2"]["fatalities"], rows["SYR2"]["tags"]) == ("0", "crowd size=no report")


def test_ranges_and_silence_stay_apart_in_the_projects_own_columns(exported):
    rows = {row["event_id"]: row for row in read(exported / "events.csv")}
    counts = ("fatalities_low", "fatalities_best", "fatalities_high")
    assert [rows["SYR10"][name] for name in counts] == ["24", "", "99"]
    assert [rows["SYR2"][name] for name in counts] == ["", "", ""]
    assert rows["SYR1"]["disputed"] == "fatalities"
    assert rows["SYR3"]["latitude"] == ""


def test_claims_lead_from_the_event_to_the_words(exported):
    rows = read(exported / "claims.csv")
    (tens,) = (row for row in rows if row["report_id"] == "ar-1")
    assert tens["words"] == "عشرات المدنيين قُتلوا"
    assert (tens["event_id"], tens["used_for"]) == ("SYR1", "fatalities")
    assert (tens["attributed_to"], tens["speaker_kind"]) == ("شهود", "witness")
    assert tens["published_at"] == "2018-02-07T18:00:00Z"
    report = next(report for report in REPORTS if report.report_id == "ar-1")
    assert report.text[int(tens["start_char"]) : int(tens["end_char"])] == tens["words"]


def test_ged_columns(exported):
    rows = {row["relid"]: row for row in read(exported / "ged.csv")}
    assert len(next(iter(rows.values()))) == 49
    assert list(rows) == ["SYR-2018-3-1", "SYR-2018-1-10"]
    one_sided = rows["SYR-2018-3-1"]
    assert (one_sided["side_b"], one_sided["deaths_civilians"]) == ("Civilians", "12")
    assert [one_sided[name] for name in ("best", "high", "low")] == ["12", "99", "12"]
    assert one_sided["source_article"].split(";")[1] == (
        "The Daily Example,2018-02-07,Shelling kills 12 in Qamar"
    )
    assert one_sided["source_original"] == "A medic;شهود"
    assert one_sided["geom_wkt"] == "POINT (40.2892 35.30085)"
    assert one_sided["priogrid_gid"] == str(250 * 720 + 440 + 1)
    battle = rows["SYR-2018-1-10"]
    assert battle["side_a"].startswith("Military Forces of Syria")  # the state stands first
    assert (battle["gwnoa"], battle["gwnob"]) == ("652", "")
    assert [battle[name] for name in ("best", "high", "low")] == ["24", "99", "24"]


def test_geojson_is_a_collection_of_points(exported):
    collection = json.loads((exported / "events.geojson").read_text(encoding="utf-8"))
    assert [feature["id"] for feature in collection["features"]] == ["SYR1", "SYR10", "SYR2"]
    assert collection["features"][0]["geometry"]["coordinates"] == [40.2892, 35.30085]
    assert collection["features"][0]["properties"]["event_date"] == "2018-02-06"


def test_plover_records(exported):
    lines = (exported / "plover.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    assert records["SYR1"]["event"] == ["ASSAULT"]
    assert records["SYR1"]["mode"] == ["heavy-weapons"]
    assert [entity["sector"] for entity in records["SYR1"]["recipient"]] == ["CVL"]
    assert records["SYR1"]["size"] == {"dead": 12}
    assert [entity["sector"] for entity in records["SYR10"]["actor"]] == ["REB", "MIL"]
    assert records["SYR10"]["recipient"] == []
    assert records["SYR2"]["event"] == ["PROTEST"]


def test_the_codebook_explains_every_column_of_every_csv_file(exported):
    explained: dict[str, list[str]] = {}
    for row in read(exported / "codebook.csv"):
        explained.setdefault(row["dataset"], []).append(row["column_name"])
    files = {item.file for item in FORMATS.values() if item.make is None}
    headings = {
        name: next(csv.reader(io.StringIO((exported / name).read_text(encoding="utf-8-sig"))))
        for name in files
    }
    assert explained == headings


def test_the_manifest_tells_rows_sums_and_what_was_left_out(exported):
    entries = json.loads((exported / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert [entry["format"] for entry in entries] == list(FORMATS)
    for entry in entries:
        data = (exported / entry["name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["bytes"] == len(data)
    assert entries[0]["rows"] == 3
    assert entries[0]["left_out"] == {"events without coordinates": 1}


def test_both_engines_and_every_order_give_the_same_bytes(both_sessions, tmp_path):
    sums = []
    for number, session in enumerate(both_sessions):
        fill(session, EVENTS if number else EVENTS[::-1])
        for time in range(2):
            folder = tmp_path / f"{number}-{time}"
            files = write_exports(session, folder, list(FORMATS))
            sums.append(
                {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
            )
    assert sums[0] == sums[1] == sums[2] == sums[3]


def test_the_default_formats_and_their_paths(session, tmp_path):
    files = write_exports(session, tmp_path / "new" / "folder")
    names = [FORMATS[name].file for name in DEFAULT_FORMATS]
    assert [file.name for file in files] == [*names, MANIFEST]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        [*names, MANIFEST]
    )


def test_an_engine_will_do_as_well(engine, tmp_path):
    assert write_exports(engine, tmp_path, ["codebook"])[0].exists()


def test_an_unknown_format_is_told_with_those_that_exist(session, tmp_path):
    with pytest.raises(EventdbError, match="no export format 'xlsx'; there are acled, events"):
        write_exports(session, tmp_path, ["acled", "xlsx"])


def test_a_failure_leaves_the_files_as_they_were(session, tmp_path, monkeypatch):
    fill(session)
    folder = tmp_path / "exports"
    write_exports(session, folder, ["acled", "claims"])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fail(*_arguments):
        raise RuntimeError("the machine stops here")

    write_events(session, [replace(EVENT, confidence=0.1)])
    monkeypatch.setattr("eventdb.exports.write_text", fail)
    with pytest.raises(RuntimeError):
        write_exports(session, folder, ["acled", "claims"])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_told(session, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EventdbError, match="cannot be written"):
        write_exports(session, tmp_path / "file")


# --------------------------------------------------------------------------------------------
# Cells
# --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('=HYPERLINK("http://evil.example";"x")', '\'=HYPERLINK("http://evil.example";"x")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-12.5", "-12.5"),
        ("+33", "+33"),
        ("-", "'-"),
        ("عشرات القتلى", "عشرات القتلى"),
        ("a = b", "a = b"),
        (-7.25, "-7.25"),
        (-3, "-3"),
        (None, ""),
        (0, "0"),
        (True, "true"),
        (dt.date(2018, 2, 6), "2018-02-06"),
    ],
)
def test_cells_are_safe_and_numbers_stay_numbers(value, text):
    assert cell(value) == text


def test_decimals_are_fixed_where_asked():
    assert cell(40.2892, 4) == "40.2892"
    assert cell(-0.5, 4) == "-0.5000"


@given(st.text())
def test_no_text_begins_a_formula(text):
    safe = safe_text(text)
    assert safe.endswith(text)
    first = safe.lstrip(" \u00a0\ufeff")[:1]
    assert first not in {"=", "@", "\t", "\r", "|", "%"}


def test_a_formula_in_a_report_is_defused_in_every_file(session, tmp_path):
    fill(session)
    session.execute(sa.text("UPDATE claim SET attributed_to = '=1+1' WHERE report_id = 'en-1'"))
    session.execute(sa.text("UPDATE source SET name = '=2+2' WHERE name LIKE 'The Daily%'"))
    session.commit()
    for file in write_exports(session, tmp_path, list(FORMATS)):
        if file.suffix == ".csv":
            for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))):
                assert not any(value.startswith("=") for value in row), file.name


def test_a_crowd_of_civilians_is_not_lost(session, tmp_path):
    """A name with the sign that joins names keeps its place."""
    odd = replace(CIVILIANS, name="Civilians (Syria); others")
    write_events(
        session, [event(candidate_ids=(), fields=(), parties=(Party(odd, PartyRole.ACTOR2),))]
    )
    (row,) = read(write_exports(session, tmp_path, ["acled"])[0])
    assert (row["actor1"], row["actor2"]) == (
        "Unidentified Armed Group (Syria)",
        "Civilians (Syria), others",
    )
