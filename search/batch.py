"""Many questions at once: a file of queries in, a row for each out.

A line is a query as it is typed or, when it begins with ``{``, a JSON object with the names of the API's parameters:
``{"q": "tunnel", "section": ["City"], "after": "2012"}``. Empty lines, and lines that begin with ``#``, are passed
over. A line that cannot be understood gets a row that says so, and the others are answered nevertheless.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from search.catalogue import Catalogue
from search.errors import BadRequest
from search.facets import FACETS
from search.question import Question

LONGEST_LINE: Final = 20_000
"""Characters."""
NAMES: Final = ("q", *FACETS, "exclude", "after", "before", "sort", "around")
"""What an object may hold; ``exclude`` is a list of ``facet:value``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line's answer. Where ``error`` is set, the line was not understood and the rest is empty."""

    line: int
    """Of the file, from 1."""
    query: str
    """The line as it stands in the file."""
    total: int | None = None
    undated: int | None = None
    first: str = ""
    """The first period of the timeline: a day, a month or a year."""
    last: str = ""
    best: int | None = None
    """The number of the first article of the page of results."""
    headline: str = ""
    notices: str = ""
    error: str = ""

    def to_json(self) -> dict[str, Any]:
        """The row under its columns' names, in order."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


COLUMNS: Final = tuple(each.name for each in fields(Row))


def batch(catalogue: Catalogue, lines: Iterable[str], filters: Question | None = None) -> Iterator[Row]:
    """A row for every line with a query, in order, each as soon as it is answered.

    ``filters`` narrow every query that is not an object, which brings its own. Raises EngineError.
    """
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("\ufeff")
        if text and not text.startswith("#"):
            yield _answered(catalogue, Row(line=number, query=text[:LONGEST_LINE]), filters or Question())


def question_of(values: Mapping[str, Any]) -> Question:
    """The question that an object with the API's names asks. Raises BadRequest."""
    unknown = [name for name in values if name not in NAMES]
    if unknown:
        raise BadRequest(f"There is no parameter “{unknown[0][:40]}”: use {', '.join(NAMES)}.")
    facets = {name: _list(name, values[name]) for name in FACETS if name in values}
    single = {name: _text(name, values[name]) for name in ("after", "before", "sort", "around") if name in values}
    exclude: dict[str, list[str]] = {}
    for each in _list("exclude", values.get("exclude", [])):
        facet, _, value = each.partition(":")
        exclude.setdefault(facet.strip(), []).append(value.strip())
    return Question.of(_text("q", values.get("q", "")), exclude=exclude, **single, **facets)  # type: ignore[arg-type]


def _answered(catalogue: Catalogue, row: Row, filters: Question) -> Row:
    try:
        results = catalogue.answer(_question(row.query, filters), limit=1)
    except BadRequest as error:
        return replace(row, error=str(error))
    best = results.hits[0] if results.hits else None
    return replace(
        row,
        total=results.total,
        undated=results.undated,
        first=results.timeline[0].period if results.timeline else "",
        last=results.timeline[-1].period if results.timeline else "",
        best=best.id if best else None,
        headline=best.article.headline if best else "",
        notices=" ".join(notice.text for notice in results.notices),
    )


def _question(text: str, filters: Question) -> Question:
    if len(text) >= LONGEST_LINE:
        raise BadRequest(f"The line is longer than {LONGEST_LINE:,} characters: shorten it.")
    if not text.startswith("{"):
        return filters.with_text(text)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"The line begins with {{ and is no JSON object ({error}): mend it.") from error
    return question_of(values)


def _list(name: str, value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str | int) and not isinstance(each, bool) for each in several):
        raise BadRequest(f"“{name}” needs a text or a list of texts.")
    return [str(each) for each in several]


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest(f"“{name}” needs a text.")
    return value
