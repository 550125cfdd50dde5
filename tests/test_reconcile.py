"""Reconciliation as a whole: what becomes one event, whatever the order; ids; corrections."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_cases import ARMY, CIVILIANS, ISIS, REBELS, candidate, count, sides

from eventdb.codebook import GeoPrecision, PartyRole, SubEventType, TimePrecision
from eventdb.reconcile import Change, Correction, CorrectionKind, reconcile
from eventdb.records import Report

NEXT_DAY = dt.datetime(2018, 3, 11, 9, tzinfo=dt.UTC)


def clusters(candidates, **options):
    return {event.candidate_ids for event in reconcile(candidates, **options).events}


SAME = {
    "another publisher": {},
    "the toll has grown": {"fatalities": count(9), "published": NEXT_DAY},
    "no count stated": {"fatalities": None, "injured": None},
    "the day after, as published": {"day": dt.date(2018, 3, 11), "published": NEXT_DAY},
    "perpetrator unknown": {"parties": sides(None, CIVILIANS)},
    "only the province": {
        "location": None,
        "place_id": None,
        "latitude": None,
        "longitude": None,
        "geo_precision": GeoPrecision.REGION,
    },
    "shelling instead": {"sub_event_type": SubEventType.SHELLING},
    "no day": {"day": None},
}
OTHER = {
    "another town": {
        "location": "Idlib",
        "place_id": "geonames:169387",
        "latitude": 35.9306,
        "longitude": 36.6339,
        "text": "Shells fell on a school in Idlib in the evening.",
        "fatalities": count(2),
        "injured": None,
    },
    "another week": {"day": dt.date(2018, 3, 17)},
    "a protest": {
        "sub_event_type": SubEventType.PEACEFUL_PROTEST,
        "parties": (),
        "fatalities": None,
        "injured": None,
        "text": "Hundreds marched through the town demanding the release of prisoners.",
    },
    "another fight": {
        "sub_event_type": SubEventType.ARMED_CLASH,
        "parties": sides(ISIS, REBELS),
        "fatalities": count(15),
        "injured": None,
        "text": "Gunmen ambushed a convoy on the road north of the town late at night.",
    },
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_one_event_told_twice_becomes_one(change):
    assert clusters([candidate("a"), candidate("b", **change)]) == {("a", "b")}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_two_events_stay_two(change):
    assert clusters([candidate("a"), candidate("b", **change)]) == {("a",), ("b",)}


def test_events_that_one_report_tells_apart_stay_apart():
    found = clusters([candidate("a#0"), candidate("a#1"), candidate("b")])
    assert len(found) == 2
    assert not any({"a#0", "a#1"} <= set(ids) for ids in found)


def test_candidates_without_country_or_any_time_are_set_aside():
    lost = candidate("c", day=None, published=None)
    result = reconcile([candidate("a", iso3=None), candidate("b", day=None), lost])
    assert not result.events
    assert [(item.candidate_id, item.reason) for item in result.unplaced] == [
        ("a", "no country"),
        ("b", "no date"),
        ("c", "no date"),
    ]


def test_the_same_id_twice_is_an_error():
    with pytest.raises(ValueError, match="same id"):
        reconcile([candidate("a"), candidate("a")])


def test_nothing_gives_nothing():
    assert reconcile([]).events == ()


# --- fusion -------------------------------------------------------------------------------------


def test_an_event_joins_what_its_sources_know():
    vague = candidate(
        "a",
        location=None,
        place_id=None,
        latitude=None,
        longitude=None,
        geo_precision=GeoPrecision.REGION,
        fatalities=None,
        first_date=dt.date(2018, 3, 9),
        time_precision=TimePrecision.WEEK,
        text="A raid hit the province in the past days.",
    )
    other = candidate("c", text="At dawn a market was bombed, seven were killed there.")
    (event,) = reconcile([vague, candidate("b"), other]).events
    assert event.event_id == "SYR1"
    assert (event.first_date, event.last_date) == (dt.date(2018, 3, 10),) * 2
    assert event.location == "Saraqib"
    assert event.fatalities == count(7)
    assert event.independent_sources == 3
    assert event.is_civilian_targeting
    assert [a.name for a in event.actors(PartyRole.ACTOR2)] == ["Civilians (Syria)"]
    assert {field.name for field in event.fields} >= {"date", "place", "parties", "fatalities"}


def test_copies_of_a_dispatch_count_as_one_source():
    text = (
        "Warplanes struck the market at dawn and seven people died there, rescuers said. Among "
        "them were two children who had come to buy bread with their father. Twenty others were "
        "taken to a field hospital near the border, where doctors spoke of severe burns."
    )
    bodies = {"a": text, "b": f"(Reuters) {text}", "c": f"{text} It was the third raid in a week."}
    reports = [Report(name, body, source=f"Paper {name}") for name, body in bodies.items()]
    result = reconcile([candidate(name) for name in bodies], reports=reports)
    assert [group.report_ids for group in result.dispatch_groups] == [("a", "b", "c")]
    assert result.dispatch_groups[0].agency == "Reuters"
    assert result.events[0].independent_sources == 1


def test_contradictions_are_flagged_with_who_says_what():
    text = "Twelve bodies were pulled from under the stalls of the market, a medic said."
    result = reconcile([candidate("a"), candidate("b", fatalities=count(12), text=text)])
    dispute = next(d for d in result.disputes if d.name == "fatalities")
    assert dispute.values == (("12..12", ("b",)), ("7..7", ("a",)))
    assert result.events[0].fatalities == count(7, 7, 12)


# --- order, batches, ids ------------------------------------------------------------------------


def crowd(seed: int, size: int = 24):
    """Candidates of a front: days, towns, counts and parties drawn from few."""
    chance = random.Random(seed)
    towns = [("Saraqib", 35.8646, 36.8044), ("Maarrat", 35.6436, 36.6683), ("Idlib", 35.93, 36.63)]
    made = []
    for number in range(size):
        town, latitude, longitude = chance.choice(towns)
        made.append(
            candidate(
                f"r{number // 2}#{number % 2}",
                day=dt.date(2018, 3, 10) + dt.timedelta(days=chance.randrange(3)),
                location=town,
                place_id=town,
                latitude=latitude,
                longitude=longitude,
                fatalities=chance.choice([None, count(2), count(7), count(15)]),
                injured=None,
                parties=chance.choice([sides(ARMY, CIVILIANS), sides(ARMY, REBELS)]),
                text=chance.choice(["", "A market was hit at dawn.", "Shells fell on the school."]),
                source=f"Paper {number // 2}",
            )
        )
    return made


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(seed, chance):
    made = crowd(seed)
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert reconcile(shuffled) == reconcile(made)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 23))
def test_batches_give_the_events_of_one_go_and_keep_ids(seed, cut):
    made = crowd(seed)
    first = reconcile(made[:cut])
    second = reconcile(made, previous=first.anchors)
    assert {e.candidate_ids for e in second.events} == clusters(made)
    again = reconcile(made, previous=second.anchors)
    assert again.events == second.events
    assert not again.redirects
    # an id that was published still names an event or leads to one
    alive = {event.event_id for event in second.events}
    led = {redirect.old_id for redirect in second.redirects}
    assert all(e.event_id in alive or e.event_id in led for e in first.events)
    kept = {e.candidate_ids: e.event_id for e in first.events}
    assert all(kept.get(e.candidate_ids, e.event_id) == e.event_id for e in second.events)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_a_newer_extractor_that_numbers_anew_keeps_ids(seed):
    made = crowd(seed)
    before = reconcile(made)
    renamed = [
        candidate(
            f"{c.report_id}#{1 - c.order}",
            **{
                name: getattr(c, name)
                for name in ("first_date", "last_date", "location", "place_id", "latitude", "order")
            },
            longitude=c.longitude,
            fatalities=c.fatalities,
            injured=None,
            parties=c.parties,
            text=c.text,
            source=c.source,
            span=c.span,
        )
        for c in made
    ]
    after = reconcile(renamed, previous=before.anchors)
    old = {name: e.event_id for e in before.events for name in e.candidate_ids}
    new = {name: e.event_id for e in after.events for name in e.candidate_ids}
    assert {c.candidate_id for c in made} == set(new)
    swap = {f"{c.report_id}#{c.order}": f"{c.report_id}#{1 - c.order}" for c in made}
    assert {swap[name]: event_id for name, event_id in old.items()} == new


# --- corrections --------------------------------------------------------------------------------


def correction(kind, *groups, **more):
    return Correction("1", kind, groups, "Coder", "read both reports", **more)


def test_a_person_can_merge_what_the_weights_keep_apart():
    made = [candidate("a"), candidate("b", **OTHER["another week"])]
    fix = correction(CorrectionKind.MERGE, ("a", "b"))
    before = reconcile(made)
    after = reconcile(made, previous=before.anchors, corrections=[fix])
    assert {event.candidate_ids for event in after.events} == {("a", "b")}
    assert [(r.old_id, r.new_id, r.change) for r in after.redirects] == [
        ("SYR2", "SYR1", Change.MERGED)
    ]


def test_a_person_can_split_and_the_new_event_leaves_a_trace():
    made = [candidate(name) for name in "abc"]
    before = reconcile(made)
    fix = correction(CorrectionKind.SPLIT, ("a", "b"), ("c",))
    after = reconcile(made, previous=before.anchors, corrections=[fix])
    assert {e.event_id: e.candidate_ids for e in after.events} == {
        "SYR1": ("a", "b"),
        "SYR2": ("c",),
    }
    assert [(r.old_id, r.new_id, r.change) for r in after.redirects] == [
        ("SYR1", "SYR2", Change.SPLIT)
    ]


def test_a_rejected_event_goes_and_its_id_is_not_used_again():
    made = [candidate("a"), candidate("b", **OTHER["another town"])]
    before = reconcile(made)
    rejected = before.events[0]
    fix = correction(CorrectionKind.REJECT, rejected.candidate_ids)
    after = reconcile(made, previous=before.anchors, corrections=[fix])
    assert rejected.event_id not in {event.event_id for event in after.events}
    assert after.redirects[0].change is Change.WITHDRAWN
    more = [*made, candidate("c", day=dt.date(2018, 5, 1))]
    later = reconcile(more, previous=after.anchors, used_ids=[rejected.event_id], corrections=[fix])
    assert {e.event_id for e in later.events} == {"SYR2", "SYR3"}


def test_a_value_set_by_a_person_stands():
    fix = correction(CorrectionKind.SET, ("a",), name="fatalities", value="5..9")
    (event,) = reconcile([candidate("a"), candidate("b")], corrections=[fix]).events
    assert event.fatalities == count(5, 5, 9)
    assert [f.rule for f in event.fields if f.name == "fatalities"] == ["correction"]


@pytest.mark.parametrize(
    "fix",
    [
        correction(CorrectionKind.SET, ("gone",), name="fatalities", value="5"),
        correction(CorrectionKind.SET, ("a",), name="fatalities", value="many"),
        correction(CorrectionKind.SET, ("a",), name="colour", value="red"),
        correction(CorrectionKind.MERGE, ("a", "gone")),
    ],
    ids=["no event", "no number", "no column", "no candidate"],
)
def test_a_correction_that_cannot_be_applied_is_put_up_for_review(fix):
    result = reconcile([candidate("a")], corrections=[fix])
    assert len(result.events) == 1
    assert [name for name, _ in result.conflicts] == ["1"]
