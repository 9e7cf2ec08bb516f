"""In which language a request is answered, and the words for it.

Asked for in the address (``?lang=de``, then remembered in a cookie that holds nothing else), else as the site's setting
or the browser says. Views and templates call :func:`say`; whatever an archive holds is never translated.
"""

from __future__ import annotations

from flask import Response, current_app, g, has_request_context, request
from markupsafe import Markup, escape

from webui.tongues import TONGUES
from webui.tongues.tongue import Tongue

COOKIE = "lang"
REMEMBERED = 365 * 24 * 3600
"""Seconds that a chosen language is kept."""
FIRST = next(iter(TONGUES.values()))


def here() -> Tongue:
    """The language of the present request; outside of one, the first of the table."""
    if not has_request_context():
        return FIRST
    if "tongue" not in g:
        g.tongue = _chosen()
    return g.tongue  # type: ignore[no-any-return]  # flask.g holds anything


def _chosen() -> Tongue:
    setting = current_app.extensions["newsarchive"].settings.language
    for code in (request.args.get("lang", ""), request.cookies.get(COOKIE, ""), setting):
        if code in TONGUES:
            return TONGUES[code]
    return TONGUES[request.accept_languages.best_match(TONGUES) or FIRST.code]


def say(text: str, /, **values: object) -> str:
    """A sentence in the request's language, its places filled; markup among the values stays markup."""
    told = here().say(text)
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(escape(told)).format(**values)  # noqa: S704 - both the sentence and its values are escaped
    return told.format(**values) if values else told


def retell(told: str) -> str:
    """A sentence that came filled in from the search, in the request's language where it is known."""
    return here().retell(told)


def remember(response: Response) -> Response:
    """Keep a language that was asked for in the address, and tell caches what an answer depends on."""
    if request.args.get("lang") in TONGUES:
        response.set_cookie(
            COOKIE,
            request.args["lang"],
            max_age=REMEMBERED,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure,
        )
    if response.mimetype == "text/html":
        response.vary.update(("Accept-Language", "Cookie"))
    return response
