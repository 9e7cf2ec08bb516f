"""``news-index remove``: take articles out of the archive for good."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from indexer.commands.command import OK, Command, opened
from search.archive import Archive
from search.errors import NoSuchArticle
from search.terminal import add_archive_option

_DESCRIPTION = """\
Take articles out of the archive and the index for good, with their earlier texts and original pages. The pages they
were read from are remembered as removed, so that adding the same files again does not bring them back.
Either all of them are removed or, when one is not held, none.
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", metavar="ID-OR-URL", help="an article's number or any of its addresses")
    add_archive_option(parser)


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        numbers = dict.fromkeys(_number(catalogue.archive, each) for each in arguments.articles)
        with catalogue.archive.writer() as writer:
            for number in numbers:
                writer.remove(number)
        catalogue.catch_up()
    print(f"{len(numbers):,} article{'' if len(numbers) == 1 else 's'} removed.")
    return OK


def _number(archive: Archive, named: str) -> int:
    if named.isdecimal():
        return archive.article(int(named)).id
    number = archive.id_of(named)
    if number is None:
        raise NoSuchArticle(f"No article is held under {named}: 'news-search' shows the addresses of what is.")
    return number


COMMAND = Command("take articles out for good", _DESCRIPTION, _arguments, _run)
