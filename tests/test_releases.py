"""Releases: whole, citable, the same every time, and comparable with the one before."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from frictionless import Package
from sqlalchemy.orm import Session
from store_records import EVENT
from test_exports import CLASH, PROTEST, fill
from test_line import report
from typer.testing import CliRunner

from eventdb.build import build, reconcile_database
from eventdb.cli import app
from eventdb.database import make_engine, open_session
from eventdb.errors import EventdbError
from eventdb.load import read_event
from eventdb.plots import PLOTS, Deaths, plot_months, plot_places
from eventdb.reconcile.counts import CountRule
from eventdb.releases import About, make_release
from eventdb.releases.changes import Decisions, write_changes
from eventdb.releases.codebook import codebook_document, read_rules
from eventdb.releases.html import table
from eventdb.review.decisions import Signature, record, reject, set_value
from eventdb.settings import Settings
from eventdb.terminal import Screen
from eventdb.validation import Level, check_files

DOCS = Path(__file__).resolve().parents[1] / "docs"
CODER = Signature("A. Coder", "hospital list")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- one release --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(both_engines):
    for engine in both_engines:
        with Session(engine) as session:
            fill(session, (EVENT, PROTEST, CLASH))
    return both_engines


@pytest.fixture(scope="module")
def released(database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases")
    return make_release(database[0], About("2026.1", authors=("N. Ali",)), folder)


def test_a_release_has_all_that_belongs_to_it(released):
    names = set(contents(released))
    assert names >= {
        "acled.csv", "ged.csv", "events.csv", "claims.csv", "responsibility.csv", "actors.csv",
        "sources.csv", "events.geojson", "plover.jsonl", "events.parquet", "claims.parquet",
        "codebook.csv", "taxonomy.csv", "fusion_rules.csv", "codebook.html", "datapackage.json",
        "manifest.json", "CITATION.cff", "SHA256SUMS", "index.html", "plots/months.svg",
        "plots/parties.png", "plots/places.svg",
    }  # fmt: skip
    assert not [name for name in names if "partial" in name]
    assert not (released / "changes").exists()
    assert "This is the first release" in (released / "index.html").read_text(encoding="utf-8")


def test_its_checksums_are_those_of_all_files(released):
    lines = (released / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    found = contents(released)
    found.pop("SHA256SUMS")
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def test_it_passes_the_validators(released):
    assert Package(str(released / "datapackage.json")).validate().valid
    wrong = [found for found in check_files(released) if found.level is Level.ERROR]
    # The invented clash lies on the meridian of Greenwich, and in Syria.
    assert [found.column for found in wrong] == ["longitude"]
    package = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["version"], package["disclosure"]) == ("2026.1", "full")


def test_both_engines_and_every_time_give_the_same_bytes(database, released, tmp_path):
    for number, engine in enumerate(database):
        again = make_release(engine, About("2026.1", authors=("N. Ali",)), tmp_path / str(number))
        differing = [
            name for name, data in contents(again).items() if data != contents(released).get(name)
        ]
        assert differing == []


def test_a_release_is_never_written_again(database, released):
    before = contents(released)
    with pytest.raises(EventdbError, match=r"there is a release 2026.1 already"):
        make_release(database[0], About("2026.1"), released.parent)
    assert contents(released) == before


def test_what_fails_leaves_nothing(database, tmp_path, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("eventdb.releases.codebook_page", fail)
    with pytest.raises(RuntimeError):
        make_release(database[0], About("2026.1"), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", ["", "../x", "a b", ".1"])
def test_a_version_is_a_name_of_a_folder(version):
    with pytest.raises(EventdbError, match="cannot be the version"):
        About(version)


def test_the_citation_names_version_and_authors(released):
    text = (released / "CITATION.cff").read_text(encoding="utf-8")
    assert 'version: "2026.1"' in text
    assert '  - name: "N. Ali"' in text
    assert "date-released" not in text


def test_the_quality_statement_counts_what_is_there(released):
    text = (released / "index.html").read_text(encoding="utf-8")
    for cells in (
        ("events on which sources contradict one another", "1", "33.3 %"),
        ("reports that tell an event", "2", ""),
        ("ar", "1", "1", "1"),
        ("The Daily Example", "Other", "2", "2018-02-07", "2018-02-08", "1", "1", "F", "0", "0"),
    ):
        assert table((), [cells]).split("<tbody>")[1].split("</tbody>")[0].strip() in text
    assert "both languages" in text


def test_the_codebook_page_has_columns_codes_and_the_rules_in_force(released):
    text = (released / "codebook.html").read_text(encoding="utf-8")
    assert "The lowest number that stands" in text
    assert "count:ucdp" not in text
    assert "<code>civilian_targeting</code>" in text
    assert "Government or its affiliates re-take a place" in text
    rules = rows(released / "fusion_rules.csv")
    assert [(row["field"], row["rule"], row["events"]) for row in rules] == [
        ("date", "date:commonest", "1"),
        ("fatalities", "count:acled", "1"),
    ]


def test_every_rule_is_explained():
    assert {f"count:{rule}" for rule in CountRule} <= set(read_rules())
    assert all(rule["meaning"] and rule["origin"] for rule in read_rules().values())


def test_the_page_of_the_columns_is_current():
    written = (DOCS / "columns.md").read_text(encoding="utf-8")
    assert written == codebook_document(), "run: python -m eventdb.releases > docs/columns.md"


def test_text_of_reports_is_no_markup():
    assert "&lt;script&gt;" in table(("a",), [("<script>",)])


# --- plots --------------------------------------------------------------------------------------


def test_plots_show_events_and_ranges_and_stand_nothing():
    months = [Deaths("2018-01", 2, 1, 3, 9), Deaths("2018-03", 1, 0, 0, 0)]
    figure = plot_months(months)
    above, below = figure.axes
    assert [bar.get_height() for bar in above.patches] == [2, 1]
    assert [bar.get_height() for bar in below.patches] == [3, 0]
    plot_months([])
    places = plot_places([Deaths("x" * 99, 1, 0, 0, 0)])
    assert len(places.axes[0].get_yticklabels()[0].get_text()) < 50
    plot_places([])
    assert set(PLOTS) == {"months", "parties", "places"}


# --- two releases -------------------------------------------------------------------------------


def write_reports(path, numbers):
    path.write_text("".join(json.dumps(report(n)) + "\n" for n in numbers), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A database, released before and after ten more reports and two corrections."""
    folder = tmp_path_factory.mktemp("two")
    url = f"sqlite:///{folder / 'a.sqlite'}"
    first = write_reports(folder / "first.jsonl", range(0, 20, 2))
    build([str(first)], Settings(url, folder / "out"), Screen())
    engine = make_engine(url)
    one = make_release(engine, About("2026.9"), folder / "releases")
    # Three reports tell former events anew, seven tell of new ones.
    more = write_reports(folder / "more.jsonl", [1, 3, 5, *range(56, 70, 2)])
    build([str(more)], Settings(url, folder / "out"), Screen())
    with open_session(url) as session:
        record(session, set_value(session, "SYR7", "fatalities", "40", CODER))
        record(session, reject(session, "SYR8", CODER))
    reconcile_database(url, Screen())
    other = make_release(engine, About("2026.10"), folder / "releases")
    yield url, one, other
    engine.dispose()


def test_two_releases_show_exactly_what_changed_between_them(two):
    url, one, other = two
    before, after = rows(one / "events.csv"), rows(other / "events.csv")
    assert (len(before), len(after)) == (10, 16)
    added = rows(other / "changes" / "events_added.csv")
    assert [row["event_id"] for row in added] == sorted(f"SYR{n}" for n in range(11, 18))
    removed = rows(other / "changes" / "events_removed.csv")
    assert [(r["event_id"], r["why"], r["decided_by"], r["reason"]) for r in removed] == [
        ("SYR8", "rejected", "A. Coder", "hospital list")
    ]
    assert rows(other / "changes" / "events_merged.csv") == []
    changed = rows(other / "changes" / "events_changed.csv")
    by_event = {}
    for row in changed:
        by_event.setdefault(row["event_id"], {})[row["column"]] = (row["before"], row["after"])
    assert set(by_event) == {"SYR1", "SYR2", "SYR3", "SYR7"}
    for event_id in ("SYR1", "SYR2", "SYR3"):
        # Told in the same words, they are copies of one dispatch: a report more, no voice more.
        assert by_event[event_id] == {"reports": ("1", "2")}
    with open_session(url) as session:
        assert read_event(session, "SYR7").fatalities.best == 40
    hand = by_event["SYR7"]
    assert {name: hand[name][1] for name in hand if name.startswith("fatalities")} == {
        "fatalities_low": "40", "fatalities_best": "40", "fatalities_high": "40",
    }  # fmt: skip
    assert hand["corrected"] == ("", "fatalities (A. Coder)")
    assert {r["column"] for r in changed if r["decided_by"] == "A. Coder"} == {
        "fatalities_low", "fatalities_best", "fatalities_high",
    }  # fmt: skip


def test_the_page_of_the_changes_tells_them(two):
    _, _, other = two
    text = (other / "changes" / "index.html").read_text(encoding="utf-8")
    assert "2026.10: changes since 2026.9" in text
    assert "Added: 7" in text
    assert "Removed: 1" in text
    assert "hospital list" in text
    index = (other / "index.html").read_text(encoding="utf-8")
    assert "added: 7" in index


def test_another_release_to_compare_with_can_be_named(two, tmp_path):
    url, one, _ = two
    arguments = ["release", "1", "--db", url, "-o", str(tmp_path), "--previous", str(one)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert len(rows(tmp_path / "1" / "changes" / "events_added.csv")) == 7
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 2
    assert "already" in again.output


def test_profiles_are_not_compared(two, tmp_path):
    url, one, _ = two
    shutil.copytree(one, tmp_path / "2026.9")
    engine = make_engine(url)
    with pytest.raises(EventdbError, match="cannot be compared"):
        make_release(engine, About("2027"), tmp_path, is_public=True)
    shutil.rmtree(tmp_path / "2026.9")
    public = make_release(engine, About("2026.9"), tmp_path, is_public=True)
    other = make_release(engine, About("2027"), tmp_path, is_public=True)
    engine.dispose()
    assert rows(other / "changes" / "events_changed.csv") == []
    text = b"".join(
        data for name, data in contents(public).items() if name.endswith((".csv", ".html"))
    )
    assert b"A. Coder" not in text
    assert b"An air strike killed" not in text


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_former_release_that_is_none_is_told(database, tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(EventdbError, match="name a folder that eventdb release made"):
        make_release(database[0], About("3"), tmp_path / "out", previous=tmp_path / name)


# --- reasons ------------------------------------------------------------------------------------

HEADING = ["event_id", "event_date", "country", "admin1", "location", "sub_event_type",
           "fatalities_best", "notes"]  # fmt: skip


def events_file(folder, *rows):
    folder.mkdir()
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING)
        writer.writerows(rows)
    return folder


def row(event_id, killed="1", notes=""):
    return [event_id, "2018-02-06", "Syria", "", "Qamar", "Attack", killed, notes]


def test_merges_lead_to_the_event_that_stands_and_notes_are_no_change(tmp_path):
    old = events_file(tmp_path / "old", *(row(f"SYR{n}") for n in range(1, 6)))
    new = events_file(tmp_path / "new", row("SYR1", notes="said otherwise"), row("SYR9", "2"))
    decisions = Decisions(
        redirects={
            "SYR2": ("SYR3", "merged"),
            "SYR3": ("SYR1", "merged"),
            "SYR4": (None, "withdrawn"),
        },
        rejected={"SYR5": ("B. Coder", "a film")},
        merges={"SYR1": ("A. Coder", "one strike")},
        values={},
    )
    changes = write_changes(old, new, "1", tmp_path / "changes", decisions)
    assert changes.counts == {
        "events_added.csv": 1,
        "events_changed.csv": 0,
        "events_merged.csv": 2,
        "events_removed.csv": 2,
    }
    merged = rows(tmp_path / "changes" / "events_merged.csv")
    assert [(r["event_id"], r["merged_into"], r["reason"]) for r in merged] == [
        ("SYR2", "SYR1", "one strike"),
        ("SYR3", "SYR1", "one strike"),
    ]
    removed = rows(tmp_path / "changes" / "events_removed.csv")
    assert [(r["event_id"], r["why"], r["decided_by"]) for r in removed] == [
        ("SYR4", "withdrawn", ""),
        ("SYR5", "rejected", "B. Coder"),
    ]


def test_gaps_of_a_source_are_runs_of_days_without_reports(both_sessions):
    for session in both_sessions:
        fill(session)
        session.execute(
            sa.text(
                "UPDATE report SET published_at = '2018-02-20 00:00:00+00:00'"
                " WHERE report_id = 'en-2'"
                if session.bind.dialect.name == "postgresql"
                else "UPDATE report SET published_at = '2018-02-20 00:00:00.000000'"
                " WHERE report_id = 'en-2'"
            )
        )
        found = session.execute(sa.text("SELECT * FROM coverage_gap")).all()
        assert [tuple(map(str, gap)) for gap in found] == [
            ("The Daily Example", "2018-02-07", "2018-02-20", "12")
        ]
