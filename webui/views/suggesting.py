"""Suggestions for what is being typed, in the form that browsers' address bars ask for too."""

from __future__ import annotations

from flask import Response, json, request
from flask.typing import ResponseReturnValue

from search.suggest import Suggestion, suggest
from webui import urls
from webui.language import say
from webui.site import site
from webui.state import State

MOST = 8
CONTENT_TYPE = "application/x-suggestions+json; charset=utf-8"

KINDS = {"word": "word", "headline": "headline", "author": "author", "section": "section", "source": "source"}
"""Kind of suggestion -> what stands beside it."""


def view() -> ResponseReturnValue:
    """``/suggest?q=har``: four lists, as the OpenSearch suggestions extension 1.0 has them.

    What was typed, the queries offered, what each is, and where each leads: a headline straight to its story.
    """
    typed = request.args.get("q", "")
    found = suggest(site().catalogue, typed, MOST)
    lists = [typed, [each.query for each in found], [_told(each) for each in found], [_href(each) for each in found]]
    response = Response(json.dumps([*lists, [each.text for each in found]]), content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _told(each: Suggestion) -> str:
    return say(KINDS[each.kind]) if each.kind in KINDS else each.kind


def _href(each: Suggestion) -> str:
    return urls.absolute(urls.article(each.id) if each.id is not None else urls.search(State(q=each.query)))
