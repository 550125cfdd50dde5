"""Mentions from elsewhere: files in, map and fused events out."""

import csv
import gzip
import json
import random

import pytest

from eventdb.reconcile.mentions import reconcile_file

MENTION = {
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "event_date": "2018-03-10",
    "country": "Syria",
    "iso3": "SYR",
    "admin1": "Idlib",
    "location": "Saraqib",
    "latitude": 35.8646,
    "longitude": 36.8044,
    "geo_precision": 1,
    "actor1": ["Military Forces of Syria (2000-2024)"],
    "actor2": ["Civilians (Syria)"],
    "fatalities_best": 7,
    "source": "A",
    "published": "2018-03-10T14:00:00Z",
}


def write(path, *mentions):
    lines = [m if isinstance(m, str) else json.dumps(m, ensure_ascii=False) for m in mentions]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def mapped(path):
    with path.open(encoding="utf-8") as file:
        return {row["mention_id"]: row["event_id"] for row in csv.DictReader(file)}


def test_mentions_are_mapped_in_their_order_and_fused(tmp_path):
    source = write(
        tmp_path / "mentions.jsonl",
        {**MENTION, "mention_id": "z"},
        {**MENTION, "mention_id": "b", "source": "B", "fatalities_best": 9},
        {**MENTION, "mention_id": "c", "event_date": "2018-05-01"},
        {"mention_id": "d", "source": "B"},
    )
    report = reconcile_file(source, tmp_path / "map.csv", tmp_path / "events.jsonl")
    assert mapped(tmp_path / "map.csv") == {"z": "SYR1", "b": "SYR1", "c": "SYR2", "d": "XXX1"}
    assert list(mapped(tmp_path / "map.csv")) == ["z", "b", "c", "d"]
    assert (report.mentions, report.events, report.shared) == (4, 3, 1)
    assert report.by_source["A"] == (2, 1)
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events = {event["event_id"]: event for event in map(json.loads, lines)}
    assert events["SYR1"]["mention_ids"] == ["b", "z"]
    assert (events["SYR1"]["fatalities_low"], events["SYR1"]["fatalities_high"]) == (7, 9)
    assert events["SYR1"]["disputed"] == ["fatalities"]
    assert events["XXX1"]["event_date"] is None


def test_bad_records_cost_nothing_that_is_good_beside_them(tmp_path):
    source = write(
        tmp_path / "mentions.jsonl",
        {**MENTION, "mention_id": "a"},
        "{not json",
        "[1]",
        {"event_date": "2018-03-10"},
        {**MENTION, "mention_id": "b", "event_date": "2018-02-30"},
        {**MENTION, "mention_id": "c", "sub_event_type": "Quarrel"},
        {**MENTION, "mention_id": "a"},
    )
    report = reconcile_file(source, tmp_path / "map.csv")
    assert mapped(tmp_path / "map.csv") == {"a": "SYR1"}
    assert [issue.origin.rpartition(":")[2] for issue in report.issues[:5]] == list("23456")
    assert len(report.issues) == 6


def test_a_spreadsheet_is_read_by_its_own_columns(tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(
        "event_id_cnty,event_date,sub_event_type,actor1,assoc_actor_1,actor2,iso3,admin1,location,"
        "latitude,longitude,geo_precision,fatalities\n"
        "A1,2018-03-10,Armed clash,Opposition Rebels (Syria),HTS; Ahrar,ISIS,SYR,Idlib,Saraqib,35.86,36.80,1,4\n"
        "A2,2018-03-10,Armed clash,Opposition Rebels (Syria),,ISIS,SYR,Idlib,Saraqib,35.86,36.80,1,4\n",
        encoding="utf-8",
    )
    report = reconcile_file(
        path,
        tmp_path / "map.csv",
        tmp_path / "fused.jsonl",
        mapping={"mention_id": "event_id_cnty"},
    )
    assert report.issues == ()
    assert mapped(tmp_path / "map.csv") == {"A1": "SYR1", "A2": "SYR1"}
    event = json.loads((tmp_path / "fused.jsonl").read_text())
    assert event["assoc_actor_1"] == ["HTS", "Ahrar"]
    assert event["fatalities_best"] == 4


@pytest.mark.parametrize(("one_to_one", "events"), [(False, 1), (True, 2)])
def test_a_data_set_may_be_free_of_duplicates(tmp_path, one_to_one, events):
    source = write(tmp_path / "m.jsonl", *({**MENTION, "mention_id": name} for name in ("a", "b")))
    report = reconcile_file(source, tmp_path / "map.csv", one_to_one=one_to_one)
    assert report.events == events


def test_processes_share_the_countries_and_change_nothing(tmp_path):
    places = {"SYR": "Syria", "IRQ": "Iraq", "YEM": "Yemen"}
    source = write(
        tmp_path / "m.jsonl",
        *(
            {**MENTION, "mention_id": f"{code}{number}", "iso3": code, "country": name}
            for number in range(3)
            for code, name in places.items()
        ),
        {**MENTION, "mention_id": "nowhere", "iso3": None},
    )
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        folder.mkdir()
        reconcile_file(source, folder / "map.csv", folder / "events.jsonl", workers=workers)
    for name in ("map.csv", "events.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    assert len(mapped(tmp_path / "2" / "map.csv")) == 10


def test_copies_are_one_source(tmp_path):
    text = "Warplanes struck the vegetable market of the town at dawn, rescuers and doctors said."
    source = write(
        tmp_path / "m.jsonl",
        {**MENTION, "mention_id": "a", "text": text},
        {**MENTION, "mention_id": "b", "text": f"{text} (AFP)", "source": "B"},
        {**MENTION, "mention_id": "c", "text": "A raid on the bazaar killed seven.", "source": "C"},
    )
    reconcile_file(source, tmp_path / "map.csv", tmp_path / "events.jsonl")
    assert json.loads((tmp_path / "events.jsonl").read_text())["independent_sources"] == 2


ODD = [
    ({"latitude": "35.9"}, "two numbers"),
    ({"longitude": None}, "two numbers"),
    ({"latitude": 95}, "no degrees"),
    ({"actor1": [None]}, "no name"),
    ({"fatalities_low": 5, "fatalities_best": 2}, "low <= best"),
    ({"published": "yesterday"}, "yesterday"),
]


@pytest.mark.parametrize(("values", "problem"), ODD)
def test_a_value_that_its_key_cannot_have_is_told(tmp_path, values, problem):
    source = write(
        tmp_path / "m.jsonl",
        {**MENTION, "mention_id": "bad", **values},
        {**MENTION, "mention_id": "good"},
    )
    report = reconcile_file(source, tmp_path / "map.csv")
    (issue,) = report.issues
    assert issue.origin == f"{source}:1"
    assert problem in issue.problem
    assert list(mapped(tmp_path / "map.csv")) == ["good"]


@pytest.mark.parametrize("name", ["m.jsonl", "m.csv"])
def test_bytes_that_are_no_utf8_cost_their_own_record(tmp_path, name):
    lines = {
        "m.jsonl": b'{"mention_id": "a", "actor1": ["caf\xe9"]}\n{"mention_id": "b"}\n',
        "m.csv": b"mention_id,actor1\na,caf\xe9\nb,x\n",
    }
    (tmp_path / name).write_bytes(lines[name])
    report = reconcile_file(tmp_path / name, tmp_path / "map.csv")
    assert [issue.problem for issue in report.issues] == ["text that is not UTF-8"]
    assert list(mapped(tmp_path / "map.csv")) == ["b"]


def test_a_damaged_archive_gives_what_can_be_unpacked(tmp_path):
    noise = random.Random(1)
    lines = [
        {**MENTION, "mention_id": f"m{n}", "note": noise.randbytes(40_000).hex()} for n in range(4)
    ]
    packed = gzip.compress("\n".join(map(json.dumps, lines)).encode())
    (tmp_path / "m.jsonl.gz").write_bytes(packed[:-20_000])
    report = reconcile_file(tmp_path / "m.jsonl.gz", tmp_path / "map.csv")
    assert "cannot be unpacked" in report.issues[-1].problem
    assert report.mentions > 0
