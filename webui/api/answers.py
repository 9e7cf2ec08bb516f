"""What each address of the programming interface answers: plain values, made of what the core gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask import Response, request

from search.anniversaries import on_this_day as anniversaries
from search.archive import Holding
from search.article import split_section
from search.batch import batch as batched
from search.batch import question_of
from search.certificate import Certificate, certify
from search.certificate import check as checked
from search.commands.show import version
from search.compare import compare as compared
from search.concordance import concordance as lines
from search.counting import explain as explained
from search.errors import BadRequest
from search.exports import FORMATS
from search.keyness import keywords as telling
from search.question import Question
from search.report import (
    article_json,
    certificate_json,
    checked_json,
    comparison_json,
    concordance_json,
    explanation_json,
    hit_json,
    keywords_json,
    results_json,
    revision_json,
    suggestion_json,
)
from search.suggest import suggest
from webui import urls
from webui.site import site
from webui.views.exporting import permalink, sent, titled, within_limit

Values = Mapping[str, Any]

ASKING: Final = frozenset(
    {"q", "section", "source", "author", "year", "page", "exclude", "after", "before", "sort", "around"}
)
"""Parameters that are part of the question."""

MOST_LINES: Final = 500
"""Queries of one batch."""
LONGEST_LINE: Final = 2000
"""Characters of a query of a batch."""


def question(values: Values) -> Question:
    """The question that the values ask. Raises BadRequest."""
    return question_of({name: value for name, value in values.items() if name in ASKING})


def article(held: Holding) -> dict[str, Any]:
    """One text of an article with its permanent address here."""
    return {**article_json(held), "permalink": permalink(held)}


def search(values: Values) -> Any:
    """A page of results."""
    results = site().catalogue.answer(
        question(values),
        limit=values.get("limit", site().settings.page_size),
        offset=values.get("offset", 0),
        by=values.get("by", ""),
        fold=values.get("fold", False),
    )
    return results_json(results)


def one(values: Values) -> Any:
    """An article, or an earlier text of it."""
    return article(version(site().catalogue, values["number"], values.get("version")))


def related(values: Values) -> Any:
    """Stories like an article."""
    return {"hits": [hit_json(hit) for hit in site().catalogue.related(values["number"], values.get("limit", 6))]}


def copies(values: Values) -> Any:
    """Near-copies of an article."""
    held = site().catalogue.article(values["number"])
    return {"hits": [hit_json(hit) for hit in site().catalogue.copies(held.id)]}


def versions(values: Values) -> Any:
    """Every text of an article."""
    catalogue = site().catalogue
    held = catalogue.article(values["number"])
    return {"versions": [article(each) for each in catalogue.archive.versions(held.id)]}


def changes(values: Values) -> Any:
    """What changed from one text of an article to another."""
    told = site().catalogue.revision(values["number"], values.get("earlier"), values.get("later"))
    return revision_json(told)


def suggestions(values: Values) -> Any:
    """Suggestions for what is being typed."""
    found = suggest(site().catalogue, values["q"], values.get("limit", 10))
    return {"suggestions": [suggestion_json(each) for each in found]}


def facet_values(values: Values) -> Any:
    """All values of a facet among what a question finds."""
    facet = values["facet"]
    found = site().catalogue.values(facet, question(values))
    wanted = values.get("find", "").casefold()
    kept = [each for each in found if wanted in each.value.casefold()]
    first = values.get("offset", 0)
    return {
        "facet": facet,
        "total": len(kept),
        "values": [
            {"value": each.value, "count": each.count, "selected": each.selected}
            for each in kept[first : first + values.get("limit", 100)]
        ],
    }


def issues(values: Values) -> Any:
    """The days of which issues are held."""
    days = site().catalogue.archive.issue_days(values.get("year"))
    return {"issues": [{"date": day.isoformat(), "count": count} for day, count in days]}


def issue(values: Values) -> Any:
    """The articles of an issue in the order of their print pages."""
    day = values["day"]
    return {"date": day.isoformat(), "articles": [article(each) for each in site().catalogue.archive.issue(day)]}


def sections(_: Values) -> Any:
    """Every section path with the number of its articles."""
    found = site().catalogue.values("section")
    return {
        "sections": [
            {"path": list(split_section(each.value)), "section": each.value, "count": each.count} for each in found
        ]
    }


def on_this_day(values: Values) -> Any:
    """Issues of one day of the year."""
    today = date.today()
    month, day = values.get("month", today.month), values.get("day", today.day)
    found = anniversaries(site().catalogue.archive, month, day, values.get("limit", 5))
    return {
        "issues": [
            {"date": each.day.isoformat(), "count": each.count, "articles": [article(held) for held in each.articles]}
            for each in found
        ]
    }


def timeline(values: Values) -> Any:
    """Counts by period beside all that is held of it."""
    catalogue = site().catalogue
    results = catalogue.answer(question(values), limit=0, by=values.get("by", ""))
    held = catalogue.held([(each.first, each.last) for each in results.timeline])
    return {
        "total": results.total,
        "undated": results.undated,
        "periods": [
            {
                "period": each.period,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "count": each.count,
                "held": count,
            }
            for each, count in zip(results.timeline, held, strict=True)
        ],
    }


def compare(values: Values) -> Any:
    """Several queries over time, with the same filters."""
    shared = question({name: value for name, value in values.items() if name != "q"})
    asked = [shared.with_text(each) for each in values["q"]]
    return comparison_json(compared(site().catalogue, asked, values.get("by", "")))


def keywords(values: Values) -> Any:
    """Words that distinguish what a question finds."""
    return keywords_json(telling(site().catalogue, question(values), values.get("limit", 50)))


def concordance(values: Values) -> Any:
    """A question's words in their surroundings."""
    told = lines(
        site().catalogue,
        question(values),
        order=values.get("order", "results"),
        width=values.get("width", 60),
        limit=values.get("limit", 100),
        offset=values.get("offset", 0),
    )
    return concordance_json(told)


def explain(values: Values) -> Any:
    """A count taken apart."""
    return explanation_json(explained(site().catalogue, question(values)))


def certificate(values: Values) -> Any:
    """A certificate of what a question finds."""
    return certificate_json(certify(site().catalogue, question(values)))


def check(values: Values) -> Any:
    """What has changed since a certificate was given."""
    return checked_json(checked(site().catalogue, Certificate.from_text(values["text"])))


def batch(values: Values) -> Any:
    """A row for each of many queries, which the body brings."""
    queries = values["queries"]
    if not isinstance(queries, list) or len(queries) > MOST_LINES:
        raise BadRequest(f"“queries” needs a list of at most {MOST_LINES} queries.")
    if not all(isinstance(each, str | dict) and len(each) <= LONGEST_LINE for each in queries):
        raise BadRequest(f"A query of a batch is a text of at most {LONGEST_LINE:,} characters, or an object.")
    texts = (each if isinstance(each, str) else json.dumps(each) for each in queries)
    return {"rows": [row.to_json() for row in batched(site().catalogue, texts)]}


def export(values: Values) -> Response:
    """Everything that a question finds, streamed."""
    chosen = FORMATS[values["format"]]
    asked = question(values)
    listing = site().catalogue.every(asked, fold=values.get("fold", False))
    within_limit(listing)
    frame = titled(asked.text, urls.absolute(request.full_path.rstrip("?")))
    return sent(chosen, listing, frame, f"export.{chosen.suffix}")
