"""``news-index reextract``: read the kept pages again, by the rules of today."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from indexer.commands.command import OK, Command, bar, counting, jobs_argument, opened, say
from indexer.page import Page
from indexer.run.interrupt import interruptible
from indexer.run.pool import Pool, in_this_process
from search.archive import Archive, Original
from search.terminal import add_archive_option

_DESCRIPTION = """\
Read every page that the archive keeps again, by the rules and tables of this version of the program, and put better
readings in the place of those that are held, earlier versions included. Addresses stay, and no version is added: the
newspaper has printed nothing new. An article whose page is no longer taken for one stays as it is. When it is
interrupted, what was done is kept.
"""
_COMMIT = 200
"""Pages between two commits."""


def _arguments(parser: ArgumentParser) -> None:
    add_archive_option(parser)
    jobs_argument(parser, "read pages")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as catalogue:
        with interruptible() as interrupt, bar("pages", quiet=arguments.quiet) as shown:
            done = reextract(catalogue.archive, arguments.jobs, interrupt.requested, counting(shown))
        with bar("articles indexed", quiet=arguments.quiet) as shown:
            catalogue.catch_up(counting(shown), arguments.jobs)
    if not arguments.quiet:
        print(
            f"{done.total():,} pages read again: {done['changed']:,} say something else, {done['same']:,} the same; "
            f"{done['refused']:,} are no longer taken for articles and stay as they were."
        )
    if interrupt.requested():
        say("interrupted. What was done is kept; run the same command again for the rest.")
        return interrupt.status
    return OK


def reextract(
    archive: Archive,
    jobs: int,
    stopped: Callable[[], bool] = lambda: False,
    count: Callable[[int], None] = lambda _: None,
) -> Counter[str]:
    """Revise every version that has its page; how many changed, are the same, and were refused.

    Raises the ArchiveErrors of search.errors; what was committed before stays.
    """
    waiting: deque[Original] = deque()
    done: Counter[str] = Counter()
    with archive.writer() as writer, ExitStack() as stack:
        pages = _pages(archive, waiting, stopped)
        read = stack.enter_context(Pool(jobs, stopped=stopped)).map(pages) if jobs > 1 else in_this_process(pages)
        for _, worked in read:
            original = waiting.popleft()
            if worked is None or worked.article is None:
                done["refused"] += 1
            else:
                done["changed" if writer.revise(original.version, worked.article) else "same"] += 1
            count(1)
            if done.total() % _COMMIT == 0:
                writer.commit()
    return done


def _pages(archive: Archive, waiting: deque[Original], stopped: Callable[[], bool]) -> Iterator[Page]:
    for original in archive.originals():
        if stopped():
            return
        waiting.append(original)
        yield Page(origin=original.origin, url=original.url, html=original.html, fetched=original.saved)


COMMAND = Command("read the kept pages again by today's rules", _DESCRIPTION, _arguments, _run)
