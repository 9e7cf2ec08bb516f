"""What every command of ``news-index`` is made of."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from indexer.run.pool import cores
from search.archive import Archive
from search.terminal import archive_directory

if TYPE_CHECKING:
    from search.catalogue import Catalogue

OK, FAILED, INCOMPLETE = 0, 1, 3

COMPARED_AT_ONCE = 200
"""Articles between two commits while near-copies are looked for in an archive of an earlier format."""

EXIT_STATUSES = """\
exit status:
  0    done; rejected pages are ordinary in a crawl and change nothing
  1    the archive or the disk refused; a sentence says why
  2    the command line was not understood
  3    done, but something could not be read, or no article was found at all
  130  interrupted with Ctrl-C (143 when ended by the system); what was done is kept
"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what its help says, the arguments it takes, and what it does."""

    help: str
    """One line for the list of commands."""
    description: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    """Returns the exit status; may raise NewsArchiveError."""


def json_argument(parser: ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def page_arguments(parser: ArgumentParser) -> None:
    """The paths to read, and how many processes read them."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a folder, a page (.html, .htm, .xhtml, .mhtml), or a container (.zip, .tar, .warc, .wacz, .jsonl); any"
        " of them may be compressed (.gz, .bz2, .xz)",
    )
    jobs_argument(
        parser,
        "read pages",
        "; with 1 they are read in this process, which saves its start but dies with a page that exhausts the memory",
    )


def jobs_argument(parser: ArgumentParser, what: str, more: str = "") -> None:
    """How many processes do what takes long."""
    parser.add_argument(
        "--jobs",
        type=_count,
        default=cores(),
        metavar="N",
        help=f"processes that {what} (default: one for each processor, %(default)s here){more}",
    )


@contextmanager
def opened_archive(arguments: Namespace) -> Iterator[Archive]:
    """The archive alone, for commands that need no index. Raises the errors of search.errors."""
    with closing(Archive.open(archive_directory(arguments.archive))) as archive:
        yield archive


@contextmanager
def opened(arguments: Namespace, *, create: bool = False) -> Iterator[Catalogue]:
    """The archive with its index, closed at the end. Raises the errors of search.errors."""
    from search import open_archive  # noqa: PLC0415  the engine is only loaded by the commands that need it

    with open_archive(archive_directory(arguments.archive), create=create) as catalogue:
        yield catalogue


PROGRESS = "NEWSARCHIVE_PROGRESS"
"""Environment variable that asks for progress bars where no terminal is."""


@contextmanager
def bar(unit: str, *, quiet: bool = False) -> Iterator[tqdm[Any]]:
    """A progress bar on stderr when that is a terminal, or when a program that reads it asks for it."""
    wanted = sys.stderr.isatty() or bool(os.environ.get(PROGRESS))
    with tqdm(unit=f" {unit}", disable=quiet or not wanted, dynamic_ncols=True, leave=False, file=sys.stderr) as shown:
        yield shown


def counting(shown: tqdm[Any]) -> Callable[[int], None]:
    """What moves a progress bar on by so many."""

    def count(number: int) -> None:
        shown.update(number)

    return count


def compare(catalogue: Catalogue, *, quiet: bool) -> None:
    """Look for near-copies of what was filed before they were looked for; nothing to do in a newer archive."""
    with catalogue.archive.writer() as writer, bar("articles compared", quiet=quiet) as shown:
        while done := writer.compare(COMPARED_AT_ONCE):
            writer.commit()
            shown.update(done)


def say(sentence: str) -> None:
    """One line on stderr."""
    print(f"news-index: {sentence}", file=sys.stderr)


def print_json(value: object) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError
    return int(text)


_count.__name__ = "number of processes"
