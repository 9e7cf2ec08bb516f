"""The programming interface at its addresses: limits, reading, answering, errors, and what other sites may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from search.errors import BadRequest
from webui import generation, urls
from webui.api.endpoints import ENDPOINTS, ROOT, Endpoint
from webui.api.limits import Limiter
from webui.api.openapi import description, rule
from webui.api.parameters import Parameter, read
from webui.api.problems import problem
from webui.security import LARGER_BODIES
from webui.settings import Settings
from webui.site import site

LARGEST_BODY: Final = 1 << 20
"""Bytes of a batch."""

LIMITED: Final = ("/api/", "/export/", "/feed")
"""Addresses that count against the limit of requests."""

CROSS_ORIGIN: Final = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After, Content-Disposition",
    "Access-Control-Max-Age": "86400",
}


def register(app: Flask, settings: Settings) -> None:
    """Give the application the interface's addresses, and the limits that the settings ask for."""
    for endpoint in ENDPOINTS:
        name = f"api_{endpoint.name}"
        app.add_url_rule(rule(endpoint), name, _view(endpoint), methods=[endpoint.method], merge_slashes=False)
    app.add_url_rule(f"{ROOT}/openapi.json", "openapi", openapi)
    app.add_url_rule("/api/search", "api_before", before)
    app.config[LARGER_BODIES]["api_batch"] = LARGEST_BODY
    limiter = Limiter(settings.rate_limit)
    app.before_request(lambda: _too_many(limiter, settings.proxies))
    app.after_request(lambda response: _shared(response, settings.cors))


def openapi() -> ResponseReturnValue:
    """``/api/v1/openapi.json``."""
    here = site().settings
    return jsonify(description(here.title, urls.absolute(urls.api_root()), here.export_limit))


def before() -> ResponseReturnValue:
    """``/api/search``, where the search stood before the interface had versions; it leads on for good."""
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"{urls.api_root()}/search{'?' if query else ''}{query}", 308)


def _view(endpoint: Endpoint) -> Callable[..., ResponseReturnValue]:
    def view(**within: Any) -> ResponseReturnValue:
        if (unchanged := generation.unchanged()) is not None:
            return unchanged
        try:
            values = _path(endpoint.within, within)
        except ValueError as error:
            return problem(404, str(error))
        try:
            values |= _body() if endpoint.body else {}
            values |= read(endpoint.parameters, request.args.items(multi=True))
        except BadRequest as error:
            return problem(400, str(error))
        answer = endpoint.answer(values)
        if isinstance(answer, Response):
            return answer
        return jsonify(answer) if endpoint.body else generation.marked(jsonify(answer))

    return view


def _path(parameters: tuple[Parameter, ...], given: dict[str, Any]) -> dict[str, Any]:
    """The values in the path. Raises ValueError, with a sentence, for what is none."""
    values = {}
    for each in parameters:
        try:
            values[each.name] = each.kind.read(str(given[each.name]))
        except ValueError as error:
            raise ValueError(f"“{each.name}” in this address {error}") from error
    return values


def _body() -> dict[str, Any]:
    """The JSON object that was posted. Raises BadRequest when there is none, or something else in it."""
    told = request.get_json(silent=True)
    if not isinstance(told, dict) or set(told) != {"queries"}:
        raise BadRequest('Post a JSON object {"queries": ["…", …]} and nothing else.')
    return told


def _too_many(limiter: Limiter, proxies: int) -> Response | None:
    if not request.path.startswith(LIMITED) or not (seconds := limiter.wait(_client(proxies))):
        return None
    response = problem(429, f"This site answers a limited number of requests a minute: ask again in {seconds} seconds.")
    response.headers["Retry-After"] = str(seconds)
    return response


def _client(proxies: int) -> str:
    """Who asks: the address that the outermost of our own proxies saw, else that of the connection."""
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.remote_addr or ""


def _shared(response: Response, allowed: str) -> Response:
    """Let pages of other sites read the answer, where the setting allows theirs (https://fetch.spec.whatwg.org)."""
    if not allowed or not request.path.startswith("/api/"):
        return response
    origin, origins = request.headers.get("Origin", ""), allowed.split()
    if "*" in origins or origin in origins:
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
        response.headers.update(CROSS_ORIGIN)
    response.vary.add("Origin")
    return response
