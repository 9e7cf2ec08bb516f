"""The page as it was saved, for those who want to see what a story was read from."""

from __future__ import annotations

import re

from flask import Response
from flask.typing import ResponseReturnValue

from search.archive import Holding
from search.errors import NoSuchArticle
from webui.linked import as_memento
from webui.site import site

LONGEST_DECLARATION = 4096
"""Bytes at a page's beginning in which it says how its letters are written."""
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def view(number: int) -> ResponseReturnValue:
    """``/article/17/saved``: a download and never a page of this site, whose address its scripts would share.

    Raises NoSuchArticle when the story is not held or came without a page.
    """
    held, original = _original(number)
    response = Response(original, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="story-{number}.html"'
    return as_memento(response, held)


def text(number: int) -> ResponseReturnValue:
    """``/article/17/saved.txt``: the same page's source, shown as plain text, which no browser runs."""
    held, original = _original(number)
    return as_memento(Response(_decoded(original), content_type="text/plain; charset=utf-8"), held)


def _original(number: int) -> tuple[Holding, bytes]:
    catalogue = site().catalogue
    held = catalogue.article(number)
    original = catalogue.archive.original(number)
    if original is None:
        raise NoSuchArticle(f"Story {number} came to the archive as text: there is no saved page of it.")
    return held, original


def _decoded(page: bytes) -> str:
    """As the page says it is written, else as UTF-8; what cannot be read is shown as replaced."""
    declared = _DECLARED.search(page[:LONGEST_DECLARATION])
    try:
        return page.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except LookupError:
        return page.decode("utf-8", "replace")
