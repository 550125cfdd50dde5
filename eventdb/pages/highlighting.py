"""A text with passages marked, as HTML: nested where they lie in one another, cut where they cross."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to mark.

    Attributes:
        start, end: characters of the text.
        kind: class of the mark, as ``date`` or ``killed``.
        label: what was understood, shown behind the passage; may be empty.
        anchor: id by which a link leads to it.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    anchor: str | None = None


@dataclass(slots=True)
class _Mark:
    """Highlights of one and the same passage, with the marks inside it."""

    start: int
    end: int
    of: list[Highlight]
    inner: list[_Mark]


def highlighted(text: str, highlights: Iterable[Highlight]) -> Markup:
    """The text with its highlights; what a reader copies from it is the text alone."""
    root = _Mark(0, len(text), [], [])
    found = [item for item in highlights if 0 <= item.start < item.end <= len(text)]
    # Of passages that begin together the longest comes first and holds the others.
    waiting = sorted(found, key=lambda item: (item.start, -item.end))[::-1]
    path = [root]
    while waiting:
        item = waiting.pop()
        while path[-1].end <= item.start:
            path.pop()
        top = path[-1]
        if item.end > top.end:
            # It crosses the end of the mark around it: the rest is a mark of its own.
            rest = replace(item, start=top.end, anchor=None)
            item = replace(item, end=top.end, label="")
            _insert(waiting, rest)
        if top is not root and (top.start, top.end) == (item.start, item.end):
            top.of.append(item)
            continue
        mark = _Mark(item.start, item.end, [item], [])
        top.inner.append(mark)
        path.append(mark)
    return Markup("").join(_inside(text, root))


def _insert(waiting: list[Highlight], item: Highlight) -> None:
    """Put an item in its place among those that wait, the next one last."""
    at = len(waiting)
    while at > 0 and (waiting[at - 1].start, -waiting[at - 1].end) < (item.start, -item.end):
        at -= 1
    waiting.insert(at, item)


def _inside(text: str, mark: _Mark) -> Iterator[Markup]:
    at = mark.start
    for inner in mark.inner:
        yield escape(text[at : inner.start])
        yield _marked(text, inner)
        at = inner.end
    yield escape(text[at : mark.end])


def _marked(text: str, mark: _Mark) -> Markup:
    kinds = dict.fromkeys(item.kind for item in mark.of)
    labels = " · ".join(dict.fromkeys(item.label for item in mark.of if item.label))
    # An id may stand once: further ones are carried by empty elements.
    anchors = list(dict.fromkeys(item.anchor for item in mark.of if item.anchor))
    before = Markup("").join(Markup('<span id="{}"></span>').format(name) for name in anchors[1:])
    name = Markup(' id="{}"').format(anchors[0]) if anchors else Markup("")
    # Labels are attributes, so that a copied passage is the report's own text.
    label = Markup(' data-label="{}" title="{}"').format(labels, labels) if labels else Markup("")
    inside = Markup("").join(_inside(text, mark))
    return Markup('{}<mark class="{}"{}{}>{}</mark>').format(
        before, " ".join(kinds), name, label, inside
    )


def direction(text: str) -> str:
    """The direction in which a text reads: that of most of its letters, ``ltr`` or ``rtl``."""
    right = left = 0
    for sign in text:
        strength = unicodedata.bidirectional(sign)
        right += strength in ("R", "AL")
        left += strength == "L"
    return "rtl" if right > left else "ltr"
