"""Exports: the right columns, the right rules, the same bytes from both engines and every time."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import pandas
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
from eventdb.exports import (
    DATA_PACKAGE,
    DEFAULT_FORMATS,
    FORMATS,
    MANIFEST,
    Options,
    Selection,
    write_exports,
)
from eventdb.exports.cells import cell, safe_text
from eventdb.exports.public import WITHHELD_NAME, Withholding
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
    assert not data.startswith(b"\xef\xbb\xbf")
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
    files = {item.file for item in FORMATS.values() if item.is_table}
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
    assert [file.name for file in files] == [*names, DATA_PACKAGE, MANIFEST]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        [*names, DATA_PACKAGE, MANIFEST]
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
# Which events, and how much of them
# --------------------------------------------------------------------------------------------


def exported_ids(session, folder, **conditions):
    options = Options(Selection(**conditions))
    write_exports(session, folder, ["events"], options)
    return [row["event_id"] for row in read(folder / "events.csv")]


SELECTIONS = [
    ({}, ["SYR1", "SYR10", "SYR3", "SYR2"]),
    ({"countries": ("syria",)}, ["SYR1", "SYR10", "SYR3", "SYR2"]),
    ({"countries": ("IRQ", "Lebanon")}, []),
    ({"first": dt.date(2018, 2, 7)}, ["SYR2"]),
    ({"last": dt.date(2018, 2, 6)}, ["SYR1", "SYR10", "SYR3"]),
    ({"first": dt.date(2018, 2, 6), "last": dt.date(2018, 2, 6)}, ["SYR1", "SYR10", "SYR3"]),
    ({"event_types": ("battles",)}, ["SYR10"]),
    ({"event_types": ("Battles", "Peaceful protest")}, ["SYR10", "SYR2"]),
    ({"actors": ("opposition",)}, ["SYR10"]),
    ({"actors": ("protesters (syria)", "CIVILIANS")}, ["SYR1", "SYR3", "SYR2"]),
    ({"min_confidence": 0.95}, ["SYR3"]),
    ({"actors": ("military",), "event_types": ("Battles",)}, ["SYR10"]),
]


@pytest.fixture
def with_confidence(both_sessions):
    for session in both_sessions:
        fill(session, (EVENT, PROTEST, replace(UNLOCATED, confidence=0.99), CLASH))
    return both_sessions


def test_an_export_holds_the_events_that_are_asked_for(with_confidence, tmp_path):
    for session in with_confidence:
        for conditions, expected in SELECTIONS:
            assert exported_ids(session, tmp_path, **conditions) == expected, conditions


def test_a_selection_holds_for_every_file(with_confidence, tmp_path):
    for session in with_confidence:
        options = Options(Selection(event_types=("Battles",)))
        write_exports(session, tmp_path, list(FORMATS), options)
        assert [row["event_id_cnty"] for row in read(tmp_path / "acled.csv")] == ["SYR10"]
        assert [row["relid"] for row in read(tmp_path / "ged.csv")] == ["SYR-2018-1-10"]
        assert read(tmp_path / "claims.csv") == []
        assert read(tmp_path / "sources.csv") == []
        assert {row["actor_id"] for row in read(tmp_path / "actors.csv")} == {
            "syr-army",
            "syr-rebels",
        }
        manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
        assert manifest["selection"] == {"event_type": ["Battles"]}
        assert "left_out" not in manifest["files"][0]


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"countries": ("Syrai",)}, "no country 'Syrai'; did you mean .*syria"),
        ({"event_types": ("War",)}, "no event type 'War'"),
        ({"actors": ("Nobody At All",)}, "no party of an event is called 'Nobody At All'"),
        ({"first": dt.date(2019, 1, 1), "last": dt.date(2018, 1, 1)}, "is after --to"),
        ({"min_confidence": 7.0}, "from 0 to 1"),
    ],
)
def test_a_condition_that_nothing_meets_is_told(session, tmp_path, conditions, message):
    with pytest.raises(EventdbError, match=message):
        write_exports(session, tmp_path, ["acled"], Options(Selection(**conditions)))


def test_signs_of_patterns_in_a_name_are_letters(session, tmp_path):
    fill(session)
    with pytest.raises(EventdbError, match="no party"):
        exported_ids(session, tmp_path, actors=("%",))


def test_a_byte_order_mark_is_written_where_it_is_asked_for(session, tmp_path):
    write_exports(session, tmp_path, ["taxonomy"], Options(has_mark=True))
    assert (tmp_path / "taxonomy.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_parquet_has_the_types_of_the_codebook(with_confidence, tmp_path):
    for number, session in enumerate(with_confidence):
        folder = tmp_path / str(number)
        write_exports(session, folder, ["parquet", "claims_parquet", "events"])
        frame = pandas.read_parquet(folder / "events.parquet")
        assert list(frame["event_id"]) == [row["event_id"] for row in read(folder / "events.csv")]
        assert frame["event_date"][0] == dt.date(2018, 2, 6)
        assert frame["is_civilian_targeting"].tolist() == [True, False, True, False]
        claims = pandas.read_parquet(folder / "claims.parquet")
        assert str(claims["published_at"].dtype) == "datetime64[ms, UTC]"
    first, second = (tmp_path / name / "events.parquet" for name in "01")
    assert first.read_bytes() == second.read_bytes()


def test_the_public_profile_withholds_words_names_and_exact_points(session, tmp_path):
    tmp_path /= "public"
    fill(session)
    session.execute(sa.text("UPDATE event SET location = 'Qamar school' WHERE event_id = 'SYR1'"))
    session.execute(
        sa.text(
            "UPDATE event SET notes = replace(notes, 'Qamar', 'Qamar school')"
            " WHERE event_id = 'SYR1'"
        )
    )
    session.execute(sa.text("UPDATE actor SET is_registered = (actor_id <> 'syr-rebels')"))
    session.commit()
    write_exports(session, tmp_path, list(FORMATS), Options(is_public=True))
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(tmp_path.iterdir())
        if path.suffix != ".parquet" and path.stem not in {"codebook", "taxonomy"}
    )
    for secret in (
        "عشرات المدنيين",
        "12 people",
        "A medic",
        "Qamar school",
        "Shelling kills",
    ):
        assert secret not in text, secret
    assert not pandas.read_parquet(tmp_path / "claims.parquet")["words"].notna().any()
    rows = {row["event_id"]: row for row in read(tmp_path / "events.csv")}
    assert [rows["SYR1"][name] for name in ("location", "latitude", "geo_precision", "place_id")] == [
        "Deir ez-Zor", "35.300000", "2", "",
    ]  # fmt: skip
    assert rows["SYR10"]["latitude"] == "35.300850"
    assert rows["SYR10"]["actor1"] == WITHHELD_NAME
    assert "Opposition Rebels" not in text
    (battle,) = (r for r in read(tmp_path / "ged.csv") if r["type_of_violence"] == "1")
    assert battle["dyad_name"].endswith(f"- {WITHHELD_NAME}")
    claims = read(tmp_path / "claims.csv")
    assert {claim["report_id"] for claim in claims} == {"ar-1", "en-1"}
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["profile"] == "public"


def test_who_corrected_is_not_told_in_public():
    publish = Withholding(frozenset(), frozenset()).of_file("events.csv", ["corrected"])
    assert publish(["fatalities (A. Coder); merge (B. (x); C)"]) == ["fatalities; merge"]


@pytest.mark.parametrize(("scheme", "dozens"), [("acled", 12), ("ged", 24), ("plover", 24)])
def test_each_scheme_has_its_own_number_for_dozens(exported, scheme, dozens):
    """ACLED's 12 is stated; the low bound where no rule was published; else the range stays."""
    assert scheme in {row["vocabulary"].split()[-1] for row in read(exported / "taxonomy.csv")}
    found = {
        "acled": lambda: next(
            row["fatalities"] for row in read(exported / "acled.csv") if row["event_id_cnty"] == "SYR10"
        ),
        "ged": lambda: next(
            row["best"] for row in read(exported / "ged.csv") if row["type_of_violence"] == "1"
        ),
        "plover": lambda: next(
            record["size"]["dead"]
            for record in map(json.loads, (exported / "plover.jsonl").read_text("utf-8").splitlines())
            if record["id"] == "SYR10"
        ),
    }  # fmt: skip
    assert int(found[scheme]()) == dozens


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
