"""The page as it was saved, for those who want to see what a story was read from."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from search.errors import NoSuchArticle
from webui.linked import as_memento
from webui.site import site


def view(number: int) -> ResponseReturnValue:
    """``/article/17/saved``: a download and never a page of this site, whose address its scripts would share.

    Raises NoSuchArticle when the story is not held or came without a page.
    """
    catalogue = site().catalogue
    held = catalogue.article(number)
    original = catalogue.archive.original(number)
    if original is None:
        raise NoSuchArticle(f"Story {number} came to the archive as text: there is no saved page of it.")
    response = Response(original, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="story-{number}.html"'
    return as_memento(response, held)
