"""Where pages come from: one module a kind of file, each saying by suffix what it reads.

A module here declares its readers with :func:`registry.reads` and needs no entry anywhere else. Whatever goes
wrong is yielded as a value, :class:`items.Unreadable`, so that one bad file never stops a batch; nothing is
ever unpacked to disk, and no more than one page is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.readers import mhtml, pages
from indexer.readers.folders import read_path
from indexer.readers.items import Item, Ready, Refused, Unreadable
from indexer.readers.registry import suffixes

__all__ = ["Item", "Ready", "Refused", "Unreadable", "is_page", "read", "suffixes"]


def read(paths: Iterable[Path]) -> Iterator[Item]:
    """Everything that the files and folders hold, in an order that is the same on every run."""
    for path in paths:
        yield from read_path(path)


def is_page(origin: str) -> bool:
    """Whether an origin is that of one page, member, record or line, and not of a whole container."""
    return "!/" in origin or origin.removesuffix(".gz").lower().endswith((*pages.SUFFIXES, *mhtml.SUFFIXES))
