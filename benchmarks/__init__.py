"""Measurements that need a known truth; nothing here is shipped with the package."""
