"""``news-search show ID``: one article, to read, to cite or to pass on."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Final

from search.archive import Holding
from search.catalogue import Catalogue
from search.commands.command import Command, format_argument, opened, print_json
from search.commands.find import about
from search.commands.style import Style, chosen, colour_argument, show, wrapped
from search.errors import NoSuchArticle
from search.exports import FORMATS, Frame
from search.report import article_json
from search.results import Hit, Snippet

RELATED: Final = 6


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID", help="the article's number, as every list shows it")
    parser.add_argument("--query", default="", metavar="QUERY", help="mark these words in the text")
    parser.add_argument("--version", type=int, metavar="N", help="an earlier text: 1 is the first that was held")
    parser.add_argument("--related", action="store_true", help="list the stories most like it, too")
    parser.add_argument("--original", action="store_true", help="write the page it was read from, byte by byte")
    format_argument(parser, ["text", "json", *FORMATS])
    colour_argument(parser)


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        held = version(catalogue, arguments.id, arguments.version)
        if arguments.original:
            return _original(catalogue, arguments.id)
        if arguments.format == "json":
            print_json(article_json(held))
        elif arguments.format in FORMATS:
            sys.stdout.write("".join(FORMATS[arguments.format].write([held], Frame())))
        else:
            lines = list(_lines(catalogue, held, chosen(arguments.colour), arguments))
            show(lines, pager=not arguments.no_pager)
    return 0


def version(catalogue: Catalogue, id: int, number: int | None) -> Holding:
    """One text of an article, the current one by default. Raises NoSuchArticle."""
    if number is None:
        return catalogue.article(id)
    versions = catalogue.archive.versions(id) or (catalogue.article(id),)
    for each in versions:
        if each.version == number:
            return each
    raise NoSuchArticle(f"Article {id} has no version {number}: it has {len(versions)}.")


def _original(catalogue: Catalogue, id: int) -> int:
    page = catalogue.archive.original(id)
    if page is None:
        raise NoSuchArticle(f"Article {id} came to the archive as text: there is no saved page of it.")
    sys.stdout.flush()
    sys.stdout.buffer.write(page)
    return 0


def _lines(catalogue: Catalogue, held: Holding, style: Style, arguments: Namespace) -> Iterator[str]:
    article = held.article
    yield style.strong(article.headline)
    yield style.quiet(about(Hit(held.id, 0, article, Snippet(""), Snippet(""))))
    yield style.quiet(article.url)
    if not held.current:
        yield style.quiet(f"version {held.version}, saved {held.saved:%Y-%m-%d}; a later one is held")
    for paragraph in (article.dek, *article.body):
        if paragraph:
            yield ""
            yield from _marked(catalogue, paragraph, arguments.query, style)
    if arguments.related:
        yield ""
        yield style.strong("Related stories")
        for hit in catalogue.related(held.id, RELATED):
            yield f"{hit.article.headline}\n  {style.quiet(about(hit))}"


def _marked(catalogue: Catalogue, paragraph: str, query: str, style: Style) -> Iterator[str]:
    """The paragraph in lines; marks are found in each line, so that none of them is cut by the end of one."""
    for line in wrapped(paragraph).split("\n"):
        yield style.marked(Snippet(line, catalogue.marks(line, query))) if query else line


COMMAND = Command(
    help="one article, to read or to cite",
    description="Show one article.",
    arguments=_arguments,
    run=_run,
)
