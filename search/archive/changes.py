"""A stretch of an archive's change log that any process can read for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from search.archive.store import Archive
from search.engine import Change

ENTRIES_A_PART: Final = 10_000
"""Of the log: few enough that several processes end at about the same time."""


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """What became of every article touched after one entry of the log and up to another, in the order of the log.

    Reading raises the ArchiveErrors of search.errors.
    """

    directory: Path
    since: int
    until: int
    known: int = 0
    """The last entry of the log of which this is a part; 0 when it is the whole."""

    def __iter__(self) -> Iterator[Change]:
        """All of it, by a connection of its own."""
        with closing(Archive(self.directory)) as archive:
            yield from archive.changes(self.since, self.until, self.known or self.until)

    def parts(self) -> Iterator[Iterable[Change]]:
        """Consecutive stretches; an article that was touched in several comes in the last of them."""
        for since in range(self.since, self.until, ENTRIES_A_PART):
            until = min(since + ENTRIES_A_PART, self.until)
            yield replace(self, since=since, until=until, known=self.until)
