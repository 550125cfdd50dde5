"""Small HTML pages: headings, paragraphs and tables; text of any language, read without a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem;color:#1a1a1a}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1.05rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}
th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:start;vertical-align:top}
th{background:#f2f2f2}img{max-width:100%;height:auto}code{background:#f4f4f4}
""".replace("\n", "")


def page(title: str, parts: Iterable[str]) -> str:
    """A whole page."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def heading(text: str, level: int = 2) -> str:
    """A heading that links can point at."""
    anchor = "".join(sign if sign.isalnum() else "-" for sign in text.casefold())
    return f'<h{level} id="{escape(anchor)}">{escape(text)}</h{level}>'


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def link(target: str, text: str | None = None) -> str:
    """A link to a file beside the page."""
    return f'<a href="{escape(target)}">{escape(text or target)}</a>'


def picture(target: str, text: str) -> str:
    """A picture with what it shows."""
    return f'<p><img src="{escape(target)}" alt="{escape(text)}"></p>'


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; cells take the direction of their text. A cell that begins with a link is kept."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def _cell(value: object) -> str:
    text = "" if value is None else value if isinstance(value, Markup) else escape(str(value))
    return f'<td dir="auto">{text}</td>'
