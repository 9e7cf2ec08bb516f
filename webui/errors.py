"""What a reader sees when something is wrong: a page with a sentence and a search box, or JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Flask, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from search.errors import ArchiveError, BadRequest, EngineError, NewsArchiveError, NoSuchArticle
from webui.api.problems import problem
from webui.language import retell, say
from webui.site import render

STATUS: tuple[tuple[type[NewsArchiveError], int], ...] = (
    (BadRequest, 400),
    (NoSuchArticle, 404),
    (EngineError, 503),
    (ArchiveError, 503),
)
"""Our errors and the HTTP status that tells of them; the first row that fits counts."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A heading, and the sentence used when the error brings none of its own."""

    heading: str
    sentence: str


WORDING = {
    400: Wording("We could not read that", "The address holds something that we cannot understand."),
    404: Wording("Not in the archive", "There is no page at this address. Perhaps a search finds it."),
    405: Wording("Reading only", "This archive is for reading: ask for its pages, send nothing to them."),
    413: Wording("Too large", "The request is larger than this site takes."),
    414: Wording("Address too long", "The address is longer than this site takes; ask for less at once."),
    500: Wording("Our mistake", "Something went wrong on our side. It has been noted; please try again."),
    503: Wording("Back in a moment", "The archive cannot be searched at the moment; please try again shortly."),
}


PROBLEMS = "/api/"
"""Addresses under this are answered as the programming interface says: errors as problem details."""

FOR_PROGRAMS = "/health"
"""What is answered as plain JSON, errors too."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """An error as a page."""

    template: ClassVar[str] = "error.html"
    code: int
    heading: str
    sentence: str


def register(app: Flask) -> None:
    """Let every error of ``app`` end in a page of ours."""
    app.register_error_handler(NewsArchiveError, _ours)
    app.register_error_handler(HTTPException, _http)


def _ours(error: NewsArchiveError) -> ResponseReturnValue:
    code = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    return _shown(code, str(error) if code != 500 else "")


def _http(error: HTTPException) -> ResponseReturnValue:
    """Werkzeug's own errors, and every unforeseen one, which Flask logs and hands over as a 500."""
    if error.code is None or error.code < 400:
        return error
    response = _shown(error.code, "")
    allowed = dict(error.get_headers()).get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _shown(code: int, sentence: str) -> Response:
    wording = WORDING.get(code, WORDING[400 if code < 500 else 500])
    words = sentence or wording.sentence
    if request.path.startswith(PROBLEMS):
        return problem(422 if code == 400 and sentence else code, words)
    if request.path.startswith(FOR_PROGRAMS):
        return make_response(jsonify(error=words), code)
    return make_response(render(ErrorPage(code, say(wording.heading), retell(words))), code)
