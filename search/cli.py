"""The command ``news-search``: the site's search for terminals and scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from search.commands import COMMANDS, DEFAULT, PROGRAM, parsers
from search.terminal import answer


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    command, rest = divided(list(sys.argv[1:] if argv is None else argv))
    parser = parsers()[command]
    # what follows -- is a query, whatever it begins with; only parse_args knows that
    arguments = parser.parse_args(rest) if "--" in rest else parser.parse_intermixed_args(rest)
    return answer(PROGRAM, lambda: int(arguments.run(arguments)))


def parser() -> argparse.ArgumentParser:
    """The command line of a search, whose help lists the other commands."""
    return parsers()[DEFAULT]


def divided(argv: list[str]) -> tuple[str, list[str]]:
    """The command named, or a search, and what is left of the line.

    The command is the first word; only ``--archive DIR`` may stand before it. Elsewhere its name is a word to look for.
    """
    place = 0
    while place < len(argv) and argv[place].startswith("--archive"):
        place += 1 if "=" in argv[place] else 2
    if place < len(argv) and argv[place] in COMMANDS:
        return argv[place], argv[:place] + argv[place + 1 :]
    return DEFAULT, argv


if __name__ == "__main__":
    sys.exit(main())
