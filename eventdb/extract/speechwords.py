"""The words of speech of a document, read by position; the ground of attribution."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from eventdb.documents import Document
from eventdb.lexicon import Match
from eventdb.records import ActorMention

_OPENERS = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'", "„": "“", "”": "“"}
_ENDS = frozenset({":", ".", "!", "?", ";", "؛", "؟", "…", "\n", "|", "•"})
_COMMAS = frozenset({",", "،"})
_QUOTES = frozenset(_OPENERS) | frozenset(_OPENERS.values())
_DASHES = frozenset({"-", "–", "—"})
_MEDIA = frozenset({"agency", "media", "state_media"})
_VERBS = frozenset({"speech.say", "speech.deny", "speech.accuse", "speech.cite_verb"})
_TIME = ("date.weekday", "date.offset", "date.part", "date.day_noun")


class SpeechWords:
    """Cursor over a document: which words of speech begin or end at a token."""

    def __init__(self, document: Document, actors: Sequence[ActorMention]) -> None:
        self.document = document
        self._actors = sorted(actors, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._actors]
        self.words = document.words
        self._first: dict[int, list[Match]] = {}
        self._last: dict[int, list[Match]] = {}
        for namespace in ("speech", "date", "grammar", "responsibility"):
            for match in document.matches_of(namespace):
                concept = match.sense.concept
                if namespace == "date" and concept not in _TIME:
                    continue
                if concept not in _VERBS or not self._has_article(match):
                    self._first.setdefault(match.first, []).append(match)
                    self._last.setdefault(match.last, []).append(match)
        self._acts = _acts(document)
        self._deeds = frozenset(match.first for match in document.matches_of("trigger"))
        self._anonymity = {
            at
            for match in document.matches_of("speech")
            if match.sense.name == "anonymity"
            for at in range(match.first, match.last + 1)
        }
        self._to_clitics = frozenset(
            str(sense.features["clitic"])
            for sense in document.lexicon.concept("speech.to")
            if "clitic" in sense.features
        )

    def _has_article(self, match: Match) -> bool:
        """Whether the first word of a match has the article, which no verb has."""
        lexicon = self.document.lexicon
        word = self.words[match.first]
        return any(
            clitics == match.clitics and lexicon.has_article(rest)
            for rest, clitics in lexicon.without_clitics(word)
        )

    def word(self, at: int) -> str:
        """Folded token; "" outside the document."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def take(self, at: int, *concepts: str) -> Match | None:
        """The longest match of some concepts that begins at a token."""
        best: Match | None = None
        for match in self._first.get(at, ()):
            if match.concept in concepts and (best is None or match.last > best.last):
                best = match
        return best

    def ends(self, at: int, *concepts: str) -> Match | None:
        """The longest match of some concepts that ends at a token."""
        best: Match | None = None
        for match in self._last.get(at, ()):
            if match.concept in concepts and (best is None or match.first < best.first):
                best = match
        return best

    def time_at(self, at: int) -> Match | None:
        """A weekday, yesterday or part of the day that begins at a token."""
        return self.take(at, *_TIME)

    def time_ending(self, at: int) -> Match | None:
        """A weekday, yesterday or part of the day that ends at a token."""
        return self.ends(at, *_TIME)

    def within(self, first: int, end: int, *concepts: str) -> list[Match]:
        """Matches of some concepts in a range of tokens, longest where they overlap, in order."""
        found = [
            match
            for at in range(first, end)
            for match in self._first.get(at, ())
            if match.concept in concepts and match.last < end
        ]
        kept: list[Match] = []
        for match in sorted(found, key=lambda item: (item.first - item.last, item.first)):
            if all(match.last < other.first or match.first > other.last for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda item: item.first)

    def is_act(self, at: int) -> bool:
        """Whether an event or its victims are named at a token, so that no speaker is."""
        return at in self._acts

    def is_deed(self, at: int) -> bool:
        """Whether a verb or noun of an event begins at a token."""
        return at in self._deeds

    def is_anonymity(self, at: int) -> bool:
        """Whether a token belongs to words that ask not to be named (رفض كشف هويته)."""
        return at in self._anonymity

    def is_hearer(self, at: int) -> bool:
        """Whether "to" stands attached to a token that names a medium (لوكالة)."""
        return any(
            not self._to_clitics.isdisjoint(match.clitics)
            for match in self._first.get(at, ())
            if match.concept == "speech.speaker" and match.feature("kind") in _MEDIA
        )

    def has_clitics(self, at: int) -> bool:
        """Whether every reading of a word of speech takes clitics off it (and the army)."""
        matches = self._first.get(at, ())
        return bool(matches) and all(match.clitics for match in matches)

    def is_end(self, at: int) -> bool:
        """Whether a token is a sign that ends a clause."""
        return self.word(at) in _ENDS

    def is_comma(self, at: int) -> bool:
        """Whether a token is a comma."""
        return self.word(at) in _COMMAS

    def is_quote(self, at: int) -> bool:
        """Whether a token is a quotation mark."""
        return self.word(at) in _QUOTES

    def is_dash(self, at: int) -> bool:
        """Whether a token is a dash that stands free, not a hyphen within a word."""
        if self.word(at) not in _DASHES:
            return False
        document = self.document
        glued_before = at > 0 and document.ends[at - 1] == document.starts[at]
        glued_after = at + 1 < len(self.words) and document.starts[at + 1] == document.ends[at]
        return not (glued_before and glued_after)

    def closing(self, at: int, limit: int, reach: int) -> int | None:
        """The token that closes the quotation or bracket opened at a token, within reach."""
        opener = self.word(at)
        closer = ")" if opener == "(" else _OPENERS.get(opener)
        if closer is None:
            return None
        for index in range(at + 1, min(limit, at + reach + 1)):
            if self.word(index) == closer:
                return index
        return None

    def is_name(self, at: int) -> bool:
        """Whether a token is written as a name: a capital at its head."""
        document = self.document
        return document.text[document.starts[at]].isupper()

    def is_after_negation(self, at: int) -> bool:
        """Whether a verb is denied, passive, planned or not yet done."""
        before = at - 1
        while before >= 0 and (self.word(before) == "" or self.ends(before, "speech.skip")):
            before -= 1
        return (
            self.ends(
                before,
                "grammar.negation",
                "grammar.passive_auxiliary",
                "grammar.infinitive",
                "grammar.future",
                "grammar.modal",
                "grammar.conditional",
            )
            is not None
        )

    def actors_at(self, at: int) -> list[ActorMention]:
        """Actors named at a token."""
        start = self.document.starts[at]
        index = bisect_left(self._starts, self.document.ends[at])
        return [
            mention
            for mention in self._actors[max(0, index - 3) : index]
            if mention.start <= start < mention.end
            or start <= mention.start < self.document.ends[at]
        ]

    def actor_end(self, at: int) -> int | None:
        """The token after the actor named at a token; None where none is."""
        if not self._actors or at >= len(self.words):
            return None
        mentions = self.actors_at(at)
        if not mentions:
            return None
        return self.document.token_at(max(mention.end for mention in mentions) - 1) + 1


def _acts(document: Document) -> frozenset[int]:
    """Tokens at which an event, a casualty or a number begins."""
    found = {
        match.first
        for match in document.matches_of("trigger")
        if match.feature("pos") in ("noun", "masdar")
    }
    found.update(
        match.first
        for match in document.matches_of("casualty")
        if match.sense.name in ("inflict", "victim", "occurrence", "toll", "both")
    )
    return document.figures() | found
