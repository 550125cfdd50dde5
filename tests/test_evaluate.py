"""Scoring: names, days, counts, alignment, and what is counted of found, missed and needless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eventdb.cli import app
from eventdb.errors import EventdbError
from eventdb.evaluate import Names, as_record, below_floors, evaluate, read_floors, report_text
from eventdb.evaluate.alignment import best_assignment
from eventdb.evaluate.names import fold, is_same_place, is_unidentified
from eventdb.evaluate.values import count_of, do_days_agree, interval, is_count_near, is_count_right

# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Idlib", "idlib city", True),
        ("Deir ez-Zor", "Deir ez Zor Governorate", True),
        ("محافظة إدلب", "ادلب", True),
        ("Aden, Yemen", "Aden", True),
        ("Homs", "Hama", False),
        (None, "Hama", False),
    ],
)
def test_place_names(one, other, same):
    assert is_same_place(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Islamic State", "the Islamic State group", True),
        ("Syrian Democratic Forces", "SDF", True),
        ("Fuerzas Armadas Revolucionarias de Colombia", "FARC", True),
        ("FMLN: Farabundo Marti National Liberation Front", "FMLN", True),
        ("Taliban", "Talibans", True),
        ("Military Forces of Syria", "Military Forces of Iraq", False),
        ("Iraqi army", "Syrian army", False),
        ("Civilians (Syria)", "Civilians (Iraq)", True),  # brackets tell the country, not the name
        ("الجيش السوري", "الجيش السورى", True),
        ("Hamas", "Fatah", False),
    ],
)
def test_names_of_organisations(one, other, same):
    assert Names().is_same(one, other) is same
    assert Names().is_same(other, one) is same


def test_aliases_make_names_the_same():
    names = Names({"Islamic State": ["Daesh", "داعش"]})
    assert names.is_same("Daesh", "داعش")
    assert not Names().is_same("Daesh", "داعش")


def test_unknown_actors_are_no_answer():
    assert is_unidentified("Unidentified Armed Group (Syria)")
    assert is_unidentified(" ")
    assert not is_unidentified("Hamas")


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


# --- values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "given_days", "agree"),
    [
        (("2018-02-07", "2018-02-08"), ("2018-02-08", None), True),
        (("2018-02-07", None), ("2018-02-05", "2018-02-08"), True),
        (("2018-02-07", None), ("2018-02-01", "2018-02-08"), False),
        (("2018-02-07", None), ("2018-02-08", None), False),
        ((None, "2018-02-07"), ("2017-01-01", None), True),
        (("2018-02-07", None), (None, "2018-02-08"), False),
    ],
)
def test_days_agree(gold, given_days, agree):
    assert do_days_agree(interval(*gold), interval(*given_days)) is agree


def test_a_day_that_is_none_is_named():
    with pytest.raises(EventdbError, match="'last week' is no day"):
        interval("last week", None)


def counted(low, best, high):
    return count_of({"n_low": low, "n_best": best, "n_high": high}, "n")


@pytest.mark.parametrize(
    ("gold", "given_count", "right", "near"),
    [
        ((100, 100, None), (100, 100, 120), True, True),
        ((10, 10, 10), (11, 11, 11), False, True),
        ((10, 10, 10), (20, 20, 20), False, False),
        ((24, None, 99), (40, 40, 40), True, True),
        ((24, None, 99), (24, None, 99), True, True),
        ((24, None, 99), (20, None, 99), False, True),
        ((0, 0, 0), (0, 0, 0), True, True),
        ((0, 0, 0), (3, 3, 3), False, False),
    ],
)
def test_counts(gold, given_count, right, near):
    assert is_count_right(counted(*gold), counted(*given_count)) is right
    assert is_count_near(counted(*gold), counted(*given_count)) is near


def test_nothing_stated_is_no_count():
    assert counted(None, None, None) is None
    assert counted(0, 0, 0) is not None


# --- alignment ----------------------------------------------------------------------------------


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=4),
)
def test_assignment_is_the_best_there_is(weights):
    from itertools import permutations

    columns = range(4)
    best = max(
        sum(weights[row][column] for row, column in enumerate(order))
        for order in permutations(columns, len(weights))
    )
    pairs = best_assignment(weights)
    assert sum(weights[row][column] for row, column in pairs) == best
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    turned = best_assignment([list(column) for column in zip(*weights, strict=True)])
    assert sum(weights[row][column] for column, row in turned) == best


# --- scores -------------------------------------------------------------------------------------

GOLD = {
    "report_id": "a",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "event_date": "2018-02-07",
    "event_date_end": "2018-02-08",
    "country": "Syria",
    "iso3": "SYR",
    "location": "Khusham",
    "latitude": 35.26,
    "longitude": 40.29,
    "actor1": ["Syrian Democratic Forces"],
    "actor2": ["Military Forces of Syria"],
    "fatalities_low": 24,
    "fatalities_best": 100,
    "fatalities_high": None,
    "injured_low": None,
    "injured_best": None,
    "injured_high": None,
    "responsibility": [],
}


def f1(evaluation, slot):
    return evaluation.overall.score(slot).f1


def test_a_perfect_prediction_scores_one_everywhere():
    result = evaluate([GOLD], [GOLD])
    assert all(f1(result, slot) in (1, None) for slot in result.slots)
    assert f1(result, "all") == 1
    assert f1(result, "wounded") is None, "not stated, and not answered"


def test_a_near_place_is_the_place():
    elsewhere = GOLD | {"location": "Al Tabiyah", "latitude": 35.28, "longitude": 40.3}
    assert f1(evaluate([GOLD], [elsewhere]), "place") == 1
    assert f1(evaluate([GOLD], [elsewhere | {"latitude": 36.3}]), "place") == 0


def test_missed_and_needless_events_count_on_their_sides():
    missed = evaluate([GOLD], [])
    assert (missed.overall.score("event").recall, missed.overall.score("event").precision) == (
        0,
        None,
    )
    needless = evaluate([GOLD], [GOLD, GOLD | {"location": "Hajin", "event_date": "2018-03-01"}])
    score = needless.overall.score("event")
    assert (score.recall, score.precision) == (1, 0.5)
    assert needless.overall.score("place").precision == 0.5


def test_an_answer_where_nothing_is_stated_is_wrong():
    result = evaluate([GOLD], [GOLD | {"injured_best": 4}])
    assert result.overall.score("wounded").given == 1
    assert result.overall.score("wounded").right == 0


def test_optional_events_count_neither_way():
    background = GOLD | {"optional": True, "location": "Hajin", "event_date": "2017-11-01"}
    assert f1(evaluate([GOLD, background], [GOLD]), "event") == 1
    assert f1(evaluate([GOLD, background], [GOLD, background]), "event") == 1


def test_what_was_not_annotated_is_not_scored():
    partial = {key: GOLD[key] for key in ("report_id", "event_type", "sub_event_type")}
    result = evaluate([partial], [GOLD])
    assert "place" not in result.slots
    assert f1(result, "type") == 1


def test_types_that_the_coders_left_out():
    talk = {"report_id": "a", "event_type": "Strategic developments", "sub_event_type": "Other"}
    assert f1(evaluate([GOLD], [GOLD, talk]), "event") < 1
    left_out = [("Strategic developments", None)]
    assert f1(evaluate([GOLD], [GOLD, talk], unannotated=left_out), "event") == 1


def test_responsibility_is_matched_by_actor_and_kind():
    stated = {"responsibility": [{"actor": "Islamic State", "kind": "claimed"}]}
    result = evaluate([GOLD | stated], [GOLD | stated])
    assert f1(result, "responsibility") == 1
    denied = {"responsibility": [{"actor": "Islamic State", "kind": "denied"}]}
    assert f1(evaluate([GOLD | stated], [GOLD | denied]), "responsibility") == 0


def test_scores_by_group():
    reports = [{"id": "a", "language": "ar"}, {"id": "b", "language": "en"}]
    golds = [GOLD, GOLD | {"report_id": "b"}]
    result = evaluate(golds, golds[:1], reports=reports, by="language")
    assert result.groups["ar"].score("event").f1 == 1
    assert result.groups["en"].score("event").f1 == 0
    assert "language = ar" in report_text(result, "language", 3)
    assert as_record(result)["groups"]["en"]["event"]["support"] == 1


# --- floors and the command -----------------------------------------------------------------------


def test_floors(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("event = 0.9\n[ar]\nplace = 0.5\n", encoding="utf-8")
    floors = read_floors(path)
    reports = [{"id": "a", "language": "ar"}]
    good = evaluate([GOLD], [GOLD], reports=reports, by="language")
    assert below_floors(good, floors) == []
    bad = evaluate([GOLD], [], reports=reports, by="language")
    assert below_floors(bad, floors) == [
        "event: F1 0.000 is below 0.9",
        "ar: place: F1 0.000 is below 0.5",
    ]
    path.write_text("event = 90\n", encoding="utf-8")
    with pytest.raises(EventdbError, match="give 0 to 1"):
        read_floors(path)


@pytest.fixture
def files(tmp_path):
    reports, gold, floors = (tmp_path / name for name in ("r.jsonl", "g.jsonl", "f.toml"))
    reports.write_text(json.dumps({"id": "a", "text": "x", "language": "en"}) + "\n", "utf-8")
    gold.write_text(json.dumps(GOLD) + "\n", "utf-8")
    floors.write_text("event = 0.5\n", "utf-8")
    return reports, gold, floors


def call(reports, gold, predictions, *more):
    options = ["--reports", reports, "--gold", gold, "--predictions", predictions, *more]
    return CliRunner().invoke(app, ["evaluate", *map(str, options)])


def test_the_command_prints_the_table(files):
    reports, gold, floors = files
    result = call(reports, gold, gold, "--by", "language", "--errors", "1", "--floors", floors)
    assert result.exit_code == 0
    assert "language = en" in result.output
    assert "event            100.0  100.0  100.0" in result.output


def test_below_a_floor_is_status_1(files, tmp_path):
    reports, gold, floors = files
    nothing = tmp_path / "p.jsonl"
    nothing.write_text("", "utf-8")
    result = call(reports, gold, nothing, "--floors", floors)
    assert result.exit_code == 1
    assert "event: F1 0.000 is below 0.5" in result.output


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "g.jsonl:1: invalid JSON"), ("{}", "missing key 'report_id'"), ("[]", "is a list")],
)
def test_a_bad_file_is_named(line, message, files):
    reports, gold, _ = files
    gold.write_text(line + "\n", "utf-8")
    result = call(reports, gold, gold)
    assert result.exit_code == 2
    assert message in result.output
