"""Where an index lies on disk, and how one replaces another without a reader noticing.

::

    index/
        current         the name of the index in use, replaced atomically
        0001/           a Whoosh index
            about.json  fingerprint of its schema and analysis
            seen-7      number and stamp of the last change that Whoosh's generation 7 holds

``seen-N`` is written and synced before Whoosh commits generation N, so the generation that opens always knows what
it holds, whenever the process was killed.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from whoosh.index import EmptyIndexError, FileIndex, create_in, open_dir

from search.engines.whoosh.schema import fingerprint, schema
from search.errors import EngineError, IndexDamaged, IndexOutdated, NewsArchiveError

CURRENT: Final = "current"
ABOUT: Final = "about.json"
OPENING_TRIES: Final = 20

COARSE: Final = 100_000_000
"""Nanoseconds; file systems date changes by clocks that tick every few milliseconds."""

T = TypeVar("T")

REBUILD: Final = "run 'news-index rebuild' to make it anew from the archive, which is untouched"

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def translated(home: Path) -> Iterator[None]:
    """Turns whatever broken files and full disks bring forth into EngineErrors.

    Whoosh and pickle raise almost anything when they read overwritten bytes.
    """
    try:
        yield
    except NewsArchiveError:
        raise
    except Exception as error:
        raise translation(home, error) from error


def translation(home: Path, error: Exception) -> EngineError:
    """The error of ours that says what happened."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return EngineError(
            f"The index in {home} could not be written ({error.strerror}): make room and run the command again;"
            " what was searchable before still is."
        )
    return IndexDamaged(f"The index in {home} cannot be read ({type(error).__name__}: {error}): {REBUILD}.")


def current(home: Path) -> Path | None:
    """The directory of the index in use; None when there is none yet. Raises IndexDamaged when its name is no name."""
    name = _in_use(home)
    if name is not None and not name.isdigit():
        raise IndexDamaged(f"The index in {home} is damaged, for {CURRENT} names no index: {REBUILD}.")
    return home / name if name else None


def _in_use(home: Path) -> str | None:
    try:
        return (home / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class Sight:
    """When the files that tell the newest generation were last seen to change: two questions to the file system.

    Every commit makes files in the index's directory, and every switch replaces ``current``. A change is told by its
    time only when that is older than the clock by which files are dated is coarse.
    """

    paths: tuple[Path, Path]
    times: tuple[int, int]
    settled: bool

    @classmethod
    def of(cls, home: Path, directory: Path) -> Sight:
        """What is seen now."""
        paths = home / CURRENT, directory
        times = _changed(paths)
        return cls(paths, times, time.time_ns() - max(times) > COARSE)

    def holds(self) -> bool:
        """Whether nothing has changed since."""
        try:
            return self.settled and _changed(self.paths) == self.times
        except OSError:
            return False


def _changed(paths: tuple[Path, Path]) -> tuple[int, int]:
    return paths[0].stat().st_mtime_ns, paths[1].stat().st_mtime_ns


def begin(home: Path) -> Path:
    """An empty index beside the one in use, which stays in use until :func:`adopt`."""
    home.mkdir(parents=True, exist_ok=True)
    sweep(home)
    number = max((int(each.name) for each in home.iterdir() if each.name.isdigit()), default=0) + 1
    directory = home / f"{number:04}"
    directory.mkdir()
    (directory / ABOUT).write_text(json.dumps({"fingerprint": fingerprint()}), encoding="ascii")
    create_in(str(directory), schema())
    return directory


def adopt(home: Path, directory: Path) -> None:
    """Make an index the one in use and delete the others."""
    make_durable(directory)
    _replace(home / CURRENT, directory.name)
    sweep(home)


def make_durable(directory: Path) -> None:
    """Wait until every file of an index is on the disk; Whoosh itself never does."""
    for each in directory.iterdir():
        if each.is_file():
            _sync(each)
    _sync(directory)


def sweep(home: Path) -> None:
    """Delete every index but the one in use, as a killed process may have left one half made.

    Readers that still have files of it open keep them.
    """
    in_use = _in_use(home)
    for each in home.iterdir():
        if each.name.isdigit() and each.name != in_use:
            shutil.rmtree(each, ignore_errors=True)


def open_index(directory: Path) -> FileIndex:
    """The Whoosh index in a directory. Raises IndexOutdated, or what Whoosh raises for missing files."""
    about = json.loads((directory / ABOUT).read_text(encoding="ascii"))
    if about["fingerprint"] != fingerprint():
        raise IndexOutdated(f"The index in {directory} was made with other fields or another analysis: {REBUILD}.")
    return open_dir(str(directory))


def patiently(home: Path, attempt: Callable[[], T]) -> T:
    """What an attempt to open the index gives, tried again when it collided with a commit or a switch.

    Another process may delete files between our listing and our opening them; then the listing has changed. When
    nothing has, the files are missing for good, and whatever the attempt raised is raised.
    """
    for _ in range(OPENING_TRIES - 1):
        before = _listing(home)
        try:
            return attempt()
        except (OSError, EmptyIndexError):
            if _listing(home) == before:
                raise
    return attempt()


def _listing(home: Path) -> tuple[Path | None, list[str]]:
    directory = current(home)
    try:
        return directory, sorted(each.name for each in (directory or home).iterdir())
    except FileNotFoundError:
        return directory, []


def seen(directory: Path, generation: int) -> tuple[int, str]:
    """Number and stamp of the last change that a generation holds."""
    if not generation:
        return 0, ""
    number, _, stamp = (directory / f"seen-{generation}").read_text(encoding="ascii").partition(" ")
    return int(number), stamp


def remember(directory: Path, generation: int, number: int, stamp: str) -> None:
    """Note, before it is committed, what a generation will hold; notes on earlier ones but the last are dropped."""
    _replace(directory / f"seen-{generation}", f"{number} {stamp}")
    for each in directory.glob("seen-*"):
        if int(each.name.partition("-")[2]) < generation - 1:
            each.unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    """Write a small file so that after any crash it holds either the old text or the new."""
    aside = path.with_name(path.name + ".new")
    aside.write_text(text, encoding="ascii")
    _sync(aside)
    aside.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
