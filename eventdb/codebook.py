"""Closed vocabularies: ACLED's taxonomy and codes, UCDP's type of violence, the project's own.

Source of every ACLED code: ACLED Codebook (acleddata.com/methodology/acled-codebook), versions of
2024 and 2025. UCDP: GED codebook 23.1. No I/O here; the same codes stand in ``seeds/codebook``
for the database, and a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from eventdb.errors import CodebookError


class DisorderType(StrEnum):
    """ACLED's widest grouping; a sub-event type belongs to one or two."""

    POLITICAL_VIOLENCE = "Political violence"
    DEMONSTRATIONS = "Demonstrations"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"


class EventType(StrEnum):
    """ACLED's six event types, in the order of its hierarchy."""

    BATTLES = "Battles"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"


class SubEventType(StrEnum):
    """ACLED's 25 sub-event types, highest in the hierarchy first.

    When two acts of the same parties fall together on one day at one place, the one that stands
    higher is recorded (ACLED Codebook, "Event types").
    """

    GOVERNMENT_REGAINS_TERRITORY = "Government regains territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    HEADQUARTERS_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"

    @property
    def event_type(self) -> EventType:
        """The event type that this sub-event type belongs to."""
        return _EVENT_TYPE[self]

    @property
    def disorder_types(self) -> tuple[DisorderType, ...]:
        """One or two disorder types, in ACLED's order of writing."""
        return _DISORDER.get(self, (_DISORDER_OF_TYPE[self.event_type],))

    @property
    def rank(self) -> int:
        """Place in the hierarchy, 1 the highest."""
        return _RANK[self]


_S = SubEventType
_MEMBERS: dict[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: (
        _S.GOVERNMENT_REGAINS_TERRITORY,
        _S.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        _S.ARMED_CLASH,
    ),
    EventType.PROTESTS: (_S.EXCESSIVE_FORCE, _S.PROTEST_WITH_INTERVENTION, _S.PEACEFUL_PROTEST),
    EventType.RIOTS: (_S.VIOLENT_DEMONSTRATION, _S.MOB_VIOLENCE),
    EventType.EXPLOSIONS: (
        _S.CHEMICAL_WEAPON,
        _S.AIR_DRONE_STRIKE,
        _S.SUICIDE_BOMB,
        _S.SHELLING,
        _S.REMOTE_EXPLOSIVE,
        _S.GRENADE,
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (_S.SEXUAL_VIOLENCE, _S.ATTACK, _S.ABDUCTION),
    EventType.STRATEGIC_DEVELOPMENTS: (
        _S.AGREEMENT,
        _S.ARRESTS,
        _S.CHANGE_TO_GROUP,
        _S.DISRUPTED_WEAPONS_USE,
        _S.HEADQUARTERS_ESTABLISHED,
        _S.LOOTING,
        _S.NON_VIOLENT_TRANSFER,
        _S.OTHER,
    ),
}
_EVENT_TYPE = {sub: event for event, subs in _MEMBERS.items() for sub in subs}
_RANK = {sub: rank for rank, sub in enumerate(SubEventType, start=1)}
_DISORDER_OF_TYPE = {
    EventType.BATTLES: DisorderType.POLITICAL_VIOLENCE,
    EventType.PROTESTS: DisorderType.DEMONSTRATIONS,
    EventType.RIOTS: DisorderType.POLITICAL_VIOLENCE,
    EventType.EXPLOSIONS: DisorderType.POLITICAL_VIOLENCE,
    EventType.VIOLENCE_AGAINST_CIVILIANS: DisorderType.POLITICAL_VIOLENCE,
    EventType.STRATEGIC_DEVELOPMENTS: DisorderType.STRATEGIC_DEVELOPMENTS,
}
_DISORDER: dict[SubEventType, tuple[DisorderType, ...]] = {
    _S.EXCESSIVE_FORCE: (DisorderType.POLITICAL_VIOLENCE, DisorderType.DEMONSTRATIONS),
    _S.VIOLENT_DEMONSTRATION: (DisorderType.DEMONSTRATIONS,),
}


class ActorKind(IntEnum):
    """ACLED's actor types (column ``inter``); the kind follows aims and organisation, not the act."""

    NONE = 0
    STATE_FORCES = 1
    REBEL_GROUP = 2
    POLITICAL_MILITIA = 3
    IDENTITY_MILITIA = 4
    RIOTERS = 5
    PROTESTERS = 6
    CIVILIANS = 7
    EXTERNAL_FORCES = 8

    @property
    def label(self) -> str:
        """ACLED's present text for the code; blank for no actor."""
        return _ACTOR_LABEL[self]


_ACTOR_LABEL = {
    ActorKind.NONE: "",
    ActorKind.STATE_FORCES: "State forces",
    ActorKind.REBEL_GROUP: "Rebel group",
    ActorKind.POLITICAL_MILITIA: "Political militia",
    ActorKind.IDENTITY_MILITIA: "Identity militia",
    ActorKind.RIOTERS: "Rioters",
    ActorKind.PROTESTERS: "Protesters",
    ActorKind.CIVILIANS: "Civilians",
    ActorKind.EXTERNAL_FORCES: "External/Other forces",
}


@dataclass(frozen=True, slots=True)
class Interaction:
    """The pair of two actor types: ACLED's number (10 to 88) and text."""

    code: int
    label: str


def interaction(first: ActorKind, second: ActorKind) -> Interaction:
    """Interaction of two actor types, the smaller number first; alone, the second digit is 0.

    The text of 78 is ACLED's one exception: it names External/Other forces first.

    Raises:
        CodebookError: both actors are absent.
    """
    low, high = sorted((first, second))
    if high is ActorKind.NONE:
        raise CodebookError("an event needs one actor at least")
    if low is ActorKind.NONE:
        return Interaction(high * 10, f"{high.label} only")
    names = (low.label, high.label)
    if (low, high) == (ActorKind.CIVILIANS, ActorKind.EXTERNAL_FORCES):
        names = (high.label, low.label)
    return Interaction(low * 10 + high, "-".join(names))


class ViolenceType(IntEnum):
    """UCDP's type of violence."""

    STATE_BASED = 1
    NON_STATE = 2
    ONE_SIDED = 3


class TimePrecision(IntEnum):
    """ACLED's time precision: what the report fixes."""

    DAY = 1
    WEEK = 2
    MONTH = 3


class GeoPrecision(IntEnum):
    """ACLED's geo precision: the place itself, near it or a part of a region, a region."""

    PLACE = 1
    NEAR = 2
    REGION = 3


class ClaimKind(StrEnum):
    """What a claim states; the first six are counts of people (exchange format)."""

    KILLED = "killed"
    WOUNDED = "wounded"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    MISSING = "missing"
    DISPLACED = "displaced"
    DATE = "date"
    PLACE = "place"
    PARTY = "party"
    EVENT_TYPE = "event_type"
    RESPONSIBILITY = "responsibility"

    @property
    def is_count(self) -> bool:
        """Whether the claim is a number of people."""
        return self in COUNT_KINDS


COUNT_KINDS = frozenset(
    {
        ClaimKind.KILLED,
        ClaimKind.WOUNDED,
        ClaimKind.ABDUCTED,
        ClaimKind.DETAINED,
        ClaimKind.MISSING,
        ClaimKind.DISPLACED,
    }
)


class Stance(StrEnum):
    """How the speaker stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    CLAIMS_RESPONSIBILITY = "claims responsibility"


class ResponsibilityKind(StrEnum):
    """How somebody comes to be named as having acted."""

    CLAIMED = "claimed"
    ACCUSED = "accused"
    DENIED = "denied"
    REPORTED = "reported"


class CountScope(StrEnum):
    """What a count covers: the event, a part of another count of it, or more than the event."""

    EVENT = "event"
    SUBSET = "subset"
    REPORT = "report"
    CUMULATIVE = "cumulative"


class SpeakerKind(StrEnum):
    """Who states a claim."""

    NAMED_PERSON = "named person"
    OFFICIAL = "official"
    ANONYMOUS_OFFICIAL = "anonymous official"
    AGENCY = "agency"
    MEDIA = "media"
    STATE_MEDIA = "state media"
    MONITOR = "monitor"
    WITNESS = "witness"
    MEDICAL = "medical source"
    PARTY = "party to the conflict"
    INTERNATIONAL = "international organisation"
    ANONYMOUS = "anonymous source"
    REPORTER = "reporter"


class CountRule(StrEnum):
    """How the counts of several reports become one; docs/reconciliation.md has each with its source."""

    ACLED = "acled"
    UCDP = "ucdp"
    AIRWARS = "airwars"


class PartyRole(StrEnum):
    """Column of the event in which an actor stands."""

    ACTOR1 = "actor1"
    ASSOC_ACTOR_1 = "assoc_actor_1"
    ACTOR2 = "actor2"
    ASSOC_ACTOR_2 = "assoc_actor_2"


# Sub-event types for which civilian targeting follows from the type alone (ACLED Codebook).
CIVILIAN_TARGETING_ALWAYS = frozenset(
    {_S.SEXUAL_VIOLENCE, _S.ATTACK, _S.ABDUCTION, _S.EXCESSIVE_FORCE}
)
