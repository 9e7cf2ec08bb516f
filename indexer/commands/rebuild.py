"""``news-index rebuild``: make the index anew."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from indexer.commands.command import OK, Command, bar, compare, counting, jobs_argument, opened
from search.terminal import add_archive_option

_DESCRIPTION = """\
Make the index anew from the archive. It is built aside and put in place when it is whole, so that searching goes on
meanwhile; when it is interrupted, everything is as before.
"""


def _arguments(parser: ArgumentParser) -> None:
    add_archive_option(parser)
    jobs_argument(parser, "index many articles")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        compare(catalogue, quiet=arguments.quiet)
        with bar("articles", quiet=arguments.quiet) as shown:
            count = catalogue.rebuild(counting(shown), arguments.jobs)
    if not arguments.quiet:
        print(f"{count:,} articles indexed anew.")
    return OK


COMMAND = Command("make the index anew from the archive", _DESCRIPTION, _arguments, _run)
