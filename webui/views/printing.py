"""A story as a PDF."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from search.errors import NoSuchArticle
from webui import pdf, urls
from webui.site import site


def view(number: int) -> ResponseReturnValue:
    """``/article/17/story.pdf``. Raises NoSuchArticle when it is not held or the server lacks the extra ``pdf``."""
    article = site().catalogue.article(number).article
    if not pdf.available():
        raise NoSuchArticle("This server makes no PDFs: print the story from its page.")
    response = Response(pdf.typeset(article, urls.absolute(urls.article(number))), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="story-{number}.pdf"'
    return response
