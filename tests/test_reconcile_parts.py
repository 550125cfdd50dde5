"""The parts of reconciliation: blocks, clusters, counts, dispatches, parties, grades, evidence."""

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_cases import ARMY, CIVILIANS, ISIS, REBELS, candidate, count, sides

from eventdb.codebook import ActorKind, EventType, PartyRole, ResponsibilityKind
from eventdb.errors import SeedError
from eventdb.reconcile.blocking import DAYS, find_pairs
from eventdb.reconcile.cluster import APART, cluster, connect
from eventdb.reconcile.columns import make_columns
from eventdb.reconcile.counts import CountRule, CountStatement, fuse_counts
from eventdb.reconcile.dispatch import ReportText, find_agency, group_dispatches
from eventdb.reconcile.evidence import Evidence, print_pair
from eventdb.reconcile.fuse import Told
from eventdb.reconcile.grades import Grade, grade_event, record_sources
from eventdb.reconcile.levels import FIELDS
from eventdb.reconcile.responsibilities import fuse_responsibility
from eventdb.reconcile.sides import fuse_sides
from eventdb.reconcile.weights import read_weights, shipped_weights
from eventdb.reconcile.words import find_script, split_words
from eventdb.records import Actor, Part, Responsibility, Span

# --- blocks -------------------------------------------------------------------------------------

POINTS = st.tuples(
    st.sampled_from(["SYR", "IRQ"]),
    st.sampled_from([None, "North", "South"]),
    st.floats(33.0, 36.0),
    st.floats(36.0, 42.0),
    st.integers(0, 12),
    st.integers(0, 4),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(POINTS, min_size=2, max_size=25))
def test_blocks_hold_each_near_pair_once(points):
    made = [
        candidate(
            f"r{number:02}",
            iso3=iso3,
            admin1=admin1,
            latitude=latitude,
            longitude=longitude,
            first_date=dt.date(2018, 3, 1) + dt.timedelta(days=day),
            last_date=dt.date(2018, 3, 1) + dt.timedelta(days=day + length),
        )
        for number, (iso3, admin1, latitude, longitude, day, length) in enumerate(points)
    ]
    columns = make_columns(made)
    found = [
        pair
        for pairs in find_pairs(columns)
        for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    assert len(found) == len(set(found))
    assert all(left < right for left, right in found)
    for left, right in itertools.combinations(range(len(made)), 2):
        one, other = points[left], points[right]
        gap = max(one[4], other[4]) - min(one[4] + one[5], other[4] + other[5])
        near = one[0] == other[0] and gap <= DAYS
        divisions = one[1] is None or other[1] is None or one[1] == other[1]
        degrees = np.hypot(one[2] - other[2], one[3] - other[3])
        if near and (degrees < 0.3 or (divisions and degrees < 1.5)):
            assert (left, right) in found
        if not near:
            assert (left, right) not in found


# --- clusters -----------------------------------------------------------------------------------


def grouped(size, edges):
    left, right, bits = (np.array(column) for column in zip(*edges, strict=True))
    labels = cluster(size, left, right, bits.astype(float))
    return {tuple(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


@pytest.mark.parametrize(
    ("size", "edges", "expected"),
    [
        (3, [(0, 1, 3.0)], {(0, 1), (2,)}),
        (2, [(0, 1, -1.0)], {(0,), (1,)}),
        # a weak link joins no two strong cores that contradict one another
        (
            4,
            [(0, 1, 9), (2, 3, 9), (1, 2, 1), (0, 2, -5), (0, 3, -5), (1, 3, -5)],
            {(0, 1), (2, 3)},
        ),
        # a chain whose ends were never compared does not hold together
        (3, [(0, 1, 3.0), (1, 2, 2.0)], {(0, 1), (2,)}),
        # a report that tells two events keeps their copies apart, too
        (3, [(0, 1, APART), (0, 2, 8.0), (1, 2, 7.0)], {(0, 2), (1,)}),
        (3, [(0, 1, 2.0), (0, 2, 2.0), (1, 2, -1.0)], {(0, 1, 2)}),
    ],
)
def test_clusters(size, edges, expected):
    assert grouped(size, edges) == expected


@given(st.integers(2, 30), st.data())
def test_components_are_those_of_a_walk(size, data):
    edges = data.draw(
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=40)
    )
    labels = connect(
        size, np.array([a for a, _ in edges], int), np.array([b for _, b in edges], int)
    )
    near = {node: {node} for node in range(size)}
    for a, b in edges:
        joined = near[a] | near[b]
        for node in joined:
            near[node] = joined
    assert labels.tolist() == [min(near[node]) for node in range(size)]


# --- counts -------------------------------------------------------------------------------------


def said(voice, hour, low, best=-1, high=-1, is_partial=False):
    moment = dt.datetime(2018, 3, 10, hour, tzinfo=dt.UTC)
    return CountStatement(f"{voice}{hour}", voice, moment, count(low, best, high), is_partial)


@pytest.mark.parametrize(
    ("statements", "rule", "expected", "is_disputed"),
    [
        ([said("a", 1, 7)], CountRule.ACLED, count(7), False),
        ([said("a", 1, 7), said("b", 2, 9)], CountRule.ACLED, count(7, 7, 9), True),
        # a publisher's correction replaces what it said before
        ([said("a", 1, 7), said("a", 5, 9)], CountRule.ACLED, count(9), False),
        # a toll that all later reports give higher has grown
        (
            [said("a", 1, 2), said("b", 6, 9), said("c", 8, 8)],
            CountRule.ACLED,
            count(8, 8, 9),
            True,
        ),
        # one that is higher once only may be wrong
        (
            [said("a", 1, 7), said("b", 6, 9), said("c", 8, 7)],
            CountRule.ACLED,
            count(7, 7, 9),
            True,
        ),
        ([said("a", 1, 7), said("b", 2, 9), said("c", 3, 9)], CountRule.UCDP, count(9), False),
        ([said("a", 1, 7), said("b", 2, 9)], CountRule.UCDP, count(7, 7, 9), True),
        ([said("a", 1, 2), said("a", 6, 9)], CountRule.AIRWARS, count(2, 2, 9), True),
        # more than 100, and dozens: the number stated goes before the vague word
        (
            [said("a", 1, 100, 100, None), said("b", 2, 20, None, 99)],
            CountRule.ACLED,
            count(99, 100, 100),
            True,
        ),
        # dozens beside 43 is no other figure; hundreds is
        ([said("a", 1, 43), said("b", 2, 24, None, 99)], CountRule.ACLED, count(43), False),
        (
            [said("a", 1, 43), said("b", 2, 100, None, 999)],
            CountRule.ACLED,
            count(43, 43, 100),
            True,
        ),
        # a minimum contradicts no greater number that comes later, but one that comes before
        ([said("a", 1, 15, 15, None), said("b", 9, 147)], CountRule.ACLED, count(147), False),
        (
            [said("a", 9, 15, 15, None), said("b", 1, 147)],
            CountRule.ACLED,
            count(15, 15, 147),
            False,
        ),
        ([said("a", 1, 20, None, 99)], CountRule.ACLED, count(20, None, 99), False),
        ([said("a", 1, 100, 100, None)], CountRule.ACLED, count(100, 100, None), False),
        # a party's own figure is used only where nobody else gives one
        (
            [said("a", 1, 3, is_partial=True), said("b", 2, 9)],
            CountRule.ACLED,
            count(3, 9, 9),
            True,
        ),
        ([said("a", 1, 3, is_partial=True)], CountRule.ACLED, count(3), False),
        ([said("a", 1, 0)], CountRule.ACLED, count(0), False),
    ],
)
def test_counts_are_fused_by_rule(statements, rule, expected, is_disputed):
    fused = fuse_counts(statements, rule)
    assert fused is not None
    assert (fused.count, fused.rule, fused.is_disputed) == (expected, rule.value, is_disputed)


def test_silence_is_no_zero():
    assert fuse_counts([], CountRule.ACLED) is None


# --- dispatches ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ALEPPO (Reuters) - Rockets fell on the old city on Friday.", "Reuters"),
        ("Rockets fell on the old city.\n(AFP)", "AFP"),
        ("سقطت صواريخ على المدينة القديمة يوم الجمعة. (رويترز)", "Reuters"),
        ("دمشق (أ ف ب) - سقطت صواريخ على المدينة القديمة", "AFP"),
        ("سقطت صواريخ على المدينة.\nوكالات", "agencies"),
        ("Rockets fell.\nSANA / agencies", "SANA"),
        ("Rockets fell on the city, Reuters reported.", None),
        ("The Free Syrian Army (FSA) denied it.", None),
    ],
)
def test_agencies_are_credited(text, agency):
    assert find_agency(text) == agency


def test_reprints_form_a_group_and_other_texts_do_not():
    body = (
        "At least seven people were killed when warplanes struck the vegetable market in the "
        "centre of the town at dawn, rescue workers and a local doctor said on Saturday."
    )
    other = (
        "Hundreds of people gathered in the main square on Saturday evening to demand that the "
        "local council resign over the price of bread and fuel in the winter months."
    )
    march = dt.datetime(2018, 3, 10, tzinfo=dt.UTC)
    reports = [
        ReportText("a", body, "A", march),
        ReportText("b", f"{body} It was the third raid this week.", "B", march),
        ReportText("c", other, "C", march),
        ReportText("d", body, "D", march + dt.timedelta(days=365)),
    ]
    assert [group.report_ids for group in group_dispatches(reports)] == [("a", "b")]


def test_short_texts_are_no_dispatch():
    reports = [ReportText(name, "Air raid on Idlib") for name in "ab"]
    assert group_dispatches(reports) == ()


# --- parties ------------------------------------------------------------------------------------


def telling(first, second, voice):
    return sides(first, second), voice, voice


@pytest.mark.parametrize(
    ("tellings", "event_type", "first", "second"),
    [
        ([telling(ARMY, REBELS, "a"), telling(REBELS, ARMY, "b")], EventType.BATTLES, 1, 1),
        ([telling(ARMY, None, "a"), telling(ARMY, REBELS, "b")], EventType.BATTLES, 1, 1),
        ([telling(ARMY, REBELS, "a"), telling(ARMY, ISIS, "b")], EventType.BATTLES, 1, 2),
        (
            [telling(CIVILIANS, ARMY, "a")],
            EventType.VIOLENCE_AGAINST_CIVILIANS,
            1,
            1,
        ),
    ],
)
def test_sides_are_aligned(tellings, event_type, first, second):
    parties, users = fuse_sides(tellings, event_type)
    one = [p.actor for p in parties if p.role in (PartyRole.ACTOR1, PartyRole.ASSOC_ACTOR_1)]
    two = [p.actor for p in parties if p.role in (PartyRole.ACTOR2, PartyRole.ASSOC_ACTOR_2)]
    assert (len(one), len(two)) == (first, second)
    assert len(users) == len(tellings)
    if event_type is EventType.VIOLENCE_AGAINST_CIVILIANS:
        assert two == [CIVILIANS]


def test_an_unidentified_group_gives_way_to_the_one_that_a_source_names():
    gunmen = Actor("u", "Unidentified Armed Group (Syria)", ActorKind.POLITICAL_MILITIA, "SYR")
    tellings = [telling(gunmen, CIVILIANS, "a"), telling(gunmen, CIVILIANS, "b")]
    tellings.append(telling(ISIS, CIVILIANS, "c"))
    parties, _ = fuse_sides(tellings, EventType.VIOLENCE_AGAINST_CIVILIANS)
    assert [(p.actor, p.role) for p in parties] == [
        (ISIS, PartyRole.ACTOR1),
        (CIVILIANS, PartyRole.ACTOR2),
    ]


# --- grades and responsibility ------------------------------------------------------------------


def blamed(name, *stands, voice=None):
    span = Span(Part.TEXT, 0, 4)
    stated = tuple(Responsibility(actor, kind, by, span, "said") for actor, kind, by in stands)
    return Told(candidate(name, responsibility=stated), voice or f"source:Paper {name}")


CLAIMED, ACCUSED = ResponsibilityKind.CLAIMED, ResponsibilityKind.ACCUSED


@pytest.mark.parametrize(
    ("told", "grade"),
    [
        ([blamed("a")], Grade.WEAK),
        ([blamed("a"), blamed("b")], Grade.FAIR),
        ([blamed("a", voice="agency:AFP"), blamed("b", voice="agency:AFP")], Grade.WEAK),
        ([blamed("a", ("Islamic State", CLAIMED, None))], Grade.CONFIRMED),
        (
            [
                blamed("a", ("Islamic State", CLAIMED, None)),
                blamed("b", ("Army", ACCUSED, "rebels")),
            ],
            Grade.CONTESTED,
        ),
    ],
)
def test_events_are_graded(told, grade):
    assert grade_event(told) is grade


def test_sources_are_judged_by_how_often_others_bear_them_out():
    events = [
        [
            Told(candidate(f"a{n}", source="A"), "source:A"),
            Told(candidate(f"b{n}", source="B"), "source:B"),
        ]
        for n in range(12)
    ]
    wrong = Told(candidate("c", source="C", fatalities=count(90)), "source:C")
    records = {r.source: r for r in record_sources([*events, [events[0][0], wrong]])}
    assert records["A"].letter == "A"
    assert records["C"].letter == "F"
    assert (records["C"].beside_others, records["C"].borne_out) == (1, 0)


def test_responsibility_is_kept_over_time():
    later = dt.datetime(2018, 3, 12, tzinfo=dt.UTC)
    first = blamed("a", ("Islamic State", CLAIMED, "Islamic State"))
    stand = Responsibility("Army", ACCUSED, "rebels", Span(Part.TEXT, 0, 4), "blamed")
    second = Told(candidate("b", responsibility=(stand,), published=later), "source:B")
    rows = fuse_responsibility("SYR1", [second, first])
    assert [(row.actor, row.kind, row.by) for row in rows] == [
        ("Islamic State", CLAIMED, "Islamic State"),
        ("Army", ACCUSED, "rebels"),
    ]
    assert [row.statements for row in rows] == [(("a", 0),), (("b", 0),)]


# --- evidence and weights -----------------------------------------------------------------------


def test_contributions_add_up_to_the_score():
    made = [candidate("a"), candidate("b", fatalities=count(9)), candidate("c", parties=())]
    for pair in Evidence(made).of_event(["a", "b", "c"]).pairs:
        assert sum(bits for _, _, bits in pair.contributions) == pytest.approx(pair.bits, abs=0.01)
        assert pair.bits > 0
        assert "place: same place" in print_pair(pair, least=0.0)


def test_evidence_says_what_parts_two_events():
    made = [candidate("a#0"), candidate("a#1"), candidate("b", day=dt.date(2018, 6, 1))]
    evidence = Evidence(made)
    assert [p.obstacle for p in evidence.between(["a#0"], ["a#1"]).obstacles] == [
        "one report tells both"
    ]
    parted = evidence.between(["a#0"], ["b"])
    assert parted.average < 0
    assert parted.obstacles[0].obstacle == "too far apart in time or space"


def test_shipped_weights_name_known_fields_and_levels():
    weights = shipped_weights()
    assert {fields for fields in weights.tables if len(fields) == 1} == {(f,) for f in FIELDS}


def test_a_weights_file_with_an_unknown_level_is_refused(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text('{"base": 0, "main": {"date": {"someday": 1}}, "interactions": []}')
    with pytest.raises(SeedError, match="someday"):
        read_weights(path)


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Saraqib's market, 7 dead", ["saraqib", "s", "market", "7", "dead"]),
        ("قُتِلَ شخصٌ في إدلب", ["قتل", "شخص", "في", "ادلب"]),
    ],
)
def test_words_have_one_spelling(text, words):
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("text", "script"), [("", 0), ("Aleppo", 1), ("حلب", 5), ("Алеппо", 3), ("قال AFP في حلب", 5)]
)
def test_scripts_are_told_apart(text, script):
    assert find_script(text) == script
