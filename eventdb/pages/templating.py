"""The templates of the pages; everything that they are given is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eventdb import __version__
from eventdb.pages.highlighting import direction
from eventdb.pages.links import Links, outside

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"direction": direction, "outside": outside, "slug": _slug}
    environment.globals |= {"version": __version__, "style": _style}
    return environment


def render(template: str, links: Links, **content: object) -> str:
    """A page of a template."""
    return _environment().get_template(template).render(links=links, **content)


def static_files() -> Iterator[Path]:
    """Style sheets and scripts of the pages."""
    yield from sorted(path for path in STATIC.iterdir() if path.suffix in (".css", ".js"))


def _style() -> Markup:
    """The style sheet, for a page that is one file."""
    return Markup((STATIC / "pages.css").read_text(encoding="utf-8"))


def _slug(text: str) -> str:
    """A word for a class or an id: ``Explosions/Remote violence`` is ``explosions-remote-violence``."""
    return "".join(sign if sign.isalnum() else "-" for sign in text.casefold())
