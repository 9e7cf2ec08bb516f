"""One file to be read, on disk or inside a container, and the words for what goes wrong with it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

_CUT = "it is cut off: its data ends in the middle"
DAMAGED = "its compressed data is damaged"

_EXPLANATIONS: Mapping[type[BaseException], str] = {
    FileNotFoundError: "there is no such file",
    PermissionError: "this user may not read it",
    EOFError: _CUT,
    gzip.BadGzipFile: DAMAGED,
    zlib.error: DAMAGED,
    lzma.LZMAError: DAMAGED,
    zipfile.BadZipFile: "it is damaged or cut off, or no zip file at all",
    tarfile.TarError: "it is damaged or cut off, or no tar file at all",
    NotImplementedError: "it is packed in a way that cannot be undone here; pack it anew",
    MemoryError: "it needs more memory than there is",
    RecursionError: "it is nested too deep",
}


def _gunzip(stream: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream))


_COMPRESSIONS: Mapping[str, tuple[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    ".gz": ("", _gunzip),
    ".tgz": (".tar", _gunzip),
    ".bz2": ("", bz2.BZ2File),
    ".tbz2": (".tar", bz2.BZ2File),
    ".xz": ("", lzma.LZMAFile),
    ".txz": (".tar", lzma.LZMAFile),
}
"""By suffix: what the name ends in without the compression, and what undoes it."""


class Content(io.BufferedReader):
    """A stream that ends where its data cannot be read any further, and then says why in ``trouble``.

    What stands before the trouble is thereby read like anything else: a crawl that was cut off
    gives all of its whole records.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._tolerant = _Tolerant(stream)
        super().__init__(self._tolerant, 1 << 16)

    @property
    def trouble(self) -> str:
        """Why the stream ended early, or ``""``."""
        return self._tolerant.trouble


class _Tolerant(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self.trouble = ""
        self._stream = stream
        # read1 hands out what is at hand; read would lose that when the next block is damaged
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any, /) -> int:
        try:
            piece = self._read(len(buffer))
        except Exception as error:  # noqa: BLE001  each compression has errors of its own
            self.trouble = explain(error)
            return 0
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Source:
    """A named stream of bytes."""

    origin: str
    """Where it stands, containers included: ``/saves/may.zip!/nation/a.html``."""
    name: str
    """The file name, by which its reader is chosen."""
    stream: Content
    depth: int = 0
    """Number of containers around it."""

    def member(self, name: str, stream: IO[bytes]) -> Source:
        """A file inside this container; its path is shown, and never used to write anything."""
        shown = printable(name)
        return Source(f"{self.origin}!/{shown}", shown, Content(stream), self.depth + 1)


def open_file(path: Path, origin: str) -> Source:
    """A file on disk. Raises OSError."""
    return Source(origin, PurePosixPath(origin).name, Content(path.open("rb", buffering=0)))


def is_compressed(name: str) -> bool:
    """Whether the name ends in the suffix of a compression that can be undone."""
    return PurePosixPath(name).suffix.lower() in _COMPRESSIONS


def bare_name(name: str) -> str:
    """The name of what a compressed file holds, ``a.tar`` for ``a.tgz``; other names as they are."""
    path = PurePosixPath(name)
    if not is_compressed(name):
        return name
    return path.stem + _COMPRESSIONS[path.suffix.lower()][0]


def decompress(source: Source) -> Source:
    """The same file without the compression that its name tells of."""
    _, undo = _COMPRESSIONS[PurePosixPath(source.name).suffix.lower()]
    return replace(source, name=bare_name(source.name), stream=Content(undo(source.stream)))


def take(stream: BinaryIO, limit: int) -> bytes | None:
    """All that a stream still holds, or None when that is more than ``limit`` bytes."""
    content = stream.read(limit + 1)
    return content if len(content) <= limit else None


def printable(name: str) -> str:
    r"""A file name that every terminal and database takes: odd bytes and control characters as ``\xff``."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def explain(error: BaseException) -> str:
    """What happened, for the person who runs the archive."""
    for kind in type(error).__mro__:
        if kind in _EXPLANATIONS:
            return _EXPLANATIONS[kind]
    if isinstance(error, OSError) and error.strerror:
        return f"the system says: {error.strerror.lower()}"
    return f"it is damaged ({str(error) or type(error).__name__})"
