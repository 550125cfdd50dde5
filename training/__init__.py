"""Trains the reviewed weights in ``eventdb/models`` from hand-coded reports; no part of the package."""
