"""Which reader reads which file, by the end of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from pkgutil import iter_modules

from indexer.readers.items import Item, Unreadable
from indexer.readers.source import Source, bare_name, decompress, explain, is_compressed

Reader = Callable[[Source], Iterator[Item]]

NESTING = 2
"""How deep containers may stand in one another: a crawl inside a zip is read, a zip in a zip in a zip is not."""

_readers: dict[str, Reader] = {}


def reads(*suffixes: str) -> Callable[[Reader], Reader]:
    """Declare that a function reads the files whose names end so; ``.gz``, ``.bz2`` and ``.xz`` are undone before."""

    def declare(reader: Reader) -> Reader:
        _readers.update(dict.fromkeys(suffixes, reader))
        return reader

    return declare


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, in alphabetical order."""
    return tuple(sorted(_table()))


def is_readable(name: str) -> bool:
    """Whether a file of this name would be read."""
    return reader_of(name) is not None


def reader_of(name: str) -> Reader | None:
    """The reader for a file name; a compressed file has the reader of what it holds."""
    table = _table()
    for suffix in (_suffix(name), _suffix(bare_name(name))):
        if suffix in table:
            return table[suffix]
    return None


def read_source(source: Source) -> Iterator[Item]:
    """All that a file holds. What its reader trips over becomes the last item, after all that came before."""
    reader = reader_of(source.name) or _by_content(source)
    if reader is None:
        known = ", ".join(suffixes())
        yield Unreadable(source.origin, f"no reader for a file of this name; the names that can be read end in {known}")
        return
    if source.depth > NESTING:
        yield Unreadable(source.origin, "it stands too deep inside other containers; unpack the outer one first")
        return
    if is_compressed(source.name):
        source = decompress(source)
    try:
        yield from reader(source)
    except Exception as error:  # noqa: BLE001  a damaged file can make a format's library raise anything
        yield Unreadable(source.origin, source.stream.trouble or explain(error))
    else:
        if source.stream.trouble:
            yield Unreadable(source.origin, source.stream.trouble)


def _by_content(source: Source) -> Reader | None:
    """The reader of pages for a file that is plainly HTML, whatever its name: ``story.php?id=17``."""
    head = source.stream.peek(1024)[:1024].lower()
    return _table()[".html"] if b"<html" in head or b"<!doctype html" in head else None


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


@cache
def _table() -> dict[str, Reader]:
    """The readers of every module of this package, imported when first asked for."""
    package = __name__.rpartition(".")[0]
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return _readers
