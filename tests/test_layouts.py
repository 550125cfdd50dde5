"""Exports of well-known data sets as mentions, and the match report."""

import csv
import json

import pytest

from eventdb.errors import EventdbError
from eventdb.reconcile.layouts import find_layout, layout_names
from eventdb.reconcile.mentions import reconcile_file

ACLED = {
    "event_id_cnty": "SYR1234",
    "event_date": "10 March 2018",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Syria (2000-2024)",
    "actor2": "Civilians (Syria)",
    "iso": "760",
    "country": "Syria",
    "admin1": "Idleb",
    "location": "Saraqib",
    "latitude": "35.8646",
    "longitude": "36.8044",
    "geo_precision": "1",
    "fatalities": "7",
    "source": "SOHR",
    "notes": "On 10 March, aircraft struck a market in Saraqib, killing 7.",
}
GED = {
    "id": "98765",
    "date_start": "2018-03-10 00:00:00.000",
    "date_end": "2018-03-10 00:00:00.000",
    "date_prec": "1",
    "type_of_violence": "3",
    "side_a": "Government of Syria",
    "side_b": "Civilians",
    "country_id": "652",
    "country": "Syria",
    "adm_1": "Idleb",
    "where_coordinates": "Saraqib town",
    "where_prec": "1",
    "latitude": "35.8646",
    "longitude": "36.8044",
    "low": "5",
    "best": "7",
    "high": "9",
}
GTD = {
    "eventid": "201803100001",
    "iyear": "2018",
    "imonth": "3",
    "iday": "0",
    "country_txt": "Syria",
    "provstate": "Idlib",
    "city": "Saraqib",
    "latitude": "35.8646",
    "longitude": "36.8044",
    "specificity": "1",
    "attacktype1_txt": "Bombing/Explosion",
    "gname": "Unknown",
    "nkill": "7.0",
    "nwound": "",
}


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


CASES = {
    "acled": (ACLED, {"event_date": "2018-03-10", "iso3": "SYR", "source": "SOHR"}),
    "ged": (GED, {"sub_event_type": "Attack", "iso3": "SYR", "source": "UCDP GED"}),
    "gtd": (GTD, {"event_date": "2018-03-01", "event_date_end": "2018-03-31", "iso3": "SYR"}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_is_read_as_the_data_set_means_it(name):
    row, expected = CASES[name]
    found = find_layout(name).read(row)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", CASES)
def test_an_export_is_reconciled_as_it_is(name, tmp_path):
    source = write(tmp_path / "export.csv", CASES[name][0])
    report = reconcile_file(
        source, tmp_path / "map.csv", tmp_path / "events.jsonl", layout=find_layout(name)
    )
    assert (report.mentions, report.issues) == (1, ())
    event = json.loads((tmp_path / "events.jsonl").read_text(encoding="utf-8"))
    assert event["event_id"] == "SYR1"
    assert event["fatalities_best"] == 7
    assert event["geo_precision"] == 1


def test_what_the_data_set_calls_unknown_is_not_stated():
    assert not find_layout("gtd").read(GTD)["actor1"]
    assert find_layout("gtd").read(GTD)["injured"] is None


def test_a_layout_that_is_not_known_is_told_with_those_that_are():
    assert layout_names() == ["acled", "ged", "gtd"]
    with pytest.raises(EventdbError, match="acled, ged, gtd"):
        find_layout("gdelt")


def test_a_day_that_is_none_costs_its_row(tmp_path):
    source = write(tmp_path / "export.csv", {**GTD, "imonth": "13"}, {**GTD, "eventid": "2"})
    report = reconcile_file(source, tmp_path / "map.csv", layout=find_layout("gtd"))
    assert (report.mentions, len(report.issues)) == (1, 1)


def test_the_match_report_says_who_shares_what(tmp_path):
    rows = [{**ACLED, "event_id_cnty": str(n), "source": source} for n, source in enumerate("AB")]
    source = write(tmp_path / "export.csv", *rows)
    reconcile_file(
        source,
        tmp_path / "map.csv",
        layout=find_layout("acled"),
        report=tmp_path / "report.json",
    )
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["pairs"] == [{"sources": ["A", "B"], "shared_events": 1}]
    assert report["events_by_mentions"] == {"2": 1}
    assert report["sources"][0] == {"source": "A", "mentions": 1, "shared_mentions": 1}
