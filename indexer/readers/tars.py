"""Tar files, read from front to back in one go."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from indexer.readers.folders import is_leftover
from indexer.readers.items import Item
from indexer.readers.registry import is_readable, read_source, reads
from indexer.readers.source import Source


@reads(".tar")
def read_tar(source: Source) -> Iterator[Item]:
    """Every member that has a reader; links are passed over, for they lead to members or out of the file."""
    with tarfile.open(fileobj=source.stream, mode="r|") as opened:
        while info := opened.next():
            opened.members = []  # type: ignore[attr-defined]  # tarfile remembers every member that it passed; a crawl has millions
            stream = opened.extractfile(info) if _wanted(info) else None
            if stream is not None:
                yield from read_source(source.member(info.name, stream))


def _wanted(info: tarfile.TarInfo) -> bool:
    return info.isfile() and is_readable(info.name) and not is_leftover(info.name)
