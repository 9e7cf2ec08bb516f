"""The default engine: a Whoosh index on disk, in ``ARCHIVE/index``.

Whoosh's files are pickles: an index from someone you do not trust must never be opened. Rebuild it instead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from search.days import Days
from search.engine import Answer, Change, Request
from search.engines.whoosh.dictionary import beginning, commonest, frequencies, near
from search.engines.whoosh.generations import Sight, adopt, begin, current, patiently, sweep, translated, translation
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.writing import write, write_at_once
from search.errors import IndexBusy, NewsArchiveError

T = TypeVar("T")


class WhooshEngine:
    """An Engine over a Whoosh index; readers see each commit at their next question."""

    def __init__(self, archive: Path) -> None:
        self._home = archive / "index"
        self._lock = threading.RLock()
        self._open: Snapshot | None = None
        self._sight: Sight | None = None

    @property
    def seen(self) -> int:
        """Number of the last change that is searchable; 0 when there is no index yet."""
        return self._read(lambda snapshot: snapshot.seen, 0)

    @property
    def stamp(self) -> str:
        """Stamp of the last change that is searchable."""
        return self._read(lambda snapshot: snapshot.stamp, "")

    @property
    def count(self) -> int:
        """How many articles are searchable."""
        return self._read(lambda snapshot: snapshot.count, 0)

    def apply(self, changes: Iterable[Change], progress: Callable[[int], None] = lambda _: None, jobs: int = 1) -> None:
        """Take in changes and commit them in portions. Raises IndexBusy, IndexOutdated or IndexDamaged."""
        with self._writing():
            directory = current(self._home)
            if directory is None:
                self._build(changes, progress, jobs)
            else:
                sweep(self._home)
                write(directory, changes, progress, jobs)

    def rebuild(
        self, changes: Iterable[Change], progress: Callable[[int], None] = lambda _: None, jobs: int = 1
    ) -> None:
        """Build an index aside, then switch to it."""
        with self._writing():
            self._build(changes, progress, jobs)

    def ask(self, request: Request) -> Answer:
        """The answer from the newest generation."""
        nothing: Answer = Answer(total=0, matches=(), facets={}, days=Days())
        return self._read(lambda snapshot: snapshot.answer(request), nothing)

    def ids(self, request: Request) -> npt.NDArray[np.int64]:
        """The numbers of all matches, in order, from the newest generation."""
        nothing: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)
        return self._read(lambda snapshot: snapshot.numbers(request), nothing)

    def frequency(self, fieldname: str, term: str) -> int:
        """In how many articles the term stands in the field."""
        return self.frequencies(fieldname, (term,))[0]

    def frequencies(self, fieldname: str, terms: Sequence[str]) -> list[int]:
        """In how many articles each of some terms stands in the field."""
        return self._read(lambda snapshot: frequencies(snapshot.fields(fieldname), terms), [0] * len(terms))

    def terms(self, fieldname: str, prefix: str) -> Iterator[tuple[str, int]]:
        """Terms that begin with the prefix and their frequencies, in order, read as they are asked for."""
        return self._read(lambda snapshot: beginning(snapshot.fields(fieldname), prefix), iter(()))

    def commonest(self, fieldname: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Of the terms that begin with the prefix those in most articles, from the arrays of their counts."""
        return self._read(lambda snapshot: commonest(snapshot.fields(fieldname), prefix, most), [])

    def similar(self, fieldname: str, term: str, distance: int) -> Iterator[tuple[str, int]]:
        """Terms with the same first letter within an edit distance, and their frequencies."""
        return self._read(lambda snapshot: near(snapshot.fields(fieldname), term, distance), iter(()))

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the index's files, all of them read whole."""
        none: tuple[str, ...] = ()
        return self._read(lambda snapshot: snapshot.verify(), none)

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _read(self, ask: Callable[[Snapshot], T], when_empty: T) -> T:
        """An answer from the newest generation; one thread at a time, for Whoosh's readers are not made for more."""
        with self._lock:
            try:
                snapshot = self._newest()
                return when_empty if snapshot is None else ask(snapshot)
            except NewsArchiveError:
                raise
            except Exception as error:
                raise translation(self._home, error) from error

    def _newest(self) -> Snapshot | None:
        if self._open is not None and self._sight is not None and self._sight.holds():
            return self._open
        self._sight = None
        directory = current(self._home)
        sight = Sight.of(self._home, directory) if directory else None
        if self._open is None or directory is None or not self._open.is_current(directory):
            self.close()
            if directory is not None:
                self._open = patiently(self._home, lambda: Snapshot(current(self._home) or directory))
        self._sight = sight if self._open and directory == self._open.directory else None
        return self._open

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with translated(self._home):
            self._home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._home / "writer.lock", blocking=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise IndexBusy(
                f"The index in {self._home} is being written by another process: wait until it is done, then try again."
            ) from error
        try:
            with translated(self._home):
                yield
        finally:
            lock.release()

    def _build(self, changes: Iterable[Change], progress: Callable[[int], None], jobs: int) -> None:
        directory = begin(self._home)
        write_at_once(directory, changes, progress, jobs)
        adopt(self._home, directory)
