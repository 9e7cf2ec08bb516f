"""Whether the site can answer."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from search.errors import NewsArchiveError
from webui.site import site


def view() -> ResponseReturnValue:
    """``/health``: 200 with what is searchable, or 503 with a sentence when the archive or the index cannot be read."""
    catalogue = site().catalogue
    try:
        catalogue.search("", limit=1)
        return jsonify(status="ok", articles=catalogue.engine.count, seen=catalogue.engine.seen)
    except NewsArchiveError as error:
        return jsonify(status="unavailable", error=str(error)), 503
