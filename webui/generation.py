"""Answers that stay true until the archive changes: entity tags made from what the index has seen.

A page's tag is made from its content, which must be made first. What is long or streamed is tagged by the generation of
the index and the address instead, so that an unchanged answer costs nothing.
"""

from __future__ import annotations

import hashlib

from flask import Response, request

from webui.site import site


def tag() -> str:
    """The entity tag of the present address at the present generation."""
    engine = site().catalogue.engine
    text = f"{engine.stamp} {engine.seen} {request.full_path} {request.url_root}"
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def unchanged() -> Response | None:
    """Status 304 when the asker holds what would be answered; else None."""
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag()):
        return marked(Response(status=304))
    return None


def marked(response: Response) -> Response:
    """The answer with its tag; weak, since equal content may be written in other bytes."""
    response.set_etag(tag(), weak=True)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
