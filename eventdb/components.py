"""The extractors as spaCy components: an ordinary ``nlp`` whose findings are in ``doc.spans``.

    nlp = make_pipeline("ar")
    doc = nlp("قتل خمسة أشخاص في قصف على دوما")
    doc.spans["count"], doc.spans["place"]

Each group of ``doc.spans`` holds one kind of mention; the mentions themselves, with what they mean,
are in ``doc.user_data["eventdb"]`` under the same names. Components may be left out, or others put
in their places; displaCy shows any group with ``spans_key``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from eventdb.documents import Document, prepare
from eventdb.extract.actors import find_actors
from eventdb.extract.attribution import find_attributions
from eventdb.extract.counts import find_counts
from eventdb.extract.dates import find_dates
from eventdb.extract.numbers import find_numbers
from eventdb.extract.places import find_places, focus_countries
from eventdb.extract.triggers import find_triggers
from eventdb.gazetteer import open_gazetteer
from eventdb.lexicon import load_lexicon
from eventdb.records import Report
from eventdb.registry import open_registry
from eventdb.tokens import blank_pipeline

COMPONENTS = (
    "eventdb_dates",
    "eventdb_places",
    "eventdb_actors",
    "eventdb_counts",
    "eventdb_attributions",
    "eventdb_triggers",
)


class _Located(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def make_pipeline(code: str, components: Iterable[str] = COMPONENTS) -> Language:
    """A blank pipeline of a language with the project's tokenizer, sentences and extractors.

    Raises:
        LexiconError: the language has no lexicon.
    """
    load_lexicon(code)
    nlp = blank_pipeline(code)
    for name in components:
        nlp.add_pipe(name)
    return nlp


def _document(doc: Doc) -> Document:
    """The document of a Doc, made once: its whole text is the body of a report without a date."""
    held = doc.user_data.get("eventdb_document")
    if isinstance(held, Document):
        return held
    code = doc.lang_ or doc.vocab.lang
    report = Report(report_id="doc", text=doc.text, language=code)
    document = prepare(report, doc, load_lexicon(code), 0)
    doc.user_data["eventdb_document"] = document
    return document


def _found(doc: Doc, name: str) -> Sequence[Any]:
    found: Sequence[Any] = doc.user_data.get("eventdb", {}).get(name, ())
    return found


def _keep(doc: Doc, name: str, mentions: Sequence[_Located], labels: Sequence[str]) -> Doc:
    """Put mentions into ``doc.spans`` under a name, and themselves beside it."""
    spans: list[Span] = []
    for mention, label in zip(mentions, labels, strict=True):
        span = doc.char_span(mention.start, mention.end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    doc.user_data.setdefault("eventdb", {})[name] = tuple(mentions)
    return doc


@Language.component("eventdb_dates")
def dates(doc: Doc) -> Doc:
    """Dates that need no publication date, by form."""
    mentions = find_dates(_document(doc), None)
    return _keep(doc, "date", mentions, [mention.form for mention in mentions])


@Language.component("eventdb_places")
def places(doc: Doc) -> Doc:
    """Places, by kind of gazetteer entry."""
    mentions = find_places(_document(doc), open_gazetteer())
    labels = ["unlisted" if m.place is None else m.place.kind for m in mentions]
    return _keep(doc, "place", mentions, labels)


@Language.component("eventdb_actors")
def actors(doc: Doc) -> Doc:
    """Parties, by kind of actor; their country is that of the places found before."""
    document = _document(doc)
    focus = focus_countries(document, _found(doc, "place"))
    mentions = find_actors(document, open_registry(), focus, None)
    return _keep(doc, "actor", mentions, [m.actor.kind.name.lower() for m in mentions])


@Language.component("eventdb_counts")
def counts(doc: Doc) -> Doc:
    """Numbers of people killed, wounded …, by kind."""
    document = _document(doc)
    things = [*_found(doc, "place"), *_found(doc, "actor")]
    mentions = find_counts(document, find_numbers(document), _found(doc, "date"), things)
    return _keep(doc, "count", mentions, [mention.kind.value for mention in mentions])


@Language.component("eventdb_attributions")
def attributions(doc: Doc) -> Doc:
    """Speakers, by kind."""
    mentions = find_attributions(_document(doc), _found(doc, "actor"))
    return _keep(doc, "attribution", mentions, [mention.kind.value for mention in mentions])


@Language.component("eventdb_triggers")
def triggers(doc: Doc) -> Doc:
    """Words that name acts, by concept."""
    mentions = find_triggers(_document(doc), _found(doc, "date")).acts
    return _keep(doc, "trigger", mentions, [mention.name for mention in mentions])
