"""The commands that print a table: batch, terms, suggest, keywords, context, compare, explain."""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from search.batch import batch
from search.commands.command import (
    TABLE_FORMATS,
    Command,
    filter_arguments,
    format_argument,
    opened,
    page_arguments,
    print_table,
    question_of,
    sort_argument,
)
from search.compare import MOST, compare
from search.concordance import Order, concordance
from search.counting import explain
from search.fields import INDEXED
from search.keyness import keywords
from search.suggest import suggest
from search.timeline import UNITS

Rows = Iterator[Mapping[str, Any]]


def _query(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="a query, as news-search takes it")
    filter_arguments(parser)


def _batch_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a file with a query on each line; - reads standard input")
    filter_arguments(parser)
    format_argument(parser, TABLE_FORMATS)


def _batch(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        filters = question_of(arguments, "")
        rows = (row.to_json() for row in batch(catalogue, _lines(arguments.file), filters))
        print_table(rows, arguments.format)
    return 0


def _lines(name: str) -> Iterator[str]:
    """The lines of a file; bytes that are no UTF-8 are shown as such in their row."""
    if name == "-":
        source = sys.stdin.buffer if isinstance(sys.stdin, io.TextIOWrapper) else None
        yield from sys.stdin if source is None else io.TextIOWrapper(source, "utf-8", errors="replace")
        return
    with Path(name).open(encoding="utf-8", errors="replace") as file:
        yield from file


def _terms_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("prefix", metavar="BEGINNING", help="how the words begin")
    parser.add_argument(
        "--field", choices=list(INDEXED), default="body_exact", help="field of the index (default: %(default)s)"
    )
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="words shown (default: %(default)s)")
    parser.add_argument("--common", action="store_true", help="the commonest first, not by the alphabet")
    format_argument(parser, TABLE_FORMATS)


def _terms(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        field, prefix, most = arguments.field, arguments.prefix.casefold(), max(arguments.limit, 0)
        engine = catalogue.engine
        known = engine.commonest(field, prefix, most) if arguments.common else engine.terms(field, prefix)
        rows = ({"word": term, "articles": count} for term, count in islice(known, most))
        print_table(rows, arguments.format)
    return 0


def _suggest_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="what was typed so far")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="suggestions shown (default: %(default)s)")
    format_argument(parser, TABLE_FORMATS)


def _suggest(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        found = suggest(catalogue, arguments.text, max(arguments.limit, 0))
    names = ("kind", "text", "count", "query")
    print_table(({name: getattr(each, name) for name in names} for each in found), arguments.format)
    return 0


def _keywords_arguments(parser: ArgumentParser) -> None:
    _query(parser)
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="words shown (default: %(default)s)")
    format_argument(parser, TABLE_FORMATS)


def _keywords(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        told = keywords(catalogue, question_of(arguments, " ".join(arguments.query)), max(arguments.limit, 0))
    print_table(
        (
            {
                "word": each.word,
                "articles": each.found,
                "elsewhere": each.elsewhere,
                "G2": round(each.likelihood, 1),
                "ratio": round(each.ratio, 2),
            }
            for each in told.words
        ),
        arguments.format,
    )
    _aside(f"{told.read:,} of {told.total:,} articles read, compared with {told.others:,} others.", arguments)
    return 0


def _context_arguments(parser: ArgumentParser) -> None:
    _query(parser)
    sort_argument(parser)
    parser.add_argument(
        "--order", choices=list(Order), default=Order.RESULTS, help="order of the lines (default: %(default)s)"
    )
    parser.add_argument("--width", type=int, default=45, metavar="N", help="characters on either side (default: 45)")
    page_arguments(parser, 100, "lines")
    format_argument(parser, TABLE_FORMATS)


def _context(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        told = concordance(
            catalogue,
            question_of(arguments, " ".join(arguments.query)),
            order=arguments.order,
            width=max(arguments.width, 0),
            limit=max(arguments.limit, 0),
            offset=max(arguments.offset, 0),
        )
    if arguments.format == "text":
        for line in told.lines:
            print(f"{line.id:>7} {line.left:>{arguments.width}}  {line.word}  {line.right}")
    else:
        names = ("id", "day", "headline", "left", "word", "right")
        print_table(
            (
                {n: str(getattr(each, n) or "") if n == "day" else getattr(each, n) for n in names}
                for each in told.lines
            ),
            arguments.format,
        )
    _aside(f"{told.gathered:,} places in {told.read:,} of {told.total:,} articles.", arguments)
    return 0


def _compare_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("queries", nargs="+", metavar="QUERY", help=f"up to {MOST} queries, each in quotation marks")
    filter_arguments(parser)
    parser.add_argument("--by", choices=UNITS, default="", help="length of a period, as it fits by default")
    parser.add_argument("--share", action="store_true", help="shares of all that is held of a period, not counts")
    format_argument(parser, TABLE_FORMATS)


def _compare(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        told = compare(catalogue, [question_of(arguments, query) for query in arguments.queries], arguments.by)
    rows: list[dict[str, Any]] = []
    for place, period in enumerate(told.periods):
        row: dict[str, Any] = {"period": period.period, "held": period.count}
        for number, series in enumerate(told.series, 1):
            share = told.share(series, place)
            name = series.question.text if series.question.text not in row else f"{series.question.text} ({number})"
            row[name] = (None if share is None else round(share, 6)) if arguments.share else series.counts[place]
        rows.append(row)
    print_table(rows, arguments.format)
    return 0


def _explain_arguments(parser: ArgumentParser) -> None:
    _query(parser)
    format_argument(parser, TABLE_FORMATS)


def _explain(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        told = explain(catalogue, question_of(arguments, " ".join(arguments.query)))
    rows: list[dict[str, Any]] = [{"part": "everything asked", "alone": told.total, "without": told.everything}]
    rows += [{"part": each.text, "alone": each.alone, "without": each.without} for each in told.parts]
    rows += [
        {"part": f"{'not ' if each.excludes else ''}{each.name}: {each.value}", "alone": None, "without": each.without}
        for each in told.filters
    ]
    print_table(rows, arguments.format)
    return 0


def _aside(sentence: str, arguments: Namespace) -> None:
    """What a reader should know of a table, kept out of files."""
    if arguments.format == "text":
        print(sentence)


TABLES: Mapping[str, Command] = {
    "batch": Command(
        "many queries from a file, a row for each",
        "Answer every query of a file. A line is a query or a JSON object with the API's parameters; empty lines and\n"
        "lines that begin with # are passed over. A line that cannot be understood gets a row that says so.",
        _batch_arguments,
        _batch,
    ),
    "compare": Command(
        "several queries over time, side by side",
        "Count what several queries find in each period, beside all that is held of it.",
        _compare_arguments,
        _compare,
    ),
    "context": Command(
        "a query's words in their surroundings, line by line",
        "Keyword in context: a line for each place where the query's words stand.",
        _context_arguments,
        _context,
    ),
    "explain": Command(
        "why a query finds so many articles",
        "What each part of a query finds alone, and what would be found without it or without a filter.",
        _explain_arguments,
        _explain,
    ),
    "keywords": Command(
        "words that distinguish what a query finds",
        "Words that stand in more of the articles found than in others, by log-likelihood (G2).",
        _keywords_arguments,
        _keywords,
    ),
    "suggest": Command(
        "what somebody who is typing may mean",
        "Words, names, sections, sources and headlines that begin like what was typed.",
        _suggest_arguments,
        _suggest,
    ),
    "terms": Command(
        "words that the archive knows",
        "Words of the index that begin so, and in how many articles each stands.",
        _terms_arguments,
        _terms,
    ),
}
