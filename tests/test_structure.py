"""The rooms of the house: who may know whom, how long a module is, and where words live."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "eventdb"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each room may import beside itself, errors and the package's version. A room is a module of
# eventdb/ or a package in it. A new room needs a line here: where it stands is decided, not found.
GROUND = {"codebook", "records", "text", "resources"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "resources": set(),
    "text": set(),
    "codebook": set(),
    "records": {"codebook"},
    "lexicon": {"text"},
    "settings": {"codebook", "limits"},
    "encodings": set(),
    "exchange": {"codebook", "records"},
    "headlines": set(),
    "reading": {"records", "exchange", "encodings", "headlines"},
    "identify": {"lexicon", "records"},
    "gazetteer": GROUND | {"settings"},
    "registry": GROUND,
    "tokens": {"lexicon", "text"},
    "documents": {"lexicon", "records", "text", "tokens"},
    "extract": GROUND | {"lexicon", "tokens", "documents", "gazetteer", "registry"},
    "components": GROUND | {"lexicon", "tokens", "documents", "gazetteer", "registry", "extract"},
    "naming": GROUND | {"lexicon", "documents", "registry", "extract"},
    "triage": {"lexicon", "records", "text", "extract"},
    "pipeline": GROUND
    | {
        "lexicon",
        "documents",
        "gazetteer",
        "registry",
        "identify",
        "extract",
        "triage",
    },
    "limits": set(),
    "workers": {"pipeline", "records", "extract", "interrupts", "limits"},
    "reconcile": {"codebook", "records", "exchange", "resources"},
    "acled": {"codebook", "records"},
    "notes": {"codebook", "records", "acled"},
    "tables": {"codebook"},
    "views": {"resources"},
    "database": {"tables", "views", "resources"},
    "load": {
        "codebook",
        "records",
        "tables",
        "acled",
        "notes",
        "resources",
        "reconcile",
        "registry",
    },
    "checks": {"database", "views"},
    "exports": {"database", "views", "codebook", "resources"},
    "validation": {"codebook", "exports", "resources"},
    "frames": {"exports", "database"},
    "plots": set(),
    "releases": {"exports", "checks", "views", "plots"},
    "schema": {"tables", "views"},
    "questions": {"database"},
    "why": {"tables", "load", "reconcile"},
    "review": GROUND | {"tables", "load", "reconcile", "gazetteer", "registry"},
    "phrases": {"tables"},
    "explain": {"tables", "load", "phrases", "why", "review"},
    "pages": {
        "codebook",
        "records",
        "text",
        "lexicon",
        "tables",
        "load",
        "phrases",
        "review",
        "exports",
        "plots",
        "questions",
        "releases",
    },
    "serve": {
        "pages",
        "database",
        "load",
        "questions",
        "releases",
        "resources",
        "tables",
    },
    "explain_page": {
        "codebook",
        "documents",
        "extract",
        "load",
        "phrases",
        "pipeline",
        "releases",
        "tables",
    },
    "runs": {"tables", "load", "releases", "extract"},
    "site": {"pages", "exports", "phrases", "plots", "questions", "releases", "resources"},
    "outcome": {"load"},
    "lock": {"database"},
    "evaluate": set(),
    "measure": {"evaluate", "exchange", "stream", "terminal"},
    "stream": {
        "exchange",
        "reading",
        "records",
        "gazetteer",
        "limits",
        "pipeline",
        "terminal",
        "workers",
    },
    "interrupts": set(),
    "terminal": {"interrupts"},
    "options": {"codebook"},
}
# These stand over all others; nothing but what follows them knows them.
TOP = ("run", "build", "summary", "checking", "review_commands", "cli", "__main__")

# Longer than a module should be, each with its reason.
LONG = {
    "cli.py": "the commands together are what a reader looks for",
    "options.py": "the arguments and options together are what a reader looks for",
    "codebook.py": "the closed vocabularies together are what a reader looks for",
    "records.py": "one record per stage, side by side",
    "lexicon.py": "one format, its validation and its matching",
    "extract/calendardates.py": "one grammar of dates by the calendar",
    "extract/candidates.py": "the assembly, read from top to bottom",
    "extract/responsibility.py": "one grammar of claims, charges and denials",
    "extract/roles.py": "one grammar of who does what to whom",
    "extract/speechacts.py": "one grammar of saying",
}
LONGEST = 300


def room_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "eventdb":
                names = [f"eventdb.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("eventdb.")}
    return rooms - {room_of(path), "errors", "__version__"}


def test_every_room_imports_only_what_it_may():
    wrong = []
    for path in MODULES:
        room = room_of(path)
        if room in (*TOP, "__init__"):
            continue
        if room not in MAY_IMPORT:
            wrong.append(f"{path.name}: the room {room!r} has no line in MAY_IMPORT")
            continue
        for other in sorted(imported_rooms(path) - MAY_IMPORT[room]):
            wrong.append(f"{path.relative_to(ROOT)} imports {other}")
    assert not wrong, "\n".join(wrong)


def test_the_upper_rooms_are_known_from_above_only():
    for path in MODULES:
        room = room_of(path)
        for other in imported_rooms(path) & set(TOP):
            assert room in TOP, f"{path} imports {other}"
            assert TOP.index(room) > TOP.index(other), f"{path} imports {other}"


def test_settings_are_read_at_the_top_only():
    readers = {room_of(path) for path in MODULES if "settings" in imported_rooms(path)}
    # The gazetteer has to find its index in workers, too, where no command passes a folder down.
    assert readers <= {"build", "run", "cli", "review_commands", "gazetteer"}
    environment = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.name != "settings.py"
        and re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert not environment


def test_modules_are_short():
    long = {
        f"{path.relative_to(PACKAGE)}: {count} lines"
        for path in MODULES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
        and str(path.relative_to(PACKAGE)) not in LONG
    }
    assert not long, sorted(long)


def test_modules_have_names_that_say_something():
    vague = re.compile(r"(utils?|helpers?|misc|common|manager|base)\.py")
    assert not [path.name for path in MODULES if vague.fullmatch(path.name)]


# --- words of human languages -------------------------------------------------------------------

# Letters of Greek, Cyrillic, Hebrew and Arabic script; marks and signs make no word.
OTHER_SCRIPTS = re.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u0750-\u077f]{3,}"
)
# Bags of letters, which are no words.
LETTERS = {"encodings.py": "the commonest letters of a script, by which an encoding is told"}


def code_strings(path: Path) -> list[tuple[int, str]]:
    """Strings of a module that are no documentation, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


def test_words_of_other_scripts_stand_in_lexicons_only():
    """Single letters are letters, which text.py folds; three in a row make a word."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in MODULES
        if path.name not in LETTERS
        for line, text in code_strings(path)
        if OTHER_SCRIPTS.search(text)
    ]
    assert not found, "\n".join(found)


def english_function_words() -> set[str]:
    """Closed-class words that an English matcher cannot do without: those of the lexicon itself."""
    table = tomllib.loads((PACKAGE / "languages/en/grammar.toml").read_text(encoding="utf-8"))
    forms = {form for entry in table["entry"] for form in entry["forms"]}
    return {form for form in forms if form.isalpha() and form.islower()}


def concept_names() -> set[str]:
    """Names of concepts, by which code asks for them: ``by`` of ``grammar.by``."""
    names: set[str] = set()
    for path in sorted((PACKAGE / "languages/concepts").glob("*.toml")):
        names |= set(tomllib.loads(path.read_text(encoding="utf-8")))
    return names


def feature_words() -> set[str]:
    """Names and values of the features that entries carry, by which code asks for them."""
    found: set[str] = set()
    for path in sorted((PACKAGE / "languages").glob("*/*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("entry", ()):
            found |= set(entry)
            found |= {value for key, value in entry.items() if isinstance(value, str)}
    return found


def test_extraction_compares_with_no_english_word():
    """A preposition in code is a rule of English; names of concepts and features are none."""
    # Names in code that are also such words.
    names = {"no", "as", "is", "to", "one", "recent", "killing", "wounding", "attempted"}
    words = english_function_words() - concept_names() - feature_words() - names
    assert {"not", "were"} <= words
    rooms = {"extract", "tokens", "documents", "pipeline", "text", "lexicon", "identify"}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in MODULES
        if room_of(path) in rooms
        for line, text in code_strings(path)
        if text in words
    ]
    assert not found, "\n".join(found)


# --- what a stranger would stumble over ---------------------------------------------------------


def comments(path: Path) -> list[str]:
    reader = io.StringIO(path.read_text(encoding="utf-8")).readline
    return [
        token.string for token in tokenize.generate_tokens(reader) if token.type == tokenize.COMMENT
    ]


@pytest.mark.parametrize("sign", ["TODO", "FIXME", "XXX", "HACK"])
def test_nothing_is_left_to_do_in_a_comment(sign):
    assert not [path for path in MODULES if any(sign in line for line in comments(path))]


def test_every_command_is_documented():
    import typer

    from eventdb.cli import app

    commands = set(typer.main.get_command(app).commands)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in sorted(commands) if f"`eventdb {name}" not in readme]
    assert not missing


def test_every_make_target_is_documented():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):.*## ", text, re.MULTILINE))
    assert targets >= {"build-db", "test", "check", "export", "migration", "clean", "help"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    documents = readme + "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))
    )
    assert not [name for name in sorted(targets) if f"make {name}" not in documents]


def test_links_of_the_documentation_lead_somewhere():
    broken = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert not broken
