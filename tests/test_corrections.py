"""Corrections of people in reconciliation: they hold, come back exactly, and yield to nothing silently."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_cases import ARMY, CIVILIANS, ISIS, candidate, count, sides
from test_reconcile import OTHER, crowd

from eventdb.codebook import PartyRole, SubEventType, TimePrecision
from eventdb.reconcile import Change, Correction, CorrectionKind, reconcile
from eventdb.reconcile.corrections import Passage, in_force, undone_by
from eventdb.reconcile.outcome import IdentityAnchor
from eventdb.reconcile.overrides import SETTABLE, set_value
from eventdb.reconcile.relocation import restore_ids
from eventdb.reconcile.statements import FIELDS, standing, statements

KIND = CorrectionKind
TOWN = OTHER["another town"]
START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def passages(members):
    return tuple(
        Passage(c.candidate_id, c.report_id, c.span.start, c.first_date, c.place_id)
        for c in members
    )


def made(kind, number, *groups, **more):
    """A correction of candidates, as the review makes it."""
    return Correction(
        f"c{number}",
        kind,
        tuple(tuple(c.candidate_id for c in group) for group in groups),
        "A. Coder",
        "read the reports",
        START + dt.timedelta(hours=number),
        passages=passages([c for group in groups for c in group]),
        **more,
    )


def undo(number, target):
    return Correction(
        f"u{number}", KIND.UNDO, (), "A. Coder", "in error",
        START + dt.timedelta(days=1, hours=number), undoes=target.correction_id,
    )  # fmt: skip


def retired(*results):
    return [redirect.old_id for result in results for redirect in result.redirects]


# --- order and undoing --------------------------------------------------------------------------


def test_an_undoing_takes_back_and_its_undoing_brings_back():
    one = made(KIND.CONFIRM, 1, [candidate("a")])
    back = undo(1, one)
    again = replace(undo(2, back), undoes=back.correction_id)
    assert in_force([one]) == [one]
    assert in_force([one, back]) == []
    assert undone_by([one, back]) == {"c1": "u1"}
    assert in_force([one, back, again]) == [one]


def by_event(members, result):
    of = {c.candidate_id: c for c in members}
    return [[of[name] for name in event.candidate_ids] for event in result.events]


def draw_correction(data, number, members, result):
    """Some correction of some event that stands now."""
    groups = by_event(members, result)
    kind = data.draw(st.sampled_from([KIND.SET, KIND.MERGE, KIND.SPLIT, KIND.REJECT, KIND.CONFIRM]))
    at = data.draw(st.integers(0, len(groups) - 1))
    event, group = result.events[at], groups[at]
    if kind is KIND.MERGE and len(groups) > 1:
        other = data.draw(st.integers(0, len(groups) - 1).filter(lambda n: n != at))
        value = result.events[other].event_id
        return made(kind, number, group, groups[other], event_id=event.event_id, value=value)
    if kind is KIND.SPLIT and len(group) > 1:
        cut = data.draw(st.integers(1, len(group) - 1))
        return made(kind, number, group[:cut], group[cut:], event_id=event.event_id)
    if kind is KIND.SET:
        name, value = data.draw(
            st.sampled_from([("fatalities", "5..7..9"), ("date", "2018-03-11"), ("injured", None)])
        )
        said = statements(group, [name])
        return made(
            kind, number, group, event_id=event.event_id, name=name, value=value, evidence=said
        )
    kind = KIND.REJECT if kind is KIND.REJECT else KIND.CONFIRM
    said = (*standing(event), *statements(group, FIELDS)) if kind is KIND.CONFIRM else ()
    return made(kind, number, group, event_id=event.event_id, evidence=said)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4), st.data())
def test_a_rebuild_after_corrections_keeps_ids_and_undoing_all_restores_exactly(seed, number, data):
    members = crowd(seed, 12)
    first = latest = reconcile(members)
    corrections, used = [], []
    for at in range(number):
        if not latest.events:
            break
        corrections.append(draw_correction(data, at, members, latest))
        latest = reconcile(members, previous=latest.anchors, used_ids=used, corrections=corrections)
        used += retired(latest)
    again = reconcile(members, previous=latest.anchors, used_ids=used, corrections=corrections)
    assert again.events == latest.events
    assert again.anchors == latest.anchors
    undone = [*corrections, *(undo(at, item) for at, item in enumerate(reversed(corrections)))]
    back = reconcile(members, previous=latest.anchors, used_ids=used, corrections=undone)
    assert [replace(e, event_id="") for e in sorted(back.events, key=content)] == [
        replace(e, event_id="") for e in sorted(first.events, key=content)
    ]
    # An event that had swallowed, or been swallowed by, a part split off may have a new number.
    ids = {e.candidate_ids: e.event_id for e in back.events}
    # Where its old number leads is then on record.
    gone = {*used, *retired(back)}
    assert all(ids[e.candidate_ids] == e.event_id or e.event_id in gone for e in first.events)
    later = reconcile(members, previous=back.anchors, used_ids=used, corrections=undone)
    assert later.events == back.events


def test_an_undone_split_gives_no_id_back_to_an_event_that_has_come_apart():
    one, other, third = candidate("a"), candidate("b"), candidate("c")
    anchors = [
        IdentityAnchor("SYR2", "a#0", "a"),
        IdentityAnchor("SYR7", "b#0", "b"),
        IdentityAnchor("SYR7", "c#0", "c"),
    ]
    split = made(KIND.SPLIT, 1, [one], [other], event_id="SYR2")
    names = {c.report_id: c.candidate_id for c in (one, other, third)}
    anchors = [replace(anchor, candidate_id=names[anchor.report_id]) for anchor in anchors]
    both = [split, undo(1, split)]
    apart = {names["a"]: 0, names["b"]: 1, names["c"]: 1}
    assert restore_ids(anchors, both, [], apart) == anchors
    again = restore_ids(anchors, both, [], dict.fromkeys(apart, 0))
    assert [anchor.event_id for anchor in again] == ["SYR2", "SYR2", "SYR7"]


def content(event):
    return event.candidate_ids


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.data())
def test_the_order_of_candidates_does_not_matter_to_corrections(seed, chance, data):
    members = crowd(seed, 12)
    first = reconcile(members)
    one = draw_correction(data, 1, members, first)
    shuffled = list(members)
    chance.shuffle(shuffled)
    options = {"previous": first.anchors, "corrections": [one]}
    assert reconcile(shuffled, **options) == reconcile(members, **options)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_a_newer_extractor_that_numbers_anew_keeps_corrections(seed, data):
    members = crowd(seed, 12)
    first = reconcile(members)
    one = draw_correction(data, 1, members, first)
    before = reconcile(members, previous=first.anchors, corrections=[one])
    swapped = [replace(c, candidate_id=f"{c.report_id}#{1 - c.order}") for c in members]
    after = reconcile(swapped, previous=before.anchors, used_ids=retired(before), corrections=[one])
    name = {f"{c.report_id}#{1 - c.order}": c.candidate_id for c in members}

    def renamed(result):
        return {e.event_id: sorted(name[n] for n in e.candidate_ids) for e in result.events}

    assert renamed(after) == {e.event_id: sorted(e.candidate_ids) for e in before.events}
    assert [c.name for c in after.applied] == [c.name for c in before.applied]


def test_a_rejected_event_comes_back_under_its_id():
    members = [candidate("a"), candidate("b", **TOWN)]
    first = reconcile(members)
    fix = made(KIND.REJECT, 1, [members[0]], event_id="SYR1")
    gone = reconcile(members, previous=first.anchors, corrections=[fix])
    assert [e.event_id for e in gone.events] == ["SYR2"]
    assert [(r.old_id, r.change) for r in gone.redirects] == [("SYR1", Change.WITHDRAWN)]
    back = reconcile(
        members, previous=gone.anchors, used_ids=["SYR1"], corrections=[fix, undo(1, fix)]
    )
    assert back.events == first.events


# --- conflicts ----------------------------------------------------------------------------------


def conflicts(members, *corrections, **options):
    return reconcile(members, corrections=corrections, **options).conflicts


def test_a_value_set_is_put_up_for_review_when_sources_say_something_else():
    a, b = candidate("a"), candidate("b", fatalities=count(12))
    fix = made(
        KIND.SET, 1, [a], name="fatalities", value="9", evidence=statements([a], ["fatalities"])
    )
    assert not conflicts([a], fix)
    ((key, problem),) = conflicts([a, b], fix)
    assert key == "c1"
    assert (
        problem == "sources have said something else since fatalities was set: b: fatalities 12..12"
    )
    # a source that says what was set speaks for it
    assert not conflicts([a, candidate("b", fatalities=count(9))], fix)
    (event,) = reconcile([a, b], corrections=[fix]).events
    assert event.fatalities == count(9)
    # to confirm what stands, having seen the new figure, settles it
    seen = made(KIND.CONFIRM, 2, [a, b], evidence=(*standing(event), *statements([a, b], FIELDS)))
    assert not conflicts([a, b], fix, seen)


def test_a_confirmed_event_is_put_up_for_review_when_it_changes():
    a = candidate("a")
    (event,) = reconcile([a]).events
    fix = made(KIND.CONFIRM, 1, [a], evidence=(*standing(event), *statements([a], FIELDS)))
    assert not conflicts([a, candidate("b")], fix)
    ((_, problem),) = conflicts([a, candidate("b", fatalities=count(12))], fix)
    assert problem == "the event has changed since it was confirmed: fatalities was 7..7, is 12..12"


def test_a_new_report_of_a_rejected_event_is_put_up_for_review_and_makes_no_event():
    a, b = candidate("a"), candidate("b")
    fix = made(KIND.REJECT, 1, [a])
    result = reconcile([a, b], corrections=[fix])
    assert not result.events
    assert result.conflicts == (("c1", "more reports tell of the rejected event: b"),)
    # rejecting it again, with the new report seen, settles it
    assert not conflicts([a, b], fix, made(KIND.REJECT, 2, [a, b]))


def test_what_is_gone_or_has_come_apart_is_put_up_for_review():
    a, b = candidate("a"), candidate("b", **TOWN)
    gone = candidate("gone")
    merged = made(KIND.MERGE, 1, [a], [gone], event_id="SYR1", value="SYR2")
    assert conflicts([a, b], merged) == (
        ("c1", "nothing is left of the event of gone (as it was)"),
    )
    apart = made(KIND.SET, 1, [a, b], name="injured", value="1")
    assert ("c1", "its event has come apart") in conflicts([a, b], apart)
    lost = made(KIND.CONFIRM, 1, [gone])
    assert conflicts([a, b], lost) == (("c1", "its event has no candidates any more"),)


def test_another_passage_under_an_old_id_is_not_taken_for_it():
    """A newer extractor reads another event first, so that the id means that one now."""
    old = candidate("r#1", day=dt.date(2018, 3, 10))
    fix = made(KIND.SET, 1, [old], name="fatalities", value="9")
    other = candidate("r#1", **{**TOWN, "day": dt.date(2018, 3, 2)})
    other = replace(other, span=replace(other.span, start=300, end=310))
    result = reconcile([other], corrections=[fix])
    assert result.events[0].fatalities == count(2)
    assert result.conflicts == (("c1", "its event has no candidates any more"),)


def test_the_later_of_two_values_stands_and_the_earlier_is_no_conflict():
    a = candidate("a")
    first = made(KIND.SET, 1, [a], name="fatalities", value="9")
    second = made(KIND.SET, 2, [a], name="fatalities", value="11")
    result = reconcile([a], corrections=[first, second])
    assert result.events[0].fatalities == count(11)
    assert [item.correction_id for item in result.applied] == ["c2"]
    assert not result.conflicts
    back = reconcile([a], corrections=[first, second, undo(1, second)])
    assert back.events[0].fatalities == count(9)


def test_a_part_split_off_stays_whole_when_another_correction_had_joined_it():
    a, b, c = candidate("a"), candidate("b", **TOWN), candidate("c", **OTHER["another week"])
    joined = made(KIND.MERGE, 1, [a], [b], [c], event_id="SYR1", value="SYR2 SYR3")
    parted = made(KIND.SPLIT, 2, [a], [b, c], event_id="SYR1")
    result = reconcile([a, b, c], corrections=[joined, parted])
    assert {e.candidate_ids for e in result.events} == {("a",), ("b", "c")}


# --- values -------------------------------------------------------------------------------------


def event():
    return reconcile([candidate("a")]).events[0]


VALUES = {
    ("fatalities", "7"): {"fatalities": count(7)},
    ("fatalities", "5..9"): {"fatalities": count(5, 5, 9)},
    ("fatalities", "5..7..9"): {"fatalities": count(5, 7, 9)},
    ("fatalities", "5..7.."): {"fatalities": replace(count(5, 7, 9), high=None)},
    ("injured", None): {"injured": None},
    ("date", "2018-03-11"): {"first_date": dt.date(2018, 3, 11), "last_date": dt.date(2018, 3, 11)},
    ("date", "2018-03-10..2018-03-14"): {"time_precision": TimePrecision.WEEK},
    ("date", "2018-03-01..2018-03-31"): {"time_precision": TimePrecision.MONTH},
    ("sub_event_type", "Grenade"): {"sub_event_type": SubEventType.GRENADE},
    ("admin2", None): {"admin2": None},
    ("latitude", "35.5"): {"latitude": 35.5},
}


@pytest.mark.parametrize(("given", "wanted"), VALUES.items(), ids=str)
def test_a_value_is_read(given, wanted):
    assert given[0] in SETTABLE
    made = set_value(event(), *given)
    assert {name: getattr(made, name) for name in wanted} == wanted
    assert [field.rule for field in made.fields].count("correction") == 1


BAD = (
    ("fatalities", "many"), ("fatalities", "9..5"), ("fatalities", "1..2..3..4"),
    ("fatalities", "-1"), ("date", "yesterday"), ("date", "2018-03-12..2018-03-10"),
    ("first_date", "2018-03-30"), ("time_precision", "4"), ("latitude", "95"), ("latitude", ""),
    ("location", ""), ("sub_event_type", "Picnic"), ("place", "{}"), ("actor1", "[1]"),
)  # fmt: skip


@pytest.mark.parametrize("given", BAD, ids=str)
def test_a_bad_value_is_refused(given):
    with pytest.raises(ValueError, match=r"."):
        set_value(event(), *given)


def test_other_parties_change_who_is_targeted():
    soldiers = '[{"actor_id": "army", "name": "Army", "kind": 1, "iso3": "SYR"}]'
    told = reconcile([candidate("a", parties=sides(ISIS, CIVILIANS))]).events[0]
    assert told.is_civilian_targeting
    made = set_value(told, "actor2", soldiers)
    assert [actor.name for actor in made.actors(PartyRole.ACTOR2)] == ["Army"]
    assert made.actors(PartyRole.ACTOR1) == (ISIS,)
    assert not made.is_civilian_targeting
    assert ARMY.name not in [actor.name for actor in made.actors(PartyRole.ACTOR2)]
