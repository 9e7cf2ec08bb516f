"""The commands of ``news-search``; this table makes the command line, its help and its completion."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Final

from search.commands import certificate, completion, find, show
from search.commands.command import Command, parser_of
from search.commands.tables import TABLES

__all__ = ["COMMANDS", "DEFAULT", "PROGRAM", "parsers"]

PROGRAM: Final = completion.PROGRAM
DEFAULT: Final = "search"
"""The command that is meant when none is named."""


def parsers() -> Mapping[str, ArgumentParser]:
    """Every command's parser; the default one speaks for the program as a whole."""
    made = {name: parser_of(name, command, PROGRAM) for name, command in COMMANDS.items() if name != DEFAULT}
    return {DEFAULT: _whole(parser_of("", COMMANDS[DEFAULT], PROGRAM)), **made}


def _whole(parser: ArgumentParser) -> ArgumentParser:
    """The default command's parser, with the list of the others in its help."""
    rows = (f"  {name:14}{command.help}" for name, command in COMMANDS.items())
    listed = "\n".join(["commands, each with its own --help:", *rows, ""])
    parser.usage = f"{PROGRAM} [COMMAND] [OPTIONS] [QUERY ...]"
    parser.epilog = f"{listed}\n{parser.epilog}"
    return parser


COMMANDS: Final[Mapping[str, Command]] = {
    DEFAULT: find.COMMAND,
    "show": show.COMMAND,
    **TABLES,
    "certificate": certificate.COMMAND,
    "completion": completion.command(parsers),
}
