"""The actor registry: armed groups by name and alias, state forces by country and date."""

from eventdb.registry.registry import Registry, open_registry
from eventdb.registry.rows import Alias, Entry, Regime
from eventdb.registry.states import Branch

__all__ = ["Alias", "Branch", "Entry", "Regime", "Registry", "open_registry"]
