"""Records to rows and back: the only writer of rows.

Everything is idempotent: keys come from content, what is stored already stays as it is, and the
same input leaves the same rows.
"""

from eventdb.load.candidates import (
    Extraction,
    read_candidates,
    read_members,
    replace_candidates,
    store_extractions,
)
from eventdb.load.corrections import add_corrections, correction_id, read_corrections
from eventdb.load.event_reading import (
    read_anchors,
    read_event,
    read_events,
    read_used_ids,
    resolve_event_id,
)
from eventdb.load.events import (
    EventChanges,
    add_redirects,
    write_events,
    write_reconciliation,
)
from eventdb.load.identity import content_hash
from eventdb.load.issues import Issue, finish_run, read_issues, record_issue, start_run
from eventdb.load.places import add_places
from eventdb.load.reference import sync_reference
from eventdb.load.reports import (
    LoadResult,
    Pending,
    add_reports,
    count_pending,
    pending_reports,
    read_report,
    read_reports,
)
from eventdb.load.state import (
    input_state,
    last_state,
    note_state,
    output_state,
    program_state,
)

__all__ = [
    "EventChanges",
    "Extraction",
    "Issue",
    "LoadResult",
    "Pending",
    "add_corrections",
    "add_places",
    "add_redirects",
    "add_reports",
    "content_hash",
    "correction_id",
    "count_pending",
    "finish_run",
    "input_state",
    "last_state",
    "note_state",
    "output_state",
    "pending_reports",
    "program_state",
    "read_anchors",
    "read_candidates",
    "read_corrections",
    "read_event",
    "read_events",
    "read_issues",
    "read_members",
    "read_report",
    "read_reports",
    "read_used_ids",
    "record_issue",
    "replace_candidates",
    "resolve_event_id",
    "start_run",
    "store_extractions",
    "sync_reference",
    "write_events",
    "write_reconciliation",
]
