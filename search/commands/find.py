"""``news-search QUERY``: what the site's page of results shows, or everything found in one of the export formats."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Final

from search.catalogue import Catalogue
from search.commands.command import (
    Command,
    filter_arguments,
    format_argument,
    opened,
    print_json,
    question_of,
    sort_argument,
)
from search.commands.style import Style, bars, chosen, colour_argument, show
from search.errors import BadRequest
from search.exports import FORMATS, Frame
from search.query.help import OPERATORS
from search.question import Question
from search.report import results_json
from search.results import Hit, Results, Sort
from search.terminal import plain
from search.timeline import UNITS

SHOWN: Final = 10
"""Hits of a page, unless more are asked for."""

_ORDERS: Final = {
    Sort.RELEVANCE: "best matches first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.AROUND: "best matches near that day first",
}

_EXAMPLES: Final = """\
examples:
  news-search harbour tunnel
  news-search '"sea wall" -toll' --section City --after 2012 --sort oldest
  news-search 'headline:tunnel' --format json | jq .total
  news-search tunnel --format csv > tunnel.csv     everything found, as a table
  news-search tunnel --timeline --limit 0          bars in the terminal
  news-search -- -toll                             a query that begins with a minus sign
  news-search search show trial                    a query that begins with the name of a command

exit status: 0 when the question was answered, 1 when it could not be, 2 when the command line was not understood
"""


def _language() -> str:
    rows = (f"  {operator.example:28}{operator.meaning}" for operator in OPERATORS)
    return "\n".join(["what a query may hold:", *rows, ""])


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="what to look for; everything, newest first, when empty"
    )
    filter_arguments(parser)
    sort_argument(parser)
    parser.add_argument("--fold", action="store_true", help="show near-copies of one story once")
    parser.add_argument(
        "--limit", type=int, metavar="N", help=f"hits shown (default: {SHOWN}; in the export formats all of them)"
    )
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="hits passed over first")
    format_argument(parser, ["text", "json", *FORMATS])
    parser.add_argument("--timeline", action="store_true", help="draw how many were found in each period")
    parser.add_argument(
        "--by", choices=UNITS, default="", help="length of a period of the timeline, as it fits by default"
    )
    colour_argument(parser)


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        question = question_of(arguments, " ".join(arguments.query))
        if arguments.format in FORMATS:
            _export(catalogue, question, arguments)
            return 0
        limit = SHOWN if arguments.limit is None else arguments.limit
        results = catalogue.answer(question, limit=limit, offset=arguments.offset, by=arguments.by, fold=arguments.fold)
        if arguments.format == "json":
            print_json(results_json(results))
            return 0
        style = chosen(arguments.colour)
        lines = list(_lines(catalogue, results, style, timeline=arguments.timeline))
    show(lines, pager=not arguments.no_pager)
    return 0


def _export(catalogue: Catalogue, question: Question, arguments: Namespace) -> None:
    if arguments.offset < 0 or (arguments.limit or 0) < 0:
        raise BadRequest("--limit and --offset may not be less than 0: give whole numbers.")
    listing = catalogue.every(question, fold=arguments.fold)
    last = None if arguments.limit is None else arguments.offset + arguments.limit
    holdings = listing.read(listing.ids[arguments.offset : last])
    for text in FORMATS[arguments.format].write(holdings, Frame(title=question.text or "News Archive")):
        sys.stdout.write(text)


def _lines(catalogue: Catalogue, results: Results, style: Style, *, timeline: bool) -> Iterator[str]:
    for notice in results.notices:
        yield plain(notice.text)
    yield _total(results)
    if timeline and results.timeline:
        yield ""
        yield from bars(results.timeline, catalogue.held([(each.first, each.last) for each in results.timeline]), style)
        if results.undated:
            yield f"{results.undated:,} without a date"
    for place, hit in enumerate(results.hits, results.offset + 1):
        yield ""
        yield f"{place:3}. {style.strong(hit.article.headline)}"
        yield f"     {style.quiet(about(hit))}"
        if hit.snippet.text:
            yield f"     {style.marked(hit.snippet)}"
        yield f"     {style.quiet(hit.article.url)}"


def _total(results: Results) -> str:
    if not results.total:
        return "No article was found."
    shown = f", {results.offset + 1} to {results.offset + len(results.hits)} shown" if results.hits else ""
    folded = f" in {results.groups:,} groups of near-copies" if results.groups != results.total else ""
    return (
        f"{results.total:,} {'article' if results.total == 1 else 'articles'}{folded}{shown}, {_ORDERS[results.sort]}"
    )


def about(hit: Hit) -> str:
    """When, where and by whom a hit was printed, and its number."""
    article = hit.article
    parts = (
        article.date.isoformat() if article.date else "undated",
        f"page {article.page}" if article.page else "",
        article.section_path,
        ", ".join(article.authors),
        article.source,
        f"article {hit.id}",
    )
    return " · ".join(part for part in parts if part)


COMMAND = Command(
    help="search, as when no command is named",
    description="Search a news archive.",
    arguments=_arguments,
    run=_run,
    epilog=f"{_language()}\n{_EXAMPLES}",
)
