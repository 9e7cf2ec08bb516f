"""Headers on every answer, and the sizes beyond which a request is not read.

The content policy allows our own files and nothing else: no script or style within a page, no frame, no other site.
"""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request

LONGEST_ADDRESS = 8000
"""Bytes of path and query together."""

LARGEST_BODY = 1024
"""Bytes of a request's body, which few of the routes read at all."""

LARGER_BODIES = "NEWSARCHIVE_LARGER_BODIES"
"""Where the application's configuration tells which routes read larger ones: name of the route -> bytes."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def protect(app: Flask) -> None:
    """Give every answer of ``app`` the headers, and refuse requests that are too large."""
    app.config.setdefault(LARGER_BODIES, {})
    app.before_request(_refuse_large)
    app.after_request(_with_headers)


def _refuse_large() -> None:
    if len(request.full_path) > LONGEST_ADDRESS:
        abort(414)
    largest = current_app.config[LARGER_BODIES].get(request.endpoint, LARGEST_BODY)
    request.max_content_length = request.max_form_memory_size = largest
    if (request.content_length or 0) > largest:
        abort(413)


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
