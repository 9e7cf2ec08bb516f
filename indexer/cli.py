"""The command ``news-index``: everything that fills and keeps an archive."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from indexer.commands import COMMANDS, EXIT_STATUSES
from search.terminal import answer

_EPILOG = f"""\
examples:
  news-index add saved-pages/                      a folder of pages, and of the folders in it
  news-index add may.zip crawl.warc.gz wire.jsonl  containers are read as they are
  news-index extract page.html --format text       what would be read, without keeping it
  news-index rejected                              which pages hold no article, and why

{EXIT_STATUSES}
Every command has more to say: news-index COMMAND --help
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; errors are said in one sentence on stderr."""
    arguments = parser().parse_args(argv)
    return answer("news-index", lambda: int(arguments.run(arguments)))


def parser() -> argparse.ArgumentParser:
    """The whole command line, made from the table of commands."""
    top = argparse.ArgumentParser(
        prog="news-index",
        description="Read saved news pages into an archive, and look after it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=command.help,
            description=command.description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top


if __name__ == "__main__":
    sys.exit(main())
