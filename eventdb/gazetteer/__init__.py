"""The gazetteer: names to places, compiled once from GeoNames and the seeds, opened in milliseconds."""

from eventdb.gazetteer.index import Candidate, Gazetteer
from eventdb.gazetteer.store import open_gazetteer

__all__ = ["Candidate", "Gazetteer", "open_gazetteer"]
