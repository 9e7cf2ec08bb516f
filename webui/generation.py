"""Answers that stay true until the archive changes: entity tags and times made from what the index has seen.

A page's tag is made from its content, which must be made first. What is long, streamed or asked for by programs is
tagged by the generation of the index and the address instead, so that an unchanged answer costs nothing.
"""

from __future__ import annotations

import hashlib
import threading
import time
from datetime import UTC, datetime

from flask import Response, current_app, request
from werkzeug.http import is_resource_modified

from search.errors import EngineError
from webui.site import site


class Generations:
    """Remembers since when the present generation of the index has been seen here."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known = ("", 0.0)

    def since(self, stamp: str) -> datetime | None:
        """When a generation was first seen, in whole seconds; None within that second, which may yet see another."""
        now = time.time()
        with self._lock:
            if self._known[0] != stamp:
                self._known = (stamp, now)
            first = self._known[1]
        return datetime.fromtimestamp(int(first) + 1, UTC) if now >= int(first) + 1 else None


def tag() -> str:
    """The entity tag of the present address at the present generation."""
    text = f"{_stamp()} {request.full_path} {request.url_root}"
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def unchanged() -> Response | None:
    """Status 304 when the asker holds what would be answered; else None."""
    if request.method not in ("GET", "HEAD") or not _stamp():
        return None
    if is_resource_modified(request.environ, etag=f'W/"{tag()}"', last_modified=_since()):
        return None
    return marked(Response(status=304))


def marked(response: Response) -> Response:
    """The answer with its tag and time; the tag is weak, since equal content may be written in other bytes."""
    if not _stamp():
        return response
    response.set_etag(tag(), weak=True)
    if (since := _since()) is not None:
        response.last_modified = since
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _stamp() -> str:
    """What tells this generation from all others; nothing when the index cannot be read, and nothing is promised."""
    engine = site().catalogue.engine
    try:
        return f"{engine.stamp} {engine.seen}"
    except EngineError:
        return ""


def _since() -> datetime | None:
    generations: Generations = current_app.extensions.setdefault("newsarchive.generations", Generations())
    return generations.since(_stamp())
