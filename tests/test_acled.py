"""Parties in ACLED's layout: tables of cases, and what holds for any parties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_records import ARMY, CIVILIANS, PROTESTERS, REBELS, event

from eventdb.acled import acled_parties, is_civilians, joined
from eventdb.codebook import ActorKind, EventType, PartyRole, SubEventType, interaction
from eventdb.records import Actor, Party

JOURNALISTS = Actor("journalists:SYR", "Journalists (Syria)", ActorKind.CIVILIANS, "SYR")
COALITION = Actor("coalition", "Example Coalition", ActorKind.EXTERNAL_FORCES)
POLICE = Actor("police", "Police Forces of Syria (2000-2024)", ActorKind.STATE_FORCES, "SYR")
UNKNOWN = "Unidentified Armed Group (Syria)"

A1, S1, A2, S2 = PartyRole


def layout(sub_type, *parties):
    told = event(
        event_type=sub_type.event_type,
        sub_event_type=sub_type,
        parties=tuple(Party(actor, role) for actor, role in parties),
    )
    laid = acled_parties(told)
    return tuple(actor.name for actor in laid.side1), tuple(actor.name for actor in laid.side2)


CASES = {
    "a coalition's second member is associated": (
        SubEventType.ARMED_CLASH,
        [(COALITION, A1), (REBELS, A1), (ARMY, A2)],
        ((COALITION.name, REBELS.name), (ARMY.name,)),
    ),
    "associated actors stand after main ones": (
        SubEventType.ARMED_CLASH,
        [(REBELS, S1), (COALITION, A1), (ARMY, A2)],
        ((COALITION.name, REBELS.name), (ARMY.name,)),
    ),
    "an unknown opponent in a battle": (
        SubEventType.ARMED_CLASH,
        [(ARMY, A1)],
        ((ARMY.name,), (UNKNOWN,)),
    ),
    "an explosion that nobody is named for": (
        SubEventType.REMOTE_EXPLOSIVE,
        [],
        ((UNKNOWN,), ()),
    ),
    "civilians alone in an explosion are its target": (
        SubEventType.REMOTE_EXPLOSIVE,
        [(CIVILIANS, A1)],
        ((UNKNOWN,), (CIVILIANS.name,)),
    ),
    "shelling by a known side at nobody named": (
        SubEventType.SHELLING,
        [(ARMY, A1)],
        ((ARMY.name,), ()),
    ),
    "an attack by nobody known on civilians": (
        SubEventType.ATTACK,
        [(CIVILIANS, A2)],
        ((UNKNOWN,), (CIVILIANS.name,)),
    ),
    "an attack on a group of civilians": (
        SubEventType.ATTACK,
        [(ARMY, A1), (JOURNALISTS, A2)],
        ((ARMY.name,), ("Civilians (Syria)", JOURNALISTS.name)),
    ),
    "victims of an attack that were put first": (
        SubEventType.ATTACK,
        [(CIVILIANS, A1)],
        ((UNKNOWN,), (CIVILIANS.name,)),
    ),
    "off-duty police among the victims": (
        SubEventType.ATTACK,
        [(REBELS, A1), (POLICE, A2), (CIVILIANS, A2)],
        ((REBELS.name,), (CIVILIANS.name, POLICE.name)),
    ),
    "protesters come first even where the police was told first": (
        SubEventType.PROTEST_WITH_INTERVENTION,
        [(POLICE, A1), (PROTESTERS, A2)],
        ((PROTESTERS.name,), (POLICE.name,)),
    ),
    "a protest whose protesters nobody names": (
        SubEventType.EXCESSIVE_FORCE,
        [(ARMY, A1), (CIVILIANS, A2)],
        (("Protesters (Syria)",), (ARMY.name, CIVILIANS.name)),
    ),
    "a mob": (
        SubEventType.MOB_VIOLENCE,
        [(CIVILIANS, A2)],
        (("Rioters (Syria)",), (CIVILIANS.name,)),
    ),
    "an agreement of one side": (
        SubEventType.AGREEMENT,
        [(REBELS, A2)],
        ((REBELS.name,), ()),
    ),
    "the same name twice is one actor": (
        SubEventType.ARMED_CLASH,
        [(REBELS, A1), (REBELS, S1), (ARMY, A2)],
        ((REBELS.name,), (ARMY.name,)),
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_layout(case):
    sub_type, parties, expected = CASES[case]
    assert layout(sub_type, *parties) == expected


def test_a_name_with_the_joining_sign_stays_one_name():
    odd = Actor("x", "Brigade; 3rd", ActorKind.REBEL_GROUP)
    assert joined((odd, ARMY)) == f"Brigade, 3rd; {ARMY.name}"
    assert joined(()) is None


ACTORS = st.builds(
    Actor, st.text("ab", min_size=1), st.text("AB(", min_size=1), st.sampled_from(ActorKind)
)
PARTIES = st.lists(st.builds(Party, ACTORS, st.sampled_from(PartyRole)), max_size=5)


@given(st.sampled_from(SubEventType), PARTIES)
def test_any_parties_give_a_layout_that_acled_allows(sub_type, parties):
    laid = acled_parties(
        event(event_type=sub_type.event_type, sub_event_type=sub_type, parties=tuple(parties))
    )
    first = laid.side1[0].kind
    second = laid.side2[0].kind if laid.side2 else ActorKind.NONE
    assert laid.interaction == interaction(first, second)
    if sub_type.event_type in (EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS):
        assert laid.side2
    if sub_type.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS:
        assert is_civilians(laid.side2[0])
    if sub_type.event_type is EventType.PROTESTS:
        assert first is ActorKind.PROTESTERS
    if sub_type.event_type is EventType.RIOTS:
        assert first is ActorKind.RIOTERS
    named = {party.actor.name for party in parties if party.actor.kind is not ActorKind.NONE}
    assert named <= {actor.name for actor in (*laid.side1, *laid.side2)}
