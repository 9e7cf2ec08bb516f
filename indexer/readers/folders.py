"""Folders of saved pages, and files named by themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from indexer.readers.items import Item, Unreadable
from indexer.readers.registry import is_readable, read_source, suffixes
from indexer.readers.source import explain, open_file, printable

_ASIDES = ("_files", ".files", "_fichiers", "-Dateien", "_archivos")
"""Ends of the folders in which browsers put the pictures, styles and frames of a page saved beside them."""


def read_path(path: Path) -> Iterator[Item]:
    """What a file or a folder holds.

    The origins begin with the absolute path, links resolved, so that they are the same on every run
    from whatever folder the command was given in.
    """
    place = Path(os.path.realpath(path))
    yield from _read_folder(place) if place.is_dir() else _read_file(place)


def _read_folder(place: Path) -> Iterator[Item]:
    empty = True
    for item in _walk(place, ()):
        empty = False
        yield item
    if empty:
        yield Unreadable(
            printable(str(place)), f"nothing in this folder can be read; it would end in {', '.join(suffixes())}"
        )


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Item]:
    """The files of a folder and of those below it, by name; ``above`` holds the folders that lead here."""
    try:
        state = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208  a folder may hold a million pages, and paths are large
    except OSError as error:
        yield Unreadable(printable(str(folder)), explain(error))
        return
    here = (state.st_dev, state.st_ino)
    if here in above:
        yield Unreadable(printable(str(folder)), "this link leads back to a folder that it stands in")
        return
    for name in names:
        path = folder / name
        if _is_folder(path):
            if not _is_aside(path):
                yield from _walk(path, (*above, here))
        elif is_readable(name) and not is_leftover(name):
            yield from _read_file(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_aside(folder: Path) -> bool:
    """Whether a folder only holds the parts of a page that was saved beside it."""
    stems = (folder.name.removesuffix(end) for end in _ASIDES if folder.name.endswith(end))
    return any((folder.parent / f"{stem}{suffix}").exists() for stem in stems for suffix in (".html", ".htm"))


def is_leftover(name: str) -> bool:
    """Whether a file is a shadow that macOS lays beside the real one."""
    return name.startswith(("._", "__MACOSX/")) or "/._" in name


def _read_file(path: Path) -> Iterator[Item]:
    origin = printable(str(path))
    try:
        if path.exists() and not path.is_file():
            yield Unreadable(origin, "it is no regular file")
            return
        source = open_file(path, origin)
    except OSError as error:
        yield Unreadable(origin, explain(error))
        return
    with source.stream:
        yield from read_source(source)
