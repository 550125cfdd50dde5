"""Coders beside coders, runs beside runs: the published worked examples, and cases of our own."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from eventdb.cli import app
from eventdb.evaluate import evaluate
from eventdb.evaluate.agreement import (
    agree,
    agreement_text,
    cohen_kappa,
    krippendorff_alpha,
)
from eventdb.evaluate.comparison import compare, comparison_text, sign_test
from eventdb.evaluate.confusion import confusion, confusion_text

N = None
# Krippendorff (2011), example C: four observers, twelve units, missing values.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
# The same, example A: two observers, ten units, two values.
TWO = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))


def nominal(one, other):
    return float(one != other)


def interval(one, other):
    return (one - other) ** 2


@pytest.mark.parametrize(
    ("observers", "distance", "alpha"),
    [(OBSERVERS, nominal, 0.743), (OBSERVERS, interval, 0.849), (TWO, nominal, 0.095)],
)
def test_alpha_of_the_published_examples(observers, distance, alpha):
    units = list(zip(*observers, strict=True))
    assert krippendorff_alpha(units, distance) == pytest.approx(alpha, abs=0.0006)


def test_kappa_of_two_readers_of_fifty_proposals():
    """20 accepted and 15 refused by both, 5 and 10 by one alone: 0.7 observed, 0.5 expected."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohen_kappa([a for a, _ in pairs], [b for _, b in pairs]) == pytest.approx(0.4)


def test_agreement_that_could_not_be_otherwise_has_no_coefficient():
    assert cohen_kappa(["a", "a"], ["a", "a"]) is None
    assert krippendorff_alpha([("a", "a"), ("a", "a")], nominal) is None
    assert cohen_kappa([], []) is None
    assert krippendorff_alpha([], nominal) is None


@pytest.mark.parametrize(
    ("better", "worse", "chance"), [(0, 0, 1.0), (5, 0, 0.0625), (8, 2, 0.109375), (3, 3, 1.0)]
)
def test_sign_test(better, worse, chance):
    assert sign_test(better, worse) == pytest.approx(chance)


def event(report, **fields):
    known = {
        "report_id": report,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "event_date": "2018-02-07",
        "event_date_end": "2018-02-07",
        "iso3": "SYR",
        "country": "Syria",
        "location": "Idlib",
        "fatalities_low": 3,
        "fatalities_best": 3,
        "fatalities_high": 3,
    }
    return known | fields


def test_two_coders_agree_on_what_both_code():
    first = [event("a"), event("b", location="إدلب"), event("c", fatalities_best=N)]
    second = [
        event("a"),
        event("b", location="Homs", fatalities_best=5, fatalities_high=5),
        event("c", event_date="2018-02-09", event_date_end="2018-02-09"),
        event("d"),
    ]
    both, rows = agree(first, second)
    found = {row.column: row for row in rows}
    assert both == 3
    assert (found["event_type"].equal, found["event_type"].kappa) == (1.0, None)
    assert found["location"].equal == pytest.approx(2 / 3)
    assert found["fatalities_best"].events == 2
    assert found["event_date"].equal == pytest.approx(2 / 3)
    text = agreement_text((both, rows), len(first), len(second))
    assert text.startswith("3 events coded by both, of 3 and 4 (F1 85.7)\n")
    assert "fatalities_best        2    50.0" in text


def runs():
    golds = [event(f"r{number}") for number in range(20)]
    reports = [{"id": gold["report_id"]} for gold in golds]
    bad = [dict(gold, location="Homs") for gold in golds[:12]]
    good = [dict(gold) for gold in golds]
    good[19] = dict(good[19], fatalities_best=4)
    before = evaluate(golds, [*bad, *good[12:19], dict(golds[19])], reports=reports, by="id")
    after = evaluate(golds, good, reports=reports, by="id")
    return before, after


def test_what_changed_is_told_from_noise():
    changes = {change.slot: change for change in compare(*runs())}
    place, killed = changes["place"], changes["killed"]
    assert (len(place.better), len(place.worse)) == (12, 0)
    assert place.is_beyond_noise
    assert place.chance < 0.001
    assert killed.worse == ("r19",)
    assert not killed.is_beyond_noise
    assert killed.low < 0 == killed.high
    assert changes["date"].low == changes["date"].high == 0


def test_a_comparison_is_the_same_each_time_and_lists_reports():
    text = comparison_text(compare(*runs()), 2)
    assert text == comparison_text(compare(*runs()), 2)
    assert "place better: r0, r1 … 10 more" in text
    assert "killed worse: r19" in text


def test_types_taken_for_one_another_are_counted():
    golds = [event("a"), event("b"), event("c", acceptable_types=[["Battles", N]])]
    attack = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    givens = [
        event("a"),
        event("b", **attack),
        event("c", sub_event_type="Government regains territory"),
    ]
    table = confusion(evaluate(golds, givens))
    assert table == {
        ("Armed clash", "Armed clash"): 1,
        ("Armed clash", "Attack"): 1,
        ("Government regains territory", "Government regains territory"): 1,
    }
    assert "Armed clash                                    1     2   Attack 1" in confusion_text(
        table
    )


def write(path, records):
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return str(path)


def call(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_the_commands_tell_errors_with_words_changes_and_agreement(tmp_path):
    words = "قتل ثلاثة في إدلب"
    golds = [event("a"), event("b"), event("c")]
    reports = [{"id": key, "text": f"{words} ({key})"} for key in "abc"]
    givens = [event("a", location="Homs", text=words), event("b", location=N)]
    files = (
        *("--reports", write(tmp_path / "r.jsonl", reports)),
        *("--gold", write(tmp_path / "g.jsonl", golds)),
        *("--predictions", write(tmp_path / "p.jsonl", givens)),
    )
    shown = call("evaluate", *files, "--slot", "place", "--errors", "1", "--confusion")
    assert shown.exit_code == 0
    assert "place: 1 wrong, 1 missing, 0 needless, 1 of an event not found" in shown.output
    assert '--- wrong: a\n  gold   \u2068{"location": "Idlib"}\u2069\n' in shown.output
    assert f"  text   \u2068{words}\u2069" in shown.output
    assert f"  report \u2068{words} (c)\u2069" in shown.output
    assert "taken for" in shown.output
    missed = call("evaluate", *files, "--slot", "event")
    assert "event: 1 not found, 0 needless\n--- not found: c" in missed.output
    compared = call("evaluate", *files, "--compare", write(tmp_path / "old.jsonl", golds))
    assert re.search(r"place +100\.0 +0\.0 +-100\.0 .* 0 +3 ", compared.output)
    wrong = call("evaluate", *files, "--slot", "colour")
    assert wrong.exit_code == 2
    assert "no slot 'colour'" in wrong.output
    agreed = call("agree", str(tmp_path / "g.jsonl"), str(tmp_path / "p.jsonl"))
    assert "2 events coded by both, of 3 and 2" in agreed.output
