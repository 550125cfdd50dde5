"""The wheel alone, in an empty environment, is a working program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORT = {
    "id": "wheel-1",
    "title": "Three killed in shelling of Idlib",
    "text": "Three civilians were killed on Wednesday when regime forces shelled Idlib, Syria.",
    "published": "2018-02-08",
    "source": "Example Wire",
}

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, whose dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=folder)
    packages = Path(run(folder / "bin/python", "-c", PACKAGES, cwd=folder).strip())
    # A folder named in a .pth file is searched; its own .pth files, and with them the working copy
    # that this environment has installed, are not.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


PACKAGES = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_it_carries_what_the_program_needs_and_no_more(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "eventdb/cli.py",
        "eventdb/languages/ar/language.toml",
        "eventdb/languages/en/grammar.toml",
        "eventdb/languages/identify.toml",
        "eventdb/sql/views/acled_event.sql",
        "eventdb/data/migrations/env.py",
        "eventdb/data/seeds/codebook/event_type.csv",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "build/", "docs/"))]
    assert not [name for name in names if "__pycache__" in name]
    assert [name for name in names if name.endswith("licenses/NOTICE")]


def test_it_runs_from_its_own_files(environment):
    where = run(environment / "bin/python", "-c", "import eventdb; print(eventdb.__file__)",
                cwd=environment)  # fmt: skip
    assert Path(where.strip()).is_relative_to(environment)
    assert "build" in run(environment / "bin/eventdb", "--help", cwd=environment)


def test_it_builds_a_database(environment, tmp_path):
    (tmp_path / "reports.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    run(environment / "bin/eventdb", "build", "reports.jsonl", "--db", "sqlite:///a.sqlite",
        "--exports", "out", "--workers", "1", cwd=tmp_path)  # fmt: skip
    assert (tmp_path / "a.sqlite").exists()
    assert list((tmp_path / "out").glob("*.csv"))
