"""Seeds and migrations are found in a working copy and in a wheel, and missed loudly."""

from __future__ import annotations

import pytest

from eventdb import resources
from eventdb.errors import EventdbError


def test_working_copy_has_both_folders():
    assert resources.seeds_path().name == "seeds"
    assert resources.migrations_path().name == "migrations"
    assert resources.seeds_path().is_dir()


def test_a_wheel_keeps_them_in_its_data_folder(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "eventdb"
    (package / "data" / "seeds").mkdir(parents=True)
    (package.parent / "seeds").mkdir()  # somebody else's
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.seeds_path() == package / "data" / "seeds"


def test_a_missing_folder_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "eventdb")
    with pytest.raises(EventdbError, match="'migrations' of eventdb is missing"):
        resources.migrations_path()
