"""Reconcile event candidates to events: what happened, across sources.

``reconcile(candidates, reports=…, previous=…, used_ids=…, corrections=…) -> Reconciliation``

    candidates    every EventCandidate in the database (or of the countries and days touched)
    reports       Report records of those candidates: whole texts find copies of one dispatch
    previous      ``Reconciliation.anchors`` of the last run, as the store kept them
    used_ids      ids of events withdrawn or merged earlier, never given again
    corrections   ``Correction`` records, oldest first

``Reconciliation`` has ``events`` (records.Event, each ``fields`` entry naming rule and claims),
``redirects`` (merged, split, withdrawn ids), ``anchors`` (to keep for the next run),
``dispatch_groups``, ``disputes``, ``unplaced`` and ``conflicts`` (corrections for review).
The result does not depend on the order of the candidates. Records only: no text analysis, no
database, no network.
"""

from eventdb.codebook import CountRule
from eventdb.reconcile.corrections import Correction, CorrectionKind
from eventdb.reconcile.outcome import (
    Change,
    DispatchGroup,
    Dispute,
    IdentityAnchor,
    Reconciliation,
    Redirect,
    Unplaced,
)
from eventdb.reconcile.reconciliation import reconcile

__all__ = [
    "Change",
    "Correction",
    "CorrectionKind",
    "CountRule",
    "DispatchGroup",
    "Dispute",
    "IdentityAnchor",
    "Reconciliation",
    "Redirect",
    "Unplaced",
    "reconcile",
]
