"""Accounts of runs: what came in, what was left out and why, and how one run differs from the last.

All of it is read from the database, so that any run can be accounted for later; no account changes one.
"""

from eventdb.runs.account import Account, read_account
from eventdb.runs.files import write_account
from eventdb.runs.shares import Share, read_shares
from eventdb.runs.status import Standing, read_standing

__all__ = [
    "Account",
    "Share",
    "Standing",
    "read_account",
    "read_shares",
    "read_standing",
    "write_account",
]
