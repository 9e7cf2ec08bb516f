"""Pages through several processes, in order, whatever a page does to the process that reads it.

The pools of the standard library lose every page in flight when one process dies, and cannot stop one that hangs.
Here each worker has a pipe of its own and is given a small batch at a time, so that it is always known which page
it is at: that page is refused, the rest of the batch goes to another worker, and a new process takes its place.

A batch is sent only to a worker that waits for one, and results are only sent by a worker that has one: the two
ends never both write, hence never both wait.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from time import monotonic
from types import TracebackType
from typing import Self

from indexer.page import Page
from indexer.readers.items import Item
from indexer.run.work import Worked, refused, work
from indexer.run.worker import Work, start
from search.errors import NewsArchiveError

PAGE_SECONDS = 20.0
"""How long one page may take; an ordinary one takes a few hundredths of a second."""
START_SECONDS = 120.0
"""How long a worker may take to start, on a machine that is busy with other things."""
BATCH_PAGES, BATCH_BYTES = 8, 1 << 20
WINDOW_ITEMS, WINDOW_BYTES = 1024, 128 << 20
"""How much may be read ahead of the oldest page that is not finished; one larger page may stand alone."""
LARGE_PAGE = 8 << 20
"""Bytes from which on a page leaves its process with memory that it does not give back: another takes its place."""
_BEAT = 0.2
"""Seconds between two looks at whether the run was interrupted."""


@dataclass(slots=True)
class _Place:
    """An item on its way through the pool."""

    item: Item
    result: Worked | None = None
    done: bool = False

    @property
    def size(self) -> int:
        return len(self.item.html) if isinstance(self.item, Page) else 0

    def finish(self, result: Worked | None) -> None:
        self.result, self.done = result, True


class _Worker:
    """One process, what it is at, and until when it may be."""

    def __init__(self, work: Work) -> None:
        self.process, self.connection = start(work)
        self.batch: deque[_Place] = deque()
        self.ready = False
        self.allowed = START_SECONDS
        self.deadline = monotonic() + START_SECONDS

    @property
    def idle(self) -> bool:
        return self.ready and not self.batch

    def give(self, batch: list[_Place], seconds: float) -> None:
        self.batch.extend(batch)
        self.begin(seconds)
        self.connection.send([place.item for place in batch])

    def begin(self, seconds: float) -> None:
        """Start the clock for the first page of the batch; each further ``LARGE_PAGE`` of it has as much again."""
        self.allowed = seconds * (1 + (self.batch[0].size // LARGE_PAGE if self.batch else 0))
        self.deadline = monotonic() + self.allowed

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Runs ``work`` on pages in ``jobs`` processes, started as they are needed; used in a ``with`` statement."""

    def __init__(
        self,
        jobs: int,
        *,
        work: Work = work,
        seconds: float = PAGE_SECONDS,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._jobs = jobs
        self._work = work
        self._seconds = seconds
        self._stopped = stopped
        self._workers: list[_Worker] = []
        self._window: deque[_Place] = deque()
        self._waiting: deque[_Place] = deque()
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def map(self, items: Iterable[Item]) -> Iterator[tuple[Item, Worked | None]]:
        """Each item with what came of it, in the order given; other items than pages pass as they are.

        Ends early, with pages still unfinished, once ``stopped()`` is true.
        Raises NewsArchiveError when no process can be started.
        """
        source = iter(items)
        exhausted = False
        while not self._stopped() and not (exhausted and not self._window):
            exhausted = exhausted or not self._read(source)
            self._employ()
            while self._window and self._window[0].done:
                place = self._window.popleft()
                self._bytes -= place.size
                yield place.item, place.result
            self._listen()

    def _read(self, source: Iterator[Item]) -> bool:
        """Take in items while there is room and somebody to give them to; False when there are no more."""
        wanted = self._jobs * BATCH_PAGES
        while len(self._waiting) < wanted and len(self._window) < WINDOW_ITEMS and self._bytes < WINDOW_BYTES:
            item = next(source, None)
            if item is None:
                return False
            place = _Place(item, done=not isinstance(item, Page))
            self._window.append(place)
            self._bytes += place.size
            if not place.done:
                self._waiting.append(place)
        return True

    def _employ(self) -> None:
        """Give every idle worker a batch, and start workers while there is more to do."""
        for worker in [worker for worker in self._workers if worker.idle]:
            if batch := self._batch():
                self._try(worker, batch)
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(self._jobs - len(self._workers), len(self._waiting) - starting)):
            self._workers.append(_Worker(self._work))

    def _try(self, worker: _Worker, batch: list[_Place]) -> None:
        try:
            worker.give(batch, self._seconds)
        except OSError:  # it died while it had nothing to do: no page is to blame
            self._dismiss(worker)

    def _batch(self) -> list[_Place]:
        """The next few pages: fewer when there are few, so that every worker has some."""
        count = min(BATCH_PAGES, -(-len(self._waiting) // self._jobs))
        batch: list[_Place] = []
        size = 0
        for place in islice(self._waiting, count):
            size += place.size
            if batch and size > BATCH_BYTES:
                break
            batch.append(place)
        for _ in batch:
            self._waiting.popleft()
        return batch

    def _listen(self) -> None:
        """Wait a moment for results; replace workers that died or take too long."""
        active = [worker for worker in self._workers if worker.batch or not worker.ready]
        heard = wait([worker.connection for worker in active], _BEAT) if active else []
        for worker in active:
            if worker.connection in heard:
                self._receive(worker)
            elif monotonic() > worker.deadline:
                self._replace(worker, f"Reading the page took longer than {worker.allowed:g} seconds.")

    def _receive(self, worker: _Worker) -> None:
        try:
            result: Worked | None = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._replace(worker, _cause(worker.process.exitcode))
            return
        size = 0
        if worker.ready:
            place = worker.batch.popleft()
            place.finish(result)
            size = place.size
        worker.ready = True
        worker.begin(self._seconds)
        if size > LARGE_PAGE:
            self._dismiss(worker)

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Refuse the page that a worker was at and hand the others on."""
        if not worker.ready:
            raise NewsArchiveError("No process could be started to read pages: try again with --jobs 1.")
        guilty = worker.batch.popleft()
        assert isinstance(guilty.item, Page)
        guilty.finish(refused(guilty.item, reason))
        self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        """Hand on what a worker still has before it, and end it."""
        self._waiting.extendleft(reversed(worker.batch))
        worker.stop()
        self._workers.remove(worker)


def in_this_process(items: Iterable[Item], work: Work = work) -> Iterator[tuple[Item, Worked | None]]:
    """What :meth:`Pool.map` does, without other processes and without their protection."""
    for item in items:
        yield item, work(item) if isinstance(item, Page) else None


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _cause(code: int | None) -> str:
    if code == -9:
        return "The system killed the process that read the page, as it does when memory runs out."
    how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
    return f"The process that read the page crashed ({how})."
