"""A process that works on pages, and how it is started."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from indexer.page import Page
from indexer.run.work import Worked

if sys.platform != "win32":
    import resource

Work = Callable[[Page], Worked]
"""A function of a module: the other process finds it by its name."""

MEMORY_LIMIT = 460 << 20
"""Bytes of data that a worker may hold, so that it stays under 500 MB; a page that needs more is refused alone."""


def start(work: Work) -> tuple[SpawnProcess, Connection]:
    """A new process and our end of the pipe to it. The process says None when it is ready.

    It is started afresh (``spawn``): a forked copy would share the archive's open files with us.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    with _shielded():
        process.start()
    theirs.close()
    return process, ours


def _serve(connection: Connection, work: Work) -> None:
    """Take batches and answer page by page, until the other end is closed."""
    _limit_memory()
    try:
        connection.send(None)
        while True:
            batch: deque[Page] = deque(connection.recv())
            while batch:
                connection.send(work(batch.popleft()))
    except (EOFError, OSError):
        return  # the process that started this one is gone; what it had not filed, the next run reads again


@contextmanager
def _shielded() -> Iterator[None]:
    """A process started in here never sees the requests to end that a terminal or a service manager sends to every
    process of a group: it ends with the one that started it, which sees them afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # started with the first process otherwise, it lets the signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _limit_memory() -> None:
    if sys.platform == "win32":  # it knows no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
