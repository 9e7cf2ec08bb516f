"""The command ``news-index``: everything that fills and keeps an archive."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from indexer.commands import COMMANDS, EXIT_STATUSES
from search.errors import NewsArchiveError

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
    _speak_utf8()
    arguments = parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except NewsArchiveError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # whoever read the output has seen enough; what is still buffered must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'the system'}: {(error.strerror or str(error)).lower()}.")
    except KeyboardInterrupt:
        print("news-index: interrupted.", file=sys.stderr)
        return 130
    return status


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


def _fail(sentence: str) -> int:
    sys.stdout.flush()
    print(f"news-index: {sentence}", file=sys.stderr)
    return 1


def _speak_utf8() -> None:
    """Headlines are in every alphabet, terminals are not: what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
