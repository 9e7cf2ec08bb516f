"""Who may use the keeper's pages: whoever gave the token, for some hours, from one browser.

The token is a setting and is compared in constant time. A right one is answered by a cookie with a random name for the
session, which the server remembers until it is restarted. Wrong ones are counted: guessing is made slow.
"""

from __future__ import annotations

import secrets
import threading
import time
from urllib.parse import urlsplit

from flask import Response, abort, request

from search.errors import BadRequest
from webui import urls
from webui.settings import Settings

COOKIE = "keeper"
LASTS = 12 * 3600
"""Seconds until the token is asked for again."""
TRIES, WITHIN = 5, 60
"""Wrong tokens that are looked at in so many seconds; further ones are refused unseen."""
SHORTEST = 16
"""Characters of a token; shorter ones can be guessed."""


class Keepers:
    """The sessions that are open. Raises BadRequest when it is made with a token that is too short."""

    def __init__(self, settings: Settings) -> None:
        if settings.admin_token and len(settings.admin_token) < SHORTEST:
            raise BadRequest(f"--admin-token needs {SHORTEST} characters or more: a shorter one could be guessed.")
        self._settings = settings
        self._lock = threading.Lock()
        self._ends: dict[str, float] = {}
        self._wrong: list[float] = []

    def session(self) -> str:
        """The present request's session; "" when it has none. Answers 404 where the pages are closed."""
        if not self._settings.admin_token:
            abort(404)
        given = request.cookies.get(COOKIE, "")
        with self._lock:
            return given if self._ends.get(given, 0) > time.monotonic() else ""

    def enter(self, token: str, response: Response) -> Response:
        """Open a session on the response. Raises BadRequest for a wrong token, or after too many of them."""
        self.session()
        now = time.monotonic()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < WITHIN]
            if len(self._wrong) >= TRIES:
                raise BadRequest("Too many wrong tokens: wait a minute.")
            if not secrets.compare_digest(token.encode(), self._settings.admin_token.encode()):
                self._wrong.append(now)
                raise BadRequest("That is not the token of this site.")
            name = secrets.token_urlsafe(32)
            self._ends = {each: end for each, end in self._ends.items() if end > now} | {name: now + LASTS}
        secure = request.is_secure or urlsplit(self._settings.base_url).scheme == "https"
        response.set_cookie(
            COOKIE, name, max_age=LASTS, httponly=True, samesite="Strict", secure=secure, path=urls.admin()
        )
        return response

    def leave(self, response: Response) -> Response:
        """Close the present session."""
        with self._lock:
            self._ends.pop(request.cookies.get(COOKIE, ""), None)
        response.delete_cookie(COOKIE, path=urls.admin())
        return response
