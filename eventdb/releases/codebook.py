"""The codebook for readers: every column of every file, the codes, and the rules in force.

``python -m eventdb.releases`` writes the columns as Markdown, which is ``docs/columns.md``; a
test holds that file current. A release has it all as ``codebook.html``, with the rules by which its
own events were fused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.exports.columns import Column, read_columns
from eventdb.exports.formats import FORMATS
from eventdb.releases.html import Markup, heading, link, page, paragraph, table
from eventdb.views import as_text

_RULES = Path(__file__).with_name("rules.toml")
RULE_COLUMNS = ("field", "rule", "events", "meaning", "origin")
_HEADINGS = ("column", "type", "meaning", "values", "rule", "ACLED", "UCDP GED", "public")

_HEAD = """# Columns of the files

Generated from the codebook by `python -m eventdb.releases > docs/columns.md`; do not edit by
hand. [codebook.md](codebook.md) tells what an event is and how it is coded.

*ACLED* and *UCDP GED* tell how a column differs from theirs; a dash: they have no such column. *Public* is what
the export profile `public` does with it. A type in italics may be blank.
"""


@cache
def read_rules() -> Mapping[str, Mapping[str, str]]:
    """Meaning and origin of each fusion rule, by its name."""
    rules: Mapping[str, Mapping[str, str]] = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return rules


def rules_in_force(connection: Connection) -> list[tuple[object, ...]]:
    """Which rule made which field of how many events, with its meaning and origin."""
    query = (
        "SELECT field, rule, count(*) FROM event_field GROUP BY field, rule ORDER BY field, rule"
    )
    unknown = {"meaning": "", "origin": ""}
    found: list[tuple[object, ...]] = []
    for field, rule, events in connection.execute(sa.text(query)):
        told = read_rules().get(str(rule), unknown)
        found.append((field, rule, events, told["meaning"], told["origin"]))
    return found


def codebook_document() -> str:
    """The columns of every file, in Markdown."""
    lines = [_HEAD]
    for dataset, columns in read_columns().items():
        lines += [f"## {dataset}", ""]
        lines += [_line(_HEADINGS), _line(["---"] * len(_HEADINGS))]
        lines += [_line([_marked(column), *_cells(column)]) for column in columns.values()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _marked(column: Column) -> str:
    return f"`{column.name}`"


def _cells(column: Column) -> Sequence[str]:
    kind = column.value_type if column.is_required else f"*{column.value_type}*"
    return (
        kind,
        column.meaning,
        column.allowed_values,
        column.rule,
        column.acled or "–",
        column.ucdp or "–",
        column.public or "",
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def codebook_page(connection: Connection) -> str:
    """The whole codebook of a database as a page."""
    return page("Codebook", _parts(connection))


def _parts(connection: Connection) -> Iterator[str]:
    files = list(read_columns())
    yield paragraph(
        "Every column of every file, what it means, which values it has, the rule that fills it, and how"
        " it differs from the columns of ACLED and UCDP GED. A type in italics may be blank."
    )
    yield (
        "<ul>" + "".join(f"<li>{link('#' + _anchor(name), name)}</li>" for name in files) + "</ul>"
    )
    yield heading("Fusion rules in force")
    yield paragraph(
        "An event is made of what its reports claim. These rules made the fields of the events in this"
        " database; event_field in the database names the rule of each, and event_claim the claims."
    )
    yield table(RULE_COLUMNS, rules_in_force(connection))
    for dataset, columns in read_columns().items():
        yield heading(dataset)
        yield table(_HEADINGS, [_html_row(column) for column in columns.values()])
    yield heading("Codes")
    text = as_text(FORMATS["taxonomy"].query, connection.dialect.name)
    yield table(
        ("vocabulary", "code", "label", "meaning"), [tuple(r) for r in connection.execute(text)]
    )


def _anchor(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.casefold())


def _html_row(column: Column) -> list[str]:
    kind, *rest = _cells(column)
    name = Markup(f"<code>{column.name}</code>")
    shown = Markup(f"<em>{column.value_type}</em>") if kind.startswith("*") else kind
    return [name, shown, *rest]
