"""Real second processes for tests: to hold locks, to fill disks and to be killed at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "tests.search.processes", "search.catalogue"])

PATIENCE = 60
"""Seconds for which a test waits for its child, which takes a fraction of one."""


class Child:
    """A process that runs a function of a module: ``work(connection, *arguments)``."""

    def __init__(self, work: Callable[..., None], *arguments: Any) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=work, args=(theirs, *arguments))
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def hear(self) -> Any:
        """The next thing that the child says. Raises EOFError when it ended without a word."""
        assert self.connection.poll(PATIENCE), "the child is silent"
        return self.connection.recv()

    def heard(self) -> list[Any]:
        """Everything that the child said before it ended."""
        said = []
        try:
            while True:
                said.append(self.connection.recv())
        except (EOFError, ConnectionResetError):
            return said

    def kill(self, after: float = 0) -> None:
        """SIGKILL, some seconds from now unless the child ends before."""
        wait([self._process.sentinel], after)
        self._process.kill()
        self.join()

    def join(self) -> int | None:
        """Wait for the end of the child; its exit status."""
        self._process.join(PATIENCE)
        return self._process.exitcode

    def close(self) -> None:
        self.kill()
        self.connection.close()
        self._process.close()


@contextmanager
def child(work: Callable[..., None], *arguments: Any) -> Iterator[Child]:
    """A process that is killed at the end of the block if it has not ended."""
    made = Child(work, *arguments)
    try:
        yield made
    finally:
        made.close()


__all__ = ["Child", "Connection", "child"]
