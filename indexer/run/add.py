"""Pages into the archive: the one writer, which files what the workers make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from time import monotonic

from indexer.page import Page
from indexer.readers import Item, Ready, Refused, Unreadable, is_page
from indexer.readers.items import digest
from indexer.run.pool import Pool, in_this_process
from indexer.run.tally import Tally
from indexer.run.work import Worked
from search.archive import Archive, Capture, Writer

COMMIT_ITEMS, COMMIT_SECONDS = 200, 5.0
"""Everything since the last commit becomes durable together after so many items or so much time."""


def add(
    archive: Archive,
    items: Iterable[Item],
    tally: Tally,
    *,
    jobs: int,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """File every item and count what it came to; pages that were read before are skipped.

    What is filed is the same, in the same order, however many ``jobs`` there are; with one the pages are read in
    this process. Once ``stopped()`` is true the run ends and keeps what it has filed; the next one goes on from
    there. When the process is killed, no more than the last moments are lost, and the next run makes up for them.
    Raises the ArchiveErrors of search.errors; what was committed before stays.
    """
    with archive.writer() as writer, ExitStack() as stack:
        fresh = _fresh(writer, items, tally, stopped)
        done = in_this_process(fresh)
        if jobs > 1:
            done = stack.enter_context(Pool(jobs, stopped=stopped)).map(fresh)
        due = _Due()
        for item, worked in done:
            _file(writer, item, worked, tally)
            if due.now():
                writer.commit()
    tally.finish()


class _Due:
    """When it is time to commit."""

    def __init__(self) -> None:
        self._items, self._since = 0, monotonic()

    def now(self) -> bool:
        self._items += 1
        if self._items < COMMIT_ITEMS and monotonic() - self._since < COMMIT_SECONDS:
            return False
        self._items, self._since = 0, monotonic()
        return True


def _fresh(writer: Writer, items: Iterable[Item], tally: Tally, stopped: Callable[[], bool]) -> Iterator[Item]:
    """The items that are not in the archive already, until somebody asks to end."""
    for item in items:
        if stopped():
            return
        if _is_held(writer, item):
            tally.skip()
        else:
            yield item


def _is_held(writer: Writer, item: Item) -> bool:
    if isinstance(item, Unreadable):
        return False
    return writer.holds(item.origin, digest(item.html) if isinstance(item, Page) else item.digest)


def _file(writer: Writer, item: Item, worked: Worked | None, tally: Tally) -> None:
    if isinstance(item, Unreadable):
        tally.missed(item)
        if is_page(item.origin):
            writer.reject(Capture(origin=item.origin, url="", digest=""), f"It could not be read: {item.reason}.")
        return
    made = worked or _ready(item)
    if made.article is None:
        writer.reject(made.capture, made.reason)
        tally.refused(made.reason)
    else:
        tally.kept(writer.keep(made.capture, made.article), made.article)


def _ready(item: Item) -> Worked:
    """What needed no work."""
    if isinstance(item, Ready):
        return Worked(Capture(origin=item.origin, url=item.article.url, digest=item.digest), item.article)
    assert isinstance(item, Refused)
    return Worked(Capture(origin=item.origin, url="", digest=item.digest), None, item.reason)
