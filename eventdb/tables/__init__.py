"""The schema: SQLAlchemy models of every table; no queries, no rules.

``Row.metadata`` holds all of them; ``docs/schema.md`` is generated from it.
"""

from eventdb.tables.candidates import (
    CandidatePartyRow,
    CandidateResponsibilityRow,
    ClaimRow,
    EventCandidateRow,
)
from eventdb.tables.codebook import (
    ActorKindRow,
    ClaimKindRow,
    ColumnMeaningRow,
    CountryRow,
    CountScopeRow,
    EventTypeRow,
    GeoPrecisionRow,
    InteractionRow,
    PartyRoleRow,
    ResponsibilityKindRow,
    SourceScaleRow,
    SpeakerKindRow,
    StanceRow,
    SubEventTypeRow,
    TimePrecisionRow,
    VagueNumberRow,
)
from eventdb.tables.columns import Row, UtcDateTime
from eventdb.tables.events import (
    DispatchCopyRow,
    EventActorRow,
    EventClaimRow,
    EventDisputeRow,
    EventFieldRow,
    EventMemberRow,
    EventRow,
    IdentityAnchorRow,
    IdRedirectRow,
    UnplacedCandidateRow,
)
from eventdb.tables.operations import BuildRunRow, CorrectionRow, IssueRow, MetaRow
from eventdb.tables.reference import (
    ActorAliasRow,
    ActorNameRow,
    ActorRow,
    PlaceRow,
    SourceAliasRow,
    SourceRow,
)
from eventdb.tables.reports import ExtractionRow, ReportRow

__all__ = [
    "ActorAliasRow",
    "ActorKindRow",
    "ActorNameRow",
    "ActorRow",
    "BuildRunRow",
    "CandidatePartyRow",
    "CandidateResponsibilityRow",
    "ClaimKindRow",
    "ClaimRow",
    "ColumnMeaningRow",
    "CorrectionRow",
    "CountScopeRow",
    "CountryRow",
    "DispatchCopyRow",
    "EventActorRow",
    "EventCandidateRow",
    "EventClaimRow",
    "EventDisputeRow",
    "EventFieldRow",
    "EventMemberRow",
    "EventRow",
    "EventTypeRow",
    "ExtractionRow",
    "GeoPrecisionRow",
    "IdRedirectRow",
    "IdentityAnchorRow",
    "InteractionRow",
    "IssueRow",
    "MetaRow",
    "PartyRoleRow",
    "PlaceRow",
    "ReportRow",
    "ResponsibilityKindRow",
    "Row",
    "SourceAliasRow",
    "SourceRow",
    "SourceScaleRow",
    "SpeakerKindRow",
    "StanceRow",
    "SubEventTypeRow",
    "TimePrecisionRow",
    "UnplacedCandidateRow",
    "UtcDateTime",
    "VagueNumberRow",
]
