"""The command ``news-search``: the site's search for terminals and scripts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from search import open_archive
from search.errors import BadRequest
from search.facets import FACETS
from search.query.help import OPERATORS
from search.report import results_json
from search.results import Hit, Results, Snippet, Sort
from search.terminal import add_archive_option, answer, archive_directory, plain

BOLD, DIM, END = "\x1b[1m", "\x1b[2m", "\x1b[0m"

_ORDERS: Final = {
    Sort.RELEVANCE: "best matches first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
}

_EXAMPLES: Final = """\
examples:
  news-search harbour tunnel
  news-search '"sea wall" -toll' --section City --after 2012 --sort oldest
  news-search 'headline:tunnel' --format json | jq .total
  news-search -- -toll                     a query that begins with a minus sign

exit status: 0 when the question was answered, 1 when it could not be, 2 when the command line was not understood
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = parser().parse_args(argv)
    return answer("news-search", lambda: _run(arguments))


def parser() -> argparse.ArgumentParser:
    """The whole command line; the facets' options come from their table."""
    top = argparse.ArgumentParser(
        prog="news-search",
        description="Search a news archive.",
        epilog=f"{_language()}\n{_EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("query", nargs="*", metavar="QUERY", help="what to look for; everything, newest first, when empty")
    add_archive_option(top)
    for facet in FACETS.values():
        top.add_argument(
            f"--{facet.name}", action="append", default=[], metavar="VALUE", help=f"{facet.help}; may be repeated"
        )
    top.add_argument(
        "--exclude", action="append", default=[], metavar="FACET=VALUE", help="leave out: --exclude section=Sport"
    )
    top.add_argument("--after", metavar="DATE", help="first day: 2012, 2012-05, 2012-05-09 or 'May 9 2012'")
    top.add_argument("--before", metavar="DATE", help="last day, included, in the same forms")
    top.add_argument("--sort", choices=list(Sort), default=Sort.RELEVANCE, help="default: %(default)s")
    top.add_argument("--limit", type=int, default=10, metavar="N", help="hits shown (default: %(default)s)")
    top.add_argument("--offset", type=int, default=0, metavar="N", help="hits passed over first")
    top.add_argument("--format", choices=["text", "json"], default="text", help="default: %(default)s")
    return top


def _language() -> str:
    rows = (f"  {operator.example:28}{operator.meaning}" for operator in OPERATORS)
    return "\n".join(["what a query may hold:", *rows, ""])


def _run(arguments: argparse.Namespace) -> int:
    with open_archive(archive_directory(arguments.archive)) as catalogue:
        results = catalogue.search(
            " ".join(arguments.query),
            **{name: getattr(arguments, name) for name in FACETS},
            exclude=_excluded(arguments.exclude),
            after=arguments.after,
            before=arguments.before,
            sort=arguments.sort,
            limit=arguments.limit,
            offset=arguments.offset,
        )
    if arguments.format == "json":
        print(json.dumps(results_json(results), ensure_ascii=False))
    else:
        print("\n".join(_lines(results, Style(sys.stdout.isatty()))))
    return 0


def _excluded(options: Sequence[str]) -> Mapping[str, list[str]]:
    excluded: dict[str, list[str]] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals:
            raise BadRequest(f"--exclude {option} names no value: write --exclude section=Sport.")
        excluded.setdefault(name, []).append(value)
    return excluded


class Style:
    """How words are set apart: in colour on a terminal, plainly elsewhere."""

    def __init__(self, coloured: bool) -> None:
        self.bold, self.dim, self.end = (BOLD, DIM, END) if coloured else ("", "", "")

    def marked(self, snippet: Snippet) -> str:
        """A snippet with its marks in bold."""
        pieces, place = [], 0
        for start, end in snippet.marks:
            pieces += [plain(snippet.text[place:start]), self.bold, plain(snippet.text[start:end]), self.end]
            place = end
        return "".join([*pieces, plain(snippet.text[place:])])


def _lines(results: Results, style: Style) -> Iterator[str]:
    for notice in results.notices:
        yield plain(notice.text)
    yield _total(results)
    for place, hit in enumerate(results.hits, results.offset + 1):
        yield ""
        yield f"{place:3}. {style.bold}{plain(hit.article.headline)}{style.end}"
        yield f"     {style.dim}{plain(_about(hit))}{style.end}"
        if hit.snippet.text:
            yield f"     {style.marked(hit.snippet)}"
        yield f"     {style.dim}{plain(hit.article.url)}{style.end}"


def _total(results: Results) -> str:
    if not results.total:
        return "No article was found."
    shown = f", {results.offset + 1} to {results.offset + len(results.hits)} shown" if results.hits else ""
    return f"{results.total:,} {'article' if results.total == 1 else 'articles'}{shown}, {_ORDERS[results.sort]}"


def _about(hit: Hit) -> str:
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
