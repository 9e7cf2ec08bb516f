"""Zip files, and WACZ, the web archive that is a zip with its crawls under ``archive/``.

WACZ: Web Archive Collection Zipped 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from indexer.readers.folders import is_leftover
from indexer.readers.items import Item, Unreadable
from indexer.readers.registry import is_readable, read_source, reads
from indexer.readers.source import Source, explain, printable

_ENCRYPTED = 0x1
"""Bit of a member's flags (APPNOTE.TXT 4.4.4)."""
_INNER_LIMIT = 4 << 30
"""Bytes that a zip inside another container may have."""


@reads(".zip")
def read_zip(source: Source) -> Iterator[Item]:
    """Every member that has a reader, in the order of the directory at the end of the file."""
    yield from _read_members(source, is_readable)


@reads(".wacz")
def read_wacz(source: Source) -> Iterator[Item]:
    """The crawls; what else a WACZ holds describes them."""
    yield from _read_members(source, lambda name: name.startswith("archive/") and is_readable(name))


def _read_members(source: Source, wanted: Callable[[str], bool]) -> Iterator[Item]:
    with _seekable(source) as stream, zipfile.ZipFile(stream) as opened:
        for info in opened.infolist():
            if not info.is_dir() and wanted(info.filename) and not is_leftover(info.filename):
                yield from _read_member(source, opened, info)


def _read_member(source: Source, opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Item]:
    origin = f"{source.origin}!/{printable(info.filename)}"
    if info.flag_bits & _ENCRYPTED:
        yield Unreadable(origin, "it is encrypted; unpack the zip file with its password and add the folder")
        return
    try:
        stream = opened.open(info)
    except Exception as error:  # noqa: BLE001  zipfile raises whatever a damaged header leads to
        yield Unreadable(origin, explain(error))
        return
    with stream:
        yield from read_source(source.member(info.filename, stream))


@contextmanager
def _seekable(source: Source) -> Iterator[IO[bytes]]:
    """The stream itself, or a copy without a name on disk of one that stands inside another container."""
    if source.depth == 0 and source.stream.seekable():
        yield source.stream
        return
    with TemporaryFile() as copy:
        while piece := source.stream.read(1 << 20):
            copy.write(piece)
            if copy.tell() > _INNER_LIMIT:
                raise ValueError(f"it expands to more than {_INNER_LIMIT >> 30} GB; unpack the outer file first")
        yield copy
