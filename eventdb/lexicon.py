"""Loads and validates ``languages/<code>/``; matches a text against all of it in one pass.

A language is a folder of TOML files. ``language.toml`` holds the settings (name, script, clitics,
paradigms, abbreviations); every other file is a list of entries::

    [[entry]]
    concept = "trigger.air_strike"     # declared in concepts/trigger.toml, for every language
    forms = ["air strike", "air raid"] # words or phrases; written naturally, folded on loading
    paradigm = "noun"                  # optional: inflects the LAST word of each form (first where
                                       # the paradigm says so)
    value = 12                         # any other key is a feature that the extractor reads

Entries of a concept that is not declared, forms that are empty, unknown paradigms and a form that
one file lists twice for one concept stop the program (LexiconError): a lexicon is never half used.

Matching folds both sides (``eventdb.text.fold``), leaves hyphens and quotation marks inside a
phrase out of account, and, where the language declares clitics, tries the first word of a phrase
without them. An article in front of any word is dropped on both sides.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from eventdb.errors import LexiconError
from eventdb.text import fold, fold_words, split_tokens

# Signs that may stand inside a phrase without belonging to it: «the "Islamic State" group».
TRANSPARENT = frozenset("-–—_\"'«»“”„‟‹›`´()[]#") | {""}
# Words whose readings are kept at hand; a language's news has some 100,000 spellings.
_KEPT_WORDS = 200_000


def past_signs(words: Sequence[str], at: int) -> int:
    """The first token from one on that is no transparent sign; the number of tokens at the end."""
    while at < len(words) and words[at] in TRANSPARENT:
        at += 1
    return at


def before_signs(words: Sequence[str], at: int) -> int:
    """The last token up to one that is no transparent sign; -1 where there is none."""
    while at >= 0 and words[at] in TRANSPARENT:
        at -= 1
    return at


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase.

    Attributes:
        concept: dotted name declared in ``languages/concepts/``, as ``trigger.air_strike``.
        features: from the entry and from the inflection (``tense``, ``number``, ``value`` …).
        form: the phrase as inflected.
        namespace: first part of the concept: ``trigger``, ``date``, ``number`` …
        name: the concept without its namespace.
    """

    concept: str
    features: Mapping[str, Any]
    form: tuple[str, ...]
    namespace: str = field(init=False, repr=False)
    name: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        namespace, _, name = self.concept.partition(".")
        object.__setattr__(self, "namespace", namespace)
        object.__setattr__(self, "name", name)


class Match(NamedTuple):
    """A phrase of the lexicon found in a document; a plain tuple, for a report has thousands.

    Attributes:
        first, last: index of its first and last token (inclusive).
        clitics: folded clitics taken off the first token, in order (``("w", "b")`` by name).
    """

    first: int
    last: int
    sense: Sense
    clitics: tuple[str, ...] = ()

    @property
    def concept(self) -> str:
        """Concept of the sense."""
        return self.sense.concept

    def feature(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - features are free
        """A feature of the sense."""
        return self.sense.features.get(name, default)


class _Opening(NamedTuple):
    """What a word may begin, over its readings, those with fewest clitics first.

    Attributes:
        words: senses of the word by itself, each with the clitics taken off.
        phrases: nodes from which longer phrases go on.
    """

    words: tuple[tuple[Sense, tuple[str, ...]], ...]
    phrases: tuple[tuple[_Node, tuple[str, ...]], ...]


class _Node:
    """Node of the phrase trie; edges are folded words without article."""

    __slots__ = ("edges", "senses")

    def __init__(self) -> None:
        self.edges: dict[str, _Node] = {}
        self.senses: list[Sense] = []


class Lexicon:
    """One language: its settings and the compiled matcher over all of its entries."""

    def __init__(self, code: str, settings: Mapping[str, Any], entries: Sequence[Sense]) -> None:
        self.code = code
        self.settings = settings
        self.name: str = settings["name"]
        self.is_right_to_left: bool = bool(settings.get("right_to_left", False))
        self.abbreviations = frozenset(fold(word) for word in settings.get("abbreviations", ()))
        self.noun_endings: tuple[str, ...] = tuple(settings.get("noun_endings", ()))
        clitics = settings.get("clitics", {})
        self._article: str = fold(clitics.get("article", "")) if clitics.get("article") else ""
        self._article_least: int = int(clitics.get("article_least_rest", 3))
        # (name of the clitic, folded letters it begins with, letters that stand for them in the rest)
        self._proclitics: list[tuple[str, str, str]] = [
            (row["name"], fold(row["letters"]), fold(row.get("leaves", "")))
            for row in clitics.get("proclitics", ())
        ]
        self._layers: list[list[str]] = [list(layer) for layer in clitics.get("layers", ())]
        self._least_rest: int = int(clitics.get("least_rest", 2))
        self._root = _Node()
        self._senses: dict[str, list[Sense]] = defaultdict(list)
        for sense in entries:
            self._add(sense)
        self._opening = lru_cache(maxsize=_KEPT_WORDS)(self._open)

    def _add(self, sense: Sense) -> None:
        node = self._root
        for word in sense.form:
            node = node.edges.setdefault(self.strip_article(word), _Node())
        node.senses.append(sense)
        self._senses[sense.concept].append(sense)

    def concept(self, name: str) -> Sequence[Sense]:
        """Every sense of one concept."""
        return self._senses.get(name, ())

    def concepts(self) -> frozenset[str]:
        """Names of the concepts that have an entry in this language."""
        return frozenset(self._senses)

    def strip_article(self, word: str) -> str:
        """A folded word without the article, where enough is left."""
        article = self._article
        if article and word.startswith(article) and len(word) - len(article) >= self._article_least:
            return word[len(article) :]
        return word

    def has_article(self, word: str) -> bool:
        """Whether a folded word is written with the article."""
        return self.strip_article(word) != word

    def without_clitics(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        """A folded word and its rests with clitics off: (rest, names of the clitics)."""
        found: list[tuple[str, tuple[str, ...]]] = [(word, ())]
        for layer in self._layers:
            for rest, clitics in list(found):
                for name, letters, leaves in self._proclitics:
                    if name in layer and rest.startswith(letters):
                        shorter = leaves + rest[len(letters) :]
                        if len(shorter) >= self._least_rest:
                            found.append((shorter, (*clitics, name)))
        return sorted(found, key=lambda pair: len(pair[1]))

    def match(self, words: Sequence[str]) -> dict[str, list[Match]]:
        """Every phrase of the lexicon in a sequence of folded tokens, overlapping ones too.

        Args:
            words: folded tokens, signs included.

        Returns:
            Matches by namespace of their concepts, in each by first token, longest first, fewest
            clitics first.
        """
        found: dict[str, list[Match]] = defaultdict(list)
        for first, word in enumerate(words):
            opening = self._opening(word)
            if opening is None:
                continue
            if opening.phrases:
                for match in self._phrases(words, first, opening.phrases):
                    found[match.sense.namespace].append(match)
            for sense, clitics in opening.words:
                found[sense.namespace].append(Match(first, first, sense, clitics))
        return dict(found)

    def _open(self, word: str) -> _Opening | None:
        """What a folded word may begin, as it stands and without its clitics; None for nothing."""
        nodes: dict[tuple[str, tuple[str, ...]], _Node] = {}
        for rest, clitics in self.without_clitics(word):
            key = self.strip_article(rest)
            node = self._root.edges.get(key)
            if node is not None:
                nodes.setdefault((key, clitics), node)
        if not nodes:
            return None
        return _Opening(
            tuple(
                (sense, clitics) for (_, clitics), node in nodes.items() for sense in node.senses
            ),
            tuple((node, clitics) for (_, clitics), node in nodes.items() if node.edges),
        )

    def _phrases(
        self, words: Sequence[str], first: int, openings: Sequence[tuple[_Node, tuple[str, ...]]]
    ) -> list[Match]:
        """The phrases of several words that begin at a token, longest first."""
        found: list[Match] = []
        second = past_signs(words, first + 1)
        for opening, clitics in openings:
            at = second
            edges = opening.edges
            while edges and at < len(words):
                word = words[at]
                node = edges.get(word) or edges.get(self.strip_article(word))
                if node is None:
                    break
                found.extend([Match(first, at, sense, clitics) for sense in node.senses])
                at = past_signs(words, at + 1)
                edges = node.edges
        if len(found) > 1:
            found.sort(key=lambda match: (-match.last, len(match.clitics)))
        return found


# --------------------------------------------------------------------------------------------
# Loading
# --------------------------------------------------------------------------------------------


@cache
def language_codes() -> tuple[str, ...]:
    """Codes of the languages shipped, sorted."""
    folder = resources.files("eventdb") / "languages"
    return tuple(
        sorted(item.name for item in folder.iterdir() if (item / "language.toml").is_file())
    )


@cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language, compiled once per process.

    Raises:
        LexiconError: no such language, or one of its files is not valid.
    """
    folder = resources.files("eventdb") / "languages" / code
    if not (folder / "language.toml").is_file():
        known = ", ".join(language_codes())
        raise LexiconError(f"no language {code!r}; the languages are {known}")
    return read_lexicon(code, folder, load_concepts())


@cache
def load_concepts() -> Mapping[str, Mapping[str, Any]]:
    """Every concept that a lexicon may have entries for, with what is true of it in any language.

    ``languages/concepts/<namespace>.toml`` has a table per concept: ``means`` in plain words, and
    features that do not depend on a language (a trigger's sub-event type).
    """
    folder = resources.files("eventdb") / "languages" / "concepts"
    concepts: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        namespace = path.name.removesuffix(".toml")
        for name, features in _read_toml(path).items():
            if not isinstance(features, dict) or "means" not in features:
                raise LexiconError(f"concepts/{path.name}: {name} needs a table with 'means'")
            concepts[f"{namespace}.{name}"] = features
    return concepts


def read_lexicon(code: str, folder: Traversable, concepts: Collection[str]) -> Lexicon:
    """Read and validate one language's folder.

    Raises:
        LexiconError: names the file and the entry at fault.
    """
    settings = _read_toml(folder / "language.toml")
    if "name" not in settings:
        raise LexiconError(f"{code}/language.toml: needs a name")
    paradigms = {
        name: [_Rule.read(code, name, row) for row in rows]
        for name, rows in settings.get("paradigms", {}).items()
    }
    senses: list[Sense] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".toml") and path.name != "language.toml":
            senses.extend(
                _read_entries(f"{code}/{path.name}", _read_toml(path), concepts, paradigms)
            )
    return Lexicon(code, settings, senses)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One inflection of a paradigm: where ``match`` fits the word, ``replace`` makes the form."""

    match: re.Pattern[str]
    replace: str
    features: Mapping[str, Any]
    on_first_word: bool

    @classmethod
    def read(cls, code: str, paradigm: str, row: Mapping[str, Any]) -> _Rule:
        try:
            pattern = re.compile(row["match"])
            features = {
                key: value for key, value in row.items() if key not in {"match", "replace", "first"}
            }
            return cls(pattern, row["replace"], features, bool(row.get("first", False)))
        except (KeyError, re.error) as error:
            raise LexiconError(f"{code}/language.toml: paradigm {paradigm}: {error}") from error


def _read_toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


def _read_entries(
    origin: str,
    table: Mapping[str, Any],
    concepts: Collection[str],
    paradigms: Mapping[str, Sequence[_Rule]],
) -> Iterator[Sense]:
    if set(table) - {"entry"}:
        raise LexiconError(f"{origin}: unknown keys {sorted(set(table) - {'entry'})}")
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for number, entry in enumerate(table.get("entry", ()), start=1):
        where = f"{origin}: entry {number}"
        concept = entry.get("concept")
        if concept not in concepts:
            raise LexiconError(f"{where}: concept {concept!r} is not declared in concepts/")
        forms = entry.get("forms")
        if not forms or not all(isinstance(form, str) for form in forms):
            raise LexiconError(f"{where} ({concept}): forms must be a list of words, not empty")
        name = entry.get("paradigm")
        if name is not None and name not in paradigms:
            raise LexiconError(f"{where} ({concept}): no paradigm {name!r} in language.toml")
        features = {
            key: value
            for key, value in entry.items()
            if key not in {"concept", "forms", "paradigm"}
        }
        for form in forms:
            base = fold_words(form)
            if not base:
                raise LexiconError(f"{where} ({concept}): form {form!r} has no word in it")
            if (concept, base, repr(features)) in seen:
                raise LexiconError(f"{where} ({concept}): form {form!r} stands there twice")
            seen.add((concept, base, repr(features)))
            yield from _inflect(concept, form, features, paradigms[name] if name else ())


def _inflect(
    concept: str, form: str, features: Mapping[str, Any], rules: Sequence[_Rule]
) -> Iterator[Sense]:
    """The senses of a form and of its inflections; a form reached twice keeps its first features.

    A rule that gives the form itself adds its features to it.
    """
    ranges = split_tokens(form)
    words = [form[start:end] for start, end in ranges]
    made: list[tuple[str, Mapping[str, Any]]] = [(form, features)]
    for rule in rules:
        at = 0 if rule.on_first_word else len(words) - 1
        if rule.match.search(words[at]):
            inflected = rule.match.sub(rule.replace, words[at], count=1)
            made.append(
                (
                    " ".join([*words[:at], inflected, *words[at + 1 :]]),
                    {**features, **rule.features},
                )
            )
    base = fold_words(form)
    senses: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for text, having in made:
        key = fold_words(text)
        if key not in senses or (key == base and senses[key] is features):
            senses[key] = having
    for key, having in senses.items():
        yield Sense(concept, having, key)
