"""``news-index rejected``: the pages that hold no article, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from indexer.commands.command import OK, Command, json_argument, opened_archive, print_json
from search.terminal import add_archive_option

_DESCRIPTION = """\
List the pages that hold no article, the latest first: where each was read, and why it was refused.
As JSON, one object a page on a line: origin, url, reason, seen.
"""


def _arguments(parser: ArgumentParser) -> None:
    add_archive_option(parser)
    json_argument(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="list no more than N (default: all)")


def _run(arguments: Namespace) -> int:
    with opened_archive(arguments) as archive:
        for each in archive.rejected(arguments.limit):
            if arguments.json:
                print_json(
                    {"origin": each.origin, "url": each.url, "reason": each.reason, "seen": each.seen.isoformat()}
                )
            else:
                print(f"{each.origin}: {each.reason}")
    return OK


COMMAND = Command("list the pages that hold no article, and why", _DESCRIPTION, _arguments, _run)
