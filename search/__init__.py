"""The core: what an article is, how it is kept, asked for and found.

This room knows nothing of HTML files or web pages: it never imports ``indexer`` or ``webui``.

>>> import search
>>> catalogue = search.open_archive("data/archive")          # doctest: +SKIP
>>> catalogue.search("cyber attack", after="2012").total      # doctest: +SKIP
3
"""

from search.catalogue import Catalogue, open_archive

__all__ = ["Catalogue", "open_archive"]
