"""``news-index add``: read pages into the archive and index them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from indexer.commands.command import (
    INCOMPLETE,
    OK,
    Command,
    bar,
    compare,
    counting,
    opened,
    page_arguments,
    say,
)
from indexer.readers import read
from indexer.run.add import add
from indexer.run.interrupt import Interrupt, interruptible
from indexer.run.tally import Tally
from search.terminal import add_archive_option

if TYPE_CHECKING:
    from search.catalogue import Catalogue

_DESCRIPTION = """\
Read pages into the archive, which is made when there is none, and index what is new.

Pages that were read before are skipped, so the same command can be given again after new pages came in, and after
a run that was interrupted or killed: it goes on where that one ended. Files are known by their absolute path.
"""


def _arguments(parser: ArgumentParser) -> None:
    page_arguments(parser)
    add_archive_option(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary, only what went wrong")


def _run(arguments: Namespace) -> int:
    if not any(path.exists() for path in arguments.paths):  # a slip of the pen makes no archive
        for path in arguments.paths:
            say(f"{path}: there is no such file or folder.")
        return INCOMPLETE
    tally = Tally()
    with opened(arguments, create=True) as catalogue:
        with interruptible() as interrupt:
            try:
                _read(catalogue, arguments, tally, interrupt)
            finally:
                _report(tally, quiet=arguments.quiet)
        if interrupt.requested():
            say(f"interrupted. {_AGAIN}")
            return interrupt.status
        compare(catalogue, quiet=arguments.quiet)
        _index(catalogue, arguments.jobs, quiet=arguments.quiet)
    return INCOMPLETE if tally.unreadable or tally.fruitless else OK


_AGAIN = "What was read is kept; run the same command again to continue and to index it."


def _read(catalogue: Catalogue, arguments: Namespace, tally: Tally, interrupt: Interrupt) -> None:
    with bar("pages", quiet=arguments.quiet) as shown:
        tally.watch = lambda: _show(shown, tally)
        add(catalogue.archive, read(arguments.paths), tally, jobs=arguments.jobs, stopped=interrupt.requested)


def _show(shown: tqdm[Any], tally: Tally) -> None:
    shown.set_postfix(new=tally.outcomes.total(), rejected=tally.rejected, refresh=False)
    shown.update()


def _index(catalogue: Catalogue, jobs: int, *, quiet: bool) -> None:
    with bar("articles indexed", quiet=quiet) as shown:
        catalogue.catch_up(counting(shown), jobs)


def _report(tally: Tally, *, quiet: bool) -> None:
    for trouble in tally.troubles:
        say(f"{trouble.origin}: {trouble.reason}")
    if tally.unreadable > len(tally.troubles):
        say(f"and {tally.unreadable - len(tally.troubles):,} more that could not be read; see 'news-index rejected'")
    if not quiet:
        for line in tally.lines():
            print(line)


COMMAND = Command("read pages into the archive and index them", _DESCRIPTION, _arguments, _run)
