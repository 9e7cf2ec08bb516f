"""A saved page as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from indexer.addresses import address_of
from indexer.page import Page
from indexer.readers.items import ITEM_LIMIT, Item, Unreadable
from indexer.readers.registry import reads
from indexer.readers.source import Source, take

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
TOO_LARGE = f"it expands to more than {ITEM_LIMIT >> 20} MB, which no page does"


@reads(*SUFFIXES)
def read_page(source: Source) -> Iterator[Item]:
    """The one page of a file."""
    html = take(source.stream, ITEM_LIMIT)
    if html is None:
        yield Unreadable(source.origin, TOO_LARGE)
    elif not source.stream.trouble:
        yield page(source.origin, html)


def page(origin: str, html: bytes, *, url: str = "", fetched: datetime | None = None, charset: str = "") -> Page:
    """A page whose address, when nobody gives it, is the one that its saver left in it or in its path."""
    return Page(origin=origin, url=url or address_of(origin, html), html=html, fetched=fetched, charset=charset)
