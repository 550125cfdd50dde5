"""The plugin of Datasette: routes of the pages, links in its tables, and no request that leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import sqlalchemy as sa
from markupsafe import Markup
from pluggy import HookimplMarker

from eventdb.load import resolve_event_id
from eventdb.pages.links import ServerLinks
from eventdb.pages.shelf import Shelf
from eventdb.pages.templating import STATIC, render, static_files
from eventdb.pages.whole import FIGURES, event_html, figures_html, index_html, report_html
from eventdb.questions import read_questions
from eventdb.releases.codebook import codebook_page
from eventdb.resources import questions_path
from eventdb.serve import dumped, query_name
from eventdb.tables import IdRedirectRow

hookimpl = HookimplMarker("datasette")

# Datasette ships no types.
Datasette = Any
Request = Any
Response = Any
Asked = Mapping[str, str]
# ASGI.
Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# Ours run no inline script; Datasette's own pages need it. Neither may ask another machine.
_OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_PLAIN = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_DATASETTE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_HTML = "text/html; charset=utf-8"


@cache
def _opened(database: str, index: str) -> Shelf:
    return Shelf(Path(database), Path(index))


def _shelf(datasette: Datasette) -> Shelf | None:
    """What ``eventdb serve`` serves; ``None`` in a Datasette that somebody else started."""
    given = datasette.plugin_config("eventdb")
    return _opened(given["database"], given["index"]) if given else None


def _links(shelf: Shelf) -> ServerLinks:
    return ServerLinks(f"/{shelf.database.stem}")


def _response(
    body: str | bytes, kind: str = _HTML, status: int = 200, policy: str = _OURS
) -> Response:
    from datasette.utils.asgi import Response as Made

    return Made(body, status=status, content_type=kind, headers={"content-security-policy": policy})


Page = Callable[[Shelf, Asked], Response]


def _route(page: Page) -> Callable[..., Awaitable[Response]]:
    """A view that reads in a thread, so that a slow page holds up no other."""

    async def view(datasette: Datasette, request: Request) -> Response:
        shelf = _shelf(datasette)
        if shelf is None:
            return _response("no database of eventdb is served here", "text/plain", 404)
        asked = dict(parse_qsl(request.query_string))
        path = {key: unquote(value) for key, value in request.url_vars.items()}
        return await asyncio.to_thread(page, shelf, asked | path)

    return view


# --------------------------------------------------------------------------------------------
# Pages
# --------------------------------------------------------------------------------------------


def _index(shelf: Shelf, _asked: Asked) -> Response:
    return _response(index_html(_links(shelf), shelf.choices, "/-/events.csv"))


def _answer(shelf: Shelf, asked: Asked) -> Response:
    parts = {key: value for key, value in asked.items() if key != "what"}
    found = shelf.answer(asked["what"], tuple(sorted(parts.items())))
    return _response(dumped(found), "application/json; charset=utf-8")


def _csv(shelf: Shelf, asked: Asked) -> Response:
    return _response(shelf.as_csv(asked), "text/csv; charset=utf-8")


def _event(shelf: Shelf, asked: Asked) -> Response:
    from datasette.utils.asgi import Response as Made

    key = asked["key"]
    with shelf.session() as session:
        page = event_html(session, _links(shelf), key)
        if page is not None:
            return _response(page)
        successor = resolve_event_id(session, key)
        if successor is not None and successor != key:
            return Made.redirect(_links(shelf).event(successor))
        redirects = [
            (row.old_event_id, row.new_event_id, row.reason)
            for row in session.scalars(
                sa.select(IdRedirectRow).where(IdRedirectRow.old_event_id == key)
            )
        ]
    return _missing(shelf, "event", key, redirects)


def _report(shelf: Shelf, asked: Asked) -> Response:
    key = asked.get("id", "")
    with shelf.session() as session:
        page = report_html(session, _links(shelf), key)
    return _missing(shelf, "report", key) if page is None else _response(page)


def _missing(
    shelf: Shelf, what: str, key: str, redirects: list[tuple[str, str | None, str]] | None = None
) -> Response:
    page = render(
        "missing.html", _links(shelf), what=what, key=key, redirects=redirects or [], here="missing"
    )
    return _response(page, status=404)


def _figures(shelf: Shelf, _asked: Asked) -> Response:
    addresses = {name: f"/-/figure/{name}.svg" for name in FIGURES}
    return _response(figures_html(_links(shelf), addresses))


def _figure(shelf: Shelf, asked: Asked) -> Response:
    return _response(shelf.figures[asked["name"]], "image/svg+xml", policy=_PLAIN)


def _questions(shelf: Shelf, _asked: Asked) -> Response:
    database = shelf.database.stem
    questions = [
        {
            "title": question.title,
            "sql": question.sql,
            "address": f"/{database}/{query_name(question.title)}",
            "answer": None,
        }
        for question in read_questions(questions_path().read_text(encoding="utf-8"))
    ]
    return _response(render("questions.html", _links(shelf), questions=questions, here="questions"))


def _codebook(shelf: Shelf, _asked: Asked) -> Response:
    with shelf.engine.connect() as connection:
        return _response(codebook_page(connection), policy=_PLAIN)


def _static(_shelf: Shelf, asked: Asked) -> Response:
    name = asked["name"]
    if name not in {path.name for path in static_files()}:
        return _response("no such file", "text/plain", 404)
    path = STATIC / name
    return _response(path.read_bytes(), _TYPES[path.suffix])


# --------------------------------------------------------------------------------------------
# Hooks
# --------------------------------------------------------------------------------------------


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The pages, before those of Datasette."""
    if not datasette.plugin_config("eventdb"):
        return []
    figures = "|".join(FIGURES)
    return [
        (r"^/$", _route(_index)),
        (r"^/-/(?P<what>clusters|listing)\.json$", _route(_answer)),
        (r"^/-/events\.csv$", _route(_csv)),
        (r"^/-/event/(?P<key>[^/]+)$", _route(_event)),
        (r"^/-/report$", _route(_report)),
        (r"^/-/figures$", _route(_figures)),
        (rf"^/-/figure/(?P<name>{figures})\.svg$", _route(_figure)),
        (r"^/-/questions$", _route(_questions)),
        (r"^/-/codebook$", _route(_codebook)),
        (r"^/-/pages/(?P<name>[a-z.-]+)$", _route(_static)),
    ]


@hookimpl
def render_cell(value: object, column: str, datasette: Datasette) -> Markup | None:
    """Ids of events and reports in Datasette's tables lead to their pages."""
    shelf = _shelf(datasette)
    if shelf is None or not isinstance(value, str) or not value:
        return None
    if column in ("event_id", "event_id_cnty", "new_event_id"):
        address = _links(shelf).event(value)
    elif column == "report_id":
        address = _links(shelf).report(value)
    else:
        return None
    return Markup('<a href="{}">{}</a>').format(address, value)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Every answer tells the browser to ask this machine alone; other names of it are refused."""

    def wrap(app: Application) -> Application:
        if not datasette.plugin_config("eventdb"):
            return app

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and not _is_own(scope, datasette):
                await _refuse(send)
                return

            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message["headers"] = _guarded(message["headers"])
                await send(message)

            await app(scope, receive, sending)

        return guarded

    return wrap


def _is_own(scope: Scope, datasette: Datasette) -> bool:
    """Whether a request names this machine by an address, as ``localhost``, or as it is served.

    A page elsewhere whose name was bent to this machine (DNS rebinding) asks under that name.
    """
    named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    name = urlsplit(f"//{named}").hostname or ""
    if name in ("localhost", datasette.plugin_config("eventdb").get("host", "")):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    body = b"this server answers under localhost, an address, or the name of its --host alone\n"
    await send({"type": "http.response.body", "body": body})


def _guarded(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {bytes(name).lower() for name, _ in headers}
    more = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
    if b"content-security-policy" not in names:
        more.append((b"content-security-policy", _DATASETTE.encode()))
    return [*headers, *more]
