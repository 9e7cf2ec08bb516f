"""What every command of ``news-search`` is made of."""

from __future__ import annotations

import argparse
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from search.errors import BadRequest
from search.exports.table import MARK, row
from search.facets import FACETS
from search.question import Question
from search.results import Sort
from search.terminal import add_archive_option, archive_directory, plain

if TYPE_CHECKING:
    from search.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what its help says, the arguments it takes, and what it does."""

    help: str
    """One line for the list of commands."""
    description: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    """Returns the exit status; may raise NewsArchiveError."""
    epilog: str = ""


def parser_of(name: str, command: Command, program: str) -> ArgumentParser:
    """The command's own parser."""
    parser = ArgumentParser(
        prog=f"{program} {name}".strip(),
        description=command.description,
        epilog=command.epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    add_archive_option(parser)
    parser.set_defaults(run=command.run)
    return parser


def filter_arguments(parser: ArgumentParser) -> None:
    """Everything that narrows a question, from the table of facets."""
    for facet in FACETS.values():
        parser.add_argument(
            f"--{facet.name}", action="append", default=[], metavar="VALUE", help=f"{facet.help}; may be repeated"
        )
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="FACET=VALUE", help="leave out: --exclude section=Sport"
    )
    parser.add_argument("--after", metavar="DATE", help="first day: 2012, 2012-05, 2012-05-09 or 'May 9 2012'")
    parser.add_argument("--before", metavar="DATE", help="last day, included, in the same forms")


def sort_argument(parser: ArgumentParser) -> None:
    """``--sort`` and ``--around``."""
    parser.add_argument("--sort", choices=list(Sort), default=Sort.RELEVANCE, help="default: %(default)s")
    parser.add_argument("--around", metavar="DATE", help="best matches near this day first, in the same forms")


def format_argument(parser: ArgumentParser, formats: Sequence[str]) -> None:
    """``--format``, the first of the formats by default."""
    parser.add_argument("--format", choices=formats, default=formats[0], help="default: %(default)s")


def page_arguments(parser: ArgumentParser, limit: int, what: str) -> None:
    """``--limit`` and ``--offset``."""
    parser.add_argument("--limit", type=int, default=limit, metavar="N", help=f"{what} shown (default: %(default)s)")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help=f"{what} passed over first")


def question_of(arguments: Namespace, text: str) -> Question:
    """The question that the options and a text ask. Raises BadRequest."""
    return Question.of(
        text,
        exclude=_excluded(arguments.exclude),
        after=arguments.after,
        before=arguments.before,
        sort=getattr(arguments, "sort", Sort.RELEVANCE),
        around=getattr(arguments, "around", None),
        **{name: getattr(arguments, name) for name in FACETS},
    )


@contextmanager
def opened(arguments: Namespace) -> Iterator[Catalogue]:
    """The archive, closed at the end. Raises the errors of search.errors."""
    from search import open_archive  # noqa: PLC0415  the engine is loaded only when a command needs it

    with open_archive(archive_directory(arguments.archive)) as catalogue:
        yield catalogue


def print_json(value: object) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False))


def print_table(rows: Iterable[Mapping[str, Any]], format: str) -> None:
    """Rows with the same keys as ``csv``, ``jsonl``, or as ``text`` in columns; each is written as it comes."""
    _TABLES[format](rows)


def _csv(rows: Iterable[Mapping[str, Any]]) -> None:
    for number, line in enumerate(_with_heading(rows)):
        sys.stdout.write(("" if number else MARK) + row("" if value is None else str(value) for value in line))


def _jsonl(rows: Iterable[Mapping[str, Any]]) -> None:
    for each in rows:
        print_json(each)


def _text(rows: Iterable[Mapping[str, Any]]) -> None:
    """Columns: drawn up in a terminal, which needs all the rows at once, and divided by tabs elsewhere."""
    lines = ([plain("" if value is None else str(value)) for value in line] for line in _with_heading(rows))
    if not sys.stdout.isatty():
        for line in lines:
            print("\t".join(line))
        return
    kept = list(lines)
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for line in kept:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _with_heading(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    for number, each in enumerate(rows):
        if not number:
            yield list(each)
        yield list(each.values())


_TABLES: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], None]] = {"text": _text, "csv": _csv, "jsonl": _jsonl}

TABLE_FORMATS = tuple(_TABLES)
"""How tables can be printed."""


def _excluded(options: Sequence[str]) -> Mapping[str, list[str]]:
    excluded: dict[str, list[str]] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals:
            raise BadRequest(f"--exclude {option} names no value: write --exclude section=Sport.")
        excluded.setdefault(name, []).append(value)
    return excluded
