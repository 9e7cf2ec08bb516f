"""Errors for programs: problem details (RFC 9457) with a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Response, json

TITLES: Final[Mapping[int, str]] = {
    400: "The request does not fit the description",
    404: "Nothing is held at this address",
    405: "The address does not answer this method",
    413: "The request is too large",
    414: "The address is too long",
    415: "The body is not JSON",
    422: "The question cannot be answered as asked",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "The archive cannot be searched at the moment",
}
"""Status -> what it means here; one ``type`` for each, ``about:blank`` and so named by the status alone."""


def problem(status: int, detail: str) -> Response:
    """The answer that tells of an error."""
    told = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail}
    return Response(json.dumps(told), status=status, content_type="application/problem+json")
