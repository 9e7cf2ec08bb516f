"""Every address of the programming interface, one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from search.concordance import Order
from search.exports import FORMATS
from search.facets import FACETS
from webui.api import answers
from webui.api.parameters import (
    BY,
    FILTERS,
    FOLD,
    LONGEST_CERTIFICATE,
    MOST_QUERIES,
    OFFSET,
    QUESTION,
    Parameter,
    choice,
    day,
    limit,
    text,
    whole,
)
from webui.state import LARGEST_LIMIT, LONGEST_QUERY

ROOT: Final = "/api/v1"

LARGEST_NUMBER: Final = 2**53 - 1
"""The largest article number; beyond it, JSON's numbers are not exact in every language."""

NUMBER: Final = Parameter("number", whole(1, LARGEST_NUMBER), "the article's number", 1)
FACET: Final = Parameter("facet", choice(FACETS), "the facet")
FORMAT: Final = Parameter(
    "format", choice(FORMATS), "; ".join(f"{each.name}: {each.help}" for each in FORMATS.values())
)
DAY: Final = Parameter("day", day(), "the day of issue", "2012-05-09")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address: what it is for, what it takes, and what answers it."""

    name: str
    path: str
    """Under ROOT, as OpenAPI writes it: names of parameters in braces."""
    summary: str
    answer: Callable[..., Any]
    """Takes the values read, those in the path among them; returns JSON values or a response."""
    schema: str
    """Name of the answer's schema; ``""`` for exports."""
    parameters: tuple[Parameter, ...] = ()
    within: tuple[Parameter, ...] = ()
    """Those in the path."""
    body: str = ""
    """Name of the schema of the body that is posted, if one is."""

    @property
    def method(self) -> str:
        """How it is asked."""
        return "POST" if self.body else "GET"

    @property
    def statuses(self) -> tuple[int, ...]:
        """The statuses of its errors."""
        missing = (404,) if self.within else ()
        return (400, *missing, *((413, 415) if self.body else ()), 414, 422, 429, 503)


_ARTICLE: Final[Mapping[str, Any]] = {"within": (NUMBER,)}

ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    Endpoint(
        name="search",
        path="/search",
        summary="a page of results with exact totals, facets and a timeline",
        answer=answers.search,
        schema="Results",
        parameters=(*QUESTION, FOLD, BY, limit(), OFFSET),
    ),
    Endpoint(
        name="article",
        path="/articles/{number}",
        summary="an article with every field",
        answer=answers.one,
        schema="Article",
        parameters=(Parameter("version", whole(1, 1_000_000), "an earlier text; 1 is the first that was held"),),
        **_ARTICLE,
    ),
    Endpoint(
        name="related",
        path="/articles/{number}/related",
        summary="the stories most like an article",
        answer=answers.related,
        schema="Hits",
        parameters=(limit(default=6),),
        **_ARTICLE,
    ),
    Endpoint(
        name="versions",
        path="/articles/{number}/versions",
        summary="every text of an article, the earliest first",
        answer=answers.versions,
        schema="Versions",
        **_ARTICLE,
    ),
    Endpoint(
        name="changes",
        path="/articles/{number}/changes",
        summary="what changed from one text of an article to another, word by word; the last two by default",
        answer=answers.changes,
        schema="Revision",
        parameters=(
            Parameter("earlier", whole(1, 1_000_000), "a version, from 1"),
            Parameter("later", whole(1, 1_000_000), "another version"),
        ),
        **_ARTICLE,
    ),
    Endpoint(
        name="copies",
        path="/articles/{number}/copies",
        summary="near-copies of an article, such as the same agency's text in other papers",
        answer=answers.copies,
        schema="Hits",
        **_ARTICLE,
    ),
    Endpoint(
        name="suggestions",
        path="/suggestions",
        summary="what somebody who is typing may mean: words, names, sections, sources, headlines",
        answer=answers.suggestions,
        schema="Suggestions",
        parameters=(
            Parameter("q", text(LONGEST_QUERY), "what was typed so far", "harb", needed=True),
            limit(default=10),
        ),
    ),
    Endpoint(
        name="facet",
        path="/facets/{facet}",
        summary="all values of a facet among what a question finds, the most frequent first",
        answer=answers.facet_values,
        schema="Values",
        within=(FACET,),
        parameters=(
            *QUESTION,
            Parameter("find", text(100), "only values that hold this text"),
            limit(1000, 100),
            OFFSET,
        ),
    ),
    Endpoint(
        name="timeline",
        path="/timeline",
        summary="how much was found in each period, beside all that is held of it",
        answer=answers.timeline,
        schema="Timeline",
        parameters=(*QUESTION, BY),
    ),
    Endpoint(
        name="compare",
        path="/compare",
        summary=f"up to {MOST_QUERIES} queries over time, with the same filters",
        answer=answers.compare,
        schema="Comparison",
        parameters=(
            Parameter("q", text(LONGEST_QUERY), "a query", ["tunnel", "ferry"], most=MOST_QUERIES, needed=True),
            *FILTERS,
            BY,
        ),
    ),
    Endpoint(
        name="keywords",
        path="/keywords",
        summary="words that distinguish what a question finds from all else, by log-likelihood (G2)",
        answer=answers.keywords,
        schema="Keywords",
        parameters=(*QUESTION, limit(500, 50)),
    ),
    Endpoint(
        name="concordance",
        path="/concordance",
        summary="a question's words in their surroundings, a line for each place",
        answer=answers.concordance,
        schema="Concordance",
        parameters=(
            *QUESTION,
            Parameter("order", choice(Order, Order.RESULTS), "as the articles stand, or by what stands beside"),
            Parameter("width", whole(1, 500, 60), "characters on either side"),
            limit(1000, 100),
            OFFSET,
        ),
    ),
    Endpoint(
        name="explain",
        path="/explain",
        summary="what each part of a query and each filter does to the count",
        answer=answers.explain,
        schema="Explanation",
        parameters=QUESTION,
    ),
    Endpoint(
        name="certificate",
        path="/certificate",
        summary="a record of what a question finds, to be checked later",
        answer=answers.certificate,
        schema="Certificate",
        parameters=QUESTION,
    ),
    Endpoint(
        name="check",
        path="/certificate/check",
        summary="what was added, dropped, re-dated or rewritten since a certificate was given",
        answer=answers.check,
        schema="Checked",
        parameters=(Parameter("text", text(LONGEST_CERTIFICATE), "the certificate's text", needed=True),),
    ),
    Endpoint(
        name="batch",
        path="/batch",
        summary=f"up to {answers.MOST_LINES} queries at once, a row for each; a bad one is reported in its row",
        answer=answers.batch,
        schema="Rows",
        body="Batch",
    ),
    Endpoint(
        name="issues",
        path="/issues",
        summary="the days of which issues are held, with the number of their articles",
        answer=answers.issues,
        schema="Issues",
        parameters=(Parameter("year", whole(1, 9999), "only this year", 2012),),
    ),
    Endpoint(
        name="issue",
        path="/issues/{day}",
        summary="the articles of an issue in the order of their print pages",
        answer=answers.issue,
        schema="Issue",
        within=(DAY,),
    ),
    Endpoint(
        name="sections",
        path="/sections",
        summary="every section path with the number of its articles",
        answer=answers.sections,
        schema="Sections",
    ),
    Endpoint(
        name="on_this_day",
        path="/on-this-day",
        summary="what was printed on a day of the year; today, unless another is named",
        answer=answers.on_this_day,
        schema="Anniversaries",
        parameters=(
            Parameter("month", whole(1, 12), "the month", 5),
            Parameter("day", whole(1, 31), "the day of the month", 9),
            limit(LARGEST_LIMIT, 5),
        ),
    ),
    Endpoint(
        name="export",
        path="/export/{format}",
        summary="everything that a question finds, in the order of the pages, as a file",
        answer=answers.export,
        schema="",
        within=(FORMAT,),
        parameters=(*QUESTION, FOLD),
    ),
)
