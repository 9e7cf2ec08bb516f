"""Portions made by several processes at a time, given back in the order of their changes."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from search.engine import Change, Divisible
from search.engines.whoosh.portions import Builder, Portion
from search.errors import EngineError, NewsArchiveError

BEAT: Final = 0.5
"""Seconds between two looks at whether a worker is still alive."""

Answer = list[Portion] | NewsArchiveError | Exception


def portions(folder: Path, changes: Iterable[Change], jobs: int) -> Generator[Portion]:
    """The portions of all changes, in order, their files in a folder.

    With more than one job, changes that other processes can read for themselves are made into segments by so many of
    them. Raises EngineError when one of them dies, and whatever one raises.
    """
    parts = list(changes.parts()) if jobs > 1 and isinstance(changes, Divisible) else []
    if len(parts) > 1:
        yield from _by_others(folder, parts, min(jobs, len(parts)))
        return
    yield from Builder(folder).portions(changes)


class _Worker:
    """One process and what it is at."""

    def __init__(self, folder: Path) -> None:
        # Started afresh (spawn): a forked copy would share open files, and locks that other threads hold, with us.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, folder), daemon=True)
        self.process.start()
        theirs.close()
        self.at: int | None = None

    def give(self, number: int, part: Iterable[Change]) -> None:
        self.at = number
        self.connection.send(part)

    def answer(self) -> list[Portion]:
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            raise EngineError(
                "A process that was indexing ended before it was done, as happens when memory runs out: what was"
                " searchable before still is; run the command again with --jobs 1."
            ) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _by_others(folder: Path, parts: list[Iterable[Change]], jobs: int) -> Iterator[Portion]:
    waiting = deque(enumerate(parts))
    done: dict[int, list[Portion]] = {}
    with ExitStack() as stack:
        workers = [_Worker(folder) for _ in range(jobs)]
        for worker in workers:
            stack.callback(worker.stop)
            worker.give(*waiting.popleft())
        for number in range(len(parts)):
            while number not in done:
                for worker in _heard(workers):
                    assert worker.at is not None
                    done[worker.at] = worker.answer()
                    worker.at = None
                    if waiting:
                        worker.give(*waiting.popleft())
            yield from done.pop(number)


def _heard(workers: list[_Worker]) -> list[_Worker]:
    by_connection: dict[Any, _Worker] = {worker.connection: worker for worker in workers if worker.at is not None}
    return [by_connection[each] for each in wait(list(by_connection), BEAT)]


def _serve(connection: Connection, folder: Path) -> None:
    """Make portions of parts until the other end is closed, as it is when the process there is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    builder = Builder(folder)
    try:
        while True:
            connection.send(_answer(builder, connection.recv()))
    except (EOFError, OSError):
        return


def _answer(builder: Builder, part: Iterable[Change]) -> Answer:
    try:
        return list(builder.portions(part))
    except Exception as error:  # noqa: BLE001 - raised again by the process that asked
        return error
