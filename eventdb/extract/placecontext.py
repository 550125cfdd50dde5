"""Reads the words on both sides of a name: what they promise about the place, and how near it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from eventdb.codebook import GeoPrecision
from eventdb.documents import Document
from eventdb.extract.placecapitals import Capitals
from eventdb.extract.placecues import Context
from eventdb.extract.placenames import Name, is_well_known
from eventdb.extract.placetails import is_relative_speaker, is_sender, is_street
from eventdb.lexicon import TRANSPARENT, Match, past_signs

# A noun in the construct state takes no article, so that "the town" announces no name.
_CONSTRUCT = frozenset({"type", "direction", "direction_after", "organisation_head"})
# These may stand one behind another in front of a name: "8 km east of the town of X".
_CHAINED = frozenset({"type", "direction", "distance_unit", "route"})
_FINAL = frozenset({"preposition", "between"})
_FUNCTION_WORDS = frozenset(
    {"preposition", "between", "type", "type_after", "direction", "direction_after", "no_name"}
)
_LONGEST_CHAIN = 6
_LONGEST_ACRONYM = 5


class Surroundings:
    """Cues of place in a document by the token that they begin or end at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._ending: dict[int, list[Match]] = defaultdict(list)
        self.beginning: dict[int, list[Match]] = defaultdict(list)
        self._masks: list[tuple[int, int]] = []
        self._functions: set[tuple[int, int, tuple[str, ...]]] = set()
        for match in document.matches_of("place"):
            concept = match.sense.name
            if concept == "not_place":
                self._masks.append((match.first, match.last))
            elif concept not in _CONSTRUCT or self._agrees(match):
                self._ending[match.last].append(match)
                self.beginning[match.first].append(match)
            if concept in _FUNCTION_WORDS:
                self._note_function(match)
        self._skipped: set[int] = set()
        self.joining: set[int] = set()
        self.of: set[int] = set()
        self.indefinite: set[int] = set()
        self.definite: set[int] = set()
        for match in document.matches_of("grammar"):
            self._note_function(match)
            concept = match.sense.name
            if concept == "of":
                self.of.add(match.last)
            if concept == "determiner":
                self._skipped.update(range(match.first, match.last + 1))
                (self.definite if match.feature("definite") else self.indefinite).add(match.last)
            elif concept == "and":
                self.joining.add(match.first)
        self._capitals = Capitals(document)

    def _note_function(self, match: Match) -> None:
        self._functions.add((match.first, match.last, match.clitics))

    def is_masked(self, name: Name) -> bool:
        """Whether a name is a function word, or a longer phrase that names no place holds it."""
        functions = self._functions
        if functions & {(name.first, name.last, name.clitics), (name.first, name.last, ())}:
            return True
        if name.word_count == 1 and self._is_no_name(name):
            return True
        return any(first <= name.first and last >= name.last for first, last in self._masks)

    def _is_no_name(self, name: Name) -> bool:
        sentence = self.document.sentence_at(name.start)
        text = self.document.text[name.start : name.end]
        is_acronym = text.isupper() and 1 < len(text) <= _LONGEST_ACRONYM
        if is_acronym and not self._capitals.tell_nothing(sentence):
            return not any(is_well_known(place) for place in name.candidates)
        # "[Cano]": who speaks in a transcript.
        words = self.document.words
        return words[name.first - 1 : name.first] == ("[",) and words[name.last + 1 :][:1] == ("]",)

    def is_masked_token(self, token: int) -> bool:
        """Whether a phrase that names no place holds a token."""
        return any(first <= token <= last for first, last in self._masks)

    def _agrees(self, match: Match) -> bool:
        """Whether the last word of a match has an article where the lexicon's form has one."""
        lexicon = self.document.lexicon
        word, form = self.document.words[match.last], match.sense.form[-1]
        rest = word
        if match.first == match.last and match.clitics:
            rest = next(
                (it for it, clitics in lexicon.without_clitics(word) if clitics == match.clitics),
                word,
            )
        return lexicon.has_article(rest) == lexicon.has_article(form)

    # ------------------------------------------------------------------------ reading

    def context(self, name: Name, names: dict[int, Name]) -> Context:
        """What stands around a name; ``names`` holds all names by their tokens."""
        found = Context(name.first)
        if not {"wa", "fa"} & set(name.clitics) or len(name.clitics) > 1:
            self._read_left(found, name.first - 1)
        if {"bi"} & set(name.clitics):
            found.is_introduced = True
        self._read_right(found, name.last + 1)
        # "at Mosul University" is a place, "Mosul University said" is none.
        is_speaker = found.is_institution and not found.is_introduced
        found.is_organisation = found.is_organisation or is_speaker
        found.is_part = self._is_behind_head(name)
        found.has_article = name.first - 1 in self.definite
        is_behind, found.is_continued = self._capitals.strangers_beside(name, names)
        if not (found.is_introduced or found.kinds):
            found.is_government = found.is_government or self._is_short_form(name)
            found.is_inside_capitals = is_behind or found.is_continued
            found.is_behind_capitals = is_behind
        if found.is_introduced or found.kinds:
            found.is_government = False
        found.is_government = found.is_government or found.is_sponsor
        return found

    def _is_behind_head(self, name: Name) -> bool:
        if name.clitics:
            return False
        concepts = {match.sense.name for match in self._ending.get(name.first - 1, ())}
        if name.first >= 2 and self.document.words[name.first - 1] in ("", "-"):
            concepts = {match.sense.name for match in self._ending.get(name.first - 2, ())}
        return "name_head" in concepts and not concepts & {"type", "preposition", "given_name"}

    def _is_short_form(self, name: Name) -> bool:
        """An abbreviation without article stands like an adjective: U.S. Senate, UK troops."""
        if len(name.key) > 3 or not self.document.text[name.start].isupper():
            return False
        return name.first - 1 not in self._skipped

    def _read_left(self, found: Context, at: int) -> None:
        for step in range(_LONGEST_CHAIN):
            at = self._back(at)
            matches = self._longest(self._ending.get(at, ()))
            concepts = {match.sense.name for match in matches}
            if step == 0:
                self._note_adjacent(found, concepts)
            for match in matches:
                if match.sense.name in _CHAINED | _FINAL:
                    self._note_left(found, match)
            # "Taken to a hospital in the town of Sebba".
            found.is_away = found.is_away or "carried" in concepts
            if concepts & _FINAL or not concepts & _CHAINED:
                found.is_measured = found.is_measured or self._is_behind_distance(matches)
                return
            at = min(match.first for match in matches) - 1
            if any("bi" in match.clitics for match in matches):
                found.is_introduced = True
                return

    def _is_behind_distance(self, matches: Sequence[Match]) -> bool:
        """Whether a distance stands in front of the words that introduce a name: 15 km FROM Bamako."""
        if not matches:
            return False
        at = self._back(min(match.first for match in matches) - 1)
        return any(it.sense.name == "distance_unit" for it in self._ending.get(at, ()))

    @staticmethod
    def _note_adjacent(found: Context, concepts: set[str]) -> None:
        # Folded, the name Ali and the preposition على are one word.
        found.is_person = bool(concepts & {"title", "given_name"}) and not concepts & _FINAL
        found.is_government = "government_verb" in concepts
        # "لواء" is a brigade and a district: the other noun is as good.
        found.is_organisation = "organisation_head" in concepts and "type" not in concepts

    def _note_left(self, found: Context, match: Match) -> None:
        found.first = match.first
        concept = match.sense.name
        precision = match.feature("precision")
        if precision is not None:
            found.precision = max(found.precision, GeoPrecision(precision))
        if match.feature("institution", False):
            found.is_institution = True
        if concept == "type" and not (found.kinds and found.is_plural):
            found.kinds.add(match.feature("kind"))
            found.is_plural = bool(match.feature("plural", False))
        elif concept == "direction":
            found.is_introduced = True
            found.is_rural = found.is_rural or bool(match.feature("rural", False))
        elif concept == "preposition":
            found.is_introduced = True
        elif concept == "between":
            found.is_between = True
        elif concept == "distance_unit":
            found.is_measured = True
        elif concept == "route":
            found.precision = max(found.precision, GeoPrecision.NEAR)

    def _read_right(self, found: Context, at: int) -> None:
        last, at = at - 1, past_signs(self.document.words, at)
        kinds: set[str] = set()
        for match in self._longest(self.beginning.get(at, ())):
            concept = match.sense.name
            if concept == "type_after":
                kinds.add(match.feature("kind"))
                found.is_institution = bool(match.feature("institution", False))
            elif concept == "direction_after":
                found.precision = max(found.precision, GeoPrecision(match.feature("precision")))
                found.is_rural = found.is_rural or bool(match.feature("rural", False))
            elif concept == "organisation_tail":
                found.is_organisation = True
                found.is_in_streets = bool(match.feature("plural"))
            elif concept == "government_verb" and not match.feature("relative", False):
                found.is_government = found.is_government or not found.is_introduced
            elif concept == "government_after":
                found.is_sponsor = True
            elif concept == "away":
                found.is_away = True
            elif concept == "wire":
                found.is_organisation = found.is_organisation or is_sender(
                    self.document, last, match
                )
        found.is_government = found.is_government or is_relative_speaker(self, at)
        # "central Homs province": the noun behind the name is its own.
        found.kinds = kinds or found.kinds
        found.is_organisation = found.is_organisation or is_street(self, at)

    def _back(self, at: int) -> int:
        """The token at or before ``at`` that is no sign and no determiner."""
        words = self.document.words
        while at >= 0 and (words[at] in TRANSPARENT or at in self._skipped):
            # "Mexico City (Mexico)": the noun belongs to the name outside.
            if (
                words[at] == "("
                and at > 0
                and self.text(at - 1 - (words[at - 1] == ""))[0].isupper()
            ):
                return -1
            at -= 1
        return at

    @staticmethod
    def _longest(matches: Iterable[Match]) -> list[Match]:
        """The longest matches, and of each concept the longest."""
        ordered = sorted(matches, key=lambda match: match.first - match.last)
        found: dict[str, int] = {}
        kept = []
        for match in ordered:
            length = match.last - match.first
            if found.setdefault(match.sense.name, length) == length:
                kept.append(match)
        if not kept:
            return []
        longest = kept[0].last - kept[0].first
        return [match for match in kept if match.last - match.first == longest]

    def concepts_at(self, token: int) -> set[str]:
        """Concepts of the cues that begin at a token."""
        return {match.sense.name for match in self.beginning.get(token, ())}

    def behind_nouns(self, at: int) -> int:
        """The token behind the nouns of type that begin at a token: "Sesori municipality"."""
        at = past_signs(self.document.words, at)
        ends = [it.last for it in self.beginning.get(at, ()) if it.sense.name == "type_after"]
        return max(ends) + 1 if ends else at

    def nouns_behind_names(self) -> Iterator[tuple[int, list[Match]]]:
        """Nouns of type behind a name in a script with capitals, each with its first token, in order."""
        for token in sorted(self.beginning):
            nouns = [it for it in self.beginning[token] if it.sense.name == "type_after"]
            if nouns and token > 0 and self.text(token - 1)[0].isupper():
                yield token, nouns

    def nouns_before_names(self) -> Iterator[tuple[int, list[Match]]]:
        """Nouns of type in front of a name, each with its last token, in order.

        In a script with capitals only those with their preposition ("village of"), and those that
        take none ("barrio"): a name behind another bare noun may begin another phrase.
        """
        for token in sorted(self._ending):
            nouns = [it for it in self._ending[token] if it.sense.name == "type"]
            letter = self.text(token)[0]
            is_bare = any(it.feature("bare", False) for it in nouns)
            if nouns and (letter.lower() == letter.upper() or token in self.of or is_bare):
                yield token, nouns

    def text(self, token: int) -> str:
        """A token as it is written."""
        return self.document.text[self.document.starts[token] : self.document.ends[token]]
