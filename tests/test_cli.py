"""The commands as a user meets them: help, statuses, messages, bad input beside good."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from eventdb import terminal
from eventdb.cli import app
from eventdb.terminal import Status

COMMANDS = sorted(typer.main.get_command(app).commands)

GOOD = {
    "id": "good-1",
    "title": "Three killed in shelling of Idlib",
    "text": "Three civilians were killed on Wednesday when regime forces shelled Idlib, Syria.",
    "published": "2018-02-08",
    "source": "Example Wire",
    "language": "en",
}


def call(*arguments: object, standard_input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(part) for part in arguments], input=standard_input)


def write(path: Path, *records: object) -> Path:
    lines = [item if isinstance(item, str) else json.dumps(item) for item in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'a.sqlite'}"


def stored_ids(tmp_path):
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        rows = connection.execute("SELECT report_id FROM report ORDER BY report_id").fetchall()
    connection.close()
    return [row[0] for row in rows]


# --- help ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"Usage: eventdb {command}" in result.output.replace("root", "eventdb")
    assert "Examples:" in result.output
    assert f"eventdb {command}" in result.output.split("Examples:")[1]


def test_the_program_lists_its_commands_and_statuses():
    result = call("--help")
    assert result.exit_code == 0
    assert all(f"\n  {command} " in result.output for command in COMMANDS)
    assert "Exit status" in result.output


def test_the_export_formats_are_all_in_the_help():
    from eventdb.exports import DEFAULT_FORMATS, FORMATS

    text = " ".join(call("export", "--help").output.split())
    assert all(name in text for name in FORMATS)
    assert ", ".join(DEFAULT_FORMATS) in text
    assert len(DEFAULT_FORMATS) == 6


def test_version():
    from eventdb import __version__

    assert call("--version").output == f"eventdb {__version__}\n"


def test_help_needs_no_heavy_library():
    """``--help`` answers at once, and reports are stored without spaCy or pandas."""
    code = (
        "import sys; from eventdb import cli, build; import eventdb.load;"
        "print([name for name in ('spacy', 'pandas', 'numpy', 'dateparser') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- usage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build",), "Missing argument"),
        (("build", "x", "--workers", "0"), "workers"),
        (("build", "x", "--colour", "red"), "No such option"),
        (("conquer",), "No such command"),
        (("explain",), "Missing argument"),
        (("reconcile", "-o", "map.csv"), "--mentions"),
        (("reconcile", "--mentions", __file__), "-o"),
        (("reconcile", "--mentions", "m.jsonl", "-o", "map.csv"), "does not exist"),
    ],
)
def test_wrong_usage_is_status_2(arguments, message):
    result = call(*arguments)
    assert result.exit_code == Status.NOTHING
    assert message in result.output


def test_a_wrong_setting_names_itself(monkeypatch):
    monkeypatch.setenv("EVENTDB_WORKERS", "many")
    result = call("ingest", "x.jsonl")
    assert result.exit_code == Status.NOTHING
    assert "EVENTDB_WORKERS=many" in result.output


# --- bad input ----------------------------------------------------------------------------------

BAD_LINES = {
    "invalid JSON": ('{"id": "b", "text": "x"', "invalid JSON", "one JSON object a line"),
    "not an object": ("[1, 2]", "a report is a JSON object", '{"id"'),
    "no id": ('{"text": "Two were killed."}', "missing key 'id'", "give every report an id"),
    "no text": ('{"id": "b"}', "missing key 'text'", "give the body"),
    "empty text": ('{"id": "b", "text": " "}', "empty text", "give the report's body"),
    "number for text": ('{"id": "b", "text": 3}', "'text' is a number", "quotation marks"),
    "impossible date": (
        '{"id": "b", "text": "x", "published": "2018-02-30"}',
        "a date that does not exist",
        "YYYY-MM-DD",
    ),
    "no date": ('{"id": "b", "text": "x", "published": "today"}', "is not a date", "YYYY-MM-DD"),
    "duplicate id": (
        json.dumps(GOOD | {"text": "Another."}),
        "duplicate id 'good-1'",
        "of its own",
    ),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_bad_line_costs_itself_alone(case, tmp_path, url):
    line, problem, mend = BAD_LINES[case]
    path = write(tmp_path / "r.jsonl", GOOD, line, GOOD | {"id": "good-2", "text": "Two died."})
    result = call("ingest", path, "--db", url)
    assert result.exit_code == Status.PARTLY
    message = next(row for row in result.output.splitlines() if f"{path}:2: " in row)
    assert problem in message
    assert mend in message
    assert stored_ids(tmp_path) == ["good-1", "good-2"]


BAD_FILES = {
    "binary": ("r.txt", b"\x00\x01\x02\x03" * 100, "is a binary file"),
    "pdf": ("r.pdf", b"%PDF-1.7 ...", "cannot be read as a PDF"),
    "wrong encoding": ("r.jsonl", "قتل ثلاثة في حلب".encode("windows-1256"), "windows-1256"),
    "two bytes a letter": ("r.jsonl", "x".encode("utf-16"), "UTF-16"),
    "damaged archive": ("r.jsonl.gz", gzip.compress(b"{}" * 999)[:30], "damaged"),
    "array": ("r.json", b'[{"id": "a"}]', "missing key 'text'"),
    "no columns": ("r.csv", b"name,body\nx,y\n", "has no column 'id' or 'text'"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_costs_itself_alone(case, tmp_path, url):
    name, content, problem = BAD_FILES[case]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    write(tmp_path / "in" / "z.jsonl", GOOD)
    result = call("ingest", tmp_path / "in", "--db", url)
    assert result.exit_code == Status.PARTLY
    message = next(row for row in result.output.splitlines() if name in row)
    assert problem in message
    assert stored_ids(tmp_path) == ["good-1"]


def test_issues_are_kept_with_their_mend(tmp_path, url):
    call("ingest", write(tmp_path / "r.jsonl", GOOD, "{"), "--db", url)
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        rows = connection.execute("SELECT stage, origin, problem, mend FROM issue").fetchall()
    connection.close()
    ((stage, origin, problem, mend),) = rows
    assert (stage, origin) == ("read", f"{tmp_path / 'r.jsonl'}:2")
    assert "invalid JSON" in problem
    assert mend


def test_many_issues_do_not_bury_the_summary(tmp_path, url):
    result = call("ingest", write(tmp_path / "r.jsonl", GOOD, *["{"] * 200), "--db", url)
    assert len(result.output.splitlines()) < 40
    assert "200" in result.output


def test_an_id_that_another_report_has_is_refused_later_too(tmp_path, url):
    call("ingest", write(tmp_path / "one.jsonl", GOOD), "--db", url)
    other = write(tmp_path / "two.jsonl", GOOD | {"text": "Something else."})
    result = call("ingest", other, "--db", url)
    assert result.exit_code == Status.PARTLY
    assert f"{other}:1" in result.output
    assert "one.jsonl:1" in result.output


def test_nothing_readable_is_status_2(tmp_path, url):
    missing = call("ingest", tmp_path / "nowhere.jsonl", "--db", url)
    assert missing.exit_code == Status.NOTHING
    assert "no such file" in missing.output
    (tmp_path / "empty").mkdir()
    empty = call("ingest", tmp_path / "empty", "--db", url)
    assert empty.exit_code == Status.NOTHING
    assert "no reports" in empty.output


# --- extraction ---------------------------------------------------------------------------------

OTHER_LANGUAGES = {
    "declared": {"id": "b", "text": "Drei Menschen starben in Aleppo.", "language": "de"},
    "identified": {"id": "b", "text": "Три человека погибли при обстреле города Донецк в среду."},
}


@pytest.mark.parametrize("case", OTHER_LANGUAGES)
def test_an_unknown_language_costs_its_report_alone(case, tmp_path):
    path = write(tmp_path / "r.jsonl", OTHER_LANGUAGES[case], GOOD)
    output = tmp_path / "events.jsonl"
    result = call("extract", path, "-o", output, "--workers", "1")
    assert result.exit_code == Status.PARTLY
    message = next(row for row in result.output.splitlines() if f"{path}:1: " in row)
    assert "unknown language" in message
    assert "ar, en" in message
    events = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert {event["report_id"] for event in events} == {"good-1"}


def test_candidates_flow_from_standard_input_to_standard_output():
    done = subprocess.run(
        [sys.executable, "-m", "eventdb", "extract", "--workers", "1"],
        input=json.dumps(GOOD) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    (event,) = map(json.loads, done.stdout.splitlines())
    assert (event["report_id"], event["location"], event["fatalities_best"]) == (
        "good-1",
        "Idlib",
        3,
    )
    assert "1 event candidates in 1 reports, 0 skipped" in done.stderr


def test_an_output_that_cannot_be_written_is_named(tmp_path):
    result = call("extract", write(tmp_path / "r.jsonl", GOOD), "-o", tmp_path / "none" / "e.jsonl")
    assert result.exit_code == Status.NOTHING
    assert "e.jsonl: cannot be written" in result.output


# --- event data from elsewhere ------------------------------------------------------------------

MENTION = {
    "mention_id": "m1",
    "source": "Data A",
    "published": "2018-02-08",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "event_date": "2018-02-07",
    "country": "Syria",
    "iso3": "SYR",
    "admin1": "Idlib",
    "location": "Idlib",
    "latitude": 35.93,
    "longitude": 36.63,
    "fatalities_best": 7,
}


def test_mentions_are_mapped_to_events(tmp_path):
    same = MENTION | {"mention_id": "m2", "source": "Data B"}
    elsewhere = {"location": "Homs", "admin1": "Homs", "latitude": 34.7, "longitude": 36.7}
    other = same | {"mention_id": "m3", "event_date": "2018-06-01"} | elsewhere
    path = write(tmp_path / "m.jsonl", MENTION, same, other, "{")
    output, fused = tmp_path / "map.csv", tmp_path / "events.jsonl"
    result = call("reconcile", "--mentions", path, "-o", output, "--fused", fused)
    assert result.exit_code == Status.PARTLY
    assert "3 mentions of 2 events" in result.output
    rows = dict(line.split(",") for line in output.read_text(encoding="utf-8").splitlines())
    assert rows["mention_id"] == "event_id"
    assert rows["m1"] == rows["m2"] != rows["m3"]
    assert len(fused.read_text(encoding="utf-8").splitlines()) == 2


def test_each_bad_mention_is_told_with_line_and_mend_and_costs_no_other(tmp_path):
    path = write(
        tmp_path / "m.jsonl",
        MENTION,
        "{",
        {"event_date": "2018-02-07"},
        MENTION | {"mention_id": "m3", "event_date": "2018-02-30"},
        MENTION | {"mention_id": "m4", "sub_event_type": "Quarrel"},
        MENTION | {"fatalities_best": 8},
    )
    output = tmp_path / "map.csv"
    result = call("reconcile", "--mentions", path, "-o", output)
    assert result.exit_code == Status.PARTLY
    told = dict(
        line.removeprefix(f"{path}:").split(": ", 1)
        for line in result.output.splitlines()
        if line.startswith(f"{path}:")
    )
    assert list(told) == ["2", "3", "4", "5", "6"]
    assert all("; " in line for line in told.values()), told
    assert "missing key 'mention_id'" in told["3"]
    assert "stands twice" in told["6"]
    assert "not read: 5" in result.output
    assert output.read_text(encoding="utf-8").splitlines()[1:] == ["m1,SYR1"]


def test_parties_of_mentions_are_looked_up_in_the_registry(tmp_path):
    """Two data sets name the same parties each in its manner; the fused event has ACLED's names."""
    one = MENTION | {"actor1": ["Military Forces of Syria (2000-2024)"], "actor2": ["Civilians"]}
    other = one | {"mention_id": "m2", "source": "Data B"}
    path = write(
        tmp_path / "m.jsonl", one, other | {"actor1": ["الجيش السوري"], "actor2": ["مدنيون"]}
    )
    fused = tmp_path / "events.jsonl"
    result = call("reconcile", "--mentions", path, "-o", tmp_path / "map.csv", "--fused", fused)
    assert result.exit_code == Status.FINE
    (event,) = map(json.loads, fused.read_text(encoding="utf-8").splitlines())
    assert event["mention_ids"] == ["m1", "m2"]
    assert event["actor1"] == ["Military Forces of Syria (2000-2024)"]
    assert event["actor2"] == ["Civilians (Syria)"]
    assert event["assoc_actor_1"] == []


def test_columns_of_mentions_may_have_other_names(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("data_id,country,iso3,event_date\nx,Syria,SYR,2018-02-07\n", encoding="utf-8")
    options = ("--mentions", path, "-o", tmp_path / "map.csv", "--column")
    assert call("reconcile", *options, "mention_id=data_id").exit_code == 0
    assert "x," in (tmp_path / "map.csv").read_text(encoding="utf-8")
    wrong = call("reconcile", *options, "mention_id")
    assert wrong.exit_code == Status.NOTHING
    assert "KEY=NAME" in wrong.output


def test_a_map_that_cannot_be_written_is_named(tmp_path):
    path = write(tmp_path / "m.jsonl", MENTION)
    result = call("reconcile", "--mentions", path, "-o", tmp_path / "none" / "map.csv")
    assert result.exit_code == Status.NOTHING
    assert "map.csv: No such file or directory" in result.output


# --- databases ----------------------------------------------------------------------------------


def test_an_unreachable_database_is_named_without_its_password(tmp_path):
    path = write(tmp_path / "r.jsonl", GOOD)
    result = call("ingest", path, "--db", "postgresql://me:s3cret@127.0.0.1:1/none")
    assert result.exit_code == Status.NOTHING
    assert "127.0.0.1:1/none" in result.output
    assert "check the URL" in result.output
    assert "s3cret" not in result.output


@pytest.mark.parametrize("bad", ["nonsense", "mysql://me@localhost/x", "sqlite:////proc/no/a.db"])
def test_an_impossible_database_is_status_2(bad, tmp_path):
    result = call("ingest", write(tmp_path / "r.jsonl", GOOD), "--db", bad)
    assert result.exit_code == Status.NOTHING
    assert "Traceback" not in result.output


def test_a_database_of_a_newer_schema_is_left_alone(tmp_path, url):
    call("migrate", "--db", url)
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in (("ingest", write(tmp_path / "r.jsonl", GOOD)), ("migrate",), ("explain", "X")):
        result = call(*command, "--db", url)
        assert result.exit_code == Status.NOTHING
        assert "install the newer eventdb" in result.output


def test_a_file_that_is_no_database_is_left_alone(tmp_path, url):
    (tmp_path / "a.sqlite").write_text("Three civilians were killed. " * 50)
    result = call("ingest", write(tmp_path / "r.jsonl", GOOD), "--db", url)
    assert result.exit_code == Status.NOTHING
    assert "not a database" in result.output
    assert (tmp_path / "a.sqlite").read_text().startswith("Three")


def test_what_is_not_built_yet_says_how_to_build_it(url):
    for command in (("export",), ("explain", "SYR1")):
        result = call(*command, "--db", url)
        assert result.exit_code == Status.NOTHING
        assert "eventdb migrate" in result.output


def test_migrations_and_models_agree(url):
    result = call("migrate", "--check", "--db", url)
    assert result.exit_code == 0
    assert "revision" in result.output


def test_an_unknown_id_says_where_ids_are(url):
    call("migrate", "--db", url)
    result = call("explain", "SYR99", "--db", url)
    assert result.exit_code == Status.NOTHING
    assert "'SYR99'" in result.output


def test_logs_as_json_hold_all_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("EVENTDB_LOG_FORMAT", "json")
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "1", "text": "Rain in Jos."}\n{"id"\n', encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'x.sqlite'}"
    build = ["build", str(path), "--db", url, "--exports", str(tmp_path / "out")]
    try:
        found = CliRunner().invoke(app, build)
    finally:
        terminal.start_logging("WARNING")
    told = [json.loads(line) for line in found.stderr.splitlines()]
    [issue] = [line for line in told if "problem" in line]
    assert issue["origin"].endswith("r.jsonl:2")
    assert issue["mend"] == "write one JSON object a line"
    assert any(line["message"].startswith("reports    1 read") for line in told)
    assert all(line["time"].endswith("+00:00") for line in told)


def test_progress_without_a_terminal_is_a_line_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "_EVERY", 0.0)
    assert list(terminal.track(range(4), "extracting", 8)) == [0, 1, 2, 3]
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert re.fullmatch(r"extracting: 4 of 8, [\d.]+ a second, 0:00:00 left", lines[-1])
