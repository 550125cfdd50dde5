"""Reviewing a database: decisions, refusals, files, the queue; on both engines, and as commands."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from reconcile_cases import candidate, count
from sqlalchemy.orm import Session
from test_reconcile import OTHER
from typer.testing import CliRunner

from eventdb.build import reconcile_database
from eventdb.cli import app
from eventdb.database import make_engine, open_session
from eventdb.errors import EventdbError, ReadError
from eventdb.explain import explain
from eventdb.exports import write_exports
from eventdb.load import Extraction, add_reports, read_corrections, read_events, store_extractions
from eventdb.records import Report
from eventdb.review import (
    Signature,
    confirm,
    export_corrections,
    import_corrections,
    merge,
    record,
    reject,
    review_queue,
    set_value,
    show,
    split,
    undo,
)
from eventdb.review.decisions import find_correction
from eventdb.tables import CorrectionConflictRow, EventCorrectionRow

BY = Signature("N. Ali", "the hospital's list")
TOWN = OTHER["another town"]
WEEK = OTHER["another week"]


class Quiet:
    def track(self, items, label, total=None):
        yield from items

    def issue(self, issue):
        raise AssertionError(issue)


def told(name, **changes):
    report = name.partition("#")[0]
    return candidate(name, **{"source": f"Paper {report}", **changes})


BODIES = "Twelve bodies were pulled from under the stalls of the market, a medic said."
# a, b and c tell one event; d another town; e another week.
FIRST = (
    told("a#1"), told("b#1"), told("c#1", fatalities=count(12), text=BODIES),
    told("d#1", **TOWN), told("e#1", **WEEK),
)  # fmt: skip


def store(session: Session, candidates) -> None:
    for item in candidates:
        text = f"{item.text} {item.report_id}"
        add_reports(session, [Report(item.report_id, text, source=item.source)])
        store_extractions(session, [Extraction(item.report_id, (item,), False)], "1")
    session.commit()


@pytest.fixture
def built(database_url):
    with open_session(database_url) as session:
        store(session, FIRST)
    rebuild(database_url)
    return database_url


def rebuild(url):
    return reconcile_database(url, Quiet())


def decide(url, make, *arguments, by=BY):
    with open_session(url) as session:
        return record(session, make(session, *arguments, by))


def events(url):
    with open_session(url) as session:
        return {event.event_id: event for event in read_events(session)}


def members(url):
    return {key: event.candidate_ids for key, event in events(url).items()}


def stored(url):
    with open_session(url) as session:
        return list(read_corrections(session))


def problems(url):
    with open_session(url) as session:
        return session.scalars(sa.select(CorrectionConflictRow.problem)).all()


# --- decisions ----------------------------------------------------------------------------------


def test_a_value_set_is_applied_at_every_build_and_told_everywhere(built, tmp_path):
    made = decide(built, set_value, "SYR1", "fatalities", "8..9..10")
    for _ in range(2):
        outcome = rebuild(built)
        assert outcome.corrected == 1
        assert events(built)["SYR1"].fatalities == count(8, 9, 10)
    with open_session(built) as session:
        text = explain(session, "SYR1")
        files = write_exports(session, tmp_path)
    assert "rule: correction" in text
    day = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    signed = f"set to 8..9..10 by N. Ali on {day}: the hospital's list [{made.correction_id}]"
    assert signed in text
    texts = {file.name: io.StringIO(file.read_text(encoding="utf-8-sig")) for file in files[:2]}
    rows = {name: list(csv.DictReader(text)) for name, text in texts.items()}
    row = next(row for row in rows["events.csv"] if row["event_id"] == "SYR1")
    assert row["corrected"] == "fatalities (N. Ali)"
    assert row["notes"].endswith("Corrected by hand: killed.")
    acled = next(row for row in rows["acled.csv"] if row["event_id_cnty"] == "SYR1")
    assert acled["fatalities"] == "9"
    assert "Corrected by hand" in acled["notes"]


def test_undoing_gives_what_was(built):
    before = events(built)
    made = [
        decide(built, set_value, "SYR1", "fatalities", "8"),
        decide(built, set_value, "SYR1", "actor1", "Civilians (Syria)"),
        decide(built, merge, ["SYR1", "SYR2"]),
        decide(built, reject, "SYR3"),
    ]
    rebuild(built)
    assert set(events(built)) == {"SYR1"}
    decide(built, split, "SYR1", ["b#1"])
    made.append(stored(built)[-1])
    rebuild(built)
    assert len(events(built)) == 2
    for item in made:
        decide(built, undo, item.correction_id)
    rebuild(built)
    assert events(built) == before
    assert not problems(built)


def test_a_merge_leaves_a_redirect_and_a_split_its_history(built):
    decide(built, merge, ["SYR2", "SYR1"])
    rebuild(built)
    assert members(built) == {"SYR1": ("a#1", "b#1", "c#1", "d#1"), "SYR3": ("e#1",)}
    decide(built, split, "SYR1", ["b"])
    rebuild(built)
    assert members(built)["SYR4"] == ("b#1",)
    with open_session(built) as session:
        assert explain(session, "SYR2").startswith("SYR2 -> SYR1 (merged)")
        assert explain(session, "SYR1").startswith("SYR1 -> SYR4 (split)")
        assert show(session, "SYR2").startswith("SYR2 was merged into SYR1")
        assert "split off b#1 by N. Ali" in show(session, "SYR4")


REFUSALS = {
    "no event": (set_value, ("SYR9", "fatalities", "7"), "no event has the id 'SYR9'.*review list"),
    "no column": (set_value, ("SYR1", "colour", "red"), "no column 'colour'.*fatalities, injured"),
    "no number": (set_value, ("SYR1", "fatalities", "many"), "cannot be 'many'.*write 7, or low"),
    "order": (set_value, ("SYR1", "fatalities", "9..7"), "0 <= low <= best <= high.*write 7"),
    "no day": (set_value, ("SYR1", "date", "Tuesday"), "cannot be 'Tuesday'.*write 2018-03-10"),
    "days": (set_value, ("SYR1", "date", "2018-03-12..2018-03-10"), "is after the last"),
    "no type": (set_value, ("SYR1", "sub_event_type", "Granade"), "did you mean 'Grenade'"),
    "no actor": (set_value, ("SYR1", "actor1", "Civilans (Syria)"), "'Civilians \\(Syria\\)'"),
    "one event": (merge, (["SYR1", "SYR1"],), "two different events"),
    "stranger": (split, ("SYR1", ["d#1"]), "does not rest on 'd#1'.*review show SYR1"),
    "all": (split, ("SYR1", ["a", "b", "c"]), "name not all of its event candidates"),
    "no correction": (undo, ("abcdef",), "no correction has the id 'abcdef'.*review show"),
}


def test_what_cannot_be_done_is_refused_with_its_mend(built):
    for make, arguments, message in REFUSALS.values():
        with pytest.raises(EventdbError, match=message):
            decide(built, make, *arguments)
    assert stored(built) == []


@pytest.mark.parametrize(("author", "reason"), [("", "why"), (" ", "why"), ("who", " ")])
def test_author_and_reason_are_needed(author, reason):
    with pytest.raises(EventdbError, match="needs its"):
        Signature(author, reason)


def test_a_retired_event_says_where_it_went(built):
    decide(built, merge, ["SYR1", "SYR2"])
    gone = decide(built, reject, "SYR3")
    rebuild(built)
    with pytest.raises(EventdbError, match="SYR2 was merged into SYR1; name that event"):
        decide(built, confirm, "SYR2")
    with pytest.raises(EventdbError, match=f"rejected by N. Ali.*undo {gone.correction_id}"):
        decide(built, confirm, "SYR3")


def test_a_stale_undo_is_refused(built):
    first = decide(built, set_value, "SYR1", "fatalities", "8")
    second = decide(built, set_value, "SYR1", "fatalities", "9")
    with pytest.raises(EventdbError, match=f"no effect any more.*undo {second.correction_id}"):
        decide(built, undo, first.correction_id)
    taken = decide(built, undo, second.correction_id[:8])
    with pytest.raises(EventdbError, match=f"undone already.*undo {taken.correction_id}"):
        decide(built, undo, second.correction_id)
    decide(built, undo, taken.correction_id)
    rebuild(built)
    assert events(built)["SYR1"].fatalities == count(9)
    with pytest.raises(EventdbError, match="no correction has the id"):
        find_correction(stored(built), "")


# --- what comes later ---------------------------------------------------------------------------


def test_new_evidence_puts_a_correction_up_for_review_until_it_is_seen(built):
    set_8 = decide(built, set_value, "SYR1", "fatalities", "8")
    rebuild(built)
    with open_session(built) as session:
        store(session, [told("f#1", fatalities=count(40))])
    assert rebuild(built).for_review == 1
    assert events(built)["SYR1"].fatalities == count(8)
    with open_session(built) as session:
        first = review_queue(session)[0]
        assert "for review: sources have said something else" in show(session, "SYR1")
    assert first.key == set_8.correction_id
    assert first.reasons == (
        "sources have said something else since fatalities was set: f: fatalities 40..40",
    )
    decide(built, confirm, "SYR1")
    assert rebuild(built).for_review == 0
    with open_session(built) as session:
        assert "SYR1" not in [item.key for item in review_queue(session)]


def test_the_queue_is_ordered_by_what_matters(built):
    with open_session(built) as session:
        items = review_queue(session)
        assert items[0].key == "SYR1"
        assert "disputed: fatalities" in items[0].reasons
        assert [item.weight for item in items] == sorted((i.weight for i in items), reverse=True)
        assert review_queue(session, "YEM") == []


def test_which_correction_bears_on_which_event_is_stored(built):
    made = decide(built, set_value, "SYR1", "date", "2018-03-11")
    checked = decide(built, confirm, "SYR2")
    rebuild(built)
    with open_session(built) as session:
        rows = {
            (row.event_id, row.correction_id, row.field)
            for row in session.scalars(sa.select(EventCorrectionRow))
        }
    assert rows == {("SYR1", made.correction_id, "date"), ("SYR2", checked.correction_id, "")}


# --- files --------------------------------------------------------------------------------------


def some_corrections(url):
    decide(url, set_value, "SYR1", "fatalities", "8..9..10")
    decide(url, merge, ["SYR1", "SYR2"], by=Signature("علي", 'said "one", and\nagain'))
    made = decide(url, split, "SYR1", ["b#1"])
    decide(url, undo, made.correction_id)
    decide(url, confirm, "SYR3")


def test_what_is_exported_comes_back_the_same(built, sqlite_template, tmp_path):
    some_corrections(built)
    corrections = stored(built)
    text = export_corrections(corrections)
    with open_session(built) as session:
        again = import_corrections(session, text, "c.csv")
    assert (again.added, again.known) == (0, 5)
    shutil.copyfile(sqlite_template, tmp_path / "other.sqlite")
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with open_session(other) as session:
        assert import_corrections(session, "\ufeff" + text, "c.csv").added == 5
        store(session, FIRST[::-1])
    assert stored(other) == corrections
    assert export_corrections(stored(other)) == text
    rebuild(built)
    rebuild(other)
    assert set(members(other).values()) == set(members(built).values())


BY_HAND = """author,reason,action,event_id,field,value,undoes
N. Ali,list,set,SYR1,fatalities,9,
N. Ali,one strike,merge,SYR1,,SYR2,
N. Ali,a drill,reject,SYR3,,,
"""


def test_rows_may_be_written_by_hand_and_are_taken_in_once(built):
    for added in (3, 0):
        with open_session(built) as session:
            found = import_corrections(session, BY_HAND, "c.csv")
        assert (found.added, found.known) == (added, 3 - added)
        rebuild(built)
    assert members(built) == {"SYR1": ("a#1", "b#1", "c#1", "d#1")}
    assert events(built)["SYR1"].fatalities == count(9)


BAD_FILES = {
    "no heading": ("SYR1,fatalities,9\n", "c.csv:1: no column author, reason, action"),
    "no author": (BY_HAND.replace("N. Ali,a drill", ",a drill"), "c.csv:4: no author"),
    "no action": (
        BY_HAND.replace("reject", "remove"),
        "no action 'remove'; write one of set, merge",
    ),
    "no event": (
        BY_HAND.replace("SYR3", "SYR9"),
        "c.csv:4: no event has the id 'SYR9'.*nothing of",
    ),
    "no value": (BY_HAND.replace(",9,", ",lots,"), "c.csv:2: SYR1: fatalities cannot be 'lots'"),
    "broken": (
        "correction_id,made_at,author,reason,action,candidates\nx,2020-01-01,A,B,set,[[\n",
        "c.csv:2: the correction cannot be read",
    ),
    "no time zone": (
        "correction_id,made_at,author,reason,action\nx,2020-01-01T10:00:00,A,B,confirm\n",
        "no time zone",
    ),
}


def test_a_bad_file_is_refused_as_a_whole(built):
    for text, message in BAD_FILES.values():
        with open_session(built) as session, pytest.raises(ReadError, match=message):
            import_corrections(session, text, "c.csv")
    assert stored(built) == []


def test_the_file_is_a_table_that_people_can_read(built):
    decide(built, set_value, "SYR1", "fatalities", "8..9..10")
    (row,) = csv.DictReader(io.StringIO(export_corrections(stored(built))))
    assert (row["author"], row["action"], row["event_id"]) == ("N. Ali", "set", "SYR1")
    assert (row["field"], row["value"]) == ("fatalities", "8..9..10")
    assert [cell["candidate"] for cell in json.loads(row["candidates"])[0]] == ["a#1", "b#1", "c#1"]


# --- commands -----------------------------------------------------------------------------------


@pytest.fixture
def url(sqlite_template, tmp_path: Path):
    shutil.copyfile(sqlite_template, tmp_path / "a.sqlite")
    made = f"sqlite:///{tmp_path / 'a.sqlite'}"
    with open_session(made) as session:
        store(session, FIRST)
    rebuild(made)
    return made


def call(*arguments: object, url: str | None = None):
    options = [] if url is None else ["--db", url]
    return CliRunner().invoke(app, ["review", *map(str, arguments), *options])


COMMANDS = (
    "list",
    "show",
    "set",
    "merge",
    "split",
    "reject",
    "confirm",
    "undo",
    "import",
    "export",
)
SIGNED = ("--author", "N. Ali", "--reason", "the list")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"eventdb review {command}" in result.output.split("Examples:")[1]
    assert f"  {command} " in call("--help").output


def test_a_review_from_the_command_line(url, tmp_path):
    assert "SYR1" in call("list", url=url).output.splitlines()[0]
    assert "a#1  Paper a" in call("show", "SYR1", url=url).output
    done = call("set", "SYR1", "fatalities", "9", *SIGNED, url=url)
    assert done.exit_code == 0
    assert "the next build applies it" in done.output
    key = done.output.split()[0]
    assert "without effect" in call("show", "SYR1", url=url).output
    rebuild(url)
    assert "without effect" not in call("show", "SYR1", url=url).output
    assert call("show", key, url=url).output.startswith("fatalities set to 9 by N. Ali")
    file = tmp_path / "c.csv"
    assert call("export", file, url=url).exit_code == 0
    assert call("export", "-", url=url).output == file.read_text(encoding="utf-8")
    assert "0 new corrections, 1 known" in call("import", file, url=url).output
    assert call("undo", key, *SIGNED, url=url).exit_code == 0
    assert "undone by" in call("show", "SYR1", url=url).output
    for arguments in (
        ("merge", "SYR1", "SYR2"), ("split", "SYR1", "b#1"), ("reject", "SYR3"), ("confirm", "SYR1")
    ):  # fmt: skip
        assert call(*arguments, *SIGNED, url=url).exit_code == 0


def test_wrong_usage_is_told_with_status_2(url, tmp_path):
    assert call("set", "SYR1", "fatalities", "9", "--author", "A", url=url).exit_code == 2
    refused = call("set", "SYR1", "fatalities", "9", "--author", "A", "--reason", "", url=url)
    assert refused.exit_code == 2
    assert "needs its reason" in refused.output
    missing = call("import", tmp_path / "none.csv", url=url)
    assert missing.exit_code == 2
    assert "none.csv: No such file" in missing.output
    unknown = call("show", "SYR77", url=url)
    assert unknown.exit_code == 2
    assert "no event and no correction has the id 'SYR77'" in unknown.output


def test_corrections_are_refused_by_an_engine_that_lost_the_event(url):
    """The guard of the schema: what bears on an event names a correction that is there."""
    engine = make_engine(url)
    statement = "INSERT INTO event_correction VALUES ('SYR1', 'nothing', 'fatalities')"
    with engine.begin() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text(statement))
    engine.dispose()
