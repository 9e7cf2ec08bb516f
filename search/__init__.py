"""The core: what an article is, how it is kept, asked for and found.

This room knows nothing of HTML files or web pages: it never imports ``indexer`` or ``webui``.

>>> import search
>>> catalogue = search.open_archive("data/archive")          # doctest: +SKIP
>>> catalogue.search("cyber attack", after="2012").total      # doctest: +SKIP
3
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.catalogue import Catalogue

__all__ = ["open_archive"]


def open_archive(directory: str | Path, *, create: bool = False, engine: str = "whoosh:") -> Catalogue:
    """The archive in a directory, ready to be searched; see :class:`search.catalogue.Catalogue`.

    Raises the errors of search.errors, NotAnArchive first among them.
    """
    # Imported here, so that those who only need an Article do not load an engine.
    from search.catalogue import Catalogue  # noqa: PLC0415

    return Catalogue.open(Path(directory), create=create, engine=engine)
