"""The seam behind which an index stands.

An engine is told of articles in the order of the archive's change log and answers a :class:`Request` with article
numbers, scores and counts. It knows nothing of snippets, pages or HTML; and as it is derived from the archive it may
be thrown away and built again at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from whoosh.query.qcore import Query

from search.article import Article
from search.days import Days
from search.facets import FACETS
from search.results import Sort


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the archive's change log: the article as it now is, or None when it was removed."""

    number: int
    id: int
    article: Article | None
    stamp: str = ""
    """Random; an archive that was restored from a copy and went on from there gives other stamps to like numbers."""


@runtime_checkable
class Divisible(Protocol):
    """Changes that other processes can read for themselves."""

    def __iter__(self) -> Iterator[Change]:
        """All of them."""

    def parts(self) -> Iterator[Iterable[Change]]:
        """All of them in consecutive parts, each of which can be pickled."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose of one facet: any of ``wanted`` (when there are any) and none of ``unwanted``.

    The values are casefolded: readers who type need not know how a section is capitalised.
    """

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question in the language that all engines share: a Whoosh query tree and what narrows it."""

    tree: Query
    choices: Mapping[str, Choice] = field(default_factory=dict)
    """Facet name -> choice; facets combine by AND."""
    after: date | None = None
    """First day wanted."""
    before: date | None = None
    """Last day wanted."""
    sort: Sort = Sort.RELEVANCE
    around: date | None = None
    """The day that matches are near to when sorted so; without one that sort is by relevance alone."""
    refine: bool = True
    """Whether the first matches by relevance are ordered again by where their words stand (search.ranking)."""
    limit: int = 10
    offset: int = 0
    counts: bool = True
    """Whether facets and days are wanted; without them only the total and the matches are."""
    facets: Collection[str] = tuple(FACETS)
    """Of which facets values are wanted, when counts are."""
    values: int = 1_000_000
    """Values of each facet wanted, the most frequent ones; those that were chosen are always counted."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article's number and its score; when sorting by newest or oldest the score is 0."""

    id: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Exact counts over every match and the page of matches asked for."""

    total: int
    matches: tuple[Match, ...]
    facets: Mapping[str, Mapping[str, int]]
    """Facet name -> value -> count, each facet's own choice left out. Beyond ``Request.values`` of them, which of
    the equally frequent are given is the engine's choice."""
    days: Days
    """When the matches were printed; empty without ``Request.counts``."""
    bounded: frozenset[str] = frozenset()
    """Words of the query that stand for so many that only the most frequent of them were looked for."""


class Engine(Protocol):
    """An index over articles; one contract suite in tests/search/engines runs on every implementation."""

    @property
    def seen(self) -> int:
        """Number of the last change that is searchable; 0 when empty."""

    @property
    def stamp(self) -> str:
        """Stamp of the last change that is searchable; "" when empty."""

    @property
    def count(self) -> int:
        """How many articles are searchable."""

    def apply(self, changes: Iterable[Change], progress: Callable[[int], None] = ..., jobs: int = ...) -> None:
        """Take in changes, in order, and make them searchable; ``progress`` is called with numbers done.

        ``jobs`` is how many processes may work at it, where the changes are Divisible.

        All or nothing for each commit: killed at any moment, the engine opens with a ``seen`` that tells the truth.
        Raises EngineError when the index cannot be written.
        """

    def rebuild(self, changes: Iterable[Change], progress: Callable[[int], None] = ..., jobs: int = ...) -> None:
        """Index anew from all changes, while readers go on with the old index until the new one is whole."""

    def ask(self, request: Request) -> Answer:
        """The answer to a request. Raises EngineError when the index cannot be read."""

    def ids(self, request: Request) -> npt.NDArray[np.int64]:
        """The numbers of all matches in the order of :meth:`ask`'s pages; the request's limits are passed over."""

    def frequency(self, fieldname: str, term: str) -> int:
        """In how many articles the term stands in the field; 0 when unknown."""

    def frequencies(self, fieldname: str, terms: Sequence[str]) -> list[int]:
        """The same for many terms at once."""

    def terms(self, fieldname: str, prefix: str) -> Iterator[tuple[str, int]]:
        """Terms that begin with the prefix and their frequencies, in order of the alphabet."""

    def commonest(self, fieldname: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Of the terms that begin with the prefix those in most articles, with their frequencies, falling.

        An engine of several parts may miss a term that is among the commonest of none of them.
        """

    def similar(self, fieldname: str, term: str, distance: int) -> Iterator[tuple[str, int]]:
        """Terms with the same first letter within an edit distance of the term, and their frequencies."""

    def verify(self) -> tuple[str, ...]:
        """What is found wrong when everything is read and checked; nothing when all is well."""

    def close(self) -> None:
        """Let go of files."""
