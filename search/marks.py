"""Where a query's words stand in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from whoosh.query import FuzzyTerm, Not, Phrase, Prefix, Term, Wildcard
from whoosh.query.qcore import Query

from search.analysis import Part, Token, found_units, parts, stem
from search.arrays.near import Near, stretches
from search.fields import INDEXED, Analysis
from search.query.parse import QUESTION_WORDS, SHORT_SENTENCE
from search.results import Span
from search.spelling import edits

_JOINING: Final = frozenset(map(stem, QUESTION_WORDS))
_PROSE: Final = frozenset({"headline", "body", "headline_exact", "body_exact", "author"})
"""Fields whose words are shown to readers as text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked word, and which of the text's words it is: the same term, the same name."""

    span: Span
    term: str


class Marker:
    """Finds the words of one query in any text."""

    def __init__(self, tree: Query) -> None:
        self._terms: dict[bool, set[str]] = {True: set(), False: set()}
        self._tests: list[Callable[[str], bool]] = []
        self._phrases: list[Phrase] = []
        self._words: set[str] = set()
        self._stems: set[str] = set()
        for leaf in _leaves(tree):
            if getattr(leaf, "fieldname", None) in _PROSE:
                self._learn(leaf)
        self._forget_what_only_joins()
        self._units = _Units(self._named, self._initials())

    @property
    def most(self) -> int | None:
        """How many different terms can be marked at most; None when patterns may stand for any number."""
        if self._tests:
            return None
        return len(self._terms[True] | self._stems | {stem(word) for word in (*self._terms[False], *self._words)})

    def marks(self, text: str) -> list[Mark]:
        """The marked words in order, none overlapping."""
        if not (any(self._terms.values()) or self._tests or self._phrases):
            return []
        found = list(self._relevant_tokens(text))
        chosen = [token for token in found if self._wants(token.text)]
        for phrase in self._phrases:
            chosen.extend(_of_phrase(phrase, found))
        return _apart(chosen)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The places of the marked words, in order, none overlapping."""
        return tuple(mark.span for mark in self.marks(text))

    def _relevant_tokens(self, text: str) -> Iterator[Token]:
        """The text's tokens that the query names, with the positions that they have among all."""
        position = 0
        for match in found_units(text):
            relevant, advance = self._units[match.group()]
            for word, step, start, end in relevant:
                yield Token(word, position + step, match.start() + start, match.start() + end)
            position += advance

    def _forget_what_only_joins(self) -> None:
        """In a sentence the words that carry it are not marked: they stand everywhere."""
        telling = self._terms[True] - _JOINING
        if telling and len(self._terms[True]) >= SHORT_SENTENCE:
            self._terms[True] = telling
            self._terms[False] -= QUESTION_WORDS

    def _named(self, word: str) -> bool:
        return self._wants(word) or word in self._words or stem(word) in self._stems

    def _initials(self) -> frozenset[str] | None:
        """The letters with which the query's words begin, for stemming leaves a first letter be; None for patterns."""
        if self._tests:
            return None
        named = set().union(*self._terms.values(), self._words, self._stems)
        letters = {word[:1] for word in named}
        return frozenset(letters | {letter.upper() for letter in letters})

    def _wants(self, word: str) -> bool:
        return word in self._terms[False] or stem(word) in self._terms[True] or any(test(word) for test in self._tests)

    def _learn(self, leaf: Query) -> None:
        if isinstance(leaf, Term):
            self._terms[_is_stemmed(leaf)].add(leaf.text)
        elif isinstance(leaf, Phrase):
            self._phrases.append(leaf)
            (self._stems if _is_stemmed(leaf) else self._words).update(leaf.words)
        elif isinstance(leaf, FuzzyTerm):
            self._tests.append(lambda word: word[:1] == leaf.text[:1] and edits(word, leaf.text) <= leaf.maxdist)
        elif isinstance(leaf, Prefix):
            self._tests.append(lambda word: word.startswith(leaf.text))
        elif isinstance(leaf, Wildcard):
            pattern = re.compile(".*".join(map(re.escape, leaf.text.split("*"))))
            self._tests.append(lambda word: pattern.fullmatch(word) is not None)


class _Units(dict[str, tuple[tuple[Part, ...], int]]):
    """Unit of text -> those of its tokens that a query names, and how many positions it takes; asked once a unit."""

    def __init__(self, named: Callable[[str], bool], initials: frozenset[str] | None) -> None:
        super().__init__()
        self._named, self._initials = named, initials

    def __missing__(self, unit: str) -> tuple[tuple[Part, ...], int]:
        if self._initials is not None and unit[0] not in self._initials and unit.isascii() and unit.isalpha():
            value: tuple[tuple[Part, ...], int] = (), 1  # most words: neither analysed nor stemmed
            self[unit] = value
            return value
        found = parts(unit)
        value = tuple(part for part in found if self._named(part[0])), found[-1][1] + 1 if found else 0
        self[unit] = value
        return value


def _leaves(tree: Query) -> Iterator[Query]:
    """The leaves that articles were asked to hold, not those they were asked to lack."""
    if isinstance(tree, Not):
        return
    if tree.is_leaf():
        yield tree
    else:
        for child in tree.children():
            yield from _leaves(child)


def _is_stemmed(leaf: Query) -> bool:
    return INDEXED[leaf.fieldname].analysis is Analysis.STEMMED


def _of_phrase(phrase: Phrase, found: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a text that make up a phrase or stand near one another as it asks."""
    term = stem if _is_stemmed(phrase) else str
    places: dict[str, list[int]] = {word: [] for word in phrase.words}
    for token in found:
        if (word := term(token.text)) in places:
            places[word].append(token.position)
    inside = set(_near(phrase, places) if isinstance(phrase, Near) else _adjacent(phrase.words, places))
    return (token for token in found if token.position in inside and term(token.text) in places)


def _adjacent(words: Sequence[str], places: dict[str, list[int]]) -> Iterator[int]:
    for first in places[words[0]]:
        if all(first + step in places[word] for step, word in enumerate(words)):
            yield from range(first, first + len(words))


def _near(phrase: Near, places: dict[str, list[int]]) -> Iterator[int]:
    needed: Counter[str] = Counter(phrase.words)
    for first, last in stretches([places[word] for word in needed], list(needed.values()), phrase.longest):
        yield from range(first, last + 1)


def _apart(chosen: Sequence[Token]) -> list[Mark]:
    """Marks for tokens that may repeat or overlap, as a compound overlaps its parts."""
    marks: list[Mark] = []
    for token in sorted(chosen, key=lambda token: (token.start, -token.end)):
        if not marks or token.start >= marks[-1].span[1]:
            marks.append(Mark((token.start, token.end), stem(token.text)))
    return marks
