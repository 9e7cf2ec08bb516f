"""A story as a file for reference managers."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from search.exports import Frame
from webui import urls
from webui.citing import FORMS
from webui.site import site


def view(number: int, suffix: str) -> ResponseReturnValue:
    """``/article/17/cite.ris``, and one address for each row of :data:`webui.citing.FORMS`."""
    form = FORMS.get(suffix)
    if form is None:
        abort(404)
    frame = Frame(link=lambda held: urls.absolute(urls.article(held.id)))
    text = "".join(form.write([site().catalogue.article(number)], frame))
    response = Response(text, content_type=form.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="story-{number}.{suffix}"'
    return response
