"""The prose documentation: what it points at is there, and its tables are those of the code."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from eventdb.codebook import CountRule, EventType, SubEventType
from eventdb.exports.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    chain(
        ROOT.glob("*.md"), (ROOT / "docs").glob("*.md"), (ROOT / "seeds").glob("*.md"),
        (ROOT / "tests" / "golden").glob("*.md"),
    )
)  # fmt: skip
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`((?:eventdb|seeds|tests|docs|migrations)/[\w./-]*)`")
_COMMAND = re.compile(r"\beventdb ([a-z]+)\b(?= |`|\n)")
_MODULE = re.compile(r"`(\w+\.py)`")


def _name(page):
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def commands():
    import typer

    from eventdb.cli import app

    return set(typer.main.get_command(app).commands)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page):
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_paths_that_are_named_exist(page):
    paths = _PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in paths if "NNNN" not in path and not (ROOT / path).exists()] == []


def test_modules_that_extraction_names_exist():
    text = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
    named = set(_MODULE.findall(text))
    folder = ROOT / "eventdb" / "extract"
    assert len(named) > 15
    assert {name for name in named if not (folder / name).is_file()} == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_that_are_named_exist(page, commands):
    code = "\n".join(re.findall(r"^(?: {4}|\$ ).*$|`[^`\n]*`", page.read_text("utf-8"), re.M))
    assert {name for name in _COMMAND.findall(code) if name not in commands} == set()


def test_every_command_is_documented(commands):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in commands if f"eventdb {name}" not in text} == set()


def test_the_codebook_has_every_sub_event_type_in_its_order():
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    kinds = "|".join(re.escape(kind.value) for kind in EventType)
    rows = re.findall(rf"^\| ({kinds}) \| ([^|]+) \|", text, re.M)
    assert rows == [(sub.event_type.value, sub.value) for sub in SubEventType]


def test_the_codebook_has_every_rule_for_counts():
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert {rule for rule in CountRule if f"| `{rule.value}`" not in text} == set()


def test_the_readme_or_the_docs_name_every_export():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {item.file for item in FORMATS.values() if item.file not in text} == set()
