"""The search as JSON: the same questions and the same answers as the page and the command line give."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from search.errors import BadRequest
from search.report import results_json
from webui.site import site
from webui.state import PARAMETERS, read
from webui.views.searching import ask


def view() -> ResponseReturnValue:
    """``/api/search``. Raises BadRequest for a parameter that is not known: a typing error must not widen a search."""
    known = {parameter.name for parameter in PARAMETERS}
    unknown = sorted(set(request.args) - known)
    if unknown:
        raise BadRequest(f"There is no parameter {unknown[0][:40]!r}; use {', '.join(sorted(known))}.")
    state = read(request.args.items(multi=True))
    limit = site().settings.page_size if state.limit is None else state.limit
    return jsonify(results_json(ask(state, limit)))
