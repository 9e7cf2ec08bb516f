"""What a search gives back: numbers, articles and spans of text, never markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from search.article import Article

Span = tuple[int, int]
"""Half-open range of character offsets: ``text[start:end]``."""


class Sort(StrEnum):
    """The orders in which hits can be shown; of equals the newest comes first, then the lower article number."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    AROUND = "around"
    """By relevance and nearness to a day, which is asked for beside it."""


BY_SCORE: Final = frozenset({Sort.RELEVANCE, Sort.AROUND})
"""The orders of falling scores; in the others there are none."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an article's text with the places where the query's words stand."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of a page of results."""

    id: int
    score: float
    article: Article
    headline: Snippet
    snippet: Snippet
    copies: tuple[int, ...] = ()
    """Where near-copies are folded: the numbers of the other matches that this hit stands for, in order."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the articles found stand under one value of a facet."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bar of the timeline: a year, month or day written as ISO 8601 (``2012``, ``2012-05``, ``2012-05-09``)."""

    period: str
    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that the reader should know about the answer.

    ``query`` is set when the notice offers another query, as did-you-mean does.
    """

    text: str
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to one search: exact totals over everything found, and one page of hits."""

    text: str
    """The query as it was typed."""
    total: int
    """Articles found."""
    groups: int
    """Hits on all pages together: as many as articles or, where near-copies are folded, one for each group of them."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    """Facet name -> values, most frequent first; a facet's counts leave its own filter out."""
    timeline: tuple[Bucket, ...]
    """Every period from the first match to the last, empty ones too; at most about a hundred."""
    notices: tuple[Notice, ...]
    undated: int
    """How many of the articles found have no date and so stand in no bucket."""
    sort: Sort
    limit: int
    offset: int
